"""Where sealed attachments lie."""

import asyncio
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from obstore.store import MemoryStore

from storage.blobs import BlobMissing, BlobRefused, BlobStore
from storage.database import NotRead, NotSaved
from storage.ids import draw_id

NAME = "0123456789abcdef" * 2


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "deep" / "blobs"


@pytest.fixture
def store(folder):
    return BlobStore.open(str(folder))


async def chunks(*parts: bytes, error: Exception | None = None):
    for part in parts:
        yield part
    if error is not None:
        raise error


async def read(store, name=NAME) -> bytes:
    return b"".join([chunk async for chunk in store.read(name)])


def later() -> datetime:
    return datetime.now(UTC) + timedelta(hours=1)


async def test_a_blob_comes_back_byte_for_byte(store):
    """However its chunks were cut, and larger than any buffer on its way."""
    parts = [os.urandom(size) for size in (1, 0, 65_536, 7_000_000, 3)]
    await store.write(NAME, chunks(*parts))
    assert await read(store) == b"".join(parts)


async def test_a_blob_is_read_in_chunks(store):
    """Never wholly in memory."""
    await store.write(NAME, chunks(bytes(3_000_000)))
    assert max([len(chunk) async for chunk in store.read(NAME)]) < 1_000_000


async def test_a_file_address_is_a_folder(tmp_path):
    """Also with an escaped character in it."""
    store = BlobStore.open(f"file://{tmp_path}/with%20space")
    await store.write(NAME, chunks(b"x"))
    assert (tmp_path / "with space" / NAME).read_bytes() == b"x"


