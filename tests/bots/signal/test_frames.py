"""Frames taken apart: whose they are, what of them is kept, what they left behind."""

import json

import pytest

from bots.signal.frames import LONG_TEXT, FrameUnreadable, find_origin, group_id
from bots.signal.reading import Written, read
from storage.documents import Language
from storage.post import UpdateUnreadable
from tests.bots.signal.conftest import NUMBER, SENDER, frame

LANGUAGES = (Language.UK, Language.RU, Language.EN)
GROUP = {"groupId": "Z3JvdXA=", "groupName": "Neighbours", "revision": 3, "type": "DELIVER"}


def find(body, languages=LANGUAGES):
    """The origin of a frame."""
    return find_origin(body, NUMBER, languages)


def file(name, media_type="image/png"):
    """A file as a frame names it."""
    return {"contentType": media_type, "filename": None, "id": name, "size": 7}


def test_message_is_its_senders():
    """The uuid names the sender, also where the number is hidden; with device and time it names the message."""
    origin = find(frame(said="hello"))
    assert (origin.chat, origin.sender, origin.group) == (SENDER, SENDER, "")
    assert (origin.device, origin.timestamp, origin.untrusted) == (2, 1700000000000, False)
    assert len(origin.parts) == 1


def test_number_names_a_sender_without_uuid():
    """As foreign services tell it."""
    origin = find(frame(said="hello", sourceUuid=None, sourceNumber="+380441111111", source="+380441111111"))
    assert origin.chat == "+380441111111"


def test_webhooks_line_is_the_same_frame():
    """JSON-RPC wraps it, with or without a subscription."""
    said = json.loads(frame(said="hello"))
    for line in (
        {"jsonrpc": "2.0", "method": "receive", "params": said},
        {"jsonrpc": "2.0", "method": "receive", "params": {"subscription": 0, "result": said}},
    ):
        assert find(json.dumps(line).encode()) == find(frame(said="hello"))


async def test_each_file_is_a_part_and_the_text_the_last():
    """So that each update has one meaning."""
    origin = find(frame(said="see", data={"attachments": [file("a"), file("b")]}))
    came = [await read(part) for part in origin.parts]
    assert [(each.text, each.file and each.file.id) for each in came] == [("", "a"), ("", "b"), ("see", None)]
    assert set(origin.attachments) == {"a", "b"}
    assert origin.spare == ()


async def test_file_that_is_the_text_itself_is_no_file():
    """The REST side has read a long text already; its file is left over."""
    origin = find(frame(said="long " * 1000, data={"attachments": [file("t", LONG_TEXT), file("a")]}))
    came = [await read(part) for part in origin.parts]
    assert [each.file.id for each in came if isinstance(each, Written) and each.file] == ["a"]
    assert origin.spare == ("t",)


def test_pictures_of_links_and_quotes_are_left_over():
    """They are fetched, and nobody asks for them."""
    origin = find(
        frame(
            said="look",
            data={
                "previews": [{"url": "https://a", "image": file("p")}],
                "quote": {"attachments": [{"thumbnail": file("q")}]},
            },
        )
    )
    assert set(origin.spare) == {"p", "q"}
    assert b"https://a" not in origin.parts[0]


@pytest.mark.parametrize("attachments", [[file("a")], "a"])
def test_files_of_a_change_are_not_left_over(attachments):
    """What is changed may have the same ones, and not be worked at yet; whoever sweeps finds them."""
    content = {"timestamp": 5, "message": "new", "attachments": attachments, "previews": [{"image": file("p")}]}
    origin = find(frame(editMessage={"targetSentTimestamp": 1, "dataMessage": content}))
    assert "p" in origin.attachments
    assert origin.spare == ()


def test_senders_name_is_not_kept():
    """Nobody needs it."""
    (part,) = find(frame(said="hello")).parts
    assert b"Name" not in part


@pytest.mark.parametrize(
    "content",
    [
        {"receiptMessage": {"when": 1, "isDelivery": True, "isRead": False, "isViewed": False, "timestamps": [1]}},
        {"typingMessage": {"action": "STARTED", "timestamp": 1}},
        {"syncMessage": {"sentMessage": {"message": "hello", "timestamp": 1}}},
        {"storyMessage": {"allowsReplies": True, "textAttachment": {"text": "a story"}}},
        {"callMessage": {"hangupMessage": {"id": 1}}},
        {"callMessage": {"iceUpdateMessages": [{"id": 1}]}},
        {"data": {"isExpirationUpdate": True}},
        {"data": {}},
        {"data": {"pollVote": {"voteCount": 1}}},
        {"said": "hello", "account": "+380449999999"},
        {"said": "note to self", "sourceNumber": NUMBER},
        {"besides": {"exception": {"type": "InvalidMessageException", "message": "m"}}},
        {},
    ],
)
def test_what_means_nothing_is_not_kept(content):
    """Receipts, typing, stories, our own devices, other numbers, changes of a timer."""
    assert find(frame(**content)) is None


