"""Nothing is said to a member before it was seen that his key is the pinned one; what was to be said is dropped."""

import json
from dataclasses import replace
from unittest.mock import AsyncMock

import pytest

from bots.signal.account import CHANNEL
from bots.signal.api import Identity
from bots.signal.frames import find_origin
from bots.signal.refusals import ApiFailed
from bots.staff.calling import Voice
from storage import bindings
from storage.documents import Urgency
from storage.members import Standing
from tests.bots.staff.conftest import LANGUAGES


@pytest.fixture(autouse=True)
def moment(monkeypatch):
    """Each look is a new one."""
    monkeypatch.setattr("bots.staff.signal.guard.RECENT", 0.0)


async def standing(office, name):
    """Whether a member may act."""
    return (await office.row(name)).standing


async def prepare(office, name, line):
    """Have an answer ready to be sent."""
    office.people[name].types(line)
    await office.receive()
    await office.work()


def show_key(office, person, status):
    """Install anew, and let the REST side know of it already."""
    person.installs_anew()
    known = office.account.trust[person.user]
    known.fingerprint, known.status = person.user.fingerprint, status


@pytest.mark.parametrize("status", ["UNTRUSTED", "TRUSTED_UNVERIFIED"])
async def test_letter_is_compared_with_the_pin_before_it_is_handed_over(office, clara, status):
    """Also where the REST side would send to the new key by itself: nothing is sent, and he is suspended."""
    person = office.people[clara]
    await prepare(office, clara, "open lumeko-42")
    before = len(person.bots)
    show_key(office, person, status)
    sent = len(office.calls("send"))
    await office.send()
    assert len(office.calls("send")) == sent
    assert len(person.bots) == before
    assert await standing(office, clara) is Standing.SUSPENDED
    assert await office.waiting_letters() == 0


async def test_alert_is_compared_with_the_pin_too(office, clara):
    """It holds nobody's words, and still nobody else is called with it."""
    person = office.people[clara]
    show_key(office, person, "TRUSTED_UNVERIFIED")
    before = len(person.bots)
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    await office.ring()
    assert len(person.bots) == before
    assert await standing(office, clara) is Standing.SUSPENDED


async def test_without_a_known_key_alerts_are_said_and_words_are_not(office, clara):
    """After the REST side has lost its store: it is nobody's fault, and nobody is suspended for it."""
    person = office.people[clara]
    await prepare(office, clara, "open lumeko-42")
    del office.account.trust[person.user]
    before = len(person.bots)
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    await office.ring()
    assert [message.text.partition(" ")[0] for message in person.bots[before:]] == ["ALERT"]
    assert await standing(office, clara) is Standing.ACTIVE


async def test_words_are_not_said_in_a_chat_that_is_nobodys_any_more(office, clara):
    """As after he has moved to another phone with a new invitation."""
    person = office.people[clara]
    await prepare(office, clara, "open lumeko-42")
    before = len(person.bots)
    await office.database.write(lambda unit: bindings.drop(unit, office.stage.people[clara], CHANNEL))
    await office.send()
    assert len(person.bots) == before
    assert await office.waiting_letters() == 0


async def test_letter_waits_while_its_key_cannot_be_looked_up(office, clara):
    """The REST side does not answer: it is tried again."""
    await prepare(office, clara, "queue")
    (letter,) = await office.line.outgoing()
    office.account.faults.fail("identities", 500)
    with pytest.raises(ApiFailed):
        await office.line.deliver(letter)
    await office.line.deliver(letter)


async def test_alert_does_not_wait_for_a_look_at_the_keys(office, clara):
    """It says nothing, and Signal refuses by itself a key that is not trusted."""
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    office.account.faults.fail("identities", 500)
    await office.ring()
    assert "munipo-17" in office.people[clara].bots[-1].text


async def test_key_that_is_named_by_nothing_is_not_known(office, clara, monkeypatch):
    """Nobody is suspended because the REST side calls a field by another name one day; nor is nothing pinned."""
    user = office.people[clara].user
    nameless = Identity(uuid=user.uuid, number="", fingerprint=" ", trusted=True, verified=False, added=1)
    monkeypatch.setattr(office.guard._api, "identities", AsyncMock(return_value=(nameless,)))
    assert await office.guard.look(user.uuid) == frozenset()
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    await office.ring()
    assert "munipo-17" in office.people[clara].bots[-1].text
    assert await standing(office, clara) is Standing.ACTIVE


