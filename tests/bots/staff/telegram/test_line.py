"""Every update once in effect, whatever falls in between; what cannot be handled is set aside and said."""

import json

import pytest

from bots.staff.telegram.conversation import Conversation
from bots.telegram.updates import find_origin
from storage.database import NotSaved
from storage.documents import Language, Urgency
from storage.keys.post import PostKeys
from storage.post import Overtaken
from storage.sealed import HybridIdentity

LANGUAGES = tuple(Language)


@pytest.fixture
async def anna(office):
    """A member, and a case that nobody holds."""
    await office.stage.receive("lumeko-42")
    await office.seat("Anna")
    return "Anna"


async def claims(office):
    """How often the case was claimed."""
    return [act for act, _ in await office.stage.acts("lumeko-42")].count("case_claimed")


async def test_update_that_comes_again_has_its_effect_once(office, anna):
    """The service may deliver an update twice, at any time."""
    office.people[anna].types("/claim lumeko-42")
    (update,) = office.account.mailbox.waiting
    body = json.dumps(update.as_json()).encode()
    origin = find_origin(body, LANGUAGES)
    assert await office.accept(origin, body)
    assert not await office.accept(origin, body)
    await office.settle()
    assert not await office.accept(origin, body)
    await office.settle()
    assert await claims(office) == 1
    assert len(office.people[anna].bots) == 1


async def test_killed_before_handling_it_is_handled_by_the_next_process(office, anna):
    """What was committed is found again."""
    office.people[anna].types("/claim lumeko-42")
    await office.receive()
    await office.start()
    await office.work()
    await office.send()
    assert await claims(office) == 1
    assert "is yours until" in office.read(anna)


async def test_killed_between_effect_and_sending_it_is_answered_by_the_next_process(office, anna):
    """The effect stays one, and the answer comes."""
    office.people[anna].types("/claim lumeko-42")
    await office.receive()
    await office.work()
    assert office.people[anna].bots == []
    await office.start()
    await office.work()
    await office.send()
    assert await claims(office) == 1
    assert "is yours until" in office.read(anna)


async def test_killed_after_sending_it_is_said_again(office, anna):
    """A letter that the service took and that could not be noted comes once more; nothing is done once more."""
    office.people[anna].types("/claim lumeko-42")
    await office.receive()
    await office.work()
    for letter in await office.line.outgoing():
        await office.line.deliver(letter)
    await office.start()
    await office.work()
    await office.send()
    assert await claims(office) == 1
    assert len(office.people[anna].bots) == 2


async def test_error_after_the_effect_undoes_the_effect(office, anna, monkeypatch):
    """The desk has obeyed, then something fails: nothing is left of it, and the update comes again."""

    def fail(*_):
        raise RuntimeError("canary")

    office.people[anna].types("/claim lumeko-42")
    await office.receive()
    with monkeypatch.context() as broken:
        broken.setattr(Conversation, "_warn", fail)
        (key,) = await office.line.waiting()
        assert await office.line.work(key)
    assert await claims(office) == 0
    assert await office.waiting_letters() == 0
    await office.settle()
    assert await claims(office) == 1


async def test_update_that_fails_five_times_is_set_aside_and_the_leads_are_told(office, anna, monkeypatch, caplog):
    """The chat behind it goes on; the log holds the error's kind, and nothing else of it."""

    def fail(*_):
        raise RuntimeError("canary")

    await office.seat("Lena")
    await office.seat("Clara")
    office.people[anna].types("/claim lumeko-42")
    await office.receive()
    with monkeypatch.context() as broken:
        broken.setattr(Conversation, "_warn", fail)
        await office.work()
    await office.send()
    assert await office.count_set_aside() == 1
    assert "was set aside" in office.read("Lena")
    assert office.people["Clara"].bots == office.people[anna].bots == []
    assert ("update_set_aside", "telegram") in await office.acts()
    assert "RuntimeError" in caplog.text
    assert "canary" not in caplog.text
    assert "No alerts" in await office.say(anna, "/alerts")


