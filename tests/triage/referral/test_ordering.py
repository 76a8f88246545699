"""Ordering a referral: who has to be for it, what the submitter agreed to, and what is written then."""

import pytest

from storage import consents, papers, partners
from storage.cases import CaseState
from storage.deadlines import DeadlineKind
from storage.documents import (
    Answer,
    AnswerKind,
    Consent,
    ConsentGrant,
    ConsentUse,
    DocumentKind,
    ReferralOrder,
    Urgency,
)
from storage.envelopes import Heading, read_document
from storage.sealed import open_sealed


async def test_two_members_refer_a_case(referring):
    """One proposes, another approves, and the partner that fits best is asked first."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    assert await referring.states("lumeko-42") == ["offered", "prepared"]
    first, second = await referring.offers("lumeko-42")
    assert first.partner == referring.partners["Open Door"].id
    assert second.partner == referring.partners["Safe Harbour"].id
    assert ("referral_begun", "two") in await referring.stage.acts("lumeko-42")


async def test_nothing_leaves_before_the_second_member(referring):
    """A proposal alone begins nothing."""
    await referring.receive("lumeko-42")
    assert await referring.ids("Clara", "refer lumeko-42") == ["proposed"]
    assert await referring.offers("lumeko-42") == ()


async def test_partners_are_asked_in_the_order_in_which_they_were_named(referring):
    """Named partners are asked, and nobody else."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "far away, Open Door")
    offers = await referring.offers("lumeko-42")
    names = ["Far Away", "Open Door"]
    assert [offer.partner for offer in offers] == [referring.partners[name].id for name in names]


async def test_referrer_refers_an_emergency_alone(referring):
    """It begins at once, before any decision, and another is to look at it within a day."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY, decided=False)
    assert await referring.ids("Rafael", "refer lumeko-42") == ["referral-begun", "referral-review"]
    assert await referring.states("lumeko-42") == ["offered", "prepared"]
    assert (await referring.referral("lumeko-42")).alone
    assert DeadlineKind.REVIEW in await referring.stage.deadlines("lumeko-42")


async def test_group_of_one_refers_at_once(referring):
    """A declared group of one needs nobody, and nobody reviews it."""
    await referring.receive("lumeko-42")
    stage = referring.stage
    stage.desk = stage.open_desk(alone=True)
    assert await referring.ids("Lena", "refer lumeko-42 Safe Harbour") == ["referral-begun", "referral-event"]
    assert DeadlineKind.REVIEW not in await stage.deadlines("lumeko-42")


async def test_lead_alone_cannot_refer_an_emergency(referring):
    """Only a referrer may, and be looked at: everybody else needs a second."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY, decided=False)
    assert await referring.ids("Lena", "refer lumeko-42") == ["proposed"]


@pytest.mark.parametrize(
    ("urgency", "agreed", "line", "refusal"),
    [
        (Urgency.NORMAL, False, "refer lumeko-42", "error-consent-missing"),
        (Urgency.NORMAL, False, "refer lumeko-42 override=he is in danger", "error-override-refused"),
        (Urgency.EMERGENCY, False, "refer lumeko-42", "error-override-words"),
        (Urgency.EMERGENCY, True, "refer lumeko-42 override=he is in danger", "error-override-idle"),
        (Urgency.NORMAL, True, "refer lumeko-42 Nobody", "error-partner-not-found"),
    ],
)
async def test_what_is_refused(referring, urgency, agreed, line, refusal):
    """Consent is checked first, and an override is for emergencies without one."""
    await referring.receive("lumeko-42", urgency=urgency, agreed=agreed)
    assert await referring.ids("Clara", line) == [refusal]
    assert await referring.offers("lumeko-42") == ()


@pytest.mark.parametrize("urgency", [Urgency.NORMAL, Urgency.EMERGENCY])
@pytest.mark.parametrize("override", ["", " override=he is in danger"])
async def test_what_is_refused_without_an_agreement_names_the_line_that_asks_for_it(referring, urgency, override):
    """Whatever else could be done."""
    await referring.receive("lumeko-42", urgency=urgency, agreed=False)
    answer = await referring.obey("Clara", f"refer lumeko-42{override}")
    said = [referring.stage.labels.render(notice) for notice in answer]
    goes = urgency is Urgency.EMERGENCY and override
    assert said[0].endswith("/ask lumeko-42 consent_refer") is not bool(goes)


