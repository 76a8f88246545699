"""Key files: read only if they are what they should be, written only if nothing is there."""

import os

import pytest

from storage.keys.errors import KeyFileError, KeysExist
from storage.keys.folder import as_text, load_manifest, read_private, read_seed, write_new, write_seed
from storage.sealed import SigningKey


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "some.key"
    write_new(path, b"secret")
    return path


def test_a_private_file_comes_back(key_file):
    """What was written is read."""
    assert read_private(key_file) == b"secret"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
def test_a_file_that_is_open_to_others_is_refused(key_file, mode):
    """A loose mode may mean that the key is no longer secret: the hint says so."""
    key_file.chmod(mode)
    with pytest.raises(KeyFileError, match="open to others") as refused:
        read_private(key_file)
    assert "chmod 600" in refused.value.hint


def test_a_missing_file_is_said(tmp_path):
    """The name of the missing file stands in the message."""
    with pytest.raises(KeyFileError, match=r"group\.age is missing"):
        read_private(tmp_path / "group.age")


def test_a_folder_in_a_file_s_place_is_refused(tmp_path):
    """What cannot be read as a file is said to be unreadable."""
    tmp_path.chmod(0o700)
    with pytest.raises(KeyFileError, match="cannot be read"):
        read_private(tmp_path)


def test_a_pipe_in_a_file_s_place_does_not_block(tmp_path):
    """Nobody can make the program wait for ever by exchanging a key file for a pipe."""
    os.mkfifo(tmp_path / "intake.key", 0o600)
    assert read_private(tmp_path / "intake.key") == b""


def test_a_huge_file_is_refused(tmp_path):
    """No key is a mebibyte long."""
    write_new(tmp_path / "some.key", bytes((1 << 20) + 1))
    with pytest.raises(KeyFileError, match="too large"):
        read_private(tmp_path / "some.key")


def test_a_file_that_exists_is_not_written(key_file):
    """A second writer is refused and changes nothing."""
    with pytest.raises(KeysExist):
        write_new(key_file, b"other")
    assert read_private(key_file) == b"secret"


def test_a_folder_that_is_missing_cannot_be_written(tmp_path):
    """Nothing is made on the way."""
    with pytest.raises(KeyFileError, match="cannot be written"):
        write_new(tmp_path / "missing" / "some.key", b"secret")


def test_a_signing_key_keeps_its_line():
    """A seed is one line of 64 digits and comes back."""
    key = SigningKey.from_seed(bytes(range(32)))
    assert write_seed(key) == b"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
    assert read_seed(write_seed(key), "intake.key") == key


@pytest.mark.parametrize("data", [b"", b"00" * 31, b"zz" * 32, b"\xff" * 64])
def test_a_line_that_is_no_signing_key_is_refused(data):
    """A damaged key file is named, and its bytes are not repeated."""
    with pytest.raises(KeyFileError, match=r"intake\.key"):
        read_seed(data, "intake.key")


def test_bytes_that_are_no_text_leave_no_trace():
    """The error does not carry the bytes as its cause."""
    with pytest.raises(KeyFileError) as refused:
        as_text(b"\xff", "roster.age")
    assert refused.value.__suppress_context__


def test_a_missing_manifest_is_said(tmp_path):
    """Without a manifest there is nobody to seal to."""
    with pytest.raises(KeyFileError, match=r"manifest\.json is missing"):
        load_manifest(tmp_path, SigningKey.from_seed(bytes(32)).public)
