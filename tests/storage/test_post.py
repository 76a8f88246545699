"""Letters: kept before anybody is told, handled in order, and opened only where they belong."""

import logging
import os
from dataclasses import replace
from datetime import timedelta

import pytest

from storage import inbox
from storage.database import NotSaved
from storage.documents import Language
from storage.keys.post import PostKeys
from storage.post import Address, LetterUnreadable, Overtaken, Post, read_address, write_address
from storage.sealed import AgeError, HybridIdentity

DRAFT, WORKING = (PostKeys.of(HybridIdentity.from_seed(seed * 32)) for seed in (b"d", b"w"))
ANNA = Address(channel="telegram", account="bot", chat="4711", language=Language.UK)
BORYS = replace(ANNA, chat="4712", language=Language.RU)
ON_SIGNAL = replace(ANNA, channel="signal")


@pytest.fixture
def make_post(database, now):
    """The post of a process, by its keys."""

    def make(keys=DRAFT) -> Post:
        return Post(database=database, keys=keys, clock=lambda: now, draw=os.urandom)

    return make


@pytest.fixture
def post(make_post):
    return make_post()


@pytest.fixture
def write(database, post):
    """Writes letters, each in a transaction of its own."""

    async def each(*letters, by=post):
        for address, body in letters:
            await database.write(lambda unit, address=address, body=body: by.write(unit, address, body))

    return each


@pytest.fixture
def done(database, post):
    async def one(letter):
        await database.write(lambda unit: post.done(unit, letter))

    return one


# Addresses


def test_an_address_is_written_and_read():
    """Whatever the platform calls a chat."""
    for chat in ("4711", "-100", "", "чат", "a\nb", "\ud800"):
        address = replace(ANNA, chat=chat)
        assert read_address(write_address(address)) == address
        assert b"\n" not in write_address(address)


@pytest.mark.parametrize("written", [b"", b"{}", b"7", b"[]", b'["a","b","c"]', b'["a","b","4711","xx"]', b"\xff"])
def test_what_is_no_address_is_not_quoted(written):
    """Neither in the message, nor as its cause."""
    with pytest.raises(ValueError, match="not written as ours") as refused:
        read_address(written)
    assert refused.value.__cause__ is None


def test_an_address_does_not_show_the_chat():
    """What is printed by accident names nobody."""
    assert "4711" not in repr(ANNA)


def test_mail_lies_by_channel_and_account():
    """Two bots on one channel have a box each."""
    assert ANNA.box == "telegram:bot"
    assert ON_SIGNAL.box == "signal:bot"


# In


async def test_what_is_accepted_waits_for_a_worker(post):
    """With its address, so that a process that starts again knows where to answer."""
    assert await post.accept(ANNA, "1", b"raw\nupdate\x00")
    assert await post.waiting("telegram:bot") == (post.key(ANNA),)
    letter = await post.next(post.key(ANNA))
    assert (letter.address, letter.body, letter.key, letter.attempts) == (ANNA, b"raw\nupdate\x00", post.key(ANNA), 0)
    assert "raw" not in repr(letter)
    assert "4711" not in repr(letter)


async def test_a_repetition_is_not_accepted_again(post):
    """The platform is told all the same."""
    assert [await post.accept(ANNA, "1", b"raw"), await post.accept(ANNA, "1", b"raw")] == [True, False]


async def test_several_letters_are_accepted_together_in_their_order(post, done):
    """Those that had come before are passed over."""
    assert await post.accept(ANNA, "2", b"two")
    assert await post.accept_all(ANNA, [("1", b"one"), ("2", b"two again"), ("3", b"three"), ("3", b"again")]) == 2
    heard = []
    while letter := await post.next(post.key(ANNA)):
        heard.append(letter.body)
        await done(letter)
    assert heard == [b"two", b"one", b"three"]


async def test_of_several_letters_none_is_accepted_without_the_others(database, post, monkeypatch):
    """Where the disk ends after the first, the platform is told nothing, and all come again."""
    put = inbox.put

    async def full(unit, update):
        if update.update_id == "2":
            raise NotSaved("the disk is full")
        return await put(unit, update)

    monkeypatch.setattr(inbox, "put", full)
    with pytest.raises(NotSaved):
        await post.accept_all(ANNA, [("1", b"one"), ("2", b"two")])
    assert await post.next(post.key(ANNA)) is None


async def test_nothing_is_accepted_where_nothing_came(post):
    """A frame without a meaning is no letter."""
    assert await post.accept_all(ANNA, []) == 0


