"""What follows from a partner's answer, or from none; rows decide, and whoever is second does nothing."""

from datetime import timedelta

import pytest

from storage import cases, offers, partners, tidings
from storage.cases import CaseState
from storage.deadlines import DeadlineKind
from storage.documents import Urgency
from storage.offers import News
from triage.referral.handing import read_files


async def news(referring, reference):
    case = await referring.stage.case(reference)
    return await referring.stage.database.read(lambda unit: offers.state_of(unit, case.id, referring.stage.now))


async def told(referring, reference):
    case = await referring.stage.case(reference)
    return case.id in await referring.stage.database.read(lambda unit: tidings.waiting(unit, 10))


async def test_accepting_ends_the_search(referring):
    """The case is acting, the submitter has news, and nobody else is asked any more."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    assert await news(referring, "lumeko-42") is News.SEEKING
    first, second = await referring.offers("lumeko-42")
    assert await referring.answer(first) is not None
    assert await referring.advance() == [("accepted", first.number)]
    assert await referring.states("lumeko-42") == ["accepted", "revoked"]
    assert (await referring.stage.case("lumeko-42")).state is CaseState.ACTING
    assert await news(referring, "lumeko-42") is News.TAKEN
    assert await told(referring, "lumeko-42")
    assert await referring.files(second) == ()
    assert DeadlineKind.FOLLOW_UP in await referring.stage.deadlines("lumeko-42")
    assert ("offer_accepted", first.partner) in await referring.stage.acts("lumeko-42")


async def test_declining_lets_the_next_one_be_asked(referring):
    """The next partner's turn comes by itself, and its time begins then."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    first, second = await referring.offers("lumeko-42")
    referring.stage.later(hours=20)
    await referring.answer(first, "ні")
    assert await referring.advance() == [("declined", first.number), ("carry", second.number)]
    begun = (await referring.offers("lumeko-42"))[1]
    assert begun.offered_at == referring.stage.now
    assert begun.due_at - begun.offered_at == timedelta(days=3)
    assert await referring.files(first) == ()


async def test_silence_lets_the_next_one_be_asked(referring):
    """Who does not answer in time is passed over; the code is worth nothing from then on."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY)
    await referring.obey("Rafael", "refer lumeko-42")
    first, second = await referring.offers("lumeko-42")
    await referring.deliver(first)
    referring.stage.later(hours=2)
    assert await referring.answer(first) is None
    assert await referring.advance() == [("expired", first.number), ("carry", second.number)]


async def test_package_that_nobody_handed_over_is_no_silence(referring):
    """The partner was not asked, and members hear that."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY)
    await referring.refer("lumeko-42", "Safe Harbour, Far Away")
    first, second = await referring.offers("lumeko-42")
    referring.stage.later(hours=2)
    assert await referring.advance() == [("forgotten", first.number), ("asked", second.number)]


async def test_partner_s_time_begins_when_the_package_leaves(referring):
    """However long Signal was away before."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY)
    await referring.obey("Rafael", "refer lumeko-42")
    first, _ = await referring.offers("lumeko-42")
    referring.stage.later(hours=1)
    assert await referring.deliver(first)
    referring.stage.later(hours=1)
    assert await referring.advance() == []
    assert await referring.answer(first) is not None


async def test_package_that_was_not_sent_in_time_is_left_to_a_member(referring):
    """A partner who was never asked has not been silent; nobody behind it is asked in vain either."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY)
    await referring.obey("Rafael", "refer lumeko-42")
    first, _ = await referring.offers("lumeko-42")
    referring.stage.later(hours=2)
    assert await referring.advance() == [("carry", first.number)]
    assert await referring.advance() == []
    assert await referring.ids("Rafael", f"handed {first.number}") == ["offer-handed"]


async def test_package_that_must_not_leave_any_more_is_left_to_nobody(referring):
    """What was not sent in time, and is not agreed to since, is taken back."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    await referring.withdraw_consent("lumeko-42")
    referring.stage.later(days=8)
    assert await referring.advance() == [("stopped", 0)]
    assert await referring.states("lumeko-42") == ["revoked", "revoked"]


async def test_package_that_crosses_a_revocation_is_taken_back(referring):
    """It went out while somebody revoked it: its partner is told, as one who had it before."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY)
    await referring.obey("Rafael", "refer lumeko-42")
    first, _ = await referring.offers("lumeko-42")
    await referring.obey("Rafael", "revoke lumeko-42")
    read = referring.stage.database.read
    assert await read(offers.to_recall) == ()
    assert not await referring.deliver(first)
    assert [offer.number for offer in await read(offers.to_recall)] == [first.number]


