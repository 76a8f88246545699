"""That a process lives."""

from datetime import timedelta

from storage import pulses
from storage.pulses import Process


async def last(database, process=Process.TRIAGE):
    return await database.read(lambda unit: pulses.last(unit, process))


async def beat(database, at, process=Process.TRIAGE):
    await database.write(lambda unit: pulses.beat(unit, process, at))


async def test_a_process_that_never_ran_has_no_pulse(database, now):
    """Whatever others have."""
    await beat(database, now, Process.INTAKE)
    assert await last(database) is None


async def test_the_last_beat_stands(database, now):
    """Also after the clock was set back, so that no process seems to live on in the future."""
    for minutes in (0, 2, 1):
        await beat(database, now + timedelta(minutes=minutes))
    assert await last(database) == now + timedelta(minutes=1)
