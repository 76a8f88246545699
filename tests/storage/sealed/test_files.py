"""Whole files: what was sealed comes back, and nothing else ever does."""

import io
import random
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.sealed import (
    AgeError,
    ArmorFailure,
    HeaderFailure,
    HybridIdentity,
    NoMatch,
    PayloadFailure,
    X25519Identity,
    decrypt,
    encrypt,
    open_file,
    open_sealed,
    seal,
)

CHUNK = 64 * 1024
SEALED_CHUNK = CHUNK + 16
HYBRID = HybridIdentity.from_seed(b"h" * 32)
CLASSIC = X25519Identity.from_seed(b"c" * 32)
OTHER = HybridIdentity.from_seed(b"o" * 32)


def bytes_of(size):
    return random.Random(size).randbytes(size)


class Trickle(io.BytesIO):
    """A stream that gives less than it is asked for, as pipes do."""

    def read(self, size=-1):
        """Give at most 1,000 bytes."""
        return super().read(min(size, 1000) if size > 0 else size)


@pytest.mark.parametrize("armored", [False, True])
@pytest.mark.parametrize("identity", [HYBRID, CLASSIC])
@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 131_072, 131_073])
def test_a_stream_comes_back(draw, identity, size, armored):
    """What is sealed from a stream opens into a stream, whole, at every size around a chunk."""
    sealed, opened = io.BytesIO(), io.BytesIO()
    encrypt(io.BytesIO(bytes_of(size)), sealed, [identity.recipient], draw, armored=armored)
    decrypt(io.BytesIO(sealed.getvalue()), opened, [identity])
    assert opened.getvalue() == bytes_of(size)
    assert sealed.getvalue().startswith(b"-----BEGIN" if armored else b"age-encryption.org/v1\n")


@given(plaintext=st.binary(max_size=3 * 1024))
@settings(max_examples=50)
def test_something_small_comes_back(plaintext):
    """Seal and open are inverse."""
    sealed = seal(plaintext, [HYBRID.recipient], random.Random(1).randbytes)
    assert open_sealed(sealed.header, sealed.payload, [HYBRID]) == plaintext


def test_streams_that_trickle_are_opened_whole(draw):
    """A source that gives a little at a time makes no difference."""
    sealed, opened = io.BytesIO(), io.BytesIO()
    encrypt(Trickle(bytes_of(150_000)), sealed, [CLASSIC.recipient], draw)
    decrypt(Trickle(sealed.getvalue()), opened, [CLASSIC])
    assert opened.getvalue() == bytes_of(150_000)


def test_a_nonce_that_trickles_is_read_whole(draw):
    """The payload's nonce may arrive in two pieces."""

    class Drip(io.BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 7))

    sealed, opened = seal(b"drop by drop", [CLASSIC.recipient], draw), io.BytesIO()
    decrypt(Drip(sealed.whole), opened, [CLASSIC])
    assert opened.getvalue() == b"drop by drop"


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@settings(max_examples=120)
@pytest.mark.parametrize("identity", [HYBRID, CLASSIC])
def test_any_flipped_bit_of_a_header_is_refused(identity, place, bit):
    """No bit of a header can change without notice."""
    sealed = seal(b"content", [identity.recipient], random.Random(2).randbytes)
    header = bytearray(sealed.header)
    header[int(place * len(header))] ^= 1 << bit
    with pytest.raises(AgeError):
        open_sealed(bytes(header), sealed.payload, [identity])


@given(place=st.integers(0, 70_000 + 47), bit=st.integers(0, 7))
@settings(max_examples=60)
def test_any_flipped_bit_of_a_payload_is_refused(place, bit):
    """No bit of a payload of two chunks can change without notice."""
    sealed = seal(bytes_of(70_000), [CLASSIC.recipient], random.Random(3).randbytes)
    assert len(sealed.payload) == 70_000 + 48
    payload = bytearray(sealed.payload)
    payload[place] ^= 1 << bit
    with pytest.raises(PayloadFailure):
        open_sealed(sealed.header, bytes(payload), [CLASSIC])


@given(size=st.sampled_from([0, 1, 65_535, 65_536, 65_537, 131_072]), keep=st.floats(0, 1, exclude_max=True))
@settings(max_examples=60)
def test_any_truncation_is_refused(size, keep):
    """A payload cut anywhere does not open, not even where a chunk ends."""
    sealed = seal(bytes_of(size), [CLASSIC.recipient], random.Random(4).randbytes)
    with pytest.raises(PayloadFailure):
        open_sealed(sealed.header, sealed.payload[: int(keep * len(sealed.payload))], [CLASSIC])


