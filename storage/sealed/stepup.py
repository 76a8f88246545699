"""The second factor of a member: codes of an authenticator (TOTP, RFC 6238, over HOTP, RFC 4226).

SHA-1, six digits and thirty seconds are what every authenticator knows. Nothing here remembers that a code was used:
:mod:`storage.stepups` does.
"""

import base64
import hmac
import string
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

CODE_DIGITS = 6
STEP_SECONDS = 30
WINDOW = 1
"""Steps before and after the present one whose codes count: for a clock that is wrong and a hand that is slow."""


def find_step(secret: bytes, code: str, now: datetime) -> int | None:
    """Find the time step that a code belongs to, so that it can be used up.

    Args:
        secret: of the authenticator, at least 16 bytes. Secret.
        code: as typed; white space between its digits counts for nothing. Secret.
        now: aware.

    Returns:
        The number of the step since 1970, or nothing if the code is of no step near enough.
    """
    typed = "".join(code.split())
    if len(typed) != CODE_DIGITS or not set(typed) <= set(string.digits):
        return None
    present = _step(now)
    near = (present + away for away in sorted(range(-WINDOW, WINDOW + 1), key=abs))
    return next((step for step in near if hmac.compare_digest(_code(secret, step), typed)), None)


def step_code(secret: bytes, now: datetime) -> str:
    """Say what an authenticator shows at this moment: six digits, good for half a minute. Secret."""
    return _code(secret, _step(now))


def secret_text(secret: bytes) -> str:
    """Write a secret as it is typed into an authenticator: Base32, without padding. Secret."""
    return base64.b32encode(secret).decode("ascii").rstrip("=")


def provisioning_uri(secret: bytes, name: str) -> str:
    """Write what an authenticator reads from a QR code, ``otpauth://…``. Secret.

    ``name`` is all that the authenticator shows of it: no issuer is named, since the member's phone may be searched.
    """
    return _totp(secret).get_provisioning_uri(name, None)


def _step(now: datetime) -> int:
    if now.utcoffset() is None:
        raise ValueError("a time without a zone is in no step")
    return int(now.timestamp()) // STEP_SECONDS


def _code(secret: bytes, step: int) -> str:
    return _totp(secret).generate(step * STEP_SECONDS).decode("ascii")


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, CODE_DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303  # HMAC-SHA-1, which collisions do not break
