"""Asking: a question goes back to the submitter, who finds it on returning with the receipt code.

On the path between an order and ``storage.requests``; intake shows the question and lets the answer join the case. It
is sealed to the group and to whom the submission names, in the language of the case. Needs the group's keys.
"""

from datetime import timedelta

from storage import audit, requests
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import DocumentKind, Language, Question, RequestKind
from storage.requests import Request
from triage import case as rules
from triage.casework.errors import QuestionNeeded
from triage.finding import settle
from triage.grammar.casework import Ask
from triage.grammar.rights import Command
from triage.notices import Notice, say
from triage.reading import check_conflict, read_record
from triage.turn import Turn
from triage.writing import seal, submitter, write

PATIENCE = timedelta(days=7)
"""After this somebody looks whether the submitter has answered."""


async def ask(turn: Turn, order: Ask) -> tuple[Notice, ...]:
    """Seal a question in prepared words, and in the member's own where there are any.

    Raises:
        QuestionNeeded: something else is to be asked, and nothing says what.
        NoReceipt: the submission names nobody who could read it.
    """
    if order.what is RequestKind.OTHER and not order.text:
        raise QuestionNeeded

    async def attempt() -> Language:
        record = await read_record(turn, order.reference, Command.ASK)
        before = record.card.case
        changed = rules.ask(before, turn.now)
        check_conflict(turn, record, rules.Act.ASK)
        prepared = turn.room.labels.asking(order.what, before.language)
        text = f"{prepared}\n{order.text}" if order.text else prepared
        content = Question(author=turn.member.id, what=order.what, text=text, written=turn.now)
        paper = seal(turn, changed, DocumentKind.REQUEST, content, submitter(record))
        request = Request(document=paper.id, case=changed.id, what=order.what, asked_at=turn.now)
        look = Deadline(case=changed.id, kind=DeadlineKind.FOLLOW_UP, item=paper.id, due_at=turn.now + PATIENCE)

        await write(
            turn,
            record,
            changed,
            [paper],
            audit.Act.CASE_ASKED,
            code=order.what,
            met=(DeadlineKind.FIRST_ANSWER,),
            begins=(look,),
            tells=True,
            also=lambda unit: requests.add(unit, request),
        )
        return before.language

    language = await settle(attempt)
    shown = say("asked-shown", text=turn.room.labels.asking(order.what, turn.language))
    return (say("asked", shown, reference=order.reference, language=language),)
