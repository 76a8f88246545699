"""Who is in charge: one process a role on a machine. A second one waits a little for the first to end.

The lock is the kernel's and ends with its holder, however that ends.
"""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.errors import PermanentError

PATIENCE = 15.0
"""Seconds to wait for whoever is in charge: longer than an orderly end takes."""

_STEP = 0.1


class SeatTaken(PermanentError):
    """Another process of this role runs on this machine."""

    hint = "end it first; the public and the staff bots each run once"


@asynccontextmanager
async def in_charge(folder: Path, role: str, *, patience: float = PATIENCE) -> AsyncIterator[None]:
    """Be in charge of a role, within the block.

    Args:
        folder: the volatile one, made if it is missing.
        role: ``intake`` or ``triage``.
        patience: seconds to wait for somebody else to end.

    Raises:
        SeatTaken: somebody else has been in charge for all that time.
    """
    handle = _open(folder, role)
    try:
        await _lock(handle, role, patience)
        yield
    finally:
        os.close(handle)


def _open(folder: Path, role: str) -> int:
    folder.mkdir(mode=0o700, exist_ok=True)
    return os.open(folder / f"{role}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


async def _lock(handle: int, role: str, patience: float) -> None:
    loop = asyncio.get_running_loop()
    until = loop.time() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if loop.time() >= until:
                raise SeatTaken(f"another {role} process runs on this machine") from None
            await asyncio.sleep(_STEP)
        else:
            return
