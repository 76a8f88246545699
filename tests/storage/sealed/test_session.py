"""Sessions: many payloads under one header, each closed for itself."""

import os

import pytest

from storage.sealed import (
    HeaderFailure,
    HybridIdentity,
    MacFailure,
    NoMatch,
    OpeningSession,
    PayloadFailure,
    SealingSession,
    open_sealed,
    seal,
    session,
)

OURS, THEIRS = HybridIdentity.from_seed(b"o" * 32), HybridIdentity.from_seed(b"t" * 32)


@pytest.fixture
def sealing():
    return SealingSession([OURS.recipient])


@pytest.fixture
def unwraps(monkeypatch):
    """Grows by one with each header that is opened."""
    seen = []

    def counted(header, identities):
        seen.append(header)
        return open_header(header, identities)

    open_header = session.open_header
    monkeypatch.setattr(session, "open_header", counted)
    return seen


@pytest.mark.parametrize("plaintext", [b"", b"x", b"x" * 65536, b"x" * 200_000], ids=len)
def test_what_is_sealed_is_opened(sealing, plaintext):
    """By a session, and by whoever opens age files."""
    sealed = sealing.seal(plaintext, os.urandom)
    assert OpeningSession([OURS]).open(sealed.header, sealed.payload) == plaintext
    assert open_sealed(sealed.header, sealed.payload, [OURS]) == plaintext


def test_the_header_stays_and_the_payload_never_repeats(sealing):
    """One wrapping serves many; the same words look different each time."""
    first, second = (sealing.seal(b"same", os.urandom) for _ in range(2))
    assert first.header == second.header
    assert first.payload[:16] != second.payload[:16]
    assert first.payload[16:] != second.payload[16:]


def test_a_file_key_is_used_a_limited_number_of_times(sealing, monkeypatch):
    """Then there is a new header."""
    monkeypatch.setattr(session, "SESSION_USES", 2)
    headers = [sealing.seal(b"", os.urandom).header for _ in range(5)]
    assert [headers.index(header) for header in headers] == [0, 0, 2, 2, 4]


def test_two_sessions_share_nothing(sealing):
    """Each process has file keys of its own."""
    ours, others = sealing.seal(b"", os.urandom), SealingSession([OURS.recipient]).seal(b"", os.urandom)
    assert ours.header != others.header
    with pytest.raises(PayloadFailure):
        open_sealed(others.header, ours.payload, [OURS])


def test_a_header_is_opened_once(sealing, unwraps):
    """What follows under it costs no unwrapping."""
    opening = OpeningSession([OURS])
    for number in range(3):
        sealed = sealing.seal(b"%d" % number, os.urandom)
        assert opening.open(sealed.header, sealed.payload) == b"%d" % number
    assert len(unwraps) == 1


def test_the_headers_met_last_are_remembered(unwraps, monkeypatch):
    """And no more than a few, however many somebody writes to the database."""
    monkeypatch.setattr(session, "HEADERS_KEPT", 2)
    one, two, three = (seal(b"", [OURS.recipient], os.urandom) for _ in range(3))
    opening = OpeningSession([OURS])
    for sealed in (one, two, one, three, one, two):
        opening.open(sealed.header, sealed.payload)
    assert unwraps == [one.header, two.header, three.header, two.header]


def test_what_one_seal_made_opens_in_a_session():
    """A header of its own is met once like any other."""
    sealed = seal(b"older", [OURS.recipient], os.urandom)
    assert OpeningSession([OURS]).open(sealed.header, sealed.payload) == b"older"


def test_another_identity_opens_nothing(sealing):
    """Nor after it has failed before."""
    sealed = sealing.seal(b"", os.urandom)
    opening = OpeningSession([THEIRS])
    for _ in range(2):
        with pytest.raises(NoMatch):
            opening.open(sealed.header, sealed.payload)


def test_a_changed_header_is_refused_beside_the_known_one(sealing):
    """A header is known by all of its bytes."""
    sealed = sealing.seal(b"", os.urandom)
    opening = OpeningSession([OURS])
    opening.open(sealed.header, sealed.payload)
    forged = sealed.header[:-5] + (b"AAAA" if sealed.header[-5:-1] != b"AAAA" else b"BBBB") + b"\n"
    with pytest.raises((MacFailure, HeaderFailure)):
        opening.open(forged, sealed.payload)


def test_a_changed_payload_is_refused(sealing):
    """Also under a header that is known."""
    sealed = sealing.seal(b"words", os.urandom)
    opening = OpeningSession([OURS])
    opening.open(sealed.header, sealed.payload)
    for place in (0, 16, -1):
        forged = bytearray(sealed.payload)
        forged[place] ^= 1
        with pytest.raises(PayloadFailure):
            opening.open(sealed.header, bytes(forged))
