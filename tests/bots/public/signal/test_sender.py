"""Letters to Signal: said in order, once, and taken back at the end."""

import pytest

from bots.public.signal.letters import Say, read_trace
from bots.public.signal.sender import Sender
from bots.signal.refusals import ApiFailed, RecipientUntrusted
from bots.traffic.errors import ChatClosed, Throttled
from storage.documents import Language
from storage.errors import TemporaryError
from storage.ids import ChatKey
from storage.post import Address, Letter
from tests.bots.public.signal.rest import Rest

CHAT = "6f1c0a52-0000-4000-8000-000000000007"
KEY = ChatKey("chat")
DAY = 24 * 3600 * 1000


class Book:
    """What a desk would keep."""

    def __init__(self) -> None:
        self.kept: dict[ChatKey, bytes] = {}
        self.done: list[int] = []
        self.full = False

    async def trace(self, key):
        """What lies in a chat."""
        return self.kept.get(key)

    async def sent(self, number, *, trace=None):
        """A letter is done with."""
        if self.full:
            raise TemporaryError("the disk is full")
        self.done.append(number)
        if trace is not None:
            key, body = trace
            self.kept[key] = body
            if body is None:
                del self.kept[key]

    async def remember(self, key, trace):
        """A letter is on its way."""
        self.kept[key] = trace


@pytest.fixture
def rest() -> Rest:
    """The REST side."""
    return Rest()


@pytest.fixture
def book() -> Book:
    """The book, which outlives a process."""
    return Book()


@pytest.fixture
def sender(rest, book) -> Sender:
    """The sender of a process."""
    return Sender(rest, book)


def letter(say: Say, number: int = 1) -> Letter:
    """A letter that says this."""
    address = Address(channel="signal", account="+490000", chat=CHAT, language=Language.EN)
    return Letter(number=number, key=KEY, address=address, body=say.write(), attempts=0)


async def test_texts_are_said_in_order(sender, rest, book):
    """What is said stands in the chat, and is remembered by its time."""
    await sender.deliver(letter(Say(texts=("one", "two"))))
    assert rest.chat(CHAT) == ["one", "two"]
    assert read_trace(book.kept[KEY]).messages == tuple(rest.chats[CHAT])
    assert book.done == [1]


async def test_messages_disappear_before_the_first_is_said(sender, rest):
    """The timer is set first: what is said before it would stay."""
    await sender.deliver(letter(Say(texts=("one",), expire=3600)))
    assert rest.calls == [("expire", CHAT, "3600"), ("send", CHAT, "one")]


async def test_timer_that_cannot_be_set_holds_up_nothing(sender, rest):
    """A REST side that knows no timer gets the words all the same."""
    rest.fail("expire", ApiFailed("HTTP 404", status=404))
    await sender.deliver(letter(Say(texts=("one",), expire=3600)))
    assert rest.chat(CHAT) == ["one"]


@pytest.mark.parametrize("error", [ApiFailed("away"), Throttled(None, account=True)], ids=["away", "throttled"])
async def test_nothing_is_said_while_the_timer_may_still_be_set(sender, rest, error):
    """Where the REST side is away, or the platform wants us to wait, the letter waits, and begins with the timer."""
    rest.fail("expire", error)
    with pytest.raises(type(error)):
        await sender.deliver(letter(Say(texts=("one",), expire=3600)))
    assert not rest.chat(CHAT)
    await sender.deliver(letter(Say(texts=("one",), expire=3600)))
    assert rest.timers == {CHAT: 3600}
    assert rest.chat(CHAT) == ["one"]


@pytest.mark.parametrize(
    "error",
    [Throttled(None, account=True), ChatClosed(), ApiFailed("HTTP 500", status=500), RecipientUntrusted()],
)
async def test_refusal_is_passed_on(sender, rest, book, error):
    """What the platform says of a letter is for the traffic to act on."""
    rest.fail("send", error)
    with pytest.raises(type(error)):
        await sender.deliver(letter(Say(texts=("one",))))
    assert not book.done


async def test_letter_goes_on_where_it_stopped(rest, book):
    """Also in the next process, nothing is said a second time."""
    say = Say(texts=("one", "two", "three"), expire=60)
    rest.fail("send", None, None, Throttled(None, account=True))
    with pytest.raises(Throttled):
        await Sender(rest, book).deliver(letter(say))
    await Sender(rest, book).deliver(letter(say))
    assert rest.chat(CHAT) == ["one", "two", "three"]
    assert len(rest.named("expire")) == 1


async def test_what_cannot_be_noted_is_not_said_again(sender, rest, book):
    """A full disk does not make the bot repeat itself."""
    book.full = True
    with pytest.raises(TemporaryError):
        await sender.deliver(letter(Say(texts=("one",))))
    book.full = False
    await sender.deliver(letter(Say(texts=("one",))))
    assert rest.chat(CHAT) == ["one"]
    assert read_trace(book.kept[KEY]).messages == tuple(rest.chats[CHAT])


