"""Somebody with a phone: does what people do in a chat with a bot, and sees what stands there."""

from typing import Any

from tests.doubles.form import Upload
from tests.doubles.signal import frames
from tests.doubles.signal.account import Account
from tests.doubles.signal.chats import Chat, Group, Message, User, make_identity
from tests.doubles.signal.feed import Frame
from tests.doubles.watching import Watcher


class Person(Watcher[Message]):
    """A person in one chat.

    Attributes:
        account: the number that is in the chat.
        user: the person.
        group: where they write; None in the chat with the bot alone.
        chat: what stands there.
        told: the frames that came of what was done here, the oldest first.
    """

    chat: Chat

    def __init__(self, account: Account, user: User, group: Group | None = None) -> None:
        super().__init__(account.chat(group or user))
        self.account = account
        self.user = user
        self.group = group
        self.told: list[Frame] = []

    # What stands there.

    @property
    def messages(self) -> list[Message]:
        """What stands in the chat now, the oldest first."""
        return list(self.chat.messages.values())

    @property
    def bots(self) -> list[Message]:
        """What stands there of the bot."""
        return [message for message in self.messages if message.sender is None]

    @property
    def screen(self) -> str:
        """All that can be read in the chat now."""
        return "\n\n".join(
            "\n".join(filter(None, [message.text, *(f"[{file.name}]" for file in message.files)]))
            for message in self.messages
        )

    # What comes.

    async def is_read(self, message: Message) -> None:
        """Wait until the bot has read a message."""
        await self.awaits(lambda: message.timestamp in self.chat.read, "a read receipt")

    async def all_is_read(self) -> None:
        """Wait until the bot has read everything that stands there and was written to it."""
        await self.awaits(self.is_all_read, "read receipts for everything")

    def is_all_read(self) -> bool:
        """Whether the bot has read everything that stands there and was written to it."""
        return {message.timestamp for message in self.messages if message.sender is not None} <= self.chat.read

    # What is done.

    def types(self, text: str) -> Message:
        """Type a message."""
        assert text, "the app sends no empty message"
        return self._say(text)

    def attaches(
        self,
        content: bytes,
        name: str = "file.bin",
        *,
        media_type: str = "application/octet-stream",
        text: str | None = None,
        size: int | None = None,
        missing: bool = False,
    ) -> Message:
        """Send a file, of which the phone may declare another size, and which the service may fail to fetch."""
        return self.attaches_all(
            Upload(name=name, media_type=media_type, content=content), text=text, size=size, missing=missing
        )

    def attaches_all(
        self, *files: Upload, text: str | None = None, size: int | None = None, missing: bool = False
    ) -> Message:
        """Send several files in one message."""
        told = [
            {
                "contentType": file.media_type,
                "filename": file.name or None,
                "id": self.account.fetch(file, missing=missing),
                "size": len(file.content) if size is None else size,
                "width": None,
                "height": None,
                "caption": None,
                "uploadTimestamp": self.account.tick(),
                **({"isVoiceNote": False} if self.account.voice_notes else {}),
            }
            for file in files
        ]
        return self._say(text, files, attachments=told)

    def sends(self, kind: str) -> Message:
        """Send something that holds neither words nor a file: a sticker, a contact, a poll."""
        return self._say(None, **frames.STRANGE[kind])

    def edits(self, message: Message, text: str) -> None:
        """Change a message that was sent."""
        message.text, message.edited = text, True
        self.chat.touch(message)
        now = self.account.tick()
        content = frames.tell_message(self.chat, now, text, self.group)
        self._tell(now, editMessage={"targetSentTimestamp": message.timestamp, "dataMessage": content})

    def deletes(self, message: Message) -> None:
        """Take back a message, for everyone."""
        self.chat.remove(message.timestamp)
        self._tell_data(None, remoteDelete={"timestamp": message.timestamp})

    def reacts(self, message: Message, emoji: str = "👍", *, remove: bool = False) -> None:
        """Put an emoji on a message, or take it off."""
        author = message.sender
        reaction = {
            "emoji": emoji,
            "targetAuthor": author.uuid if author else self.account.number,
            "targetAuthorNumber": author.number if author else self.account.number,
            "targetAuthorUuid": author.uuid if author else None,
            "targetSentTimestamp": message.timestamp,
            "isRemove": remove,
        }
        self._tell_data(None, reaction=reaction)

    def calls(self) -> None:
        """Call."""
        now = self.account.tick()
        self._tell(now, callMessage=frames.tell_call(now))

    def reads(self) -> None:
        """Let the bot see that its messages were read."""
        now = self.account.tick()
        read = [message.timestamp for message in self.bots]
        self._tell(now, receiptMessage=frames.tell_receipt(now, read, kind="read"))

    def posts_story(self, text: str) -> None:
        """Post a story that the bot can see."""
        self._tell(self.account.tick(), storyMessage={"allowsReplies": True, "textAttachment": {"text": text}})

    def lets_disappear(self, seconds: int) -> None:
        """Set after how long messages disappear in this chat."""
        self.chat.expires = seconds
        self.chat.note()
        self._tell_data(None, isExpirationUpdate=True)

    def installs_anew(self) -> None:
        """Get a new phone: another identity from now on."""
        self.user.fingerprint = make_identity()

    def gathers(self, name: str = "Neighbours", *others: User) -> "Person":
        """Make a group and add the bot to it; the same person, writing there."""
        there = Person(self.account, self.user, Group(name=name, members=[self.user, *others]))
        now = self.account.tick()
        content = frames.tell_message(there.chat, now, None, groupInfo=frames.tell_group(there.group, "UPDATE"))
        there._tell(now, dataMessage=content)
        return there

    def joins(self, group: Group) -> "Person":
        """Be in a group that there is; the same person, writing there."""
        if self.user not in group.members:
            group.members.append(self.user)
        return Person(self.account, self.user, group)

    def repeats(self, frame: Frame) -> None:
        """Let the bot be told again of something that it was told before."""
        self.account.feed.push(frame.body)

    def _say(self, text: str | None, files: tuple[Upload, ...] = (), **more: Any) -> Message:
        if self.account.chatty:
            now = self.account.tick()
            self._tell(now, typingMessage={"action": "STARTED", "timestamp": now})
        now = self.account.tick()
        message = self.chat.put(Message(timestamp=now, sender=self.user, text=text or "", files=files))
        self._tell(now, dataMessage=frames.tell_message(self.chat, now, text, self.group, **more))
        return message

    def _tell_data(self, text: str | None, **more: Any) -> None:
        now = self.account.tick()
        self._tell(now, dataMessage=frames.tell_message(self.chat, now, text, self.group, **more))

    def _tell(self, timestamp: int, **content: Any) -> None:
        self.look()
        frame = self.account.tell(self.user, timestamp, self.group, **content)
        if frame is not None:
            self.told.append(frame)
