"""The folder of keys: what the files are called, and how they are read and written without loose ends.

Private files are 0600 in folders 0700; nothing is ever overwritten; a new file is on the disk when it is said to be.
"""

import os
from pathlib import Path

from storage.ids import Draw
from storage.keys.errors import KeyFileError, KeysExist
from storage.manifest import Manifest, read_manifest
from storage.sealed import AgeError, HybridIdentity, KeyFormatError, SigningKey, VerifyKey, parse_identity

GROUP = Path("group.age")
ROSTER = Path("roster.age")
ROOT = Path("offline/root.age")
INTAKE = Path("intake.key")
DELIVERY = Path("delivery.key")
MANIFEST = Path("manifest.json")

_MAX_SIZE = 1 << 20


def load_manifest(folder: Path, root: VerifyKey) -> Manifest:
    """Read the recipients manifest and check the root key's signature.

    Raises:
        KeyFileError: the file is missing or unreadable.
        ManifestRefused: it is not what the root key signed.
    """
    return read_manifest(as_text(read_file(folder / MANIFEST), MANIFEST.name), root)


def read_private(path: Path) -> bytes:
    """Read a small file that nobody but its owner may read. The result is secret.

    Raises:
        KeyFileError: it is missing, unreadable, no ordinary file, or open to others.
    """
    return read_file(path, private=True)


def read_file(path: Path, *, private: bool = False) -> bytes:
    """Read a small file, looking at the opened file itself, so that it cannot be exchanged in between.

    Raises:
        KeyFileError: as :func:`read_private`; who else may read it matters only if it is private.
    """
    try:
        # Not to block on a pipe that lies in the file's place.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:  # noqa: PTH123
            if private and os.fstat(descriptor).st_mode & 0o077:
                message = f"the key file {path.name} is open to others"
                raise KeyFileError(message, hint=f"chmod 600 {path}, and ask who may have read it")
            data = file.read(_MAX_SIZE + 1)
    except FileNotFoundError as error:
        message = f"the key file {path.name} is missing"
        raise KeyFileError(message) from error
    except OSError as error:
        message = f"the key file {path.name} cannot be read"
        raise KeyFileError(message, hint="check its owner and the folders above it") from error
    if len(data) > _MAX_SIZE:
        message = f"the key file {path.name} is too large to be one"
        raise KeyFileError(message)
    return data


def write_new(path: Path, data: bytes) -> None:
    """Write a private file that must not exist yet, and wait until it is on the disk.

    Raises:
        KeysExist: it exists.
        KeyFileError: the folder cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with open(descriptor, "wb") as file:  # noqa: PTH123
            os.fchmod(descriptor, 0o600)
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        sync_folder(path.parent)
    except FileExistsError as error:
        message = f"the key file {path.name} already exists"
        raise KeysExist(message) from error
    except OSError as error:
        message = f"the key file {path.name} cannot be written"
        raise KeyFileError(message, hint="check the folder's owner and the free space") from error


def load_identity(path: Path, draw: Draw, *, hint: str) -> HybridIdentity:
    """Load the identity that a private file holds, or make it; processes that start together get the same one.

    Args:
        path: of the file; its folder is there.
        draw: the source of a new identity.
        hint: what to do about a file that is damaged; it is never replaced in silence.

    Raises:
        KeyFileError: the file is loose, unreadable or holds something else, or it cannot be made.
    """
    if not path.exists():
        _write_first(path, write_identity(HybridIdentity.generate(draw)), draw)
    try:
        identity = parse_identity(as_text(read_private(path), path.name).strip())
    except AgeError as error:
        message = f"the key file {path.name} is damaged"
        raise KeyFileError(message, hint=hint) from error
    if not isinstance(identity, HybridIdentity):
        message = f"the key file {path.name} holds an identity of another kind"
        raise KeyFileError(message, hint=hint)
    return identity


def _write_first(path: Path, data: bytes, draw: Draw) -> None:
    """Write the whole file under a name of its own, then link it: who links second leaves the first one's."""
    draft = path.with_name(f"{path.name}.{draw(8).hex()}")
    write_new(draft, data)
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder that is its owner's alone, or tighten an existing one.

    Raises:
        KeyFileError: it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        message = f"the folder {folder} cannot be made"
        raise KeyFileError(message, hint="check the owner of the folder above it") from error


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_identity(identity: HybridIdentity) -> bytes:
    """Write an identity as one line, ``AGE-SECRET-KEY-PQ-1…``. Secret."""
    return f"{identity.encode()}\n".encode("ascii")


def write_seed(key: SigningKey) -> bytes:
    """Write a signing key as one line of 64 hexadecimal digits. Secret."""
    return f"{key.seed.hex()}\n".encode("ascii")


def read_seed(data: bytes, name: str) -> SigningKey:
    """Read what :func:`write_seed` wrote; ``name`` is the file's, for the error.

    Raises:
        KeyFileError: it is anything else.
    """
    try:
        return SigningKey.from_seed(bytes.fromhex(as_text(data, name)))
    except (ValueError, KeyFormatError) as error:
        message = f"the key file {name} holds no signing key"
        raise KeyFileError(message) from error


def as_text(data: bytes, name: str) -> str:
    """Read a key file's bytes as text.

    Raises:
        KeyFileError: they are none.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Its cause would carry the bytes.
        message = f"the key file {name} is damaged"
        raise KeyFileError(message) from None
