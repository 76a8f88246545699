"""The keys of the group: ML-KEM-768 with X25519, which stay closed if either is broken.

C2SP age.md, "The MLKEM768-X25519 hybrid post-quantum recipient type", over HPKE (RFC 9180) as
filippo.io/hpke-pq specifies it. The encapsulation draws its own randomness inside the cryptographic library.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from storage.ids import Draw
from storage.sealed import bech32, unpadded
from storage.sealed.errors import HeaderFailure, KeyFormatError
from storage.sealed.stanza import WRAPPED_SIZE, Family, FileKey, Stanza

RECIPIENT_PREFIX = "age1pq"
IDENTITY_PREFIX = "AGE-SECRET-KEY-PQ-"

_TYPE = "mlkem768x25519"
_INFO = b"age-encryption.org/mlkem768x25519"
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_SEED_SIZE = 32
_MLKEM_SEED_SIZE = 64
_X25519_SIZE = 32
_MLKEM_PUBLIC_SIZE = 1184
_MLKEM_CIPHERTEXT_SIZE = 1088
_ENCAPSULATED_SIZE = _MLKEM_CIPHERTEXT_SIZE + _X25519_SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class HybridRecipient:
    """A hybrid public key: 1,184 bytes of ML-KEM-768, then 32 of X25519.

    The parsed halves are kept, since intake seals to the same few recipients all day.

    Raises:
        KeyFormatError: it has another length or is no key.
    """

    public: bytes = field(repr=False)
    _key: MLKEM768X25519PublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        try:
            key = MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(self.public[:_MLKEM_PUBLIC_SIZE]),
                X25519PublicKey.from_public_bytes(self.public[_MLKEM_PUBLIC_SIZE:]),
            )
        except ValueError as error:
            raise KeyFormatError("a hybrid recipient is not a public key") from error
        object.__setattr__(self, "_key", key)

    @property
    def family(self) -> Family:
        """Stands beside other hybrid recipients only."""
        return Family.HYBRID

    def encode(self) -> str:
        """Write it as ``age1pq1…``, 1,959 characters."""
        return bech32.encode(RECIPIENT_PREFIX, self.public)

    def wrap(self, file_key: FileKey, draw: Draw) -> Stanza:  # noqa: ARG002
        """Wrap a file key by HPKE; ``draw`` is not used, the library draws for itself.

        Raises:
            KeyFormatError: the X25519 half is a point of low order, which nobody holds the key to.
        """
        try:
            sealed = _SUITE.encrypt(file_key.secret, self._key, info=_INFO)
        except ValueError as error:
            raise KeyFormatError("this recipient belongs to nobody") from error
        encapsulated, body = sealed[:_ENCAPSULATED_SIZE], sealed[_ENCAPSULATED_SIZE:]
        return Stanza(args=(_TYPE, unpadded.encode(encapsulated)), body=body)


@dataclass(frozen=True, slots=True, kw_only=True)
class HybridIdentity:
    """A hybrid secret key, kept as its seed of 32 bytes, secret.

    SHAKE256 stretches the seed to 96 bytes: the seed of the ML-KEM key (64) and the X25519 key (32).
    """

    seed: bytes = field(repr=False)
    recipient: HybridRecipient = field(init=False, compare=False)
    _key: MLKEM768X25519PrivateKey = field(init=False, repr=False, compare=False)
    _x25519: X25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.seed) != _SEED_SIZE:
            raise KeyFormatError("a hybrid identity is 32 bytes")
        stretched = hashlib.shake_256(self.seed).digest(_MLKEM_SEED_SIZE + _X25519_SIZE)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(stretched[:_MLKEM_SEED_SIZE])
        x25519 = X25519PrivateKey.from_private_bytes(stretched[_MLKEM_SEED_SIZE:])
        public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        object.__setattr__(self, "_key", MLKEM768X25519PrivateKey(mlkem, x25519))
        object.__setattr__(self, "_x25519", x25519)
        object.__setattr__(self, "recipient", HybridRecipient(public=public))

    @classmethod
    def generate(cls, draw: Draw) -> "HybridIdentity":
        """Draw a new identity."""
        return cls(seed=draw(_SEED_SIZE))

    @classmethod
    def from_seed(cls, seed: bytes) -> "HybridIdentity":
        """Take 32 secret bytes as an identity.

        Raises:
            KeyFormatError: they are not 32.
        """
        return cls(seed=seed)

    def encode(self) -> str:
        """Write it as ``AGE-SECRET-KEY-PQ-1…``. Secret."""
        return bech32.encode(IDENTITY_PREFIX, self.seed)

    def unwrap(self, stanzas: Sequence[Stanza]) -> FileKey | None:
        """Unwrap the first hybrid stanza that is for this identity.

        Raises:
            HeaderFailure: a hybrid stanza is malformed.
        """
        for stanza in stanzas:
            if stanza.args[0] == _TYPE:
                file_key = self._open(stanza)
                if file_key is not None:
                    return file_key
        return None

    def _open(self, stanza: Stanza) -> FileKey | None:
        # The body's length is checked before anything is tried: a longer one could hold several keys' worth.
        if len(stanza.args) != 2 or len(stanza.body) != WRAPPED_SIZE:
            raise HeaderFailure("a hybrid stanza is malformed")
        encapsulated = unpadded.decode(stanza.args[1])
        if len(encapsulated) != _ENCAPSULATED_SIZE:
            raise HeaderFailure("a hybrid stanza is malformed")
        try:
            return FileKey(secret=_SUITE.decrypt(encapsulated + stanza.body, self._key, info=_INFO))
        except InvalidTag:
            self._refuse_low_order(encapsulated)
            return None

    def _refuse_low_order(self, encapsulated: bytes) -> None:
        """Tell a malformed share from another's: the library reports both as a wrong tag."""
        share = X25519PublicKey.from_public_bytes(encapsulated[_MLKEM_CIPHERTEXT_SIZE:])
        try:
            self._x25519.exchange(share)
        except ValueError as error:
            raise HeaderFailure("a hybrid stanza holds a point of low order") from error
