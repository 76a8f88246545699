"""As warm_bots.py; and a process is taken for dead in seconds, not minutes, and is looked after as often."""

from datetime import timedelta

from bots.traffic import chores, pulse
from tests.bots.warm_bots import begin

if __name__ == "__main__":
    pulse.EVERY = timedelta(seconds=0.5)
    pulse.PATIENCE = 4.0
    chores.LATE = 0.2
    begin()
