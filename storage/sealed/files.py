"""Whole age files: streams of any size in constant memory, and small ones at once, header apart."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from storage.ids import Draw
from storage.sealed import armor
from storage.sealed.access import open_header, seal_header
from storage.sealed.errors import HeaderFailure
from storage.sealed.header import MAX_HEADER, read_header
from storage.sealed.stanza import FileKey, Identity, Recipient
from storage.sealed.stream import CHUNK_SIZE, NONCE_SIZE, SEALED_CHUNK_SIZE, PayloadOpener, PayloadSealer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A sealed file in its two parts; one after the other they are a standard age file.

    Attributes:
        header: who can open it; replaced by a rewrap, deleted to erase.
        payload: what it holds.
    """

    header: bytes
    payload: bytes

    @property
    def whole(self) -> bytes:
        """The standard age file."""
        return self.header + self.payload


def seal(plaintext: bytes, recipients: Sequence[Recipient], draw: Draw) -> Sealed:
    """Seal something small, whole in memory.

    Raises:
        AgeError: as :func:`~storage.sealed.access.seal_header`.
    """
    file_key = FileKey.generate(draw)
    header = seal_header(file_key, recipients, draw)
    sealer = PayloadSealer(file_key, draw)
    return Sealed(header=header, payload=sealer.update(plaintext) + sealer.finish())


def open_sealed(header: bytes, payload: bytes, identities: Sequence[Identity]) -> bytes:
    """Open something small, whole in memory. The result is secret.

    Raises:
        AgeError: as :func:`~storage.sealed.access.open_header`, or the payload is not genuine.
    """
    opener = PayloadOpener(open_header(header, identities))
    return opener.update(payload) + opener.finish()


def open_file(data: bytes, identities: Sequence[Identity]) -> bytes:
    """Open a small age file, binary or armored, whole in memory. The result is secret.

    Raises:
        AgeError: as :func:`decrypt`.
    """
    target = io.BytesIO()
    decrypt(io.BytesIO(data), target, identities)
    return target.getvalue()


def encrypt(
    source: BinaryIO,
    target: BinaryIO,
    recipients: Sequence[Recipient],
    draw: Draw,
    *,
    armored: bool = False,
) -> None:
    """Seal a stream of any size into another; both stay open.

    Raises:
        AgeError: as :func:`~storage.sealed.access.seal_header`; nothing was written then.
    """
    file_key = FileKey.generate(draw)
    header = seal_header(file_key, recipients, draw)
    writer = armor.ArmorWriter(target) if armored else target
    writer.write(header)
    sealer = PayloadSealer(file_key, draw)
    while piece := source.read(CHUNK_SIZE):
        writer.write(sealer.update(piece))
    writer.write(sealer.finish())
    if isinstance(writer, armor.ArmorWriter):
        writer.finish()


def decrypt(source: BinaryIO, target: BinaryIO, identities: Sequence[Identity]) -> None:
    """Open a stream of any size, binary or armored, into another; both stay open.

    Only verified plaintext is written, but if this raises, what was written is not the whole: throw it away.

    Raises:
        AgeError: of the kind that the C2SP vectors expect.
    """
    line = source.readline(MAX_HEADER)
    if armor.is_armored(line):
        source = io.BufferedReader(armor.ArmorReader(source, line), SEALED_CHUNK_SIZE)
        line = source.readline(MAX_HEADER)
    opener = PayloadOpener(open_header(read_header(source, line), identities))
    nonce = _read_nonce(source)
    target.write(opener.update(nonce))
    while piece := source.read(SEALED_CHUNK_SIZE):
        target.write(opener.update(piece))
    target.write(opener.finish())


def _read_nonce(source: BinaryIO) -> bytes:
    """Read the payload's nonce, which the vectors count to the header."""
    nonce = b""
    while len(nonce) < NONCE_SIZE:
        piece = source.read(NONCE_SIZE - len(nonce))
        if not piece:
            raise HeaderFailure("the file ends before its payload")
        nonce += piece
    return nonce
