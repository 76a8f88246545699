"""The clock at a terminal: it moves referrals on while no staff process lives, and leaves to bots what is theirs."""

from datetime import timedelta

import pytest

from storage import pulses
from storage.database import DatabaseUnwritable
from storage.documents import Urgency
from storage.pulses import Process
from triage.referral.clock import SILENT, Clock


def clock(referring, *, bots=False):
    """The clock of a group, without Signal as a rule."""
    return Clock(database=referring.stage.database, key=referring.stage.keys.group.manifest.roster, bots=bots)


async def look(referring, **wired):
    """What whoever sits at the terminal is shown."""
    said = await clock(referring, **wired).look(referring.stage.now)
    return [(notice.args["step"], notice.args["number"]) for notice in said]


async def test_a_refusal_is_followed_by_the_next_partner(referring):
    """And the second look finds nothing."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Safe Harbour, Far Away")
    first, second = await referring.offers("lumeko-42")
    await referring.answer(first, "no")
    assert await look(referring) == [("declined", first.number), ("carry", second.number)]
    assert await look(referring) == []


async def test_where_no_bot_can_ask_a_member_carries_at_once(referring):
    """A partner with a number waits for no bot that is not there."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Open Door")
    (offer,) = await referring.offers("lumeko-42")
    assert await look(referring, bots=True) == []
    assert await look(referring) == [("carry", offer.number)]
    assert await referring.ids("Rafael", f"handed {offer.number}") == ["offer-handed"]


async def test_silence_is_noticed(referring):
    """Nobody has to type for it."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY)
    await referring.refer("lumeko-42", "Safe Harbour")
    (offer,) = await referring.offers("lumeko-42")
    await referring.obey("Rafael", f"handed {offer.number}")
    referring.stage.later(hours=2)
    assert await look(referring) == [("expired", offer.number), ("exhausted", 0)]


@pytest.mark.parametrize(("ago", "does"), [(timedelta(seconds=30), False), (SILENT, True)])
async def test_a_staff_process_that_lives_does_it_itself(referring, ago, does):
    """It tells members in their chats; one that is gone for minutes is waited for no more."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Safe Harbour")
    (offer,) = await referring.offers("lumeko-42")
    await referring.answer(offer)
    at = referring.stage.now - ago
    await referring.stage.database.write(lambda unit: pulses.beat(unit, Process.TRIAGE, at))
    assert await look(referring) == ([("accepted", offer.number)] if does else [])


async def test_what_fails_for_a_moment_is_done_at_the_next_look(referring, monkeypatch):
    """The terminal goes on."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Safe Harbour")
    (offer,) = await referring.offers("lumeko-42")
    await referring.answer(offer)

    async def fail(_work):
        raise DatabaseUnwritable("the database file takes no writing")

    with monkeypatch.context() as patch:
        patch.setattr(referring.stage.database, "write", fail)
        assert await look(referring) == []
    assert await look(referring) == [("accepted", offer.number)]
