"""Files on arrival: sealed as they come, measured, refused whole, and gone when they are taken back."""

import hashlib
import os
from datetime import timedelta

import pytest

from intake.events import Choose, Steer, Text
from storage import papers
from storage.blobs import BlobStore
from storage.database import NotSaved
from storage.documents import DocumentKind
from storage.envelopes import Heading, verify_attachment
from storage.errors import TemporaryError
from storage.sealed import open_sealed


def choose(*codes):
    return Choose(codes=codes)


START = (Steer.SHOW, choose("report"), choose("no"), Text(text="A search."))


async def rows(intake):
    """The papers of the open interview's files."""
    case = (await intake.state()).case
    return await intake.database.read(lambda unit: papers.of_case(unit, case))


async def refused(intake, answered):
    """Whether nothing was kept, and it was said why."""
    assert answered[0].startswith("correct-file")
    assert await intake.blobs.names() == ()
    assert await rows(intake) == ()
    assert (await intake.state()).attachments == ()
    return answered[0]


async def test_a_file_is_sealed_as_it_came(intake, file):
    """Its bytes open with the group's identity, its signature holds, and size and digest are those of the original."""
    chunks = [os.urandom(70_000), b"", os.urandom(1)]
    assert (await intake.do(*START, file(*chunks)))[0] == "file-kept"
    (paper,) = await rows(intake)
    payload = b"".join([chunk async for chunk in intake.blobs.read(paper.blob)])
    assert open_sealed(paper.header, payload, [intake.keys.group.identity]) == b"".join(chunks)
    manifest = intake.keys.group.manifest
    heading = Heading(deployment=manifest.deployment, case=paper.case, kind=DocumentKind.ATTACHMENT)
    verify_attachment(paper.id, heading, hashlib.sha256(payload).digest(), paper.signature, manifest.intake)
    (attachment,) = (await intake.state()).attachments
    assert (attachment.size, attachment.sha256) == (70_001, hashlib.sha256(b"".join(chunks)).hexdigest())
    assert (attachment.id, attachment.blob, attachment.received) == (paper.id, paper.blob, intake.now)


async def test_a_file_is_named_in_the_submission(intake, file):
    """With its answer, though the question was never asked, in the words in which it would have been."""
    await intake.do(*START, file(b"bytes", name="../../x", media_type="image/jpeg\x00"), Steer.SEND)
    (submission,) = await intake.submissions((await intake.state()).case)
    (attachment,) = submission.attachments
    assert (attachment.name, attachment.media_type, attachment.size) == ("../../x", "image/jpeg", 5)
    (answer,) = [answer for answer in submission.answers if answer.question == "files"]
    assert answer.attachments == (attachment.id,)
    assert answer.asked


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\n", "ab"),
        ("half\ud800", "half"),
        ("x" * 999, "x" * 200),
        ("", ""),
        ("фото.jpg", "фото.jpg"),
    ],
)
async def test_a_name_is_kept_without_tricks(intake, file, name, kept):
    """It is the device's own name, cleaned and cut; it never becomes a path here."""
    await intake.do(*START, file(b"bytes", name=name))
    (attachment,) = (await intake.state()).attachments
    assert attachment.name == kept
    assert await intake.blobs.names() == (attachment.blob,)


async def test_an_empty_file_is_refused(intake, file):
    """However many empty pieces it came in."""
    assert await refused(intake, await intake.do(*START, file(b"", b""))) == "correct-file-empty"


async def test_a_file_too_large_is_refused(intake, file):
    """At the first byte too many, without reading the rest."""
    half = bytes(500_000)
    assert (await intake.do(*START, file(half, half)))[0] == "file-kept"
    await intake.do(Steer.REVIEW, choose("files"), Steer.SKIP)
    endless = file(half, half, b"x", AssertionError("nobody reads on"))
    assert await refused(intake, await intake.do(endless)) == "correct-file-large"


@pytest.mark.parametrize("fault", [OSError("gone"), TimeoutError("the line is dead"), PermissionError("no")])
async def test_a_file_that_breaks_off_is_refused(intake, file, fault):
    """Nothing of it stays."""
    assert await refused(intake, await intake.do(*START, file(bytes(200_000), fault))) == "correct-file-unreadable"


async def test_no_more_files_than_fit(intake, file):
    """The one too many is refused, those before it stay."""
    await intake.do(*START)
    for _ in range(30):
        assert (await intake.do(file(b"x")))[0] == "file-kept"
    assert (await intake.do(file(b"x")))[0] == "correct-file-many"
    assert len(await intake.blobs.names()) == len(await rows(intake)) == 30


