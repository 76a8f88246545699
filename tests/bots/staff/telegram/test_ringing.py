"""Alerts and menus: members are written to by themselves, locked or not."""

import os
from dataclasses import replace

import pytest

from storage import inbox
from storage.database import NotSaved
from storage.documents import Language, Urgency
from storage.ids import ChatKey
from storage.inbox import NewUpdate
from storage.members import Role, Standing
from storage.sealed import SigningKey


@pytest.fixture
async def ringing(office):
    """An emergency that rings, Lena and Anna at their phones, the desk locked."""
    await office.stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await office.seat("Lena")
    await office.seat("Anna")
    await office.start(locked=True)
    return office


async def ring(office):
    """Ring, and send; whether anybody was called."""
    return await office.ring()


async def test_alert_is_shown_with_a_button_to_who_may_take_it(ringing):
    """A reference and a number, nothing else; whoever cannot acknowledge has no button for it."""
    assert await ring(ringing)
    assert ringing.read("Lena") == "ALERT 1: lumeko-42 needs somebody now. To take over: /ack 1"
    assert ringing.labels("Lena") == ["I take it"]
    assert ringing.labels("Anna") == []


async def test_alert_is_acknowledged_by_a_click_while_locked(ringing):
    """The alert's own message says so then, and leads to the case; the others hear that it is silent."""
    await ring(ringing)
    assert "you have taken over" in await ringing.click("Lena", "I take it")
    assert ringing.labels("Lena") == ["Take lumeko-42"]
    assert len(ringing.people["Lena"].bots) == 1
    await ring(ringing)
    assert "has fallen silent" in ringing.read("Anna")
    assert ("alert_acknowledged", None) in await ringing.stage.acts("lumeko-42")


async def test_alert_is_quiet_for_a_minute_and_rings_again(ringing):
    """As long as nobody has taken over."""
    assert await ring(ringing)
    assert not await ring(ringing)
    ringing.stage.later(minutes=1)
    assert await ring(ringing)
    assert len(ringing.people["Lena"].bots) == 2


async def test_alert_rings_on_after_a_restart(ringing):
    """A process that has just begun knows what was said, and goes on with the second call."""
    await ring(ringing)
    await ringing.start(locked=True)
    assert not await ring(ringing)
    ringing.stage.later(minutes=1)
    assert await ring(ringing)
    assert ringing.read("Lena").startswith("ALERT 1, call 2: lumeko-42 needs somebody now")


async def test_flood_has_a_button_for_every_eight(ringing):
    """One message in place of twenty, and a press takes over those that its line names."""
    for number in range(10, 30):
        await ringing.stage.receive(f"munipo-{number}", Urgency.EMERGENCY, alert=True)
    await ring(ringing)
    assert len(ringing.people["Lena"].bots) == 1
    assert "21 cases need somebody now" in ringing.read("Lena")
    assert ringing.labels("Lena") == ["I take 8: lumeko-42 …", "I take 8: munipo-17 …", "I take 5: munipo-25 …"]
    assert ringing.labels("Anna") == []
    answer = await ringing.click("Lena", "I take 5: munipo-25 …")
    assert answer.count("you have taken over") == 5
    ringing.stage.later(minutes=1)
    await ring(ringing)
    assert "16 cases need somebody now" in ringing.read("Lena")


async def test_alert_that_could_not_be_written_rings_at_the_next_look(ringing, monkeypatch):
    """It is not taken for said."""

    async def refuse(_work):
        raise NotSaved("full")

    with monkeypatch.context() as full:
        full.setattr(ringing.database, "write", refuse)
        with pytest.raises(NotSaved):
            await ringing.ringing.ring(ringing.stage.now)
    assert await ring(ringing)


async def test_alert_is_in_the_language_in_which_the_member_last_wrote(office):
    """Also after a restart; the others are called in the group's first one."""
    await office.stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await office.seat("Lena", "uk")
    await office.seat("Anna", "uk")
    await office.say("Lena", "/queue")
    await office.start()
    await ring(office)
    assert "ТРИВОГА" in office.read("Lena")
    assert office.labels("Lena") == ["Беру на себе"]
    assert "ALERT" in office.read("Anna")


async def test_alert_is_taken_from_the_list_by_a_click(ringing):
    """The list of alerts has a button for each."""
    await ringing.say("Lena", "/alerts")
    assert "you have taken over" in await ringing.click("Lena", "I take lumeko-42")


async def test_list_of_alerts_has_no_buttons_for_who_cannot_take_one(ringing):
    """A member without that right sees what rings, no more."""
    assert "lumeko-42" in await ringing.say("Anna", "/alerts")
    assert ringing.labels("Anna") == []


async def test_whoever_has_left_is_not_called(ringing):
    """The roster is read each time."""
    await ringing.change("Lena", standing=Standing.SUSPENDED)
    await ring(ringing)
    assert ringing.people["Lena"].bots == []
    assert ringing.people["Anna"].bots != []


