"""Each process watches over the other one: whichever is killed, the lead hears of it, in the chat and on the pager."""

import pytest

from tests.bots.triage_e2e.house import count
from tests.doubles.pager import Service

STOPPED = "the public lines have stopped"
AGAIN = "The public lines work again"


@pytest.fixture
def service():
    """A paging service on this machine."""
    built = Service()
    yield built
    built.close()


async def test_killed_process_is_missed_by_the_other(watched, service):
    """Triage tells of a dead intake once, also if it is killed itself; intake pages for a dead triage, and writes."""
    house = watched
    house.staff_signal.account.feed.patient = True
    intake, triage = house.start("intake"), house.start("triage")
    await house.listened()
    lead = await house.enrol("Lena", "lead", "signal")
    lena = lead.chats["signal"]
    there = house.public_signal.add_person(user=lena.user)
    on_duty = await house.call("duty add", "Lena", "daily", "00:00-24:00", unlock=True)
    assert on_duty.status == 0, on_duty
    lena.types(f"pager {service.url()} code={lead.code}")
    await lena.hears("Your pager is saved")

    house.kill(intake)
    await lena.sees(STOPPED)
    # What is under way at a kill may come twice; here it shall not, so that it can be counted.
    await house.until("SELECT number FROM outbox")
    house.kill(triage)
    triage = house.start("triage")
    lena.types("queue")
    await lena.hears("No open cases")
    assert not count(lena, AGAIN)
    house.start("intake")
    await lena.sees(AGAIN)

    await house.until("SELECT number FROM outbox")
    house.kill(triage)
    await there.awaits(lambda: there.bots, "a line from the public number")
    await house.until("SELECT number FROM outbox WHERE account = 'pager:public'")
    assert await house.stop() == [0]

    assert (count(lena, STOPPED), count(lena, AGAIN), len(there.bots)) == (1, 1, 1)
    by_triage, by_intake = (page["message"] for _, page, _ in service.calls)
    assert by_triage == "Please look in."
    assert by_intake == "Будь ласка, загляньте до комп’ютера."
