"""Retention: what was closed long ago goes, and nothing else does."""

from datetime import timedelta

import pytest

from storage import audit
from storage.cases import CaseState
from triage import retention
from triage.retention import erase_expired

KEPT = timedelta(days=365)


@pytest.fixture
async def closed(stage):
    """A case with a file, closed by the lead."""
    await stage.receive("lumeko-42", alert=False)
    await stage.ids("Lena", "/claim lumeko-42")
    assert await stage.ids("Lena", "/close lumeko-42 recorded") == ["closed"]
    return await stage.case("lumeko-42")


async def erase(stage):
    return await erase_expired(stage.database, stage.blobs, kept=KEPT, now=stage.now)


async def test_a_case_that_was_closed_long_ago_is_erased(stage, closed):
    """Its documents go, its row stays as withdrawn, and the audit log says why."""
    stage.later(days=366)
    assert await erase(stage) == 1
    assert (await stage.case("lumeko-42")).state is CaseState.WITHDRAWN
    assert await stage.papers("lumeko-42") == ()
    entries = await stage.database.read(lambda unit: audit.of_case(unit, closed.id))
    assert (entries[-1].actor, entries[-1].act) == (audit.RETENTION, audit.Act.CASE_ERASED)


async def test_what_was_closed_lately_stays(stage, closed):
    """A day before the time has come nothing is erased."""
    stage.later(days=364)
    assert await erase(stage) == 0
    assert await stage.papers("lumeko-42")


async def test_what_is_open_stays_however_old(stage):
    """Only closed cases expire."""
    await stage.receive("lumeko-42", alert=False)
    stage.later(days=4000)
    assert await erase(stage) == 0


async def test_erasing_twice_is_harmless(stage, closed):
    """What is gone is not erased again."""
    stage.later(days=366)
    await erase(stage)
    assert await erase(stage) == 0


async def test_more_than_fit_into_one_transaction_are_erased(stage, closed, monkeypatch):
    """All expired cases go, a few in each transaction."""
    monkeypatch.setattr(retention, "_AT_ONCE", 1)
    await stage.receive("nadaka-73", alert=False)
    await stage.ids("Lena", "/claim nadaka-73")
    await stage.ids("Lena", "/close nadaka-73 recorded")
    stage.later(days=366)
    assert await erase(stage) == 2


async def test_files_of_an_erased_case_are_deleted(stage):
    """Nothing of it is left in the blob store either."""
    await stage.receive("lumeko-42", blob=True)
    await stage.ids("Lena", "/claim lumeko-42")
    await stage.ids("Lena", "/close lumeko-42 recorded")
    assert await stage.blobs.names()
    stage.later(days=366)
    await erase(stage)
    assert await stage.blobs.names() == ()
