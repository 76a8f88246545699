"""Signatures: made by one key over one message, and by nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import PermanentError
from storage.sealed import AgeError, BadSignature, KeyFormatError, SigningKey, VerifyKey

KEY = SigningKey.from_seed(bytes(range(32)))


def test_the_first_vector_of_rfc_8032():
    """RFC 8032, section 7.1, test 1: seed, public key and signature of the empty message."""
    key = SigningKey.from_seed(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    assert key.public.encode() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").hex() == (
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )


@given(message=st.binary(max_size=200), place=st.integers(0, 511))
@settings(max_examples=50)
def test_any_flipped_bit_of_a_signature_is_refused(message, place):
    """A signature verifies, and with one bit flipped it does not."""
    signature = KEY.sign(message)
    KEY.public.verify(message, signature)
    spoiled = bytearray(signature)
    spoiled[place // 8] ^= 1 << place % 8
    with pytest.raises(BadSignature):
        KEY.public.verify(message, bytes(spoiled))


@pytest.mark.parametrize("signature", [b"", bytes(63), bytes(64), bytes(65)])
def test_what_is_no_signature_is_refused(signature):
    """A signature of another length is a bad signature, not a crash."""
    with pytest.raises(BadSignature):
        KEY.public.verify(b"message", signature)


def test_another_key_did_not_sign(draw):
    """A signature counts for its own key only."""
    with pytest.raises(BadSignature):
        SigningKey.generate(draw).public.verify(b"message", KEY.sign(b"message"))


def test_a_verify_key_keeps_its_text():
    """Writing and reading are inverse, and equal keys are one in a set."""
    assert VerifyKey.from_text(KEY.public.encode()) == KEY.public
    assert len({VerifyKey.from_text(KEY.public.encode()), KEY.public}) == 1


@pytest.mark.parametrize(
    "text", ["", "0", "00" * 31, "00" * 33, "0x" + "00" * 31, "AB" * 32, " " + "00" * 32, "г" * 64]
)
def test_text_that_is_no_verify_key_is_refused(text):
    """Sixty-four lowercase hexadecimal digits, nothing else."""
    with pytest.raises(KeyFormatError):
        VerifyKey.from_text(text)


def test_a_bad_signature_is_no_trouble_with_a_file():
    """Who catches damaged files does not swallow forgeries."""
    assert issubclass(BadSignature, PermanentError)
    assert not issubclass(BadSignature, AgeError)
