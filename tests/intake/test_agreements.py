"""Consent asked for later, and looked at and changed by whoever returns: kept as answered, and counted at once."""

from dataclasses import replace

import pytest

from intake import prompts
from intake.events import Arrive, Attached, Choose, Present, Steer, Text
from intake.interview import Interview, Stage, begin
from intake.messages import Control
from intake.steps import Effect, forget_return, returned, step
from storage import cases, consents, requests
from storage.cases import CaseState
from storage.documents import AnswerKind, Consent, ConsentGrant, ConsentUse, Language, QuestionnaireKind, RequestKind
from storage.ids import CaseId
from tests.intake.conftest import NOW
from tests.intake.test_requests import ask, present, wanted
from tests.intake.test_walks import attachment

TODAY = NOW.date()
CASE = CaseId("c" * 32)
AGREED = (
    Consent(use=ConsentUse.REFER, grant=ConsentGrant.YES),
    Consent(use=ConsentUse.PUBLISH, grant=ConsentGrant.INITIALS),
)


def choose(*codes):
    return Choose(codes=codes)


def back(*asked, agreed=AGREED):
    """Whoever has just returned, with what they agreed to."""
    return returned(replace(begin(CASE, Language.EN), stage=Stage.CODE), CASE, asked, agreed)


def go(state: Interview, *events):
    """The last step of several."""
    for event in events:
        made = step(state, event, today=TODAY)
        state = made.interview
    return made


def looking(*events):
    """The state in which what was agreed to is looked at, and what came of it then."""
    return go(back(), choose("consents"), *events).interview


def shown(state):
    """What stands on the screen of what was agreed to: each question with its answer."""
    lines = [option.label.args for option in prompts.prompt(state).options[:-1]]
    return {line["question"].id: line["answer"][0].id for line in lines}


@pytest.fixture
async def sent(intake):
    """An appeal without danger, in which the members may be told; its case and its receipt code."""
    await intake.fill({"danger": choose("no"), "happened": Text(text="A search."), "consent_members": choose("yes")})
    code = await intake.send()
    case = (await intake.state()).case
    await intake.do(Steer.STOP)
    return case, code


async def ledger(intake, case):
    """What counts now."""
    return {each.use: each.grant for each in await intake.database.read(lambda unit: consents.of_case(unit, case))}


# Asked for -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("use", ConsentUse)
def test_each_use_is_asked_about_as_in_the_interview(use):
    """With the same choices and labels, whatever the case began with."""
    state = go(back(wanted(RequestKind.consent(use))), choose("answer")).interview
    asked, labels = state.open_question.question, [option.label.id for option in prompts.prompt(state).options]
    assert (asked.kind, asked.use) == (AnswerKind.CONSENT, use)
    publish = ["publish-full-name", "publish-initials", "publish-no"]
    assert labels == (publish if use is ConsentUse.PUBLISH else ["answer-yes", "answer-no"])


@pytest.mark.parametrize("grant", ["yes", "no"])
async def test_an_answer_is_a_row_of_the_ledger(intake, sent, grant):
    """Of the one that anybody can read, and of the one that is sealed; and the question is answered, also by a no."""
    asked = await ask(intake, sent[0], "consent_refer", "May we pass it on?")
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("answer"), choose(grant), choose("send"), chat=chat)
    addition = (await intake.submissions(sent[0]))[-1]
    (answer,) = addition.answers
    assert (answer.question, answer.kind, answer.codes) == (f"request.{asked}", AnswerKind.CONSENT, (grant,))
    assert (answer.asked, answer.shown) == ("May we pass it on?", (grant.capitalize(),))
    assert addition.consents == (Consent(use=ConsentUse.REFER, grant=ConsentGrant(grant)),)
    assert (await ledger(intake, sent[0]))[ConsentUse.REFER] == grant
    assert await intake.database.read(lambda unit: requests.open_of(unit, sent[0])) == ()


async def test_publishing_is_agreed_to_by_its_own_choices(intake, sent):
    """With initials only, and without being asked about anybody else."""
    await ask(intake, sent[0], "consent_publish", "May we write about it?")
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("answer"), choose("initials"), choose("send"), chat=chat)
    assert (await ledger(intake, sent[0]))[ConsentUse.PUBLISH] is ConsentGrant.INITIALS


async def test_skipping_grants_nothing(intake, sent):
    """The question stands open still, and no row is written."""
    await ask(intake, sent[0], "consent_refer", "May we pass it on?")
    await ask(intake, sent[0], "news", "Is he well?")
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("answer"), Steer.SKIP, Text(text="Yes."), choose("send"), chat=chat)
    assert (await intake.submissions(sent[0]))[-1].consents == ()
    assert ConsentUse.REFER not in await ledger(intake, sent[0])
    (waiting,) = await intake.database.read(lambda unit: requests.open_of(unit, sent[0]))
    assert waiting.what is RequestKind.CONSENT_REFER


# Taken back ------------------------------------------------------------------------------------------------------


def test_what_was_agreed_to_is_offered_where_there_is_something():
    """Whoever never answered about any use has nothing to look at."""
    offered = [option.code for option in prompts.prompt(back()).options]
    assert offered == ["add", "consents", "withdraw", "finish"]
    assert "consents" not in [option.code for option in prompts.prompt(back(agreed=())).options]
    assert go(back(agreed=()), choose("consents")).messages[0].args == {"most": 3}
    assert go(back(), choose("nothing")).messages[0].args == {"most": 4}