async def test_many_letters_are_one_look(office, clara, monkeypatch):
    """Keys that were looked up a moment ago are good for all that is said at once."""
    monkeypatch.setattr("bots.staff.signal.guard.RECENT", 60.0)
    await office.say(clara, "open lumeko-42")
    await office.say(clara, f"assess lumeko-42 likely yes letter risk={'word ' * 900}")
    await prepare(office, clara, "open lumeko-42")
    assert await office.waiting_letters() > 2
    looks = AsyncMock()
    monkeypatch.setattr(office.guard._api, "identities", looks)
    await office.send()
    assert looks.await_count == 0
    assert await standing(office, clara) is Standing.ACTIVE


@pytest.mark.parametrize("named", ["sourceNumber", "sourceUuid"])
async def test_key_is_trusted_for_a_uuid_only(office, clara, named):
    """A frame that names but a number says nothing of whose chat it is: no key is let through for it."""
    person = office.people[clara]
    await prepare(office, clara, "open lumeko-42")
    before = len(person.bots)
    show_key(office, person, "UNTRUSTED")
    person.user.number = "+380671112233"
    name = person.user.number if named == "sourceNumber" else person.user.uuid
    envelope = {named: name, "timestamp": 5}
    frame = {
        "account": office.account.number,
        "envelope": envelope,
        "exception": {"type": "UntrustedIdentityException"},
    }
    await office.inbox.accept(find_origin(json.dumps(frame).encode(), office.account.number, LANGUAGES))
    await office.work()
    await office.send()
    trusted = office.account.trust[person.user].status == "TRUSTED_UNVERIFIED"
    assert trusted is (named == "sourceUuid")
    assert len(person.bots) == before
    assert await standing(office, clara) is Standing.SUSPENDED


async def test_what_waits_for_a_stranger_with_a_new_key_is_dropped(office):
    """Whoever he is: it was for somebody else."""
    person = office.stranger()
    person.types("hello")
    await office.receive()
    await office.work()
    person.installs_anew()
    person.types("hello")
    await office.settle()
    assert person.bots == []


async def test_what_waits_for_a_suspended_member_is_dropped_on_every_channel(office, clara):
    """On Telegram too, where what the channel offers him is taken away."""
    await office.bind(clara, "telegram", "77")
    other = Voice(channel="telegram", account="9", word=lambda *_: [b"words"], parting=(b"no menu",))
    office.calling.add(other)
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    await office.ring()
    assert {letter.body for letter in await office.post.outgoing(other.box)} == {b"words"}
    office.people[clara].installs_anew()
    await office.say(clara, "queue")
    assert [letter.body for letter in await office.post.outgoing(other.box)] == [b"no menu"]


async def test_two_keys_of_one_uuid_are_a_changed_key(office, clara, monkeypatch):
    """Whichever of them is the pinned one."""
    user = office.people[clara].user
    pinned = Identity(uuid=user.uuid, number="", fingerprint=user.fingerprint, trusted=True, verified=False, added=2)
    other = replace(pinned, fingerprint="00", added=1)
    monkeypatch.setattr(office.guard._api, "identities", AsyncMock(return_value=(other, pinned)))
    await office.say(clara, "queue")
    assert await standing(office, clara) is Standing.SUSPENDED


async def test_key_of_a_number_is_not_that_of_its_uuid(office, monkeypatch):
    """The number may be another's by now: where there is a uuid, only that names somebody."""
    named = Identity(uuid="", number="+3801", fingerprint="AB 0c", trusted=True, verified=False, added=1)
    other = replace(named, uuid="another", fingerprint="00", added=2)
    monkeypatch.setattr(office.guard._api, "identities", AsyncMock(return_value=(named, other)))
    assert await office.guard.look("+3801") == {"ab0c"}
    assert await office.guard.look("another") == {"00"}
