"""The public bot in a pipe, on a whole installation: what is typed, what is printed, what a killed process leaves."""

import json
import logging
import os
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots.accounts import PublicChannels, SignalSection
from bots.public import terminal
from bots.public.terminal import Terminal, converse, seat
from bots.public.wiring import memory, open_intake, settings, texts
from intake.desk import IntakeDesk
from intake.events import Arrive, File, Mistake, Text
from intake.interview import begin
from intake.messages import Prompt, Turn, say
from intake.prompts import prompt
from storage.database import NotSaved
from storage.documents import Language, Urgency
from storage.ids import CaseId
from storage.keys.errors import KeyFileError
from storage.post import Address, Post

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CODE = re.compile(r"(?:\d{3} ){6}\d{3}")
FREE = Prompt(ask=say("code-ask"))
CHANNEL = Terminal(texts(), Language.EN)


def means(line: bytes, shown: Prompt = FREE):
    """What a line means."""
    return CHANNEL.read(line, shown, Language.EN)


class Killed(BaseException):
    """The process ends here."""


class Pipe:
    """One process after another at the same seat, fed with lines."""

    def __init__(self, config, language=Language.EN):
        self.config = config
        self.language = language
        self.kill_at = None

    def open(self, terminal):
        """The desk of a process at this terminal."""
        return open_intake(self.config, channels=[terminal], clock=lambda: NOW, draw=os.urandom)

    async def run(self, *lines: bytes | str | None, chosen=None, account="1") -> list[str]:
        """Run a process until its input ends; the blocks that it printed."""
        printed: list[str] = []

        def show(block: str) -> None:
            if self.kill_at is not None and len(printed) == self.kill_at:
                raise Killed
            printed.append(block)

        async def read() -> AsyncIterator[bytes | None]:
            for line in lines:
                yield line.encode() if isinstance(line, str) else line

        terminal = Terminal(texts(), self.language)
        self.address = Address(channel="terminal", account=account, chat=account, language=self.language)
        async with self.open(terminal) as desk:
            try:
                await converse(desk, self.address, terminal, read(), show, chosen=chosen, draw=os.urandom)
            except Killed:
                self.kill_at = None
        assert all(block.endswith("\n\n") for block in printed)
        assert all(block.count("\n\n") == 1 for block in printed)
        return [block.strip() for block in printed]


@pytest.fixture
def pipe(config):
    return Pipe(config)


def text(message_id, language=Language.EN):
    return texts().text(language, message_id)


async def test_what_cannot_be_marked_as_said_is_said_again(pipe, monkeypatch):
    """The conversation goes on; the next process repeats it, which harms nobody."""

    async def fail(*_: object) -> None:
        raise NotSaved("no space")

    with monkeypatch.context() as broken:
        broken.setattr(IntakeDesk, "sent", fail)
        assert text("appeal-danger") in (await pipe.run("1"))[-1]
    assert text("begin-ask") in "\n".join(await pipe.run())


async def test_how_to_attach_in_a_terminal_is_said_where_files_are_asked_for(pipe):
    """Nobody could guess it; elsewhere it is not said."""
    assert text("attach-typed") not in "\n".join(await pipe.run("2", "4"))
    sitting = Sitting(Prompt(ask=say("report-files"), how=(say("attach-files", most=3),)))
    await CHANNEL.lead(b"1", sitting)
    assert text("attach-typed") in sitting.said.decode()


class Sitting:
    """A sitting in which this is asked, whatever was typed."""

    prompt, language = FREE, Language.EN

    def __init__(self, asked: Prompt):
        self.asked = asked

    async def take(self, _event: object) -> Turn:
        """Ask."""
        return Turn(language=Language.EN, prompt=self.asked)

    def say(self, body: bytes) -> None:
        """Keep what is said."""
        self.said = body


def test_what_is_said_unasked_is_printed_in_the_language_of_the_chat(pipe):
    """As blocks like all others."""
    address = Address(channel="terminal", account="1", chat="1", language=Language.RU)
    assert json.loads(CHANNEL.write((say("trouble"),), address)) == [text("trouble", Language.RU)]


async def test_who_begins_anew_is_spoken_to_as_before(pipe):
    """After the goodbye the language stays, also where it is not the group's first."""
    said = await pipe.run("/lang uk", "/stop", "hello")
    assert text("begin-ask", Language.UK) in said[-1]


async def test_a_line_that_the_terminal_cut_is_not_taken(pipe):
    """It is said so, and the question stays open for a shorter one."""
    said = await pipe.run("1", None)
    assert said[-1] == text("line-cut")
    assert text("appeal-danger") in (await pipe.run())[-1]


