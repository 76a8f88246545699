"""The post of one process: what the platforms delivered and what waits to be said, opened and under its address.

On the path between a channel and a desk, in both directions, over the inbox and the outbox. A letter lies sealed to a
volatile key, together with its way and its address; so a process that starts again knows where to answer, and whoever
can only write to the database cannot have one chat's words, or its receipt code, delivered to another. Nothing here
reads what a letter says, and no platform is spoken to.
"""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from storage import inbox, outbox
from storage.database import Database, Unit
from storage.documents import Language
from storage.errors import PermanentError
from storage.ids import ChatKey, Draw
from storage.keys.post import PostKeys
from storage.sealed import AgeError

__all__ = [
    "Address",
    "Letter",
    "LetterUnreadable",
    "Overtaken",
    "Post",
    "PostKeys",
    "UpdateUnreadable",
    "read_address",
    "write_address",
]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody is spoken with.

    Attributes:
        channel: such as ``telegram``.
        account: the bot's account there, as the wiring calls it.
        chat: what the platform calls the chat. Secret.
        language: in which to answer as long as no other was chosen.
    """

    channel: str
    account: str
    chat: str = field(repr=False)
    language: Language

    @property
    def box(self) -> str:
        """Where the mail of all chats with this account lies."""
        return f"{self.channel}:{self.account}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Something that was said, or shall be, in one chat.

    Attributes:
        number: its place in the order.
        key: the chat's name in the database.
        address: of the chat.
        body: as the channel wrote it. Secret.
        attempts: how many times handling it has failed, or sending it was postponed.
    """

    number: int
    key: ChatKey
    address: Address = field(repr=False)
    body: bytes = field(repr=False)
    attempts: int


class LetterUnreadable(PermanentError):
    """A letter cannot be opened: its key is gone, or it was changed or moved.

    Attributes:
        number: of the letter, to set it aside.
    """

    hint = "after a loss of power this is to be expected; else somebody has written to the database"

    def __init__(self, message: str, *, number: int) -> None:
        super().__init__(message)
        self.number = number


class UpdateUnreadable(PermanentError):
    """What a letter says, as its platform brought it, is in no form that the platform documents: it is set aside."""

    hint = "the platform may have changed: upgrade the program, and the libraries that read what it brings"


class Overtaken(PermanentError):
    """Another worker has handled the letter meanwhile; what was done about it here must not stay."""

    hint = "there is nothing to do: the letter was handled once"


class _Way(StrEnum):
    """The direction of a letter."""

    IN = "in"  # as a platform delivered it
    OUT = "out"  # as a channel shall send it


