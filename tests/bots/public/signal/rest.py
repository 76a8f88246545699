"""A signal-cli-rest-api without a network: what a bot does to it happens in chats that a test can look at.

It stands where :class:`bots.signal.api.SignalApi` would, and has its calls.
"""

from collections.abc import AsyncGenerator

from bots.signal.refusals import ApiFailed

START = 1_795_338_000_000
"""Milliseconds of Unix time: 2026-11-22, 09:00 UTC."""


class Rest:
    """The REST side of one number."""

    def __init__(self) -> None:
        self.now = START
        self.chats: dict[str, dict[int, str]] = {}
        self.calls: list[tuple[str, ...]] = []
        self.files: dict[str, list[bytes | Exception]] = {}
        self.timers: dict[str, int] = {}
        self.left: list[str] = []
        self._faults: list[tuple[str, Exception | None]] = []

    def chat(self, recipient: str) -> list[str]:
        """What of the bot's stands in a chat, oldest first."""
        return list(self.chats.get(recipient, {}).values())

    def fail(self, call: str, *errors: Exception | None) -> None:
        """Let the next calls of this name fail, or go well where there is no error."""
        self._faults += [(call, error) for error in errors]

    def named(self, call: str) -> list[tuple[str, ...]]:
        """The calls of this name, with what they were given."""
        return [made for made in self.calls if made[0] == call]

    async def send(self, recipient: str, text: str) -> int:
        """Send a message."""
        self._call("send", recipient, text)
        self.now += 1000
        assert 0 < len(text) <= 1900
        self.chats.setdefault(recipient, {})[self.now] = text
        return self.now

    async def delete(self, recipient: str, timestamp: int) -> None:
        """Take a message back."""
        self._call("delete", recipient, str(timestamp))
        del self.chats[recipient][timestamp]

    async def expire(self, recipient: str, seconds: int) -> None:
        """Set the timer of a chat."""
        self._call("expire", recipient, str(seconds))
        self.timers[recipient] = seconds

    async def quit(self, group: str) -> None:
        """Leave a group."""
        self._call("quit", group)
        self.left.append(group)

    async def read(self, recipient: str, timestamp: int) -> None:
        """Show that a message was read."""
        self._call("read", recipient, str(timestamp))

    async def type(self, recipient: str) -> None:
        """Show that somebody writes."""
        self._call("type", recipient)

    async def discard(self, file: str) -> None:
        """Delete a file."""
        self._call("discard", file)
        self.files.pop(file, None)

    async def attachments(self) -> tuple[str, ...]:
        """The files that are there."""
        self._call("attachments")
        return tuple(self.files)

    async def attachment(self, file: str) -> AsyncGenerator[bytes]:
        """Read a file; a piece that is an error is raised, once."""
        self._call("attachment", file)
        if file not in self.files:
            raise ApiFailed("HTTP 404", status=404)
        for piece in list(self.files[file]):
            if isinstance(piece, Exception):
                self.files[file].remove(piece)
                raise piece
            yield piece

    def _call(self, *call: str) -> None:
        self.calls.append(call)
        for fault in self._faults:
            if fault[0] == call[0]:
                self._faults.remove(fault)
                if fault[1] is not None:
                    raise fault[1]
                return
