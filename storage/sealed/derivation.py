"""Secrets made from other secrets: the receipt code's keys, keyed hashes, keys for single purposes.

:func:`derive_receipt` is slow on purpose (about 0.17 s, 64 MiB): never on the event loop or in a transaction.
"""

import hmac
import string
from dataclasses import dataclass, field
from threading import Lock

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from storage.sealed.hybrid import HybridIdentity
from storage.sealed.kdf import hkdf

ARGON2_MEMORY_KIB = 64 * 1024
ARGON2_PASSES = 3
ARGON2_LANES = 4
RECEIPT_SECRET_SIZE = 64
LOCATOR_SIZE = 16
LOCATOR_LABEL = b"solidarity-intake/receipt/locator/1"
IDENTITY_LABEL = b"solidarity-intake/receipt/identity/1"
KEYED_HASH_SIZE = 16

# The lanes are OpenSSL's threads, of which it has one pool: two derivations at once run out of them, and then one fails
# with a MemoryError or both wait for ever.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptSecrets:
    """What a receipt code yields; neither part tells the other.

    Attributes:
        locator: 32 hexadecimal digits, by which the row is found.
        identity: opens the replies to the submitter. Secret; exists only while the code is presented.
    """

    locator: str
    identity: HybridIdentity = field(repr=False)


def derive_receipt(code: str, salt: bytes) -> ReceiptSecrets:
    """Derive a receipt's locator and identity: Argon2id (RFC 9106) over the code's digits, then HKDF.

    Whatever is not a digit 0-9 (spaces, hyphens) is passed over, so a code can be typed as it was shown.
    ``salt`` is 16 bytes, one a deployment.
    """
    digits = "".join(letter for letter in code if letter in string.digits)
    with _ONE_AT_A_TIME:
        secret = Argon2id(
            salt=salt,
            length=RECEIPT_SECRET_SIZE,
            iterations=ARGON2_PASSES,
            lanes=ARGON2_LANES,
            memory_cost=ARGON2_MEMORY_KIB,
        ).derive(digits.encode("ascii"))
    return ReceiptSecrets(
        locator=hkdf(secret, salt=b"", info=LOCATOR_LABEL)[:LOCATOR_SIZE].hex(),
        identity=HybridIdentity.from_seed(hkdf(secret, salt=b"", info=IDENTITY_LABEL)),
    )


def keyed_hash(key: bytes, *parts: bytes) -> bytes:
    """Hash parts under a key: 16 bytes, which without the key can be neither made nor tested.

    HMAC-SHA-256 over the parts, each after its length as 8 bytes, cut to 16 bytes; so no two lists of parts
    hash the same bytes.
    """
    message = b"".join(len(part).to_bytes(8) + part for part in parts)
    return hmac.digest(key, message, "sha256")[:KEYED_HASH_SIZE]


def subkey(secret: bytes, label: str) -> bytes:
    """Derive a key of 32 bytes for one purpose from a uniformly random secret."""
    return hkdf(secret, salt=b"", info=label.encode())
