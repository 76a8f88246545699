"""The rows of members, and forged ones among them."""

import json
import os
from dataclasses import replace
from datetime import timedelta

import pytest

from storage import members, suspensions
from storage.database import NaiveInstant
from storage.ids import MemberId, draw_id
from storage.members import Member, NameTaken, Role, Standing
from storage.sealed import SigningKey

ROSTER = SigningKey.from_seed(bytes(32))


@pytest.fixture
def make_member(now):
    """Signed members, by name."""

    def make(name: str, **changes) -> Member:
        member = Member(
            id=MemberId(draw_id(os.urandom)),
            name=name,
            role=Role.MEMBER,
            standing=Standing.ACTIVE,
            recipient="age1pq1" + "q" * 1952,
            changed_at=now,
        )
        return members.sign(replace(member, **changes), ROSTER)

    return make


async def save(database, *new):
    async def all_of_them(unit):
        for member in new:
            await members.save(unit, member)

    await database.write(all_of_them)


async def verified(database):
    return await database.read(lambda unit: members.verified(unit, ROSTER.public))


async def test_members_come_back_as_they_were_signed(database, make_member):
    """By name, whatever the order of their coming."""
    b, a = make_member("b", role=Role.LEAD), make_member("a", standing=Standing.INVITED, invitation="f" * 64)
    await save(database, b, a)
    assert await verified(database) == ((a, b), 0)


async def test_saving_replaces_the_row_of_a_member(database, make_member, now):
    """All of it."""
    before = make_member("a", invitation="f" * 64, standing=Standing.INVITED, recipient=None)
    after = members.sign(
        replace(before, name="b", role=Role.REFERRER, standing=Standing.ACTIVE, invitation=None, recipient="age1"),
        ROSTER,
    )
    await save(database, before, after)
    assert await verified(database) == ((after,), 0)


async def test_a_name_is_given_once(database, make_member):
    """To a new member, and to one who changes theirs."""
    a, b = make_member("a"), make_member("b")
    await save(database, a, b)
    for namesake in (make_member("a"), members.sign(replace(b, name="a"), ROSTER)):
        with pytest.raises(NameTaken):
            await save(database, namesake)


async def test_a_naive_time_is_not_signed(make_member, now):
    """It would be read as another instant elsewhere."""
    with pytest.raises(NaiveInstant):
        make_member("a", changed_at=now.replace(tzinfo=None))


FORGERIES = {
    "name": "x",
    "role": "lead",
    "standing": "suspended",
    "invitation": "e" * 64,
    "recipient": "age1pq1attacker",
    "changed_at": 0,
    "epoch": 0,
    "signature": b"\x00" * 64,
}


@pytest.mark.parametrize("column", [*FORGERIES, "id"])
async def test_a_forged_column_is_noticed(database, make_member, outside, column):
    """Whichever it is: rights, key, name, time, or which of the authenticator's secrets counts."""
    await save(database, make_member("a", epoch=1))
    outside.execute(f"UPDATE members SET {column} = ?", (FORGERIES.get(column, "0" * 32),))
    assert await verified(database) == ((), 1)


@pytest.mark.parametrize("column", ["role", "standing", "epoch", "signature"])
async def test_a_value_that_is_none_of_ours_is_a_forgery(database, make_member, outside, column):
    """No ValueError escapes."""
    await save(database, make_member("a"))
    outside.execute(f"UPDATE members SET {column} = 'emperor'")
    assert await verified(database) == ((), 1)


async def test_a_member_signed_by_another_key_is_noticed(database, make_member):
    """A seized intake has no roster key."""
    await save(database, members.sign(make_member("i"), SigningKey.from_seed(b"\x01" * 32)))
    assert await verified(database) == ((), 1)


async def test_those_who_must_go_on_get_the_genuine_members(database, make_member):
    """And how many rows are not."""
    genuine = make_member("a")
    intruder = members.sign(make_member("i"), SigningKey.from_seed(b"\x01" * 32))
    await save(database, genuine, intruder)
    assert await verified(database) == ((genuine,), 1)


async def test_a_later_signature_covers_a_later_time(make_member, now):
    """Two states of one member never share a signature."""
    member = make_member("a")
    assert members.sign(replace(member, changed_at=now + timedelta(microseconds=1)), ROSTER) != member


async def test_a_row_from_before_there_were_epochs_is_genuine(make_member):
    """Its signature covers what it always has."""
    member = make_member("a")
    before = [member.id, "a", "member", "active", None, member.recipient]
    signed = json.dumps([*before, member.changed_at.isoformat(timespec="microseconds")], separators=(",", ":"))
    ROSTER.public.verify(b"solidarity-intake/member/1\0" + signed.encode(), member.signature)


async def test_an_epoch_is_signed(database, make_member):
    """It comes back as it was written."""
    member = make_member("a", epoch=2)
    await save(database, member)
    assert await verified(database) == ((member,), 0)


async def test_a_suspension_outweighs_the_signed_row(database, make_member, now):
    """Until it is lifted; nobody else is suspended with it."""
    a, b = make_member("a"), make_member("b")
    await save(database, a, b)
    await database.write(lambda unit: suspensions.add(unit, a.id, now))
    assert await verified(database) == ((replace(a, standing=Standing.SUSPENDED), b), 0)
    await database.write(lambda unit: suspensions.lift(unit, a.id))
    assert await verified(database) == ((a, b), 0)
