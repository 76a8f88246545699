"""Letters on their way into a chat: what is sent, edited and deleted, and what happens when Telegram refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import AnswerCallbackQuery, DeleteMessage, EditMessageText, LeaveChat, SendMessage

from bots.public.telegram.letters import Say, Trace, read_trace
from bots.public.telegram.sender import Sender
from bots.traffic.errors import ChatClosed, Throttled, Undeliverable
from storage.documents import Language
from storage.errors import TemporaryError
from storage.ids import ChatKey
from storage.post import Address, Letter
from tests.bots.public.telegram.platform import TOKEN, Platform, Shown

CHAT = 4711
KEYBOARD = ((("Yes", "y"), ("No", "n")),)
METHOD = SendMessage(chat_id=CHAT, text="canary")


class Notebook:
    """The book, in memory."""

    def __init__(self) -> None:
        self.kept: bytes | None = None
        self.ended: list[int] = []

    async def trace(self, _key: ChatKey) -> bytes | None:
        """What lies in the chat."""
        return self.kept

    async def remember(self, _key: ChatKey, trace: bytes) -> None:
        """Keep what lies there so far."""
        self.kept = trace

    async def sent(self, number: int, *, trace: tuple[ChatKey, bytes | None] | None = None) -> None:
        """Keep what lies there."""
        self.ended.append(number)
        if trace is not None:
            self.kept = trace[1]


class Post:
    """A sender with its chat."""

    def __init__(self) -> None:
        self.platform = Platform()
        self.book = Notebook()
        self.sender = Sender(Bot(TOKEN, session=self.platform), self.book)
        self._number = 0

    @property
    def chat(self) -> dict[int, Shown]:
        """What stands in the chat."""
        return self.platform.chat(CHAT)

    @property
    def texts(self) -> list[str]:
        """What the messages say, from the top."""
        return [shown.text for shown in self.chat.values()]

    @property
    def trace(self) -> Trace:
        """What is remembered."""
        return read_trace(self.book.kept)

    def letter(self, say: Say, *, number: int | None = None) -> Letter:
        """A letter."""
        self._number = number or self._number + 1
        address = Address(channel="telegram", account="1", chat=str(CHAT), language=Language.EN)
        return Letter(number=self._number, key=ChatKey("k" * 64), address=address, body=say.write(), attempts=0)

    async def say(self, **say: Any) -> None:
        """Deliver a letter that says this."""
        await self.sender.deliver(self.letter(Say(**say)))


@pytest.fixture
def post() -> Post:
    """An empty chat."""
    return Post()


def refused(message: str) -> TelegramBadRequest:
    """A request that Telegram calls bad."""
    return TelegramBadRequest(METHOD, f"Bad Request: {message}")


async def test_first_window_is_sent_below_its_notices(post):
    """In an empty chat the notices are sent, then the window with its buttons."""
    await post.say(notices=("first", "second"), window=("question",), keyboard=KEYBOARD)
    assert post.texts == ["first", "second", "question"]
    [*notices, window] = post.chat
    assert post.chat[window].buttons == [[("Yes", "y"), ("No", "n")]]
    assert post.trace == Trace(window=(window,), notices=tuple(notices))


async def test_nothing_sounds_and_nothing_is_looked_up(post):
    """Somebody who is writing with us needs no sound; and no link of ours is fetched for a preview."""
    await post.say(notices=("first",), window=("question",))
    for call in post.platform.named(SendMessage):
        assert call.disable_notification
        assert call.link_preview_options.is_disabled


async def test_no_text_is_taken_for_markup(post):
    """No message has a parse mode."""
    await post.say(window=("<b>*_`[",))
    await post.say(window=("<i>*_`[",))
    form = post.platform
    assert all(form.prepare_value(call.parse_mode, Bot(TOKEN), {}) is None for call in form.calls)


async def test_next_window_takes_the_place_of_the_last(post):
    """A window is edited where it stands."""
    await post.say(window=("one",))
    before = list(post.chat)
    await post.say(window=("two",), keyboard=KEYBOARD)
    assert (list(post.chat), post.texts) == (before, ["two"])


async def test_window_that_says_the_same_stays(post):
    """That nothing has changed is no fault."""
    await post.say(window=("one",), keyboard=KEYBOARD)
    await post.say(window=("one",), keyboard=KEYBOARD)
    assert post.texts == ["one"]
    assert post.book.ended == [1, 2]


async def test_window_that_is_gone_is_sent_anew(post):
    """A window that the submitter deleted comes back with the next question."""
    await post.say(window=("one",))
    post.chat.clear()
    await post.say(window=("two",))
    assert post.texts == ["two"]
    assert post.trace.window == tuple(post.chat)


async def test_window_comes_down_below_what_stays(post):
    """Where something of the submitter's stays, the window is sent below it, and the one above is gone."""
    await post.say(window=("one",))
    post.chat[200] = Shown(ours=False, text="too long")
    post.platform._last = 200
    await post.say(window=("two",), anew=True)
    assert post.texts == ["too long", "two"]


