"""Offers at the desk: listing, carrying, what a partner said, taking back, and the word of another member."""

import pytest

from storage.database import tables
from storage.deadlines import DeadlineKind
from storage.documents import DocumentKind, Urgency
from storage.offers import OfferState
from triage.desk import Stranger
from triage.memory import GUESSES
from triage.notices import flatten


async def alone(referring, reference="lumeko-42"):
    """Have a referrer refer an emergency alone."""
    await referring.receive(reference, urgency=Urgency.EMERGENCY)
    await referring.obey("Rafael", f"refer {reference}")


async def test_offers_are_listed_with_names_where_words_are(referring):
    """On a channel that others read the partners are not named, and nothing has to be sealed."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    (heading,) = await referring.obey("Rafael", "offers lumeko-42")
    assert [line.args["name"] for line in heading.lines] == ["Open Door", "Safe Harbour"]
    (wordless,) = await referring.obey("Rafael", "offers lumeko-42", words=False)
    assert {line.id for line in wordless.lines} == {"offer-line"}
    assert not any(part.content for part in flatten((wordless,)))


async def test_case_that_was_not_offered(referring):
    """That is said."""
    await referring.receive("lumeko-42")
    assert await referring.ids("Rafael", "offers lumeko-42") == ["offers-none"]


async def test_package_to_be_carried_comes_with_the_list(referring):
    """The notice names the offer, and the desk gives out its files, sealed to the partner."""
    await referring.receive("lumeko-42", attachments=())
    await referring.stage.attach("lumeko-42")
    await referring.refer("lumeko-42", "Safe Harbour")
    (heading,) = await referring.obey("Rafael", "offers lumeko-42")
    (number,) = [line.offer for line in heading.lines if line.offer is not None]
    stage = referring.stage

    async def work(unit):
        return await stage.desk.hand_out_packages(stage.people["Rafael"], [number, 99], unit, stage.now)

    files = await stage.database.write(work)
    assert len(files) == 2
    assert files[0].payload is not None
    assert files[1].blob is not None


async def test_package_to_be_carried_names_the_command_that_writes_it(referring):
    """With the number of the offer, and where to."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Safe Harbour, Open Door")
    first, _ = await referring.offers("lumeko-42")
    heading = (await referring.obey("Rafael", "offers lumeko-42"))[0]
    said = " ".join(referring.stage.labels.render(notice) for notice in flatten((heading,)))
    assert f"solidarity partners hand {first.number} -o FOLDER" in said


async def test_plain_member_carries_nothing(referring):
    """Offers are for those on duty."""
    from triage.errors import NotAllowed

    stage = referring.stage

    async def work(unit):
        return await stage.desk.hand_out_packages(stage.people["Anna"], [1], unit, stage.now)

    with pytest.raises(NotAllowed):
        await stage.database.write(work)


async def test_handed_over(referring):
    """From then on the partner has its time; twice is refused, and so is a number that is none."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Safe Harbour")
    (offer,) = await referring.offers("lumeko-42")
    referring.stage.later(days=2)
    assert await referring.ids("Rafael", f"handed {offer.number}") == ["offer-handed"]
    (handed,) = await referring.offers("lumeko-42")
    assert (handed.state, (handed.due_at - referring.stage.now).days) == (OfferState.HANDED, 3)
    assert await referring.ids("Rafael", f"handed {offer.number}") == ["error-offer-not-found"]
    assert await referring.ids("Rafael", "handed 99") == ["error-offer-not-found"]
    (line,) = (await referring.obey("Rafael", "offers lumeko-42"))[0].lines
    assert line.offer is None


@pytest.mark.parametrize(("said", "state"), [("yes", OfferState.ACCEPTED), ("ні", OfferState.DECLINED)])
async def test_member_writes_down_what_a_partner_said(referring, said, state):
    """The word and the code may come in any order."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    first, _ = await referring.offers("lumeko-42")
    code = (await referring.open(first)).answer_code
    assert await referring.ids("Rafael", f"answer {code} {said}", words=False) == ["offer-answered"]
    assert (await referring.offers("lumeko-42"))[0].state is state
    assert ("offer_answered", first.partner) in await referring.stage.acts("lumeko-42")


