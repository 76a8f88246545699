"""Canonical Base64 without padding, as age headers use it (RFC 4648, sections 3.5 and 4)."""

import base64
import binascii

from storage.sealed.errors import HeaderFailure


def encode(data: bytes) -> str:
    """Write bytes as unpadded Base64."""
    return base64.b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Read unpadded Base64.

    Raises:
        HeaderFailure: there is padding, a foreign character, or a set bit that canonical Base64 leaves zero.
    """
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise HeaderFailure("the header holds text that is not Base64") from error
    if encode(data) != text:
        raise HeaderFailure("the header holds Base64 that is not canonical")
    return data