async def test_new_notices_take_the_place_of_the_old(post):
    """Notices in another language replace those from before; the window comes below them."""
    await post.say(notices=("hello",), window=("one",))
    await post.say(notices=("вітаємо",), window=("один",))
    assert post.texts == ["вітаємо", "один"]


async def test_window_of_several_pieces_has_its_buttons_at_the_end(post):
    """A long text comes in pieces, and all of them go with the next window."""
    await post.say(window=("one",))
    await post.say(window=("a", "b", "c"), keyboard=KEYBOARD)
    assert post.texts == ["a", "b", "c"]
    assert [bool(shown.buttons) for shown in post.chat.values()] == [False, False, True]
    await post.say(window=("two",))
    assert post.texts == ["two"]


async def test_note_is_said_below_and_goes_with_the_next_window(post):
    """What is said outside an update stands below the window, with a sound, until the next one."""
    await post.say(window=("one",))
    await post.say(notes=("there is an answer",))
    assert post.texts == ["one", "there is an answer"]
    assert not post.platform.named(SendMessage)[-1].disable_notification
    await post.say(window=("two",))
    assert post.texts == ["two"]


async def test_what_is_to_be_deleted_is(post):
    """Messages of the submitter's are deleted; one that is gone, or too old, is no fault."""
    post.chat.update({1: Shown(ours=False, text="a"), 2: Shown(ours=False, text="b", old=True)})
    await post.say(window=("one",), delete=(1, 2, 3))
    assert post.texts == ["b", "one"]


async def test_end_leaves_one_neutral_message(post):
    """At the end the window says the last words, and nothing else of ours is there or remembered."""
    await post.say(notices=("first",), window=("one",), keyboard=KEYBOARD)
    await post.say(notes=("note",))
    await post.say(window=("that is all",), over=True)
    assert post.texts == ["that is all"]
    assert post.book.kept is None


async def test_old_message_that_cannot_be_deleted_is_emptied(post):
    """After 48 hours Telegram deletes no message; what it said is taken out of it."""
    await post.say(notices=("abroad",), window=("one",))
    for shown in post.chat.values():
        shown.old = True
    await post.say(window=("that is all",), over=True)
    assert post.texts == ["…", "that is all"]


async def test_press_is_answered_before_anything_else(post):
    """The button stops turning first; a hint is shown with it, as far as there is room."""
    await post.say(answer="q1", hint="x" * 300, window=("one",))
    assert post.platform.answers == [("q1", "x" * 200)]
    assert isinstance(post.platform.calls[0], AnswerCallbackQuery)


@pytest.mark.parametrize("error", [refused("query is too old"), TelegramNetworkError(METHOD, "timeout")])
async def test_press_that_cannot_be_answered_holds_nothing_up(post, error):
    """A press from long ago has been forgotten; the window goes on."""
    post.platform.fail(AnswerCallbackQuery, error)
    await post.say(answer="q1", window=("one",))
    assert post.texts == ["one"]


