"""Whoever is no member: one neutral line, unless an invitation is good; and no talk where others listen."""

import pytest

from bots.staff import members
from bots.staff.telegram.conversation import CHANNEL
from storage.bindings import Binding, save
from storage.members import Role, Standing
from triage.notices import say

NEUTRAL = "There is nothing for you here."


@pytest.mark.parametrize(
    "line",
    ["/start", "/queue", "help", "/claim lumeko-42", "/join lume-kora", "I am the coordinator", "/key age1 123456"],
)
async def test_stranger_is_told_the_same_whatever_he_types(office, line):
    """One neutral line, no button, and nothing of his is taken away."""
    await office.stage.receive("lumeko-42")
    person = office.stranger()
    person.types(line)
    await office.settle()
    assert person.messages[0].text == line
    assert NEUTRAL in person.bots[0].text
    assert (len(person.bots), person.bots[0].labels) == (1, [])


@pytest.mark.parametrize("kind", ["sticker", "contact", "location", "poll", "dice"])
async def test_stranger_who_sends_no_words_is_told_the_same(office, kind):
    """Whatever it is."""
    person = office.stranger()
    person.sends(kind)
    await office.settle()
    assert [NEUTRAL in message.text for message in person.bots] == [True]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        *((data, 1) for data in ("claim lumeko-42", "decide lumeko-42 ?", "open lumeko-42 =", "", "?", "\x00")),
        ("join x", 2),
    ],
)
async def test_strangers_forged_press_is_told_the_same(office, data, told):
    """A press opens nothing that a line would not, and is answered no more often."""
    await office.stage.receive("lumeko-42")
    person = office.stranger()
    person.types("/start")
    await office.settle()
    press = person.presses(data, person.bots[0])
    await office.settle()
    assert [NEUTRAL in message.text for message in person.bots] == [True] * told
    assert press.answers == [""]
    assert await office.stage.acts("lumeko-42") == []


async def test_stranger_is_answered_once_a_day(office):
    """However much he types; what could be an invitation always is."""
    person = office.stranger()
    for line in ("hello", "/start", "/queue", "/join lume-kora", "join x"):
        person.types(line)
        await office.settle()
    assert len(person.bots) == 3
    office.stage.later(hours=24)
    person.types("hello")
    await office.settle()
    assert len(person.bots) == 4


@pytest.mark.parametrize("role", Role)
async def test_invitation_makes_the_chat_the_members(office, role):
    """The code is taken out of the chat, the menu is the role's, and from then on he is known, also after a restart."""
    code = await office.invite("Nadia", role)
    person = office.stranger()
    office.people["Nadia"] = person
    assert "Welcome, Nadia" in await office.say("Nadia", f"/join {code}")
    assert code not in person.screen
    assert "queue" in await office.commands("chat")
    assert ("decide" in await office.commands("chat")) is (role in {Role.COORDINATOR, Role.LEAD})
    await office.start()
    assert "No open cases." in await office.click("Nadia", "Open cases")


async def test_joining_is_logged_with_the_channel(office):
    """The audit log says that somebody was bound, and on which channel; never in which chat."""
    code = await office.invite("Nadia", Role.MEMBER)
    person = office.stranger()
    person.types(f"/join {code}")
    await office.settle()
    assert await office.acts() == [
        ("member_invited", "member"),
        ("member_joined", "member"),
        ("member_bound", "telegram"),
    ]


async def test_invitation_works_once(office):
    """Who comes second with the same code is a stranger."""
    code = await office.invite("Nadia", Role.MEMBER)
    first, second = office.stranger(), office.stranger()
    first.types(f"/join {code}")
    second.types(f"/join {code}")
    await office.settle()
    assert "Welcome" in first.screen
    assert NEUTRAL in second.screen


async def test_invitation_waits_while_the_desk_is_locked(office):
    """Nobody can be signed in then; the code stays good."""
    code = await office.invite("Nadia", Role.MEMBER)
    await office.start(locked=True)
    office.people["Nadia"] = office.stranger()
    assert "the desk is closed" in await office.say("Nadia", f"/join {code}")
    await office.start()
    assert "Welcome" in await office.say("Nadia", f"/join {code}")


