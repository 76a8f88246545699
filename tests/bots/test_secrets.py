"""The files that hold secrets: what is read from them, and how they are refused."""

from pathlib import Path

import pytest

from bots.secrets import SecretRefused, is_open_to_others, read_secret, read_token


@pytest.fixture
def secret(tmp_path):
    """Write a file for a secret; its place."""

    def write(content: bytes, mode: int = 0o600) -> Path:
        file = tmp_path / "token"
        file.write_bytes(content)
        file.chmod(mode)
        return file

    return write


@pytest.mark.parametrize("content", [b"123:abc_-Z", b"123:abc_-Z\n", b"  123:abc_-Z \r\n\n"])
def test_token_is_the_one_line_of_its_file(secret, content):
    """Whatever an editor leaves around it."""
    assert read_token(secret(content)) == "123:abc_-Z"


@pytest.mark.parametrize(("mode", "is_open"), [(0o600, False), (0o400, False), (0o640, True), (0o604, True)])
def test_secret_that_others_may_read_is_read_and_told(secret, mode, is_open):
    """Some systems hand secrets out like that; who asks is told so."""
    file = secret(b"123:abc", mode)
    assert read_secret(file) == "123:abc"
    assert is_open_to_others(file) is is_open


@pytest.mark.parametrize("content", [b"", b"\n", b"one two", b"one\ntwo", "ключ".encode(), b"x" * 5000])
def test_file_that_does_not_hold_one_secret_is_refused(secret, content):
    """An empty file is no token, nor is a whole document; what it holds is not said."""
    with pytest.raises(SecretRefused) as refused:
        read_token(secret(content))
    assert "one" not in str(refused.value).replace("does not hold one secret", "")


@pytest.mark.parametrize("content", [b"abc", b"123", b"123:", b":abc", b"abc:123", b"123:a/b"])
def test_what_is_no_token_is_refused_as_one(secret, content):
    """It would become part of an address."""
    with pytest.raises(SecretRefused, match="holds no bot token"):
        read_token(secret(content))


def test_missing_or_unreadable_secret_is_said(tmp_path):
    """Each with what to do about it."""
    with pytest.raises(SecretRefused, match="there is no file"):
        read_secret(tmp_path / "nowhere")
    with pytest.raises(SecretRefused, match="cannot be read"):
        read_secret(tmp_path)
