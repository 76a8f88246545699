"""The payload piece by piece: any cut of the input gives the same output, and an end is an end."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.sealed import FileKey, PayloadFailure, PayloadOpener, PayloadSealer

KEY = FileKey(secret=b"k" * 16)
CHUNK = 64 * 1024


def sealed(plaintext):
    sealer = PayloadSealer(KEY, bytes)
    return sealer.update(plaintext) + sealer.finish()


@given(cuts=st.lists(st.integers(0, 140_000), max_size=6))
@settings(max_examples=30)
def test_the_pieces_do_not_matter(cuts):
    """However plaintext and payload are cut, the payload and the plaintext are the same."""
    plaintext = bytes(range(250)) * 560
    edges = [0, *sorted(cuts), None]
    sealer, opener = PayloadSealer(KEY, bytes), PayloadOpener(KEY)
    payload = b"".join(sealer.update(plaintext[a:b]) for a, b in pairwise(edges))
    payload += sealer.finish()
    assert payload == sealed(plaintext)
    opened = b"".join(opener.update(payload[a:b]) for a, b in pairwise(edges))
    assert opened + opener.finish() == plaintext


def test_a_byte_at_a_time_is_enough():
    """A payload may arrive byte by byte, its nonce too."""
    opener = PayloadOpener(KEY)
    opened = b"".join(opener.update(bytes([byte])) for byte in sealed(b"slowly"))
    assert opened + opener.finish() == b"slowly"


@pytest.mark.parametrize(("size", "whole"), [(0, 32), (1, 33), (65_535, 65_567), (65_536, 65_568), (65_537, 65_585)])
def test_the_size_is_the_plaintext_a_nonce_and_a_tag_a_chunk(size, whole):
    """The last chunk is never empty unless all is."""
    assert len(sealed(bytes(size))) == whole


def test_a_finished_payload_takes_no_more():
    """Sealing on after the last chunk is a mistake of the program."""
    sealer = PayloadSealer(KEY, bytes)
    sealer.finish()
    with pytest.raises(RuntimeError):
        sealer.update(b"more")


def test_a_failed_payload_stays_failed():
    """After a bad chunk nothing is released, not even what would have been good."""
    good = sealed(bytes(2 * CHUNK))
    opener = PayloadOpener(KEY)
    with pytest.raises(PayloadFailure):
        opener.update(good[:20] + b"\xff" + good[21:])
    with pytest.raises(PayloadFailure):
        opener.finish()


def test_an_opened_payload_takes_no_more():
    """Whatever follows the end is refused, also after a finish."""
    opener = PayloadOpener(KEY)
    opener.update(sealed(b"all"))
    opener.finish()
    with pytest.raises(PayloadFailure):
        opener.update(b"more")


def test_a_full_last_chunk_is_released_before_the_end():
    """A full chunk that is marked as the last is released at once; only the end is still awaited."""
    opener = PayloadOpener(KEY)
    assert opener.update(sealed(bytes(CHUNK))) == bytes(CHUNK)
    assert opener.finish() == b""


def test_an_empty_last_chunk_after_others_is_refused():
    """A writer that ends a payload with an empty chunk is not followed, though the chunk is genuine."""
    sealer = PayloadSealer(KEY, bytes)
    payload = sealer.update(bytes(CHUNK + 1))[: 16 + CHUNK + 16]
    sealer._held.clear()
    opener = PayloadOpener(KEY)
    opener.update(payload + sealer.finish())
    with pytest.raises(PayloadFailure, match="empty"):
        opener.finish()


@pytest.mark.parametrize("size", [0, 15, 17])
def test_a_file_key_has_sixteen_bytes(size):
    """A file key of another length is a mistake of the program."""
    with pytest.raises(ValueError, match="16 bytes"):
        FileKey(secret=bytes(size))