async def test_nobody_is_called_when_nothing_rings(office):
    """No alert, no letter."""
    await office.seat("Lena")
    assert not await ring(office)
    assert await office.waiting_letters() == 0


async def test_member_who_blocked_the_bot_holds_up_nobody(ringing):
    """What waits for him is dropped; the others are called."""
    ringing.people["Lena"].blocks()
    await ringing.settle()
    await ring(ringing)
    assert await ringing.waiting_letters() == 0
    assert "ALERT" in ringing.read("Anna")


async def test_menus_are_offered_to_members_by_role_and_to_nobody_else(office):
    """Who leads has more in it than who assesses; what everybody sees is empty."""
    lena, anna = await office.seat("Lena"), await office.seat("Anna")
    await office.offer_menus()
    await office.send()
    assert "decide" in await office.commands(str(lena.user.id))
    assert "decide" not in await office.commands(str(anna.user.id))
    assert "queue" in await office.commands(str(anna.user.id))
    assert await office.commands("default") == []
    assert "join" not in await office.commands(str(lena.user.id))


async def test_repeats_wait_while_the_platform_is_away(ringing):
    """Nothing piles up: what was said once waits, a new alert is said once, and repeats go on after it was sent."""
    for _ in range(30):
        await ringing.ringing.ring(ringing.stage.now)
        ringing.stage.later(minutes=1)
    assert await ringing.waiting_letters() == 2
    await ringing.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    for _ in range(30):
        await ringing.ringing.ring(ringing.stage.now)
        ringing.stage.later(minutes=1)
    assert await ringing.waiting_letters() == 4
    await ringing.send()
    assert await ring(ringing)
    assert len(ringing.people["Lena"].bots) == 4


async def test_menus_do_not_pile_up_while_the_platform_is_away(office):
    """A start adds none where one waits, unless it has changed; where nothing waits it is offered again."""
    await office.seat("Lena")
    await office.offer_menus()
    assert await office.waiting_letters() == 2
    await office.start()
    await office.offer_menus()
    assert await office.waiting_letters() == 2
    await office.change("Lena", role=Role.MEMBER)
    await office.offer_menus()
    assert await office.waiting_letters() == 3
    await office.send()
    await office.offer_menus()
    assert await office.waiting_letters() == 2


async def test_menus_leave_what_was_pressed(office):
    """A second tap is known for one also if the bot was started in between."""
    await office.seat("Lena")
    key = office.post.key(office.calling._address(office.voice, str(office.people["Lena"].user.id)))
    memory = office.office.recollections
    await office.database.write(lambda unit: memory.remember(unit, key, Language.UK, pressed="x"))
    await office.offer_menus()
    found = await office.database.read(lambda unit: memory.recall(unit, key))
    assert (found.language, found.pressed) == (Language.UK, "x")
    assert found.menu


async def set_aside_elsewhere(office):
    """Set aside an update of another bot's."""
    update = NewUpdate(
        account="telegram:public",
        update_id="1",
        chat=ChatKey("c" * 32),
        header=b"",
        payload=b"",
        received_at=office.stage.now,
    )
    await office.database.write(lambda unit: inbox.put(unit, update))
    await office.database.write(lambda unit: inbox.set_aside(unit, 1, office.stage.now))


async def test_alarm_that_could_not_be_written_is_told_at_the_next_look(office, monkeypatch):
    """It is not taken for told."""
    await office.seat("Lena")
    await set_aside_elsewhere(office)

    async def refuse(_work):
        raise NotSaved("full")

    with monkeypatch.context() as full:
        full.setattr(office.database, "write", refuse)
        with pytest.raises(NotSaved):
            await office.alarms.look(office.stage.now)
    assert await ring(office)
    assert "something that a submitter sent" in office.read("Lena")
    assert not await ring(office)


async def test_alarm_waits_for_a_lead(office):
    """Where no lead is bound it is told to the first one that is."""
    await set_aside_elsewhere(office)
    await office.seat("Anna")
    assert not await ring(office)
    await office.seat("Lena")
    assert await ring(office)
    assert "something that a submitter sent" in office.read("Lena")
    assert office.people["Anna"].bots == []


async def test_alarm_about_this_bot_waits_for_a_lead(office):
    """The same for an update that this bot could not handle."""
    office.account.mailbox.push_raw({"message": 5})
    await office.settle()
    assert await office.count_set_aside() == 1
    assert not await ring(office)
    await office.seat("Lena")
    assert await ring(office)
    assert "something sent to a staff bot" in office.read("Lena")
    assert not await ring(office)


async def test_members_are_known_by_the_manifest_that_came_with_the_keys(ringing):
    """A desk that was unlocked with a newer manifest: chats and calls go by that one from then on."""
    group = ringing.stage.keys.group
    newer = replace(group.manifest, version=2, roster=SigningKey.generate(os.urandom).public)
    ringing.desk.unlock(replace(group, manifest=newer))
    assert not await ring(ringing)
    assert "ALERT" not in await ringing.say("Lena", "/alerts")
