"""A house on the double of Telegram."""

import pytest

from tests.bots.telegram_e2e.house import TelegramHouse


@pytest.fixture
async def house(answered, starter):
    """A house of this test's own, in which nothing runs yet."""
    async with TelegramHouse(answered, starter) as built:
        yield built
