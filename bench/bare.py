"""The same steps in bare aiogram-dialog: the same interview in the same words, and nothing sealed or kept.

A bot as its tutorials show one: the state in memory, the windows sent by the framework itself. What ours costs beyond
it is what it takes that nothing is lost and nothing can be read.
"""

from datetime import UTC, datetime

from aiogram import Bot, Dispatcher
from aiogram.filters import BaseFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import DisabledEventIsolation, MemoryStorage
from aiogram.types import CallbackQuery, Message, Update
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Group, Select
from aiogram_dialog.widgets.text import Format

from bench.platform import LANGUAGES, TOKEN, Platform
from bench.script import SCRIPT, update
from bots.public import text
from bots.public.telegram import buttons
from bots.public.telegram.pages import Words, draw
from bots.public.wiring import texts
from intake.events import Event
from intake.interview import Interview, begin
from intake.messages import Turn
from intake.prompts import prompt
from intake.steps import Effect, Step, step
from intake.submission import word
from storage.documents import Language
from storage.ids import CaseId

_CASE = CaseId("0" * 32)


class Asking(StatesGroup):
    """One window for everything."""

    window = State()


class Begins(BaseFilter):
    """Whether a conversation begins. A coroutine: anything else aiogram would run in a thread of its own."""

    async def __call__(self, message: Message) -> bool:
        """Whether this message begins one."""
        return message.text == "/start"


class Bare:
    """The interview over aiogram-dialog alone."""

    def __init__(self) -> None:
        self._platform = Platform()
        self._words = Words(texts(), Language.EN)
        self._steps: dict[int, Step] = {}
        self._bot = Bot(TOKEN, session=self._platform)
        self._dispatcher = Dispatcher(storage=MemoryStorage(), events_isolation=DisabledEventIsolation())
        self._dispatcher.message.register(self._begin, Begins())
        pressed = Select(Format("{item.label}"), id="b", item_id_getter=_says, items="buttons", on_click=self._press)
        window = Window(Format("{text}"), Group(pressed, width=2), MessageInput(self._write), state=Asking.window)
        self._dispatcher.include_router(Dialog(window, getter=self._show))
        setup_dialogs(self._dispatcher, events_isolation=DisabledEventIsolation())

    async def converse(self, chat: int) -> None:
        """Lead one conversation, from its first step to its last."""
        for does in SCRIPT:
            body = update(chat, does, self._platform.window(chat))
            came = Update.model_validate_json(body, context={"bot": self._bot})
            await self._dispatcher.feed_update(self._bot, came)

    async def _begin(self, message: Message, dialog_manager: DialogManager) -> None:
        self._steps[message.chat.id] = Step(interview=begin(_CASE, Language.EN))
        await dialog_manager.start(Asking.window, mode=StartMode.RESET_STACK)

    async def _press(self, query: CallbackQuery, _select: object, _manager: DialogManager, says: str) -> None:
        interview = self._steps[query.from_user.id].interview
        event = buttons.read(says, prompt(interview), LANGUAGES)
        assert event is not None  # noqa: S101 - the script presses what is there
        self._take(query.from_user.id, interview, event)

    async def _write(self, message: Message, _input: MessageInput, _manager: DialogManager) -> None:
        interview = self._steps[message.chat.id].interview
        event = text.read(message.text or "", prompt(interview), interview.language, texts(), LANGUAGES)
        self._take(message.chat.id, interview, event)

    def _take(self, chat: int, interview: Interview, event: Event) -> None:
        moved = step(interview, event, today=datetime.now(UTC).date())
        worded = word(moved.interview, interview, texts().text)
        self._steps[chat] = Step(interview=worded, messages=moved.messages, effect=moved.effect)

    async def _show(self, dialog_manager: DialogManager, **_: object) -> dict[str, object]:
        moved = self._steps[dialog_manager.middleware_data["event_chat"].id]
        asked = None if moved.effect is Effect.FINISH else prompt(moved.interview)
        page = draw(Turn(language=Language.EN, messages=moved.messages, prompt=asked), self._words, LANGUAGES)
        return {
            "text": "\n\n".join(part for part in (page.said, page.question, page.listed, page.how) if part),
            "buttons": (*page.options, *page.languages, *page.main, *page.steering),
        }


def _says(button: buttons.Button) -> str:
    return button.says
