"""Decisions, actions and results of a case in words, in the order of the HURIDOCS intervention format (26xx).

On the path between an opened case and the channel. Pure. Everything here was written by a member, so it is content.
"""

from collections.abc import Collection, Iterator

from storage.actions import Action
from storage.documents import Decision, Intervention, Result
from storage.ids import DocumentId
from triage.notices import Notice, quote, say
from triage.turn import Turn


def word_decision(decision: Decision) -> Iterator[Notice]:
    """Word what a decision says besides its kind; what is empty is left out."""
    if decision.declined is not None:
        yield say("decision-why", declined=decision.declined)
    if decision.reason:
        yield quote("record-words", text=decision.reason)
    fields = (
        ("to", decision.addressees),
        ("signed", decision.signatories),
        ("court", decision.court),
        ("date", decision.hearing),
        ("goes", decision.goes),
        ("partner", decision.partner),
    )
    yield from _word_fields(fields)


def word_intervention(
    turn: Turn, intervention: Intervention, known: Collection[Action], document: DocumentId
) -> Notice:
    """Word what somebody is to do."""
    return quote(
        "record-action",
        *((quote("record-words", text=intervention.text),) if intervention.text else ()),
        number=_number(known, document),
        action=intervention.kind,
        owner=turn.roster.name(intervention.owner),
        author=turn.roster.name(intervention.author),
        urgency=intervention.priority,
        due=intervention.due,
        written=intervention.written,
    )


def word_result(turn: Turn, result: Result, known: Collection[Action]) -> Notice:
    """Word what came of it."""
    fields = (
        ("date", result.date),
        ("parties", result.parties),
        ("response", result.response),
        ("impact", result.impact),
    )
    return quote(
        "record-result",
        *_word_fields(fields),
        number=_number(known, result.action),
        status=result.status,
        author=turn.roster.name(result.author),
        written=result.written,
    )


def _word_fields(fields: Collection[tuple[str, str]]) -> Iterator[Notice]:
    return (quote("record-field", argument=name, text=text) for name, text in fields if text)


def _number(known: Collection[Action], document: DocumentId) -> int:
    """What members call the action of a document; 0 where its row is gone."""
    return next((action.number for action in known if action.document == document), 0)