async def test_blobs_are_for_their_owner_only(store, folder):
    """Folder and files."""
    await store.write(NAME, chunks(b"x"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600


async def test_blobs_are_open_to_the_group_that_their_folder_is_open_to(store, folder):
    """Where intake and triage are two users in one group, triage reads what intake has sealed; nobody else does."""
    folder.chmod(0o2775)
    await store.write(NAME, chunks(b"x"))
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o660


async def test_file_and_folder_are_synced_before_write_returns(store, folder, monkeypatch):
    """The commit that names the blob may follow; obstore itself syncs nothing."""
    synced = []
    fsync = os.fsync

    def note(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    await store.write(NAME, chunks(b"x"))
    assert synced == [str(folder / NAME), str(folder)]


@pytest.mark.parametrize("error", [ValueError("download"), OSError("connection"), NotRead("attachment")])
async def test_chunks_that_fail_leave_nothing(store, folder, error):
    """A download that dies midway is the downloader's error."""
    with pytest.raises(type(error), match=str(error)):
        await store.write(NAME, chunks(bytes(6_000_000), error=error))
    assert list(folder.iterdir()) == []


async def test_a_cancelled_write_leaves_nothing(store, folder):
    """As when the program stops."""
    begun = asyncio.Event()

    async def endless():
        yield bytes(6_000_000)
        begun.set()
        await asyncio.Event().wait()

    writing = asyncio.ensure_future(store.write(NAME, endless()))
    await begun.wait()
    writing.cancel()
    await asyncio.wait([writing])
    assert await store.names() == ()


async def test_a_blob_too_big_for_the_disk_is_not_saved(store, folder, files_no_longer_than):
    """The caller is told, nothing is left, and later it goes well."""
    with files_no_longer_than(1_000_000), pytest.raises(NotSaved) as refused:
        await store.write(NAME, chunks(bytes(3_000_000)))
    assert "space" in refused.value.hint
    assert list(folder.iterdir()) == []
    await store.write(NAME, chunks(bytes(3_000_000)))
    assert len(await read(store)) == 3_000_000


async def test_a_file_system_without_space_is_survived(small_disk):
    """The real thing: ENOSPC, and what fits afterwards is stored."""
    store = BlobStore.open(f"{small_disk}/blobs")
    with pytest.raises(NotSaved):
        await store.write(NAME, chunks(bytes(3_000_000)))
    await store.write(NAME, chunks(bytes(1_000_000)))
    assert len(await read(store)) == 1_000_000


async def test_a_sync_that_fails_is_not_saved(store, monkeypatch):
    """What is not on the disk is not confirmed."""

    def fail(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(NotSaved):
        await store.write(NAME, chunks(b"x"))


async def test_an_unknown_blob_is_told(store):
    """With the way to get it back."""
    with pytest.raises(BlobMissing) as missing:
        await read(store)
    assert "backup" in missing.value.hint


async def test_a_deleted_blob_is_gone(store):
    """Deleting again does nothing."""
    await store.write(NAME, chunks(b"x"))
    for _ in range(2):
        await store.delete(NAME)
    with pytest.raises(BlobMissing):
        await read(store)


@pytest.mark.parametrize("name", ["", "../" + "a" * 32, "a" * 31, "A" * 32, "a" * 33, "a/" + "a" * 30])
async def test_a_name_that_was_not_drawn_is_refused(store, name):
    """No path can be smuggled in."""
    with pytest.raises(BlobRefused):
        await store.write(name, chunks(b"x"))
    with pytest.raises(BlobRefused):
        await read(store, name)
    with pytest.raises(BlobRefused):
        await store.delete(name)


async def test_names_are_those_of_whole_blobs(store, folder):
    """Whatever else lies in the folder."""
    await store.write(NAME, chunks(b"x"))
    (folder / "lost+found").mkdir()
    (folder / "note.txt").touch()
    (folder / f"{'a' * 32}#1").touch()
    assert await store.names() == (NAME,)


async def test_names_can_be_those_written_before(store):
    """For the sweep."""
    await store.write(NAME, chunks(b"x"))
    assert await store.names(later()) == (NAME,)
    assert await store.names(later() - timedelta(hours=2)) == ()


async def test_what_no_row_names_is_swept(store):
    """What a row names stays."""
    orphan = draw_id(os.urandom)
    for name in (NAME, orphan):
        await store.write(name, chunks(b"x"))
    assert await store.sweep({NAME}, before=later()) == 1
    assert await store.names() == (NAME,)


async def test_a_young_orphan_stays(store):
    """Its commit may still be on its way."""
    await store.write(NAME, chunks(b"x"))
    assert await store.sweep(set(), before=later() - timedelta(hours=2)) == 0
    assert await store.names() == (NAME,)


async def test_what_a_killed_process_left_unfinished_is_swept(store, folder):
    """No blob ever comes of it."""
    unfinished = folder / f"{NAME}#1"
    unfinished.write_bytes(b"half")
    assert await store.sweep(set(), before=later() - timedelta(hours=2)) == 0
    assert await store.sweep(set(), before=later()) == 1
    assert not unfinished.exists()


async def test_a_bucket_is_used_without_a_folder():
    """Nothing is synced by us; the store keeps what it confirms."""
    store = BlobStore(MemoryStore(), None)
    await store.write(NAME, chunks(b"x"))
    assert await read(store) == b"x"
    assert await store.sweep(set(), before=later()) == 1
    await store.delete(NAME)
    assert await store.names() == ()


def test_a_bucket_s_address_passes_through():
    """It is opened only when it is used."""
    assert isinstance(BlobStore.open("s3://bucket/prefix"), BlobStore)


@pytest.mark.parametrize("url", ["rubbish://place", "/dev/null/blobs", "file:///dev/null/blobs"])
def test_a_place_that_cannot_be_is_refused(url):
    """At start, with the forms there are."""
    with pytest.raises(BlobRefused):
        BlobStore.open(url)


async def test_a_blob_that_cannot_be_read_is_a_fault_that_may_pass(store, folder):
    """It is not missing: the store failed."""
    (folder / NAME).symlink_to(folder / NAME)
    with pytest.raises(NotRead):
        await read(store)


async def test_a_blob_that_cannot_be_deleted_is_told(store, folder):
    """It may still be there."""
    (folder / NAME).mkdir()
    with pytest.raises(NotSaved):
        await store.delete(NAME)


async def test_a_blob_that_cannot_take_its_place_is_not_saved(store, folder):
    """What was written of it is swept later."""
    (folder / NAME).mkdir()
    with pytest.raises(NotSaved):
        await store.write(NAME, chunks(b"x"))
    assert await store.sweep(set(), before=later()) == 1
    assert [path.name for path in folder.iterdir()] == [NAME]


async def test_blobs_that_cannot_be_listed_are_a_fault_that_may_pass(store, monkeypatch):
    """A sweep must not take it for an empty store."""

    def fail(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("obstore.list", fail)
    with pytest.raises(NotRead):
        await store.names()
