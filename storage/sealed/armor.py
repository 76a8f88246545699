"""ASCII armor: an age file as text for a mail or a chat (RFC 7468, strict; C2SP age.md, "ASCII armor").

Read strictly, so that one file has one text: only line endings and white space around the block may differ.
"""

import base64
import binascii
import io
from typing import TYPE_CHECKING, BinaryIO

from storage.sealed.errors import ArmorFailure

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
END = b"-----END AGE ENCRYPTED FILE-----"

_COLUMNS = 64
_LINE_BYTES = 48
_PIECE = 64 * 1024
_MAX_SPACE = 1024
"""White space in bytes that is passed over before the block, and after it."""


def encode(source: BinaryIO, target: BinaryIO) -> None:
    """Copy a binary stream as armored text."""
    writer = ArmorWriter(target)
    while piece := source.read(_PIECE):
        writer.write(piece)
    writer.finish()


def decode(source: BinaryIO, target: BinaryIO) -> None:
    """Copy an armored stream as the bytes it holds.

    Raises:
        ArmorFailure: it is not the strict encoding; what was copied before must be thrown away.
    """
    reader = io.BufferedReader(ArmorReader(source))
    while piece := reader.read(_PIECE):
        target.write(piece)


def is_armored(first_line: bytes) -> bool:
    """Tell from a file's first line whether it means to be armored."""
    return first_line.startswith(b"-----BEGIN") or (first_line != b"" and not first_line.strip())


class ArmorWriter:
    """Writes bytes to a stream as lines of 64 columns between the BEGIN and the END line."""

    __slots__ = ("_held", "_target")

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._held = b""
        target.write(BEGIN + b"\n")

    def write(self, data: bytes) -> None:
        """Write the lines that are full."""
        self._held += data
        full = len(self._held) - len(self._held) % _LINE_BYTES
        self._lines(self._held[:full])
        self._held = self._held[full:]

    def finish(self) -> None:
        """Write the short line and the END line; the target stays open."""
        self._lines(self._held)
        self._held = b""
        self._target.write(END + b"\n")

    def _lines(self, data: bytes) -> None:
        text = base64.b64encode(data)
        for start in range(0, len(text), _COLUMNS):
            self._target.write(text[start : start + _COLUMNS] + b"\n")


class ArmorReader(io.RawIOBase):
    """A raw stream of the bytes that an armored stream holds; it does not close that stream.

    Its reads raise :class:`ArmorFailure`.
    """

    def __init__(self, source: BinaryIO, first_line: bytes | None = None) -> None:
        """Find the BEGIN line; ``first_line`` is what was already read from the source."""
        super().__init__()
        self._source = source
        self._decoded = bytearray()
        self._short = False
        self._ended = False
        self._begin(first_line)

    def readable(self) -> bool:
        """Say that this stream is for reading."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Decode as many lines as fill the buffer."""
        view = memoryview(buffer).cast("B")
        while len(self._decoded) < len(view) and not self._ended:
            self._next_line()
        size = min(len(view), len(self._decoded))
        view[:size] = self._decoded[:size]
        del self._decoded[:size]
        return size

    def _begin(self, first_line: bytes | None) -> None:
        line = self._source.readline(_MAX_SPACE) if first_line is None else first_line
        passed = 0
        while line and not line.strip():
            passed += len(line)
            if passed > _MAX_SPACE:
                raise ArmorFailure("there is too much white space before the armored file")
            line = self._source.readline(_MAX_SPACE)
        if _without_end(line) != BEGIN:
            raise ArmorFailure("the armored file does not begin with its BEGIN line")

    def _next_line(self) -> None:
        line = _without_end(self._source.readline(_COLUMNS + 3))
        if line == END:
            self._ended = True
            self._pass_space()
            return
        if self._short or not 0 < len(line) <= _COLUMNS:
            raise ArmorFailure("a line of the armored file has the wrong length")
        try:
            data = base64.b64decode(line, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ArmorFailure("a line of the armored file is not Base64") from error
        if base64.b64encode(data) != line:
            raise ArmorFailure("a line of the armored file is not canonical Base64")
        self._short = len(data) < _LINE_BYTES
        self._decoded += data

    def _pass_space(self) -> None:
        passed = 0
        while rest := self._source.read(_MAX_SPACE):
            passed += len(rest)
            if rest.strip() or passed > _MAX_SPACE:
                raise ArmorFailure("something follows the END line of the armored file")


def _without_end(line: bytes) -> bytes:
    return line.removesuffix(b"\n").removesuffix(b"\r")