async def test_member_is_known_while_the_desk_is_locked(office):
    """He sees the queue, and can open nothing."""
    await office.stage.receive("lumeko-42")
    await office.seat("Clara")
    await office.give_key("Clara")
    await office.start(locked=True)
    assert "lumeko-42" in await office.say("Clara", "/queue")
    assert "The desk is locked" in await office.say("Clara", "/open lumeko-42")


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.INVITED])
async def test_member_who_may_not_act_is_a_stranger(office, standing):
    """A binding says who somebody is; the roster says whether he may act."""
    await office.seat("Anna")
    await office.change("Anna", standing=standing)
    assert NEUTRAL in await office.say("Anna", "/queue")


async def test_binding_that_the_group_did_not_sign_is_none(office):
    """Whoever can write to the database does not become a member by that."""
    person = office.stranger()
    office.people["Eve"] = person
    forged = Binding(
        channel=CHANNEL,
        account=members.ACCOUNT,
        chat=str(person.user.id),
        member=office.stage.people["Lena"],
        changed_at=office.stage.now,
        signature=bytes(64),
    )
    await office.database.write(lambda unit: save(unit, forged))
    assert NEUTRAL in await office.say("Eve", "/queue")


async def test_bot_leaves_a_group_without_a_word(office):
    """Also when a member has brought it there."""
    await office.seat("Lena")
    group = office.people["Lena"].gathers()
    group.types("/queue")
    await office.settle()
    assert group.chat.left
    assert group.bots == []


async def test_bot_is_not_bothered_by_leaving_and_blocking(office):
    """That somebody has blocked it, or removed it from a group, needs no answer."""
    person = await office.seat("Lena")
    person.blocks()
    await office.settle()
    assert await office.waiting_letters() == 0


async def test_channel_is_left_too(office):
    """A post in a channel is answered by going."""
    chat = {"id": -1001, "type": "channel", "title": "News"}
    office.account.mailbox.push_raw({"channel_post": {"message_id": 1, "date": 1, "chat": chat, "text": "/queue"}})
    await office.receive()
    await office.work()
    assert await office.waiting_letters() == 1
    await office.send()
    assert office.telegram.journal.of("staff_bot", "sendMessage") == []


async def test_press_of_somebody_else_does_nothing(office):
    """A press in a member's chat that is not the member's."""
    person = await office.seat("Lena")
    await office.stage.receive("lumeko-42")
    await office.say("Lena", "/queue")
    update = {
        "id": "77",
        "from": {"id": 1, "is_bot": False, "first_name": "Eve"},
        "message": person.bots[-1].as_json(),
        "chat_instance": "1",
        "data": "claim lumeko-42",
    }
    office.account.mailbox.push("callback_query", update)
    await office.settle()
    assert await office.stage.acts("lumeko-42") == []


async def test_press_of_an_inline_message_does_nothing(office):
    """One that stands in no chat that the bot could see."""
    update = {
        "id": "77",
        "from": {"id": 1, "is_bot": False, "first_name": "Eve"},
        "inline_message_id": "x",
        "chat_instance": "1",
        "data": "claim lumeko-42",
    }
    office.account.mailbox.push("callback_query", update)
    await office.settle()
    assert office.telegram.journal.of("staff_bot", "sendMessage") == []


async def test_edited_line_is_not_carried_out(office):
    """What was typed before stands; a change of it means nothing."""
    person = await office.seat("Lena")
    await office.stage.receive("lumeko-42")
    typed = person.types("/queue")
    await office.settle()
    person.edits(typed, "/claim lumeko-42")
    await office.settle()
    assert await office.stage.acts("lumeko-42") == []


async def test_whoever_may_not_act_any_more_is_offered_nothing(office):
    """His menu is taken away with what waits for him."""
    person = await office.seat("Anna")
    await office.offer_menus()
    await office.send()
    assert "queue" in await office.commands(str(person.user.id))
    await office.database.write(lambda unit: office.calling.tell_all(unit, tuple(Role), say("staff-alarm-update")))
    await office.database.write(lambda unit: office.calling.part(unit, CHANNEL, str(person.user.id)))
    await office.send()
    assert await office.commands(str(person.user.id)) == []
    assert person.bots == []
