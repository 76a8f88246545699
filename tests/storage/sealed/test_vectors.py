"""The C2SP age test vectors (npm's cctv-age): each declares what must become of its file. None is left out."""

import hashlib
import io
from pathlib import Path

import pytest

from storage.sealed import (
    AgeError,
    ArmorFailure,
    HeaderFailure,
    MacFailure,
    NoMatch,
    PassphraseIdentity,
    PayloadFailure,
    PayloadSealer,
    armor,
    decrypt,
    open_header,
    parse_identity,
)
from storage.sealed.header import format_header, parse_header, read_header
from storage.sealed.stanza import FileKey

NAMES = (Path(__file__).parent / "vector_names.txt").read_text("ascii").split()

KINDS: dict[str, type[AgeError]] = {
    "no match": NoMatch,
    "HMAC failure": MacFailure,
    "header failure": HeaderFailure,
    "payload failure": PayloadFailure,
    "armor failure": ArmorFailure,
}


def identities(vector):
    return [
        *(parse_identity(text) for text in vector.identities),
        *(PassphraseIdentity(passphrase=text) for text in vector.passphrases),
    ]


def binary(vector):
    """The vector's file as a binary stream; the vectors say which of them are armored."""
    source = io.BytesIO(vector.file)
    return io.BufferedReader(armor.ArmorReader(source)) if vector.armored else source


def header_of(vector):
    source = binary(vector)
    return read_header(source, source.readline()), source


def test_the_names_are_those_of_all_vectors(vectors):
    """No vector of the package is left out, and each is expected to end in a way we know."""
    assert sorted(vectors) == sorted(NAMES)
    assert len(NAMES) == 143
    assert {vector.expect for vector in vectors.values()} == {"success", *KINDS}


@pytest.mark.parametrize("name", NAMES)
def test_a_vector_ends_as_it_declares(vectors, name):
    """The file opens, or is refused for the declared kind of reason; what was released is what was declared."""
    vector, target, refused = vectors[name], io.BytesIO(), None
    try:
        decrypt(binary(vector), target, identities(vector))
    except AgeError as error:
        refused = type(error)
    assert refused is KINDS.get(vector.expect)
    if vector.payload_sha256 is not None:
        assert hashlib.sha256(target.getvalue()).hexdigest() == vector.payload_sha256
    else:
        assert vector.expect not in ("success", "payload failure")


def test_a_header_that_parses_is_written_again_as_it_was(vectors):
    """Parsing a header and writing it with the declared file key gives the same bytes."""
    checked = 0
    for vector in vectors.values():
        if vector.expect in ("success", "payload failure") and vector.file_key:
            header, _ = header_of(vector)
            stanzas = parse_header(header).stanzas
            assert format_header(stanzas, FileKey(secret=vector.file_key)) == header
            checked += 1
    assert checked == 45


def test_a_payload_is_sealed_again_as_it_was(vectors):
    """Sealing a vector's plaintext with its file key and nonce gives its payload."""
    checked = 0
    for vector in vectors.values():
        if vector.expect == "success":
            header, source = header_of(vector)
            payload, target = source.read(), io.BytesIO()
            decrypt(io.BytesIO(header + payload), target, identities(vector))
            sealer = PayloadSealer(FileKey(secret=vector.file_key), lambda _, nonce=payload[:16]: nonce)
            assert sealer.update(target.getvalue()) + sealer.finish() == payload
            checked += 1
    assert checked == 26


def test_the_declared_file_key_is_the_one_that_is_unwrapped(vectors):
    """Opening the header alone yields the declared file key, hybrid, classic and passphrase alike."""
    for name in ("hybrid", "x25519", "scrypt", "hybrid_grease", "armor_hybrid"):
        header, _ = header_of(vectors[name])
        assert open_header(header, identities(vectors[name])).secret == vectors[name].file_key


def test_armored_vectors_are_recognised(vectors):
    """An armored vector is opened without being told that it is armored."""
    for vector in vectors.values():
        if vector.armored and vector.expect == "success":
            target = io.BytesIO()
            decrypt(io.BytesIO(vector.file), target, identities(vector))
            assert hashlib.sha256(target.getvalue()).hexdigest() == vector.payload_sha256
