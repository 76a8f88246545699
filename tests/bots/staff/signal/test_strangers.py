"""Whoever is no member: one neutral line, unless an invitation is good; and no talk where others listen."""

import pytest

from bots.signal.account import CHANNEL
from bots.staff import members
from storage import bindings
from storage.bindings import Binding
from storage.documents import Urgency
from storage.members import Role, Standing

NEUTRAL = "There is nothing for you here."


@pytest.mark.parametrize(
    "line", ["queue", "/claim lumeko-42", "/join lume-kora", "I am the coordinator", "lang ru", "ack 1"]
)
async def test_stranger_is_told_the_same_whatever_he_types(office, line):
    """Nothing of what there is shows."""
    await office.stage.receive("lumeko-42")
    person = office.stranger()
    assert NEUTRAL in await office.hear(person, lambda: person.types(line))
    assert len(person.bots) == 1
    assert person.chat.expires == 0


@pytest.mark.parametrize(
    ("act", "answered"),
    [
        (lambda person: person.attaches(b"x"), True),
        (lambda person: person.sends("sticker"), True),
        (lambda person: person.calls(), True),
        (lambda person: person.edits(person.messages[0], "join x"), False),
        (lambda person: person.deletes(person.messages[0]), False),
        (lambda person: person.reacts(person.messages[1]), False),
    ],
    ids=["file", "sticker", "call", "edit", "deletion", "reaction"],
)
async def test_stranger_is_told_no_more_whatever_else_he_does(office, act, answered):
    """The same line, or nothing."""
    person = office.stranger()
    await office.hear(person, lambda: person.types("hello"))
    assert await office.hear(person, lambda: person.types("hello")) == ""
    office.stage.later(hours=24)
    answer = await office.hear(person, lambda: act(person))
    assert (NEUTRAL in answer) is answered
    assert await office.count_set_aside() == 0


async def test_wrong_invitations_are_answered_a_few_times(office):
    """Nobody wears the number out with them; the right one admits however many came before it."""
    person = office.stranger()
    code = await office.invite("Nadia", Role.MEMBER)
    for _ in range(9):
        person.types("join lume-kora")
    await office.settle()
    assert [NEUTRAL in message.text for message in person.bots] == [True] * 5
    assert "Welcome" in await office.hear(person, lambda: person.types(f"/join {code}"))


async def test_what_could_be_an_invitation_is_answered(office):
    """A line that is none, once a day, also over a restart."""
    person = office.stranger()
    for line in ("hello", "join x", "hello", "/join lume-kora", "ack 1"):
        person.types(line)
        await office.settle()
        await office.start()
    assert [NEUTRAL in message.text for message in person.bots] == [True] * 3


async def test_stranger_is_answered_in_the_language_of_his_letters(office):
    """As far as it is spoken."""
    person = office.stranger()
    assert "Вітаємо" in await office.hear(person, lambda: person.types("Добрий день, це їжак"))


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


async def test_one_more_channel_leaves_the_others_bound(office):
    """A member who joins here as well is still known on Telegram; a second phone here takes the first one's place."""
    await office.bind("Anna", "telegram", "77")
    old = await office.seat("Anna")
    code = await office.invite("Nadia", Role.MEMBER)
    person = office.people["Nadia"] = office.stranger()
    await office.say("Nadia", f"/join {code}")
    assert "already with us" in await office.say("Nadia", f"/join {code}")
    known = await office.database.read(lambda unit: members.reachable(unit, office.desk.manifest, CHANNEL))
    assert {chat for _, chat in known} == {old.user.uuid, person.user.uuid}
    theirs = await office.database.read(lambda unit: members.reachable(unit, office.desk.manifest, "telegram"))
    assert [chat for _, chat in theirs] == ["77"]


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.INVITED])
async def test_member_who_may_not_act_is_a_stranger(office, standing):
    """A binding says who somebody is; the roster says whether he may act."""
    await office.seat("Anna")
    await office.change("Anna", standing=standing)
    assert NEUTRAL in await office.say("Anna", "queue")


async def test_binding_that_the_group_did_not_sign_is_none(office):
    """Whoever can write to the database does not become a member by that."""
    person = office.people["Eve"] = office.stranger()
    forged = Binding(
        channel=CHANNEL,
        account=members.ACCOUNT,
        chat=person.user.uuid,
        member=office.stage.people["Lena"],
        changed_at=office.stage.now,
        identity=person.user.fingerprint.replace(" ", ""),
        signature=bytes(64),
    )
    await office.database.write(lambda unit: bindings.save(unit, forged))
    assert NEUTRAL in await office.say("Eve", "queue")


# Groups ---------------------------------------------------------------------------------------------------------------


async def test_bot_leaves_a_group_without_a_word(office):
    """Also when a member has brought it there."""
    person = await office.seat("Lena")
    there = person.gathers()
    await office.settle()
    assert there.group.left
    assert there.bots == []


async def test_leaving_a_group_twice_holds_up_nothing(office):
    """Two messages there, and the second finds us gone."""
    there = office.stranger().gathers()
    there.types("/queue")
    await office.receive()
    await office.work()
    (first, second) = await office.line.outgoing()
    await office.line.deliver(first)
    with pytest.raises(Exception, match="refuses"):
        await office.line.deliver(second)


@pytest.fixture
async def room(office):
    """The group in which alerts ring: Lena, and somebody who is no member."""
    lena = await office.seat("Lena")
    there = lena.gathers("On duty", office.stranger().user)
    office.room = there.group.id
    await office.start()
    await office.settle()
    return there


async def test_alert_rings_in_the_room_once_a_case(office, room):
    """However many are called, each by an alert of his own; and once more when it falls silent."""
    await office.stage.enrol("Roman", Role.REFERRER)
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    await office.ring()
    assert [message.text for message in room.bots] == ["ALERT 1: munipo-17 needs somebody now. To take over: /ack 1"]
    assert not await office.ring()
    answer = await office.hear(room, lambda: room.types("ack 1"))
    assert "you have taken over" in answer
    await office.ring()
    assert "has fallen silent" in room.bots[-1].text
    assert len(room.bots) == 3


async def test_nothing_else_is_done_in_the_room(office, room):
    """A command is for a chat alone; what people say to each other is not answered, nor is who is no member."""
    await office.stage.receive("lumeko-42")
    assert "to me alone" in await office.hear(room, lambda: room.types("claim lumeko-42"))
    assert await office.hear(room, lambda: room.types("Who has time tonight?")) == ""
    assert await office.hear(room, lambda: room.reacts(room.bots[0])) == ""
    other = office.stranger().joins(room.group)
    assert await office.hear(other, lambda: other.types("ack 1")) == ""
    assert await office.stage.acts("lumeko-42") == []


async def test_changed_key_is_noticed_in_the_room(office, room):
    """Who writes there with another key takes over nothing."""
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    await office.ring()
    room.installs_anew()
    office.account.rely_on(room.user)
    assert await office.hear(room, lambda: room.types("ack 1")) == ""
    assert (await office.row("Lena")).standing is Standing.SUSPENDED


async def test_message_held_back_in_the_room_suspends_its_sender(office, room):
    """It names its sender, and no group."""
    room.installs_anew()
    await office.hear(room, lambda: room.types("ack 1"))
    assert (await office.row("Lena")).standing is Standing.SUSPENDED
