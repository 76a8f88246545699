"""The one writer of a process: shared commits, units that fail, callers that go away."""

import asyncio
import sqlite3
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from storage import installation
from storage.database import DatabaseClosed, NestedWrite, NotSaved, RowRefused, tables
from storage.errors import PermanentError
from storage.ids import DeploymentId
from storage.installation import Installation


def chats(outside: sqlite3.Connection) -> set[str]:
    return {row["chat"] for row in outside.execute("SELECT chat FROM drafts")}


async def test_write_returns_what_the_work_returned(database, work):
    """A unit's result is the caller's."""
    assert await database.write(work("a")) == "a"


async def test_units_that_wait_share_a_commit(database, work, held, commits):
    """Forty units that arrive during one commit need one commit more."""
    async with held():
        together = asyncio.gather(*(database.write(work()) for _ in range(40)))
    assert len(set(await together)) == 40
    assert len(commits) == 2


async def test_a_commit_is_shared_by_64_at_most(database, work, held, commits):
    """The first of many does not wait for all of them."""
    async with held():
        together = asyncio.gather(*(database.write(work()) for _ in range(65)))
    await together
    assert len(commits) == 3


async def test_each_is_told_only_after_its_commit(database, work, held, outside):
    """When a caller hears of its unit, another process sees the row already."""
    seen = []

    async def save_and_look() -> None:
        chat = await database.write(work())
        seen.append(chat in chats(outside))

    async with held():
        together = asyncio.gather(*(save_and_look() for _ in range(20)))
        await asyncio.sleep(0)
        assert seen == []
    await together
    assert seen == [True] * 20


async def test_units_run_in_the_order_of_their_arrival(database, held):
    """Nobody overtakes."""
    order = []

    async def note(number: int) -> None:
        async def work(_):
            order.append(number)

        await database.write(work)

    async with held():
        together = asyncio.gather(*(note(number) for number in range(10)))
    await together
    assert order == list(range(10))


async def test_a_failing_unit_is_undone_alone(database, work, held, outside):
    """Its neighbours in the same commit are saved; of itself nothing is."""

    async def fail(unit):
        await work("failed")(unit)
        raise ValueError("the unit's own mistake")

    async with held():
        together = asyncio.gather(
            database.write(work("before")),
            database.write(fail),
            database.write(work("after")),
            return_exceptions=True,
        )
    before, failed, after = await together
    assert (before, after) == ("before", "after")
    assert isinstance(failed, ValueError)
    assert chats(outside) == {"before", "after"}


async def test_a_failure_is_told_only_after_the_commit(database, work, held, commits):
    """What a unit failed on may be a neighbour's row, which has to be certain first."""

    async def fail(_):
        raise ValueError

    async def commits_when_told() -> int:
        with pytest.raises(ValueError):  # noqa: PT011
            await database.write(fail)
        return len(commits)

    async with held():
        together = asyncio.gather(commits_when_told(), database.write(work()))
    told, _ = await together
    assert told == 2


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt, asyncio.CancelledError])
async def test_the_writer_survives_whatever_a_unit_raises(database, work, kind):
    """Even what is no Exception reaches the caller alone."""

    async def fail(_):
        raise kind

    async def call():
        # A task that ends with one of these would end the loop.
        try:
            await database.write(fail)
        except BaseException as error:  # noqa: BLE001
            return type(error)

    assert await call() is kind
    assert await database.write(work("a")) == "a"


async def test_a_stray_stop_iteration_becomes_a_runtime_error(database, work):
    """No future can carry a StopIteration, and its caller must not wait for ever."""

    def fail(_):
        raise StopIteration

    with pytest.raises(RuntimeError):
        await database.write(fail)
    assert await database.write(work("a")) == "a"


async def test_a_lost_transaction_is_run_again_without_the_unit_that_lost_it(database, work, held, outside):
    """The neighbours of a unit whose fault ended the transaction are saved all the same."""
    runs = []

    async def lose(unit):
        await unit.execute(text("ROLLBACK"))
        raise ValueError("after it broke the transaction")

    async def count(unit):
        runs.append(None)
        return await work("counted")(unit)

    async with held():
        together = asyncio.gather(
            database.write(count), database.write(lose), database.write(work("after")), return_exceptions=True
        )
    counted, lost, after = await together
    assert isinstance(lost, ValueError)
    assert (counted, after) == ("counted", "after")
    assert len(runs) == 2
    assert chats(outside) == {"counted", "after"}


async def test_a_unit_that_hides_the_loss_of_the_transaction_is_not_saved(database, work, outside):
    """A COMMIT would succeed then and have saved nothing."""

    async def hide(unit):
        await work("hidden")(unit)
        await unit.execute(text("ROLLBACK"))

    with pytest.raises(NotSaved):
        await database.write(hide)
    assert chats(outside) == set()


async def test_a_statement_after_the_loss_of_the_transaction_is_refused(database, work, outside):
    """It would be applied by itself, outside of any transaction."""

    async def go_on(unit):
        await unit.execute(text("ROLLBACK"))
        await work("stray")(unit)

    with pytest.raises(NotSaved):
        await database.write(go_on)
    assert chats(outside) == set()


