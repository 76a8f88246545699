"""Classic keys, for members who have no other: X25519 (C2SP age.md, "The X25519 recipient type").

Files sealed to these alone do not withstand a quantum computer; they are never mixed with hybrid recipients.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from storage.ids import Draw
from storage.sealed import bech32, unpadded
from storage.sealed.errors import HeaderFailure, KeyFormatError
from storage.sealed.kdf import hkdf
from storage.sealed.stanza import WRAPPED_SIZE, Family, FileKey, Stanza

RECIPIENT_PREFIX = "age"
IDENTITY_PREFIX = "AGE-SECRET-KEY-"

_KEY_SIZE = 32
_INFO = b"age-encryption.org/v1/X25519"
_NONCE = bytes(12)  # every wrap key is used once


@dataclass(frozen=True, slots=True, kw_only=True)
class X25519Recipient:
    """A classic public key: 32 bytes.

    Raises:
        KeyFormatError: it has another length.
    """

    public: bytes
    _key: X25519PublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.public) != _KEY_SIZE:
            raise KeyFormatError("an X25519 recipient is 32 bytes")
        object.__setattr__(self, "_key", X25519PublicKey.from_public_bytes(self.public))

    @property
    def family(self) -> Family:
        """Stands beside other classic recipients only."""
        return Family.CLASSIC

    def encode(self) -> str:
        """Write it as ``age1…``."""
        return bech32.encode(RECIPIENT_PREFIX, self.public)

    def wrap(self, file_key: FileKey, draw: Draw) -> Stanza:
        """Wrap a file key under a fresh ephemeral key.

        Raises:
            KeyFormatError: the recipient is a point of low order, which nobody holds the key to.
        """
        ephemeral = X25519PrivateKey.from_private_bytes(draw(_KEY_SIZE))
        share = ephemeral.public_key().public_bytes_raw()
        try:
            shared = ephemeral.exchange(self._key)
        except ValueError as error:
            raise KeyFormatError("this recipient belongs to nobody") from error
        wrap_key = hkdf(shared, salt=share + self.public, info=_INFO)
        body = ChaCha20Poly1305(wrap_key).encrypt(_NONCE, file_key.secret, None)
        return Stanza(args=("X25519", unpadded.encode(share)), body=body)


@dataclass(frozen=True, slots=True, kw_only=True)
class X25519Identity:
    """A classic secret key: 32 bytes, secret."""

    seed: bytes = field(repr=False)
    recipient: X25519Recipient = field(init=False, compare=False)
    _key: X25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.seed) != _KEY_SIZE:
            raise KeyFormatError("an X25519 identity is 32 bytes")
        key = X25519PrivateKey.from_private_bytes(self.seed)
        object.__setattr__(self, "_key", key)
        object.__setattr__(self, "recipient", X25519Recipient(public=key.public_key().public_bytes_raw()))

    @classmethod
    def generate(cls, draw: Draw) -> "X25519Identity":
        """Draw a new identity."""
        return cls(seed=draw(_KEY_SIZE))

    @classmethod
    def from_seed(cls, seed: bytes) -> "X25519Identity":
        """Take 32 secret bytes as an identity.

        Raises:
            KeyFormatError: they are not 32.
        """
        return cls(seed=seed)

    def encode(self) -> str:
        """Write it as ``AGE-SECRET-KEY-1…``. Secret."""
        return bech32.encode(IDENTITY_PREFIX, self.seed)

    def unwrap(self, stanzas: Sequence[Stanza]) -> FileKey | None:
        """Unwrap the first X25519 stanza that is for this identity.

        Raises:
            HeaderFailure: an X25519 stanza is malformed.
        """
        for stanza in stanzas:
            if stanza.args[0] == "X25519":
                file_key = self._open(stanza)
                if file_key is not None:
                    return file_key
        return None

    def _open(self, stanza: Stanza) -> FileKey | None:
        if len(stanza.args) != 2 or len(stanza.body) != WRAPPED_SIZE:
            raise HeaderFailure("an X25519 stanza is malformed")
        share = unpadded.decode(stanza.args[1])
        if len(share) != _KEY_SIZE:
            raise HeaderFailure("an X25519 stanza is malformed")
        try:
            shared = self._key.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError as error:
            raise HeaderFailure("an X25519 stanza holds a point of low order") from error
        wrap_key = hkdf(shared, salt=share + self.recipient.public, info=_INFO)
        try:
            return FileKey(secret=ChaCha20Poly1305(wrap_key).decrypt(_NONCE, stanza.body, None))
        except InvalidTag:
            return None
