"""Keys as people write them: recipients, identities, and the identity files of ``age-keygen``."""

from storage.sealed import bech32, hybrid, x25519
from storage.sealed.errors import KeyFormatError
from storage.sealed.hybrid import HybridIdentity, HybridRecipient
from storage.sealed.x25519 import X25519Identity, X25519Recipient


def parse_recipient(text: str) -> HybridRecipient | X25519Recipient:
    """Read ``age1pq1…`` or ``age1…``.

    Raises:
        KeyFormatError: it is mistyped, cut off, or of a kind that is not known here.
    """
    prefix, public = bech32.decode(text)
    match prefix:
        case hybrid.RECIPIENT_PREFIX:
            return HybridRecipient(public=public)
        case x25519.RECIPIENT_PREFIX:
            return X25519Recipient(public=public)
    raise KeyFormatError("this is no recipient of a known kind")


def parse_identity(text: str) -> HybridIdentity | X25519Identity:
    """Read ``AGE-SECRET-KEY-PQ-1…`` or ``AGE-SECRET-KEY-1…``. The text is secret and stands in no error.

    Raises:
        KeyFormatError: it is mistyped, cut off, or of a kind that is not known here.
    """
    prefix, seed = bech32.decode(text)
    match prefix:
        case hybrid.IDENTITY_PREFIX:
            return HybridIdentity(seed=seed)
        case x25519.IDENTITY_PREFIX:
            return X25519Identity(seed=seed)
    raise KeyFormatError("this is no identity of a known kind")


def parse_identities(text: str) -> tuple[HybridIdentity | X25519Identity, ...]:
    """Read an identity file: one identity a line; blank lines and lines that begin with ``#`` say nothing.

    Raises:
        KeyFormatError: a line is no identity, or there is none.
    """
    lines = [line.strip() for line in text.splitlines()]
    identities = tuple(parse_identity(line) for line in lines if line and not line.startswith("#"))
    if not identities:
        raise KeyFormatError("the identity file holds no identity")
    return identities
