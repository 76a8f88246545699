"""Origins: whatever an update looks like, it has one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.telegram.updates import NO_CHAT, find_origin
from storage.documents import Language

ALL = (Language.UK, Language.RU, Language.EN)
NAMES = st.sampled_from(["update_id", "message", "callback_query", "chat", "id", "from", "language_code"]) | st.text()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


def origin(languages=ALL, **update):
    """The origin of an update."""
    return find_origin(json.dumps(update).encode(), languages)


def said(code, **more):
    """A message from a client that speaks this."""
    return {"chat": {"id": 42}, "from": {"id": 42, "language_code": code}, **more}


@given(update=JSON)
def test_every_json_has_an_origin(update):
    """Nothing that can be parsed raises."""
    found = find_origin(json.dumps(update).encode(), ALL)
    assert found.update_id
    assert found.chat
    assert found.language in ALL


@given(body=st.binary(max_size=50))
def test_every_bytes_have_an_origin(body):
    """Nothing that cannot be parsed raises, and the same bytes are the same update."""
    assert find_origin(body, ALL) == find_origin(body, ALL)
    assert find_origin(b"[" * 100_000, ALL).chat == NO_CHAT


@pytest.mark.parametrize(
    "update",
    [
        {"message": said("en")},
        {"edited_message": said("en")},
        {"callback_query": {"from": {"id": 7}, "message": {"chat": {"id": 42}}}},
        {"my_chat_member": said("en")},
        {"channel_post": {"chat": {"id": 42}}},
    ],
)
def test_chat_is_where_it_was_said(update):
    """In the place where each kind of update has it."""
    assert origin(update_id=1, **update).chat == "42"


def test_group_keeps_its_sign():
    """Groups have negative numbers, and answers must find them."""
    assert origin(message={"chat": {"id": -100123}}).chat == "-100123"


@pytest.mark.parametrize("update", [{}, {"message": {}}, {"message": {"chat": {"id": "42"}}}, {"poll": {"id": "1"}}])
def test_what_was_said_in_no_chat_has_one_of_its_own(update):
    """It is worked at in an order of its own."""
    assert origin(update_id=1, **update).chat == NO_CHAT


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("uk", Language.UK),
        ("uk-UA", Language.UK),
        ("UK_ua", Language.UK),
        ("ru", Language.RU),
        ("be", Language.RU),
        ("kk", Language.RU),
        ("en-GB", Language.EN),
        ("de", Language.EN),
        ("", Language.EN),
    ],
)
def test_language_is_the_nearest_to_the_clients(code, language):
    """Its own if we speak it; else the one its speakers mostly read."""
    assert origin(message=said(code)).language is language


def test_language_is_one_that_is_spoken():
    """A group that does not speak the client's language begins in its first."""
    assert origin((Language.UK, Language.EN), message=said("ru")).language is Language.UK
    assert origin((Language.RU,), message={"chat": {"id": 42}}).language is Language.RU


@pytest.mark.parametrize("number", [None, "7", True, 7.0, [7]])
def test_update_without_a_number_is_named_by_what_it_is(number):
    """So that it too is kept once."""
    one, other = origin(update_id=number, message=said("en")), origin(update_id=number, message=said("uk"))
    assert one.update_id == origin(update_id=number, message=said("en")).update_id
    assert one.update_id != other.update_id
    assert "42" not in repr(one).replace(one.update_id, "")
