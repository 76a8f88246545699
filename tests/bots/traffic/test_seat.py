"""Who is in charge: one at a time, and a second one waits a little."""

import asyncio

import pytest

from bots.traffic.seat import SeatTaken, in_charge


async def test_second_process_of_a_role_is_refused_after_a_while(tmp_path):
    """It waits as long as an orderly end takes, and then says what to do."""
    async with in_charge(tmp_path, "intake"):
        with pytest.raises(SeatTaken) as refused:
            async with in_charge(tmp_path, "intake", patience=15):
                pass
    assert 15 <= asyncio.get_running_loop().time() < 16
    assert refused.value.hint


async def test_second_process_follows_the_first(tmp_path):
    """Who waits takes over as soon as the other has ended."""
    ends = []

    async def first():
        async with in_charge(tmp_path, "intake"):
            await asyncio.sleep(5)
        ends.append("first")

    async def second():
        await asyncio.sleep(1)
        async with in_charge(tmp_path, "intake"):
            ends.append("second")

    async with asyncio.TaskGroup() as both:
        both.create_task(first())
        both.create_task(second())
    assert ends == ["first", "second"]


async def test_roles_do_not_exclude_each_other(tmp_path):
    """Intake and triage run side by side, also where the folder is still to be made."""
    folder = tmp_path / "volatile"
    async with in_charge(folder, "intake", patience=0), in_charge(folder, "triage", patience=0):
        assert folder.stat().st_mode & 0o777 == 0o700
