"""Who writes is known by the key that was pinned; with another one a member is suspended, whatever else fits."""

import re

import pytest

from bots.signal.account import CHANNEL
from bots.signal.refusals import ApiFailed
from bots.staff import members
from bots.traffic import Undeliverable
from storage import bindings
from storage.documents import Urgency
from storage.members import Role, Standing

NEUTRAL = "There is nothing for you here."
PART = re.compile(r"^  ((?:[a-z]{4}-)+[a-z]{4})$", re.MULTILINE)


async def standing(office, name):
    """Whether a member may act."""
    return (await office.row(name)).standing


async def join(office, name, code):
    """Somebody new presents a code."""
    office.people[name] = office.stranger()
    return await office.say(name, f"/join {code}")


async def test_invitation_binds_the_chat_to_the_key(office):
    """The welcome says what a new phone means; messages disappear from its first word on."""
    code = await office.invite("Nadia", Role.MEMBER)
    answer = await join(office, "Nadia", code)
    assert "Welcome, Nadia" in answer
    assert "24 hours" in answer
    assert "lang uk" in answer
    assert "delete it yourself" in answer
    person = office.people["Nadia"]
    assert all(message.expires == 24 * 3600 for message in person.bots)
    key = office.stage.keys.group.manifest.roster
    bound = await office.database.read(
        lambda unit: bindings.find(unit, CHANNEL, members.ACCOUNT, person.user.uuid, key)
    )
    assert bound.identity == person.user.fingerprint.replace(" ", "")
    await office.start()
    assert "No open cases" in await office.say("Nadia", "queue")


async def test_invitation_with_a_key_that_is_not_known_admits_nobody(office):
    """The REST side says nothing of it: the update is set aside in the end, and the code stays good."""
    code = await office.invite("Nadia", Role.MEMBER)
    person = office.people["Nadia"] = office.stranger()
    person.types(f"/join {code}")
    await office.receive()
    office.account.trust.clear()
    await office.work()
    assert await office.count_set_aside() == 1
    assert (await office.row("Nadia")).standing is Standing.INVITED


async def test_changed_key_suspends_the_member(office, clara):
    """Although the REST side has let it through: his case is free, the lead is told, and he is a stranger."""
    person = office.people[clara]
    person.installs_anew()
    office.account.rely_on(person.user)
    answer = await office.say(clara, "open lumeko-42")
    assert NEUTRAL in answer
    assert await standing(office, clara) is Standing.SUSPENDED
    assert (await office.stage.case("lumeko-42")).holder is None
    assert "with a new key" in office.people["Lena"].bots[-1].text
    assert "Clara" not in office.people["Lena"].bots[-1].text
    assert ("member_suspended", "identity") in await office.acts()
    office.stage.later(hours=24)
    assert NEUTRAL in await office.say(clara, "queue")


async def test_message_that_was_held_back_for_its_key_suspends_the_member(office, clara):
    """That he has another key comes in its place. Nothing but that the REST side may let him through goes there."""
    office.people[clara].installs_anew()
    assert await office.say(clara, "open lumeko-42") == ""
    assert await standing(office, clara) is Standing.SUSPENDED
    assert "with a new key" in office.people["Lena"].bots[-1].text
    assert office.account.trust[office.people[clara].user].status == "TRUSTED_UNVERIFIED"


async def test_whoever_is_let_through_with_another_key_is_a_stranger(office, clara):
    """What the REST side trusts opens nothing: neither what was said before nor what comes later."""
    person = office.people[clara]
    await office.say(clara, "open lumeko-42")
    person.types("queue")
    await office.receive()
    await office.work()
    before = len(person.bots)
    person.installs_anew()
    person.types("open lumeko-42")
    await office.settle()
    assert await office.say(clara, "queue") == person.bots[-1].text
    assert [NEUTRAL in message.text for message in person.bots[before:]] == [True]


async def test_letter_that_is_refused_for_its_key_suspends_the_member(office, clara):
    """What waits for the chat is dropped; nobody else waits for it."""
    person = office.people[clara]
    before = len(person.bots)
    person.types("open lumeko-42")
    person.types("queue")
    await office.receive()
    await office.work()
    person.installs_anew()
    office.account.meet(person.user)
    await office.send()
    assert len(person.bots) == before
    assert await standing(office, clara) is Standing.SUSPENDED
    assert await office.waiting_letters() == 0
    await office.ring()
    assert "with a new key" in office.people["Lena"].bots[-1].text