async def test_press_elsewhere_brings_the_window_down(post):
    """After a press on another message than the window, the window is sent anew, and both are gone."""
    await post.say(window=("one",))
    post.chat[200] = Shown(ours=True, text="old window")
    post.platform._last = 200
    await post.say(answer="q1", pressed=200, window=("one",), again=True)
    assert post.texts == ["one"]
    assert min(post.chat) > 200


async def test_stale_press_on_the_window_leaves_it(post):
    """A second tap changes nothing on the screen but for the hint."""
    await post.say(window=("received",))
    [window] = post.chat
    await post.say(answer="q1", hint="from before", pressed=window, window=("code",), again=True)
    assert post.texts == ["received"]


async def test_group_is_left(post):
    """A letter that says so leaves the chat, and says nothing."""
    await post.say(leave=True)
    assert post.platform.left == [CHAT]
    assert post.texts == []


@pytest.mark.parametrize("error", [refused("chat not found"), TelegramForbiddenError(METHOD, "kicked")])
async def test_group_that_threw_us_out_is_left_already(post, error):
    """Who is no member any more need not leave."""
    post.platform.fail(LeaveChat, error)
    await post.say(leave=True)
    assert post.book.ended == [1]


Fault = Callable[[], Exception]


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        (TelegramForbiddenError(METHOD, "Forbidden: bot was blocked by the user"), ChatClosed),
        (ClientDecodeError("no", ValueError(), {"ok": True, "result": "canary"}), Undeliverable),
        (TelegramRetryAfter(METHOD, "Too Many Requests", 17), Throttled),
        (TelegramNetworkError(METHOD, "ServerDisconnectedError"), TemporaryError),
        (TelegramServerError(METHOD, "Bad Gateway"), TemporaryError),
        (TelegramUnauthorizedError(METHOD, "Unauthorized"), TemporaryError),
        (TelegramNotFound(METHOD, "Not Found"), TemporaryError),
        (TelegramConflictError(METHOD, "Conflict"), TemporaryError),
        (ClientDecodeError("no", ValueError(), "<html>canary"), TemporaryError),
    ],
)
@pytest.mark.parametrize("method", [SendMessage, EditMessageText, DeleteMessage])
async def test_every_refusal_has_its_meaning(post, method, error, meaning):
    """What Telegram says is told apart into: later, never, and not to this chat; and nothing of it is quoted."""
    await post.say(window=("one",))
    post.platform.fail(method, error)
    say = Say(window=("two",), delete=(5,), anew=method is SendMessage)
    with pytest.raises(meaning) as raised:
        await post.sender.deliver(post.letter(say))
    assert type(raised.value) is meaning
    assert str(CHAT) not in str(raised.value)
    assert "canary" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert post.book.ended == [1]


@pytest.mark.parametrize(
    ("words", "meaning"),
    [("chat not found", ChatClosed), ("USER_DEACTIVATED", ChatClosed), ("BUTTON_DATA_INVALID", Undeliverable)],
)
async def test_bad_request_to_send_has_its_meaning(post, words, meaning):
    """What cannot be sent is given up: this letter, or the whole chat where it is gone."""
    post.platform.fail(SendMessage, refused(words))
    with pytest.raises(meaning):
        await post.say(window=("one",))


async def test_wait_is_as_long_as_telegram_says(post):
    """The seconds of a throttled chat are Telegram's own."""
    post.platform.fail(SendMessage, TelegramRetryAfter(METHOD, "Too Many Requests", 17))
    with pytest.raises(Throttled) as raised:
        await post.say(window=("one",))
    assert raised.value.seconds == 17


async def test_letter_that_comes_again_is_sent_once(post):
    """What was sent before a letter was held up is not sent a second time."""
    letter = post.letter(Say(notices=("first", "second"), window=("one",)))
    post.platform.fail(SendMessage, TelegramRetryAfter(METHOD, "Too Many Requests", 1))
    with pytest.raises(Throttled):
        await post.sender.deliver(letter)
    await post.sender.deliver(letter)
    assert post.texts == ["first", "second", "one"]


