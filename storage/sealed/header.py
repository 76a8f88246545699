"""The textual header of an age file: stanzas in, bytes out, and back (C2SP age.md, "Header").

It knows the grammar and the MAC, and no recipient type. What is not exactly the grammar is refused.
"""

import hmac
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from storage.sealed import unpadded
from storage.sealed.errors import HeaderFailure, MacFailure
from storage.sealed.kdf import hkdf
from storage.sealed.stanza import FileKey, Stanza

VERSION_LINE = b"age-encryption.org/v1\n"
MAX_HEADER = 1 << 20
"""Longest header in bytes that is read or written: room for 600 hybrid recipients."""

_COLUMNS = 64
_MAC_SIZE = 32
_ARGUMENTS = re.compile(r"-> ([!-~]+(?: [!-~]+)*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A parsed header whose MAC is not yet checked.

    Attributes:
        stanzas: at least one.
        mac: 32 bytes.
        authenticated: the bytes the MAC covers, from the version line up to and including ``---``.
    """

    stanzas: tuple[Stanza, ...]
    mac: bytes
    authenticated: bytes

    def check_mac(self, file_key: FileKey) -> None:
        """Check that the holder of the file key wrote this header.

        Raises:
            MacFailure: it was changed.
        """
        if not hmac.compare_digest(_mac(self.authenticated, file_key), self.mac):
            raise MacFailure("the header's MAC does not match the header")


def format_header(stanzas: Sequence[Stanza], file_key: FileKey) -> bytes:
    """Write a header and its MAC.

    Raises:
        HeaderFailure: it would be longer than :data:`MAX_HEADER`.
    """
    lines = [VERSION_LINE.decode("ascii")]
    for stanza in stanzas:
        lines.append(f"-> {' '.join(stanza.args)}\n")
        body = unpadded.encode(stanza.body)
        # A body of whole lines is followed by an empty one: the short line ends the stanza.
        lines += [f"{body[start : start + _COLUMNS]}\n" for start in range(0, len(body) + 1, _COLUMNS)]
    authenticated = "".join(lines).encode("ascii") + b"---"
    header = authenticated + f" {unpadded.encode(_mac(authenticated, file_key))}\n".encode("ascii")
    if len(header) > MAX_HEADER:
        raise HeaderFailure("there are too many recipients for one header", hint="seal to fewer recipients")
    return header


def parse_header(data: bytes) -> Header:
    """Read a header that is all of ``data``.

    Raises:
        HeaderFailure: any deviation from the grammar.
    """
    if not data.startswith(VERSION_LINE):
        raise HeaderFailure("the file does not begin as an age v1 file")
    try:
        lines = iter(data.decode("ascii").split("\n")[1:])
    except UnicodeDecodeError as error:
        raise HeaderFailure("the header holds a character that no header can hold") from error
    stanzas: list[Stanza] = []
    for line in lines:
        if line.startswith("---"):
            break
        stanzas.append(_stanza(line, lines))
    else:
        raise HeaderFailure("the header ends without its MAC")
    if not stanzas:
        raise HeaderFailure("the header names no recipient")
    mac = unpadded.decode(line.removeprefix("--- "))
    if len(mac) != _MAC_SIZE or list(lines) != [""]:
        raise HeaderFailure("the header's last line is malformed")
    return Header(stanzas=tuple(stanzas), mac=mac, authenticated=data[: data.rindex(b"\n---") + 4])


def read_header(source: BinaryIO, first_line: bytes) -> bytes:
    """Read the rest of a header from a stream whose first line was already read; the payload stays unread.

    Raises:
        HeaderFailure: the first line is another's, or there is no end within :data:`MAX_HEADER` bytes.
    """
    if first_line != VERSION_LINE:
        raise HeaderFailure("the file does not begin as an age v1 file")
    read = [first_line]
    room = MAX_HEADER - len(first_line)
    while not read[-1].startswith(b"---"):
        line = source.readline(room)
        room -= len(line)
        read.append(line)
        if not line.endswith(b"\n"):
            raise HeaderFailure("the header does not end")
    return b"".join(read)


def _stanza(line: str, following: Iterator[str]) -> Stanza:
    found = _ARGUMENTS.fullmatch(line)
    if found is None:
        raise HeaderFailure("a line of the header that should begin a stanza does not")
    body: list[str] = []
    for part in following:
        if len(part) > _COLUMNS:
            raise HeaderFailure("a line of a stanza is longer than 64 columns")
        body.append(part)
        if len(part) < _COLUMNS:
            return Stanza(args=tuple(found[1].split(" ")), body=unpadded.decode("".join(body)))
    raise HeaderFailure("a stanza does not end with a short line")


def _mac(authenticated: bytes, file_key: FileKey) -> bytes:
    return hmac.digest(hkdf(file_key.secret, salt=b"", info=b"header"), authenticated, "sha256")
