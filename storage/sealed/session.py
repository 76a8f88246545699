"""Many small payloads under one header: for what a process seals to itself, by the thousand, and soon forgets.

Beside :func:`~storage.sealed.files.seal`, for mail in transit and drafts under a volatile key only, never for a case.
Wrapping a file key by ML-KEM takes a dozen times as long as sealing a kilobyte with it, and a step of a conversation
seals and opens half a dozen times. So a session wraps one file key once, and seals payload after payload with it: each
with a nonce of its own, from which and the file key age derives the payload's key.

Header and payload together are a file that every age implementation opens. But the specification ("File key") asks a
writer for a new file key a file, and here alone we depart from it. A shared file key would let a recipient of one file
open another, and one file's header stand before another's payload. In a session all files have the same recipients, and
whoever opens one has to look inside for where it belongs.
"""

from collections import OrderedDict
from collections.abc import Sequence

from storage.ids import Draw
from storage.sealed.access import open_header, seal_header
from storage.sealed.files import Sealed
from storage.sealed.stanza import FileKey, Identity, Recipient
from storage.sealed.stream import PayloadOpener, PayloadSealer

SESSION_USES = 1 << 16
"""Payloads under one file key. Two of their nonces of 128 bits are the same with a probability of 2 to the -97."""

HEADERS_KEPT = 16
"""Headers whose file keys an opener remembers: its own session's, and those of the processes before and beside it."""


class SealingSession:
    """Seals small things to the same recipients, with a new file key now and then."""

    __slots__ = ("_key", "_left", "_recipients")

    def __init__(self, recipients: Sequence[Recipient]) -> None:
        self._recipients = tuple(recipients)
        self._key: tuple[bytes, FileKey] | None = None
        self._left = 0

    def seal(self, plaintext: bytes, draw: Draw) -> Sealed:
        """Seal something small, whole in memory.

        Raises:
            AgeError: as :func:`~storage.sealed.access.seal_header`.
        """
        if self._key is None or self._left == 0:
            file_key = FileKey.generate(draw)
            self._key = seal_header(file_key, self._recipients, draw), file_key
            self._left = SESSION_USES
        self._left -= 1
        header, file_key = self._key
        sealer = PayloadSealer(file_key, draw)
        return Sealed(header=header, payload=sealer.update(plaintext) + sealer.finish())


class OpeningSession:
    """Opens small things, and remembers which file key was under a header that it has met."""

    __slots__ = ("_identities", "_known")

    def __init__(self, identities: Sequence[Identity]) -> None:
        self._identities = tuple(identities)
        self._known: OrderedDict[bytes, FileKey] = OrderedDict()

    def open(self, header: bytes, payload: bytes) -> bytes:
        """Open something small, whole in memory. The result is secret.

        Raises:
            AgeError: as :func:`~storage.sealed.access.open_header`, or the payload is not genuine.
        """
        opener = PayloadOpener(self._file_key_of(header))
        return opener.update(payload) + opener.finish()

    def _file_key_of(self, header: bytes) -> FileKey:
        file_key = self._known.pop(header, None) or open_header(header, self._identities)
        self._known[header] = file_key  # as the one met last
        if len(self._known) > HEADERS_KEPT:
            self._known.popitem(last=False)
        return file_key
