"""The work of a member by clicks: what is offered, what is asked, and what comes of it."""

import pytest

from storage import tidings
from storage.cases import CaseState
from storage.documents import DocumentKind, Help, Language
from triage.grammar.labels import Canned

WAY = (
    "Take lumeko-42",
    "Assess",
    "likely",
    "yes",
    "☐ statement",
    "☐ legal",
    "Done",
    "no",
    "← lumeko-42",
    "Decide",
    "record",
    "← lumeko-42",
    "Reply",
    "more",
    "← lumeko-42",
    "Close",
    "helped",
)
"""From the queue to the end of a case."""


@pytest.fixture
async def lena(office):
    """The lead, who looks at a queue of one case, which she has read elsewhere."""
    await office.stage.receive("lumeko-42")
    await office.seat("Lena")
    await office.stage.say("Lena", "/open lumeko-42")
    await office.say("Lena", "/queue")
    return "Lena"


async def test_case_goes_its_whole_way_by_clicks(office, lena):
    """Queue, claim, assessment, decision, prepared reply, closing: nothing is typed after /queue."""
    for label in WAY:
        await office.click(lena, label)
    assert (await office.stage.case("lumeko-42")).state is CaseState.CLOSED
    acts = [act for act, _ in await office.stage.acts("lumeko-42") if act not in {"case_opened", "case_shown"}]
    assert acts == ["case_claimed", "case_assessed", "case_decided", "case_replied", "case_closed"]
    assert "lumeko-42 is closed (helped)" in office.read(lena)


async def test_prepared_reply_is_sealed_to_the_submitter_and_announced(office, lena):
    """It is a reply like any other, in the language of the case, and intake is told that there is one."""
    case = await office.stage.case("lumeko-42")
    for label in WAY[:14]:
        await office.click(lena, label)
    reply = next(paper for paper in await office.stage.papers("lumeko-42") if paper.kind is DocumentKind.REPLY)
    assert reply.author == office.stage.people[lena]
    assert await office.database.read(lambda unit: tidings.waiting(unit, 10)) == (case.id,)


async def test_assessment_says_what_was_clicked(office, lena):
    """Every choice of the four questions is in the sealed judgement."""
    for label in ("Take lumeko-42", "Assess", "unlikely", "no", "☐ mission", "☐ record", "☑ mission", "Done", "yes"):
        await office.click(lena, label)
    await office.give_key(lena)
    # A declared conflict keeps her from reading; somebody else does, once she has judged by herself.
    await office.seat("Clara")
    await office.give_key("Clara")
    await office.say("Clara", "/open lumeko-42")
    await office.say("Clara", "/assess lumeko-42 likely yes letter conflict=no")
    await office.say("Clara", "/open lumeko-42")
    *_, (_, file) = office.files("Clara")
    words = office.open("Clara", file).decode()
    assert "Reliability: unlikely" in words
    assert "Bears on civil society: no" in words
    assert "What would fit: record" in words
    assert "Conflict of interest: YES" in words


async def test_questions_take_the_place_of_one_another(office, lena):
    """A whole assessment happens in one message, which in the end says what came of it."""
    await office.click(lena, "Take lumeko-42")
    before = len(office.people[lena].messages)
    for label in WAY[1:8]:
        await office.click(lena, label)
    assert len(office.people[lena].messages) == before
    assert "Your assessment of lumeko-42 is saved" in office.read(lena)


async def test_question_shows_what_was_chosen_before(office, lena):
    """The last question still shows the first answers."""
    for label in ("Take lumeko-42", *WAY[1:7]):
        text = await office.click(lena, label)
    assert "reliability: likely" in text
    assert "fits: statement, legal" in text


async def test_nothing_picked_cannot_be_finished(office, lena):
    """Of several choices one at least is needed: only then there is a button to go on."""
    for label in WAY[:4]:
        await office.click(lena, label)
    assert "Done" not in office.labels(lena)
    await office.click(lena, "☐ legal")
    assert "Done" in office.labels(lena)
    await office.click(lena, "☑ legal")
    assert "Done" not in office.labels(lena)


async def test_line_that_misses_only_choices_is_asked_for(office, lena):
    """A command that was typed with its reference alone goes on by buttons."""
    await office.click(lena, "Take lumeko-42")
    assert "what did the group decide?" in await office.say(lena, "/decide@staff_bot LUMEKO-42")
    assert "letter" in office.labels(lena)