async def test_undecided_case_is_not_referred(referring):
    """Before a decision only an emergency goes onward."""
    await referring.receive("lumeko-42", decided=False)
    assert await referring.ids("Clara", "refer lumeko-42") == ["error-not-decided"]


async def test_closed_case_is_not_referred(referring):
    """A closed case goes nowhere."""
    await referring.receive("lumeko-42")
    await referring.change("lumeko-42", state=CaseState.CLOSED)
    assert await referring.ids("Clara", "refer lumeko-42") == ["error-illegal-act"]


async def test_nobody_fits(referring):
    """Where nobody is named and nobody fits, that is said."""
    answers = (
        Answer(question="where", kind=AnswerKind.PLACE, codes=("BY",)),
        Answer(question="need", kind=AnswerKind.CHOICES, codes=("digital",)),
    )
    await referring.receive("lumeko-42", answers=answers)
    assert await referring.ids("Clara", "refer lumeko-42") == ["error-partner-none"]


async def test_one_referral_at_a_time(referring):
    """While a case is being offered it is not offered again."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    assert await referring.ids("Clara", "refer lumeko-42") == ["error-referral-runs"]


async def test_member_with_a_conflict_of_interest_does_not_refer(referring):
    """Who declared one leaves the case to the others."""
    await referring.receive("lumeko-42")
    await referring.obey("Clara", "conflict lumeko-42")
    assert await referring.ids("Clara", "refer lumeko-42") == ["error-conflict"]


async def test_override_is_sealed_and_told_to_the_submitter(referring):
    """The reason lies sealed for the group; the submitter reads in the own language what was done."""
    submitter = await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY, decided=False, agreed=False)
    begun = await referring.ids("Rafael", "refer lumeko-42 override=he may be killed tonight")
    assert begun == ["referral-begun", "referral-review"]
    stage = referring.stage
    case = await stage.case("lumeko-42")
    kinds = {DocumentKind.REFERRAL, DocumentKind.REPLY}
    lying = await stage.database.read(lambda unit: papers.of_case(unit, case.id, kinds))
    read = {}
    for paper in lying:
        identity = submitter if paper.kind is DocumentKind.REPLY else stage.keys.group.identity
        heading = Heading(deployment=stage.keys.group.manifest.deployment, case=case.id, kind=paper.kind)
        read[paper.kind] = read_document(heading, open_sealed(paper.header, paper.payload, [identity]))
    assert read[DocumentKind.REFERRAL].override == "he may be killed tonight"
    assert read[DocumentKind.REPLY].text == stage.labels.word("told", "override", case.language)
    assert ("referral_begun", "alone:override") in await stage.acts("lumeko-42")


@pytest.mark.parametrize(
    ("agreed", "override", "said", "answer"),
    [
        (False, " override=he is in danger", ["Rafael"], "proposed"),
        (False, " override=he is in danger", ["Rafael", "Clara"], "referral-begun"),
        (True, "", ["Rafael"], "referral-begun"),
    ],
)
async def test_nobody_overrides_alone_in_an_emergency_of_his_own_making(referring, agreed, override, said, answer):
    """Whoever said last that life is at risk needs a second to pass a case on without an agreement."""
    await referring.receive("lumeko-42", agreed=agreed)
    await referring.obey("Rafael", "claim lumeko-42")
    for name in said:
        await referring.obey(name, "urgency lumeko-42 emergency judgement")
    assert (await referring.ids("Rafael", f"refer lumeko-42{override}"))[0] == answer


async def test_override_that_nobody_can_read_is_none(referring):
    """A reason has letters that can be seen."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY, agreed=False)
    for blank in ("\u200b", "\u3164", "\u2063\u2800", "...!"):
        assert await referring.ids("Rafael", f"refer lumeko-42 override={blank}") == ["error-override-words"]


async def test_override_without_a_way_to_tell_the_submitter_is_refused(referring, monkeypatch):
    """Nobody is passed on behind their back."""
    case = "lumeko-42"
    await referring.receive(case, urgency=Urgency.EMERGENCY, decided=False, agreed=False)
    monkeypatch.setattr("triage.reading.Record.reply_to", property(lambda _: ""))
    assert await referring.ids("Rafael", f"refer {case} override=now") == ["error-no-receipt"]
    assert await referring.offers(case) == ()


