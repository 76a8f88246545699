"""Every part of a frame once in effect, whatever falls in between; what cannot be handled is set aside and said."""

import json

import pytest

from bots.signal.frames import find_origin
from bots.signal.refusals import ApiFailed
from bots.staff.handing import Hand
from bots.staff.signal import letters
from bots.staff.signal.conversation import Conversation
from bots.staff.signal.letters import Fleeting, Quit, Say, Trust
from bots.traffic import Throttled
from storage.database import NotSaved
from storage.documents import Language, Urgency
from storage.keys.post import PostKeys
from storage.sealed import HybridIdentity


@pytest.fixture
async def anna(office):
    """A member, and a case that nobody holds."""
    await office.stage.receive("lumeko-42")
    await office.seat("Anna")
    return "Anna"


async def claims(office):
    """How often the case was claimed."""
    return [act for act, _ in await office.stage.acts("lumeko-42")].count("case_claimed")


async def test_frame_that_comes_again_has_its_effect_once(office, anna):
    """Over the socket and the webhook, or after a restart of the REST side."""
    person = office.people[anna]
    person.types("claim lumeko-42")
    await office.settle()
    person.repeats(person.told[-1])
    await office.settle()
    assert await claims(office) == 1
    assert sum("is yours until" in message.text for message in person.bots) == 1


async def test_killed_before_handling_it_is_handled_by_the_next_process(office, anna):
    """What was committed is found again."""
    office.people[anna].types("claim lumeko-42")
    await office.receive()
    await office.start()
    await office.work()
    await office.send()
    assert await claims(office) == 1
    assert "is yours until" in office.people[anna].bots[-1].text


async def test_killed_between_effect_and_sending_it_is_answered_by_the_next_process(office, anna):
    """The effect stays one, and the answer comes."""
    office.people[anna].types("claim lumeko-42")
    await office.receive()
    await office.work()
    await office.start()
    await office.work()
    await office.send()
    assert await claims(office) == 1
    assert "is yours until" in office.people[anna].bots[-1].text


async def test_error_after_the_effect_undoes_the_effect(office, anna, monkeypatch):
    """The desk has obeyed, then something fails: nothing is left of it, and the line comes again."""

    def fail(*_):
        raise RuntimeError("canary")

    office.people[anna].types("claim lumeko-42")
    await office.receive()
    with monkeypatch.context() as broken:
        broken.setattr(Conversation, "_hand", fail)
        (key,) = await office.line.waiting()
        assert await office.line.work(key)
    assert await claims(office) == 0
    assert await office.waiting_letters() == 0
    await office.settle()
    assert await claims(office) == 1


async def test_line_that_fails_five_times_is_set_aside_and_the_leads_are_told(office, anna, monkeypatch, caplog):
    """The chat behind it goes on; the log holds the error's kind, and nothing else of it."""

    def fail(*_):
        raise RuntimeError("canary")

    await office.seat("Lena")
    office.people[anna].types("claim lumeko-42")
    await office.receive()
    with monkeypatch.context() as broken:
        broken.setattr(Conversation, "_hand", fail)
        await office.work()
    await office.send()
    assert await office.count_set_aside() == 1
    assert "was set aside" in office.people["Lena"].bots[-1].text
    assert ("update_set_aside", "signal") in await office.acts()
    assert "canary" not in caplog.text
    assert "No alerts" in await office.say(anna, "alerts")


async def test_database_that_takes_nothing_keeps_the_line(office, anna, monkeypatch):
    """A full disk counts as no failed try."""

    async def refuse(_work):
        raise NotSaved("full")

    office.people[anna].types("claim lumeko-42")
    await office.receive()
    (key,) = await office.line.waiting()
    with monkeypatch.context() as full:
        full.setattr(office.database, "write", refuse)
        with pytest.raises(NotSaved):
            await office.line.work(key)
    await office.settle()
    assert await claims(office) == 1


