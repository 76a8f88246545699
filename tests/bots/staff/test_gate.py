"""The gate: unlocking and locking over a local socket, for the same user only."""

import asyncio
import json
import logging
import os
from pathlib import Path

import pytest

from bots.staff import gate
from bots.staff.gate import SOCKET, GateClosed, GateRefused, ask_to_lock, ask_to_unlock, gate_folder, open_gate
from storage.keys.errors import WrongPassphrase

CANARY = "canary-7f3a ключ"


class _Desk:
    """Remembers what it was told."""

    def __init__(self):
        self.keys = None

    def unlock(self, keys):
        self.keys = keys

    def lock(self):
        self.keys = None


async def find_keys(passphrase):
    """The keys that a passphrase opens."""
    if passphrase != CANARY:
        raise WrongPassphrase("the passphrase does not open the group's keys")
    return "keys"


@pytest.fixture
def desk():
    """A locked desk."""
    return _Desk()


@pytest.fixture
def folder(tmp_path):
    """A folder whose path is longer than a socket's address may be."""
    deep = tmp_path / ("x" * 120)
    deep.mkdir(mode=0o700)
    return deep


@pytest.fixture
async def opened(desk, folder):
    """The gate of the desk, open."""
    async with open_gate(folder, desk, find_keys):
        yield folder


async def send(folder: Path, line: bytes) -> bytes:
    """Send something to the gate as it is; the answer."""
    handle = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    reader, writer = await asyncio.open_unix_connection(f"/proc/self/fd/{handle}/{SOCKET}")
    os.close(handle)
    try:
        writer.write(line)
        writer.write_eof()
        return await reader.read()
    except OSError:
        return b""  # the other side has closed it unread
    finally:
        writer.close()


async def test_passphrase_unlocks_and_a_word_locks_again(opened, desk, caplog):
    """The desk gets the keys that the passphrase opens, and lets go of them."""
    with caplog.at_level(logging.DEBUG):
        await ask_to_unlock(opened, CANARY)
        assert desk.keys == "keys"
        await ask_to_lock(opened)
    assert desk.keys is None
    assert CANARY not in caplog.text


async def test_wrong_passphrase_is_said_with_its_hint(opened, desk):
    """As if it had been typed at the desk itself."""
    with pytest.raises(GateRefused, match="does not open") as refused:
        await ask_to_unlock(opened, "wrong")
    assert refused.value.hint == WrongPassphrase.hint
    assert desk.keys is None


async def test_socket_is_its_owners_alone_and_gone_afterwards(desk, folder):
    """Nobody else can reach it, and a later one can take its place."""
    for _ in range(2):
        async with open_gate(folder, desk, find_keys):
            assert (folder / SOCKET).stat().st_mode & 0o777 == 0o600
        assert not (folder / SOCKET).exists()


async def test_socket_of_a_killed_process_is_replaced(desk, folder):
    """What a killed process has left behind is no hindrance."""
    async with open_gate(folder, desk, find_keys):
        (folder / SOCKET).rename(folder / "left")
    (folder / "left").rename(folder / SOCKET)
    with pytest.raises(GateClosed):
        await ask_to_lock(folder)
    async with open_gate(folder, desk, find_keys):
        await ask_to_lock(folder)


async def test_without_a_process_there_is_nobody_to_ask(folder, tmp_path):
    """Neither in an empty folder nor in one that is not there."""
    for place in (folder, tmp_path / "nowhere"):
        with pytest.raises(GateClosed) as closed:
            await ask_to_unlock(place, CANARY)
        assert "solidarity run" in closed.value.hint


@pytest.mark.parametrize(
    "line", [b"", b"\n", b"{\n", b"[]\n", b'["lock", "now"]\n', b'["unlock"]\n', b'"lock"\n', b"x" * 100_000, b"\xff\n"]
)
async def test_what_is_no_request_is_not_answered(opened, desk, line):
    """And the gate stays open for others."""
    desk.keys = "keys"
    assert await send(opened, line) == b""
    assert desk.keys == "keys"
    await ask_to_lock(opened)


async def test_another_users_process_is_not_obeyed(opened, desk, monkeypatch):
    """Whoever could reach the socket all the same is told nothing."""
    monkeypatch.setattr(gate, "_owner", lambda _: os.geteuid() + 1)
    desk.keys = "keys"
    assert await send(opened, b'["lock"]\n') == b""
    assert desk.keys == "keys"


async def test_passphrase_is_not_given_to_another_users_process(opened, monkeypatch):
    """Somebody who has put a socket in its place learns nothing."""
    heard = []
    monkeypatch.setattr(gate, "_owner", lambda _: os.geteuid() + 1)
    monkeypatch.setattr(gate, "_obey", lambda line, *_: heard.append(line))
    with pytest.raises(GateClosed, match="not this user's"):
        await ask_to_unlock(opened, CANARY)
    assert not heard


async def test_process_that_does_not_answer_is_said(opened, monkeypatch):
    """An answer that is none is not taken for one."""

    async def obey(*_):
        return b'"?"\n'

    monkeypatch.setattr(gate, "_obey", obey)
    with pytest.raises(GateRefused, match="no answer"):
        await ask_to_lock(opened)


async def test_requests_are_answered_one_at_a_time(desk, folder):
    """Deriving keys takes much memory; many requests at once do not take it many times."""
    working, most = 0, 0

    async def slowly(passphrase):
        nonlocal working, most
        working += 1
        most = max(most, working)
        for _ in range(5):
            await asyncio.sleep(0)
        working -= 1
        return passphrase

    async with open_gate(folder, desk, slowly), asyncio.TaskGroup() as group:
        for number in range(5):
            group.create_task(ask_to_unlock(folder, str(number)))
    assert most == 1


def test_folder_is_the_volatile_one(place):
    """Where the deployment's volatile keys lie."""
    assert gate_folder(place.config).resolve() == place.memory.resolve()


def test_request_is_one_line_whatever_the_passphrase():
    """Line breaks in it are none of the protocol's."""
    assert json.loads(gate._line(["unlock", "a\nb"])) == ["unlock", "a\nb"]
    assert gate._line(["unlock", "a\nb"]).count(b"\n") == 1
