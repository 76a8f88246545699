"""What a kept part means, in our own types."""

import logging

import pytest

from bots.signal.frames import find_origin, group_id
from bots.signal.reading import (
    Called,
    Changed,
    Deleted,
    Elsewhere,
    Reacted,
    Remote,
    Unsupported,
    Untrusted,
    Written,
    read,
)
from storage.documents import Language
from storage.post import UpdateUnreadable
from tests.bots.signal.conftest import NUMBER, SENDER, frame

WHO = {"sender": SENDER, "timestamp": 1700000000000}
GROUP = {"groupId": "Z3JvdXA=", "groupName": None, "revision": 3, "type": "UPDATE"}


async def understand(**content):
    """The one meaning of a frame."""
    (part,) = find_origin(frame(**content), NUMBER, (Language.EN,)).parts
    return await read(part)


async def test_text_is_written():
    """With what the chat's timer says."""
    assert await understand(said="hello") == Written(**WHO, text="hello", expires=0)
    assert await understand(said="hello", data={"expiresInSeconds": 3600}) == Written(**WHO, text="hello", expires=3600)


async def test_file_is_written():
    """The newest signal-cli does not say whether it is a voice note, and signalbot insists on it."""
    given = {"contentType": "image/png", "filename": "a.png", "id": "x.png", "size": 7}
    remote = Remote(id="x.png", name="a.png", media_type="image/png", size=7)
    assert await understand(data={"attachments": [given]}) == Written(**WHO, file=remote, expires=0)


async def test_file_of_which_little_is_said_is_written():
    """The REST side may not have fetched it."""
    nothing = {"contentType": None, "filename": None, "id": None, "size": None}
    assert (await understand(data={"attachments": [nothing]})).file == Remote(id="")


async def test_missing_times_of_the_server_hinder_nothing():
    """A frame of a foreign service may leave them out."""
    came = await understand(said="hello", serverReceivedTimestamp=None, serverDeliveredTimestamp=None)
    assert came.text == "hello"


async def test_half_a_character_is_read_as_a_missing_one():
    """JSON can carry what no text can."""
    assert (await understand(said="a\ud800b")).text == "a\ufffdb"


async def test_edit_changes_what_was_written():
    """Both times are told."""
    content = {"timestamp": 9, "message": "better", "expiresInSeconds": 5}
    came = await understand(editMessage={"targetSentTimestamp": 7, "dataMessage": content})
    assert came == Changed(**WHO, text="better", target=7, expires=5)


async def test_deletion_names_what_was_deleted():
    """By its time."""
    assert await understand(data={"remoteDelete": {"timestamp": 7}}) == Deleted(**WHO, target=7, expires=0)


@pytest.mark.parametrize("removed", [True, False])
async def test_reaction_is_told_from_its_removal(removed):
    """Neither is an answer."""
    reaction = {"emoji": "x", "targetAuthor": "a", "targetSentTimestamp": 7, "isRemove": removed}
    assert await understand(data={"reaction": reaction}) == Reacted(**WHO, removed=removed, expires=0)


async def test_call_is_told():
    """The library knows none."""
    assert await understand(callMessage={"offerMessage": {"id": 1, "type": "AUDIO_CALL"}}) == Called(**WHO)


@pytest.mark.parametrize(
    "data",
    [
        {"sticker": {"packId": "p", "stickerId": 1}},
        {"contacts": [{"name": {"given": "A"}}]},
        {"pollCreate": {"question": "?"}},
        {"payment": {"note": "n"}},
    ],
)
async def test_what_we_take_in_no_form_is_told(data):
    """Stickers, contacts, polls, money."""
    assert await understand(data=data) == Unsupported(**WHO, expires=0)


async def test_untrusted_sender_is_told():
    """Without words."""
    came = await understand(besides={"exception": {"type": "UntrustedIdentityException", "message": "m"}})
    assert came == Untrusted(**WHO)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"said": "ack 3", "data": {"groupInfo": GROUP}}, "ack 3"),
        ({"data": {"groupInfo": GROUP}}, ""),
        ({"data": {"groupInfo": GROUP, "remoteDelete": {"timestamp": 7}}}, ""),
        ({"data": {"groupInfo": GROUP, "reaction": {"targetSentTimestamp": 7, "emoji": "x"}}}, ""),
        (
            {"editMessage": {"targetSentTimestamp": 7, "dataMessage": {"message": "ack", "groupInfo": GROUP}}},
            "ack",
        ),
    ],
)
async def test_groups_are_elsewhere(content, text):
    """Whatever happens there, with what was written."""
    came = await understand(**content)
    assert isinstance(came, Elsewhere)
    assert (came.group, came.text) == (group_id("Z3JvdXA="), text)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"envelope": 5}',
        b"[" * 100_000,
        frame(said="canary", timestamp=None),
        frame(data={"attachments": [{"contentType": ["canary"]}]}),
        frame(data={"attachments": [{"id": "a"}, {"id": "canary"}]}),
        frame(data={"remoteDelete": {"timestamp": "canary"}}),
        frame(storyMessage={"textAttachment": {"text": "canary"}}),
        frame(said=""),
    ],
)
async def test_anything_else_is_unreadable_and_not_quoted(body, caplog):
    """Neither in the error, nor in its cause, nor in a log."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(UpdateUnreadable) as refused:
        await read(body)
    assert "canary" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None
    assert "canary" not in caplog.text


async def test_nothing_that_came_shows_what_it_says():
    """Its representation may come into a log by somebody's mistake."""
    given = {"contentType": "image/png", "filename": "canary.png", "id": "x.png", "size": 7}
    for content in (
        {"said": "canary"},
        {"data": {"attachments": [given]}},
        {"said": "canary", "data": {"groupInfo": GROUP}},
    ):
        shown = repr(await understand(**content))
        assert "canary" not in shown
        assert SENDER not in shown