async def test_a_file_where_nothing_is_open_is_refused(intake, file):
    """It is said so."""
    assert (await intake.do(Steer.SHOW, choose("code"), file(b"x")))[0] == "correct-not-here"
    assert await intake.blobs.names() == ()


async def test_a_file_that_comes_with_the_receipt_code_is_kept(intake, file):
    """And goes with the next sending."""
    await intake.do(*START, Steer.SEND)
    assert (await intake.do(file(b"late")))[0] == "file-kept"
    await intake.do(Steer.SKIP, Steer.SEND)
    case = (await intake.state()).case
    assert sorted(len(document.attachments) for document in await intake.submissions(case)) == [0, 1]


async def test_a_file_taken_back_is_gone(intake, file):
    """Row and blob, at once."""
    await intake.do(*START, file(b"one"), file(b"two"))
    assert len(await intake.blobs.names()) == 2
    await intake.do(Steer.REVIEW, choose("files"), Steer.SKIP)
    assert await rows(intake) == ()
    assert await intake.blobs.names() == ()


async def test_files_that_were_received_stay_when_their_answer_is_taken_back(intake, file):
    """They lie with the case until it is erased."""
    await intake.do(*START, file(b"one"), Steer.SEND, Steer.SKIP, Steer.REVIEW, choose("files"), Steer.SKIP)
    assert len(await intake.blobs.names()) == 1
    await intake.do(Steer.SEND)
    case = (await intake.state()).case
    assert sorted(len(document.attachments) for document in await intake.submissions(case)) == [0, 1]


async def test_stopping_deletes_what_was_not_sent(intake, file):
    """And leaves what was."""
    await intake.do(*START, file(b"one"), Steer.SEND, Steer.SKIP, file(b"two"))
    case = (await intake.state()).case
    assert await intake.do(Steer.STOP, choose("delete")) == ["goodbye", "support"]
    kinds = [paper.kind for paper in await intake.database.read(lambda unit: papers.of_case(unit, case))]
    assert sorted(kinds) == [DocumentKind.ATTACHMENT, DocumentKind.SUBMISSION]
    assert len(await intake.blobs.names()) == 1


async def test_files_of_a_forgotten_draft_are_gone(intake, file):
    """Also where the case itself was received; what was received with it stays."""
    await intake.do(*START, file(b"one"), Steer.SEND, Steer.SKIP, file(b"two"))
    await intake.do(*START, file(b"three"), chat=intake.chat("oleh"))
    assert len(await intake.blobs.names()) == 3
    intake.now += timedelta(days=31)
    await intake.desk.tidy()
    assert len(await intake.blobs.names()) == 1


async def test_a_draft_of_a_lost_key_is_forgotten_with_its_files(intake, file):
    """Nobody can say which files it held, but its case never came to be."""
    await intake.do(*START, file(b"one"))
    intake.now += timedelta(days=31)
    intake.reopen(keys=intake.keys.later)
    await intake.desk.tidy()
    assert await intake.blobs.names() == ()


class Broken(BlobStore):
    """A store whose disk fails."""

    def __init__(self, blobs, *, write=None, delete=None):
        super().__init__(blobs._store, blobs._folder)
        self._faults = (write, delete)

    async def write(self, name, chunks):
        """Fail, or write."""
        if self._faults[0]:
            raise self._faults[0]
        await super().write(name, chunks)

    async def delete(self, name):
        """Fail, or delete."""
        if self._faults[1]:
            raise self._faults[1]
        await super().delete(name)


async def test_a_full_disk_keeps_the_update(intake, file):
    """The file is tried again; nobody was told that it is there."""
    await intake.do(*START)
    intake.reopen(blobs=Broken(intake.blobs, write=NotSaved("the attachment could not be stored")))
    await intake.accept(file(b"bytes"))
    with pytest.raises(TemporaryError):
        await intake.work()
    assert await intake.hear() == []
    intake.reopen()
    assert await intake.work()
    (turn,) = await intake.hear()
    assert turn.messages[0].id == "file-kept"


async def test_a_blob_that_resists_is_swept_later(intake, file, caplog):
    """The row and its header are gone, so nobody opens it; what was decided stands."""
    await intake.do(*START, file(b"bytes"))
    intake.reopen(blobs=Broken(intake.blobs, delete=NotSaved("the attachment could not be deleted")))
    assert await intake.do(Steer.STOP, choose("delete")) == ["stopped"]
    assert len(await intake.blobs.names()) == 1
    assert "could not be deleted yet: NotSaved" in caplog.text
    intake.reopen()
    intake.now += timedelta(days=400)
    await intake.desk.tidy()
    assert await intake.blobs.names() == ()