def test_every_use_is_shown_as_it_stands():
    """In the words of the interview, and nothing else is asked there."""
    state = looking()
    assert prompts.prompt(state).before[0].id == "consents-title"
    assert shown(state) == {"appeal-consent-refer": "answer-yes", "appeal-consent-publish": "publish-initials"}


def test_one_is_chosen_and_changed():
    """It says what stands; afterwards all of them can be looked at once more, and the change is sent."""
    state = looking(choose("consent_refer"))
    asked = prompts.prompt(state)
    assert (asked.ask.id, [option.code for option in asked.options]) == ("appeal-consent-refer", ["yes", "no"])
    assert [(how.id, how.args["answer"].id) for how in asked.how if how.args] == [("consent-stands", "answer-yes")]
    state = go(state, choose("no")).interview
    assert (state.stage, prompts.prompt(state).ask.id) == (Stage.READY, "ready-ask-change")
    state = go(state, choose("review")).interview
    assert shown(state)["appeal-consent-refer"] == "answer-no"
    assert go(state, choose("send")).effect is Effect.SUBMIT


@pytest.mark.parametrize("event", [Steer.SKIP, choose("yes")])
def test_what_stays_as_it_was_is_no_change(event):
    """Skipped, or answered in the same way: nothing is sent, and everything can be done still."""
    made = go(back(), choose("consents"), choose("consent_refer"), event)
    assert replace(made.interview, behind="") == back()
    assert made.effect is None


@pytest.mark.parametrize("event", [choose("send"), Steer.SEND, Steer.BACK])
def test_whoever_only_looks_is_led_back(event):
    """To where the code led."""
    assert looking(event) == back()


def test_what_was_skipped_after_a_change_stands_as_before():
    """The other change is sent all the same."""
    state = looking(choose("consent_refer"), choose("no"), choose("review"), choose("consent_publish"), choose("no"))
    state = go(state, choose("review"), choose("consent_refer"), Steer.SKIP, Steer.REVIEW).interview
    assert list(shown(state).values()) == ["answer-yes", "publish-no"]
    assert [answer.question for answer in state.unsent if not answer.skipped] == ["consent_publish"]


def test_back_leads_to_all_of_them():
    """From the first, too."""
    state = looking(choose("consent_refer"))
    assert Control.BACK in prompts.prompt(state).controls
    assert go(state, Steer.BACK).interview.stage is Stage.REVIEW
    assert go(state, choose("no"), Steer.BACK).interview.stage is Stage.REVIEW


def test_a_file_that_comes_meanwhile_is_kept():
    """It has its own place, and goes with the change."""
    state = looking(Attached(attachment=attachment("f" * 32)))
    assert [asked.path for asked in state.plan] == ["consent_refer", "consent_publish", "files"]
    assert go(state, choose("send")).effect is Effect.SUBMIT


def test_open_questions_wait_meanwhile():
    """They can be answered when nothing was changed."""
    state = go(back(wanted("news")), choose("consents")).interview
    assert [asked.path for asked in state.plan] == ["consent_refer", "consent_publish"]
    assert go(state, Steer.BACK).interview == back(wanted("news"))


def test_nothing_that_was_agreed_to_stays_on_the_screen():
    """A while without a word, another who sits down, a pause: whoever comes has to give the code again, or begins."""
    assert forget_return(looking()).stage is Stage.CODE
    assert go(looking(), Arrive()).interview.agreed == ()
    assert go(looking(), Steer.PAUSE, Steer.SHOW).interview == back()
    changed = looking(choose("consent_refer"), choose("no"), choose("review"))
    assert forget_return(changed).stage is Stage.READY


def test_another_code_forgets_it():
    """As it forgets what was asked."""
    assert go(back(), Present()).interview.agreed == ()


async def test_a_change_is_an_addition_of_consents_only(intake, sent):
    """With the words that were read; it counts with its commit, and the next return shows it."""
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    said = await intake.do(choose("consents"), choose("consent_members"), choose("no"), choose("send"), chat=chat)
    assert said == ["addition-received", "goodbye", "support"]
    addition = (await intake.submissions(sent[0]))[-1]
    (answer,) = addition.answers
    assert (addition.questionnaire, answer.question) == (QuestionnaireKind.ADDITION, "consent_members")
    assert (answer.codes, answer.asked[:6], answer.shown) == (("no",), "May we", ("No",))
    assert addition.consents == (Consent(use=ConsentUse.MEMBERS, grant=ConsentGrant.NO),)
    assert (await ledger(intake, sent[0]))[ConsentUse.MEMBERS] is ConsentGrant.NO
    await present(intake, sent[1], intake.chat("third"))
    agreed = (await intake.state(intake.chat("third"))).agreed
    assert Consent(use=ConsentUse.MEMBERS, grant=ConsentGrant.NO) in agreed


async def test_a_change_goes_on_in_a_new_process(intake, sent):
    """From the draft alone."""
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("consents"), choose("consent_members"), chat=chat)
    intake.reopen()
    await intake.do(choose("no"), choose("send"), chat=chat)
    assert (await ledger(intake, sent[0]))[ConsentUse.MEMBERS] is ConsentGrant.NO


async def test_a_change_is_seen_by_the_group(intake, sent):
    """A closed case is opened again: somebody has to know what is no longer agreed to."""

    async def close(unit):
        row = await cases.by_id(unit, sent[0])
        await cases.save(unit, replace(row, state=CaseState.CLOSED), expected=row)

    await intake.database.write(close)
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("consents"), choose("consent_members"), choose("no"), choose("send"), chat=chat)
    row = await intake.database.read(lambda unit: cases.by_id(unit, sent[0]))
    assert row.state is cases.REOPENED_BY_ADDITION[CaseState.CLOSED]
