"""Presses and questions, by themselves: what a button says, and what a line still misses."""

import itertools
from datetime import date

import pytest

from bots.staff.labels import CatalogueLabels
from bots.staff.telegram import presses, questions
from bots.staff.telegram.letters import BUTTON_BYTES
from bots.staff.telegram.presses import Press, Then
from bots.staff.telegram.questions import Range
from bots.texts import catalogue
from storage.documents import Language
from triage.grammar.commands import FORMS
from triage.grammar.form import Kind
from triage.grammar.labels import VOCABULARIES
from triage.grammar.orders import Assess
from triage.grammar.parsing import parse
from triage.turn import TAGS

LABELS = CatalogueLabels(catalogue("intake"), catalogue("triage"))
SPAN = Range(today=date(2026, 11, 22), tags=TAGS)
HEADS = {Kind.REFERENCE: "lumeko-42", Kind.NUMBER: "1234567"}
ASKED = {
    form.command: " ".join([form.command, *(HEADS[head.kind] for head in form.arguments if head.kind in HEADS)])
    for form in FORMS.values()
    if questions.askable(form)
}


@pytest.mark.parametrize("then", Then)
def test_press_is_read_as_it_was_written(then):
    """Whatever is to become of its line."""
    press = Press(line="claim lumeko-42", then=then)
    assert presses.read(presses.write(press)) == press


def every_press(data):
    """All data that a question and those after it put on buttons."""
    question = questions.find(presses.read(data))
    if question is None:
        yield data
        return
    finish = questions.finish(question)
    for button in itertools.chain.from_iterable(questions.offer(question, LABELS, Language.EN, SPAN)):
        if presses.read(button.data).then is not Then.PICK:
            yield from every_press(button.data)
        else:
            yield button.data
    if finish is not None:
        yield from every_press(presses.write(finish))


@pytest.mark.parametrize("command", ASKED)
def test_every_way_through_the_questions_ends_in_a_line_that_is_understood(command):
    """Each answer to each question, for each command that has any."""
    for data in every_press(f"{ASKED[command]} ?"):
        press = presses.read(data)
        if press.then is Then.PICK:
            continue
        assert press.then is Then.PLACE
        assert len(data.encode()) <= BUTTON_BYTES
        parse(press.line, LABELS, Language.EN, words=False)


def test_longest_press_fits_into_a_button():
    """All that can be picked, with the longest words before and after it."""
    everything = ",".join(str(number) for number in range(1, len(VOCABULARIES["decision"]) + 1))
    for last in every_press(f"assess lumeko-42 confirmed yes {everything} +"):
        assert len(last.encode()) <= BUTTON_BYTES


def test_picked_choices_are_what_the_desk_understands():
    """Numbers on a button, codes in the order."""
    order = parse("assess lumeko-42 likely yes 1,5 conflict=yes", LABELS, Language.EN, words=False)
    assert isinstance(order, Assess)
    assert [str(code) for code in order.fits] == ["statement", "legal"]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "decide",
        "queue lumeko-42",
        "decide lumeko",
        "decide lumeko-42 letter mission",
        "decide lumeko-42 nothing",
        "decide lumeko-42 letter,mission",
        "assess lumeko-42 likely yes 1,,5",
        "assess lumeko-42 likely yes 1 yes",
        "nothing lumeko-42",
        "result lumeko-42",
        "result",
        "link lumeko-42",
        "link lumeko-42 talisu",
        "tag lumeko-42 кордон",
        "follow lumeko-42 off",
        "follow lumeko-42 2026-13-01",
        "digest",
        "find lumeko-42",
    ],
)
@pytest.mark.parametrize("then", [Then.ASK, Then.PICK])
def test_line_that_is_no_beginning_of_a_command_asks_nothing(line, then):
    """It is left to the desk, as if it had been typed."""
    assert questions.find(Press(line=line, then=then)) is None


@pytest.mark.parametrize("line", ["decide lumeko-42", "assess lumeko-42 likely"])
def test_picking_where_one_choice_is_all_asks_for_the_next_one(line):
    """A forged mark makes no list of what is none."""
    question = questions.find(Press(line=line, then=Then.PICK))
    assert question is not None
    assert question.picked == ()


def test_whole_line_asks_nothing():
    """Neither pressed nor typed."""
    assert questions.find(Press(line="decide lumeko-42 letter", then=Then.ASK)) is None
    assert questions.find_typed("/assess lumeko-42 likely yes 1") is None


def test_what_belongs_to_one_choice_is_asked_after_it():
    """Why something is declined is asked of a refusal, and of nothing else."""
    for line, name in (("decide lumeko-42 decline", "why"), ("decide lumeko-42 decline why=money", "reply")):
        question = questions.find(Press(line=line, then=Then.ASK))
        assert question is not None
        assert question.argument.name == name


def labels(line):
    """What stands on the buttons below a question."""
    question = questions.find(Press(line=line, then=Then.ASK))
    assert question is not None
    return [button.text for row in questions.offer(question, LABELS, Language.EN, SPAN) for button in row]


def test_day_is_chosen_from_a_few():
    """Those that members mostly mean."""
    assert labels("follow lumeko-42") == ["2026-11-23", "2026-11-25", "2026-11-29", "2026-12-06", "2026-12-22"]


def test_tag_is_chosen_from_the_groups_own():
    """One at a time: a button holds no more."""
    assert labels("tag lumeko-42") == list(TAGS)


@pytest.mark.parametrize(
    ("line", "about", "case"),
    [
        ("result #12", ("12",), ""),
        ("link lumeko-42 talisu-17", ("lumeko-42", "talisu-17"), "lumeko-42"),
    ],
)
def test_what_is_no_single_case_can_be_asked_about(line, about, case):
    """An action is known by its number; two cases are linked."""
    question = questions.find(Press(line=line, then=Then.ASK))
    assert question is not None
    assert (question.part.about, question.part.case) == (about, case)


def test_day_and_tag_that_were_chosen_end_the_line():
    """What is optional besides would take their place."""
    for line in ("follow lumeko-42 2026-12-24", "tag lumeko-42 border"):
        assert questions.find(Press(line=line, then=Then.ASK)) is None
        assert questions.is_last(Press(line=line, then=Then.PLACE))
