"""Raw updates, in every shape that comes."""

import json

import pytest

from bots.public.telegram.updates import Elsewhere, Pressed, Written, read
from storage.post import UpdateUnreadable

PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -100, "type": "supergroup"}


def body(**update: object) -> bytes:
    """An update with this in it."""
    return json.dumps({"update_id": 1, **update}).encode()


def test_message_is_written():
    """A message in a private chat is something written."""
    came = read(body(message={"message_id": 5, "chat": PRIVATE, "text": "hello"}))
    assert isinstance(came, Written)
    assert (came.chat, came.message, came.edited, came.fields["text"]) == (7, 5, False, "hello")


def test_changed_message_is_known_as_such():
    """A message that was edited says so."""
    came = read(body(edited_message={"message_id": 5, "chat": PRIVATE, "text": "hello"}))
    assert isinstance(came, Written)
    assert came.edited


def test_press_is_pressed():
    """A press says which button of which message it was."""
    came = read(body(callback_query={"id": "9", "data": "x", "message": {"message_id": 5, "chat": PRIVATE}}))
    assert came == Pressed(chat=7, message=5, query="9", data="x")


def test_press_without_data_says_nothing():
    """A button of a game has no data; the press is answered all the same."""
    came = read(body(callback_query={"id": "9", "message": {"message_id": 5, "chat": PRIVATE}}))
    assert came == Pressed(chat=7, message=5, query="9", data="")


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"message_id": 5, "chat": GROUP, "text": "hello"}},
        {"edited_message": {"message_id": 5, "chat": GROUP}},
        {"callback_query": {"id": "9", "data": "x", "message": {"message_id": 5, "chat": GROUP}}},
        {"channel_post": {"message_id": 5, "chat": {"id": -100, "type": "channel"}}},
        {"edited_channel_post": {"message_id": 5, "chat": {"id": -100, "type": "channel"}}},
        {"my_chat_member": {"chat": GROUP, "new_chat_member": {"status": "member"}}},
        {"my_chat_member": {"chat": GROUP, "new_chat_member": {"status": "administrator"}}},
    ],
)
def test_groups_and_channels_are_elsewhere(update):
    """Whatever happens in a group or a channel, we do not belong there."""
    assert read(body(**update)) == Elsewhere()


@pytest.mark.parametrize(
    "raw",
    [
        body(),
        body(callback_query={"id": "9", "data": "x"}),
        body(callback_query={"id": "9", "data": "x", "inline_message_id": "3"}),
        body(inline_query={"id": "1", "query": "who is on duty?"}),
        body(poll={"id": "1"}),
        body(my_chat_member={"chat": PRIVATE, "new_chat_member": {"status": "kicked"}}),
        body(my_chat_member={"chat": PRIVATE, "new_chat_member": {"status": "member"}}),
        body(my_chat_member={"chat": GROUP, "new_chat_member": {"status": "left"}}),
        body(something_new={"chat": PRIVATE}),
    ],
)
def test_what_is_not_for_us_means_nothing(raw):
    """The platform may send more than we asked for."""
    assert read(raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not json",
        b"[]",
        b"7",
        b'{"message":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        body(message=7),
        body(message={"text": "nobody's"}),
        body(message={"message_id": "5", "chat": PRIVATE}),
        body(message={"message_id": 5, "chat": {"id": "7"}}),
        body(message={"message_id": 5, "chat": 7}),
        body(message={"message_id": 5, "chat": PRIVATE, "text": 7}),
        body(message={"message_id": 5, "chat": PRIVATE, "caption": ["canary"]}),
        body(callback_query={"id": 9, "data": "x", "message": {"message_id": 5, "chat": PRIVATE}}),
        body(callback_query={"id": "9", "data": "x", "message": {"message_id": None, "chat": PRIVATE}}),
        body(my_chat_member="x"),
    ],
    ids=[str(number) for number in range(15)],
)
def test_what_has_no_known_form_is_unreadable(raw):
    """It is kept for somebody to look at; the error quotes nothing."""
    with pytest.raises(UpdateUnreadable) as unreadable:
        read(raw)
    assert "canary" not in str(unreadable.value)


def test_nothing_of_a_message_is_in_its_repr():
    """What is logged of a message by mistake holds neither its words nor its chat."""
    assert "7" not in repr(read(body(message={"message_id": 5, "chat": PRIVATE, "text": "77"})))