async def test_last_words_are_all_that_stays(sender, rest, book):
    """At the end what was said before is taken back, and nothing is remembered."""
    await sender.deliver(letter(Say(texts=("code", "question")), 1))
    await sender.deliver(letter(Say(texts=("another",)), 2))
    await sender.deliver(letter(Say(texts=("take", "care"), over=True), 3))
    assert rest.chat(CHAT) == ["take", "care"]
    assert not book.kept


async def test_deletion_that_cannot_be_done_is_left(sender, rest, book):
    """A REST side without remote deletion, or a message too old for it, ends no letter."""
    await sender.deliver(letter(Say(texts=("one", "two")), 1))
    rest.fail("delete", ApiFailed("HTTP 400", status=400))
    await sender.deliver(letter(Say(texts=("end",), over=True), 2))
    assert rest.chat(CHAT) == ["one", "end"]
    assert book.done == [1, 2]


@pytest.mark.parametrize("error", [ApiFailed("away"), Throttled(None, account=True)], ids=["away", "throttled"])
async def test_clearing_goes_on_where_it_stopped(rest, book, error):
    """Where something comes in between, the last words are not repeated, and the rest goes later."""
    sender = Sender(rest, book)
    await sender.deliver(letter(Say(texts=("one", "two", "three")), 1))
    rest.fail("delete", None, error)
    over = letter(Say(texts=("end",), over=True), 2)
    with pytest.raises(type(error)):
        await sender.deliver(over)
    assert rest.chat(CHAT) == ["two", "three", "end"]
    await Sender(rest, book).deliver(over)
    assert rest.chat(CHAT) == ["end"]
    assert len(rest.named("delete")) == 4


async def test_long_chat_is_cleared_in_turns(sender, rest):
    """The platform takes only so many messages at once, and deletions are messages to it."""
    for number in range(1, 61):
        await sender.deliver(letter(Say(texts=(f"question {number}",)), number))
    over = letter(Say(texts=("end",), over=True), 61)
    with pytest.raises(Throttled) as rest_for:
        await sender.deliver(over)
    assert rest_for.value.seconds == 50
    assert not rest_for.value.account
    assert len(rest.chat(CHAT)) == 11
    await sender.deliver(over)
    assert rest.chat(CHAT) == ["end"]


async def test_what_is_too_old_to_be_deleted_is_forgotten(sender, rest, book):
    """After two days the other side takes no deletion any more."""
    await sender.deliver(letter(Say(texts=("old",)), 1))
    rest.now += 3 * DAY
    await sender.deliver(letter(Say(texts=("new",)), 2))
    assert len(read_trace(book.kept[KEY]).messages) == 1
    await sender.deliver(letter(Say(texts=("end",), over=True), 3))
    assert rest.chat(CHAT) == ["old", "end"]


async def test_file_is_discarded_first(sender, rest):
    """It must not lie there for as long as the platform takes no letters."""
    rest.files["a.jpg"] = [b"x"]
    rest.fail("send", Throttled(None, account=True))
    with pytest.raises(Throttled):
        await sender.deliver(letter(Say(texts=("one",), discard=("a.jpg",))))
    assert not rest.files


@pytest.mark.parametrize("error", [ApiFailed("HTTP 500", status=500), Throttled(None, account=True)])
async def test_file_that_resists_holds_up_nothing(sender, rest, book, error):
    """The sweep comes for it."""
    rest.files["a.jpg"] = [b"x"]
    rest.fail("discard", error)
    await sender.deliver(letter(Say(texts=("one",), discard=("a.jpg",))))
    assert book.done == [1]


async def test_group_is_left_without_a_word(sender, rest, book):
    """Also one that we are not in any more."""
    rest.fail("quit", ApiFailed("HTTP 400", status=400))
    await sender.deliver(letter(Say(quit="group.x"), 1))
    await sender.deliver(letter(Say(quit="group.x"), 2))
    assert rest.left == ["group.x"]
    assert not rest.named("send")
    assert book.done == [1, 2]
    assert not book.kept


async def test_only_so_many_chats_are_known_by_heart(monkeypatch, rest, book):
    """The others are looked up."""
    monkeypatch.setattr("bots.public.signal.sender._CHATS_KNOWN", 1)
    sender = Sender(rest, book)
    await sender.deliver(letter(Say(texts=("one",)), 1))
    other = letter(Say(texts=("elsewhere",)), 2)
    await sender.deliver(Letter(number=2, key=ChatKey("other"), address=other.address, body=other.body, attempts=0))
    await sender.deliver(letter(Say(texts=("end",), over=True), 3))
    assert "one" not in rest.chat(CHAT)
