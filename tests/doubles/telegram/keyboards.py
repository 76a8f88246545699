"""Inline keyboards, checked as the service checks them."""

from dataclasses import dataclass
from typing import Any

from tests.doubles.telegram.refusals import bad

_ACTIONS = {"url", "callback_data", "copy_text"}
_LOOKS = {"text", "style", "icon_custom_emoji_id"}
_MOST_IN_ROW = 8
_MOST = 100
_DATA_LIMIT = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message.

    Attributes:
        data: what the bot hears when it is pressed; None for a button that opens an address or copies.
    """

    text: str
    data: str | None
    raw: dict[str, Any]


Keyboard = tuple[tuple[Button, ...], ...]


def take_keyboard(markup: dict[str, Any] | None) -> Keyboard:
    """The rows of an inline keyboard; none for none.

    Raises:
        Refused: it is no inline keyboard, or breaks a rule of the service.
    """
    if markup is None:
        return ()
    if set(markup) != {"inline_keyboard"}:
        raise bad("object expected as reply markup: only inline keyboards stand under a message")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad('field "inline_keyboard" must be of type Array')
    keyboard = tuple(tuple(_take_button(button) for button in row) for row in rows if row)
    if sum(map(len, keyboard)) > _MOST or any(len(row) > _MOST_IN_ROW for row in keyboard):
        raise bad("REPLY_MARKUP_TOO_LONG")
    return keyboard


def as_json(keyboard: Keyboard) -> dict[str, Any]:
    """The keyboard as it is told to the bot."""
    return {"inline_keyboard": [[button.raw for button in row] for row in keyboard]}


def _take_button(button: Any) -> Button:
    if not isinstance(button, dict):
        raise bad("can't parse inline keyboard button: expected an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad('can\'t parse inline keyboard button: field "text" must be a non-empty String')
    if unknown := set(button) - _ACTIONS - _LOOKS:
        raise bad(f"can't parse inline keyboard button: unknown field {min(unknown)!r}")
    if len(set(button) & _ACTIONS) != 1:
        raise bad("can't parse inline keyboard button: text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if "callback_data" in button and not (isinstance(data, str) and 1 <= len(data.encode()) <= _DATA_LIMIT):
        raise bad("BUTTON_DATA_INVALID")
    return Button(text=text, data=data, raw=button)