async def test_wrong_codes_are_refused_alike_and_few_are_looked_at(referring):
    """Unknown, or not yet their turn: one answer, and after a few no other code is looked at, good or not."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    first, second = await referring.offers("lumeko-42")
    waiting = (await referring.open(second)).answer_code
    unknown = ["bado-kemi-luna-tiso yes", "no bado-kemi-luna-tisa", "yes bado-kemi-luna-tise", "ні бадо-кемі-луна-тісо"]
    bad = [*unknown, f"yes {waiting}"]
    assert len(bad) == GUESSES
    for line in bad:
        assert await referring.ids("Rafael", f"answer {line}") == ["error-answer-refused"]
    good = (await referring.open(first)).answer_code
    assert await referring.ids("Rafael", f"answer {good} yes") == ["error-code-wait"]


async def test_stranger_with_a_good_code_is_a_partner(referring):
    """Whoever has opened the package may answer, to whichever of our bots; every other code is told from no other."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    first, _ = await referring.offers("lumeko-42")
    code = (await referring.open(first)).answer_code
    stage = referring.stage
    stage.desk.lock()
    assert await stage.ids(Stranger(), f"Так {code}") == ["partner-thanks"]
    assert await stage.ids(Stranger(), f"так {code}") == ["partner-unknown"]
    assert await stage.ids(Stranger(), "no bado-kemi-luna-tiso") == ["partner-unknown"]
    assert await stage.ids(Stranger(), "no") == ["stranger"]
    assert (await referring.offers("lumeko-42"))[0].state is OfferState.ACCEPTED


async def test_revoked_before_delivery(referring):
    """Nothing leaves any more, nobody has to be told, and the case can be referred anew."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    first, _ = await referring.offers("lumeko-42")
    assert await referring.ids("Rafael", "revoke lumeko-42") == ["referral-revoked"]
    assert await referring.states("lumeko-42") == ["revoked", "revoked"]
    assert await referring.files(first) == ()
    assert (await referring.stage.deadlines("lumeko-42"))[DeadlineKind.OFFER] is not None
    assert await referring.ids("Rafael", "revoke lumeko-42") == ["error-revoke-nothing"]
    assert await referring.ids("Clara", "refer lumeko-42") == ["proposed"]


async def test_revoked_after_it_was_handed_over(referring):
    """Then a member tells the partner."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Safe Harbour")
    (offer,) = await referring.offers("lumeko-42")
    await referring.obey("Rafael", f"handed {offer.number}")
    (answer,) = await referring.obey("Rafael", "revoke lumeko-42")
    assert answer.args["handed"] == "yes"


async def test_accepted_referral_is_not_revoked(referring):
    """A partner who said yes is being relied on."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Open Door")
    (offer,) = await referring.offers("lumeko-42")
    await referring.answer(offer)
    assert await referring.ids("Rafael", "revoke lumeko-42") == ["error-revoke-nothing"]


@pytest.mark.parametrize("verdict", ["ok", "wrong it could have waited"])
async def test_another_member_reviews(referring, verdict):
    """The word is sealed, the deadline met, and one review is enough."""
    await alone(referring)
    said = [notice.id for notice in flatten(await referring.obey("Clara", "offers lumeko-42"))]
    assert "offers-review" in said
    assert await referring.ids("Clara", f"review lumeko-42 {verdict}") == ["referral-reviewed"]
    assert (await referring.stage.deadlines("lumeko-42"))[DeadlineKind.REVIEW] is not None
    assert ("referral_reviewed", verdict.split()[0]) in await referring.stage.acts("lumeko-42")
    assert DocumentKind.REVIEW in {paper.kind for paper in await referring.stage.papers("lumeko-42")}
    assert await referring.ids("Clara", f"review lumeko-42 {verdict}") == ["error-review-nothing"]


async def test_nobody_reviews_his_own(referring):
    """Another one has to."""
    await alone(referring)
    assert await referring.ids("Rafael", "review lumeko-42 ok") == ["error-review-own"]


async def test_row_that_names_another_lets_nobody_review_his_own(referring):
    """Who ordered it is read under the seal; the row is not signed."""
    await alone(referring)
    clara = referring.stage.people["Clara"]
    await referring.stage.database.write(lambda unit: unit.execute(tables.referrals.update().values(by=clara)))
    assert await referring.ids("Rafael", "review lumeko-42 ok") == ["error-review-own"]
    assert await referring.ids("Clara", "review lumeko-42 ok") == ["referral-reviewed"]


async def test_referral_of_two_is_not_reviewed(referring):
    """Two were for it from the beginning."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    assert await referring.ids("Clara", "review lumeko-42 ok") == ["error-review-nothing"]