@pytest.mark.parametrize(
    ("part", "broken", "told"), [(Post, "accept", "not-saved"), (IntakeDesk, "work", "not-handled")]
)
async def test_a_failure_is_told_as_it_is(pipe, monkeypatch, part, broken, told):
    """What was not saved has to come again; what was kept must not. In the language that was spoken last."""
    heard = []
    await pipe.run("/lang ru", "1")

    async def fail(*_: object) -> None:
        raise NotSaved("no space")

    async def read() -> AsyncIterator[bytes]:
        monkeypatch.setattr(part, broken, fail)
        yield b"1"

    terminal = Terminal(texts(), Language.EN)
    async with pipe.open(terminal) as desk:
        with pytest.raises(NotSaved):
            await converse(desk, pipe.address, terminal, read(), heard.append, chosen=None, draw=os.urandom)
    assert heard[-1].strip() == text(told, Language.RU)


# Conversations ---------------------------------------------------------------------------------------------------


async def test_a_conversation_begins_with_the_notices(pipe):
    """In the language that was chosen, else in the group's first, with the question which one to speak."""
    assert (await pipe.run())[0] == text("language-ask")
    assert (await pipe.run(account="2", chosen=Language.UK))[0] == text("notice-who", Language.UK)


async def test_the_main_job_in_a_pipe(pipe, tmp_path, caplog):
    """Answers by number, label and word, a file, sending, the code; and no typed word in any file or log."""
    caplog.set_level(logging.DEBUG)
    photo = tmp_path.parent / "Zimorodok photo.jpg"
    photo.write_bytes(b"Zimorodok" * 30_000)
    lines = ("1", "1", "1, 2", r"It was Zimorodok.\nAt five.", "ua-65", "Zimorodok in Lviv", "Signal: Zimorodok.01")
    printed = await pipe.run(*lines, f"/file {photo}", "/send")
    assert text("received-emergency") in printed
    code = CODE.search("\n".join(printed)).group()
    more = await pipe.run(code, "/stop")
    assert text("receipt-right") in more
    assert text("goodbye") in more
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 3
    for path in files:
        assert b"Zimorodok" not in path.read_bytes()
    assert "Zimorodok" not in caplog.text
    back = await pipe.run(f"/code {code}")
    assert text("returned-received") in back


async def test_a_killed_process_is_resumed_at_its_question(pipe):
    """After any answer, whatever was on the screen."""
    answers = ["1", "4", "They came.", "1", "Signal: anna.01"]
    asked = ["appeal-danger", "appeal-happened", "appeal-where", "appeal-contact", "appeal-relation"]
    for answer, question in zip(answers, asked, strict=True):
        await pipe.run(answer)
        assert text(question) in (await pipe.run())[-1]


async def test_what_was_not_printed_comes_again(pipe):
    """Killed between the commit and the output: the confirmation and the code are printed by the next process."""
    await pipe.run("1", "4", "They came.")
    pipe.kill_at = 2
    assert text("received") not in await pipe.run("/send")
    printed = await pipe.run()
    assert printed[0] == text("received")
    assert CODE.search(printed[1])
    assert len(printed) == 3


async def test_a_line_that_was_only_accepted_is_handled_first(pipe):
    """The next process works what the last one left in the inbox, and does not greet over it."""
    await pipe.run("1")
    async with pipe.open(Terminal(texts(), Language.EN)) as desk:
        await desk.post.accept(pipe.address, "left behind", b"4")
    printed = await pipe.run()
    assert len(printed) == 1
    assert text("appeal-happened") in printed[0]


async def test_a_chosen_language_wins_over_the_draft_s(pipe):
    """The question comes again in it."""
    await pipe.run("1")
    printed = await pipe.run(chosen=Language.RU)
    assert text("appeal-danger", Language.RU) in printed[-1]


async def test_two_seats_are_two_conversations(pipe):
    """Nobody reads the other's."""
    await pipe.run("1", "4", "Anna's words")
    assert "Anna" not in "".join(await pipe.run("1", "/review", account="2"))


async def test_a_file_is_read_where_the_first_process_stood(pipe, tmp_path, monkeypatch):
    """A relative path is made whole before it waits."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "photo.jpg").write_bytes(b"bytes")
    monkeypatch.chdir(tmp_path / "here")
    printed = await pipe.run("1", "/file photo.jpg")
    assert printed[-2].startswith(text("file-kept").split(".")[0])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"/file", "correct-file-missing"),
        (b"/file nowhere.jpg", "correct-file-missing"),
        (b"/file ~nobody-of-this-name/x", "correct-file-missing"),
        (b"/file " + b"x" * 5000, "correct-file-missing"),
        (b"/file a\x00b", "correct-file-missing"),
        (b"/file .", "correct-not-a-file"),
        (b"/file empty", "correct-file-empty"),
    ],
)
async def test_a_path_that_is_no_file_is_corrected(pipe, tmp_path, monkeypatch, line, message):
    """And the conversation goes on."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").touch()
    assert (await pipe.run("1", line))[-2] == text(message)


