"""Keys as objects and as text: what is mistyped is refused, what is secret is never shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.sealed import (
    FileKey,
    HeaderFailure,
    HybridIdentity,
    HybridRecipient,
    KeyFormatError,
    OutOfMemory,
    PassphraseIdentity,
    PassphraseRecipient,
    SigningKey,
    X25519Identity,
    X25519Recipient,
    bech32,
    open_file,
    parse_identities,
    parse_identity,
    parse_recipient,
    passphrase,
    seal,
)
from storage.sealed.stanza import Stanza

KEY = FileKey(secret=b"k" * 16)

# C2SP age.md, "The X25519 recipient type" and "The MLKEM768-X25519 … recipient type".
SPEC_X25519_IDENTITY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
SPEC_X25519_RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
SPEC_HYBRID_IDENTITY = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
SPEC_HYBRID_RECIPIENT_BEGINS = "age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5zrqtzdxz95paef6caq5"
SPEC_HYBRID_RECIPIENT_ENDS = (
    "gf8dweknw5jmqd0uvny6ttsn09508k0c55zfnegrm9efhxpfqdkmhh6gjtqmwze9pyyzk3tlhl53k2ykx3qheyty7saeq0d3fzv49zc0k"
)


def test_the_x25519_example_of_the_specification():
    """The specification's identity has the specification's recipient."""
    assert parse_identity(SPEC_X25519_IDENTITY).recipient.encode() == SPEC_X25519_RECIPIENT


def test_the_hybrid_example_of_the_specification():
    """The specification's hybrid identity has the specification's recipient of 1,959 characters."""
    recipient = parse_identity(SPEC_HYBRID_IDENTITY).recipient.encode()
    assert recipient.startswith(SPEC_HYBRID_RECIPIENT_BEGINS)
    assert recipient.endswith(SPEC_HYBRID_RECIPIENT_ENDS)
    assert len(recipient) == 1959


@pytest.mark.parametrize("kind", [HybridIdentity, X25519Identity])
def test_keys_keep_their_text(draw, kind):
    """Writing and reading are inverse for identities and recipients."""
    identity = kind.generate(draw)
    assert parse_identity(identity.encode()) == identity
    assert parse_recipient(identity.recipient.encode()) == identity.recipient
    assert len({identity.recipient, parse_recipient(identity.recipient.encode())}) == 1


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (parse_recipient, ""),
        (parse_recipient, "1"),
        (parse_recipient, "age1"),
        (parse_recipient, SPEC_X25519_RECIPIENT[:-1]),
        (parse_recipient, SPEC_X25519_RECIPIENT.replace("z", "y", 1)),
        (parse_recipient, SPEC_X25519_RECIPIENT.capitalize()),
        (parse_recipient, SPEC_X25519_RECIPIENT.upper()),
        (parse_recipient, SPEC_X25519_RECIPIENT.replace("q", "б", 1)),
        (parse_recipient, "ї" + SPEC_X25519_RECIPIENT),
        (parse_recipient, SPEC_X25519_IDENTITY),
        (parse_recipient, bech32.encode("age", bytes(31))),
        (parse_recipient, bech32.encode("age", bytes(33))),
        (parse_recipient, bech32.encode("age1pq", bytes(1215))),
        (parse_recipient, bech32.encode("age1pq", bytes(1217))),
        (parse_recipient, bech32.encode("age1pq", b"\xff" * 1216)),
        (parse_recipient, bech32.encode("age1tag", bytes(33))),
        (parse_identity, SPEC_X25519_IDENTITY.lower()),
        (parse_identity, SPEC_X25519_RECIPIENT),
        (parse_identity, bech32.encode("AGE-SECRET-KEY-", bytes(31))),
        (parse_identity, bech32.encode("AGE-SECRET-KEY-PQ-", bytes(33))),
        (parse_identity, bech32.encode("AGE-PLUGIN-X-", bytes(32))),
    ],
)
def test_text_that_is_no_key_is_refused(read, text):
    """A key that is cut, mistyped or of another kind is refused, and the error does not repeat it."""
    with pytest.raises(KeyFormatError) as refused:
        read(text)
    assert not text or text not in str(refused.value)


@given(data=st.binary(max_size=80))
@settings(max_examples=80)
def test_bech32_writes_and_reads_any_bytes(data):
    """Any bytes come back under either case of prefix."""
    assert bech32.decode(bech32.encode("age", data)) == ("age", data)
    assert bech32.decode(bech32.encode("AGE-SECRET-KEY-", data)) == ("AGE-SECRET-KEY-", data)


@pytest.mark.parametrize(
    "text",
    [
        "A12UEL5L",
        "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
    ],
)
def test_valid_strings_of_bip_173_are_read(text):
    """The valid test vectors of BIP 173 that hold whole bytes pass their checksum."""
    prefix, _ = bech32.decode(text)
    assert text.lower().startswith(f"{prefix.lower()}1")


@pytest.mark.parametrize(
    "text", ["\x201nwldj5", "pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8", "10a06t8", "1qzzfhee"]
)
def test_invalid_strings_of_bip_173_are_refused(text):
    """The invalid test vectors of BIP 173 are refused."""
    with pytest.raises(KeyFormatError):
        bech32.decode(text)


def bech32_of(values):
    """A Bech32 string of five-bit values, which need not be whole bytes."""
    checked = [*bech32._expand("age"), *values]
    remainder = bech32._polymod([*checked, 0, 0, 0, 0, 0, 0]) ^ 1
    letters = [*values, *(remainder >> 5 * (5 - place) & 31 for place in range(6))]
    return "age1" + "".join(bech32._ALPHABET[value] for value in letters)


@pytest.mark.parametrize(
    "values", [[0], [0, 1], [0, 0, 0]], ids=["a spare letter", "a set bit", "a spare letter of three"]
)
def test_padding_that_is_not_canonical_is_refused(values):
    """One key has one text: spare letters and set padding bits are refused."""
    with pytest.raises(KeyFormatError, match="not zero"):
        bech32.decode(bech32_of(values))


def test_an_identity_file_is_read_as_age_keygen_writes_it(draw):
    """Comments and blank lines are passed over; identities of both kinds may stand together."""
    one, two = HybridIdentity.generate(draw), X25519Identity.generate(draw)
    text = f"# created: 2026-11-22\n# public key: {one.recipient.encode()}\r\n{one.encode()}\r\n\n  {two.encode()}\n"
    assert parse_identities(text) == (one, two)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "AGE-SECRET-KEY-1\n"])
def test_an_identity_file_without_an_identity_is_refused(text):
    """A file that opens nothing is no identity file."""
    with pytest.raises(KeyFormatError):
        parse_identities(text)


def test_no_secret_is_shown(draw):
    """What a debugger or a log would print of a secret object does not hold the secret."""
    hybrid, classic, signer = (kind.generate(draw) for kind in (HybridIdentity, X25519Identity, SigningKey))
    words = "correct horse"
    shown = repr(
        [hybrid, classic, signer, KEY, PassphraseIdentity(passphrase=words), PassphraseRecipient(passphrase=words)]
    )
    for secret in (hybrid.seed, classic.seed, signer.seed, KEY.secret):
        assert repr(secret)[2:-1] not in shown
        assert secret.hex() not in shown
    assert words not in shown


@pytest.mark.parametrize("kind", [HybridIdentity, X25519Identity, SigningKey])
def test_a_secret_of_the_wrong_length_is_refused(kind):
    """All secret keys are 32 bytes."""
    with pytest.raises(KeyFormatError):
        kind.from_seed(bytes(31))


def test_a_classic_recipient_of_low_order_is_refused(draw):
    """Nobody holds the key to the zero point: sealing to it would be sealing to everybody."""
    with pytest.raises(KeyFormatError):
        X25519Recipient(public=bytes(32)).wrap(KEY, draw)


def test_a_hybrid_recipient_of_low_order_is_refused(draw):
    """The X25519 half must be somebody's, too."""
    public = HybridIdentity.generate(draw).recipient.public
    with pytest.raises(KeyFormatError):
        HybridRecipient(public=public[:1184] + bytes(32)).wrap(KEY, draw)


