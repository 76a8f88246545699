"""What leaves for one member: age files for that member's key alone, and only from cases he may open."""

from dataclasses import replace

import pytest

from storage.documents import DocumentKind
from storage.ids import DocumentId, MemberId
from storage.papers import PaperUnknown
from storage.sealed import NoMatch, open_file
from triage.errors import ConflictOfInterest, DeskLocked, NoRecipient, NotHolding
from triage.notices import flatten


@pytest.fixture
async def clara(stage):
    """The identity of Clara's own key."""
    return await stage.register_key("Clara")


@pytest.fixture
async def anna(stage):
    """The identity of Anna's own key."""
    return await stage.register_key("Anna")


async def hand_out(stage, name, *documents, desk=None):
    """What a member is handed."""
    who = stage.people.get(name, name)
    return await stage.database.write(
        lambda unit: (desk or stage.desk).hand_out(who, documents, unit, stage.now),
    )


async def whole(stage, handed):
    """The age file as a channel puts it together."""
    if handed.blob is None:
        return handed.header + handed.payload
    return handed.header + b"".join([chunk async for chunk in stage.blobs.read(handed.blob)])


async def test_file_opens_with_the_members_own_key(stage, clara, anna):
    """Under a neutral name, of the size it says, byte for byte what was attached; nobody else's key opens it."""
    await stage.receive("lumeko-42")
    photo = await stage.attach("lumeko-42", b"p" * 200_000)
    (handed,) = await hand_out(stage, "Clara", photo.id)
    file = await whole(stage, handed)
    assert open_file(file, (clara,)) == b"p" * 200_000
    assert (handed.name, handed.size) == (f"{photo.id[:8]}.age", len(file))
    for other in (anna, stage.keys.group.identity):
        with pytest.raises(NoMatch):
            open_file(file, (other,))


async def test_payload_that_lies_in_its_row_is_handed_out_with_it(stage, clara):
    """A small file needs no blob."""
    await stage.receive("lumeko-42")
    note = await stage.attach("lumeko-42", b"a note")
    (paper,) = [paper for paper in await stage.papers("lumeko-42") if paper.id == note.id]
    payload = b"".join([chunk async for chunk in stage.blobs.read(paper.blob)])
    await stage.put(replace(paper, blob=None, payload=payload))
    (handed,) = await hand_out(stage, "Clara", note.id)
    assert (handed.blob, handed.payload) == (None, payload)
    assert open_file(await whole(stage, handed), (clara,)) == b"a note"


@pytest.mark.usefixtures("clara")
async def test_files_of_a_case_are_named_by_its_record(stage):
    """Each line of a file that is there names its document, no other line does, and the log tells of both."""
    await stage.receive("lumeko-42")
    photo = await stage.attach("lumeko-42")
    record = await stage.say("Clara", "/open lumeko-42", words=False)
    lines = [(line.id, line.document) for line in flatten(record) if line.id.startswith("record-file")]
    assert ("record-file", photo.id) in lines
    assert ("record-file-missing", None) in lines
    assert {line.document for line in flatten(record)} == {photo.id, None}
    assert len(await hand_out(stage, "Clara", photo.id)) == 1
    assert (await stage.acts("lumeko-42"))[-2:] == [("case_opened", None), ("case_opened", "files")]


@pytest.mark.usefixtures("clara")
async def test_several_cases_at_once(stage):
    """Documents need not be of one case."""
    await stage.receive("lumeko-42")
    await stage.receive("zutilo-22")
    files = [await stage.attach(reference) for reference in ("lumeko-42", "zutilo-22")]
    assert len(await hand_out(stage, "Clara", *(file.id for file in files))) == 2


async def test_who_may_not_open_the_case_gets_nothing(stage, anna):
    """A member gets the files of what he holds; the right is that of opening."""
    await stage.receive("lumeko-42")
    photo = await stage.attach("lumeko-42")
    with pytest.raises(NotHolding):
        await hand_out(stage, "Anna", photo.id)
    await stage.say("Anna", "/claim lumeko-42")
    (handed,) = await hand_out(stage, "Anna", photo.id)
    assert open_file(await whole(stage, handed), (anna,)) == b"a photograph"


