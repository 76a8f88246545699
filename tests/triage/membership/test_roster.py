"""The roster: the first lead, invitations, joining, and rows that somebody else wrote."""

import asyncio
import os
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from storage import audit, members, suspensions
from storage.audit import Act
from storage.database import Database
from storage.ids import MemberId
from storage.members import Role, Standing
from storage.suspensions import Suspension
from triage.desk import Stranger
from triage.errors import NameRefused, NameTaken, NameUnknown, ReadmissionNeeded, RosterNotEmpty
from triage.membership import roster


@pytest.fixture
def invite(stage):
    async def invite(name, role=Role.MEMBER):
        return await stage.database.write(
            lambda unit: roster.invite(unit, stage.keys.group, name, role, now=stage.now, draw=os.urandom)
        )

    return invite


async def read(stage):
    """The roster as the desk reads it."""
    return await stage.database.read(lambda unit: roster.read(unit, stage.keys.group.manifest.roster))


async def test_first_holder_of_the_passphrase_becomes_the_lead(keys, tmp_path):
    """An empty roster takes its first member as the lead, once."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'empty.db'}"
    await Database.create(url)
    async with await Database.open(url) as database:

        async def enrol(unit):
            return await roster.enrol_first_lead(
                unit, keys.group, " Lena  Z. ", datetime(2026, 11, 22, tzinfo=UTC), os.urandom
            )

        lead = await database.write(enrol)
        assert (lead.name, lead.role, lead.standing) == ("Lena Z.", Role.LEAD, Standing.ACTIVE)
        with pytest.raises(RosterNotEmpty):
            await database.write(enrol)
        known = await database.read(lambda unit: roster.read(unit, keys.group.manifest.roster))
        assert known.active(lead.id) == lead


async def test_invitation_is_accepted_once(stage, invite):
    """A stranger with a code becomes a member with the invited role; the code is worth nothing afterwards."""
    code = await invite("Olena", Role.COORDINATOR)
    (joined,) = await stage.say(Stranger(), f"/join {code}")
    assert (joined.id, joined.args) == ("joined", {"name": "Olena", "role": Role.COORDINATOR})
    assert await stage.ids(Stranger(), f"/join {code}") == ["stranger"]
    olena = await stage.desk.named("Olena")
    assert (olena.role, olena.standing, olena.invitation) == (Role.COORDINATOR, Standing.ACTIVE, None)
    stage.people["Olena"] = olena.id
    assert await stage.ids("Olena", "/queue") == ["queue-empty"]
    assert await stage.ids("Olena", f"/join {code}") == ["joined-before"]


async def test_invited_member_may_come_under_the_id_of_the_row(stage, invite):
    """Knowing the id of an invited row is no membership; the code is."""
    code = await invite("Olena")
    invited = next(member for member in (await read(stage)).members if member.name == "Olena")
    assert await stage.ids(invited.id, "/queue") == ["stranger"]
    assert await stage.ids(invited.id, f"/join {code}") == ["joined"]


@pytest.mark.parametrize("spoil", [str.upper, lambda c: c.replace("-", " "), lambda c: f"«{c.replace('-', '')}»."])
async def test_code_is_understood_however_it_is_typed(stage, invite, spoil):
    """Case, hyphens and marks around it do not matter: a code is its letters."""
    code = await invite("Olena")
    assert await stage.ids(Stranger(), f"join {spoil(code)}") == ["joined"]


@pytest.mark.parametrize("spoil", [lambda c: c[:-1], lambda c: f"{c}a", lambda c: c[::-1], lambda _: "", lambda _: "?"])
async def test_wrong_code_is_answered_like_anything_else(stage, invite, spoil):
    """Nothing tells a wrong code from a greeting."""
    code = await invite("Olena")
    assert await stage.ids(Stranger(), f"/join {spoil(code)}") == ["stranger"]


async def test_invitation_runs_out(stage, invite):
    """A code that lay about for too long admits nobody."""
    code = await invite("Olena")
    stage.later(days=7)
    assert await stage.ids(Stranger(), f"/join {code}") == ["stranger"]


async def test_invitation_is_good_until_it_runs_out(stage, invite):
    """Up to the last instant the code admits."""
    code = await invite("Olena")
    stage.later(days=6, hours=23, minutes=59)
    assert await stage.ids(Stranger(), f"/join {code}") == ["joined"]


async def test_suspended_invitation_admits_nobody(stage, invite):
    """Who was suspended before he came does not come with the old code."""
    code = await invite("Olena")
    invited = next(member for member in (await read(stage)).members if member.name == "Olena")
    suspended = members.sign(replace(invited, standing=Standing.SUSPENDED), stage.keys.group.roster)
    await stage.database.write(lambda unit: members.save(unit, suspended))
    assert await stage.ids(Stranger(), f"/join {code}") == ["stranger"]


async def test_locked_desk_asks_an_invited_stranger_to_come_again(stage, invite):
    """Admitting needs the roster key; the code stays good until then."""
    code = await invite("Olena")
    desk = stage.open_desk(locked=True)
    assert await stage.ids(Stranger(), f"/join {code}", desk=desk) == ["join-locked"]
    assert await stage.ids(Stranger(), "/join wrong", desk=desk) == ["stranger"]
    assert await stage.ids(Stranger(), f"/join {code}") == ["joined"]


async def test_two_strangers_with_one_code(stage, invite):
    """One is admitted, the other is a stranger."""
    code = await invite("Olena")
    answers = await asyncio.gather(*(stage.ids(Stranger(), f"/join {code}") for _ in range(4)))
    assert sorted(answers) == [["joined"], ["stranger"], ["stranger"], ["stranger"]]


async def test_admission_binds_the_channel_in_the_same_transaction(stage, invite):
    """If the channel cannot note who joined, nobody has joined."""
    code = await invite("Olena")
    bound = []

    async def bind(_unit, member, keys):
        bound.append((member.name, keys.roster is stage.keys.group.roster))

    async def fail(_unit, _member, _keys):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await stage.say(Stranger(bind=fail), f"/join {code}")
    assert (await stage.desk.named("Olena")) is None
    assert await stage.ids(Stranger(bind=bind), f"/join {code}") == ["joined"]
    assert bound == [("Olena", True)]


async def test_code_is_stored_nowhere(stage, invite, tmp_path):
    """The database holds a digest; the code can be said aloud and has no digit in it."""
    code = await invite("Olena")
    lying = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Olena" in lying
    assert code.encode() not in lying
    assert code.replace("-", "").encode() not in lying
    assert [len(word) for word in code.split("-")] == [4] * 7
    assert code.replace("-", "").isalpha()


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "a\x00b", "a\u202eb"])
async def test_name_that_cannot_be_printed_is_refused(invite, name):
    """A name stands in lists and must not disturb them."""
    with pytest.raises(NameRefused):
        await invite(name)


async def test_name_is_taken_whatever_its_case(invite):
    """Two members cannot be mistaken for each other by case or spaces."""
    with pytest.raises(NameTaken):
        await invite(" ANNA ")


async def test_who_has_not_come_is_invited_anew(stage, invite):
    """The new code admits, the former one no longer, and there is one row."""
    former, code = await invite("Olena"), await invite("olena")
    assert await stage.ids(Stranger(), f"/join {former}") == ["stranger"]
    assert await stage.ids(Stranger(), f"/join {code}") == ["joined"]
    assert [member.name for member in (await read(stage)).members].count("olena") == 1


async def test_member_is_invited_once_more(stage, invite):
    """For another channel: the same member with the same role, who goes on working meanwhile; the code is good once."""
    await invite("Olena", Role.COORDINATOR)

    async def again(unit):
        return await roster.invite_again(unit, stage.keys.group, " LENA ", now=stage.now, draw=os.urandom)

    code = await stage.database.write(again)
    assert await stage.ids("Lena", "/queue") == ["queue-empty"]
    bound = []

    async def bind(_unit, member, _keys):
        bound.append((member.id, member.role))

    assert await stage.ids(Stranger(bind=bind), f"/join {code}") == ["joined"]
    assert bound == [(stage.people["Lena"], Role.LEAD)]
    assert await stage.ids(Stranger(bind=bind), f"/join {code}") == ["stranger"]
    assert await stage.ids("Lena", "/queue") == ["queue-empty"]


async def test_second_invitation_of_who_has_not_come_takes_the_place_of_the_first(stage, invite):
    """There is one code at a time."""
    former = await invite("Olena")
    code = await stage.database.write(
        lambda unit: roster.invite_again(unit, stage.keys.group, "olena", now=stage.now, draw=os.urandom)
    )
    assert await stage.ids(Stranger(), f"/join {former}") == ["stranger"]
    assert await stage.ids(Stranger(), f"/join {code}") == ["joined"]


@pytest.mark.parametrize(("name", "refusal"), [("Mallory", NameUnknown), ("Sasha", ReadmissionNeeded)])
async def test_nobody_else_is_invited_once_more(stage, name, refusal):
    """Neither an unknown name nor somebody who was suspended."""
    await stage.enrol("Sasha", standing=Standing.SUSPENDED)
    with pytest.raises(refusal):
        await stage.database.write(
            lambda unit: roster.invite_again(unit, stage.keys.group, name, now=stage.now, draw=os.urandom)
        )


async def again(stage, name):
    """Let the operator invite somebody once more."""
    return await stage.database.write(
        lambda unit: roster.invite_again(unit, stage.keys.group, name, now=stage.now, draw=os.urandom)
    )


@pytest.mark.parametrize("locked_out", [["Clara", "Lena"], ["Lena"]])
async def test_operator_takes_back_whom_no_two_others_can(stage, locked_out):
    """In a small group, or after somebody who writes to the database has suspended them; with what is logged of it."""

    async def forge(unit):
        for name in locked_out:
            await suspensions.add(unit, stage.people[name], stage.now)

    await stage.database.write(forge)
    code = await again(stage, "lena")
    assert await stage.database.read(suspensions.all) == tuple(
        Suspension(member=stage.people[name], at=stage.now) for name in locked_out if name != "Lena"
    )
    assert await stage.ids(Stranger(), f"/join {code}") == ["joined"]
    lena = await stage.desk.named("Lena")
    assert (lena.id, lena.role, lena.epoch) == (stage.people["Lena"], Role.LEAD, 1)
    assert (await stage.log())[0] == (Act.MEMBER_READMITTED, audit.OPERATOR, lena.id)


async def test_operator_leaves_the_suspended_to_two_others_as_soon_as_there_are(stage):
    """Those who may do so and are active, and nobody else: neither referrers nor members count."""
    for name in ("Clara", "Lena", "Anna"):
        await stage.database.write(lambda unit, name=name: suspensions.add(unit, stage.people[name], stage.now))
    for name in ("Clara", "Lena"):
        assert await stage.ids(Stranger(), f"/join {await again(stage, name)}") == ["joined"]
    with pytest.raises(ReadmissionNeeded):
        await again(stage, "Anna")


async def test_who_was_taken_back_and_is_invited_anew_keeps_the_new_secret(stage, invite):
    """The one of before the suspension stays worth nothing."""
    await stage.enrol("Sasha", standing=Standing.SUSPENDED)
    await stage.database.write(lambda unit: suspensions.add(unit, stage.people["Clara"], stage.now))
    await again(stage, "Sasha")
    await invite("Sasha")
    assert (await read(stage)).called("Sasha").epoch == 1


async def test_name_of_a_forged_row_is_taken_too(stage, invite):
    """A row that does not verify is not overwritten: it is evidence."""
    genuine = (await read(stage)).members[0]
    await stage.database.write(lambda unit: members.save(unit, replace(genuine, id=MemberId("d" * 32), name="Mallory")))
    with pytest.raises(NameTaken):
        await invite("Mallory")


async def test_forged_invitation_admits_nobody(stage, invite):
    """Whoever can write to the database cannot invite himself."""
    code = await invite("Olena")
    known = await read(stage)
    genuine = next(member for member in known.members if member.name == "Olena")
    forged = replace(genuine, role=Role.LEAD)
    await stage.database.write(lambda unit: members.save(unit, forged))
    assert (await read(stage)).forged == 1
    assert await stage.ids(Stranger(), f"/join {code}") == ["stranger"]


async def test_member_whose_row_is_gone_has_no_name(stage):
    """What an unknown id did is shown, with a question mark for its name."""
    assert (await read(stage)).name(MemberId("e" * 32)) == "?"
