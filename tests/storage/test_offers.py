"""Offers: one partner's turn after the other, and of two who do the same the first one counts."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import deadlines, offers
from storage.deadlines import Deadline, DeadlineKind
from storage.ids import CaseId, DocumentId, PartnerId
from storage.offers import NewOffer, News, OfferState, OfferUnknown
from storage.spoken import SpokenAnswer

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CASE, REFERRAL = CaseId("a" * 32), DocumentId("b" * 32)


@pytest.fixture
async def numbers(database):
    """Two prepared offers of one case, the second by hand."""

    async def work(unit):
        return [
            await offers.add(
                unit,
                NewOffer(
                    referral=REFERRAL,
                    case=CASE,
                    partner=PartnerId(str(turn) * 32),
                    turn=turn,
                    by_hand=turn == 1,
                    digest=str(turn) * 64,
                    key="",
                ),
            )
            for turn in range(2)
        ]

    return await database.write(work)


async def test_turn_comes_once(database, numbers):
    """Two schedulers begin an offer once; it can be answered from then on."""
    first = numbers[0]
    assert await database.write(lambda unit: offers.begin(unit, first, NOW, NOW + DAY))
    assert not await database.write(lambda unit: offers.begin(unit, first, NOW, NOW + DAY))
    offer = await database.read(lambda unit: offers.find(unit, first))
    assert (offer.state, offer.offered_at, offer.due_at) == (OfferState.OFFERED, NOW, NOW + DAY)


async def test_only_whose_turn_it_is_answers(database, numbers):
    """A prepared offer takes no answer."""
    assert not await database.write(lambda unit: offers.answer(unit, numbers[0], True, NOW))


async def test_first_answer_counts(database, numbers):
    """A second answer changes nothing."""
    await database.write(lambda unit: offers.begin(unit, numbers[0], NOW, NOW + DAY))
    assert await database.write(lambda unit: offers.answer(unit, numbers[0], False, NOW))
    assert not await database.write(lambda unit: offers.answer(unit, numbers[0], True, NOW))
    offer = await database.read(lambda unit: offers.by_code(unit, "0" * 64))
    assert (offer.state, offer.answered_at) == (OfferState.DECLINED, NOW)


async def test_late_answer_is_none(database, numbers):
    """Once the time is over the code is worth nothing, whether or not anybody has looked since."""
    await database.write(lambda unit: offers.begin(unit, numbers[0], NOW, NOW + DAY))
    late = SpokenAnswer(accepted=True, digest="0" * 64)
    assert await database.write(lambda unit: offers.take(unit, late, NOW + DAY)) is None
    assert await database.read(lambda unit: offers.wait(unit, NOW + DAY))
    assert await database.write(lambda unit: offers.expire(unit, NOW + DAY)) == 1
    assert await database.write(lambda unit: offers.expire(unit, NOW + DAY)) == 0


async def test_unknown_code(database, numbers):
    """A code that was made up finds nothing."""
    made_up = SpokenAnswer(accepted=True, digest="f" * 64)
    assert await database.write(lambda unit: offers.take(unit, made_up, NOW)) is None


async def test_unknown_number(database):
    """An offer that is not there is said to be unknown."""
    with pytest.raises(OfferUnknown):
        await database.read(lambda unit: offers.find(unit, 99))


async def test_end_is_settled_once(database, numbers):
    """Whoever settles first draws the consequences."""
    await database.write(lambda unit: offers.begin(unit, numbers[0], NOW, NOW + DAY))
    await database.write(lambda unit: offers.answer(unit, numbers[0], True, NOW))
    assert [offer.number for offer in await database.read(offers.ended)] == [numbers[0]]
    assert await database.write(lambda unit: offers.settle(unit, numbers[0]))
    assert not await database.write(lambda unit: offers.settle(unit, numbers[0]))
    assert await database.read(offers.ended) == ()


async def test_what_a_bot_has_to_send(database, numbers):
    """An offer whose turn has come is sent once; what goes by hand is left to a member."""
    for number in numbers:
        await database.write(lambda unit, number=number: offers.begin(unit, number, NOW, NOW + DAY))
    assert [offer.number for offer in await database.read(offers.to_send)] == [numbers[0]]
    assert await database.write(lambda unit: offers.delivered(unit, numbers[0], NOW, NOW + DAY))
    assert not await database.write(lambda unit: offers.delivered(unit, numbers[0], NOW, NOW + DAY))
    assert await database.read(offers.to_send) == ()


async def test_package_that_is_answered_before_it_is_noted_as_sent(database, numbers):
    """It was sent all the same, which is noted once; one that was taken back meanwhile is to be recalled."""
    for number in numbers:
        await database.write(lambda unit, number=number: offers.begin(unit, number, NOW, NOW + DAY))
    await database.write(lambda unit: offers.answer(unit, numbers[0], True, NOW))
    await database.write(lambda unit: offers.revoke(unit, numbers[1]))
    await database.write(lambda unit: offers.settle(unit, numbers[1]))
    noted = [
        await database.write(lambda unit, number=number: offers.delivered_in_vain(unit, number, NOW))
        for number in (*numbers[:2], *numbers[:2])
    ]
    assert noted == [True, False, False, False]


async def test_what_no_bot_can_send_goes_by_hand(database, numbers):
    """Whoever finds that out first tells the members."""
    await database.write(lambda unit: offers.begin(unit, numbers[0], NOW, NOW + DAY))
    assert await database.write(lambda unit: offers.carry(unit, numbers[0], NOW + DAY))
    assert not await database.write(lambda unit: offers.carry(unit, numbers[0], NOW + DAY))


async def test_handing_over_begins_the_time_anew(database, numbers):
    """The partner's time is counted from when it has the package."""
    await database.write(lambda unit: offers.begin(unit, numbers[1], NOW, NOW + DAY))
    assert await database.write(lambda unit: offers.hand(unit, numbers[1], NOW + DAY / 2, NOW + DAY * 2))
    assert not await database.write(lambda unit: offers.hand(unit, numbers[1], NOW, NOW))
    assert await database.write(lambda unit: offers.answer(unit, numbers[1], True, NOW + DAY))


