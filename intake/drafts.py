"""The unfinished interview at rest: sealed to the volatile draft key, and bound to its chat.

A killed process loses nothing; a machine that loses its memory loses the drafts with the key, as it should.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from intake.errors import QuestionnaireUnknown
from intake.interview import Interview
from storage.drafts import Draft
from storage.errors import PermanentError
from storage.ids import ChatKey, Draw
from storage.keys.sealing import IntakeKeys
from storage.sealed import AgeError

log = logging.getLogger(__name__)

_RECENT = 256
"""Conversations at a time that are remembered."""


class DraftSwapped(PermanentError):
    """A draft was found under another chat than the one it was written for."""


class DraftUnreadable(PermanentError):
    """A draft is genuine, but this program does not know its form or its questions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """What a draft holds.

    Attributes:
        interview: as far as it has come. Secret.
        kept: what the channel keeps with it. Secret.
    """

    interview: Interview
    kept: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written(Unfinished):
    """The same, with the chat to which it belongs."""

    chat: ChatKey


_ADAPTER = TypeAdapter(_Written)


def seal_draft(chat: ChatKey, unfinished: Unfinished, keys: IntakeKeys, *, now: datetime, draw: Draw) -> Draft:
    """The row that holds an interview."""
    written = _Written(chat=chat, interview=unfinished.interview, kept=unfinished.kept)
    sealed = keys.seal_own(_ADAPTER.dump_json(written), draw)
    return Draft(
        chat=chat,
        case=unfinished.interview.case,
        key=keys.draft_id,
        header=sealed.header,
        payload=sealed.payload,
        changed_at=now,
    )


def open_draft(draft: Draft, keys: IntakeKeys) -> Unfinished:
    """What a row holds.

    Raises:
        AgeError: it was sealed to a draft key that is gone, or it was changed.
        DraftSwapped: the row was moved from one chat to another.
        DraftUnreadable: another version of the program wrote it.
    """
    plaintext = keys.open_own(draft.header, draft.payload)
    try:
        written = _ADAPTER.validate_json(plaintext)
        asked = {place.path for place in written.interview.plan}
    except (ValidationError, QuestionnaireUnknown):
        # Without its cause: pydantic's message would quote the answers.
        raise DraftUnreadable("a draft has a form that is not known") from None
    if written.interview.cursor and written.interview.cursor not in asked:
        raise DraftUnreadable("a draft stands at a question that is not asked")
    if written.chat != draft.chat:
        raise DraftSwapped("a draft was found under another chat")
    return Unfinished(interview=written.interview, kept=written.kept)


def try_draft(draft: Draft, keys: IntakeKeys) -> Unfinished | None:
    """What a row holds, or None where it cannot be opened; the log learns the kind of the fault."""
    try:
        return open_draft(draft, keys)
    except (AgeError, DraftSwapped, DraftUnreadable) as error:
        log.error("a draft could not be opened: %s", type(error).__name__)
        return None


class Recent:
    """What the drafts hold that this process sealed last, so that a lively conversation is not opened at every step.

    It holds nothing that the draft key beside it would not open. A row is known by its payload, byte for byte.
    """

    def __init__(self) -> None:
        self._known: dict[ChatKey, tuple[bytes, Unfinished]] = {}

    def find(self, draft: Draft) -> Unfinished | None:
        """What a row holds, if this process sealed it as the last one of its chat."""
        payload, unfinished = self._known.get(draft.chat, (b"", None))
        return unfinished if payload == draft.payload else None

    def remember(self, draft: Draft, unfinished: Unfinished) -> None:
        """A row was sealed."""
        self._known.pop(draft.chat, None)
        self._known[draft.chat] = draft.payload, unfinished
        if len(self._known) > _RECENT:
            del self._known[next(iter(self._known))]

    def forget(self, chat: ChatKey) -> None:
        """A conversation is over."""
        self._known.pop(chat, None)
