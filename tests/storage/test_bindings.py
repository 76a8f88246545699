"""Which member writes from which chat, and rows that the roster key did not sign."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import bindings
from storage.bindings import Binding
from storage.database import NaiveInstant
from storage.ids import MemberId
from storage.sealed import SigningKey

ROSTER, FORGER = SigningKey.from_seed(bytes(32)), SigningKey.from_seed(b"\x01" * 32)
ANNA, BORYS = MemberId("a" * 32), MemberId("b" * 32)


@pytest.fixture
def make_binding(now):
    """Signed bindings of Anna's, by their chat."""

    def make(chat: str, **changes) -> Binding:
        binding = Binding(channel="telegram", account="staff", chat=chat, member=ANNA, changed_at=now)
        return bindings.sign(replace(binding, **changes), ROSTER)

    return make


async def save(database, *new):
    for binding in new:
        await database.write(lambda unit, binding=binding: bindings.save(unit, binding))


@pytest.fixture
def find(database):
    async def one(chat, channel="telegram", account="staff"):
        return await database.read(lambda unit: bindings.find(unit, channel, account, chat, ROSTER.public))

    return one


@pytest.fixture
def bound(database):
    async def those():
        return await database.read(lambda unit: bindings.all(unit, "telegram", "staff", ROSTER.public))

    return those


async def test_a_binding_comes_back_as_it_was_signed(database, make_binding, find):
    """Found by its chat."""
    binding = make_binding("1")
    await save(database, binding)
    assert await find("1") == binding


@pytest.mark.parametrize("elsewhere", [("2",), ("1", "signal"), ("1", "telegram", "public")])
async def test_another_chat_is_nobody_s(database, make_binding, find, elsewhere):
    """The same number on another channel or account among them."""
    await save(database, make_binding("1"))
    assert await find(*elsewhere) is None


async def test_a_chat_is_one_member_s(database, make_binding, find):
    """Whoever joins from it last."""
    later = make_binding("1", member=BORYS)
    await save(database, make_binding("1"), later)
    assert await find("1") == later


async def test_all_chats_of_an_account_are_found(database, make_binding, bound):
    """Of those that are genuine, and of no other account."""
    mine = [make_binding("2"), make_binding("1", member=BORYS)]
    forged = bindings.sign(make_binding("3"), FORGER)
    await save(database, *mine, forged, make_binding("4", account="other"), make_binding("5", channel="signal"))
    assert await bound() == tuple(mine)


async def test_an_identity_comes_back_as_it_was_pinned(database, make_binding, find):
    """And goes with the binding that takes its place."""
    pinned = make_binding("1", channel="signal", identity="05ab cd")
    await save(database, pinned)
    assert (await find("1", "signal")).identity == "05ab cd"
    later = make_binding("1", channel="signal")
    await save(database, later)
    assert await find("1", "signal") == later


@pytest.mark.parametrize(("signed", "written"), [("05ab", "66ff"), ("05ab", ""), ("", "66ff")])
async def test_an_identity_is_signed(database, make_binding, outside, find, signed, written):
    """Nobody who can only write to the database pins another, takes one away, or puts one there."""
    await save(database, make_binding("1", identity=signed))
    outside.execute("UPDATE bindings SET identity = ?", (written,))
    assert await find("1") is None


def test_a_binding_without_an_identity_is_signed_as_before_there_were_any(make_binding, now):
    """Rows that were written by the first versions still verify."""
    told = b'["telegram","staff","1","%s","2026-11-22T09:30:15.123456+00:00"]' % ANNA.encode()
    ROSTER.public.verify(b"solidarity-intake/binding/1\0" + told, make_binding("1").signature)


async def test_the_chats_of_a_member_are_found(database, make_binding):
    """On every channel, those that are genuine."""
    mine = [make_binding("1", channel="signal", identity="05ab"), make_binding("2")]
    forged = bindings.sign(make_binding("3"), FORGER)
    await save(database, *reversed(mine), forged, make_binding("4", member=BORYS))
    assert await database.read(lambda unit: bindings.of(unit, ANNA, ROSTER.public)) == tuple(mine)


async def test_a_member_s_chats_on_one_channel_are_dropped(database, make_binding, find):
    """The others stay."""
    here, there = make_binding("1"), make_binding("1", channel="signal")
    await save(database, here, there, make_binding("2"))
    await database.write(lambda unit: bindings.drop(unit, ANNA, "telegram"))
    assert [await find("1"), await find("2"), await find("1", "signal")] == [None, None, there]


async def test_a_member_s_chats_are_dropped_together(database, make_binding, bound, find, file):
    """On every channel; nothing of them stays in the file, and dropping again does nothing."""
    other = make_binding("2", member=BORYS)
    await save(database, make_binding("canary-chat"), make_binding("1", channel="signal"), other)
    for _ in range(2):
        await database.write(lambda unit: bindings.drop(unit, ANNA))
    assert await bound() == (other,)
    assert await find("1", "signal") is None
    assert b"canary-chat" not in b"".join(path.read_bytes() for path in file.parent.iterdir())


FORGERIES = {"channel": "other", "account": "other", "member": BORYS, "changed_at": 0, "signature": b"\x00" * 64}


@pytest.mark.parametrize("column", FORGERIES)
async def test_a_forged_column_is_noticed(database, make_binding, outside, find, column):
    """Whoever can write to the database makes no chat a member's."""
    await save(database, make_binding("1"))
    outside.execute(f"UPDATE bindings SET {column} = ?", (FORGERIES[column],))
    changed = outside.execute("SELECT channel, account FROM bindings").fetchone()
    assert await find("1", *changed) is None


async def test_a_chat_put_in_another_s_place_is_noticed(database, make_binding, outside, find):
    """The number is signed, too."""
    await save(database, make_binding("1"))
    outside.execute("UPDATE bindings SET chat = '666'")
    assert await find("666") is None


async def test_a_value_that_is_none_of_ours_is_a_forgery(database, make_binding, outside, find):
    """No TypeError escapes."""
    await save(database, make_binding("1"))
    outside.execute("UPDATE bindings SET signature = 'emperor'")
    assert await find("1") is None


async def test_a_time_without_a_zone_is_not_signed(make_binding, now):
    """It would be read as another instant elsewhere."""
    with pytest.raises(NaiveInstant):
        make_binding("1", changed_at=now.replace(tzinfo=None))


def test_a_binding_does_not_show_the_chat(make_binding):
    """What is printed by accident names nobody."""
    assert "4711" not in repr(make_binding("4711"))


def test_two_times_never_share_a_signature(make_binding, now):
    """A later binding is another one."""
    assert make_binding("1").signature != make_binding("1", changed_at=now + timedelta(microseconds=1)).signature
