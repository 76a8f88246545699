"""The stage: plain and quick in a pipe, coloured and paced in a terminal."""

import io

import pytest
from rich.console import Console

from bots.demo import stage
from bots.demo.stage import Stage


def play(console: Console) -> str:
    """Something of everything."""
    show = Stage(console)
    show.act("1. An act")
    show.tell("A word [about] it")
    show.types("/ack 1 [bold]")
    show.says("First\nSecond\n\n")
    show.lists(["00000000  61  |a|"])
    for holds in (True, False, None):
        show.verdict("a claim", holds=holds)
    return console.file.getvalue()


@pytest.fixture
def naps(monkeypatch) -> list[float]:
    """How long the stage would have waited."""
    taken: list[float] = []
    monkeypatch.setattr(stage.time, "sleep", taken.append)
    return taken


def test_in_a_pipe_it_is_plain_and_does_not_wait(naps):
    """What was typed and said, word for word; brackets are no markup."""
    shown = play(Console(file=io.StringIO()))
    assert "\x1b" not in shown
    assert not naps
    assert "> /ack 1 [bold]\n  | First\n  | Second\n" in shown
    assert "passed   a claim" in shown
    assert "FAILED   a claim" in shown
    assert "not here a claim" in shown


def test_long_line_is_not_broken_in_a_pipe(naps):
    """Who reads by line gets the lines that were said."""
    console = Console(file=io.StringIO(), width=40)
    Stage(console).says("word " * 50)
    assert console.file.getvalue().count("\n") == 2


def test_in_a_terminal_it_is_coloured_and_paced(naps):
    """Letters come one by one, with the same words."""
    shown = play(Console(file=io.StringIO(), force_terminal=True, color_system="standard", _environ={}))
    assert "\x1b[" in shown
    assert len(naps) > len("/ack 1 [bold]")
    assert "/ack 1 [bold]" in "".join(__import__("re").split(r"\x1b\[[0-9;]*m", shown))