class Post:
    """The letters of one process, which alone can open them. Safe for concurrent use."""

    def __init__(self, *, database: Database, keys: PostKeys, clock: Callable[[], datetime], draw: Draw) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock
        self._draw = draw

    def key(self, address: Address) -> ChatKey:
        """The name of a chat in the database; it says nothing without the process's volatile key."""
        return self._keys.chat(address.channel, address.account, address.chat)

    # From a platform ---------------------------------------------------------------------------------------------

    async def accept(self, address: Address, update_id: str, body: bytes) -> bool:
        """Commit what a platform delivered; only then may the platform be told.

        Args:
            address: where it was said.
            update_id: unique within the account. It stays readable.
            body: the raw update. Secret.

        Returns:
            False if it had come before.

        Raises:
            NotSaved: it has to come again.
        """
        return await self.accept_all(address, [(update_id, body)]) == 1

    async def accept_all(self, address: Address, updates: Sequence[tuple[str, bytes]]) -> int:
        """Commit several updates of one chat together, in their order; only then may the platform be told.

        Args:
            address: where they were said.
            updates: of each its id, unique within the account, which stays readable, and the raw update. Secret.

        Returns:
            How many had not come before.

        Raises:
            NotSaved: all of them have to come again.
        """
        key, now = self.key(address), self._clock()
        arrived = []
        for update_id, body in updates:
            header, payload = self._seal(_Way.IN, address, body)
            arrived.append(
                inbox.NewUpdate(
                    account=address.box, update_id=update_id, chat=key, header=header, payload=payload, received_at=now
                )
            )

        async def work(unit: Unit) -> int:
            return sum([await inbox.put(unit, update) for update in arrived])

        return await self._database.write(work)

    def digest(self, *parts: str) -> str:
        """Make an update id of what would name the sender: it tells nobody anything without the volatile key."""
        return self._keys.update(*parts)

    async def waiting(self, box: str) -> tuple[ChatKey, ...]:
        """The chats with something to handle, the one that waits longest first."""
        return await self._database.read(lambda unit: inbox.chats_waiting(unit, [box]))

    async def next(self, key: ChatKey) -> Letter | None:
        """The oldest letter from a chat that is neither handled nor set aside.

        Raises:
            LetterUnreadable: it cannot be opened; the chat behind it goes on once it is set aside.
        """
        return await self._database.read(lambda unit: self.next_in(unit, key))

    async def next_in(self, unit: Unit, key: ChatKey) -> Letter | None:
        """The same, beside whatever else is read."""
        update = await inbox.next(unit, key)
        return None if update is None else self._open(_Way.IN, update)

    async def done(self, unit: Unit, letter: Letter) -> None:
        """Mark a letter as handled, in the transaction that holds what came of it.

        Raises:
            Overtaken: it is not the chat's next any more; let it end the transaction.
        """
        if not await inbox.done_next(unit, letter.key, letter.number):
            raise Overtaken("a letter was handled by another worker")

    async def fail(self, letter: Letter) -> int:
        """Count a failed attempt at handling a letter.

        Returns:
            How many there have been; none if it was handled meanwhile.
        """
        try:
            return await self._database.write(lambda unit: inbox.failed(unit, letter.number))
        except inbox.UpdateUnknown:
            return 0

    async def set_aside(self, unit: Unit, number: int) -> None:
        """Keep a letter sealed as it is, and let the chat behind it go on; again does nothing."""
        await inbox.set_aside(unit, number, self._clock())

    # To a platform -----------------------------------------------------------------------------------------------

    async def write(self, unit: Unit, address: Address, body: bytes) -> None:
        """Have something said, once the transaction is on the disk. ``body`` is secret."""
        header, payload = self._seal(_Way.OUT, address, body)
        message = outbox.NewMessage(
            account=address.box, chat=self.key(address), header=header, payload=payload, due_at=self._clock()
        )
        await outbox.add(unit, message)

    async def outgoing(self, box: str, limit: int = 100) -> tuple[Letter, ...]:
        """What an account has to say now, in its order; what cannot be opened is dropped, and its kind is logged."""
        while rows := await self._database.read(lambda unit: outbox.due(unit, box, None, self._clock(), limit)):
            letters: list[Letter] = []
            lost: list[int] = []
            for row in rows:
                try:
                    letters.append(self._open(_Way.OUT, row))
                except LetterUnreadable as error:
                    log.error("a letter was dropped: %s", type(error.__cause__ or error).__name__)
                    lost.append(row.number)
            if lost:
                await self._drop(lost)
            if letters:
                return tuple(letters)
        return ()

    async def sent(self, number: int) -> None:
        """A letter reached the platform; saying so twice is harmless."""
        await self._database.write(lambda unit: outbox.sent(unit, number))

    async def postpone(self, number: int, until: datetime) -> None:
        """Try a letter again later, and those behind it in its chat after it."""
        await self._database.write(lambda unit: outbox.postpone(unit, number, until))

    async def close(self, key: ChatKey) -> None:
        """Drop what waits for a chat that the platform says is closed; answers stay where a receipt code finds them."""
        await self._database.write(lambda unit: outbox.drop_chat(unit, key))

    async def waits(self, unit: Unit, address: Address, *, before: datetime | None = None) -> bool:
        """Whether anything at all waits to be said at an address; as :func:`storage.outbox.waits`."""
        return await outbox.waits(unit, address.box, self.key(address), before=before)

    # Inside ------------------------------------------------------------------------------------------------------

    def _seal(self, way: _Way, address: Address, body: bytes) -> tuple[bytes, bytes]:
        sealed = self._keys.seal_own(b"%s\n%s\n%s" % (way.encode(), write_address(address), body), self._draw)
        return sealed.header, sealed.payload

    def _open(self, way: _Way, row: inbox.Update | outbox.Message) -> Letter:
        """Open a letter, and see that it lies where it was laid: on its way, in its box, under its chat."""
        try:
            opened = self._keys.open_own(row.header, row.payload)
            said, written, body = opened.split(b"\n", 2)
            address = read_address(written)
        except (AgeError, ValueError) as error:
            raise LetterUnreadable("a letter cannot be opened", number=row.number) from error
        if said != way.encode() or address.box != row.account or self.key(address) != row.chat:
            raise LetterUnreadable("a letter was found in another's place", number=row.number)
        return Letter(number=row.number, key=row.chat, address=address, body=body, attempts=row.attempts)

    async def _drop(self, numbers: list[int]) -> None:
        async def work(unit: Unit) -> None:
            for number in numbers:
                await outbox.sent(unit, number)

        await self._database.write(work)


def write_address(address: Address) -> bytes:
    """Write an address as one line of JSON. Secret."""
    fields = [address.channel, address.account, address.chat, address.language]
    return json.dumps(fields, separators=(",", ":")).encode("ascii")


def read_address(written: bytes) -> Address:
    """Read what :func:`write_address` wrote.

    Raises:
        ValueError: it is anything else; the message quotes nothing.
    """
    try:
        channel, account, chat, language = json.loads(written)
        return Address(channel=channel, account=account, chat=chat, language=Language(language))
    except (TypeError, ValueError):
        raise ValueError("an address is not written as ours are") from None
