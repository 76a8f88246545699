"""Volatile keys: in memory, one for all processes, and never in somebody else's folder."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.keys import volatile
from storage.keys.errors import KeyFileError, NoVolatileMemory
from storage.keys.volatile import in_memory, volatile_folder, volatile_identity

DEPLOYMENT = "0123456789abcdef" * 2
NAME = f"solidarity-{os.geteuid()}-0123456789abcdef"


@pytest.fixture
def mounts(tmp_path, monkeypatch):
    """Two places, of which a test says what file systems they are."""
    shared, runtime = tmp_path / "shm", tmp_path / "run time"
    shared.mkdir()
    runtime.mkdir()
    table = tmp_path / "mounts"
    monkeypatch.setattr(volatile, "_MOUNTS", table)
    monkeypatch.setattr(volatile, "_SHARED_MEMORY", shared)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))

    def say(shared_kind, runtime_kind):
        escaped = str(runtime).replace(" ", "\\040")
        table.write_text(f"root / ext4 rw 0 0\nx {shared} {shared_kind} rw 0 0\ny {escaped} {runtime_kind} rw 0 0\n")
        return shared / NAME, runtime / NAME

    return say


def test_shared_memory_is_preferred(mounts):
    """/dev/shm is in memory on every Linux; the folder names the user and the deployment."""
    shared, _ = mounts("tmpfs", "tmpfs")
    assert volatile_folder(DEPLOYMENT) == shared


def test_the_runtime_folder_is_second(mounts):
    """Where /dev/shm is a disk, the user's runtime folder serves, with a space in its name too."""
    _, runtime = mounts("ext4", "ramfs")
    assert volatile_folder(DEPLOYMENT) == runtime


def test_a_disk_is_never_taken(mounts):
    """A draft key on a disk would outlive a seizure."""
    mounts("ext4", "btrfs")
    with pytest.raises(NoVolatileMemory) as refused:
        volatile_folder(DEPLOYMENT)
    assert "tmpfs" in refused.value.hint


def test_without_a_runtime_folder_nothing_is_guessed(mounts, monkeypatch):
    """An unset variable offers no place."""
    mounts("ext4", "tmpfs")
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    with pytest.raises(NoVolatileMemory):
        volatile_folder(DEPLOYMENT)


def test_a_configured_folder_is_taken_as_it_is(mounts, tmp_path):
    """Whoever names a folder answers for it."""
    mounts("ext4", "ext4")
    assert volatile_folder(DEPLOYMENT, tmp_path / "mine") == tmp_path / "mine"


def test_the_innermost_and_latest_mount_decides(mounts, tmp_path):
    """A tmpfs in a disk's folder is memory, and a disk mounted over it is not."""
    mounts("tmpfs", "ext4")
    table, inner = tmp_path / "mounts", tmp_path / "shm" / "disk"
    table.write_text(table.read_text() + f"z {inner} ext4 rw 0 0\n")
    assert in_memory(tmp_path / "shm" / "not yet there")
    assert not in_memory(inner / "x")
    table.write_text(table.read_text() + f"z {inner} tmpfs rw 0 0\n")
    assert in_memory(inner / "x")
    assert not in_memory(Path("/"))


def test_a_machine_without_a_mount_table_has_no_known_memory(tmp_path, monkeypatch):
    """On a system that is not Linux nothing is taken for memory."""
    monkeypatch.setattr(volatile, "_MOUNTS", tmp_path / "missing")
    assert not in_memory(tmp_path)


def test_the_identity_is_made_once(tmp_path):
    """A second start finds the first one's key, in a folder and a file that are the owner's alone."""
    folder = tmp_path / "volatile"
    identity = volatile_identity(folder, os.urandom)
    assert volatile_identity(folder, os.urandom) == identity
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "draft.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["draft.key"]


def test_keys_of_other_names_are_apart(tmp_path):
    """Triage's working key may lie beside the draft key."""
    draft = volatile_identity(tmp_path / "volatile", os.urandom)
    assert volatile_identity(tmp_path / "volatile", os.urandom, name="working.key") != draft


def test_processes_that_start_together_get_one_key(tmp_path):
    """Whoever is second takes the first one's key, and no half-written key is ever read."""
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: volatile_identity(tmp_path / "v", os.urandom), range(32)))
    assert len(found) == 1


def test_a_lost_race_leaves_no_key_behind(tmp_path, monkeypatch):
    """The loser of a race throws its key away and reads the winner's."""
    winner = volatile_identity(tmp_path / "v", os.urandom)
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert volatile_identity(tmp_path / "v", os.urandom) == winner
    assert [path.name for path in (tmp_path / "v").iterdir()] == ["draft.key"]


@pytest.mark.parametrize("mode", [0o750, 0o705, 0o711, 0o777])
def test_a_loose_folder_is_refused(tmp_path, mode):
    """Somebody else could have put a key of theirs there."""
    (tmp_path / "v").mkdir()
    (tmp_path / "v").chmod(mode)
    with pytest.raises(KeyFileError, match="not this user's alone"):
        volatile_identity(tmp_path / "v", os.urandom)


def test_a_folder_of_another_owner_is_refused(tmp_path, monkeypatch):
    """A squatter on the predictable name is noticed."""
    (tmp_path / "v").mkdir(mode=0o700)
    monkeypatch.setattr(os, "geteuid", lambda: (tmp_path / "v").stat().st_uid + 1)
    with pytest.raises(KeyFileError, match="not this user's alone"):
        volatile_identity(tmp_path / "v", os.urandom)
    assert list((tmp_path / "v").iterdir()) == []


def test_a_link_to_elsewhere_is_refused(tmp_path):
    """A link in the folder's place would lead the key to a disk."""
    (tmp_path / "disk").mkdir(mode=0o700)
    (tmp_path / "v").symlink_to(tmp_path / "disk")
    with pytest.raises(KeyFileError):
        volatile_identity(tmp_path / "v", os.urandom)
    assert list((tmp_path / "disk").iterdir()) == []


def test_a_missing_place_is_said(tmp_path):
    """Only the last folder is made."""
    with pytest.raises(KeyFileError, match="cannot be made"):
        volatile_identity(tmp_path / "missing" / "v", os.urandom)


def test_a_loose_key_file_is_refused(tmp_path):
    """Who could read the draft key could read the drafts."""
    volatile_identity(tmp_path / "v", os.urandom)
    (tmp_path / "v" / "draft.key").chmod(0o644)
    with pytest.raises(KeyFileError, match="open to others"):
        volatile_identity(tmp_path / "v", os.urandom)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "AGE-SECRET-KEY-PQ-1", "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"],
)
def test_what_is_no_hybrid_identity_is_refused(tmp_path, text):
    """A damaged draft key is not replaced silently: drafts would be lost without a word."""
    volatile_identity(tmp_path / "v", os.urandom)
    (tmp_path / "v" / "draft.key").write_text(text)
    with pytest.raises(KeyFileError) as refused:
        volatile_identity(tmp_path / "v", os.urandom)
    assert "unfinished drafts" in refused.value.hint