@pytest.mark.parametrize("identity", [HybridIdentity.from_seed(bytes(32)), X25519Identity.from_seed(bytes(32))])
@pytest.mark.parametrize("body", [31, 33, 48])
def test_a_wrapped_key_of_another_length_is_not_tried(draw, identity, body):
    """A longer body could be made to open under many keys, so its length is checked first."""
    stanza = identity.recipient.wrap(KEY, draw)
    with pytest.raises(HeaderFailure):
        identity.unwrap([Stanza(args=stanza.args, body=bytes(body))])


def test_a_passphrase_opens_what_it_sealed(draw):
    """The right words open, others do not, and nothing else is a match."""
    stanza = PassphraseRecipient(passphrase="пароль", work_factor=2).wrap(KEY, draw)
    assert PassphraseIdentity(passphrase="пароль").unwrap([stanza]) == KEY
    assert PassphraseIdentity(passphrase="пароли").unwrap([stanza]) is None
    assert stanza.args[0] == "scrypt"
    assert stanza.args[2] == "2"


def test_the_usual_work_factor_is_eighteen():
    """Age's own default: 256 MiB, about a second."""
    assert PassphraseRecipient(passphrase="p").work_factor == 18


@pytest.mark.parametrize(("asked", "allowed"), [(23, 22), (9, 8), (1000, 22)])
def test_too_much_work_is_refused_before_it_is_done(asked, allowed):
    """A file that asks for more than the limit is refused without trying."""
    stanza = Stanza(args=("scrypt", "A" * 22, str(asked)), body=bytes(32))
    with pytest.raises(HeaderFailure, match="too much work"):
        PassphraseIdentity(passphrase="p", max_work_factor=allowed).unwrap([stanza])


def test_a_lack_of_memory_is_said(draw, monkeypatch):
    """A machine without the memory for scrypt says so instead of crashing."""

    class Greedy:
        def __init__(self, **_):
            raise MemoryError

    monkeypatch.setattr(passphrase, "Scrypt", Greedy)
    with pytest.raises(OutOfMemory):
        PassphraseRecipient(passphrase="p", work_factor=1).wrap(KEY, draw)


def test_an_empty_passphrase_is_refused():
    """Nothing is sealed under nothing."""
    with pytest.raises(KeyFormatError):
        PassphraseRecipient(passphrase="")


def test_a_passphrase_of_unreadable_bytes_is_used_as_it_was_typed(draw):
    """A terminal in another encoding still opens what it sealed."""
    typed = b"caf\xe9".decode("utf-8", "surrogateescape")
    sealed = seal(b"x", [PassphraseRecipient(passphrase=typed, work_factor=1)], draw)
    assert open_file(sealed.whole, [PassphraseIdentity(passphrase=typed)]) == b"x"


def test_a_passphrase_that_is_no_text_is_refused_without_a_trace(draw):
    """Half a surrogate pair cannot be typed again; the error keeps the passphrase out of the traceback."""
    with pytest.raises(KeyFormatError) as refused:
        PassphraseRecipient(passphrase="\ud800", work_factor=1).wrap(KEY, draw)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
