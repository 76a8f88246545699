"""The audit log, and what happens to it in wrong hands."""

import hashlib
import json
from datetime import timedelta

import pytest

from storage import audit
from storage.audit import Act, Checkpoint, Verdict
from storage.database import NaiveInstant
from storage.ids import CaseId

CASE = CaseId("c" * 32)


@pytest.fixture
async def log(database, now):
    """Seven rows; the third about a decision on a case."""
    acts = [Act.CASE_RECEIVED, Act.CASE_CLAIMED, Act.CASE_DECIDED, *[Act.CASE_SHOWN] * 4]

    async def write(unit):
        return [
            await audit.write(
                unit,
                at=now + timedelta(seconds=n),
                actor=audit.INTAKE if n == 0 else "m" * 32,
                act=act,
                case=CASE if n < 3 else None,
                code="letter" if act is Act.CASE_DECIDED else None,
            )
            for n, act in enumerate(acts)
        ]

    return await database.write(write)


async def verify(database, kept=None):
    return await database.read(lambda unit: audit.verify(unit, kept))


async def test_an_empty_log_is_whole(database):
    """Nothing happened yet."""
    assert await verify(database) == Verdict(entries=0, broken_at=None, head=audit.ORIGIN)


async def test_an_untouched_log_is_whole(database, log):
    """Every row follows from the one before."""
    assert await verify(database) == Verdict(entries=7, broken_at=None, head=log[-1].digest)


async def test_rows_are_numbered_from_one_and_chained(log):
    """Each names the digest of the one before."""
    assert [entry.number for entry in log] == list(range(1, 8))
    assert [entry.previous for entry in log] == [audit.ORIGIN, *[entry.digest for entry in log[:-1]]]


async def test_a_digest_is_what_the_documents_say(log):
    """SHA-256 over a domain and a JSON list: anybody can compute it."""
    third = log[2]
    fields = ["2026-11-22T09:30:17.123456+00:00", 3, "m" * 32, "case_decided", CASE, "letter", log[1].digest]
    encoded = b"solidarity-intake/audit/1\0" + json.dumps(fields, separators=(",", ":")).encode()
    assert third.digest == hashlib.sha256(encoded).hexdigest()


async def test_what_was_done_to_a_case_comes_in_order(database, log):
    """And only to that case."""
    assert await database.read(lambda unit: audit.of_case(unit, CASE)) == tuple(log[:3])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", 1),
        ("actor", "operator"),
        ("act", "case_opened"),
        ("act", "an act nobody knows"),
        ("case", "d" * 32),
        ("code", "decline"),
        ("code", None),
        ("previous", "0" * 64),
        ("digest", "0" * 64),
    ],
)
async def test_a_changed_row_is_found_at_its_number(database, log, outside, column, value):
    """Whichever column was changed."""
    outside.execute(f'UPDATE audit SET "{column}" = ? WHERE number = 3', (value,))
    assert await verify(database) == Verdict(entries=2, broken_at=3, head=log[1].digest)


@pytest.mark.parametrize("number", [1, 4])
async def test_a_removed_row_is_found_at_its_number(database, log, outside, number):
    """Also the first."""
    outside.execute("DELETE FROM audit WHERE number = ?", (number,))
    assert (await verify(database)).broken_at == number


async def test_a_row_removed_by_renumbering_is_found(database, log, outside):
    """Closing the gap does not close the chain."""
    outside.execute("DELETE FROM audit WHERE number = 4")
    outside.execute("UPDATE audit SET number = number - 1 WHERE number > 4")
    assert (await verify(database)).broken_at == 4


async def test_reordered_rows_are_found_at_the_first_of_them(database, log, outside):
    """Two rows whose numbers were exchanged."""
    for before, after in ((4, 99), (5, 4), (99, 5)):
        outside.execute("UPDATE audit SET number = ? WHERE number = ?", (after, before))
    assert (await verify(database)).broken_at == 4


async def test_an_inserted_row_is_found(database, log, outside):
    """A copy of an earlier one at the end."""
    outside.execute(
        'INSERT INTO audit SELECT 8, at, actor, act, "case", code, previous, digest FROM audit WHERE number = 7'
    )
    assert (await verify(database)).broken_at == 8


async def test_a_log_that_was_cut_shows_against_a_checkpoint(database, log, outside):
    """The chain alone cannot tell that its end is missing."""
    outside.execute("DELETE FROM audit WHERE number > 5")
    kept = Checkpoint(entries=7, head=log[-1].digest)
    assert (await verify(database)).broken_at is None
    assert (await verify(database, kept)).broken_at == 6


async def test_a_log_that_was_rewritten_shows_against_a_checkpoint(database, now, log, outside):
    """A whole new chain is consistent in itself."""
    kept = Checkpoint(entries=3, head=log[2].digest)
    outside.execute("DELETE FROM audit WHERE number > 1")

    async def rewrite(unit):
        for _ in range(6):
            await audit.write(unit, at=now, actor=audit.INTAKE, act=Act.CASE_SHOWN)

    await database.write(rewrite)
    assert (await verify(database)).broken_at is None
    assert (await verify(database, kept)).broken_at == 3


async def test_a_log_that_went_on_holds_against_an_older_checkpoint(database, log):
    """What was kept last month is still on the chain."""
    kept = Checkpoint(entries=3, head=log[2].digest)
    assert (await verify(database, kept)).broken_at is None


async def test_a_long_log_is_verified_in_stretches(database, log, monkeypatch, outside):
    """The end of one is the beginning of the next."""
    monkeypatch.setattr(audit, "_STRETCH", 2)
    assert await verify(database) == Verdict(entries=7, broken_at=None, head=log[-1].digest)
    outside.execute("DELETE FROM audit WHERE number = 5")
    assert (await verify(database)).broken_at == 5


async def test_an_act_that_was_rolled_back_is_not_logged(database, now, log):
    """The log tells of what happened; the chain goes on."""

    async def fail(unit):
        await audit.write(unit, at=now, actor=audit.OPERATOR, act=Act.CASE_EXPORTED)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        await database.write(fail)
    assert (await verify(database)).entries == 7


async def test_a_naive_time_is_refused(database, now):
    """Nobody knows which instant it means."""
    naive = now.replace(tzinfo=None)
    with pytest.raises(NaiveInstant):
        await database.write(lambda unit: audit.write(unit, at=naive, actor=audit.OPERATOR, act=Act.AUDIT_VERIFIED))


@pytest.mark.parametrize(("number", "previous"), [(8, audit.ORIGIN), (9, None)])
async def test_a_row_with_a_fitting_digest_has_to_follow_the_one_before(database, log, now, outside, number, previous):
    """Whoever can compute a digest can still not leave a number out or hang a row elsewhere."""
    previous = previous or log[-1].digest
    digest = audit._digest(now, number, audit.INTAKE, Act.CASE_SHOWN, None, None, previous)
    columns = "number, at, actor, act, previous, digest"
    at = outside.execute("SELECT at FROM audit WHERE number = 1").fetchone()[0]
    row = (number, at, audit.INTAKE, Act.CASE_SHOWN, previous, digest)
    outside.execute(f"INSERT INTO audit ({columns}) VALUES (?, ?, ?, ?, ?, ?)", row)
    assert (await verify(database)).broken_at == 8
