"""The header apart from the payload: letting in, shutting out, and never a weak recipient beside a strong one."""

import pytest

from storage.sealed import (
    FileKey,
    HeaderFailure,
    HybridIdentity,
    MacFailure,
    MixedRecipients,
    NoMatch,
    NoRecipients,
    PassphraseIdentity,
    PassphraseRecipient,
    X25519Identity,
    open_header,
    open_sealed,
    rewrap,
    seal,
    seal_header,
)
from storage.sealed.header import VERSION_LINE, format_header, parse_header, read_header
from storage.sealed.stanza import Stanza

ONE, TWO = (HybridIdentity.from_seed(bytes([seed]) * 32) for seed in (1, 2))
CLASSIC = X25519Identity.from_seed(b"c" * 32)
PASSPHRASE = PassphraseRecipient(passphrase="p", work_factor=1)
KEY = FileKey(secret=b"k" * 16)


def test_a_rewrap_lets_another_in_and_the_first_out(draw):
    """The new header opens the untouched payload for the new recipient, and no longer for the old one."""
    sealed = seal(b"content", [ONE.recipient], draw)
    header = rewrap(sealed.header, [ONE], [TWO.recipient], draw)
    assert open_sealed(header, sealed.payload, [TWO]) == b"content"
    with pytest.raises(NoMatch):
        open_sealed(header, sealed.payload, [ONE])


def test_nobody_rewraps_what_they_cannot_open(draw):
    """Rewrapping needs an identity that opens the old header."""
    sealed = seal(b"content", [ONE.recipient], draw)
    with pytest.raises(NoMatch):
        rewrap(sealed.header, [TWO], [TWO.recipient], draw)


def test_every_recipient_opens(draw):
    """All recipients find the same file key, whatever other identities are tried first."""
    header = seal_header(KEY, [ONE.recipient, TWO.recipient], draw)
    for identities in ([ONE], [TWO], [CLASSIC, PassphraseIdentity(passphrase="p"), TWO]):
        assert open_header(header, identities) == KEY


@pytest.mark.parametrize(
    "recipients",
    [[ONE.recipient, CLASSIC.recipient], [PASSPHRASE, ONE.recipient], [PASSPHRASE, PASSPHRASE]],
    ids=["hybrid and classic", "passphrase and hybrid", "two passphrases"],
)
def test_recipients_that_must_not_share_a_file_are_refused(draw, recipients):
    """Hybrid stands beside hybrid, classic beside classic, a passphrase alone."""
    with pytest.raises(MixedRecipients):
        seal_header(KEY, recipients, draw)


def test_a_file_for_nobody_is_refused(draw):
    """A header without a recipient could never be opened."""
    with pytest.raises(NoRecipients):
        seal_header(KEY, [], draw)


def test_an_added_recipient_is_noticed(draw):
    """Somebody who can write rows cannot slip a recipient of theirs into a header."""
    header = parse_header(seal_header(KEY, [ONE.recipient], draw))
    foreign = TWO.recipient.wrap(KEY, draw)
    forged = format_header([*header.stanzas, foreign], FileKey(secret=b"x" * 16))
    with pytest.raises(MacFailure):
        open_header(forged, [ONE])


def test_a_passphrase_beside_another_stanza_is_refused_by_every_identity(draw):
    """Whoever opens a mixed header would believe in an author that a passphrase cannot vouch for."""
    stanzas = [PASSPHRASE.wrap(KEY, draw), ONE.recipient.wrap(KEY, draw)]
    with pytest.raises(HeaderFailure):
        open_header(format_header(stanzas, KEY), [ONE])


def test_a_passphrase_identity_refuses_company_by_itself(draw):
    """The rule holds in the identity too, wherever it is used."""
    stanzas = [PASSPHRASE.wrap(KEY, draw), ONE.recipient.wrap(KEY, draw)]
    with pytest.raises(HeaderFailure):
        PassphraseIdentity(passphrase="p").unwrap(stanzas)


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (lambda header: header[:-1], "last line"),
        (lambda header: header + b"x", "last line"),
        (lambda header: header + b"\n", "last line"),
        (lambda header: header.replace(b"-> ", b"->", 1), "begin a stanza"),
        (lambda header: header.replace(b"-> ", "-> ї".encode(), 1), "character"),
        (lambda header: header.replace(b"--- ", b"---", 1), "not Base64"),
        (lambda header: header[: header.index(b"---")], "begin a stanza"),
        (lambda header: header[: header.index(b"\n---")], "without its MAC"),
        (lambda header: VERSION_LINE + header[header.index(b"---") :], "no recipient"),
        (lambda header: b"x" + header, "does not begin"),
        (lambda _: b"", "does not begin"),
    ],
)
def test_what_is_not_exactly_the_grammar_is_refused(draw, spoil, rule):
    """A malformed header is refused with the rule it breaks."""
    header = seal_header(KEY, [CLASSIC.recipient], draw)
    with pytest.raises(HeaderFailure, match=rule):
        open_header(spoil(header), [CLASSIC])


def test_a_stanza_that_never_ends_is_refused():
    """The input may end in the middle of a body."""
    with pytest.raises(HeaderFailure, match="short line"):
        parse_header(VERSION_LINE + b"-> a\n" + b"A" * 64)


def test_a_header_of_whole_lines_ends_with_an_empty_one():
    """A body of 48 bytes fills its line, so an empty line must follow to end it."""
    header = format_header([Stanza(args=("a", "b"), body=bytes(48))], KEY)
    assert header.startswith(VERSION_LINE + b"-> a b\n" + b"A" * 64 + b"\n\n---")
    assert parse_header(header).stanzas == (Stanza(args=("a", "b"), body=bytes(48)),)


def test_a_header_is_not_written_too_long_to_be_read():
    """What we write, we can read again."""
    with pytest.raises(HeaderFailure, match="too many"):
        format_header([Stanza(args=("a",), body=bytes(1 << 20))], KEY)


def test_an_endless_header_is_not_read_into_memory():
    """A stream that never ends its header is given up after a mebibyte."""

    class Endless:
        read = 0

        def readline(self, limit):
            line = b"-> " + b"a" * 60 + b"\n"
            self.read += len(line)
            return line[:limit]

    source = Endless()
    with pytest.raises(HeaderFailure, match="does not end"):
        read_header(source, VERSION_LINE)
    assert source.read < 2 << 20
