"""Standard input as lines: whole ones, however the pipe cuts them, and no last words when nobody listens any more."""

import asyncio
import os
import threading

import pytest

from bots.cli.console import read_lines


@pytest.fixture
def pipe(monkeypatch):
    """Standard input as a pipe: its writing end."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stdin, os.fdopen(writing, "wb", buffering=0) as pen:
        monkeypatch.setattr("sys.stdin", stdin)
        yield pen
        pen.close()
        wait_for_the_reader()


def wait_for_the_reader():
    """See the thread that reads standard input to its end, before another test has a pipe of the same number."""
    for thread in threading.enumerate():
        if thread.name == "standard input":
            thread.join()


async def test_lines_come_whole_and_without_their_ends(pipe):
    """Line feeds, with or without carriage returns; empty lines too; the last one needs no end."""
    pipe.write("перша\nдруга\r\n\nостання".encode())
    pipe.close()
    assert [line.decode() async for line in read_lines()] == ["перша", "друга", "", "остання"]


async def test_line_that_comes_in_pieces_is_one_line(pipe):
    """A pipe may break a line, and a letter, anywhere."""
    incoming = read_lines()
    waiting = asyncio.ensure_future(anext(incoming))
    for piece in "Їжак\n".encode():
        pipe.write(bytes([piece]))
    assert (await waiting).decode() == "Їжак"
    pipe.close()
    assert [line async for line in incoming] == []


async def test_more_than_a_pipe_holds_is_read_in_order(pipe):
    """Nothing is lost where lines come faster than they are worked."""
    wanted = [f"{number}".encode() * 30 for number in range(20_000)]
    writer = threading.Thread(target=lambda: (pipe.write(b"\n".join(wanted)), pipe.close()))
    writer.start()
    assert [line async for line in read_lines()] == wanted
    writer.join()


@pytest.mark.parametrize("length", [(1 << 20) - 1, 1 << 20, 5 << 20])
async def test_line_without_an_end_is_cut(pipe, length):
    """A megabyte is no answer: it is not remembered, and said to have been cut; the next line is whole."""
    writer = threading.Thread(target=lambda: (pipe.write(b"x" * length + b"\nnext\n"), pipe.close()))
    writer.start()
    first, second = [line async for line in read_lines()]
    writer.join()
    assert second == b"next"
    assert first == (b"x" * length if length < 1 << 20 else None)


def test_program_that_ends_early_leaves_no_complaint(pipe, monkeypatch):
    """The reading thread says nothing when its loop is gone, whether lines wait then, or come, or end."""
    complaints = []
    monkeypatch.setattr(threading, "excepthook", complaints.append)

    async def first() -> bytes:
        return await anext(read_lines())

    pipe.write(b"line\n")
    assert asyncio.run(first()) == b"line"
    pipe.write(b"line\n" * 1000)
    pipe.close()
    wait_for_the_reader()
    assert not complaints