async def test_last_partner(referring):
    """Where nobody is left the members hear it, the submitter has news, and somebody has to look again."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Open Door")
    (only,) = await referring.offers("lumeko-42")
    await referring.answer(only, "no")
    assert await referring.advance() == [("declined", only.number), ("exhausted", 0)]
    assert await news(referring, "lumeko-42") is News.NONE_FOUND
    assert await told(referring, "lumeko-42")
    assert DeadlineKind.FOLLOW_UP in await referring.stage.deadlines("lumeko-42")
    assert await referring.ids("Clara", "refer lumeko-42 Far Away") == ["proposed"]


async def test_second_look_does_nothing(referring):
    """Two schedulers draw the consequences once."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    (first, _) = await referring.offers("lumeko-42")
    await referring.answer(first)
    assert await referring.advance()
    assert await referring.advance() == []


async def test_consent_that_was_taken_back_stops_everything(referring):
    """The ledger is asked again before each partner's turn: nothing more leaves."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    (first, _) = await referring.offers("lumeko-42")
    await referring.deliver(first)
    await referring.withdraw_consent("lumeko-42")
    assert await referring.stage.database.read(lambda unit: read_files(unit, first.number)) == ()
    referring.stage.later(days=8)
    assert await referring.advance() == [("expired", first.number), ("stopped", 0)]
    assert await referring.states("lumeko-42") == ["expired", "revoked"]


async def test_override_needs_no_ledger(referring):
    """What went without an agreement goes on without it."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY, decided=False, agreed=False)
    await referring.obey("Rafael", "refer lumeko-42 override=he may be killed tonight")
    first, second = await referring.offers("lumeko-42")
    await referring.answer(first, "нет")
    assert await referring.advance() == [("declined", first.number), ("carry", second.number)]
    await referring.answer(second)
    assert await referring.advance() == [("accepted", second.number)]
    assert (await referring.stage.case("lumeko-42")).state is CaseState.RECEIVED


@pytest.mark.parametrize("actor", ["Clara", "Lena"])
async def test_undecided_case_that_a_partner_has_taken_on_is_closed_as_referred(referring, actor):
    """An emergency in which nobody was left to decide; as anything else only the lead sets it aside."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY, decided=False, agreed=False)
    await referring.obey("Clara", "claim lumeko-42")
    await referring.obey("Rafael", "refer lumeko-42 Safe Harbour override=he may be killed tonight")
    assert await referring.ids("Clara", "close lumeko-42 referred") == ["error-not-decided"]
    assert await referring.ids("Lena", "close lumeko-42 referred") == ["error-outcome-refused"]
    (offer,) = await referring.offers("lumeko-42")
    await referring.answer(offer)
    await referring.advance()
    assert await referring.ids("Clara", "close lumeko-42 recorded") == ["error-not-decided"]
    assert await referring.ids("Rafael", "close lumeko-42 referred") == ["error-not-allowed"]
    assert await referring.ids(actor, "close lumeko-42 referred") == ["closed"]
    assert (await referring.stage.case("lumeko-42")).state is CaseState.CLOSED


async def test_closed_case_goes_no_further(referring):
    """Once a case is closed no other partner is asked; an answer that comes is still written down."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    (first, _) = await referring.offers("lumeko-42")
    await referring.change("lumeko-42", state=CaseState.CLOSED)
    await referring.answer(first, "no")
    assert await referring.advance() == [("declined", first.number), ("stopped", 0)]


async def test_acceptance_of_a_closed_case_is_not_followed_up(referring):
    """The answer stands in the log, and nothing is due in a closed case."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    (first, _) = await referring.offers("lumeko-42")
    await referring.change("lumeko-42", state=CaseState.CLOSED)
    await referring.answer(first)
    assert await referring.advance() == [("accepted", first.number)]
    assert DeadlineKind.FOLLOW_UP not in await referring.stage.deadlines("lumeko-42")


async def test_partner_who_left_the_directory_is_passed_over(referring):
    """A row that is gone, or that nobody signed, is asked nothing."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Open Door, Safe Harbour, Far Away")
    first, second, third = await referring.offers("lumeko-42")
    await referring.stage.database.write(lambda unit: partners.drop(unit, second.partner))
    await referring.answer(first, "no")
    assert await referring.advance() == [("declined", first.number), ("asked", third.number)]


async def test_locked_desk_goes_on(referring):
    """The next partner's turn comes while nobody has unlocked anything."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    referring.stage.desk.lock()
    first, second = await referring.offers("lumeko-42")
    await referring.answer(first, "no")
    assert await referring.advance() == [("declined", first.number), ("carry", second.number)]


async def test_erasing_a_case_erases_its_offers(referring):
    """Nothing of a referral outlives the case, and its codes lead nowhere."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    (first, _) = await referring.offers("lumeko-42")
    case = await referring.stage.case("lumeko-42")
    now = referring.stage.now
    await referring.stage.database.write(lambda unit: cases.erase(unit, case.id, at=now))
    assert await referring.offers("lumeko-42") == ()
    assert await referring.files(first) == ()
    assert await referring.advance() == []
