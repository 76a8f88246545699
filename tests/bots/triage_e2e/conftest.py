"""A house on both messengers, with a group without any case."""

from pathlib import Path

import pytest

from tests.bots.processes import warm_starter
from tests.bots.triage_e2e.house import TriageHouse


@pytest.fixture
async def house(place, starter):
    """A house of this test's own, in which nothing runs yet."""
    async with TriageHouse(place, starter) as built:
        yield built


@pytest.fixture
async def watched(place):
    """The same; a process that lives no more is noticed soon."""
    with warm_starter(Path(__file__).with_name("warm_watch.py")) as start:
        async with TriageHouse(place, start) as built:
            yield built
