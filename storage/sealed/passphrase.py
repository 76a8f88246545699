"""A passphrase as a key: scrypt (RFC 7914; C2SP age.md, "The scrypt recipient type").

Slow and hungry on purpose; never called on the event loop or inside a transaction.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from storage.ids import Draw
from storage.sealed import unpadded
from storage.sealed.errors import HeaderFailure, KeyFormatError, OutOfMemory
from storage.sealed.stanza import WRAPPED_SIZE, Family, FileKey, Stanza

TYPE = "scrypt"
DEFAULT_WORK_FACTOR = 18
MAX_WORK_FACTOR = 22

_SALT_SIZE = 16
_LABEL = b"age-encryption.org/v1/scrypt"
_NONCE = bytes(12)  # every wrap key is used once: its salt is fresh
_DECIMAL = re.compile(r"[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseRecipient:
    """Whoever knows the passphrase.

    Attributes:
        passphrase: not empty. Secret.
        work_factor: the base-two logarithm of scrypt's N; each step doubles time and memory (18: 256 MiB).
    """

    passphrase: str = field(repr=False)
    work_factor: int = DEFAULT_WORK_FACTOR

    def __post_init__(self) -> None:
        if not self.passphrase:
            raise KeyFormatError("an empty passphrase protects nothing", hint="choose a passphrase")

    @property
    def family(self) -> Family:
        """Stands alone."""
        return Family.PASSPHRASE

    def wrap(self, file_key: FileKey, draw: Draw) -> Stanza:
        """Wrap a file key under the passphrase and a fresh salt.

        Raises:
            OutOfMemory: the work factor asks for more memory than there is.
        """
        salt = draw(_SALT_SIZE)
        wrap_key = _derive(self.passphrase, salt, self.work_factor)
        body = ChaCha20Poly1305(wrap_key).encrypt(_NONCE, file_key.secret, None)
        return Stanza(args=(TYPE, unpadded.encode(salt), str(self.work_factor)), body=body)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassphraseIdentity:
    """A passphrase that may open a file.

    Attributes:
        passphrase: secret.
        max_work_factor: files that ask for more are refused before any work is done.
    """

    passphrase: str = field(repr=False)
    max_work_factor: int = MAX_WORK_FACTOR

    def unwrap(self, stanzas: Sequence[Stanza]) -> FileKey | None:
        """Unwrap the scrypt stanza, which is the only stanza if there is one.

        Raises:
            HeaderFailure: it is malformed, not alone, or asks for more than ``max_work_factor``.
            OutOfMemory: it asks for more memory than there is.
        """
        if all(stanza.args[0] != TYPE for stanza in stanzas):
            return None
        if len(stanzas) != 1:
            raise HeaderFailure("a passphrase stanza is not alone")
        salt, work_factor = self._parameters(stanzas[0])
        wrap_key = _derive(self.passphrase, salt, work_factor)
        try:
            return FileKey(secret=ChaCha20Poly1305(wrap_key).decrypt(_NONCE, stanzas[0].body, None))
        except InvalidTag:
            return None

    def _parameters(self, stanza: Stanza) -> tuple[bytes, int]:
        if len(stanza.args) != 3 or len(stanza.body) != WRAPPED_SIZE:
            raise HeaderFailure("a passphrase stanza is malformed")
        salt = unpadded.decode(stanza.args[1])
        if len(salt) != _SALT_SIZE or not _DECIMAL.fullmatch(stanza.args[2]):
            raise HeaderFailure("a passphrase stanza is malformed")
        work_factor = int(stanza.args[2])
        if work_factor > self.max_work_factor:
            raise HeaderFailure(
                "a passphrase stanza asks for too much work",
                hint="open it only if you trust its origin, with age itself on a computer with much memory",
            )
        return salt, work_factor


def _derive(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    try:
        # Bytes that a terminal could not read as text come back as the bytes they were.
        secret = passphrase.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        # Its cause would carry the passphrase.
        raise KeyFormatError("the passphrase is not text", hint="type the passphrase again") from None
    try:
        return Scrypt(salt=_LABEL + salt, length=32, n=1 << work_factor, r=8, p=1).derive(secret)
    except MemoryError as error:
        raise OutOfMemory("there is not enough memory to use this passphrase") from error