async def test_frame_that_means_nothing_is_set_aside_at_once(office, anna):
    """It has a sender, so it was kept; it can never be understood, so it is not tried again."""
    await office.seat("Lena")
    said = json.loads(office.people[anna].account.feed.frames[-1].body) if office.account.feed.frames else {}
    uuid = office.people[anna].user.uuid
    said = {"account": office.account.number, "envelope": {"sourceUuid": uuid, "timestamp": 5, "dataMessage": [1]}}
    origin = find_origin(json.dumps(said).encode(), office.account.number, tuple(Language))
    assert await office.inbox.accept(origin)
    await office.work()
    await office.send()
    assert await office.count_set_aside() == 1
    assert "was set aside" in office.people["Lena"].bots[-1].text


async def test_letter_that_cannot_be_opened_is_set_aside(office, anna):
    """After the volatile key was lost nothing that waited can be read; the chat goes on."""
    office.people[anna].types("claim lumeko-42")
    await office.receive()
    (key,) = await office.line.waiting()
    office.keys = PostKeys.of(HybridIdentity.generate(lambda size: bytes(range(size))))
    await office.start()
    assert await office.line.work(key)
    assert not await office.line.work(key)
    assert await office.count_set_aside() == 1


async def test_throttled_account_is_told_to_the_sender(office, anna):
    """With the tokens of the puzzles; the letter stays."""
    office.people[anna].types("queue")
    await office.receive()
    await office.work()
    tokens = office.account.throttle(2)
    letter = (await office.line.outgoing())[-1]
    with pytest.raises(Throttled) as raised:
        await office.line.deliver(letter)
    assert raised.value.account
    assert list(raised.value.challenges) == tokens
    assert letter in await office.line.outgoing()


async def test_service_that_fails_is_asked_again(office, anna):
    """For a timer, then for the text, alike: without the one the other is not said."""
    office.people[anna].types("queue")
    await office.receive()
    await office.work()
    (letter,) = await office.line.outgoing()
    for method in ("contacts", "send"):
        office.account.faults.fail(method, 500)
        with pytest.raises(ApiFailed):
            await office.line.deliver(letter)
        assert office.people[anna].bots == []
    await office.line.deliver(letter)
    assert len(office.people[anna].bots) == 1
    assert len(office.calls("contacts")) == 2


async def test_timer_is_set_once_for_an_answer(office, anna):
    """However many pieces it has; and again for the next answer, if somebody has turned it off."""
    await office.say(anna, "claim lumeko-42")
    await office.stage.say("Anna", "/open lumeko-42")
    await office.say(anna, f"assess lumeko-42 likely yes letter risk={'word ' * 900}")
    for _ in range(2):
        office.people[anna].lets_disappear(0)
        before, bots = len(office.calls("contacts")), len(office.people[anna].bots)
        await office.say(anna, "open lumeko-42")
        assert len(office.people[anna].bots) > bots + 2
        assert len(office.calls("contacts")) == before + 1


async def test_words_are_held_back_where_the_timer_is_refused(office, anna):
    """One neutral line instead of them all, in the member's language; an alert is said. It is tried anew next time."""
    await office.say(anna, "lang uk")
    person = office.people[anna]
    person.lets_disappear(0)
    for line in ("claim lumeko-42", "open lumeko-42"):
        person.types(line)
    await office.receive()
    await office.work()
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    await office.ringing.ring(office.stage.now)
    before = len(person.bots)
    office.account.faults.fail("contacts", 400)
    await office.send()
    alert, refused = (message.text for message in person.bots[before:])
    assert "munipo-17" in alert
    assert "зникали" in refused
    assert "lumeko-42" in await office.say(anna, "open lumeko-42")
    assert person.chat.expires == 24 * 3600


@pytest.mark.parametrize(
    "letter",
    [
        Say(text="words", words=True),
        Fleeting(seconds=5, asked=7, letter=Say(text="words", words=True)),
        Fleeting(seconds=5, asked=7, letter=Hand(name="a.age", header=b"h", payload=b"p")),
        Quit(),
        Trust(),
    ],
)
def test_letters_are_read_as_they_were_written(letter):
    """A later process reads them."""
    assert letters.read(letters.write(letter)) == letter


def test_letter_that_is_none_is_refused():
    """Whatever else lies in the outbox."""
    with pytest.raises(ValueError, match="kind"):
        letters.read(b"{}")
