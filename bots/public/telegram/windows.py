"""The windows of the interview, and what happens in them.

A window lays out a page; every press and every word goes to the desk, and whatever it answers is the next page. So the
windows differ in what they show and in nothing else, and none of them knows a question.
"""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, cast

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, DialogProtocol, StartMode, Window
from aiogram_dialog.api.entities import MarkupVariant
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.api.internal.widgets import MarkupFactory
from aiogram_dialog.utils import CB_SEP
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Group, Keyboard, Select
from aiogram_dialog.widgets.text import Format

from bots.public.telegram.buttons import Button
from bots.public.telegram.passage import STALE, Passage
from bots.public.telegram.states import Windows
from intake.events import Event, File

_OPTIONS, _MAIN, _STEERING, _LANGUAGES = "o", "m", "s", "l"
"""The names of the groups of buttons, as short as possible: they are in what each button says."""


def interview() -> Dialog:
    """The one dialog, for one dispatcher."""
    options = _buttons(_OPTIONS, "options")
    wide, paired, numbered = (Group(options, width=width, when=f"width_{width}") for width in (1, 2, 5))
    main = Group(_buttons(_MAIN, "main"), width=1)
    steering = Group(_buttons(_STEERING, "steering"), width=3)
    languages = Group(_buttons(_LANGUAGES, "languages"), width=3)
    return Dialog(
        _window(Windows.beginning, wide, paired, languages, steering),
        _window(Windows.choosing, wide, paired, main, steering),
        _window(Windows.marking, wide, paired, numbered, main, steering),
        _window(Windows.looking, numbered, main, steering),
        _window(Windows.writing, main, steering),
        _window(Windows.ended),
        getter=_show,
    )


async def resume(passage: Passage, manager: DialogManager) -> None:
    """Take what came where no window is open, or none that is known, and open one.

    Raises:
        StorageError: as :meth:`intake.channel.Sitting.take`.
    """
    await passage.take(passage.means)
    passage.redraw()
    await manager.start(passage.page.state, mode=StartMode.RESET_STACK)


class _Rest(Keyboard):
    """Whatever no button says that this program makes: an older one made it, or somebody forged it."""

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:  # noqa: ARG002
        return []

    async def _process_other_callback(
        self,
        callback: CallbackQuery,  # noqa: ARG002
        dialog: DialogProtocol,  # noqa: ARG002
        manager: DialogManager,
    ) -> bool:
        await _take(manager, STALE)
        return True


class _Buttons(Select[str]):
    """The buttons of a page, as they are.

    A window is never sent from here, so nothing is gained by making the platform's own buttons of them and checking
    each: that took a third of the time of a step.
    """

    async def _render_keyboard(self, data: dict[str, Any], manager: DialogManager) -> RawKeyboard:
        before = f"{manager.current_context().id}{CB_SEP}{self.widget_id}:"
        row = [Button(label=button.label, says=before + button.says) for button in self.items_getter(data)]
        return cast("RawKeyboard", [row])


class _Rows(MarkupFactory):
    """Rows of buttons that know already of which dialog they are."""

    async def render_markup(
        self,
        data: dict[str, Any],  # noqa: ARG002
        manager: DialogManager,  # noqa: ARG002
        keyboard: RawKeyboard,
    ) -> MarkupVariant:
        return cast("MarkupVariant", keyboard)


def _window(state: State, *keyboards: Keyboard) -> Window:
    return Window(
        Format("{text}"),
        *keyboards,
        _Rest(),
        MessageInput(_write),
        state=state,
        markup_factory=_Rows(),
    )


def _buttons(name: str, items: str) -> Select[str]:
    return _Buttons(Format("{item.label}"), id=name, item_id_getter=attrgetter("says"), items=items, on_click=_press)


async def _show(passage: Passage, **_: object) -> dict[str, str | bool | Sequence[Button]]:
    """What the windows lay out."""
    page = passage.page
    return {
        "text": page.text,
        "options": page.options,
        "main": page.main,
        "steering": page.steering,
        "languages": page.languages,
        f"width_{page.width}": True,
    }


async def _write(_message: Message, _input: MessageInput, manager: DialogManager) -> None:
    passage: Passage = manager.middleware_data["passage"]
    await _take(manager, passage.means)


async def _press(_callback: CallbackQuery, _select: object, manager: DialogManager, says: str) -> None:
    passage: Passage = manager.middleware_data["passage"]
    await _take(manager, passage.press(says))


async def _take(manager: DialogManager, event: Event | File) -> None:
    """Take what came; the dialog shows the window by itself, once the handler is through."""
    passage: Passage = manager.middleware_data["passage"]
    await passage.take(event)
    await manager.switch_to(passage.page.state)
