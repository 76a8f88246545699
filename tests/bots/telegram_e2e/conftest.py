"""Installations with bots on a double of Telegram, and processes that run them."""

import pytest

from tests.bots.telegram_e2e.house import House, copy
from tests.bots.telegram_e2e.processes import warm_starter


@pytest.fixture(scope="session")
def starter():
    """Starts the program quickly, again and again."""
    with warm_starter() as start:
        yield start


@pytest.fixture
async def house(answered, starter):
    """A house of this test's own, in which nothing runs yet."""
    async with House(answered, starter) as built:
        yield built


@pytest.fixture(scope="session")
def replied(busy, tmp_path_factory):
    """An installation whose one case was answered; nobody sits at its terminal. Not to be touched."""
    place = copy(busy, tmp_path_factory.mktemp("replied"))
    ended = place.call("chat", given="/stop\n")
    assert "Thank you" in ended.out, ended
    commands = (f"/claim {place.reference}", f"/reply {place.reference} We are looking for a lawyer.")
    told = place.call("desk", "--as", "Olena", given="".join(f"{line}\n" for line in commands), unlock=True)
    assert told.status == 0, told
    return place


@pytest.fixture
def answered(replied, tmp_path):
    """An installation of this test's own, whose one case was answered."""
    return copy(replied, tmp_path)


@pytest.fixture(scope="module")
def fresh(made, tmp_path_factory):
    """An installation without any case, of this module's own."""
    return copy(made, tmp_path_factory.mktemp("fresh"))