async def test_consent_that_was_given_since_needs_no_override(referring):
    """What was proposed without an agreement goes with it, if there is one by then."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY, agreed=False)
    (proposed,) = await referring.obey("Clara", "refer lumeko-42 override=he is in danger")
    stage, given = referring.stage, (Consent(use=ConsentUse.REFER, grant=ConsentGrant.YES),)
    case = await stage.case("lumeko-42")
    stage.later(hours=1)
    added = referring.submission(answers=(), attachments=(), consents=given, received=stage.now)
    await stage.put(stage.seal(case.id, DocumentKind.ADDITION, added))
    await stage.database.write(lambda unit: consents.add(unit, case.id, given, stage.now))
    answer = await referring.obey("Lena", f"approve {proposed.args['number']}")
    assert answer[1].id == "referral-begun"
    assert not (await referring.referral("lumeko-42")).override


async def test_approver_is_told_to_hand_over_the_first_package(referring):
    """Where no bot can ask the first partner, somebody has to."""
    await referring.receive("lumeko-42")
    answer = await referring.refer("lumeko-42", "Safe Harbour")
    assert [notice.id for notice in answer] == ["approved", "referral-begun", "referral-event"]


async def test_whoever_approves_hears_that_a_member_has_to_carry(referring):
    """Also where the first partner that was named has left the directory since."""
    await referring.receive("lumeko-42")
    (proposed,) = await referring.obey("Clara", "refer lumeko-42 Open Door, Safe Harbour")
    gone = referring.partners["Open Door"].id
    await referring.stage.database.write(lambda unit: partners.drop(unit, gone))
    answer = await referring.obey("Lena", f"approve {proposed.args['number']}")
    assert [notice.args["step"] for notice in answer if notice.id == "referral-event"] == ["carry"]


async def test_partner_who_was_dropped_meanwhile_is_not_asked(referring):
    """Between a proposal and its approval the directory may have changed."""
    await referring.receive("lumeko-42")
    (proposed,) = await referring.obey("Clara", "refer lumeko-42 Open Door")
    gone = referring.partners["Open Door"].id
    await referring.stage.database.write(lambda unit: partners.drop(unit, gone))
    assert await referring.ids("Lena", f"approve {proposed.args['number']}") == ["error-partner-none"]


async def test_proposal_whose_order_is_gone_is_not_approved(referring):
    """A proposal that names no sealed order of its author comes to nothing."""
    await referring.receive("lumeko-42")
    (proposed,) = await referring.obey("Clara", "refer lumeko-42")
    stage = referring.stage
    for paper in await stage.papers("lumeko-42"):
        if paper.kind is DocumentKind.REFERRAL:
            await stage.database.write(lambda unit, paper=paper: papers.drop(unit, paper.id))
    assert await referring.ids("Lena", f"approve {proposed.args['number']}") == ["error-referral-empty"]


async def test_nothing_is_sent_of_a_case_that_says_nothing(referring):
    """Without one answer or file there is nothing to pass on."""
    await referring.receive("lumeko-42", answers=(), attachments=())
    (proposed,) = await referring.obey("Clara", "refer lumeko-42 Open Door")
    assert await referring.ids("Lena", f"approve {proposed.args['number']}") == ["error-referral-empty"]


async def test_order_names_its_partners_under_the_seal(referring):
    """Which partners in which order stands in a document of the case, not in a readable row alone."""
    await referring.receive("lumeko-42")
    await referring.obey("Clara", "refer lumeko-42 Far Away")
    (paper,) = [one for one in await referring.stage.papers("lumeko-42") if one.kind is DocumentKind.REFERRAL]
    heading = Heading(
        deployment=referring.stage.keys.group.manifest.deployment, case=paper.case, kind=DocumentKind.REFERRAL
    )
    opened = open_sealed(paper.header, paper.payload, [referring.stage.keys.group.identity])
    assert read_document(heading, opened) == ReferralOrder(
        author=referring.stage.people["Clara"],
        partners=(referring.partners["Far Away"].id,),
        override="",
        written=referring.stage.now,
    )


async def test_locked_desk_refers_nothing(referring):
    """Sealing needs the group's keys."""
    await referring.receive("lumeko-42")
    referring.stage.desk.lock()
    assert await referring.ids("Clara", "refer lumeko-42") == ["error-locked"]


async def test_code_of_the_authenticator_is_needed(referring):
    """Referring is sensitive: without a proof it is not done."""
    await referring.receive("lumeko-42")
    stage = referring.stage
    assert await stage.ids("Clara", "refer lumeko-42") == ["error-proof-needed"]
