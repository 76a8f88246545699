"""Attached files: checked piece by piece, before a transaction where that is wanted, and not twice in a moment."""

from dataclasses import replace

import pytest

from storage.database import NotRead
from storage.documents import DocumentKind
from storage.ids import MemberId


@pytest.fixture
def reads(stage, monkeypatch):
    """The names of the blobs that are read from now on."""
    seen, read = [], stage.blobs.read

    def watched(name):
        seen.append(name)
        return read(name)

    monkeypatch.setattr(stage.blobs, "read", watched)
    return seen


async def prepare(stage, name, line, desk=None):
    await (desk or stage.desk).prepare(stage.people.get(name, name), line, stage.now)


async def test_prepared_case_is_opened_without_reading_its_files_again(stage, reads):
    """What is slow was done before the transaction."""
    await stage.receive("lumeko-42")
    photo = await stage.attach("lumeko-42")
    await prepare(stage, "Clara", "/open lumeko-42")
    assert reads == [photo.blob]
    assert (await stage.ids("Clara", "/open lumeko-42"))[:3] == ["case-heading", "record-submission", "record-addition"]
    assert reads == [photo.blob]


async def test_export_is_prepared_too(stage, reads):
    """Its files are as many."""
    await stage.receive("lumeko-42")
    photo = await stage.attach("lumeko-42")
    await prepare(stage, "Clara", "/export lumeko-42 code=000000")
    assert reads == [photo.blob]


async def test_preparing_is_forgotten(stage, reads):
    """Later the files are read again."""
    await stage.receive("lumeko-42")
    photo = await stage.attach("lumeko-42")
    await prepare(stage, "Clara", "/open lumeko-42")
    stage.later(hours=1)
    await stage.say("Clara", "/open lumeko-42")
    assert reads == [photo.blob] * 2


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Clara", "/show lumeko-42"),
        ("Clara", "/open lumeko-43"),
        ("Clara", "/open"),
        ("Clara", "hello"),
        ("Anna", "/open lumeko-42"),
        (MemberId("e" * 32), "/open lumeko-42"),
    ],
)
async def test_nothing_is_read_for_what_will_not_be_opened(stage, reads, name, line):
    """Another command, a case that is not there or not his, a stranger: nothing happens, and nothing is said."""
    await stage.receive("lumeko-42")
    await stage.attach("lumeko-42")
    await prepare(stage, name, line)
    assert reads == []
    assert await stage.acts("lumeko-42") == []


async def test_locked_desk_prepares_nothing(stage, reads):
    """It will open nothing either."""
    await stage.receive("lumeko-42")
    await stage.attach("lumeko-42")
    await prepare(stage, "Clara", "/open lumeko-42", stage.open_desk(locked=True))
    assert reads == []


async def test_fault_while_preparing_is_left_to_the_command(stage, monkeypatch):
    """Whatever is wrong is said when the line is obeyed."""
    await stage.receive("lumeko-42")
    forged = await stage.attach("lumeko-42", signer=stage.keys.group.roster)
    await prepare(stage, "Clara", "/open lumeko-42")
    assert await stage.acts("lumeko-42") == []
    (alarm, *_) = await stage.say("Clara", "/open lumeko-42")
    assert (alarm.id, alarm.args["document"]) == ("alarm-document", forged.id)

    async def fail(_work):
        raise NotRead("the database failed")

    monkeypatch.setattr(stage.database, "read", fail)
    await prepare(stage, "Clara", "/open lumeko-42")


async def test_file_that_the_group_cannot_open_is_an_alarm(stage):
    """Nobody signs a header: one of another file is found by opening it."""
    await stage.receive("lumeko-42")
    first, second = await stage.attach("lumeko-42"), await stage.attach("lumeko-42")
    papers = {paper.id: paper for paper in await stage.papers("lumeko-42") if paper.kind is DocumentKind.ATTACHMENT}
    header = papers[second.id].header
    spoiled = header[:-10] + (b"A" if header[-10:-9] != b"A" else b"B") + header[-9:]
    await stage.put(replace(papers[first.id], header=spoiled))
    (alarm, *record) = await stage.say("Clara", "/open lumeko-42")
    assert (alarm.id, alarm.args["fault"]) == ("alarm-document", "unreadable")
    assert record
