"""The gate: a local socket over which the running triage is unlocked and locked.

It lies in the volatile folder, is its owner's alone, and each end looks whose process the other one is. What goes over
it is one line each way; a passphrase that comes in is used once, and neither kept nor logged.
"""

import asyncio
import json
import os
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Protocol

from bots.config import Config
from storage.errors import PermanentError, StorageError
from storage.keys.folder import load_manifest
from storage.keys.group import GroupKeys
from storage.keys.volatile import volatile_folder
from storage.sealed import VerifyKey

SOCKET = "triage.sock"
PATIENCE = 30.0
"""Seconds for one request, with the deriving of keys from a passphrase."""

_LOCK = "lock"
_UNLOCK = "unlock"


class GateClosed(PermanentError):
    """No triage process of ours listens on this machine."""

    hint = "start it with solidarity run; as the user who runs it"


class GateRefused(PermanentError):
    """The triage process did not do what it was asked for; the message is its own."""


class Desk(Protocol):
    """What can be unlocked and locked."""

    def unlock(self, keys: GroupKeys) -> None:
        """Take the group's keys into memory."""

    def lock(self) -> None:
        """Let go of the group's keys."""


def gate_folder(config: Config) -> Path:
    """The folder in which the socket lies: the volatile one, memory-backed and its owner's alone.

    Raises:
        StorageError: the keys are not sound, or there is no such folder.
    """
    manifest = load_manifest(config.keys.dir, VerifyKey.from_text(config.keys.root))
    return volatile_folder(manifest.deployment, config.keys.volatile)


@asynccontextmanager
async def open_gate(folder: Path, desk: Desk, find_keys: Callable[[str], Awaitable[GroupKeys]]) -> AsyncIterator[None]:
    """Serve the gate of a desk within the block.

    Args:
        folder: the volatile one, which is there and its owner's alone.
        desk: is unlocked and locked.
        find_keys: opens the group's keys with a passphrase.
    """
    one_at_a_time = asyncio.Lock()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(PATIENCE), one_at_a_time:
                if _owner(writer.get_extra_info("socket")) == os.geteuid():
                    writer.write(await _obey(await reader.readline(), desk, find_keys))
                    await writer.drain()
        except (OSError, ValueError):
            return  # whoever asked has gone, or says no line
        finally:
            writer.close()

    with _place(folder) as path:
        server = await asyncio.start_unix_server(answer, path)
        try:
            path.chmod(0o600)
            async with server:
                yield
        finally:
            path.unlink(missing_ok=True)


async def ask_to_unlock(folder: Path, passphrase: str) -> None:
    """Unlock the running triage. The passphrase is secret.

    Raises:
        GateClosed: none runs.
        GateRefused: it is not unlocked; the message says why.
    """
    await _ask(folder, [_UNLOCK, passphrase])


async def ask_to_lock(folder: Path) -> None:
    """Lock the running triage.

    Raises:
        GateClosed: none runs.
        GateRefused: it does not answer as it should.
    """
    await _ask(folder, [_LOCK])


async def _obey(line: bytes, desk: Desk, find_keys: Callable[[str], Awaitable[GroupKeys]]) -> bytes:
    match json.loads(line):
        case [str(word)] if word == _LOCK:
            desk.lock()
        case [str(word), str(passphrase)] if word == _UNLOCK:
            try:
                desk.unlock(await find_keys(passphrase))
            except StorageError as error:
                return _line([str(error), error.hint])
        case _:
            raise ValueError("no request that is known here")
    return _line([])


async def _ask(folder: Path, request: list[str]) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            with _place(folder) as path:
                reader, writer = await asyncio.open_unix_connection(path)
            try:
                if _owner(writer.get_extra_info("socket")) != os.geteuid():
                    raise GateClosed("what listens in the place of triage is not this user's")
                writer.write(_line(request))
                await writer.drain()
                answer = await reader.readline()
            finally:
                writer.close()
    except OSError:
        raise GateClosed("no triage process runs here that could be asked") from None
    match json.loads(answer or b"null"):
        case []:
            return
        case [str(said), str(hint)]:
            raise GateRefused(said, hint=hint)
        case _:
            raise GateRefused("the triage process gave no answer", hint="see its log")


def _line(values: list[str]) -> bytes:
    return json.dumps(values).encode("ascii") + b"\n"


@contextmanager
def _place(folder: Path) -> Iterator[Path]:
    """The socket's path, in a form that stays short: the address of a socket takes 107 bytes at most (unix(7))."""
    handle = os.open(folder, os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield Path(f"/proc/self/fd/{handle}") / SOCKET
    finally:
        os.close(handle)


def _owner(connection: socket.socket) -> int:
    """Whose process is at the other end (SO_PEERCRED, socket(7)): process, user, group."""
    credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    user: int = struct.unpack("3i", credentials)[1]
    return user