async def test_record_shows_the_order_and_its_review(referring):
    """Who opens the case reads both."""
    await alone(referring)
    await referring.obey("Clara", "review lumeko-42 ok I would have done the same")
    said = {notice.id for notice in flatten(await referring.obey("Lena", "open lumeko-42"))}
    assert {"record-referral", "record-review"} <= said


async def test_everything_can_be_worded(referring):
    """No notice of a referral lacks an argument, in any language."""
    from storage.documents import Language

    await alone(referring)
    answers = [
        await referring.obey("Clara", line)
        for line in ("offers lumeko-42", "match lumeko-42", "partners", "review lumeko-42 wrong", "revoke lumeko-42")
    ]
    for language in Language:
        for notice in flatten(tuple(notice for answer in answers for notice in answer)):
            assert referring.stage.labels.render(notice, language)


async def test_what_a_bot_sends_cannot_be_noted_as_handed(referring):
    """A mistyped number keeps no package from leaving."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Open Door")
    (offer,) = await referring.offers("lumeko-42")
    assert await referring.ids("Rafael", f"handed {offer.number}") == ["error-offer-not-found"]
    assert await referring.states("lumeko-42") == ["offered"]


@pytest.mark.parametrize("line", ["offers lumeko-42", "handed 1", "revoke lumeko-42"])
async def test_conflict_of_interest_keeps_out_of_offers(referring, line):
    """Whoever took himself out of a case neither sees who is asked, nor moves an offer, nor takes it back."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Safe Harbour")
    await referring.obey("Rafael", "conflict lumeko-42")
    assert await referring.ids("Rafael", line) == ["error-conflict"]
    assert await referring.states("lumeko-42") == ["offered"]


async def test_conflict_of_interest_keeps_out_of_answers(referring):
    """Even with the right code: somebody else notes what the partner said."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Safe Harbour")
    (offer,) = await referring.offers("lumeko-42")
    code = (await referring.open(offer)).answer_code
    await referring.obey("Rafael", "conflict lumeko-42")
    assert await referring.ids("Rafael", f"answer {code} no") == ["error-conflict"]
    assert await referring.ids("Clara", f"answer {code} no") == ["offer-answered"]


async def test_what_is_no_answer_is_no_guess(referring):
    """A code without yes or no is said to be so, however often; it takes nothing from the tries of a true one."""
    for _ in range(GUESSES + 1):
        assert await referring.ids("Rafael", "answer bado-kemi-luna-tiso") == ["error-answer-unread"]
    assert await referring.ids("Rafael", "answer bado-kemi-luna-tiso yes") == ["error-answer-refused"]


async def test_referred_anew_after_a_refusal_was_followed_by_a_revocation(referring):
    """What ended is written down with it, so that nobody is asked in its place, and nothing waits for an answer."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    first, _ = await referring.offers("lumeko-42")
    await referring.answer(first, "no")
    assert await referring.ids("Rafael", "revoke lumeko-42") == ["referral-revoked"]
    assert (await referring.stage.deadlines("lumeko-42"))[DeadlineKind.OFFER] is not None
    assert ("offer_declined", first.partner) in await referring.stage.acts("lumeko-42")
    await referring.refer("lumeko-42", "Far Away")
    assert await referring.advance() == []
    assert await referring.states("lumeko-42") == ["declined", "revoked", "offered"]


async def test_referred_anew_after_the_last_refusal(referring):
    """Also before any clock has looked: then nobody hears that no partner was left."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Open Door")
    (only,) = await referring.offers("lumeko-42")
    await referring.answer(only, "no")
    await referring.refer("lumeko-42", "Far Away")
    assert await referring.advance() == []
    assert await referring.states("lumeko-42") == ["declined", "offered"]
