"""What the platforms delivered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import inbox
from storage.ids import ChatKey
from storage.inbox import NewUpdate, UpdateUnknown

ANNA, BORYS = ChatKey("a" * 32), ChatKey("b" * 32)


@pytest.fixture
def make_update(now):
    """Updates of Anna's chat with the public bot, by their id."""

    def make(update_id: str, **changes) -> NewUpdate:
        update = NewUpdate(
            account="public", update_id=update_id, chat=ANNA, header=b"h\x00", payload=b"p\x00", received_at=now
        )
        return replace(update, **changes)

    return make


async def put(database, *updates):
    return [await database.write(lambda unit, each=each: inbox.put(unit, each)) for each in updates]


async def following(database, chat=ANNA):
    return await database.read(lambda unit: inbox.next(unit, chat))


async def test_an_update_comes_back_as_it_arrived(database, make_update, now):
    """With its place in the order, and no failed attempt yet."""
    await put(database, make_update("1"))
    update = await following(database)
    assert (update.account, update.update_id, update.chat, update.header, update.payload, update.received_at) == (
        "public",
        "1",
        ANNA,
        b"h\x00",
        b"p\x00",
        now,
    )
    assert (update.number, update.attempts) == (1, 0)


async def test_a_repetition_is_recognised(database, make_update):
    """The same update of the same account is written once."""
    assert await put(database, make_update("1"), make_update("1", payload=b"other")) == [True, False]
    assert (await following(database)).payload == b"p\x00"


async def test_accounts_count_for_themselves(database, make_update):
    """Two bots may use the same update id."""
    assert await put(database, make_update("1"), make_update("1", account="staff")) == [True, True]


async def test_a_repetition_of_a_done_update_is_recognised(database, make_update):
    """The platform may deliver it again after it was handled."""
    await put(database, make_update("1"))
    await database.write(lambda unit: inbox.done(unit, 1))
    assert await put(database, make_update("1")) == [False]
    assert await following(database) is None


async def test_a_done_update_leaves_a_bare_marker(database, make_update, outside):
    """Neither chat nor content; doing it again changes nothing."""
    await put(database, make_update("1"))
    for _ in range(2):
        await database.write(lambda unit: inbox.done(unit, 1))
    (row,) = outside.execute("SELECT * FROM inbox")
    assert (row["chat"], row["header"], row["payload"]) == (None, None, None)


async def test_a_chat_is_handled_in_order(database, make_update):
    """One after the other, whatever the ids of the platform."""
    await put(database, make_update("9"), make_update("1"))
    first = await following(database)
    await database.write(lambda unit: inbox.done(unit, first.number))
    second = await following(database)
    assert (first.update_id, second.update_id) == ("9", "1")


async def test_chats_do_not_mix(database, make_update):
    """A chat's next update is its own."""
    await put(database, make_update("1"), make_update("2", chat=BORYS))
    assert (await following(database, BORYS)).update_id == "2"


async def test_the_chat_that_waits_longest_is_first(database, make_update):
    """Each once, however much it has said."""
    await put(database, make_update("1", chat=BORYS), make_update("2"), make_update("3", chat=BORYS))
    waiting = await database.read(lambda unit: inbox.chats_waiting(unit, ["public"]))
    assert waiting == (BORYS, ANNA)


async def test_chats_of_another_process_s_accounts_are_left_alone(database, make_update):
    """The staff bots' updates are sealed to a key that intake has not."""
    await put(database, make_update("1", account="staff"), make_update("2", chat=BORYS))
    assert await database.read(lambda unit: inbox.chats_waiting(unit, ["public"])) == (BORYS,)


async def test_a_chat_with_everything_done_does_not_wait(database, make_update):
    """Nor does one with nothing but what was set aside."""
    await put(database, make_update("1"), make_update("2", chat=BORYS))
    await database.write(lambda unit: inbox.done(unit, 1))
    await database.write(lambda unit: inbox.set_aside(unit, 2, make_update("2").received_at))
    assert await database.read(lambda unit: inbox.chats_waiting(unit, ["public"])) == ()


async def test_the_next_of_a_chat_is_finished_once(database, make_update, outside):
    """By the first worker, and it leaves the same marker as any."""
    await put(database, make_update("1"), make_update("2"))
    finished = [await database.write(lambda unit: inbox.done_next(unit, ANNA, 1)) for _ in range(2)]
    assert finished == [True, False]
    row = outside.execute("SELECT chat, header, payload FROM inbox WHERE number = 1").fetchone()
    assert tuple(row) == (None, None, None)
    assert (await following(database)).update_id == "2"