async def test_line_that_is_whole_is_carried_out(office, lena):
    """What needs no question is not asked."""
    await office.click(lena, "Take lumeko-42")
    assert "is saved" in await office.say(lena, "/assess lumeko-42 likely yes statement,legal")


@pytest.mark.parametrize(
    "line", ["/assess", "/assess lumeko-42 surely", "/urgency lumeko-42 urgent date now", "/urgency 5"]
)
async def test_line_that_cannot_be_asked_for_is_the_desks(office, lena, line):
    """Whatever is wrong with it, the desk says, with the usage."""
    assert "was not carried out" in await office.say(lena, line)


async def test_two_taps_are_one(office, lena):
    """A second tap before the answer came sends no second reply."""
    for label in WAY[:12]:
        await office.click(lena, label)
    await office.click(lena, "Reply")
    person = office.people[lena]
    person.clicks("more")
    person.clicks("more")
    await office.settle()
    kinds = [paper.kind for paper in await office.stage.papers("lumeko-42")]
    assert kinds.count(DocumentKind.REPLY) == 1
    assert all(press.answers for press in office.account.presses.values())


async def test_same_reply_can_be_sent_again_on_purpose(office, lena):
    """Only two taps in a row are one; who goes back and chooses the same again means it."""
    for label in (*WAY[:14], "← lumeko-42", "Reply", "more"):
        await office.click(lena, label)
    kinds = [paper.kind for paper in await office.stage.papers("lumeko-42")]
    assert kinds.count(DocumentKind.REPLY) == 2


async def test_stale_button_is_answered_by_the_rules_of_now(office, lena):
    """A button of a queue that is old tells what has happened meanwhile."""
    await office.seat("Anna")
    await office.say("Anna", "/claim lumeko-42")
    assert "Somebody else holds this case until" in await office.click(lena, "Take lumeko-42")


@pytest.mark.parametrize(
    ("name", "offered", "withheld"),
    [
        ("Anna", {"Read", "Assess", "Urgency", "Put back"}, {"Decide", "Reply", "Close"}),
        ("Rafael", {"Read", "Assess", "Urgency", "Put back"}, {"Decide", "Reply", "Close"}),
        ("Clara", {"Read", "Assess", "Urgency", "Put back", "Decide", "Reply"}, {"Close"}),
        ("Lena", {"Read", "Assess", "Urgency", "Put back", "Decide", "Reply", "Close"}, set()),
    ],
)
async def test_card_offers_what_the_role_may_do(office, name, offered, withheld):
    """Each role finds its own buttons below a case that it has claimed."""
    await office.stage.receive("lumeko-42")
    await office.seat(name)
    await office.say(name, "/claim lumeko-42")
    shown = set(office.labels(name))
    assert offered <= shown
    assert not withheld & shown


@pytest.mark.parametrize(("name", "offered"), [("Anna", False), ("Clara", True)])
async def test_case_of_another_is_put_back_only_by_who_may(office, name, offered):
    """Without holding it a member finds no button that would be refused; whoever may assess it may read it."""
    await office.stage.receive("lumeko-42")
    await office.stage.say("Rafael", "/claim lumeko-42")
    await office.seat(name)
    await office.say(name, "/show lumeko-42")
    assert ("Put back" in office.labels(name)) is offered
    assert "Read" in office.labels(name)


async def test_closed_case_offers_only_to_be_read_and_tagged(office, lena):
    """Nothing else can be done any more with a case that is closed."""
    for label in (*WAY, "← lumeko-42"):
        await office.click(lena, label)
    assert office.labels(lena)[-2:] == ["Read", "More"]
    await office.click(lena, "More")
    assert office.labels(lena) == ["Tag", "← lumeko-42"]


async def test_long_queue_goes_on_by_a_button(office):
    """The page after the first is a click away."""
    for number in range(21):
        await office.stage.receive(f"lumeko-{number:02}")
        office.stage.later(minutes=1)
    await office.seat("Lena")
    await office.say("Lena", "/queue")
    assert "lumeko-20" in await office.click("Lena", "More")


