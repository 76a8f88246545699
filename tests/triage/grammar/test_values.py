"""One argument off a line, of each kind: what is taken, what is left, and what is wrong with it."""

from datetime import date, time

import pytest

from storage.documents import Language
from triage.grammar.form import PROOF, REFERENCE, TEXT_LIMIT, Argument, Form, Kind, field
from triage.grammar.moments import Moment
from triage.grammar.values import _READERS, Reading, fits, read


@pytest.fixture
def take(labels):
    """Reads one argument of a kind; what it is, what is left, and the ids of the problems."""

    def take(kind, line, *, whole=False, vocabulary=""):
        reading = Reading(rest=line, labels=labels, language=Language.EN)
        read(reading, Argument(name="name", kind=kind, vocabulary=vocabulary), whole=whole)
        return reading.values["name"], reading.rest, [problem.id for problem in reading.problems]

    return take


def test_each_kind_can_be_read():
    """No kind of the grammar is without its reader."""
    assert set(_READERS) == set(Kind)


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Olena lead", "Olena", "lead"),
        ('"Olena Petrivna" lead', "Olena Petrivna", "lead"),
        ("«Олена Петрівна» lead", "Олена Петрівна", "lead"),
        ('"Olena lead', '"Olena', "lead"),
        ("Olena", "Olena", ""),
    ],
)
def test_name(take, line, name, rest):
    """One word, or several between quotation marks."""
    assert take(Kind.NAME, line) == (name, rest, [])


def test_name_that_is_named_may_have_several_words(take):
    """What stands behind its sign is its own."""
    assert take(Kind.NAME, "Olena Petrivna", whole=True) == ("Olena Petrivna", "", [])


@pytest.mark.parametrize(
    ("line", "number"), [("12 x", 12), ("#12 x", 12), ("1,234 x", 1234), ("999 " * 2000 + "x", 2**31 - 1)]
)
def test_number(take, line, number):
    """With or without its sign."""
    assert take(Kind.NUMBER, line) == (number, "x", [])


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        (Kind.NUMBER, "problem-number"),
        (Kind.MOMENT, "problem-moment"),
        (Kind.TIME, "problem-time"),
        (Kind.HOURS, "problem-hours"),
    ],
)
def test_word_that_is_something_else(take, kind, problem):
    """It is taken, so that what follows is read as itself."""
    assert take(kind, "soon x") == (None, "x", [problem])


@pytest.mark.parametrize(
    ("kind", "line", "problem"),
    [
        (Kind.MOMENT, "2026-13-01 x", "problem-moment"),
        (Kind.TIME, "24:00 x", "problem-time"),
        (Kind.HOURS, "25:00-07:00 x", "problem-hours"),
    ],
)
def test_what_looks_right_and_is_none(take, kind, line, problem):
    """A day that no calendar has."""
    assert take(kind, line) == (None, "x", [problem])


def test_moment(take):
    """The time of day belongs to it where one follows."""
    assert take(Kind.MOMENT, "1.12.2026 10:30 x") == (Moment(day=date(2026, 12, 1), at=time(10, 30)), "x", [])
    assert take(Kind.MOMENT, "1.12.2026 x") == (Moment(day=date(2026, 12, 1)), "x", [])


def test_time(take):
    """On a clock, to the minute."""
    assert take(Kind.TIME, "8:05 x") == (time(8, 5), "x", [])


def test_hours(take):
    """From, to."""
    assert take(Kind.HOURS, "22:00-07:00 x") == ((time(22), time(7)), "x", [])


def test_word(take):
    """Whatever it is, if it is not endless."""
    assert take(Kind.WORD, "Europe/Kyiv x") == ("Europe/Kyiv", "x", [])
    assert take(Kind.WORD, "x" * 65)[2] == ["problem-too-long"]


@pytest.mark.parametrize(
    ("line", "tags", "rest"),
    [
        ("border x", ("border",), "x"),
        ("border, UN,crimean_tatar x", ("border", "un", "crimean_tatar"), "x"),
        ("un;un", ("un",), ""),
    ],
)
def test_tags(take, line, tags, rest):
    """Between commas, each once, in small letters."""
    assert take(Kind.TAGS, line) == (tags, rest, [])


@pytest.mark.parametrize("line", ["x", "кордон", "a b", "border,", "x" * 25])
def test_what_is_no_tag(take, line):
    """Letters that everybody's keyboard has, and not too few of them."""
    assert "problem-tag" in take(Kind.TAGS, line)[2]


@pytest.mark.parametrize(("kind", "limit"), [(Kind.NAME, 80), (Kind.TEXT, TEXT_LIMIT)])
def test_what_is_too_long(take, kind, limit):
    """What is sealed fits its row, and what is listed its line."""
    assert take(kind, "x" * limit)[2] == []
    assert take(kind, "x" * (limit + 1))[2] == ["problem-too-long"]


def test_nothing_is_taken_where_nothing_is_left(labels):
    """It has not been seen then."""
    reading = Reading(rest="", labels=labels, language=Language.EN)
    read(reading, REFERENCE)
    assert (reading.seen, reading.values, reading.problems) == (set(), {}, [])


def test_trying_takes_nothing(labels):
    """Whether an argument could stand here is known without reading it."""
    reading = Reading(rest="22:00-07:00", labels=labels, language=Language.EN)
    assert fits(reading, Argument(name="hours", kind=Kind.HOURS))
    assert not fits(reading, Argument(name="until", kind=Kind.MOMENT))
    assert (reading.rest, reading.seen, reading.problems) == ("22:00-07:00", set(), [])


def test_names_count_as_words():
    """A form that needs one is for where words may stand."""
    name = Argument(name="name", kind=Kind.NAME)
    assert Form(command="x", order=object, arguments=(name,)).needs_words
    named = Form(command="x", order=object, arguments=(field("owner", Kind.NAME, required=False),))
    assert (named.needs_words, len(named.texts)) == (False, 1)


def test_what_holds_the_proof_is_sensitive():
    """And nothing else is, even with a code of another kind."""
    assert Form(command="x", order=object, arguments=(PROOF,)).sensitive
    other = Argument(name="code", kind=Kind.CODE, required=False, named=True)
    assert not Form(command="x", order=object, arguments=(other,)).sensitive
