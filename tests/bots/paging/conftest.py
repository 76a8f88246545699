"""A paging service on this machine."""

import pytest

from tests.doubles.pager import Service


@pytest.fixture
def service():
    service = Service()
    yield service
    service.close()
