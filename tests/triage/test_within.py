"""Obeying in a transaction that is already open: all of it stands or falls with that transaction."""

import os
from datetime import UTC, datetime

import pytest

from storage import audit
from storage.audit import Act
from storage.cases import CaseState
from storage.ids import MemberId
from storage.members import Role
from triage.desk import Stranger
from triage.membership import roster


class Undone(Exception):
    """The transaction of a test is not to be kept."""


@pytest.fixture
def obey(stage):
    """What the desk answers in one transaction, to several lines; it may be undone at its end."""

    async def obey(*said, undone=False, **settings):
        answers = []

        async def work(unit):
            answers.clear()
            for actor, line in said:
                answers.append(await stage.ids(actor, line, within=unit, **settings))
            if undone:
                raise Undone

        if undone:
            with pytest.raises(Undone):
                await stage.database.write(work)
        else:
            await stage.database.write(work)
        return answers

    return obey


WHOLE_WAY = (
    ("Anna", "/next"),
    ("Anna", "/open lumeko-42"),
    ("Anna", "/assess lumeko-42 likely yes legal,letter x"),
    ("Clara", "/open lumeko-42"),
    ("Clara", "/decide lumeko-42 letter because"),
    ("Clara", "/canned lumeko-42 read"),
    ("Clara", "/urgency lumeko-42 urgent date"),
    ("Clara", "/result 1 done"),
    ("Clara", "/close lumeko-42 helped"),
)


async def test_each_command_sees_what_the_one_before_wrote(stage, obey):
    """A whole case in one transaction."""
    await stage.receive("lumeko-42")
    await stage.attach("lumeko-42")
    answers = await obey(*WHOLE_WAY)
    assert not [ids for ids in answers if ids[0].startswith("error")]
    assert (await stage.case("lumeko-42")).state is CaseState.CLOSED


async def test_what_is_undone_never_happened(stage, obey):
    """No case, document or row of the log stays of a transaction that failed."""
    await stage.receive("lumeko-42")
    before = await stage.case("lumeko-42"), await stage.papers("lumeko-42"), await stage.acts("lumeko-42")
    answers = await obey(*WHOLE_WAY, undone=True)
    assert answers[-1] == ["closed"]
    after = await stage.case("lumeko-42"), await stage.papers("lumeko-42"), await stage.acts("lumeko-42")
    assert after == before


async def test_refused_command_leaves_the_transaction_whole(stage, obey):
    """What was done before a refusal stays, and what comes after it is done."""
    await stage.receive("lumeko-42")
    answers = await obey(("Anna", "/claim lumeko-42"), ("Bohdan", "/claim lumeko-42"), ("Anna", "/release lumeko-42"))
    assert answers == [["claimed", "case-heading"], ["error-held"], ["released"]]


async def test_invitation_is_accepted_with_the_channels_own_rows(stage):
    """The member, and what the channel writes of him, are there together or not at all."""
    code = await stage.database.write(
        lambda unit: roster.invite(unit, stage.keys.group, "Olena", Role.MEMBER, now=stage.now, draw=os.urandom)
    )

    async def bind(unit, member, keys):
        assert keys is stage.keys.group
        at = datetime(2026, 11, 22, tzinfo=UTC)
        await audit.write(unit, at=at, actor=member.id, act=Act.MEMBER_BOUND, code="telegram")

    async def work(unit, *, undone):
        answer = await stage.ids(Stranger(bind=bind), f"/join {code}", within=unit, words=False)
        if undone:
            raise Undone
        return answer

    with pytest.raises(Undone):
        await stage.database.write(lambda unit: work(unit, undone=True))
    assert await stage.desk.named("Olena") is None
    assert await stage.database.write(lambda unit: work(unit, undone=False)) == ["joined"]
    assert await stage.desk.named("Olena") is not None


async def test_member_is_known_inside_and_outside(stage):
    """By id, if he is active and his row verifies."""
    anna = stage.people["Anna"]
    assert (await stage.desk.known(None, anna)).name == "Anna"
    assert (await stage.database.write(lambda unit: stage.desk.known(unit, anna))).name == "Anna"
    assert await stage.desk.known(None, MemberId("e" * 32)) is None