async def test_partner_is_told_of_what_was_taken_back(database, numbers):
    """Who was sent a package by a bot is told; who was not has nothing to forget."""
    await database.write(lambda unit: offers.begin(unit, numbers[0], NOW, NOW + DAY))
    await database.write(lambda unit: offers.delivered(unit, numbers[0], NOW, NOW + DAY))
    for number in numbers:
        assert await database.write(lambda unit, number=number: offers.revoke(unit, number))
    assert not await database.write(lambda unit: offers.revoke(unit, numbers[0]))
    assert [offer.number for offer in await database.read(offers.to_recall)] == [numbers[0]]


async def erase(database):
    await database.write(lambda unit: offers.erase(unit, CASE, NOW + DAY))


@pytest.mark.parametrize("accepted", [True, False])
async def test_offer_of_an_erased_case_waits_until_it_is_recalled(database, numbers, accepted):
    """What a partner holds, accepted or not, is taken back; then its row goes, once; what nobody holds goes at once."""
    await database.write(lambda unit: offers.begin(unit, numbers[0], NOW, NOW + DAY))
    await database.write(lambda unit: offers.delivered(unit, numbers[0], NOW, NOW + DAY))
    if accepted:
        await database.write(lambda unit: offers.answer(unit, numbers[0], True, NOW))
        await database.write(lambda unit: offers.settle(unit, numbers[0]))
    await erase(database)
    await erase(database)
    (left,) = await database.read(lambda unit: offers.of_case(unit, CASE))
    assert (left.number, left.state, left.settled) == (numbers[0], OfferState.REVOKED, False)
    assert await database.read(offers.to_recall) == (left,)
    assert await database.write(lambda unit: offers.forget(unit, left.number))
    assert not await database.write(lambda unit: offers.forget(unit, left.number))
    assert await database.read(lambda unit: offers.of_case(unit, CASE)) == ()


async def test_offer_of_an_erased_case_that_nobody_holds_goes_with_it(database, numbers):
    """It was not delivered, or declined."""
    for number in numbers:
        await database.write(lambda unit, number=number: offers.begin(unit, number, NOW, NOW + DAY))
    await database.write(lambda unit: offers.answer(unit, numbers[0], False, NOW))
    await erase(database)
    assert await database.read(lambda unit: offers.of_case(unit, CASE)) == ()


async def test_news_for_the_submitter(database, numbers):
    """It says how the newest referral stands, and names nobody."""
    assert await database.read(lambda unit: offers.state_of(unit, CaseId("c" * 32), NOW)) is None
    assert await database.read(lambda unit: offers.state_of(unit, CASE, NOW)) is News.SEEKING
    assert await database.read(lambda unit: offers.runs(unit, CASE))
    for number in numbers:
        await database.write(lambda unit, number=number: offers.begin(unit, number, NOW, NOW + DAY))
        await database.write(lambda unit, number=number: offers.answer(unit, number, False, NOW))
    assert await database.read(lambda unit: offers.state_of(unit, CASE, NOW)) is News.NONE_FOUND
    assert not await database.read(lambda unit: offers.runs(unit, CASE))


async def test_nobody_is_sought_who_let_the_time_pass(database, numbers):
    """Whether anybody has noted it or not; who could not be asked yet will be."""
    unsent, by_hand = numbers
    await database.write(lambda unit: offers.revoke(unit, unsent))
    await database.write(lambda unit: offers.begin(unit, by_hand, NOW, NOW + DAY))
    assert await database.read(lambda unit: offers.state_of(unit, CASE, NOW)) is News.SEEKING
    assert await database.read(lambda unit: offers.state_of(unit, CASE, NOW + DAY)) is News.NONE_FOUND


async def test_an_answer_ends_the_wait_for_it(database, numbers):
    """In the same transaction, so that nobody is reminded of an answer that is there."""
    number = numbers[0]
    waits = Deadline(case=CASE, kind=DeadlineKind.OFFER, item=str(number), due_at=NOW + DAY)
    await database.write(lambda unit: deadlines.add(unit, [waits]))
    await database.write(lambda unit: offers.begin(unit, number, NOW, NOW + DAY))
    await database.write(lambda unit: offers.answer(unit, number, False, NOW))
    (met,) = await database.read(lambda unit: deadlines.of_case(unit, CASE))
    assert met.met_at == NOW


async def test_no_news_of_what_was_taken_back(database, numbers):
    """A referral that came to nothing before anybody answered is not spoken of."""
    for number in numbers:
        await database.write(lambda unit, number=number: offers.revoke(unit, number))
    assert await database.read(lambda unit: offers.state_of(unit, CASE, NOW)) is None
