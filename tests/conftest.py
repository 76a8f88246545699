"""What holds for every test: none fails because the machine is busy. Speed is measured by ``make bench``."""

from hypothesis import HealthCheck, settings

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
