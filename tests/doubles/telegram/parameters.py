"""The methods this double knows and the parameters of each: what is needed, of which type; nothing else is taken.

Source: the Bot API's own documentation. The real service ignores what it does not know; the double refuses it, so that
a misspelt parameter is noticed here. What our bots have no business with (business accounts, topics, paid messages,
marked-up text) is left out on purpose.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.doubles.form import Form, Upload
from tests.doubles.telegram.refusals import bad

_NUMBER_LIMIT = 1 << 63


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of a method."""

    name: str
    read: Callable[[Any], Any]
    needed: bool = False


def _integer(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int | str):
        raise ValueError
    number = int(given)
    if not -_NUMBER_LIMIT <= number < _NUMBER_LIMIT:
        raise ValueError
    return number


def _string(given: Any) -> str:
    if not isinstance(given, str):
        raise TypeError
    return given


def _flag(given: Any) -> bool:
    if isinstance(given, bool):
        return given
    return {"true": True, "false": False, "1": True, "0": False}[_string(given).lower()]


def _structure(kind: type) -> Callable[[Any], Any]:
    def read(given: Any) -> Any:
        value = json.loads(given) if isinstance(given, str) else given
        if not isinstance(value, kind):
            raise TypeError
        return value

    return read


def _integers(given: Any) -> list[int]:
    return [_integer(value) for value in _structure(list)(given)]


def _strings(given: Any) -> list[str]:
    return [_string(value) for value in _structure(list)(given)]


def _file(given: Any) -> str | Upload:
    return given if isinstance(given, Upload) else _string(given)


def _of(read: Callable[[Any], Any], *names: str, needed: bool = False) -> tuple[Parameter, ...]:
    return tuple(Parameter(name=name, read=read, needed=needed) for name in names)


_CHAT = _of(_integer, "chat_id", needed=True)
_SENDING = (
    *_CHAT,
    *_of(_flag, "disable_notification", "protect_content"),
    *_of(_structure(dict), "reply_markup"),
)
_WHERE = (*_of(_integer, "chat_id", "message_id", needed=True), *_of(_structure(dict), "reply_markup"))
_SCOPE = (*_of(_structure(dict), "scope"), *_of(_string, "language_code"))

METHODS: Mapping[str, tuple[Parameter, ...]] = {
    "getUpdates": (*_of(_integer, "offset", "limit", "timeout"), *_of(_strings, "allowed_updates")),
    "getMe": (),
    "setWebhook": (
        *_of(_string, "url", needed=True),
        *_of(_string, "ip_address", "secret_token"),
        *_of(_integer, "max_connections"),
        *_of(_strings, "allowed_updates"),
        *_of(_flag, "drop_pending_updates"),
    ),
    "deleteWebhook": _of(_flag, "drop_pending_updates"),
    "getWebhookInfo": (),
    "setMyCommands": (*_of(_structure(list), "commands", needed=True), *_SCOPE),
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "sendMessage": (
        *_SENDING,
        *_of(_string, "text", needed=True),
        *_of(_structure(list), "entities"),
        *_of(_structure(dict), "link_preview_options"),
    ),
    "editMessageText": (
        *_WHERE,
        *_of(_string, "text", needed=True),
        *_of(_structure(list), "entities"),
        *_of(_structure(dict), "link_preview_options"),
    ),
    "editMessageReplyMarkup": _WHERE,
    "deleteMessage": _of(_integer, "chat_id", "message_id", needed=True),
    "deleteMessages": (*_CHAT, *_of(_integers, "message_ids", needed=True)),
    "answerCallbackQuery": (
        *_of(_string, "callback_query_id", needed=True),
        *_of(_string, "text", "url"),
        *_of(_flag, "show_alert"),
        *_of(_integer, "cache_time"),
    ),
    "sendDocument": (
        *_SENDING,
        *_of(_file, "document", needed=True),
        *_of(_string, "caption"),
        *_of(_flag, "disable_content_type_detection"),
    ),
    "sendPhoto": (*_SENDING, *_of(_file, "photo", needed=True), *_of(_string, "caption")),
    "sendChatAction": (*_CHAT, *_of(_string, "action", needed=True)),
    "getFile": _of(_string, "file_id", needed=True),
    "leaveChat": _CHAT,
}

_BY_LOWER = {name.lower(): name for name in METHODS}


def name_method(given: str) -> str | None:
    """The method that is meant; the service does not care about capitals."""
    return _BY_LOWER.get(given.lower())


def read_parameters(method: str, form: Form) -> dict[str, Any]:
    """The parameters of a call, each of its own type.

    Raises:
        Refused: one is unknown, missing, or of another type; or a file is there that nothing names.
    """
    given = {**form.values, **form.files}
    attached = {value: form.files.get(value.removeprefix("attach://")) for value in _attachments(form)}
    for value in attached:
        given.pop(value.removeprefix("attach://"), None)
    known = {parameter.name: parameter for parameter in METHODS[method]}
    for name in given:
        if name not in known:
            raise bad(f"{method} knows no parameter {name!r}")
    for parameter in known.values():
        if parameter.needed and parameter.name not in given:
            raise bad(f'parameter "{parameter.name}" is required')
    read = {}
    for name, value in given.items():
        actual = attached.get(value) if isinstance(value, str) and value in attached else value
        try:
            read[name] = known[name].read(actual)
        except (ValueError, TypeError, KeyError):
            raise bad(f'can\'t parse parameter "{name}"') from None
    return read


def _attachments(form: Form) -> list[str]:
    return [value for value in form.values.values() if isinstance(value, str) and value.startswith("attach://")]
