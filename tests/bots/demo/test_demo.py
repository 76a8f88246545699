"""``solidarity demo``: plays the whole path, checks itself honestly, and leaves data to go on with."""

import re
import shlex
import shutil
import signal
from pathlib import Path

import pytest
from rich.console import Console

from bots.config import load
from bots.demo.people import Submitter
from bots.demo.play import Demo
from bots.demo.script import Part
from bots.demo.stage import Stage
from bots.public.wiring import memory, texts
from storage.documents import Language


@pytest.fixture(scope="module")
def kept(tmp_path_factory, run):
    """A demo that keeps its data: where, and what it came to."""
    folder = tmp_path_factory.mktemp("demo") / "kept"
    outcome = run("demo", "--keep", folder)
    yield folder, outcome
    shutil.rmtree(memory(load(folder / "config.toml")), ignore_errors=True)


def test_every_check_of_the_demo_passes(kept):
    """Exit status 0, and each check says so; with Node.js another age program opens the case."""
    _, outcome = kept
    assert (outcome.status, outcome.err) == (0, "")
    verdicts = re.findall(r"^  (passed|FAILED|not here) ", outcome.out, re.MULTILINE)
    assert verdicts == ["passed"] * 5
    assert "== All checks passed ==" in outcome.out


def test_demo_is_plain_text_in_a_pipe(kept):
    """No escape sequence in it."""
    assert "\x1b" not in kept[1].out


def test_demo_shows_both_languages_the_peek_the_alert_and_the_reply(kept):
    """The submitter's side, the disk, the call, the desk, the answer."""
    acts = re.split(r"^== \d\. .* ==$", kept[1].out, flags=re.MULTILINE)[1:]
    parts = (
        "  | Вітаємо",
        "age-encryption.o",
        "  | ALERT 1: ",
        "Мирослава",
        "Адвокатка Соломія",
        "  | Hello.",
        "passed",
    )
    assert [part in act for part, act in zip(parts, acts, strict=True)] == [True] * 7


def test_alert_of_the_demo_holds_no_content(kept):
    """Nothing of the case stands in the block that calls for somebody."""
    act = kept[1].out.partition("== 3.")[2].partition("== 4.")[0]
    assert "ALERT 1" in act
    assert not re.search(r"[А-Яа-яЇїІіЄєҐґ]", act)


def test_printed_commands_go_on_with_the_kept_data(kept, run, monkeypatch):
    """Both lines work as they are printed: the chat asks how to begin, the desk lists the cases."""
    _, outcome = kept
    chat, desk = (shlex.split(line) for line in re.findall(r"^  (solidarity .+)$", outcome.out, re.MULTILINE))
    written = run(*chat[1:])
    assert (written.status, "З чого почнемо?" in written.out) == (0, True)
    worked = run(*desk[1:], given="/queue\n")
    assert worked.status == 0
    assert "2 open cases" in worked.out


def test_kept_data_is_its_owners_alone(kept):
    """The passphrase lies beside the data, for nobody else."""
    folder, _ = kept
    assert not folder.stat().st_mode & 0o77
    assert not (folder / "passphrase.txt").stat().st_mode & 0o77


def test_demo_does_not_play_in_a_folder_with_something_in_it(kept, run):
    """The kept data is not played over."""
    folder, _ = kept
    outcome = run("demo", "--keep", folder)
    assert outcome.status == 1
    assert "is not empty" in outcome.err


def test_leak_fails_the_demo_and_is_named(run, monkeypatch):
    """A typed word in any file is a FAILED check with the file's name, and exit status 1; nothing is left behind."""
    left: list[Path] = []
    peek = Demo._peek

    def leak(demo):
        left.extend((demo._folder, memory(demo._config)))
        (demo._folder / "blobs" / "debug.log").write_text("ЗАРІЧНОГО", encoding="utf-16")
        peek(demo)

    monkeypatch.setattr(Demo, "_peek", leak)
    monkeypatch.setattr("bots.demo.evidence.peer", lambda _: None)
    outcome = run("demo")
    assert outcome.status == 1
    assert re.search(r"FAILED +none of \d+ typed words", outcome.out)
    assert "  blobs/debug.log" in outcome.out
    assert "not here another age program" in outcome.out
    assert "== A check FAILED ==" in outcome.out
    assert "solidarity demo --keep DIR" in outcome.out
    assert not [path for path in left if path.exists()]


@pytest.fixture
def _signals():
    """Put back what a signal did before."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.mark.usefixtures("_signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_demo_leaves_nothing_behind(run, monkeypatch, number):
    """Ctrl-C or an end from outside in the middle: no traceback, no folder, no key in memory."""
    left: list[Path] = []

    def interrupt(demo):
        left.extend((demo._folder, memory(demo._config)))
        signal.raise_signal(number)

    monkeypatch.setattr(Demo, "_peek", interrupt)
    outcome = run("demo")
    assert outcome.status == 130
    assert len(left) == 2
    assert "Traceback" not in outcome.err
    assert not [path for path in left if path.exists()]


async def test_script_that_does_not_fit_the_questions_ends():
    """A demo never asks and answers for ever."""
    submitter = Submitter(Part(language=Language.EN, answers={}), Stage(Console(quiet=True)), texts())
    submitter.hear("A question?")

    async def talk():
        async for _ in submitter.lines():
            submitter.hear("Another question?")

    with pytest.raises(LookupError, match="does not fit"):
        await talk()