def test_an_update_is_named_without_its_sender(make_post, post):
    """The same parts have the same name; other parts, or another process, another one."""
    name = post.digest("+380501112233", "2", "1700000000000")
    assert name == post.digest("+380501112233", "2", "1700000000000")
    assert "38050" not in name
    others = {post.digest("+380501112233", "21", "700000000000"), make_post(WORKING).digest("+380501112233", "2", "17")}
    assert name not in others


async def test_a_process_that_starts_again_opens_what_waits(post, make_post):
    """The volatile key is all that it needs."""
    await post.accept(ANNA, "1", b"raw")
    again = make_post(PostKeys.of(HybridIdentity.from_seed(b"d" * 32)))
    assert (await again.next(again.key(ANNA))).body == b"raw"


async def test_other_accounts_mail_is_not_waited_for(post):
    """A worker looks after one box."""
    await post.accept(ON_SIGNAL, "1", b"raw")
    assert await post.waiting("telegram:bot") == ()


async def test_a_chat_s_letters_come_in_order(post, done):
    """The next when the one before is done, and then none."""
    for number in (b"1", b"2"):
        await post.accept(ANNA, number.decode(), number)
    await post.accept(BORYS, "3", b"3")
    bodies = []
    while letter := await post.next(post.key(ANNA)):
        bodies.append(letter.body)
        await done(letter)
    assert bodies == [b"1", b"2"]
    assert await post.waiting("telegram:bot") == (post.key(BORYS),)


async def test_a_letter_is_handled_once(database, post, done):
    """A second worker's transaction leaves nothing."""
    await post.accept(ANNA, "1", b"raw")
    letter = await post.next(post.key(ANNA))
    await done(letter)

    async def too_late(unit):
        await post.write(unit, ANNA, b"again")
        await post.done(unit, letter)

    with pytest.raises(Overtaken):
        await database.write(too_late)
    assert await post.outgoing("telegram:bot") == ()


async def test_a_letter_that_is_not_the_next_is_not_done(post, done):
    """Order is kept even by a worker that has lost the thread."""
    await post.accept(ANNA, "1", b"1")
    first = await post.next(post.key(ANNA))
    await post.accept(ANNA, "2", b"2")
    with pytest.raises(Overtaken):
        await done(replace(first, number=first.number + 1))
    assert await post.next(post.key(ANNA)) == first


async def test_failures_are_counted_until_the_letter_is_done(post, done):
    """And a letter that another worker has handled has not failed."""
    await post.accept(ANNA, "1", b"raw")
    letter = await post.next(post.key(ANNA))
    assert [await post.fail(letter), await post.fail(letter)] == [1, 2]
    assert (await post.next(post.key(ANNA))).attempts == 2
    await done(letter)
    assert await post.fail(letter) == 0


async def test_a_letter_set_aside_lets_the_others_pass(database, post):
    """It is kept, sealed."""
    await post.accept(ANNA, "1", b"poison")
    await post.accept(ANNA, "2", b"fine")
    letter = await post.next(post.key(ANNA))
    await database.write(lambda unit: post.set_aside(unit, letter.number))
    assert (await post.next(post.key(ANNA))).body == b"fine"
    assert await database.read(inbox.count_set_aside) == 1


async def test_a_letter_of_a_lost_key_is_named_by_its_number(database, post, make_post):
    """So that it can be set aside, and the chat goes on."""
    await post.accept(ANNA, "1", b"raw")
    letter = await post.next(post.key(ANNA))
    with pytest.raises(LetterUnreadable) as unreadable:
        await make_post(WORKING).next(post.key(ANNA))
    assert unreadable.value.number == letter.number
    assert isinstance(unreadable.value.__cause__, AgeError)


@pytest.mark.parametrize("column", ["header", "payload"])
async def test_a_changed_letter_is_unreadable(post, outside, column):
    """Whichever part of it was changed."""
    await post.accept(ANNA, "1", b"raw")
    outside.execute(f"UPDATE inbox SET {column} = zeroblob(200)")
    with pytest.raises(LetterUnreadable):
        await post.next(post.key(ANNA))


async def test_a_letter_moved_to_another_chat_is_unreadable(post, outside):
    """Nobody's words are taken for somebody else's."""
    await post.accept(ANNA, "1", b"raw")
    outside.execute("UPDATE inbox SET chat = ?", (post.key(BORYS),))
    with pytest.raises(LetterUnreadable, match="another's place"):
        await post.next(post.key(BORYS))


async def test_a_letter_moved_to_another_account_is_unreadable(post, outside):
    """Nor is it answered by another bot."""
    await post.accept(ANNA, "1", b"raw")
    outside.execute("UPDATE inbox SET account = 'telegram:other'")
    with pytest.raises(LetterUnreadable, match="another's place"):
        await post.next(post.key(ANNA))


