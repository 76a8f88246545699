"""Sealed files: age v1 (C2SP age.md) on ``cryptography``, with signatures and derived keys.

The only package that may import ``cryptography``. It knows no document, no database and no folder of keys; it
never reads a clock or a configuration, and randomness is passed in.
"""

from storage.sealed import armor
from storage.sealed.access import open_header, rewrap, seal_header
from storage.sealed.derivation import ReceiptSecrets, derive_receipt, keyed_hash, subkey
from storage.sealed.errors import (
    AgeError,
    ArmorFailure,
    BadSignature,
    HeaderFailure,
    KeyFormatError,
    MacFailure,
    MixedRecipients,
    NoMatch,
    NoRecipients,
    OutOfMemory,
    PayloadFailure,
)
from storage.sealed.files import Sealed, decrypt, encrypt, open_file, open_sealed, seal
from storage.sealed.hybrid import HybridIdentity, HybridRecipient
from storage.sealed.notation import parse_identities, parse_identity, parse_recipient
from storage.sealed.passphrase import PassphraseIdentity, PassphraseRecipient
from storage.sealed.session import OpeningSession, SealingSession
from storage.sealed.signing import SigningKey, VerifyKey
from storage.sealed.stanza import FileKey, Identity, Recipient
from storage.sealed.stepup import find_step, provisioning_uri, secret_text, step_code
from storage.sealed.stream import PayloadOpener, PayloadSealer
from storage.sealed.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "AgeError",
    "ArmorFailure",
    "BadSignature",
    "FileKey",
    "HeaderFailure",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "KeyFormatError",
    "MacFailure",
    "MixedRecipients",
    "NoMatch",
    "NoRecipients",
    "OpeningSession",
    "OutOfMemory",
    "PassphraseIdentity",
    "PassphraseRecipient",
    "PayloadFailure",
    "PayloadOpener",
    "PayloadSealer",
    "ReceiptSecrets",
    "Recipient",
    "Sealed",
    "SealingSession",
    "SigningKey",
    "VerifyKey",
    "X25519Identity",
    "X25519Recipient",
    "armor",
    "decrypt",
    "derive_receipt",
    "encrypt",
    "find_step",
    "keyed_hash",
    "open_file",
    "open_header",
    "open_sealed",
    "parse_identities",
    "parse_identity",
    "parse_recipient",
    "provisioning_uri",
    "rewrap",
    "seal",
    "seal_header",
    "secret_text",
    "step_code",
    "subkey",
]