def test_files_of_what_means_nothing_are_left_over():
    """A story's picture lies on the REST side."""
    origin = find(frame(storyMessage={"fileAttachment": file("s")}))
    assert (origin.parts, origin.spare) == ((), ("s",))
    sent = find(frame(syncMessage={"sentMessage": {"attachments": [file("o")]}}))
    assert (sent.parts, sent.spare) == ((), ("o",))


@pytest.mark.parametrize(
    "data",
    [
        {"reaction": {"emoji": "x", "targetSentTimestamp": 5, "isRemove": False}},
        {"remoteDelete": {"timestamp": 5}},
        {"sticker": {"packId": "p", "stickerId": 1}},
        {"contacts": [{"name": {"given": "A"}}]},
        {"pollCreate": {"question": "?"}},
        {"payment": {"note": "n"}},
        {"groupInfo": {**GROUP, "type": "UPDATE"}},
    ],
)
def test_what_is_handled_on_purpose_is_kept(data):
    """Though nothing was written."""
    assert len(find(frame(data=data)).parts) == 1


def test_what_is_said_in_a_group_is_the_groups():
    """In one part: its files mean nothing to us."""
    origin = find(frame(said="ack 3", data={"groupInfo": GROUP, "attachments": [file("a")]}))
    assert origin.chat == origin.group == group_id("Z3JvdXA=") == "group.WjNKdmRYQT0="
    assert origin.sender == SENDER
    assert len(origin.parts) == 1
    assert origin.spare == ("a",)


def test_untrusted_sender_is_told():
    """What was written did not come through; that it was, and from whom, did."""
    origin = find(frame(besides={"exception": {"type": "UntrustedIdentityException", "message": "of +380"}}))
    assert origin.untrusted
    assert origin.chat == SENDER
    assert b"+380 " not in origin.parts[0]


@pytest.mark.parametrize(
    "content",
    [
        {"dataMessage": "hello"},
        {"editMessage": 5},
        {"timestamp": None, "said": "hello"},
        {"timestamp": True, "said": "hello"},
        {"timestamp": 1 << 70, "said": "hello"},
        {"said": ["hello"]},
        {"data": {"attachments": "a"}},
        {"data": {"attachments": ["a"]}},
    ],
)
async def test_malformed_frame_of_somebody_is_kept_whole(content):
    """Behind the inbox it is found unreadable, and set aside, sealed."""
    body = frame(**content)
    origin = find(body)
    assert origin.parts == (body,)
    with pytest.raises(UpdateUnreadable):
        await read(origin.parts[0])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b'{"error": "Lost the connection to canary"}',
        b'{"account": "%s"}' % NUMBER.encode(),
        b'{"account": "%s", "envelope": "x"}' % NUMBER.encode(),
        frame(said="canary", sourceUuid=None, source=None),
        frame(said="canary", sourceUuid="\ud800", source="", sourceNumber="a b"),
        b'{"account": "%s", "envelope": {"timestamp": %s}}' % (NUMBER.encode(), b"1" * 5000),
    ],
)
def test_frame_without_a_sender_is_refused_in_plain_words(body):
    """Nothing of it is quoted."""
    with pytest.raises(FrameUnreadable) as refused:
        find(body)
    assert "canary" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_language_is_guessed_from_what_was_written():
    """Of a text or of what it was changed to; where nothing was, the first language is spoken."""
    assert find(frame(said="Hello")).language is Language.EN
    edit = {"targetSentTimestamp": 1, "dataMessage": {"timestamp": 1, "message": "Привет"}}
    assert find(frame(editMessage=edit)).language is Language.RU
    assert find(frame(data={"sticker": {"stickerId": 1}})).language is Language.UK


def test_origin_shows_nobody():
    """Its representation may come into a log by somebody's mistake."""
    shown = repr(find(frame(said="canary", data={"groupInfo": GROUP, "attachments": [file("secret")]})))
    for word in (SENDER, "canary", "secret", "group."):
        assert word not in shown
