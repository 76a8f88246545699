"""What people do to a bot besides answering it: no crash, no loss, and each time a plain answer."""

import asyncio

import pytest

from tests.bots.telegram_e2e.house import TelegramHouse
from tests.bots.telegram_e2e.scenes import SCENES


@pytest.fixture(scope="module")
def played(fresh, starter) -> dict[str, Exception | None]:
    """Play all scenes at the same time, each with another person; what went wrong, by scene."""

    async def play(house: TelegramHouse, name: str) -> Exception | None:
        try:
            await SCENES[name](house, house.add_submitter("en"))
        except AssertionError as failure:
            return failure
        return None

    async def play_all() -> dict[str, Exception | None]:
        async with TelegramHouse(fresh, starter) as house:
            house.start("intake")
            failures = await asyncio.gather(*(play(house, name) for name in SCENES))
            assert await house.stop() == [0]
            assert " ERROR " not in house.said()
        return dict(zip(SCENES, failures, strict=True))

    return asyncio.run(play_all())


@pytest.mark.parametrize("name", SCENES)
def test_scene_ends_well(name, played):
    """Each says in its own docstring how."""
    if failure := played[name]:
        raise failure
