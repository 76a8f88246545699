"""Somebody with a phone: does what people do in a chat with a bot, and sees what stands there."""

from typing import Any

from tests.doubles.telegram.account import Account, Press
from tests.doubles.telegram.chats import Chat, Message, User
from tests.doubles.telegram.happenings import STRANGE, tell_file, tell_membership
from tests.doubles.telegram.texts import TEXT_LIMIT, clean, find_entities, units
from tests.doubles.watching import Watcher


class Person(Watcher[Message]):
    """A person in one chat.

    Attributes:
        account: the bot that is in the chat.
        user: the person.
        chat: where they write; the private chat with the bot unless it is a group.
        updates: the ids of the updates that came of what was done here, the oldest first.
    """

    def __init__(self, account: Account, user: User, chat: Chat | None = None) -> None:
        self.chat: Chat = chat or account.chats.setdefault(user.id, Chat(id=user.id, kind="private", name=user.name))
        super().__init__(self.chat)
        self.account = account
        self.user = user
        account.chats[self.chat.id] = self.chat
        self.updates: list[int] = []

    # What stands there.

    @property
    def messages(self) -> list[Message]:
        """What stands in the chat now, the oldest first."""
        return self.chat.standing

    @property
    def bots(self) -> list[Message]:
        """What stands there of the bot."""
        return [message for message in self.messages if message.sender == self.account.user]

    @property
    def screen(self) -> str:
        """All that can be read in the chat now, buttons too."""
        return "\n\n".join(
            "\n".join([message.text, *(f"[{label}]" for label in message.labels)]) for message in self.messages
        )

    @property
    def alerts(self) -> list[str]:
        """What was said to presses, without any message."""
        presses = self.account.presses.values()
        return [words for press in presses if press.chat is self.chat for words in press.answers if words]

    def find_button(self, label: str) -> tuple[Message, str] | None:
        """The newest message with a button of this label, and what the button tells the bot."""
        for message in reversed(self.bots):
            for row in message.keyboard:
                for button in row:
                    if button.text == label and button.data is not None:
                        return message, button.data
        return None

    # What comes.

    async def is_alerted(self, words: str) -> str:
        """Wait until the bot has answered a press with these words."""
        return await self.awaits(lambda: next((said for said in self.alerts if words in said), None), words)

    async def sees_button(self, label: str) -> tuple[Message, str]:
        """Wait until there is a button with this label."""
        return await self.awaits(lambda: self.find_button(label), f"[{label}]")

    # What is done.

    def types(self, text: str) -> Message:
        """Type a message; what is too long for one, the app sends as several."""
        self.chat.open = True
        typed = clean(text)
        assert typed, "the app sends no empty message"
        while units(typed) > TEXT_LIMIT:
            cut = len(typed.encode("utf-16-le")[: 2 * TEXT_LIMIT].decode("utf-16-le", "ignore"))
            self._say({"text": typed[:cut]})
            typed = typed[cut:]
        entities = find_entities(typed)
        return self._say({"text": typed, "entities": entities} if entities else {"text": typed})

    def clicks(self, button: str | int) -> Press:
        """Press a button that is there now, by its label or by its number from the top of the newest keyboard."""
        if isinstance(button, str):
            found = self.find_button(button)
        else:
            keyboards = [message for message in self.bots if message.keyboard]
            buttons = [one for row in keyboards[-1].keyboard for one in row] if keyboards else []
            found = (keyboards[-1], buttons[button].data or "") if button < len(buttons) else None
        assert found, f"there is no button {button!r} in:\n{self.screen}"
        return self.presses(found[1], found[0])

    def presses(self, data: str, message: Message) -> Press:
        """Send what a button would, whether there is such a button or not: a second tap, a stale one, a forged one."""
        press = self.account.press(self.chat)
        told = {
            "id": press.id,
            "from": self.user.as_json(),
            "message": message.as_json(),
            "chat_instance": str(-self.chat.id),
            "data": data,
        }
        self._tell("callback_query", told)
        return press

    def uploads(
        self,
        content: bytes,
        name: str = "file.bin",
        *,
        kind: str = "document",
        media_type: str = "application/octet-stream",
        caption: str = "",
        album: str = "",
        size: int | None = None,
    ) -> Message:
        """Send a file, of which the app may declare another size; files with one ``album`` are shown together."""
        self.chat.open = True
        stored = self.account.store(content, f"{kind}s", size=size)
        told = tell_file(kind, stored, name, media_type)
        more = {"caption": caption, "media_group_id": album}
        return self._say(told | {key: value for key, value in more.items() if value}, file=content)

    def sends(self, kind: str) -> Message:
        """Send something that holds neither words nor a file: a sticker, a contact, a location, a poll."""
        self.chat.open = True
        return self._say(STRANGE[kind])

    def edits(self, message: Message, text: str) -> None:
        """Change a message that was sent."""
        message.content = {"text": clean(text)}
        message.edited = self.account.now()
        self.chat.touch(message)
        self._tell("edited_message", message.as_json())

    def deletes(self, message: Message) -> None:
        """Delete a message for everyone; bots are not told."""
        self.chat.remove(message.id)

    def blocks(self) -> None:
        """Block the bot."""
        self.chat.open = False
        self._change_membership("member", "kicked")

    def unblocks(self) -> None:
        """Let the bot write again."""
        self.chat.open = True
        self._change_membership("kicked", "member")

    def gathers(self, title: str = "Neighbours") -> "Person":
        """Make a group and add the bot to it; the same person, writing there."""
        group = Chat(id=-1_000_000_000_000 - self.user.id, kind="supergroup", name=title, open=True)
        there = Person(self.account, self.user, group)
        there._change_membership("left", "member")
        there._say({"new_chat_members": [self.account.user.as_json()]})
        return there

    def _say(self, content: dict[str, Any], file: bytes | None = None) -> Message:
        message = self.account.put(self.chat, self.user, content, file=file)
        self._tell("message", message.as_json())
        return message

    def _change_membership(self, before: str, after: str) -> None:
        told = tell_membership(self.chat, self.user, self.account.user, before, after, self.account.now())
        self._tell("my_chat_member", told)

    def _tell(self, kind: str, payload: dict[str, Any]) -> None:
        self.look()
        self.updates.append(self.account.mailbox.push(kind, payload))
