"""Children: started side by side, started again, ended together. Real processes, in real time."""

import asyncio
import json
import os
import signal
import subprocess
import sys

import pytest

from bots.traffic import Stop, children
from bots.traffic.children import mind
from bots.traffic.process import GRACE

PATIENCE = 20

# Tells its name and its process id, and ends with the status it was given, or as it is told.
CHILD = """
import os, signal, sys
name, fifo, status, *manners = sys.argv[1:]
def end(*_):
    os.write(told, b"{name} was told\\n".replace(b"{name}", name.encode()))
    sys.exit(0)
signal.signal(signal.SIGTERM, signal.SIG_IGN if "stubborn" in manners else end)
told = os.open(fifo, os.O_WRONLY)
os.write(told, f"{name} {os.getpid()}\\n".encode())
if status:
    sys.exit(int(status))
while os.read(0, 1):
    pass
os.write(told, f"{name} was left\\n".encode())
"""

PARENT = """
import asyncio, json, sys
from bots.traffic import Stop
from bots.traffic.children import mind
asyncio.run(mind(json.loads(sys.argv[1]), Stop()))
"""


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    """Children are started again at once."""
    monkeypatch.setattr(children, "back_off", lambda _: 0)


@pytest.fixture
def fifo(tmp_path):
    """Where children tell what they do."""
    path = tmp_path / "told"
    os.mkfifo(path)
    return path


@pytest.fixture
async def told(fifo):
    """The next thing that a child tells."""
    reader = asyncio.StreamReader()
    file = os.fdopen(os.open(fifo, os.O_RDWR | os.O_NONBLOCK), "rb", buffering=0)
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), file
    )

    async def tell() -> str:
        async with asyncio.timeout(PATIENCE):
            return (await reader.readline()).decode().strip()

    yield tell
    transport.close()


@pytest.fixture
def child(fifo):
    """A program that ends with this status, or runs until it is ended."""

    def command(name, status="", *manners):
        return [sys.executable, "-c", CHILD, name, str(fifo), str(status), *manners]

    return command


async def test_children_run_side_by_side_and_end_together(child, told):
    """Each is told to end in order, and the parent has ended well."""
    stop = Stop()
    async with asyncio.TaskGroup() as group:
        minding = group.create_task(mind({name: child(name) for name in "ab"}, stop))
        assert {(await told())[0] for _ in range(2)} == {"a", "b"}
        stop.set()
        assert {await told() for _ in range(2)} == {"a was told", "b was told"}
    assert minding.result() == 0


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
async def test_child_that_dies_is_started_again(child, told, number, caplog):
    """However it ended, while the other one goes on."""
    stop = Stop()
    async with asyncio.TaskGroup() as group:
        group.create_task(mind({name: child(name) for name in "ab"}, stop))
        pids = dict([(await told()).split() for _ in range(2)])
        os.kill(int(pids["a"]), number)
        heard = await told()
        if heard == "a was told":
            heard = await told()
        assert heard.split()[0] == "a"
        assert heard.split()[1] != pids["a"]
        stop.set()
    assert "the a process ended with status" in caplog.text


async def test_child_that_falls_at_the_beginning_is_started_again(child, told):
    """A defect, or something that may pass, is no refusal."""
    stop = Stop()
    async with asyncio.TaskGroup() as group:
        group.create_task(mind({"a": child("a", 70)}, stop))
        assert [(await told()).split()[0] for _ in range(3)] == ["a"] * 3
        stop.set()


@pytest.mark.parametrize("status", [1, 2])
async def test_child_that_refuses_ends_all(child, told, status):
    """It has said why, and its status is that of the whole."""
    async with asyncio.timeout(PATIENCE):
        assert await mind({"a": child("a", status), "b": child("b")}, Stop()) == status


async def test_refusal_later_on_is_a_fall(child, told, monkeypatch):
    """What has run before is tried again: the other side must not end because of it."""
    monkeypatch.setattr(children, "BEGINNING", -1)
    stop = Stop()
    async with asyncio.TaskGroup() as group:
        group.create_task(mind({"a": child("a", 1)}, stop))
        assert [(await told()).split()[0] for _ in range(3)] == ["a"] * 3
        stop.set()


def test_end_of_all_takes_ten_seconds_at_most():
    """A child may take so long for its own orderly end, and is killed before ours is late."""
    assert GRACE < children.PATIENCE < 10


async def test_child_that_does_not_end_is_killed(child, told, monkeypatch):
    """The end comes in any case."""
    monkeypatch.setattr(children, "PATIENCE", 0.05)
    stop = Stop()
    async with asyncio.timeout(PATIENCE), asyncio.TaskGroup() as group:
        group.create_task(mind({"a": child("a", "", "stubborn")}, stop))
        pid = int((await told()).split()[1])
        stop.set()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_children_of_a_killed_parent_see_it(child, told):
    """The pipe ends with whoever held it, so that nothing is left behind that polls."""
    commands = {name: child(name) for name in "ab"}
    code = [sys.executable, "-c", PARENT, json.dumps(commands)]
    parent = await asyncio.create_subprocess_exec(*code, stdin=subprocess.DEVNULL)
    assert {(await told())[0] for _ in range(2)} == {"a", "b"}
    parent.kill()
    assert {await told() for _ in range(2)} == {"a was left", "b was left"}
    await parent.wait()
