"""Keys that must die with the machine: identities in a folder that lies in memory.

A killed process finds its key again; a seized, switched-off machine has none. Another user of the same machine may
have made a folder of this name first, so owner and mode are looked at before anything is trusted to it.
"""

import os
import stat
from pathlib import Path

from storage.ids import DeploymentId, Draw
from storage.keys.errors import KeyFileError, NoVolatileMemory
from storage.keys.folder import load_identity
from storage.sealed import HybridIdentity

DRAFT = "draft.key"

_MOUNTS = Path("/proc/self/mounts")
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
_MEMORY_FILE_SYSTEMS = frozenset({"tmpfs", "ramfs"})


def volatile_folder(deployment: DeploymentId, configured: Path | None = None) -> Path:
    """Choose the folder of a deployment's volatile keys; it need not exist yet.

    A configured folder is taken as it is (:func:`in_memory` tells whether it deserves the name); else one under
    /dev/shm or $XDG_RUNTIME_DIR, whichever is memory.

    Raises:
        NoVolatileMemory: none is.
    """
    if configured is not None:
        return configured
    name = f"solidarity-{os.geteuid()}-{deployment[:16]}"
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    for place in (_SHARED_MEMORY, *([Path(runtime)] if runtime else [])):
        if place.is_dir() and os.access(place, os.W_OK) and in_memory(place):
            return place / name
    raise NoVolatileMemory("no folder in memory was found for the draft key")


def in_memory(path: Path) -> bool:
    """Tell whether a folder, which need not exist yet, lies in memory (tmpfs or ramfs, by Linux's mount table)."""
    try:
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return False
    real = path.resolve()
    best, kind = 0, ""
    for line in mounts.splitlines():
        _, escaped, file_system, *_ = line.split(" ")
        point = Path(_unescaped(escaped))
        # Of two mounts on one place the later hides the earlier.
        if real.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), file_system
    return kind in _MEMORY_FILE_SYSTEMS


def volatile_identity(folder: Path, draw: Draw, *, name: str = DRAFT) -> HybridIdentity:
    """Load the identity in a volatile folder, or make it; processes that start together get the same one.

    Raises:
        KeyFileError: folder or file belong to another user, are open to others, or hold something else.
    """
    _claim(folder)
    path = folder / name
    return load_identity(
        path, draw, hint=f"remove {path}: unfinished drafts and waiting messages are lost, cases are not"
    )


def _claim(folder: Path) -> None:
    """Make the folder, or make sure that the one that is there is ours alone and no link to elsewhere."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        message = f"the volatile folder {folder} cannot be made"
        raise KeyFileError(message, hint="the folder above it must exist and be writable") from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        message = f"the volatile folder {folder} is not this user's alone"
        raise KeyFileError(message, hint="find out who made it; remove it, or chmod 700 it if it is yours")


def _unescaped(point: str) -> str:
    """Undo the octal escapes of white space in the mount table."""
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, letter)
    return point
