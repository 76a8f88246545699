"""Files go both ways between us and two other age implementations: npm's age-encryption and PyPI's pyrage."""

import base64
import io
import os
import random

import pyrage
import pytest

from storage.sealed import (
    HybridIdentity,
    PassphraseIdentity,
    PassphraseRecipient,
    X25519Identity,
    armor,
    decrypt,
    open_file,
    parse_identity,
    parse_recipient,
    seal,
)

SIZES = (0, 1, 65_535, 65_536, 65_537, 200_000)

# pyrage measures the machine and chooses its own, large work factor (here 19), so this file is made once:
# python -c 'import base64, pyrage; print(base64.b64encode(pyrage.passphrase.encrypt(b"words", "correct horse")))'
PYRAGE_FILE = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBoaDF0NHFOcWJKUkh1MTVWdmIvZU9RIDE5Cm90UGFnZUV2"
    "eTBORlZVbW1TYTFqdG5JMFZrTkxxZkU0OFJQeW1LcFJSUTQKLS0tIEF6OUh4NU5xRmRndkdqVzF4WHJMZGN4UXlH"
    "cHVPM3plN3hwdUhYajdTY2cKYaP0i2+8+JSXVFiKr9RZZkhFbFIpZZ60vMPP1QCPthaihNStAA=="
)


def plaintext(size):
    return random.Random(size).randbytes(size)


@pytest.fixture(scope="module")
def theirs(peer):
    """A hybrid identity that the other implementation made."""
    return peer("generate")


def test_a_hybrid_identity_has_the_same_recipient_everywhere(peer, draw):
    """The recipient we compute from an identity is the one npm's age-encryption computes."""
    identity = HybridIdentity.generate(draw)
    assert peer("recipient", identity=identity.encode()) == identity.recipient.encode()


def test_their_hybrid_keys_are_read_and_written_as_they_were(theirs):
    """A foreign hybrid identity and recipient belong together here too, and keep their text."""
    identity = parse_identity(theirs["identity"])
    assert identity.encode() == theirs["identity"]
    assert identity.recipient == parse_recipient(theirs["recipient"])
    assert identity.recipient.encode() == theirs["recipient"]


@pytest.mark.parametrize("size", SIZES)
def test_our_hybrid_files_open_there(peer, theirs, draw, size):
    """What we seal to a hybrid recipient, npm's age-encryption opens."""
    sealed = seal(plaintext(size), [parse_recipient(theirs["recipient"])], draw)
    assert peer("decrypt", identity=theirs["identity"], data=sealed.whole) == plaintext(size)


@pytest.mark.parametrize("size", SIZES)
def test_their_hybrid_files_open_here(peer, draw, size):
    """What npm's age-encryption seals to a hybrid recipient, we open."""
    identity = HybridIdentity.generate(draw)
    sealed = peer("encrypt", recipients=[identity.recipient.encode()], data=plaintext(size))
    assert open_file(sealed, [identity]) == plaintext(size)


def test_each_of_several_hybrid_recipients_opens_our_file_there(peer, theirs, draw):
    """In a file for two, the second stanza is as good as the first."""
    ours = HybridIdentity.generate(draw)
    sealed = seal(b"for two", [ours.recipient, parse_recipient(theirs["recipient"])], draw)
    assert peer("decrypt", identity=theirs["identity"], data=sealed.whole) == b"for two"
    assert peer("decrypt", identity=ours.encode(), data=sealed.whole) == b"for two"


def test_our_passphrase_files_open_in_age_encryption(peer, draw):
    """What we seal under a passphrase, npm's age-encryption opens."""
    sealed = seal(b"words", [PassphraseRecipient(passphrase="пароль", work_factor=10)], draw)
    assert peer("decrypt", passphrase="пароль", data=sealed.whole) == b"words"


def test_passphrase_files_of_age_encryption_open_here(peer):
    """What npm's age-encryption seals under a passphrase, we open."""
    sealed = peer("encrypt", passphrase="пароль", data=b"words")
    assert open_file(sealed, [PassphraseIdentity(passphrase="пароль")]) == b"words"


@pytest.mark.parametrize("size", [0, 1, 47, 48, 49, 100_000])
def test_our_armor_is_theirs(peer, size):
    """A binary file has one armored text, whoever writes it; and the text is read back to the bytes."""
    target = io.BytesIO()
    armor.encode(io.BytesIO(plaintext(size)), target)
    assert peer("dearmor", data=target.getvalue()) == plaintext(size)
    back = io.BytesIO()
    armor.decode(io.BytesIO(peer("armor", data=plaintext(size))), back)
    assert back.getvalue() == plaintext(size)


@pytest.mark.parametrize("size", SIZES)
def test_our_classic_files_open_in_pyrage(draw, size):
    """What we seal to an X25519 recipient, pyrage opens."""
    identity = pyrage.x25519.Identity.generate()
    sealed = seal(plaintext(size), [parse_recipient(str(identity.to_public()))], draw)
    assert pyrage.decrypt(sealed.whole, [identity]) == plaintext(size)


@pytest.mark.parametrize("size", SIZES)
def test_classic_files_of_pyrage_open_here(draw, size):
    """What pyrage seals to an X25519 recipient, we open."""
    identity = X25519Identity.generate(draw)
    recipient = pyrage.x25519.Recipient.from_str(identity.recipient.encode())
    assert open_file(pyrage.encrypt(plaintext(size), [recipient]), [identity]) == plaintext(size)


def test_armored_files_of_pyrage_open_here(draw):
    """What pyrage armors, we recognise and open."""
    identity = X25519Identity.generate(draw)
    recipient = pyrage.x25519.Recipient.from_str(identity.recipient.encode())
    sealed = pyrage.encrypt(plaintext(100_000), [recipient], armored=True)
    target = io.BytesIO()
    decrypt(io.BytesIO(sealed), target, [identity])
    assert target.getvalue() == plaintext(100_000)


def test_our_passphrase_files_open_in_pyrage(draw):
    """What we seal under a passphrase, pyrage opens."""
    sealed = seal(b"words", [PassphraseRecipient(passphrase="correct horse", work_factor=10)], draw)
    assert pyrage.passphrase.decrypt(sealed.whole, "correct horse") == b"words"


def test_passphrase_files_of_pyrage_open_here():
    """What pyrage sealed under a passphrase, we open."""
    assert open_file(PYRAGE_FILE, [PassphraseIdentity(passphrase="correct horse")]) == b"words"


def test_truncated_files_are_refused_in_pyrage(draw):
    """Pyrage refuses our file without its last byte: the end is authenticated for others too."""
    identity = pyrage.x25519.Identity.generate()
    sealed = seal(plaintext(70_000), [parse_recipient(str(identity.to_public()))], os.urandom)
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed.whole[:-1], [identity])
