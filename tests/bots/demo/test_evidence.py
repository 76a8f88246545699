"""What the demo's checks find: words in any encoding, wherever they lie in a file, and another age program."""

import shutil
from pathlib import Path

import pytest

from bots.demo import evidence

WORD = "Зарічного"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1251"])
@pytest.mark.parametrize("form", [str, str.lower, str.upper])
def test_word_is_found_in_any_usual_form(tmp_path, encoding, form):
    """Encodings and cases in which a leak might stand."""
    (tmp_path / "clean").write_bytes(bytes(1000))
    leak = tmp_path / "deep" / "leak"
    leak.parent.mkdir()
    leak.write_bytes(b"\xff" * 100 + form(WORD).encode(encoding) + b"\xff" * 100)
    assert evidence.leaks(tmp_path, frozenset({WORD})) == [leak]


def test_word_across_two_pieces_of_a_large_file_is_found(tmp_path):
    """Files are read in pieces; a word that lies on the edge of two is no less a leak."""
    data = bytearray(3 << 20)
    start = (1 << 20) - 5
    data[start : start + len(WORD.encode())] = WORD.encode()
    (tmp_path / "large").write_bytes(data)
    assert evidence.leaks(tmp_path, frozenset({WORD})) == [tmp_path / "large"]


def test_canaries_are_the_words_by_which_a_text_is_known():
    """Long words; neither numbers nor short ones, which stand anywhere by chance."""
    assert evidence.words(["Мирослава Зарічного, 1234567", "a Signal b"]) == {"Мирослава", "Зарічного"}


def test_peek_is_a_hexdump(tmp_path):
    """Offsets, bytes, and the letters among them."""
    (tmp_path / "file").write_bytes(b"age-encryption.org/v1\n\x00\xff")
    assert evidence.peek(tmp_path / "file") == [
        "00000000  61 67 65 2d 65 6e 63 72 79 70 74 69 6f 6e 2e 6f  |age-encryption.o|",
        "00000010  72 67 2f 76 31 0a 00 ff                          |rg/v1...|",
    ]


@pytest.mark.parametrize(
    ("data", "is_one"),
    [
        (b'{"deployment":"d","case":"c","kind":"k","version":1,"content":{}}   ', True),
        (b'{"case":"c","deployment":"d","kind":"k","version":1}', False),
        (b'["deployment","case","kind","version"]', False),
        (b"\xff\x00", False),
    ],
)
def test_document_is_known_by_its_heading(data, is_one):
    """JSON that begins with the heading is a document; an attachment is not."""
    assert evidence.is_document(data) is is_one


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A machine on which only these programs are."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def install(name: str, script: str) -> None:
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
        program.chmod(0o755)

    return install


@pytest.mark.parametrize("version", ["v1.3.0", "1.4.2", "v2.0.0"])
def test_age_that_knows_hybrid_recipients_is_asked(programs, tmp_path, version):
    """Age 1.3 and later open our files with an identity file."""
    programs("age", f'[ "$1" = --version ] && echo {version} && exit\n[ "$3" = {tmp_path}/id ] && /bin/cp "$6" "$5"')
    peer = evidence.peer(tmp_path / "id")
    assert peer.name == "age"
    (tmp_path / "file").write_bytes(b"opened")
    assert peer.open(tmp_path / "file", tmp_path / "target") == b"opened"


def test_older_age_is_not_asked(programs, tmp_path):
    """Debian's 1.1.1 knows no hybrid recipients: without another program nobody is asked."""
    programs("age", "echo v1.1.1")
    assert evidence.peer(tmp_path / "id") is None


def test_peer_that_refuses_has_opened_nothing(programs, tmp_path):
    """Its failure is the check's failure."""
    programs("age", '[ "$1" = --version ] && echo v1.3.0 && exit\nexit 1')
    assert evidence.peer(tmp_path / "id").open(tmp_path / "file", tmp_path / "target") is None


def test_installed_program_looks_for_its_peer_where_it_stands(monkeypatch, tmp_path):
    """Outside of a source tree there are no tests; npm's package may lie in this folder."""
    monkeypatch.setattr(evidence, "__file__", str(tmp_path / "site-packages" / "bots" / "demo" / "evidence.py"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "node" else None)
    assert evidence.peer(Path("identity")) is None
    (tmp_path / "node_modules" / "age-encryption").mkdir(parents=True)
    assert evidence.peer(Path("identity")).name == "npm's age-encryption"
