"""The unfinished interview at rest: sealed to the volatile draft key, and bound to its chat.

A killed process loses nothing; a machine that loses its memory loses the drafts with the key, as it should.
"""

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from intake.errors import QuestionnaireUnknown
from intake.interview import Interview
from storage.drafts import Draft
from storage.errors import PermanentError
from storage.ids import ChatKey, Draw
from storage.keys.sealing import IntakeKeys
from storage.sealed import open_sealed, seal


class DraftSwapped(PermanentError):
    """A draft was found under another chat than the one it was written for."""


class DraftUnreadable(PermanentError):
    """A draft is genuine, but this program does not know its form or its questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    chat: ChatKey
    interview: Interview


_ADAPTER = TypeAdapter(_Kept)


def seal_draft(chat: ChatKey, interview: Interview, keys: IntakeKeys, *, now: datetime, draw: Draw) -> Draft:
    """The row that holds an interview."""
    plaintext = _ADAPTER.dump_json(_Kept(chat=chat, interview=interview))
    sealed = seal(plaintext, [keys.draft.recipient], draw)
    return Draft(
        chat=chat,
        case=interview.case,
        key=keys.draft_id,
        header=sealed.header,
        payload=sealed.payload,
        changed_at=now,
    )


def open_draft(draft: Draft, keys: IntakeKeys) -> Interview:
    """The interview that a row holds.

    Raises:
        AgeError: it was sealed to a draft key that is gone, or it was changed.
        DraftSwapped: the row was moved from one chat to another.
        DraftUnreadable: another version of the program wrote it.
    """
    plaintext = open_sealed(draft.header, draft.payload, [keys.draft])
    try:
        kept = _ADAPTER.validate_json(plaintext)
        asked = {place.path for place in kept.interview.plan}
    except (ValidationError, QuestionnaireUnknown):
        # Without its cause: pydantic's message would quote the answers.
        raise DraftUnreadable("a draft has a form that is not known") from None
    if kept.interview.cursor and kept.interview.cursor not in asked:
        raise DraftUnreadable("a draft stands at a question that is not asked")
    if kept.chat != draft.chat:
        raise DraftSwapped("a draft was found under another chat")
    return kept.interview
