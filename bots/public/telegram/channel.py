"""Telegram as intake knows it: a raw update is led through aiogram and aiogram-dialog, and a letter comes of it.

Between the desk's sitting and the dialog. The framework is told that something was written or pressed in a chat, and
which button; the words, the files and whoever wrote them stay here, so that nothing the framework logs can hold them.
"""

from collections.abc import Collection

from aiogram import Bot, Dispatcher, Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.fsm.storage.memory import DisabledEventIsolation
from aiogram.types import TelegramObject
from aiogram_dialog import DialogManager, setup_dialogs
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState

from bots.public.telegram import updates
from bots.public.telegram.blank import Blank
from bots.public.telegram.letters import Say
from bots.public.telegram.pages import Words
from bots.public.telegram.passage import Passage, current
from bots.public.telegram.reading import Fetch, Reader
from bots.public.telegram.recording import Recording
from bots.public.telegram.storage import DraftStorage
from bots.public.telegram.updates import Elsewhere, Written
from bots.public.telegram.windows import interview, resume
from bots.telegram.text import split
from bots.texts import Catalogue
from intake.channel import Sitting
from intake.events import More
from intake.messages import Message
from storage.documents import Language
from storage.post import Address


class Telegram:
    """The public bot as intake sees it."""

    name = "telegram"
    reaches = True

    def __init__(self, bot: Bot, catalogue: Catalogue, languages: Collection[Language], fetch: Fetch) -> None:
        """A bot that speaks ``languages`` and reads files with ``fetch``. It sends nothing by itself."""
        self._bot = bot
        self._words = {language: Words(catalogue, language) for language in Language}
        self._languages = languages
        self._read = Reader(catalogue, languages, fetch)
        self._blank = Blank(bot)
        self._dispatcher = _dispatcher()

    async def lead(self, body: bytes, sitting: Sitting) -> None:
        """Work at an update; see :meth:`intake.channel.Channel.lead`."""
        came = updates.read(body)
        if isinstance(came, Elsewhere):
            sitting.say(Say(leave=True).write())
            return
        if came is None:
            return
        passage = Passage(came, sitting, self._words, self._languages)
        if isinstance(came, Written):
            means = self._read(came, sitting.prompt, sitting.language, held=passage.holds(came.message))
            if means is None:
                return
            passage.means = means if came.edited or not passage.continues(came) else More(text=came.text)
        token = current.set(passage)
        try:
            await self._dispatcher.feed_update(self._bot, self._blank.fill_in(came), passage=passage)
        finally:
            current.reset(token)
        passage.finish()

    def write(self, messages: tuple[Message, ...], address: Address, over: bool = False) -> bytes:
        """Something that is said without an update to answer; as the last words, it is a window without buttons."""
        words = self._words[address.language]
        pieces = tuple(piece for message in messages for piece in split(words(message)))
        return (Say(window=pieces, anew=True, over=True) if over else Say(notes=pieces)).write()


def _dispatcher() -> Dispatcher:
    """The way of an update: into the window that is open, else to where one is opened."""
    # Updates of one chat come one after the other: there is nothing to keep apart.
    dispatcher = Dispatcher(storage=DraftStorage(), events_isolation=DisabledEventIsolation())
    dispatcher.include_router(interview())
    setup_dialogs(dispatcher, message_manager=Recording(), events_isolation=DisabledEventIsolation())
    outside = Router(name="outside")
    outside.message.register(_resume)
    outside.callback_query.register(_resume)
    outside.errors.register(_resume, ExceptionTypeFilter(OutdatedIntent, UnknownIntent, UnknownState))
    dispatcher.include_router(outside)
    return dispatcher


async def _resume(_event: TelegramObject, passage: Passage, dialog_manager: DialogManager) -> None:
    """No window is open here; or it is not the one that was pressed; or this program does not know it any more."""
    await resume(passage, dialog_manager)
