"""What the platform answers to a letter, and what that means for it."""

import os

import pytest

from bots.staff.telegram.delivery import Delivery, PlatformFailed, StaffBot
from bots.staff.telegram.letters import Button, Hand, Leave, Menu, Remove, Say, Settle, read, write
from bots.traffic import ChatClosed, Throttled, Undeliverable
from storage.blobs import BlobMissing, BlobStore
from tests.doubles.telegram.server import Telegram

KEYBOARD = ((Button(text="Yes", data="claim lumeko-42"),),)


@pytest.fixture
async def telegram():
    """The service."""
    async with Telegram() as service:
        yield service


@pytest.fixture
def account(telegram):
    """The staff bot there."""
    return telegram.add_bot("staff_bot")


@pytest.fixture
def person(telegram, account):
    """A member who has written to it."""
    someone = telegram.add_person(account)
    someone.types("/start")
    return someone


@pytest.fixture
async def hand_over(telegram, account, person, tmp_path):
    """Delivers a letter to the person."""
    bot = StaffBot(account.token, telegram.url)
    await bot.initialize()
    blobs = BlobStore.open(str(tmp_path / "blobs"))
    delivery = Delivery(bot, blobs)

    async def hand_over(letter, chat=None):
        await delivery.deliver(person.chat.id if chat is None else chat, letter)

    hand_over.blobs = blobs
    yield hand_over
    await bot.shutdown()


async def test_start_asks_the_platform_nothing(telegram, hand_over):
    """Who the bot is stands in its token."""
    assert telegram.journal.exchanges == []


async def test_text_stands_with_its_buttons_and_protected(hand_over, person):
    """As it was given, markup and all."""
    await hand_over(Say(text="*not bold* <b>_x_", keyboard=KEYBOARD))
    (message,) = person.bots
    assert (message.text, message.labels, message.protected) == ("*not bold* <b>_x_", ["Yes"], True)


async def test_text_takes_the_place_of_another(hand_over, person):
    """With other buttons, or none."""
    await hand_over(Say(text="first", keyboard=KEYBOARD))
    await hand_over(Say(text="second", place=person.bots[0].id))
    assert [(message.text, message.labels) for message in person.bots] == [("second", [])]


async def test_text_that_took_its_place_already_is_done(hand_over, person):
    """A letter that comes twice changes nothing, and is not said below."""
    await hand_over(Say(text="first"))
    again = Say(text="second", place=person.bots[0].id)
    await hand_over(again)
    await hand_over(again)
    assert [message.text for message in person.bots] == ["second"]


async def test_text_whose_place_is_gone_is_said_anew(hand_over, person):
    """The member has deleted the message, or it is another one's."""
    await hand_over(Say(text="second", place=4711))
    assert [message.text for message in person.bots] == ["second"]


async def test_press_that_is_too_old_holds_nothing_up(hand_over, person):
    """The text comes all the same."""
    await hand_over(Say(text="x", answers="1"))
    await hand_over(Settle(answers="1"))
    assert [message.text for message in person.bots] == ["x"]


@pytest.mark.parametrize("payload", [b"small", None])
async def test_file_is_header_and_payload(hand_over, person, payload):
    """From the letter, or from the blob store."""
    blob = None
    if payload is None:
        blob, large = os.urandom(16).hex(), os.urandom(300_000)

        async def chunks():
            for start in range(0, len(large), 1000):
                yield large[start : start + 1000]

        await hand_over.blobs.write(blob, chunks())
    await hand_over(Hand(name="0123abcd.age", header=b"header ", payload=payload, blob=blob, caption="For you"))
    (message,) = person.bots
    assert message.file == b"header " + (payload or large)
    assert (message.file_name, message.text, message.protected) == ("0123abcd.age", "For you", True)


async def test_file_that_was_erased_meanwhile_is_given_up(hand_over):
    """What is not there any more cannot be sent."""
    with pytest.raises(BlobMissing):
        await hand_over(Hand(name="0123abcd.age", header=b"header", blob="0" * 32))


async def test_message_is_removed_once_or_has_gone(hand_over, person):
    """Again does nothing."""
    number = person.messages[0].id
    await hand_over(Remove(message=number))
    await hand_over(Remove(message=number))
    assert person.messages == []