async def test_any_bytes_are_a_line(pipe):
    """No UTF-8, NUL, escape sequences: a plain answer, and the conversation goes on."""
    lines = (b"\xff\xfe\x00", b"\x1b[2J", b"\x00", b"", "\u202e\u200b".encode(), "😀".encode() * 4096, b"/\x00")
    for line in lines:
        assert text("appeal-danger") in (await pipe.run("1", line))[-1]
        await pipe.run("/stop", "/stop")


# Reading and writing ---------------------------------------------------------------------------------------------


def test_a_line_break_can_be_typed():
    """As a backslash and an n."""
    assert means(rb"one\ntwo") == Text(text="one\ntwo")


def test_broken_utf_8_is_text_with_a_hole():
    """It is never refused."""
    assert means(b"\xffabc") == Text(text="\ufffdabc")


@pytest.mark.parametrize(("body", "event"), [(b"\n", Arrive()), (b"\nru", Arrive(language=Language.RU))])
def test_that_somebody_sits_down_is_no_line(body, event):
    """A line has no line break at its beginning, so nobody can type it."""
    assert means(body) == event


def test_a_file_is_named_by_its_path(tmp_path):
    """Blanks, backslashes and bytes that are no UTF-8 belong to the name."""
    for name in (b"a b.jpg", rb"new\name.jpg", b"\xff.jpg"):
        path = os.fsencode(tmp_path) + b"/" + name
        Path(os.fsdecode(path)).write_bytes(b"x")
        found = means(b"/FILE  " + path + b"  ")
        assert isinstance(found, File)
        assert os.fsencode(found.name) == name


async def test_a_file_is_read_in_pieces(tmp_path, monkeypatch):
    """Never whole."""
    monkeypatch.setattr(terminal, "_CHUNK", 4)
    (tmp_path / "x").write_bytes(b"0123456789")
    found = means(b"/file " + os.fsencode(tmp_path / "x"))
    assert [chunk async for chunk in found.open()] == [b"0123", b"4567", b"89"]


def test_a_word_that_begins_like_a_command_is_none():
    """/files is a mistake, not a file."""
    assert isinstance(means(b"/files x"), Mistake)
    assert means(b"file x") == Text(text="file x")


def test_what_is_chosen_depends_on_the_prompt():
    """The channel passes it on."""
    assert means(b"1", prompt(begin(CaseId("c" * 32), Language.EN))) != means(b"1")


# Seats -----------------------------------------------------------------------------------------------------------


def test_a_seat_is_kept_and_given_back(tmp_path):
    """Who comes beside gets the next one; who comes after gets the first again."""
    with seat(tmp_path) as first:
        with seat(tmp_path) as second:
            assert (first, second) == ("1", "2")
        with seat(tmp_path) as again:
            assert again == "2"
    with seat(tmp_path) as free:
        assert free == "1"


def test_a_seat_is_given_back_by_whoever_dies_in_it(tmp_path):
    """The lock goes with the process."""
    with pytest.raises(Killed), seat(tmp_path):
        raise Killed
    with seat(tmp_path) as free:
        assert free == "1"


# Wiring ----------------------------------------------------------------------------------------------------------


def test_the_settings_are_the_configuration_s(config):
    """In the units of intake."""
    made = settings(config)
    assert made.escalation == tuple(timedelta(minutes=minutes) for minutes in (0, 3, 8, 15))
    assert made.first_answer[Urgency.EMERGENCY] == timedelta(hours=1)
    assert (made.file_bytes, made.tries) == (100_000_000, 5)
    assert (made.draft_kept, made.case_kept) == (timedelta(days=30), timedelta(days=365))
    assert made.signal_number == ""
    reachable = replace(config, public=PublicChannels(signal=SignalSection(number="+380440000000", disappear_hours=9)))
    assert settings(reachable).signal_number == "+380440000000"
    assert settings(reachable).signal_hours == 9


def test_the_memory_is_where_the_configuration_says(config, tmp_path):
    """Tests and containers bring their own."""
    assert memory(config) == tmp_path / "memory"


async def test_a_missing_key_opens_nothing(config, tmp_path):
    """And says so before a database is opened."""
    broken = replace(config, keys=replace(config.keys, dir=tmp_path / "nowhere"))
    with pytest.raises(KeyFileError):
        async with open_intake(broken, channels=[], clock=lambda: NOW, draw=os.urandom):
            pass
