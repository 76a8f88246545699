"""What a bot does in a chat: it sends, changes and deletes messages, and answers presses."""

from typing import Any

from tests.doubles.form import Upload
from tests.doubles.telegram.account import Account
from tests.doubles.telegram.chats import Chat, Message
from tests.doubles.telegram.keyboards import take_keyboard
from tests.doubles.telegram.refusals import Refused, bad
from tests.doubles.telegram.texts import find_entities, take_caption, take_entities, take_text, units

UPLOAD_LIMIT = 50 << 20
PHOTO_LIMIT = 10 << 20
DELETABLE_SECONDS = 48 * 3600
PRESS_SECONDS = 15 * 60
"""How long the service remembers a press; it documents no number."""

_ANSWER_LIMIT = 200
_MOST_DELETED = 100
_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def send_message(account: Account, given: dict[str, Any]) -> dict[str, Any]:
    """Send a text."""
    content = _words(given)
    keyboard = take_keyboard(given.get("reply_markup"))
    chat = _sendable(account, given)
    protected = given.get("protect_content", False)
    return account.put(chat, account.user, content, keyboard=keyboard, protected=protected).as_json()


def send_document(account: Account, given: dict[str, Any]) -> dict[str, Any]:
    """Send a file."""
    return _send_file(account, given, "document", UPLOAD_LIMIT)


def send_photo(account: Account, given: dict[str, Any]) -> dict[str, Any]:
    """Send a picture."""
    return _send_file(account, given, "photo", PHOTO_LIMIT)


def edit_message_text(account: Account, given: dict[str, Any]) -> dict[str, Any]:
    """Change the text of a message, and its buttons: those that are not given again are gone."""
    content = _words(given)
    message = _own(account, given)
    if "text" not in message.content:
        raise bad("there is no text in the message to edit")
    return _change(account, message, content, given)


def edit_message_reply_markup(account: Account, given: dict[str, Any]) -> dict[str, Any]:
    """Change the buttons of a message."""
    message = _own(account, given)
    return _change(account, message, message.content, given)


def delete_message(account: Account, given: dict[str, Any]) -> bool:
    """Delete a message, the bot's own or, in a private chat, the person's."""
    chat = account.chat(given["chat_id"])
    message = chat.messages.get(given["message_id"])
    if message is None:
        raise bad("message to delete not found")
    if not _is_deletable(account, message):
        raise bad("message can't be deleted for everyone")
    chat.remove(message.id)
    return True


def delete_messages(account: Account, given: dict[str, Any]) -> bool:
    """Delete several messages; those that are not there or are too old are left out."""
    chat = account.chat(given["chat_id"])
    if not 1 <= len(given["message_ids"]) <= _MOST_DELETED:
        raise bad("there must be from 1 to 100 message identifiers")
    for number in given["message_ids"]:
        message = chat.messages.get(number)
        if message is not None and _is_deletable(account, message):
            chat.remove(number)
    return True


def answer_callback_query(account: Account, given: dict[str, Any]) -> bool:
    """End the waiting sign of a press, with a few words perhaps."""
    text = given.get("text", "")
    if units(text) > _ANSWER_LIMIT:
        raise bad("MESSAGE_TOO_LONG")
    press = account.presses.get(given["callback_query_id"])
    if press is None or account.clock() - press.at > PRESS_SECONDS:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    press.answers.append(text)
    press.chat.note()
    return True


def send_chat_action(account: Account, given: dict[str, Any]) -> bool:
    """Let people see that the bot does something."""
    if given["action"] not in _ACTIONS:
        raise bad("wrong parameter action in request")
    chat = account.chat(given["chat_id"])
    chat.actions.append(given["action"])
    return True


def leave_chat(account: Account, given: dict[str, Any]) -> bool:
    """Leave a group."""
    chat = account.chat(given["chat_id"])
    if chat.kind == "private":
        raise bad("chat member status can't be changed in private chats")
    chat.left = True
    chat.note()
    return True


def _words(given: dict[str, Any]) -> dict[str, Any]:
    text = take_text(given["text"])
    entities = take_entities(given.get("entities", []), text) or find_entities(text)
    return {"text": text, "entities": entities} if entities else {"text": text}


def _sendable(account: Account, given: dict[str, Any]) -> Chat:
    chat = account.chat(given["chat_id"])
    if account.pace is not None:
        account.pace.count(chat.id)
    return chat


def _send_file(account: Account, given: dict[str, Any], kind: str, limit: int) -> dict[str, Any]:
    upload = given[kind]
    caption = take_caption(given.get("caption", ""))
    keyboard = take_keyboard(given.get("reply_markup"))
    if isinstance(upload, Upload):
        if not upload.content:
            raise bad("file must be non-empty")
        if len(upload.content) > limit:
            raise Refused(413, "Request Entity Too Large")
        stored = account.store(upload.content, f"{kind}s")
        name, media_type = upload.name, upload.media_type
    elif upload in account.files:
        stored, name, media_type = account.files[upload], "file", "application/octet-stream"
    else:
        raise bad("wrong file identifier/HTTP URL specified")
    chat = _sendable(account, given)
    told: Any = stored.as_json()
    if kind == "document":
        told |= {"file_name": name, "mime_type": media_type}
    else:
        told = [told | {"width": 640, "height": 480}]
    content = {kind: told, "caption": caption} if caption else {kind: told}
    protected = given.get("protect_content", False)
    message = account.put(chat, account.user, content, keyboard=keyboard, protected=protected, file=stored.content)
    return message.as_json()


def _own(account: Account, given: dict[str, Any]) -> Message:
    message = account.chat(given["chat_id"]).messages.get(given["message_id"])
    if message is None:
        raise bad("message to edit not found")
    if message.sender != account.user:
        raise bad("message can't be edited")
    return message


def _change(account: Account, message: Message, content: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    keyboard = take_keyboard(given.get("reply_markup"))
    if (content, keyboard) == (message.content, message.keyboard):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same as a current"
            " content and reply markup of the message"
        )
    message.content, message.keyboard, message.edited = content, keyboard, account.now()
    message.chat.touch(message)
    return message.as_json()


def _is_deletable(account: Account, message: Message) -> bool:
    own = message.sender == account.user or message.chat.kind == "private"
    return own and account.clock() - message.date < DELETABLE_SECONDS