async def test_a_unit_that_is_interrupted_in_a_statement_loses_the_transaction_alone(database, work, held, outside):
    """A time limit inside a unit closes the connection; the neighbours are run again on another."""

    async def too_long(unit):
        async with asyncio.timeout(0):
            await work("late")(unit)

    async with held():
        together = asyncio.gather(
            database.write(work("before")),
            database.write(too_long),
            database.write(work("after")),
            return_exceptions=True,
        )
    before, late, after = await together
    assert isinstance(late, TimeoutError)
    assert (before, after) == ("before", "after")
    assert chats(outside) == {"before", "after"}


async def test_a_unit_whose_caller_went_before_it_began_is_not_run(database, work, held, outside):
    """Cancelled early means wholly not."""
    async with held():
        gone = asyncio.ensure_future(database.write(work("gone")))
        stays = asyncio.ensure_future(database.write(work("stays")))
        await asyncio.sleep(0)
        gone.cancel()
    await stays
    assert gone.cancelled()
    assert chats(outside) == {"stays"}


async def test_a_unit_whose_caller_went_in_the_middle_is_wholly_saved(database, work, outside):
    """Cancelled late means wholly, never half."""
    begun, released = asyncio.Event(), asyncio.Event()

    async def two_rows(unit):
        await work("first")(unit)
        begun.set()
        await released.wait()
        await work("second")(unit)

    caller = asyncio.ensure_future(database.write(two_rows))
    await begun.wait()
    caller.cancel()
    await asyncio.wait([caller])
    released.set()
    await database.write(work("next"))
    assert chats(outside) == {"first", "second", "next"}


async def test_a_unit_cannot_begin_another(database, work):
    """It would wait for the writer that waits for it."""

    async def nested(_):
        return await database.write(work())

    with pytest.raises(NestedWrite):
        await database.write(nested)


async def test_a_unit_is_of_no_use_after_its_end(database, work):
    """A unit that was kept cannot reach into somebody else's transaction."""
    kept = []

    async def keep(unit):
        kept.append(unit)

    await database.write(keep)
    with pytest.raises(NotSaved):
        await work()(kept[0])


async def test_a_unit_goes_on_after_a_refused_row(database, work, outside):
    """A rule of the tables undoes one statement, not the unit."""

    async def collide(unit):
        await work("a")(unit)
        with pytest.raises(RowRefused):
            await unit.execute(unit.insert(tables.installation).values(one=2, deployment="d", manifest_version=1))
        return await work("b")(unit)

    await database.write(collide)
    assert chats(outside) == {"a", "b"}


async def test_a_statement_that_makes_no_sense_is_a_permanent_error(database):
    """Trying again would change nothing."""

    async def nonsense(unit):
        await unit.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(RowRefused):
        await database.write(nonsense)


@pytest.mark.parametrize("value", ["\ud800", 2**70, object()])
async def test_a_value_that_no_column_takes_is_refused_without_being_shown(database, value):
    """The error names the rule; it does not carry the value."""
    row = Installation(deployment=DeploymentId("d"), manifest_version=value)
    with pytest.raises(PermanentError) as refused:
        await database.write(lambda unit: installation.establish(unit, row))
    assert repr(value) not in str(refused.value)


async def test_closing_finishes_the_units_that_wait(database, work, held, outside):
    """Whoever came before the end is served."""
    async with held():
        together = asyncio.gather(*(database.write(work()) for _ in range(70)))
        await asyncio.sleep(0)
        closing = asyncio.ensure_future(database.close())
    await closing
    assert chats(outside) == set(await together)


async def test_a_closed_database_takes_no_unit(database, work):
    """Whoever comes after the end is told."""
    await database.close()
    with pytest.raises(DatabaseClosed):
        await database.write(work())


async def test_a_cancelled_writer_leaves_nobody_waiting(database, work, outside):
    """The unit in hand is rolled back, and those behind it are told that the database is closed."""
    begun = asyncio.Event()

    async def stuck(unit):
        await work("stuck")(unit)
        begun.set()
        await asyncio.Event().wait()

    first = asyncio.ensure_future(database.write(stuck))
    await begun.wait()
    second = asyncio.ensure_future(database.write(work("second")))
    await asyncio.sleep(0)
    database._serving.cancel()
    await asyncio.wait([first, second])
    assert first.cancelled()
    assert isinstance(second.exception(), DatabaseClosed)
    assert chats(outside) == set()


async def test_the_writer_survives_what_is_not_the_database_s_fault(database, work, outside, monkeypatch):
    """Such as a thread that cannot be started: the unit is not saved, the next one is."""

    def fail():
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as broken:
        broken.setattr(database._writer, "_engine", SimpleNamespace(connect=fail))
        with pytest.raises(NotSaved) as refused:
            await database.write(work("a"))
    assert isinstance(refused.value.__cause__, RuntimeError)
    await database.write(work("b"))
    assert chats(outside) == {"b"}