async def test_letter_held_up_midway_goes_on_where_it_was(post):
    """Held up after the first notice, a letter goes on with the second."""
    letter = post.letter(Say(notices=("first", "second"), window=("one",), delete=(9,)))
    post.platform.fail(DeleteMessage, TelegramNetworkError(METHOD, "timeout"))
    with pytest.raises(TemporaryError):
        await post.sender.deliver(letter)
    await post.sender.deliver(letter)
    assert post.texts == ["first", "second", "one"]
    assert len(post.platform.named(SendMessage)) == 3


async def test_process_that_was_killed_midway_is_followed_by_one_that_knows(post):
    """What was sent of a letter is remembered message by message, so the next process goes on behind it."""
    letter = post.letter(Say(notices=("first", "second"), window=("one",), delete=(9,)))
    post.platform.fail(DeleteMessage, TelegramNetworkError(METHOD, "timeout"))
    with pytest.raises(TemporaryError):
        await post.sender.deliver(letter)
    await Sender(Bot(TOKEN, session=post.platform), post.book).deliver(letter)
    assert post.texts == ["first", "second", "one"]
    assert (post.trace.letter, post.trace.done) == (0, ())


async def test_notes_are_remembered_one_by_one(post):
    """Where a letter says several things outside the window, the next process does not say them again."""
    letter = post.letter(Say(notes=("first", "second"), delete=(9,)))
    post.platform.fail(DeleteMessage, TelegramNetworkError(METHOD, "timeout"))
    with pytest.raises(TemporaryError):
        await post.sender.deliver(letter)
    await Sender(Bot(TOKEN, session=post.platform), post.book).deliver(letter)
    assert post.texts == ["first", "second"]
    assert post.trace.notes == tuple(post.chat)


async def test_letter_with_much_to_do_gets_further_with_each_try(post):
    """What was answered, edited and deleted is not asked for again, so a throttled letter comes to its end."""
    await post.say(window=("one",))
    gone = tuple(range(200, 210))
    post.chat.update({number: Shown(ours=False, text="long") for number in gone})
    letter = post.letter(Say(answer="q1", window=("two",), delete=gone))
    for _ in range(1 + len(gone)):
        post.platform.allowed = 1
        with pytest.raises(Throttled):
            await post.sender.deliver(letter)
    post.platform.allowed = 1
    await post.sender.deliver(letter)
    assert post.texts == ["two"]


async def test_message_too_old_to_be_deleted_is_emptied_once(post):
    """Neither is tried a second time when the letter comes again."""
    await post.say(notes=("note",))
    for shown in post.chat.values():
        shown.old = True
    letter = post.letter(Say(window=("one",), delete=(9,)))
    post.platform.allowed = 3
    with pytest.raises(Throttled):
        await post.sender.deliver(letter)
    post.platform.allowed = 1
    await post.sender.deliver(letter)
    assert post.texts == ["…", "one"]


async def test_progress_is_one_message_that_goes_with_the_next_window(post):
    """How far a file has come is said without a sound, in one message below the window."""
    await post.say(window=("one",))
    await post.say(progress="10 %")
    await post.say(progress="60 %")
    assert post.texts == ["one", "60 %"]
    assert all(call.disable_notification for call in post.platform.named(SendMessage))
    await post.say(window=("two",))
    assert post.texts == ["two"]


async def test_progress_said_by_a_process_that_was_killed_goes_too(post):
    """The next process knows the message: it goes on in it, and takes it away."""
    await post.say(window=("one",))
    await post.say(progress="10 %")
    post.sender = Sender(Bot(TOKEN, session=post.platform), post.book)
    await post.say(progress="1 %")
    assert post.texts == ["one", "1 %"]
    await post.say(window=("two",))
    assert post.texts == ["two"]


async def test_progress_that_was_deleted_is_said_anew(post):
    """Who deletes the message has it back below."""
    await post.say(progress="10 %")
    post.chat.clear()
    await post.say(progress="60 %")
    assert post.texts == ["60 %"]


async def test_trace_is_written_only_when_it_changes(post):
    """A window that stays where it is changes nothing in the book but the letter's end."""
    await post.say(window=("one",))
    post.book.kept = before = Trace(window=tuple(post.chat)).write() + b" "
    await post.say(window=("two",))
    assert post.book.kept is before