async def test_stranger_with_a_new_phone_is_still_a_stranger(office, clara):
    """Nobody is suspended, nothing is said to what the REST side held back, and it holds no more back."""
    person = office.stranger()
    assert NEUTRAL in await office.hear(person, lambda: person.types("hello"))
    person.installs_anew()
    office.stage.later(hours=24)
    assert await office.hear(person, lambda: person.types("hello")) == ""
    assert NEUTRAL in await office.hear(person, lambda: person.types("hello"))
    assert await standing(office, clara) is Standing.ACTIVE


async def test_trust_that_cannot_be_set_is_given_up(office):
    """As of a key that the REST side does not know any more: the next message is held back, and asks for it again."""
    person = office.stranger()
    await office.hear(person, lambda: person.types("hello"))
    person.installs_anew()
    person.types("hello")
    await office.receive()
    await office.work()
    office.account.faults.fail("identities/trust", 400)
    (letter,) = await office.line.outgoing()
    with pytest.raises(Undeliverable):
        await office.line.deliver(letter)


async def test_suspended_while_locked_is_suspended_all_the_same(office, clara):
    """Nothing can be signed, and nothing opens."""
    await office.start(locked=True)
    office.people[clara].installs_anew()
    await office.say(clara, "queue")
    assert await standing(office, clara) is Standing.SUSPENDED
    assert "with a new key" in office.people["Lena"].bots[-1].text


async def test_lead_who_is_bound_later_is_told_then(office):
    """Where nobody could be told at once."""
    await office.seat("Clara")
    office.people["Clara"].installs_anew()
    await office.say("Clara", "queue")
    assert not await office.ring()
    await office.seat("Lena")
    assert await office.ring()
    assert "with a new key" in office.people["Lena"].bots[-1].text
    assert not await office.ring()


async def test_two_take_the_member_back_with_his_new_key(office, clara):
    """With a new invitation, which the REST side lets through; the new key is pinned."""
    person = office.people[clara]
    person.installs_anew()
    await office.say(clara, "queue")
    await office.stage.enrol("Boris", Role.COORDINATOR)
    await office.seat("Boris")
    answers = [await office.say(name, "readmit Clara") for name in ("Lena", "Boris")]
    first, second = (PART.search(answer).group(1) for answer in answers)
    assert "Welcome, Clara" in await office.say(clara, f"/join {first} {second}")
    assert "lumeko-42" in await office.say(clara, "queue")


async def test_line_waits_while_the_key_cannot_be_looked_up(office, clara):
    """The REST side does not answer: the line is tried again, and not given up."""
    office.people[clara].types("release lumeko-42")
    await office.receive()
    office.account.faults.fail("identities", 500)
    (key,) = await office.line.waiting()
    with pytest.raises(ApiFailed):
        await office.line.work(key)
    await office.work()
    assert (await office.stage.case("lumeko-42")).holder is None


async def test_key_that_is_not_known_obeys_nobody(office, clara):
    """After the REST side has lost its store: nobody is suspended, and the leads are told of what was set aside."""
    office.people[clara].types("release lumeko-42")
    await office.receive()
    office.account.trust.pop(office.people[clara].user)
    await office.work()
    await office.send()
    assert (await office.stage.case("lumeko-42")).holder is not None
    assert await standing(office, clara) is Standing.ACTIVE
    assert "was set aside" in office.people["Lena"].bots[-1].text


async def test_member_is_not_called_on_any_channel_once_suspended(office, clara):
    """Telegram too."""
    await office.bind(clara, "telegram", "77")
    office.people[clara].installs_anew()
    await office.say(clara, "queue")
    found = await office.database.read(
        lambda unit: members.reachable(unit, office.desk.manifest, "telegram", {Role.COORDINATOR})
    )
    assert found == ()
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    before = len(office.people[clara].bots)
    await office.ring()
    assert len(office.people[clara].bots) == before
