"""The conversation that is measured: an appeal, answered with buttons and words, and deleted at the end.

One step is one update and the window that answers it. The conversation begins again where it ends.
"""

import json
from dataclasses import dataclass, field
from itertools import count

_NUMBERS = count(1)

WRITE, PRESS = "write", "press"

SCRIPT = (
    (WRITE, "/start"),
    (PRESS, ".appeal"),
    (PRESS, ".now"),
    (PRESS, "+taken"),
    (PRESS, "+medical"),
    (PRESS, "!done"),
    (WRITE, "He was taken from the bus at the checkpoint, and nobody says where he is."),
    (PRESS, ".UA-65"),
    (WRITE, "a neighbour knows how to reach me"),
    (PRESS, ".yes"),
    (PRESS, ".go_on"),
    (PRESS, ".related_to_victim"),
    (PRESS, "+030101"),
    (PRESS, "!done"),
    (WRITE, "12.03.2026"),
    (PRESS, "!skip"),
    (WRITE, "My father, a miner"),
    (PRESS, "!back"),
    (PRESS, "!stop"),
    (PRESS, ".delete"),
)
"""What the submitter does; a press names the end of what the button says."""


Rows = list[list[tuple[str, str]]]
"""Rows of buttons, each its label and what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What stands in a chat.

    Attributes:
        number: of the message.
        text: of it.
        rows: its buttons.
    """

    number: int = 0
    text: str = ""
    rows: Rows = field(default_factory=list)

    @property
    def says(self) -> list[str]:
        """What its buttons say."""
        return [says for row in self.rows for _, says in row]


class ButtonMissing(LookupError):
    """The script presses a button that is not there: the conversation has changed, and the script has not."""


def update(chat: int, does: tuple[str, str], window: Window) -> bytes:
    """What Telegram brings when the submitter does this where this window stands."""
    kind, what = does
    if kind == WRITE:
        return written(chat, what)
    says = next((said for said in window.says if said.endswith(what)), None)
    if says is None:
        raise ButtonMissing(f"there is no button {what}")
    return pressed(chat, window.number, says)


def written(chat: int, text: str) -> bytes:
    """An update with a message."""
    number = next(_NUMBERS)
    message = {"message_id": 10**6 + number, "date": 1_767_225_600, **_where(chat), "text": text}
    return json.dumps({"update_id": number, "message": message}).encode()


def pressed(chat: int, message: int, says: str) -> bytes:
    """An update with a press."""
    number = next(_NUMBERS)
    window = {"message_id": message, "date": 1_767_225_600, "chat": {"id": chat, "type": "private"}, "text": "?"}
    query = {"id": str(number), "chat_instance": "1", "data": says, "message": window, "from": _where(chat)["from"]}
    return json.dumps({"update_id": number, "callback_query": query}).encode()


def _where(chat: int) -> dict[str, dict[str, object]]:
    user = {"id": chat, "is_bot": False, "first_name": "S", "language_code": "en"}
    return {"from": user, "chat": {"id": chat, "type": "private", "first_name": "S"}}
