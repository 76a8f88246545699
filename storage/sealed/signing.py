"""Who wrote something: Ed25519 (RFC 8032). What is signed, and under which domain, is the caller's affair."""

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from storage.ids import Draw
from storage.sealed.errors import BadSignature, KeyFormatError

SIGNATURE_SIZE = 64
_KEY_SIZE = 32
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyKey:
    """The public half: 32 bytes, written as 64 hexadecimal digits."""

    public: bytes
    _key: Ed25519PublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.public) != _KEY_SIZE:
            raise KeyFormatError("a verify key is 32 bytes", hint="copy all of its 64 digits")
        object.__setattr__(self, "_key", Ed25519PublicKey.from_public_bytes(self.public))

    @classmethod
    def from_text(cls, text: str) -> "VerifyKey":
        """Read 64 lowercase hexadecimal digits.

        Raises:
            KeyFormatError: it is anything else.
        """
        if not set(text) <= _HEX or len(text) % 2:
            raise KeyFormatError("a verify key is 64 hexadecimal digits", hint="copy all of its 64 digits")
        return cls(public=bytes.fromhex(text))

    def encode(self) -> str:
        """Write it as 64 lowercase hexadecimal digits."""
        return self.public.hex()

    def verify(self, message: bytes, signature: bytes) -> None:
        """Check a signature.

        Raises:
            BadSignature: this key did not sign this message.
        """
        try:
            self._key.verify(signature, message)
        except InvalidSignature as error:
            raise BadSignature("a signature does not match what it signs") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """The secret half: a seed of 32 bytes, secret."""

    seed: bytes = field(repr=False)
    public: VerifyKey = field(init=False, compare=False)
    _key: Ed25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.seed) != _KEY_SIZE:
            raise KeyFormatError("a signing key is 32 bytes", hint="restore the key file from a copy")
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        object.__setattr__(self, "_key", key)
        object.__setattr__(self, "public", VerifyKey(public=key.public_key().public_bytes_raw()))

    @classmethod
    def generate(cls, draw: Draw) -> "SigningKey":
        """Draw a new key."""
        return cls(seed=draw(_KEY_SIZE))

    @classmethod
    def from_seed(cls, seed: bytes) -> "SigningKey":
        """Take 32 secret bytes as a key.

        Raises:
            KeyFormatError: they are not 32.
        """
        return cls(seed=seed)

    def sign(self, message: bytes) -> bytes:
        """Sign a message: 64 bytes, the same for the same message."""
        return self._key.sign(message)