@pytest.mark.parametrize("chunks", [1, 2])
def test_truncation_between_chunks_is_refused(draw, chunks):
    """A payload without its last chunks does not open."""
    sealed = seal(bytes_of(3 * CHUNK), [CLASSIC.recipient], draw)
    with pytest.raises(PayloadFailure):
        open_sealed(sealed.header, sealed.payload[: 16 + chunks * SEALED_CHUNK], [CLASSIC])


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537])
@pytest.mark.parametrize("extra", [1, 16, SEALED_CHUNK])
def test_an_extension_is_refused(draw, size, extra):
    """Nothing may follow the last chunk."""
    sealed = seal(bytes_of(size), [CLASSIC.recipient], draw)
    with pytest.raises(PayloadFailure):
        open_sealed(sealed.header, sealed.payload + bytes(extra), [CLASSIC])


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2, 1), (2, 0, 1), (0, 0, 1, 2), (0, 2), (1, 2)])
def test_reordered_repeated_and_missing_chunks_are_refused(draw, order):
    """Every chunk opens in its own place only."""
    sealed = seal(bytes_of(3 * CHUNK), [CLASSIC.recipient], draw)
    body = sealed.payload[16:]
    chunks = [body[start : start + SEALED_CHUNK] for start in range(0, len(body), SEALED_CHUNK)]
    with pytest.raises(PayloadFailure):
        open_sealed(sealed.header, sealed.payload[:16] + b"".join(chunks[i] for i in order), [CLASSIC])


def test_what_is_written_before_a_damage_is_genuine(draw):
    """A damaged third chunk is refused after the first two were written, and nothing of it is."""
    sealed, opened = seal(bytes_of(3 * CHUNK), [CLASSIC.recipient], draw), io.BytesIO()
    damaged = bytearray(sealed.whole)
    damaged[-1] ^= 1
    with pytest.raises(PayloadFailure):
        decrypt(io.BytesIO(damaged), opened, [CLASSIC])
    assert opened.getvalue() == bytes_of(3 * CHUNK)[: 2 * CHUNK]


def test_a_payload_under_another_header_is_refused(draw):
    """A header opens its own payload only."""
    one, two = (seal(text, [HYBRID.recipient], draw) for text in (b"one", b"two"))
    with pytest.raises(PayloadFailure):
        open_sealed(one.header, two.payload, [HYBRID])


def test_another_identity_opens_nothing(draw):
    """A file is closed to whom it is not sealed to."""
    sealed = seal(b"content", [HYBRID.recipient], draw)
    with pytest.raises(NoMatch):
        open_file(sealed.whole, [OTHER, CLASSIC])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"age-encryption.org/v2\n", b"a" * 5000])
def test_what_is_no_age_file_is_refused(data):
    """An empty file and foreign files are told apart from damaged ones by their beginning."""
    with pytest.raises(HeaderFailure):
        open_file(data, [HYBRID])


def test_white_space_alone_is_no_armored_file():
    """A file of blank lines ends before any BEGIN line."""
    with pytest.raises(ArmorFailure):
        open_file(b"\n\n", [HYBRID])


def test_nothing_is_written_for_refused_recipients(draw):
    """Whoever cannot be sealed to leaves no half of a file behind."""
    target = io.BytesIO()
    with pytest.raises(AgeError):
        encrypt(io.BytesIO(b"content"), target, [], draw)
    assert target.getvalue() == b""


def test_the_nonce_and_the_file_key_are_fresh_in_every_file(draw):
    """Two files of the same content share neither header nor payload."""
    one, two = (seal(b"same", [CLASSIC.recipient], draw) for _ in range(2))
    assert one.header != two.header
    assert one.payload != two.payload


class Zeros(io.RawIOBase):
    """A source of zeros of a given length that holds none of them."""

    def __init__(self, size):
        self.left = size

    def read(self, size=-1):
        """Give zeros until they run out."""
        given = min(size, self.left)
        self.left -= given
        return bytes(given)


class Pipe(io.RawIOBase):
    """A target that counts and forgets."""

    def __init__(self):
        self.size = 0

    def write(self, data):
        """Count."""
        self.size += len(data)
        return len(data)


def test_memory_stays_constant_while_sealing():
    """Sealing 32 MiB takes less than 1 MiB of memory."""
    target = Pipe()
    tracemalloc.start()
    try:
        encrypt(Zeros(32 << 20), target, [HYBRID.recipient], random.Random(5).randbytes)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert target.size > 32 << 20
    assert peak < 1 << 20


@pytest.mark.parametrize(("armored", "size"), [(False, 32 << 20), (True, 2 << 20)])
def test_memory_stays_constant_while_opening(tmp_path, armored, size):
    """Opening a large file from disk takes less than 1 MiB of memory, armored or not."""
    path, target = tmp_path / "large.age", Pipe()
    with path.open("wb") as file:
        encrypt(Zeros(size), file, [HYBRID.recipient], random.Random(6).randbytes, armored=armored)
    with path.open("rb") as file:
        tracemalloc.start()
        try:
            decrypt(file, target, [HYBRID])
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert target.size == size
    assert peak < 1 << 20
