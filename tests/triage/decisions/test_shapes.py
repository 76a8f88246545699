"""The table of decisions: every kind has its own fields, and none another's."""

from datetime import date

import pytest

from storage.documents import ActionKind, ConsentUse, Declined, Help
from storage.ids import Reference
from triage.decisions import shapes
from triage.decisions.errors import FieldRefused
from triage.decisions.shapes import CONSENTS, SHAPES
from triage.errors import ReasonNeeded
from triage.grammar.labels import YesNo
from triage.grammar.moments import Moment
from triage.grammar.orders import Decide

DAY = Moment(day=date(2026, 12, 1))
GIVEN = {
    "to": "two parliaments",
    "signed": "three of us",
    "court": "Kherson",
    "date": DAY,
    "goes": "Anna",
    "partner": "Lawyers",
    "due": DAY,
    "why": Declined.MONEY,
    "reply": YesNo.NO,
}


def order(kind, **given):
    return Decide(reference=Reference("lumeko-42"), decision=kind, **given)


@pytest.mark.parametrize("field", GIVEN)
@pytest.mark.parametrize("kind", Help)
def test_a_kind_has_the_fields_of_the_table(kind, field):
    """What belongs to another kind is refused, and named; what is missing is not asked for."""
    given = order(kind, reason="because", **{field: GIVEN[field]})
    if field in SHAPES[kind].fields:
        assert shapes.check(given, words=True) is SHAPES[kind]
        return
    with pytest.raises(FieldRefused) as refused:
        shapes.check(given, words=True)
    assert refused.value.facts == {"decision": kind, "argument": field}


@pytest.mark.parametrize("kind", Help)
def test_every_decision_has_a_reason(kind):
    """In words, where words are taken."""
    with pytest.raises(ReasonNeeded):
        shapes.check(order(kind), words=True)
    with pytest.raises(ReasonNeeded):
        shapes.check(order(kind, reason="\u3164 \u200b."), words=True)
    assert shapes.check(order(kind, reason="because"), words=True) is SHAPES[kind]


@pytest.mark.parametrize("kind", [kind for kind in Help if kind is not Help.DECLINE])
def test_without_words_a_reason_is_waived(kind):
    """Where nobody can write words a decision stands without them."""
    assert shapes.check(order(kind), words=False) is SHAPES[kind]


@pytest.mark.parametrize("words", [True, False])
def test_a_refusal_says_why(words):
    """In words or from the list; where no words are taken, from the list."""
    assert shapes.check(order(Help.DECLINE, why=Declined.MONEY), words=words)
    with pytest.raises(ReasonNeeded):
        shapes.check(order(Help.DECLINE), words=words)


def test_every_decision_that_acts_begins_an_action():
    """Recording and declining are the end of it."""
    assert {kind for kind in Help if SHAPES[kind].action is None} == {Help.RECORD, Help.DECLINE}
    assert all(SHAPES[kind].action == kind for kind in set(Help) - {Help.RECORD, Help.DECLINE})


def test_what_tells_nobody_needs_no_consent():
    """Going somewhere, talking with the submitter, and what has no name; all else needs its use."""
    assert set(ActionKind) - set(CONSENTS) == {ActionKind.MISSION, ActionKind.CONTACT, ActionKind.OTHER}
    assert set(CONSENTS.values()) == set(ConsentUse)
