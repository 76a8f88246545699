"""One update in, letters out: python-telegram-bot's application and its handlers, which find out what was meant.

On the path of an update, inside the transaction that :mod:`bots.staff.line` has opened. Nothing is sent here:
no handler touches the network, and the library's own receive loop, job queue and persistence are off. The library only
reports an error in a handler; here it is kept and raised, so that it ends the transaction and the update comes again.
"""

import json
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Self

from telegram import ChatMember, Update
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from bots.staff.telegram import letters, presses
from bots.staff.telegram.answers import Spot
from bots.staff.telegram.conversation import Conversation, Visit
from bots.staff.telegram.delivery import StaffBot
from bots.staff.telegram.letters import Leave, Letter, Settle
from storage.database import Unit
from storage.post import Letter as Mail
from storage.post import UpdateUnreadable

_Context = CallbackContext[Any, Any, Any, Any]
_PRESENT = frozenset({ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.RESTRICTED})


@dataclass(slots=True, kw_only=True)
class _Errand:
    """One update on its way through the library."""

    visit: Visit
    letters: list[Letter] = field(default_factory=list)
    error: Exception | None = None


class Reception:
    """The library's application around a conversation. Enter it before the first update."""

    def __init__(self, bot: StaffBot, conversation: Conversation) -> None:
        self._conversation = conversation
        self._errand: ContextVar[_Errand] = ContextVar("errand")
        self._application = Application.builder().bot(bot).updater(None).job_queue(None).build()
        private = filters.ChatType.PRIVATE
        self._application.add_handlers(
            [
                MessageHandler(private & filters.UpdateType.MESSAGE, self._typed),
                MessageHandler(~private, self._elsewhere),
                CallbackQueryHandler(self._pressed),
                ChatMemberHandler(self._moved, ChatMemberHandler.MY_CHAT_MEMBER),
            ]
        )
        self._application.add_error_handler(self._note)

    async def __aenter__(self) -> Self:
        # Nothing is asked of the platform.
        await self._application.initialize()
        return self

    async def __aexit__(self, *_failure: object) -> None:
        await self._application.shutdown()

    async def receive(self, mail: Mail, unit: Unit) -> list[bytes]:
        """Do what an update asks for; what is to be said then, letter by letter.

        Raises:
            UpdateUnreadable: it is none.
            Exception: whatever a handler raised; the transaction must not be committed then.
        """
        errand = _Errand(visit=self._conversation.visit(unit, mail))
        update = self._read(mail.body)
        token = self._errand.set(errand)
        try:
            await self._application.process_update(update)
        finally:
            self._errand.reset(token)
        if errand.error is not None:
            raise errand.error
        return [letters.write(letter) for letter in errand.letters]

    async def prepare(self, mail: Mail) -> None:
        """Do what is slow about an update before its transaction begins.

        Raises:
            UpdateUnreadable: it is none.
        """
        update = self._read(mail.body)
        query, message = update.callback_query, update.message
        line = presses.read(query.data or "").line if query else (message.text if message else None) or ""
        await self._conversation.prepare(mail, line)

    def _read(self, body: bytes) -> Update:
        try:
            return Update.de_json(json.loads(body), self._application.bot)
        except (ValueError, LookupError, TypeError, AttributeError, OverflowError, OSError) as error:
            # The library's errors quote what they could not read.
            raise UpdateUnreadable(f"an update cannot be read: {type(error).__name__}") from None

    # Handlers ----------------------------------------------------------------------------------------------------

    async def _typed(self, update: Update, _context: _Context) -> None:
        message = update.message
        if message is not None:
            errand = self._errand.get()
            errand.letters += await self._conversation.hear(errand.visit, message.text, message.message_id)

    async def _pressed(self, update: Update, _context: _Context) -> None:
        query, errand = update.callback_query, self._errand.get()
        if query is None:
            return
        message = query.message
        if message is None or message.chat.id != query.from_user.id:
            errand.letters.append(Settle(answers=query.id))
            return
        spot = Spot(answers=query.id, place=message.message_id)
        errand.letters += await self._conversation.take(errand.visit, query.data or "", spot)

    async def _elsewhere(self, _update: Update, _context: _Context) -> None:
        self._errand.get().letters.append(Leave())

    async def _moved(self, update: Update, _context: _Context) -> None:
        moved = update.my_chat_member
        if moved is not None and moved.chat.type != moved.chat.PRIVATE and moved.new_chat_member.status in _PRESENT:
            self._errand.get().letters.append(Leave())

    async def _note(self, _update: object, context: _Context) -> None:
        self._errand.get().error = context.error
        raise ApplicationHandlerStop
