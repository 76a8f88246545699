"""What waits to be said."""

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import outbox
from storage.ids import ChatKey
from storage.outbox import NewMessage

ANNA, BORYS = ChatKey("a" * 32), ChatKey("b" * 32)


@pytest.fixture
def message(now):
    return NewMessage(account="public", chat=ANNA, header=b"h\x00", payload=b"p\x00", due_at=now)


async def add(database, *messages):
    return [await database.write(lambda unit, each=each: outbox.add(unit, each)) for each in messages]


@pytest.fixture
def due(database, now):
    """The numbers of what is due to an account."""

    async def numbers(account="public", chat=None, at=now, limit=10):
        return [each.number for each in await database.read(lambda u: outbox.due(u, account, chat, at, limit))]

    return numbers


async def test_a_message_comes_back_as_it_was_written(database, message, now):
    """With its number, and not postponed yet."""
    (number,) = await add(database, message)
    (found,) = await database.read(lambda unit: outbox.due(unit, "public", None, now, 1))
    assert (found.number, found.attempts) == (number, 0)
    assert (found.account, found.chat, found.header, found.payload, found.due_at) == (
        message.account,
        message.chat,
        message.header,
        message.payload,
        message.due_at,
    )


async def test_messages_are_due_in_the_order_of_their_numbers(database, message, due, now):
    """Also where a later one was due earlier."""
    numbers = await add(database, message, replace(message, due_at=now - timedelta(hours=1)))
    assert await due() == numbers


async def test_a_clock_that_is_set_back_changes_no_order(database, message, due, now):
    """What was never postponed is due at once, whatever the time was when it was written."""
    numbers = await add(database, message, replace(message, due_at=now - timedelta(days=1)))
    assert await due(at=now - timedelta(days=1)) == numbers


async def test_a_postponed_message_is_not_due_before_its_time(database, message, due, now):
    """And from its time on."""
    (number,) = await add(database, message)
    later = now + timedelta(minutes=1)
    await database.write(lambda unit: outbox.postpone(unit, number, later))
    assert await due(at=later - timedelta(seconds=1)) == []
    assert await due(at=later) == [number]


async def test_nothing_rests_for_longer_than_any_platform_asks_for(database, message, due, now):
    """Such a time was noted before the clock was set back; nobody waits for it, and the order stays."""
    numbers = await add(database, message, message)
    await database.write(lambda unit: outbox.postpone(unit, numbers[0], now))
    assert await due(at=now - outbox.LONGEST) == []
    assert await due(at=now - outbox.LONGEST - timedelta(seconds=1)) == numbers


async def test_an_account_sends_its_own(database, message, due):
    """Each bot what is its own to say."""
    _, number = await add(database, message, replace(message, account="staff"))
    assert await due("staff") == [number]


async def test_one_chat_s_messages_can_be_asked_for(database, message, due):
    """For a channel that sends chat by chat."""
    _, number = await add(database, message, replace(message, chat=BORYS))
    assert await due(chat=BORYS) == [number]


async def test_no_more_than_the_limit_are_returned(database, message, due):
    """The first ones."""
    numbers = await add(database, *[message] * 5)
    assert await due(limit=3) == numbers[:3]


async def test_each_chat_s_oldest_are_returned_before_another_s_many(database, message, due):
    """A chat with much to hear does not fill the limit; the order is still that of the numbers."""
    numbers = await add(database, *[message] * 5, replace(message, chat=BORYS))
    assert await due(limit=3) == [*numbers[:2], numbers[5]]


async def test_a_postponed_message_holds_back_its_own_account_s_alone(database, message, due, now):
    """The same chat may be spoken to by another bot."""
    first, other = await add(database, message, replace(message, account="staff"))
    await database.write(lambda unit: outbox.postpone(unit, first, now + timedelta(seconds=30)))
    assert await due("staff") == [other]


async def test_a_sent_message_is_gone(database, message, due):
    """Saying so again does nothing."""
    first, second = await add(database, message, message)
    for _ in range(2):
        await database.write(lambda unit: outbox.sent(unit, first))
    assert await due() == [second]


async def test_a_postponed_message_holds_back_those_behind_it(database, message, due, now):
    """In its own chat; order is kept, and other chats go on."""
    later = now + timedelta(seconds=30)
    first, behind, other = await add(database, message, message, replace(message, chat=BORYS))
    await database.write(lambda unit: outbox.postpone(unit, first, later))
    assert await due() == [other]
    assert await due(at=later) == [first, behind, other]


async def test_a_postponed_message_lets_those_before_it_go(database, message, due, now):
    """It waits behind them anyway."""
    first, second = await add(database, message, message)
    await database.write(lambda unit: outbox.postpone(unit, second, now + timedelta(seconds=30)))
    assert await due() == [first]


async def test_postponements_are_counted(database, message, now):
    """For whoever gives up at some point."""
    (number,) = await add(database, message)
    for _ in range(2):
        await database.write(lambda unit: outbox.postpone(unit, number, now))
    (found,) = await database.read(lambda unit: outbox.due(unit, "public", None, now, 1))
    assert found.attempts == 2


async def test_postponing_a_sent_message_does_nothing(database, message, due, now):
    """The platform answered late."""
    (number,) = await add(database, message)
    await database.write(lambda unit: outbox.sent(unit, number))
    await database.write(lambda unit: outbox.postpone(unit, number, now))
    assert await due() == []


async def test_a_number_is_never_given_again(database, message):
    """A late acknowledgement cannot hit another message."""
    (first,) = await add(database, message)
    await database.write(lambda unit: outbox.sent(unit, first))
    assert await add(database, message) == [first + 1]


async def test_what_nobody_waits_for_any_more_is_forgotten(database, message, now, due):
    """What was to be said lately stays."""
    stale = replace(message, due_at=now - timedelta(days=40))
    _, young = await add(database, stale, message)
    assert await database.write(lambda unit: outbox.drop_stale(unit, now - timedelta(days=30))) == 1
    assert await due() == [young]


async def test_a_chat_that_hears_nothing_is_forgotten(database, message, due):
    """All that waits for it, and nobody else's; how much it was is told."""
    numbers = await add(database, message, message, replace(message, chat=BORYS))
    assert await database.write(lambda unit: outbox.drop_chat(unit, ANNA)) == 2
    assert await due() == numbers[2:]


async def test_whether_anything_waits_in_a_chat(database, message, now):
    """Also what is not due yet; of another chat or account it says nothing."""
    (number,) = await add(database, replace(message, due_at=now + timedelta(days=1)))

    async def waits(account, chat):
        return await database.read(lambda unit: outbox.waits(unit, account, chat))

    assert await waits("public", ANNA)
    assert not await waits("public", BORYS)
    assert not await waits("staff", ANNA)
    await database.write(lambda unit: outbox.sent(unit, number))
    assert not await waits("public", ANNA)


async def test_what_is_on_its_way_is_told_from_what_cannot_be_sent(database, message, now):
    """That was postponed, or has lain for long."""

    async def waits(before):
        return await database.read(lambda unit: outbox.waits(unit, "public", ANNA, before=before))

    (number,) = await add(database, replace(message, due_at=now))
    assert not await waits(now)
    assert await waits(now + timedelta(seconds=1))
    await database.write(lambda unit: outbox.postpone(unit, number, now + timedelta(minutes=5)))
    assert await waits(now)
