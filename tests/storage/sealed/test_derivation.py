"""Derived secrets: the same from the same, and nothing to be learnt from one about another."""

import hashlib
import hmac
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from storage.sealed import derive_receipt, keyed_hash, subkey

SALT = bytes(range(16))


def test_a_receipt_code_always_yields_the_same_secrets():
    """A golden value, made by this function: stored locators must be found again for ever."""
    secrets = derive_receipt("1234 5678 9012 3456", SALT)
    assert secrets.locator == "dcd41c20edee07f825c859fde53135da"
    assert (
        hashlib.sha256(secrets.identity.recipient.public).hexdigest()
        == "f06d9b41f81f7cb3935bff76c66c275bdec4d701b8ccd305fe774c1b7f3b436f"
    )


def test_several_codes_can_be_derived_at_once():
    """From several threads: they wait for each other, where OpenSSL would fail or wait for ever."""
    codes = [f"{number:021}" for number in range(4)]
    with ThreadPoolExecutor(len(codes)) as threads:
        derived = list(threads.map(lambda code: derive_receipt(code, SALT).locator, codes))
    assert len(set(derived)) == len(codes)


def test_a_code_may_be_typed_as_it_was_shown():
    """Spaces, hyphens and words around the digits make no difference; a digit does."""
    spaced = derive_receipt("code: 1234-5678\u00a09012 3456\n", SALT)
    assert spaced == derive_receipt("1234567890123456", SALT)
    assert spaced.locator != derive_receipt("1234567890123457", SALT).locator


def test_every_deployment_has_its_own_receipts():
    """The salt separates deployments, and neither code nor identity is shown."""
    secrets = derive_receipt("1234567890123456", bytes(16))
    assert secrets.locator != derive_receipt("1234567890123456", SALT).locator
    assert secrets.identity.encode() not in repr(secrets)


@given(parts=st.lists(st.binary(max_size=8), max_size=3), others=st.lists(st.binary(max_size=8), max_size=3))
def test_two_lists_of_parts_never_hash_alike(parts, others):
    """Moving a byte from one part to the next changes the hash."""
    assert (keyed_hash(b"key", *parts) == keyed_hash(b"key", *others)) is (parts == others)


def test_a_keyed_hash_is_an_hmac_over_lengths_and_parts():
    """The written definition, by hand."""
    message = bytes(7) + b"\x02ab" + bytes(8)
    assert keyed_hash(b"key", b"ab", b"") == hmac.digest(b"key", message, "sha256")[:16]


def test_subkeys_are_apart():
    """One secret yields another key for every label, always the same one."""
    assert subkey(b"s" * 32, "one") == subkey(b"s" * 32, "one")
    assert len({subkey(b"s" * 32, "one"), subkey(b"s" * 32, "two"), subkey(b"t" * 32, "one")}) == 3
    assert len(subkey(b"s" * 32, "one")) == 32


def test_a_subkey_is_hkdf():
    """RFC 5869 with an empty salt, by hand."""
    extracted = hmac.digest(bytes(32), b"s" * 32, "sha256")
    assert subkey(b"s" * 32, "one") == hmac.digest(extracted, b"one\x01", "sha256")
