"""Presses and questions, by themselves: what a button says, and what a line still misses."""

import itertools

import pytest

from bots.staff.labels import CatalogueLabels
from bots.staff.telegram import presses, questions
from bots.staff.telegram.letters import BUTTON_BYTES
from bots.staff.telegram.presses import Press, Then
from bots.texts import catalogue
from storage.documents import Language
from triage.commands import FORMS, Kind
from triage.labels import VOCABULARIES
from triage.orders import Assess
from triage.parsing import parse

LABELS = CatalogueLabels(catalogue("intake"), catalogue("triage"))
ASKED = [form.command for form in FORMS.values() if any(a.kind in {Kind.CHOICE, Kind.CHOICES} for a in form.arguments)]


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
    for button in itertools.chain.from_iterable(questions.offer(question, LABELS, Language.EN)):
        if presses.read(button.data).then is not Then.PICK:
            yield from every_press(button.data)
        else:
            yield button.data
    if finish is not None:
        yield from every_press(presses.write(finish))


@pytest.mark.parametrize("command", ASKED)
def test_every_way_through_the_questions_ends_in_a_line_that_is_understood(command):
    """Each answer to each question, for each command that has any."""
    for data in every_press(f"{command} lumeko-42 ?"):
        press = presses.read(data)
        if press.then is Then.PICK:
            continue
        assert press.then is Then.PLACE
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