@pytest.mark.parametrize(
    ("language", "words"), [("uk", "Взяти lumeko-42"), ("ru", "Взять lumeko-42"), ("de", "Take lumeko-42")]
)
async def test_member_is_answered_in_the_language_of_his_client(office, language, words):
    """As far as it is one of ours."""
    await office.stage.receive("lumeko-42")
    await office.seat("Anna", language)
    await office.say("Anna", "/queue")
    assert words in office.labels("Anna")


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
async def test_whole_way_has_words_in_every_language(office, language):
    """Every question, answer and button is worded: none shows an ellipsis or a code's name."""
    await office.stage.receive("lumeko-42")
    await office.seat("Lena", language)
    person = office.people["Lena"]
    await office.say("Lena", "/claim lumeko-42")
    for line in (
        "/assess lumeko-42",
        "/decide lumeko-42",
        "/canned lumeko-42",
        "/close lumeko-42",
        "/urgency lumeko-42",
    ):
        await office.say("Lena", line)
        person.clicks(0)
        await office.settle()
    assert "…" not in person.screen
    assert Canned.READ.value not in person.screen or language == "en"
    assert Help.STATEMENT.value not in person.screen or language == Language.EN


async def test_start_is_help(office):
    """What the platform itself sends first shows a member his commands."""
    await office.seat("Anna")
    assert "/queue" in await office.say("Anna", "/start")


@pytest.fixture
async def behind(office, lena):
    """The card of a case that Lena holds and on which the group has decided, with what stands behind its button."""
    for label in WAY[:12]:
        await office.click(lena, label)
    await office.click(lena, "More")
    return lena


async def test_what_is_needed_less_often_stands_behind_a_button(office, behind):
    """The card stays, and the way back to the other buttons."""
    assert office.labels(behind)[:2] == ["Ask the submitter", "Look again"]
    assert office.labels(behind)[-1] == "← lumeko-42"
    await office.click(behind, "← lumeko-42")
    assert "More" in office.labels(behind)


async def test_submitter_is_asked_by_clicks(office, behind):
    """In words that are prepared."""
    for label in ("Ask the submitter", "place"):
        await office.click(behind, label)
    assert ("case_asked", "place") in await office.stage.acts("lumeko-42")


async def test_case_is_tagged_by_clicks(office, behind):
    """With one of the group's tags."""
    for label in ("Tag", "border"):
        await office.click(behind, label)
    assert office.read(behind) == "lumeko-42 has these tags: border"


async def test_case_is_followed_by_clicks(office, behind):
    """On one of a few days; then it is done."""
    for label in ("Look again", "2026-11-29"):
        await office.click(behind, label)
    assert "2026-11-29 09:00 UTC" in office.read(behind)
    assert "nobody has to look again" in await office.click(behind, "Done")


async def test_action_is_begun_and_its_result_noted_by_clicks(office, behind):
    """Its number is on the button."""
    for label in ("Begin an action", "contact", "normal"):
        await office.click(behind, label)
    (number,) = (label.rpartition(" ")[2] for label in office.labels(behind) if label.startswith("Result of"))
    await office.click(behind, f"Result of {number}")
    assert office.read(behind) == f"{number}: how did it go?"
    await office.click(behind, "done")
    assert ("action_result", "done") in await office.stage.acts("lumeko-42")


async def test_result_of_somebody_elses_action_is_not_offered(office, behind):
    """Whoever may not note it would only be refused."""
    for label in ("Begin an action", "contact", "normal"):
        await office.click(behind, label)
    await office.seat("Anna")
    await office.say("Anna", "/actions lumeko-42")
    assert office.labels("Anna") == []


async def test_what_is_overdue_leads_to_its_case(office, lena):
    """The way from a list."""
    office.stage.later(days=8)
    await office.say(lena, "/overdue")
    assert office.labels(lena) == ["lumeko-42"]
    assert "lumeko-42: " in await office.click(lena, "lumeko-42")


async def test_digest_is_switched_on_and_off_by_clicks(office, lena):
    """Every other hour is typed."""
    await office.say(lena, "/digest")
    assert "every day at 08:00" in await office.click(lena, "08:00")
    assert "No digest" in await office.click(lena, "No digest")


@pytest.mark.parametrize(("line", "stays"), [("/export lumeko-42", True), ("/export lumeko-42 code=123456", False)])
async def test_code_of_an_authenticator_does_not_stay_in_the_chat(office, lena, line, stays):
    """Whoever looks over a shoulder later finds none."""
    typed = office.people[lena].types(line)
    await office.settle()
    assert (typed.id in office.people[lena].chat.messages) is stays