async def test_what_shall_be_said_is_no_update(post, write, outside):
    """The bot's own words do not come back as a submitter's."""
    await post.accept(ANNA, "1", b"raw")
    await write((ANNA, b"the receipt code"))
    outside.execute("UPDATE inbox SET (header, payload) = (SELECT header, payload FROM outbox)")
    with pytest.raises(LetterUnreadable, match="another's place"):
        await post.next(post.key(ANNA))


async def test_sealed_bytes_that_are_no_letter_are_unreadable(post, outside):
    """Such as a draft that was put in its place."""
    await post.accept(ANNA, "1", b"raw")
    sealed = DRAFT.seal_own(b"a draft", os.urandom)
    outside.execute("UPDATE inbox SET header = ?, payload = ?", (sealed.header, sealed.payload))
    with pytest.raises(LetterUnreadable, match="cannot be opened"):
        await post.next(post.key(ANNA))


# Out


async def test_what_was_written_goes_out_in_order(post, write):
    """To all chats of the box, with their addresses, until it is said to be sent."""
    await write((ANNA, b"1"), (BORYS, b"2"), (ON_SIGNAL, b"3"))
    letters = await post.outgoing("telegram:bot")
    assert [(letter.address, letter.body) for letter in letters] == [(ANNA, b"1"), (BORYS, b"2")]
    for _ in range(2):
        await post.sent(letters[0].number)
    assert await post.outgoing("telegram:bot") == letters[1:]


async def test_nothing_is_said_of_a_transaction_that_failed(database, post):
    """The answer shares the fate of what it tells of."""

    async def fail(unit):
        await post.write(unit, ANNA, b"received")
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        await database.write(fail)
    assert await post.outgoing("telegram:bot") == ()


async def test_no_more_goes_out_at_once_than_was_asked_for(post, write):
    """The rest follows."""
    await write((ANNA, b"1"), (BORYS, b"2"))
    (letter,) = await post.outgoing("telegram:bot", limit=1)
    assert letter.body == b"1"


async def test_a_postponed_letter_holds_its_chat_back(post, write, now):
    """And nobody else's."""
    await write((ANNA, b"1"), (ANNA, b"2"), (BORYS, b"3"))
    first, *_ = await post.outgoing("telegram:bot")
    await post.postpone(first.number, now + timedelta(seconds=30))
    assert [letter.body for letter in await post.outgoing("telegram:bot")] == [b"3"]


async def test_a_closed_chat_is_written_to_no_more(post, write):
    """Whoever blocked the bot gets nothing later either; the others do."""
    await write((ANNA, b"1"), (ANNA, b"2"), (BORYS, b"3"))
    await post.close(post.key(ANNA))
    assert [letter.body for letter in await post.outgoing("telegram:bot")] == [b"3"]


async def test_letters_of_a_lost_key_do_not_block_those_behind(post, make_post, write, outside, caplog):
    """They are dropped, also where they fill all that was looked at; only the kind of the trouble is logged."""
    await write((ANNA, b"canary"), (BORYS, b"canary"), by=make_post(WORKING))
    await write((ANNA, b"fine"))
    with caplog.at_level(logging.DEBUG):
        (letter,) = await post.outgoing("telegram:bot", limit=2)
    assert letter.body == b"fine"
    assert outside.execute("SELECT count(*) FROM outbox").fetchone()[0] == 1
    assert [record.getMessage() for record in caplog.records if record.name == "storage.post"] == [
        "a letter was dropped: NoMatch",
        "a letter was dropped: NoMatch",
    ]
    assert "canary" not in caplog.text


async def test_a_letter_to_another_chat_is_not_delivered_there(post, write, outside):
    """A receipt code goes to nobody but its submitter, whoever writes to the table."""
    await write((ANNA, b"the receipt code"))
    outside.execute("UPDATE outbox SET chat = ?", (post.key(BORYS),))
    assert await post.outgoing("telegram:bot") == ()


async def test_no_word_lies_open(post, write, database, file):
    """Neither what was said nor where, in the file or the log beside it."""
    await post.accept(replace(ANNA, chat="canary of a chat"), "1", b"canary of a word")
    await write((replace(ANNA, chat="canary of a chat"), b"canary of an answer"))
    assert b"canary" not in b"".join(path.read_bytes() for path in file.parent.iterdir())


async def test_whether_anything_waits_at_an_address(database, post, write):
    """Until it was sent."""
    await write((ANNA, b"hello"))
    assert await database.read(lambda unit: post.waits(unit, ANNA))
    assert not await database.read(lambda unit: post.waits(unit, BORYS))
    (letter,) = await post.outgoing(ANNA.box)
    await post.sent(letter.number)
    assert not await database.read(lambda unit: post.waits(unit, ANNA))
