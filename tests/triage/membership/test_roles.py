"""A member does something else from now on."""

import pytest

from storage import alerts
from storage.alerts import NewAlert
from storage.audit import Act
from storage.documents import Language
from storage.members import Role, Standing


async def test_role_is_changed(stage, order):
    """From the next line on the matrix lets the member do what the role includes."""
    assert await stage.ids("Anna", "/ack 1") == ["error-not-allowed"]
    assert await order("Lena", "/role anna referrer") == ["role-changed"]
    assert (await stage.desk.named("Anna")).role is Role.REFERRER
    assert await stage.ids("Anna", "/ack 1") == ["error-alert-not-found"]
    assert await stage.log() == [(Act.MEMBER_ROLE, stage.people["Lena"], stage.people["Anna"])]


async def test_what_rings_for_whoever_takes_over_no_more_rings_for_everybody(stage, order):
    """Nobody else would hear of that step."""
    await stage.receive("lumeko-42")
    case = await stage.case("lumeko-42")
    rafael = stage.people["Rafael"]
    alert = NewAlert(case=case.id, reference=case.reference, person=rafael, step=0, due_at=stage.now)
    await stage.database.write(lambda unit: alerts.add(unit, [alert]))
    await order("Lena", "/role Rafael coordinator")
    assert await stage.ids("Clara", "/alerts") == ["alerts-none"]
    await order("Lena", "/role Rafael member")
    assert await stage.ids("Clara", "/alerts") == ["alerts-heading"]


async def test_last_lead_stays_lead(stage, order):
    """Nobody else could make anybody one."""
    assert await order("Lena", "/role Lena member") == ["error-last-lead"]
    await order("Lena", "/role Clara lead")
    assert await order("Lena", "/role Lena member") == ["role-changed"]
    assert await order("Clara", "/role Clara lead") == ["role-changed"]


@pytest.mark.parametrize("standing", [Standing.INVITED, Standing.SUSPENDED, Standing.DEPARTED])
async def test_only_who_is_active_gets_another_role(stage, order, standing):
    """Who has not come is invited anew, and nothing is signed about who is suspended."""
    await stage.enrol("Ivan", standing=standing)
    assert await order("Lena", "/role Ivan lead") == ["error-not-active"]


async def test_lead_who_is_none_any_more_changes_nothing(stage, order, monkeypatch):
    """The row of whoever types is read again in the transaction that signs."""
    await order("Lena", "/role Clara lead")
    write = stage.database.write

    async def demote_first(work):
        monkeypatch.setattr(stage.database, "write", write)
        await stage.desk.obey(stage.people["Lena"], "/role Clara member", stage.now, proven=True)
        return await write(work)

    monkeypatch.setattr(stage.database, "write", demote_first)
    answer = await stage.desk.obey(stage.people["Clara"], "/role Clara lead", stage.now, proven=True)
    assert [notice.id for notice in answer] == ["error-not-allowed"]
    assert (await stage.desk.named("Clara")).role is Role.MEMBER


async def test_unknown_name_is_refused(stage, order):
    """Nobody is called so."""
    assert await order("Lena", "/role Mallory lead") == ["error-name-unknown"]


@pytest.mark.parametrize("language", Language)
async def test_answer_names_whom_and_what(stage, code, language):
    """In every language."""
    text = await stage.text("Lena", f"/role Anna lead code={code('Lena')}", language=language)
    assert "Anna" in text
    assert stage.labels.word("role", "lead", language) in text
