"""What bots are told of things that people do: the shapes of files, strange messages and memberships."""

from typing import Any

from tests.doubles.telegram.account import StoredFile
from tests.doubles.telegram.chats import Chat, User

STRANGE: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": {
            "file_id": "AgADsticker", "file_unique_id": "usticker", "type": "regular", "width": 512, "height": 512,
            "is_animated": False, "is_video": False, "emoji": "🙂",
        }
    },
    "contact": {"contact": {"phone_number": "+380000000000", "first_name": "Ivan"}},
    "location": {"location": {"latitude": 47.85, "longitude": 35.12}},
    "venue": {
        "venue": {"location": {"latitude": 47.85, "longitude": 35.12}, "title": "Depot", "address": "Main street"},
        "location": {"latitude": 47.85, "longitude": 35.12},
    },
    "poll": {
        "poll": {
            "id": "1", "question": "?", "options": [{"text": "a", "voter_count": 0, "persistent_id": "0"}],
            "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
            "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
        }
    },
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
    "story": {"story": {"chat": {"id": 500, "type": "private", "first_name": "Ivan"}, "id": 1}},
}  # fmt: skip
"""Messages that hold neither words nor a file, by their kind."""

KINDS = ("document", "photo", "voice", "video", "video_note", "audio", "animation")
"""As what a file can be sent."""


def tell_file(kind: str, stored: StoredFile, name: str, media_type: str) -> dict[str, Any]:
    """A file as the field of a message.

    A picture comes in several sizes, smaller ones first, and like a voice has no name; an animation is a document too.
    """
    told: dict[str, Any] = stored.as_json()
    named = {"file_name": name, "mime_type": media_type}
    pictured = {"width": 640, "height": 480}
    match kind:
        case "document":
            return {"document": told | named}
        case "photo":
            small = {"file_id": f"s{stored.id}", "file_unique_id": "small", "file_size": 900, "width": 90, "height": 67}
            return {"photo": [small, told | pictured]}
        case "voice":
            return {"voice": told | {"duration": 3, "mime_type": "audio/ogg"}}
        case "video_note":
            return {"video_note": told | {"length": 240, "duration": 3}}
        case "video":
            return {"video": told | named | pictured | {"duration": 3}}
        case "audio":
            return {"audio": told | named | {"duration": 3}}
        case "animation":
            animation = told | named | pictured | {"duration": 3}
            return {"animation": animation, "document": told | named}
        case _:
            raise ValueError(kind)


def tell_membership(chat: Chat, person: User, bot: User, before: str, after: str, date: int) -> dict[str, Any]:
    """Somebody blocked the bot, let it write again, or added it to a group."""

    def member(status: str) -> dict[str, Any]:
        return {"user": bot.as_json(), "status": status} | ({"until_date": 0} if status == "kicked" else {})

    return {
        "chat": chat.as_json(),
        "from": person.as_json(),
        "date": date,
        "old_chat_member": member(before),
        "new_chat_member": member(after),
    }
