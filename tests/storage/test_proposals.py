"""Proposals: signed, numbered, settled once, and nobody else's words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import proposals
from storage.database import NaiveInstant
from storage.ids import CaseId, MemberId
from storage.proposals import Proposal, ProposalKind
from storage.sealed import SigningKey

CASE = CaseId("c" * 32)
ANNA, BOHDAN = MemberId("a" * 32), MemberId("b" * 32)
ROSTER = SigningKey.from_seed(bytes(range(32)))
KEY = ROSTER.public


def a_proposal(now, **changes):
    until = now + timedelta(days=7)
    return replace(
        Proposal(kind=ProposalKind.REFER, case=CASE, by=ANNA, at=now, until=until, payload=b"sealed"), **changes
    )


@pytest.fixture
async def made(database, now):
    return await database.write(lambda unit: proposals.add(unit, a_proposal(now), ROSTER))


async def find(database, number=1):
    return await database.read(lambda unit: proposals.find(unit, number, KEY))


async def test_a_proposal_comes_back_signed(database, now, made):
    """As it was written, with its number and a signature that verifies; another number is nobody's."""
    assert made == a_proposal(now, number=1, signature=made.signature)
    assert await find(database) == made
    assert await find(database, 2) is None


async def test_it_waits_until_its_time_is_over(now, made):
    """A proposal lapses by itself, and then neither waits nor stands."""
    assert made.waits(now)
    assert not made.waits(made.until)
    assert not made.stands(now)


async def test_an_approval_stands(database, now, made):
    """It is signed anew, waits no more, and stands as long as the proposal would have waited."""
    assert await database.write(lambda unit: proposals.approve(unit, made, BOHDAN, now, ROSTER))
    approved = await find(database)
    assert (approved.approved_by, approved.approved_at) == (BOHDAN, now)
    assert (approved.waits(now), approved.stands(now), approved.stands(made.until)) == (False, True, False)


async def test_a_refusal_ends_it(database, now, made):
    """What was refused neither waits nor stands."""
    assert await database.write(lambda unit: proposals.refuse(unit, made, BOHDAN, now, ROSTER))
    refused = await find(database)
    assert (refused.refused_by, refused.waits(now), refused.stands(now)) == (BOHDAN, False, False)


async def test_it_is_settled_once(database, now, made):
    """Whoever comes second is told so, and what the first has said stays."""
    assert await database.write(lambda unit: proposals.refuse(unit, made, ANNA, now, ROSTER))
    for settle in (proposals.approve, proposals.refuse):
        assert not await database.write(lambda unit, settle=settle: settle(unit, made, BOHDAN, now, ROSTER))
    assert (await find(database)).refused_by == ANNA


async def test_what_has_lapsed_is_not_settled(database, made):
    """After its time nobody approves it any more."""
    assert not await database.write(lambda unit: proposals.approve(unit, made, BOHDAN, made.until, ROSTER))


async def test_only_what_waits_is_listed(database, now, made):
    """The oldest first; neither what is settled nor what has lapsed."""
    second = await database.write(lambda unit: proposals.add(unit, a_proposal(now, payload=None), ROSTER))
    assert await database.read(lambda unit: proposals.waiting(unit, now, KEY)) == ((made, second), 0)
    await database.write(lambda unit: proposals.approve(unit, made, BOHDAN, now, ROSTER))
    assert await database.read(lambda unit: proposals.waiting(unit, now, KEY)) == ((second,), 0)
    assert await database.read(lambda unit: proposals.waiting(unit, made.until, KEY)) == ((), 0)
    assert len(await database.read(lambda unit: proposals.of_case(unit, CASE, KEY))) == 2
    assert await database.read(lambda unit: proposals.of_case(unit, CaseId("d" * 32), KEY)) == ()


@pytest.mark.parametrize(
    "column",
    [
        "number = 2",
        "kind = 'erase'",
        "\"case\" = 'other'",
        "\"by\" = 'bohdan'",
        "at = at + 1",
        "until = until + 1",
        "payload = x'00'",
        "payload = NULL",
        "approved_by = 'bohdan', approved_at = at",
        "refused_by = 'bohdan', refused_at = at",
        "signature = x'00'",
        "kind = 'ruin'",
    ],
)
async def test_a_changed_row_is_left_out(database, now, made, outside, column):
    """Whoever can write to the database can put words into nobody's mouth; that somebody tried is counted."""
    outside.execute(f"UPDATE proposals SET {column}")
    assert [await find(database, number) for number in (1, 2)] == [None, None]
    waiting, forged = await database.read(lambda unit: proposals.waiting(unit, now, KEY))
    assert waiting == ()
    assert forged == (0 if "_at" in column else 1)


async def test_another_key_s_signature_is_none(database, made):
    """What the group's roster key did not sign was proposed by nobody."""
    foreign = SigningKey.from_seed(bytes(32)).public
    assert await database.read(lambda unit: proposals.find(unit, 1, foreign)) is None


async def test_a_time_without_a_zone_is_not_signed(database, now):
    """Nobody could say when it was."""
    naive = a_proposal(now, until=now.replace(tzinfo=None))
    with pytest.raises(NaiveInstant):
        await database.write(lambda unit: proposals.add(unit, naive, ROSTER))