async def test_database_that_takes_nothing_keeps_the_update(office, anna, monkeypatch):
    """A full disk counts as no failed try: the update waits."""

    async def refuse(_work):
        raise NotSaved("full")

    office.people[anna].types("/claim lumeko-42")
    await office.receive()
    (key,) = await office.line.waiting()
    with monkeypatch.context() as full:
        full.setattr(office.database, "write", refuse)
        with pytest.raises(NotSaved):
            await office.line.work(key)
    await office.settle()
    assert await claims(office) == 1


async def test_update_that_another_worker_has_handled_is_left_alone(office, anna, monkeypatch):
    """Who comes second does nothing, and goes on with the chat."""

    async def overtaken(*_):
        raise Overtaken("handled")

    office.people[anna].types("/claim lumeko-42")
    await office.receive()
    (key,) = await office.line.waiting()
    with monkeypatch.context() as late:
        late.setattr(office.post, "done", overtaken)
        assert await office.line.work(key)
    assert await claims(office) == 0


@pytest.mark.parametrize(
    "told",
    [
        {"message": 5},
        {"message": {"text": "/claim lumeko-42"}},
        {"callback_query": {"id": "1"}},
        {"message": {"message_id": 1, "date": 10**30, "chat": {"id": 5, "type": "private"}}},
        {"my_chat_member": []},
    ],
)
async def test_update_of_an_impossible_shape_is_set_aside_at_once(office, told):
    """It can never be understood, so it is not tried again."""
    await office.seat("Lena")
    office.account.mailbox.push_raw(told)
    await office.settle()
    assert await office.count_set_aside() == 1
    assert "was set aside" in office.read("Lena")


async def test_update_of_an_unknown_kind_is_nothing(office):
    """The platform may invent new ones."""
    office.account.mailbox.push_raw({"novelty": {"chat": {"id": 5, "type": "private"}}})
    sender = {"id": 5, "is_bot": False, "first_name": "Eve"}
    office.account.mailbox.push_raw({"inline_query": {"id": "1", "from": sender, "query": "/queue", "offset": ""}})
    await office.settle()
    assert (await office.count_set_aside(), await office.line.waiting()) == (0, ())


async def test_letter_that_cannot_be_opened_is_set_aside(office, anna):
    """After the volatile key was lost nothing that waited can be read; the chat goes on."""
    await office.seat("Lena")
    office.people[anna].types("/claim lumeko-42")
    await office.receive()
    (key,) = await office.line.waiting()
    office.keys = PostKeys.of(HybridIdentity.generate(lambda size: bytes(range(size))))
    await office.start()
    assert await office.line.work(key)
    assert not await office.line.work(key)
    await office.send()
    assert await office.count_set_aside() == 1
    assert "was set aside" in office.read("Lena")


async def test_two_who_claim_at_once_are_told_who_was_first(office, anna):
    """One holds the case, the other learns that somebody does; names stay out of this chat."""
    await office.seat("Clara")
    office.people[anna].types("/claim lumeko-42")
    office.people["Clara"].types("/claim lumeko-42")
    await office.settle()
    assert await claims(office) == 1
    assert "Somebody else holds this case until" in office.read("Clara")


async def test_forged_press_is_a_line_like_any_other(office, anna):
    """A member's own forgery does what he may do by typing, and nothing more."""
    await office.stage.receive("munipo-17", Urgency.EMERGENCY)
    person = office.people[anna]
    await office.say(anna, "/queue")
    for data in (
        "decide lumeko-42 letter =",
        "decide lumeko-42 ?",
        "decide ?",
        "/queue",
        "x" * 64,
        "assess x y ?",
        "+",
        "=",
    ):
        press = person.presses(data, person.bots[0])
        await office.settle()
        assert press.answers == [""]
    assert [act for act, _ in await office.stage.acts("lumeko-42")] == []
    assert await office.count_set_aside() == 0


async def test_press_below_a_message_that_is_gone_is_answered_anew(office, anna):
    """The answer that should have taken its place is said below."""
    await office.say(anna, "/claim lumeko-42")
    person = office.people[anna]
    card = person.bots[-1]
    person.chat.remove(card.id)
    person.presses("assess lumeko-42 ?", card)
    await office.settle()
    assert "how reliable is it?" in office.read(anna)