async def test_what_is_not_the_next_of_the_chat_is_not_finished(database, make_update, now):
    """A later one, another chat's, or one that was set aside."""
    await put(database, make_update("1"), make_update("2"), make_update("3", chat=BORYS))
    await database.write(lambda unit: inbox.set_aside(unit, 1, now))
    await put(database, make_update("4"))
    for number in (1, 3, 4):
        assert not await database.write(lambda unit, number=number: inbox.done_next(unit, ANNA, number))
    assert (await following(database)).update_id == "2"


async def test_failed_attempts_are_counted(database, make_update):
    """And stay counted with the update."""
    await put(database, make_update("1"))
    counted = [await database.write(lambda unit: inbox.failed(unit, 1)) for _ in range(3)]
    assert counted == [1, 2, 3]
    assert (await following(database)).attempts == 3


async def test_a_done_update_cannot_fail(database, make_update):
    """Whoever counts it has lost the thread."""
    await put(database, make_update("1"))
    await database.write(lambda unit: inbox.done(unit, 1))
    with pytest.raises(UpdateUnknown):
        await database.write(lambda unit: inbox.failed(unit, 1))


async def test_the_chat_behind_a_poison_message_goes_on(database, make_update, now, outside):
    """What was set aside stays sealed, and is counted."""
    await put(database, make_update("1"), make_update("2"))
    await database.write(lambda unit: inbox.set_aside(unit, 1, now))
    assert (await following(database)).update_id == "2"
    assert await database.read(inbox.count_set_aside) == 1
    row = outside.execute("SELECT header, payload FROM inbox WHERE number = 1").fetchone()
    assert tuple(row) == (b"h\x00", b"p\x00")


async def test_what_was_set_aside_is_counted_by_its_index(database, make_update, now, outside):
    """It is asked for every second, and the inbox is full of markers; some accounts may be left out."""
    await put(database, make_update("1"), make_update("2", account="staff"), make_update("3", account="other"))
    for number in (1, 2, 3):
        await database.write(lambda unit, number=number: inbox.set_aside(unit, number, now))
    assert await database.read(lambda unit: inbox.count_set_aside(unit, besides={"staff"})) == 2
    assert await database.read(lambda unit: inbox.count_set_aside(unit, besides={"staff", "other"})) == 1
    query = "SELECT count(*) FROM inbox WHERE set_aside_at IS NOT NULL AND account NOT IN ('staff', 'other')"
    plan = " ".join(row["detail"] for row in outside.execute(f"EXPLAIN QUERY PLAN {query}"))
    assert "ix_inbox_aside" in plan


async def test_setting_aside_keeps_the_first_time(database, make_update, now, outside):
    """Doing it again changes nothing."""
    await put(database, make_update("1"))
    await database.write(lambda unit: inbox.set_aside(unit, 1, now))
    before = outside.execute("SELECT set_aside_at FROM inbox").fetchone()[0]
    await database.write(lambda unit: inbox.set_aside(unit, 1, now + timedelta(days=1)))
    assert outside.execute("SELECT set_aside_at FROM inbox").fetchone()[0] == before


async def test_pruning_forgets_what_is_over_and_old(database, make_update, now):
    """Never what still waits, however long."""
    old = now - timedelta(days=2)
    await put(
        database,
        make_update("waits", received_at=old),
        make_update("done", received_at=old),
        make_update("aside", received_at=old),
        make_update("young"),
    )

    async def settle(unit):
        await inbox.done(unit, 2)
        await inbox.set_aside(unit, 3, now)
        await inbox.done(unit, 4)

    await database.write(settle)
    assert await database.write(lambda unit: inbox.prune(unit, now - timedelta(days=1))) == 2
    again = [make_update(each) for each in ("waits", "done", "aside", "young")]
    assert await put(database, *again) == [False, True, True, False]


async def test_a_number_is_never_given_again(database, make_update, now):
    """Not even that of the newest update, once it was pruned."""
    await put(database, make_update("1"))
    await database.write(lambda unit: inbox.done(unit, 1))
    await database.write(lambda unit: inbox.prune(unit, now + timedelta(days=1)))
    await put(database, make_update("2"))
    assert (await following(database)).number == 2


async def test_what_has_waited_too_long_is_forgotten(database, make_update, now):
    """Nobody waits for its answer any more; what came lately stays."""
    await put(database, make_update("old", received_at=now - timedelta(days=40)), make_update("young"))
    assert await database.write(lambda unit: inbox.drop_stale(unit, now - timedelta(days=30))) == 1
    assert (await following(database)).update_id == "young"