@pytest.mark.usefixtures("clara")
async def test_declared_conflict_bars_from_the_files(stage):
    """Who is too close to the case does not get its files by another door."""
    await stage.receive("lumeko-42")
    photo = await stage.attach("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    await stage.say("Clara", "/assess lumeko-42 likely yes legal x conflict=yes")
    with pytest.raises(ConflictOfInterest):
        await hand_out(stage, "Clara", photo.id)


@pytest.mark.usefixtures("clara")
async def test_damaged_file_is_left_out(stage):
    """What intake did not sign is handed to nobody, and the log says so."""
    await stage.receive("lumeko-42")
    forged = await stage.attach("lumeko-42", signer=stage.keys.group.roster)
    assert await hand_out(stage, "Clara", forged.id) == ()
    assert ("document_refused", "signature") in await stage.acts("lumeko-42")


@pytest.mark.usefixtures("clara")
async def test_only_files_are_handed_out(stage):
    """The id of another document of the case yields nothing."""
    await stage.receive("lumeko-42")
    (submission,) = [p for p in await stage.papers("lumeko-42") if p.kind is DocumentKind.SUBMISSION]
    assert await hand_out(stage, "Clara", submission.id) == ()
    with pytest.raises(PaperUnknown):
        await hand_out(stage, "Clara", DocumentId("0" * 32))


async def test_without_a_key_nothing_leaves(stage):
    """Neither a member without a key nor anybody who is no member is handed anything."""
    await stage.receive("lumeko-42")
    photo = await stage.attach("lumeko-42")
    for who in ("Lena", MemberId("e" * 32)):
        with pytest.raises(NoRecipient):
            await hand_out(stage, who, photo.id)
        member = stage.people.get(who, who)
        with pytest.raises(NoRecipient):
            await stage.database.write(lambda unit, member=member: stage.desk.seal_for(member, "text", unit))


@pytest.mark.usefixtures("clara")
async def test_case_is_not_opened_for_whoever_has_no_key(stage):
    """Where content leaves sealed only, a member without a key is told how to get one, and has read nothing."""
    await stage.receive("lumeko-42")
    assert await stage.ids("Lena", "/open lumeko-42", words=False) == ["error-no-key"]
    assert await stage.acts("lumeko-42") == []
    assert (await stage.ids("Clara", "/open lumeko-42", words=False))[0] == "case-heading"


@pytest.mark.usefixtures("clara")
async def test_locked_desk_hands_nothing_out(stage):
    """A header is rewritten with the group's key."""
    await stage.receive("lumeko-42")
    photo = await stage.attach("lumeko-42")
    with pytest.raises(DeskLocked):
        await hand_out(stage, "Clara", photo.id, desk=stage.open_desk(locked=True))


async def test_text_is_sealed_to_the_member(stage, clara):
    """A whole age file, which says little by its size and opens with the member's key alone."""
    sizes = set()
    for text in ("Мого батька забрали", "x" * 3000):
        sealed = await stage.database.write(
            lambda unit, text=text: stage.desk.seal_for(stage.people["Clara"], text, unit)
        )
        assert open_file(sealed, (clara,)).decode().rstrip() == text
        with pytest.raises(NoMatch):
            open_file(sealed, (stage.keys.group.identity,))
        sizes.add(len(sealed))
    assert len(sizes) == 1


@pytest.mark.usefixtures("clara")
async def test_handed_out_file_shows_no_content(stage):
    """Neither its name nor what is printed of it says what it was called."""
    await stage.receive("lumeko-42")
    photo = await stage.attach("lumeko-42")
    (handed,) = await hand_out(stage, "Clara", photo.id)
    assert "court" not in repr(handed)
