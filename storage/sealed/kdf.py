"""HKDF-SHA-256 (RFC 5869): one secret into independent keys of 32 bytes, told apart by salt and label."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def hkdf(secret: bytes, *, salt: bytes, info: bytes) -> bytes:
    """Derive 32 secret bytes by extract-and-expand."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)
