"""Frames in which something is wrong: whatever it is, they are kept, dropped or refused, and nothing falls."""

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.signal.frames import FrameUnreadable, find_origin
from bots.signal.reading import read
from storage.documents import Language
from storage.post import UpdateUnreadable
from tests.bots.signal.conftest import NUMBER, frame

_FILE = {"contentType": "image/png", "filename": "a.png", "id": "a.png", "size": 7}
_GROUP = {"groupId": "Z3JvdXA=", "groupName": "Neighbours", "revision": 3, "type": "DELIVER"}
_KINDS = {
    "text": frame(said="hello"),
    "files": frame(said="see", data={"attachments": [_FILE, _FILE]}),
    "quote": frame(
        said="look",
        data={
            "previews": [{"url": "https://a", "image": _FILE}],
            "quote": {"id": 1, "attachments": [{"thumbnail": _FILE}]},
        },
    ),
    "group": frame(said="ack 3", data={"groupInfo": _GROUP}),
    "reaction": frame(data={"reaction": {"emoji": "x", "targetSentTimestamp": 5, "isRemove": False}}),
    "deletion": frame(data={"remoteDelete": {"timestamp": 5}}),
    "sticker": frame(data={"sticker": {"packId": "p", "stickerId": 1}}),
    "contact": frame(data={"contacts": [{"name": {"given": "A"}}]}),
    "timer": frame(data={"isExpirationUpdate": True}),
    "edit": frame(
        editMessage={
            "targetSentTimestamp": 1,
            "dataMessage": {"timestamp": 2, "message": "new", "attachments": [_FILE], "groupInfo": _GROUP},
        }
    ),
    "call": frame(callMessage={"offerMessage": {"id": 1}}),
    "story": frame(storyMessage={"allowsReplies": True, "fileAttachment": _FILE}),
    "ours": frame(sourceNumber=NUMBER, syncMessage={"sentMessage": {"message": "hello", "attachments": [_FILE]}}),
    "receipt": frame(receiptMessage={"when": 1, "isRead": True, "timestamps": [1]}),
    "untrusted": frame(besides={"exception": {"type": "UntrustedIdentityException", "message": "m"}}),
    "posted": json.dumps({"jsonrpc": "2.0", "params": {"result": json.loads(frame(said="hello"))}}).encode(),
}
_NESTED = "nested so deep that it can hardly be read"
_WRONG = (
    None,
    True,
    0,
    -1,
    1.5,
    float("nan"),
    float("inf"),
    1 << 70,
    "",
    "x",
    "\ud800",
    "\x00/..",
    NUMBER,
    [],
    [None],
    ["x"],
    [{}],
    [[1]],
    {},
    {"x": 1},
    {"id": ["x"], "contentType": {}},
    {"dataMessage": {"message": "x"}},
    _NESTED,
)

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(_WRONG),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def paths(said: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something stands in a frame."""
    yield path
    inner = said.items() if isinstance(said, dict) else enumerate(said) if isinstance(said, list) else ()
    for name, value in inner:
        yield from paths(value, (*path, name))


def replace(said: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A frame with something else at one place; the same one if there is no such place any more."""
    if not path:
        return value
    said = copy.deepcopy(said)
    place = said
    try:
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = value
    except (TypeError, KeyError, IndexError):
        pass
    return said


def written(said: Any, depth: int = 900) -> bytes:
    """A frame as bytes."""
    return json.dumps(said).encode().replace(json.dumps(_NESTED).encode(), b"[" * depth + b"]" * depth)


async def take(body: bytes) -> None:
    """Take a frame as far as somebody understands it."""
    with suppress(FrameUnreadable):
        origin = find_origin(body, NUMBER, tuple(Language))
        for part in origin.parts if origin else ():
            with suppress(UpdateUnreadable):
                await read(part)


@pytest.mark.parametrize("kind", _KINDS)
async def test_wrong_value_anywhere_makes_nothing_fall(kind):
    """Each field of each kind of frame, with each wrong value; signal-cli may change any of them."""
    said = json.loads(_KINDS[kind])
    for path in paths(said):
        for value in _WRONG:
            await take(written(replace(said, path, value)))


@given(st.data())
async def test_several_wrong_values_make_nothing_fall(data):
    """Whatever they are."""
    said = json.loads(_KINDS[data.draw(st.sampled_from(sorted(_KINDS)))])
    for _ in range(data.draw(st.integers(min_value=1, max_value=3))):
        said = replace(said, data.draw(st.sampled_from(list(paths(said)))), data.draw(_JSON))
    await take(written(said))


@pytest.mark.parametrize("place", ["sourceNumber", "sourceDevice", "reaction", "sticker", "attachments", "said"])
async def test_nesting_to_any_depth_makes_nothing_fall(place):
    """Some can be read, and not be written."""
    inside = place in {"reaction", "sticker", "attachments"}
    said = json.loads(frame(**({"data": {place: [_NESTED]}} if inside else {"said": "hello", place: _NESTED})))
    for depth in range(600, 1050):
        await take(written(said, depth))
