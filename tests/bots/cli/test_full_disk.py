"""A full disk: the submitter is told in their language that it was NOT saved; later it goes on where it stopped."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bots.texts import catalogue
from storage.database import NotSaved
from storage.documents import Language

TEXT = catalogue("intake")


def says(message: str) -> str:
    """A message in Russian."""
    return TEXT.text(Language.RU, message)


@pytest.fixture
def start(place, talk):
    """Start the chat."""
    return lambda *words: talk("chat", "--config", place.file, *words)


def fill(chat, place) -> None:
    """Let nothing grow any more for the running chat, as where a disk or a quota ends."""
    log = place.database.with_name(f"{place.database.name}-wal")
    size = log.stat().st_size
    resource.prlimit(chat.pid, resource.RLIMIT_FSIZE, (size, size))


def told_honestly(ended, *messages: str) -> None:
    """See that it was said to both: to the submitter in words, to whoever runs the program with a hint."""
    assert ended.status == 1
    assert ended.out.endswith(tuple(f"{says(message)}\n\n" for message in messages or ("not-saved",)))
    what, hint = ended.err.splitlines()
    assert what.startswith("solidarity: ")
    assert hint.startswith("hint: ")


def test_answer_on_a_full_disk_is_said_not_to_be_saved_and_asked_again_later(place, start):
    """In the language that is spoken; with space again, the same question is open, and the answer goes in."""
    chat = start("--lang", "ru")
    chat.type("1")
    chat.hear(says("appeal-danger"))
    fill(chat, place)
    chat.type("1")
    chat.hear(says("not-saved"))
    told_honestly(chat.finish())
    again = start()
    again.hear(says("appeal-danger"))
    again.type("1")
    again.hear(says("appeal-threat"))
    assert again.finish().status == 0


def test_lines_behind_the_one_that_was_not_saved_leave_no_trace_on_standard_error(place, start):
    """Whoever pipes a whole file of answers reads two lines, not a thread's last words."""
    chat = start("--lang", "ru")
    chat.hear(says("begin-ask"))
    fill(chat, place)
    for _ in range(2000):
        chat.type("1")
    told_honestly(chat.finish())


def test_language_of_the_conversation_is_spoken_also_when_it_is_not_the_first_one(place, start):
    """Who switched to Russian is not told the worst in Ukrainian."""
    chat = start()
    chat.type("/lang ru")
    assert chat.finish().status == 0
    chat = start()
    chat.hear(says("begin-ask"))
    fill(chat, place)
    chat.type("1")
    chat.hear(says("not-saved"))
    told_honestly(chat.finish())


def test_file_for_which_there_is_no_space_waits_for_it(place, start):
    """The line that names it is kept: the file is taken by itself once there is space."""
    film = place.root / "film.mp4"
    with film.open("wb") as file:
        file.truncate(9_000_000)
    chat = start("--lang", "ru")
    chat.type("1")
    chat.hear(says("appeal-danger"))
    resource.prlimit(chat.pid, resource.RLIMIT_FSIZE, (8_000_000, 8_000_000))
    chat.type(f"/file {film}")
    chat.hear(says("not-handled"))
    told_honestly(chat.finish(), "not-handled")
    again = start()
    assert "1 файл" in again.hear(says("appeal-danger"))
    assert again.finish().status == 0


@pytest.fixture
def small_disk(place) -> Iterator[Path]:
    """The installation on a file system of 3 MiB, where the machine lets us mount one."""
    disk = place.root / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "none", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a file system is not allowed here")
    for path in place.folder.iterdir():
        subprocess.run(["cp", "-a", str(path), str(disk)], check=True)
    (disk / "config.toml").write_text(
        place.file.read_text(encoding="utf-8").replace("../memory", str(place.memory)), encoding="utf-8"
    )
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def fill_up(disk: Path) -> Path:
    """Leave no byte on a file system."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as filling, suppress(OSError):
        while True:
            filling.write(bytes(4096))
    return ballast


def test_file_system_without_space_is_survived(small_disk, talk):
    """The real thing, in the middle of a conversation and at its start."""
    words = ("chat", "--config", small_disk / "config.toml", "--lang", "ru")
    chat = talk(*words)
    chat.type("1")
    chat.hear(says("appeal-danger"))
    ballast = fill_up(small_disk)
    # What SQLite has reserved already may still take a line or two.
    for _ in range(40):
        chat.type("так багато слів " * 300)
    # Which of the two depends on where the space ended; a line that was kept is corrected once there is space again.
    told_honestly(chat.finish(), "not-saved", "not-handled")
    told_honestly(talk(*words).finish())
    ballast.unlink()
    again = talk(*words)
    again.hear(says("appeal-danger"))
    assert again.finish().status == 0


def test_installation_on_a_full_disk_leaves_nothing(place, small_disk, in_a_process):
    """Where there is no space for the keys and the database, no half of them stays."""
    ballast = fill_up(small_disk)
    ended = in_a_process("init", small_disk / "e", "--passphrase-file", place.passphrase_file)
    assert ended.status == 1
    assert [line.split(":")[0] for line in ended.err.splitlines()] == ["solidarity", "hint"]
    assert not (small_disk / "e").exists()
    ballast.unlink()


def test_database_that_cannot_be_opened_for_want_of_space_is_said_to_the_submitter_too(place, monkeypatch):
    """Before anything was asked: in the language of the option, else in the group's first."""

    async def fail(_url):
        raise NotSaved("there is no space left for the database")

    monkeypatch.setattr("storage.database.Database.open", fail)
    for words, language in ((("--lang", "en"), Language.EN), ((), Language.UK)):
        outcome = place.call("chat", *words)
        assert outcome.status == 1
        assert outcome.out == f"{TEXT.text(language, 'not-saved')}\n\n"
        assert "hint: free space" in outcome.err