async def test_bot_leaves_a_group(hand_over, person):
    """And is told the second time that it is not there."""
    group = person.gathers()
    await hand_over(Leave(), group.chat.id)
    assert group.chat.left
    with pytest.raises(ChatClosed):
        await hand_over(Leave(), group.chat.id)


async def test_menu_is_set_for_the_chat_or_for_everybody(hand_over, person, account):
    """Each in its scope."""
    await hand_over(Menu(commands=(("queue", "list"),)))
    await hand_over(Menu(everywhere=True))
    menus = {scope: commands for (scope, _), commands in account.commands.items()}
    assert [command["command"] for scope, menu in menus.items() if "chat" in scope for command in menu] == ["queue"]


async def test_throttled_letter_waits_as_long_as_the_platform_says(hand_over, account):
    """Its seconds are handed on."""
    account.faults.throttle("sendMessage", 17)
    with pytest.raises(Throttled) as wait:
        await hand_over(Say(text="x"))
    assert wait.value.seconds == 17


async def test_edit_that_is_throttled_is_not_said_anew(hand_over, account, person):
    """It waits like any letter."""
    await hand_over(Say(text="first"))
    account.faults.throttle("editMessageText", 3)
    with pytest.raises(Throttled):
        await hand_over(Say(text="second", place=person.bots[0].id))
    assert [message.text for message in person.bots] == ["first"]


async def test_chat_of_who_blocked_the_bot_is_closed(hand_over, person):
    """403."""
    person.blocks()
    with pytest.raises(ChatClosed):
        await hand_over(Say(text="x"))


async def test_chat_that_there_is_not_is_closed(hand_over):
    """Nobody of that number has ever written to this bot."""
    with pytest.raises(ChatClosed):
        await hand_over(Say(text="x"), 4711)


@pytest.mark.parametrize("code", [500, 502, 401, 404])
async def test_platform_that_fails_is_tried_again(hand_over, account, code):
    """Also one that does not know our token: somebody has to put that right, and nothing is lost meanwhile."""
    account.faults.fail("sendMessage", code, "canary")
    with pytest.raises(PlatformFailed) as failed:
        await hand_over(Say(text="x"))
    assert "canary" not in str(failed.value)
    assert account.token not in str(failed.value)


@pytest.mark.parametrize(("code", "words"), [(400, "Bad Request: canary"), (409, "Conflict: canary")])
async def test_letter_that_the_platform_never_takes_is_given_up(hand_over, account, code, words):
    """And its words are not handed on."""
    account.faults.fail("sendMessage", code, words)
    with pytest.raises(Undeliverable) as refused:
        await hand_over(Say(text="x"))
    assert "canary" not in str(refused.value)


async def test_connection_that_breaks_is_tried_again(hand_over, account, person):
    """Before or after the effect; after it the text stands twice."""
    for fault in (account.faults.drop, account.faults.lose):
        fault("sendMessage")
        with pytest.raises(PlatformFailed):
            await hand_over(Say(text="x"))
    await hand_over(Say(text="x"))
    assert [message.text for message in person.bots] == ["x", "x"]


@pytest.mark.parametrize(
    "letter",
    [
        Say(text="x", keyboard=KEYBOARD, place=1, answers="2"),
        Hand(name="a.age", header=bytes(range(256)), payload=bytes(300)),
        Hand(name="a.age", header=b"", blob="0" * 32, caption="x"),
        Settle(answers="1"),
        Remove(message=1),
        Leave(),
        Menu(commands=(("queue", "list"),)),
        Menu(everywhere=True),
    ],
)
def test_letter_is_read_as_it_was_written(letter):
    """Each kind, there and back."""
    assert read(write(letter)) == letter


@pytest.mark.parametrize("body", [b"", b"{}", b'{"kind": "other"}', b"[]"])
def test_what_is_no_letter_is_refused(body):
    """Nothing else is taken for one."""
    with pytest.raises(ValueError, match="validation"):
        read(body)


async def test_server_without_menus_holds_nothing_up(hand_over, account):
    """A menu is given up where the method is unknown, so that what waits behind it is sent."""
    account.faults.fail("setMyCommands", 404, "Not Found")
    with pytest.raises(Undeliverable):
        await hand_over(Menu(everywhere=True))
