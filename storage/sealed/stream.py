"""The payload of an age file: STREAM, in chunks of 64 KiB (C2SP age.md, "Payload").

Bytes in, bytes out; no file is opened here. Memory stays at a chunk or two beyond what is passed in, whatever
the size of the whole. Nothing unverified is ever released.
"""

from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from storage.ids import Draw
from storage.sealed.errors import PayloadFailure
from storage.sealed.kdf import hkdf
from storage.sealed.stanza import FileKey

CHUNK_SIZE = 64 * 1024
SEALED_CHUNK_SIZE = CHUNK_SIZE + 16
NONCE_SIZE = 16


class PayloadSealer:
    """Seals one payload, piece by piece; the first bytes it gives hold the payload's nonce."""

    __slots__ = ("_cipher", "_finished", "_held", "_ready")

    def __init__(self, file_key: FileKey, draw: Draw) -> None:
        nonce = draw(NONCE_SIZE)
        self._cipher = _Chunks(file_key, nonce)
        self._ready = nonce
        self._held = bytearray()
        self._finished = False

    def update(self, data: bytes) -> bytes:
        """Take plaintext; give the sealed chunks that are certainly not the last."""
        if self._finished:
            raise RuntimeError("this payload is finished")
        self._held += data
        sealed = [self._ready]
        self._ready = b""
        with memoryview(self._held) as held:
            # A chunk leaves only when a byte follows it: the last one is marked, and is never empty.
            whole = max(len(held) - 1, 0) // CHUNK_SIZE
            sealed += [
                self._cipher.seal(held[start : start + CHUNK_SIZE], last=False)
                for start in range(0, whole * CHUNK_SIZE, CHUNK_SIZE)
            ]
        del self._held[: whole * CHUNK_SIZE]
        return b"".join(sealed)

    def finish(self) -> bytes:
        """Give the last chunk. Without it the payload cannot be opened."""
        rest = self.update(b"")
        self._finished = True
        return rest + self._cipher.seal(self._held, last=True)


class PayloadOpener:
    """Opens one payload, piece by piece; what it gives is verified.

    Only a :meth:`finish` that does not raise says that the whole is complete.
    """

    __slots__ = ("_cipher", "_complete", "_file_key", "_held")

    def __init__(self, file_key: FileKey) -> None:
        self._file_key = file_key
        self._cipher: _Chunks | None = None
        self._held = bytearray()
        self._complete = False

    def update(self, data: bytes) -> bytes:
        """Take sealed bytes; give the plaintext of every chunk that is whole.

        Given pieces of at most :data:`SEALED_CHUNK_SIZE` bytes, it gives all that is good before it raises.

        Raises:
            PayloadFailure: a chunk is not genuine or not in its place, or something follows the last one.
        """
        self._held += data
        if self._complete and self._held:
            raise PayloadFailure("something follows the end of the payload")
        if self._cipher is None:
            if len(self._held) < NONCE_SIZE:
                return b""
            self._cipher = _Chunks(self._file_key, bytes(self._held[:NONCE_SIZE]))
            del self._held[:NONCE_SIZE]
        opened = []
        start = 0
        with memoryview(self._held) as held:
            while len(held) - start >= SEALED_CHUNK_SIZE and not self._complete:
                opened.append(self._open(self._cipher, held[start : start + SEALED_CHUNK_SIZE]))
                start += SEALED_CHUNK_SIZE
        del self._held[:start]
        return b"".join(opened)

    def finish(self) -> bytes:
        """Give the plaintext of the last chunk.

        Raises:
            PayloadFailure: the payload is truncated, or its last chunk is not genuine.
        """
        rest = self.update(b"")
        if self._complete:
            return rest
        if self._cipher is None or not self._held:
            raise PayloadFailure("the payload ends before its last chunk")
        first = self._cipher.count == 0
        opened = self._open(self._cipher, self._held)
        if not opened and not first:
            raise PayloadFailure("the last chunk of the payload is empty")
        return rest + opened

    def _open(self, cipher: "_Chunks", sealed: bytearray | memoryview) -> bytes:
        """Open one chunk: a short one can only be the last, a full one may be."""
        if len(sealed) == SEALED_CHUNK_SIZE:
            with suppress(InvalidTag):
                return cipher.open(sealed, last=False)
        try:
            opened = cipher.open(sealed, last=True)
        except InvalidTag as error:
            raise PayloadFailure("a chunk of the payload is not genuine or not in its place") from error
        self._complete = True
        return opened


class _Chunks:
    """The cipher of one payload and the place it has come to."""

    __slots__ = ("_aead", "count")

    def __init__(self, file_key: FileKey, nonce: bytes) -> None:
        self._aead = ChaCha20Poly1305(hkdf(file_key.secret, salt=nonce, info=b"payload"))
        self.count = 0

    def seal(self, chunk: bytearray | memoryview, *, last: bool) -> bytes:
        sealed = self._aead.encrypt(self._nonce(last=last), chunk, None)
        self.count += 1
        return sealed

    def open(self, chunk: bytearray | memoryview, *, last: bool) -> bytes:
        opened = self._aead.decrypt(self._nonce(last=last), chunk, None)
        self.count += 1
        return opened

    def _nonce(self, *, last: bool) -> bytes:
        return self.count.to_bytes(11) + (b"\x01" if last else b"\x00")
