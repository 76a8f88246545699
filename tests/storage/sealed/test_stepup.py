"""Authenticator codes: the ones of RFC 6238, near enough in time, and nothing else."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from storage.sealed import find_step, provisioning_uri, secret_text, step_code

SECRET = b"12345678901234567890"

# RFC 6238, appendix B: time and code (SHA-1), of which authenticators show the last six digits.
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_the_codes_are_those_of_the_rfc(seconds, code):
    """So every authenticator shows them."""
    now = datetime.fromtimestamp(seconds, UTC)
    assert step_code(SECRET, now) == code[-6:]
    assert find_step(SECRET, code[-6:], now) == seconds // 30


@pytest.mark.parametrize(("late", "found"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_code_counts_a_step_before_and_after_its_own(now, late, found):
    """The step that is found is the code's own, so that it can be used up."""
    step = int(now.timestamp()) // 30
    code = step_code(SECRET, now)
    assert find_step(SECRET, code, now + timedelta(seconds=late)) == (step if found else None)


def test_a_code_may_be_typed_as_it_is_shown(now):
    """Authenticators write a space in the middle."""
    code = step_code(SECRET, now)
    assert find_step(SECRET, f" {code[:3]} {code[3:]}\n", now) is not None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "12345\u0665", "-12345"])
def test_what_is_no_code_is_of_no_step(now, typed):
    """Other scripts' digits among them."""
    assert find_step(SECRET, typed, now) is None


def test_another_member_s_code_is_of_no_step(now):
    """Each has a secret of their own."""
    assert find_step(b"another secret of it", step_code(SECRET, now), now) is None


def test_a_time_without_a_zone_is_refused(now):
    """It would be another step elsewhere."""
    with pytest.raises(ValueError, match="zone"):
        find_step(SECRET, "123456", now.replace(tzinfo=None))


def test_the_secret_reaches_an_authenticator_in_two_ways():
    """Read from a picture, or typed; neither names who issued it."""
    assert base64.b32decode(secret_text(SECRET)) == SECRET
    uri = provisioning_uri(SECRET, "Олена 1")
    assert uri.startswith("otpauth://totp/%D0%9E%D0%BB%D0%B5%D0%BD%D0%B0%201?")
    assert f"secret={secret_text(SECRET)}" in uri
    assert "issuer" not in uri
