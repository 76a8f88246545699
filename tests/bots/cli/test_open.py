"""``solidarity open``: an .age file with one's own identity, without any installation."""

import os
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from storage.sealed import HybridIdentity, PassphraseRecipient, X25519Identity, seal

WORDS = "Сьогодні зранку\n".encode() * 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A sealed file and the identity file that opens it."""

    file: Path
    identity: Path


@pytest.fixture(params=[HybridIdentity, X25519Identity])
def letter(tmp_path, request) -> Letter:
    """A letter to somebody with a hybrid key, and one to somebody with a classic key."""
    identity = request.param.generate(os.urandom)
    file, kept = tmp_path / "letter.age", tmp_path / "identity.txt"
    file.write_bytes(seal(WORDS, [identity.recipient], os.urandom).whole)
    kept.write_text(f"# created by hand\n{identity.encode()}\n", encoding="ascii")
    return Letter(file=file, identity=kept)


def test_file_is_opened_to_standard_output(letter, run):
    """The plaintext comes out byte for byte, and nothing else."""
    outcome = run("open", letter.file, "-i", letter.identity)
    assert (outcome.status, outcome.raw, outcome.err) == (0, WORDS, "")


def test_file_is_opened_into_a_new_file(letter, run, tmp_path):
    """With -o nothing is printed."""
    outcome = run("open", letter.file, "-i", letter.identity, "-o", tmp_path / "out")
    assert (outcome.status, outcome.raw) == (0, b"")
    assert (tmp_path / "out").read_bytes() == WORDS
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("folder", ["missing/out", "letter.age/out"])
def test_output_file_that_cannot_be_made_is_refused(letter, run, tmp_path, folder):
    """A place that takes no file is said."""
    outcome = run("open", letter.file, "-i", letter.identity, "-o", tmp_path / folder)
    assert outcome.status == 1
    assert "exists or cannot be written" in outcome.err


def test_passphrase_that_is_asked_for_is_the_identity_files(letter, run, tmp_path, monkeypatch):
    """Nobody is asked for the group's passphrase in order to open a letter."""
    locked = tmp_path / "identity.age"
    lock = PassphraseRecipient(passphrase="пароль", work_factor=8)
    locked.write_bytes(seal(letter.identity.read_bytes(), [lock], os.urandom).whole)
    asked = []
    monkeypatch.setattr("bots.cli.options.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    monkeypatch.setattr("click.prompt", lambda text, **_: asked.append(text) or "пароль")
    assert run("open", letter.file, "-i", locked).raw == WORDS
    assert asked == ["Passphrase of your identity file"]


def test_identity_under_a_passphrase_is_opened_first(letter, run, tmp_path):
    """An identity file that is an age file itself asks for its passphrase."""
    lock = PassphraseRecipient(passphrase="пароль", work_factor=8)
    locked, secret = tmp_path / "identity.age", tmp_path / "secret"
    locked.write_bytes(seal(letter.identity.read_bytes(), [lock], os.urandom).whole)
    secret.write_text("пароль\n", encoding="utf-8")
    assert run("open", letter.file, "-i", locked, "--passphrase-file", secret).raw == WORDS
    secret.write_text("інший\n", encoding="utf-8")
    outcome = run("open", letter.file, "-i", locked, "--passphrase-file", secret)
    assert outcome.status == 1
    assert outcome.err.splitlines() == ["solidarity: the identity file does not open", "hint: check the passphrase"]


def test_exported_case_opens_with_the_group_key(working, run, tmp_path):
    """What ``export`` wrote, ``open`` reads, with keys/group.age and the passphrase."""
    working.call("export", working.reference, "--as", "age", "-o", tmp_path / "out")
    (file,) = (tmp_path / "out").glob("attachment-*.age")
    key = working.folder / "keys" / "group.age"
    opened = run("open", file, "-i", key, "--passphrase-file", working.passphrase_file)
    assert opened.raw == bytes(range(256)) * 300


@pytest.mark.parametrize("kind", [HybridIdentity, X25519Identity])
def test_somebody_elses_identity_opens_nothing(letter, run, tmp_path, kind):
    """A file for another person is said to be one, and no output file is left."""
    other = tmp_path / "other.txt"
    other.write_text(f"{kind.generate(os.urandom).encode()}\n", encoding="ascii")
    outcome = run("open", letter.file, "-i", other, "-o", tmp_path / "out")
    assert outcome.status == 1
    assert outcome.err.splitlines()[0] == "solidarity: this file is for somebody else's identity"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("damage", ["flipped", "cut", "header", "empty"])
def test_damaged_file_is_refused_and_nothing_of_it_is_left(letter, run, tmp_path, damage):
    """A changed byte, a missing end, a changed header: what was already written is removed again."""
    data = bytearray(letter.file.read_bytes())
    match damage:
        case "flipped":
            data[-100] ^= 1
        case "cut":
            del data[-70_000:]
        case "header":
            data[60] ^= 1
        case "empty":
            data.clear()
    letter.file.write_bytes(data)
    outcome = run("open", letter.file, "-i", letter.identity, "-o", tmp_path / "out")
    assert outcome.status == 1
    what, hint = outcome.err.splitlines()
    assert what.startswith("solidarity: this file is ")
    assert hint.startswith("hint: ")
    assert not (tmp_path / "out").exists()


def test_output_file_that_exists_is_not_overwritten(letter, run, tmp_path):
    """-o names a new file."""
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    outcome = run("open", letter.file, "-i", letter.identity, "-o", tmp_path / "out")
    assert outcome.status == 1
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("content", [b"", b"no identity\n", b"\xff\xff"])
def test_file_without_an_identity_is_refused(letter, run, content):
    """An identity file must hold one."""
    letter.identity.write_bytes(content)
    outcome = run("open", letter.file, "-i", letter.identity)
    assert outcome.status == 1
    assert "holds no identity" in outcome.err
    assert "age-keygen" in outcome.err
