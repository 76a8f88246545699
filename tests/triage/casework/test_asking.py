"""Questions back to the submitter."""

import pytest

from storage import deadlines, requests, tidings
from storage.deadlines import DeadlineKind
from storage.documents import ConsentUse, DocumentKind, Language, RequestKind
from triage.casework.asking import PATIENCE


async def asked(stage):
    case = await stage.case("lumeko-42")
    return await stage.database.read(lambda unit: requests.open_of(unit, case.id))


async def test_a_question_is_sealed_to_whom_the_submission_names(stage):
    """In the language of the case, in prepared words and the member's own."""
    submitter = await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    answer = await stage.ids("Clara", "/ask lumeko-42 hearing date Which court is it?")
    assert answer == ["asked"]
    (question,) = await stage.opened("lumeko-42", DocumentKind.REQUEST, submitter)
    prepared, own = question.text.split("\n")
    assert (prepared[:17], own) == ("Коли засідає суд?", "Which court is it?")
    assert (question.author, question.what) == (stage.people["Clara"], RequestKind.HEARING_DATE)


async def test_a_question_stands_open_and_somebody_looks_after_it(stage):
    """The submitter is told, has heard from a person, and is waited for a week."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    await stage.say("Clara", "/ask lumeko-42 place")
    (request,) = await asked(stage)
    assert (request.what, request.asked_at) == (RequestKind.PLACE, stage.now)
    case = await stage.case("lumeko-42")
    kept = await stage.database.read(lambda unit: deadlines.of_case(unit, case.id))
    (look,) = [deadline for deadline in kept if deadline.kind is DeadlineKind.FOLLOW_UP]
    assert (look.item, look.due_at, look.met_at) == (request.document, stage.now + PATIENCE, None)
    assert (await stage.deadlines("lumeko-42"))[DeadlineKind.FIRST_ANSWER] == stage.now
    assert await stage.database.read(lambda unit: tidings.waiting(unit, 9)) == (case.id,)
    assert ("case_asked", "place") in await stage.acts("lumeko-42")


async def test_open_questions_stand_on_the_card(stage):
    """What was asked for and when, until it is answered; the record has the words."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    await stage.say("Clara", "/ask lumeko-42 files")
    (card,) = await stage.say("Anna", "/show lumeko-42")
    (line,) = [line for line in card.lines if line.id == "case-request"]
    assert dict(line.args) == {"what": RequestKind.FILES, "asked": stage.now}
    record = await stage.say("Clara", "/open lumeko-42")
    assert "record-question" in [notice.id for notice in record]
    (request,) = await asked(stage)
    await stage.database.write(lambda unit: requests.answer(unit, request.document, stage.now))
    (card,) = await stage.say("Anna", "/show lumeko-42")
    assert "case-request" not in [line.id for line in card.lines]


async def test_on_a_channel_without_words_prepared_ones_do(stage):
    """Own words are refused there."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    assert await stage.ids("Clara", "/ask lumeko-42 news", words=False) == ["asked"]
    assert (await stage.ids("Clara", "/ask lumeko-42 news How is she?", words=False))[0] == "error-words-refused"


async def test_something_else_takes_words(stage):
    """There would be nothing to ask."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    assert await stage.ids("Clara", "/ask lumeko-42 other") == ["error-question-needed"]
    assert await stage.ids("Clara", "/ask lumeko-42 other Is she well?") == ["asked"]


@pytest.mark.parametrize(("state", "refusal"), [("received", "error-illegal-act"), ("closed", "error-illegal-act")])
async def test_a_question_needs_a_case_that_is_worked_on(stage, state, refusal):
    """Taken, and not over."""
    await stage.receive("lumeko-42", state=state)
    assert await stage.ids("Clara", "/ask lumeko-42 news") == [refusal]


async def test_a_question_needs_somebody_who_can_read_it(stage):
    """As with a reply."""
    await stage.receive("lumeko-42", reply_to="nobody")
    await stage.say("Clara", "/claim lumeko-42")
    assert await stage.ids("Clara", "/ask lumeko-42 news") == ["error-no-receipt"]
    assert await asked(stage) == ()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("use", ConsentUse)
def test_whoever_is_asked_to_agree_may_refuse_and_change_their_mind(labels, use, language):
    """It is said with every use, below what would be done."""
    text = labels.asking(RequestKind.consent(use), language)
    free = {Language.EN: "“No” is fine", Language.UK: "«ні» теж можна", Language.RU: "«нет» тоже можно"}
    returning = {
        Language.EN: "returning with your code",
        Language.UK: "повернутися з кодом",
        Language.RU: "вернуться с кодом",
    }
    assert free[language] in text
    assert returning[language] in text
    assert text.index("?") < text.index(free[language])


@pytest.mark.parametrize("language", Language)
def test_every_question_has_words_of_its_own(labels, language):
    """In every language."""
    assert len({labels.asking(what, language) for what in RequestKind}) == len(RequestKind)
