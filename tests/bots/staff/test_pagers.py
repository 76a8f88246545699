"""Pagers: called like a chat, with nothing in what they show; whoever's pager fails is told."""

from dataclasses import replace

import pytest

from bots.paging import line as paging
from bots.paging.services import PagerFailed, PagerRefused
from bots.staff.calling import Voice
from bots.staff.pagers import make_voice, open_pagers
from storage import pagers
from storage.documents import Language, Urgency
from storage.members import Role, Standing
from storage.pagers import Pager
from tests.bots.staff.conftest import Staff
from triage.notices import say

URL = "ntfy://secret-topic"


@pytest.fixture
async def staff(stage):
    """A process whose lead has a pager and a chat."""
    staff = Staff(stage)
    staff.furnish(locked=True)
    staff.told = []

    def word(notice, language, member):
        staff.told.append((notice.id, member.name))
        return []

    staff.calling.add(Voice(channel="telegram", account="1", word=word))
    staff.line = open_pagers(staff.office, staff.calling).line
    staff.pages, staff.failure = [], None

    async def page(url, text, *, inside):
        if staff.failure is not None:
            raise staff.failure
        staff.pages.append((url, text))

    staff.page = page
    await staff.bind("Lena", "telegram", "1")
    await give_pager(staff, "Lena")
    return staff


@pytest.fixture(autouse=True)
def answering(staff, monkeypatch):
    """Have the service answer as the test says."""
    monkeypatch.setattr(paging, "page", staff.page)


async def give_pager(staff, name, url=URL):
    """Sign a pager for a member."""
    pager = Pager(member=staff.stage.people[name], url=url, changed_at=staff.stage.now)
    signed = pagers.sign(pager, staff.stage.keys.group.roster)
    await staff.database.write(lambda unit: pagers.save(unit, signed))


async def test_pager_is_called_with_the_chats(staff):
    """A number, and not a word of what it is about."""
    await staff.stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    assert await staff.ring()
    assert staff.pages == [(URL, "New task 1")]
    assert ("watch-alert", "Lena") in staff.told


async def test_pager_is_called_again_each_minute_until_somebody_takes_over(staff):
    """Its silence is not said there."""
    await staff.stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    for _ in range(3):
        await staff.ring()
        staff.stage.later(minutes=1)
    assert len(staff.pages) == 3
    await staff.stage.say("Rafael", "/ack 1")
    await staff.ring()
    assert len(staff.pages) == 3
    assert staff.told[-1] == ("watch-silent", "Lena")


async def test_pager_says_of_a_flood_how_many(staff):
    """And names none of them."""
    for number in range(10, 15):
        await staff.stage.receive(f"lumeko-{number}", Urgency.EMERGENCY, alert=True)
    await staff.ring()
    assert staff.pages == [(URL, "New tasks: 5")]


async def test_pager_speaks_its_owners_language(staff):
    """The one that was last spoken in a chat of his."""
    voice = staff.calling.voices[0]

    async def speak(unit):
        address = await staff.calling.find(unit, voice, "1")
        await staff.office.recollections.remember(unit, staff.post.key(address), Language.UK)

    await staff.database.write(speak)
    await staff.stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    await staff.ring()
    assert staff.pages == [(URL, "Нове завдання 1")]


async def test_nobody_is_paged_who_has_left(staff):
    """The roster is read each time; nor is anybody by a row that was not signed."""
    await staff.change("Lena", standing=Standing.SUSPENDED)
    forged = Pager(member=staff.stage.people["Rafael"], url="ntfy://forged", changed_at=staff.stage.now)
    await staff.database.write(lambda unit: pagers.save(unit, forged))
    await staff.stage.receive("lumeko-42", Urgency.EMERGENCY, alert=True)
    assert not await staff.ring()
    assert staff.pages == []


async def test_pager_is_told_only_what_is_urgent(staff):
    """Whoever is reached on a pager alone is not taken for told of anything else."""
    voice = make_voice(staff.office)
    assert not voice.says(say("staff-gap"))
    staff.calling._voices = [voice]
    leads = (Role.LEAD,)
    assert not await staff.database.write(lambda unit: staff.calling.tell_all(unit, leads, say("staff-resumed")))
    assert await staff.database.write(
        lambda unit: staff.calling.tell_all(unit, leads, say("staff-not-ready", what="rota"))
    )
    await staff.send()
    assert staff.pages == [(URL, "Please look in.")]


async def fail(staff, failure, attempts=0):
    """Have a call fail, that was tried so often before."""
    staff.failure = failure
    (letter,) = await staff.line.outgoing()
    with pytest.raises(type(failure)):
        await staff.line.deliver(replace(letter, attempts=attempts))
    staff.failure = None


async def alarm(staff):
    """Have Lena's pager called."""
    await staff.database.write(
        lambda unit: staff.calling.tell_all(unit, (Role.LEAD,), say("staff-not-ready", what="rota"))
    )
    staff.told.clear()


async def test_owner_is_told_once_that_his_pager_fails(staff):
    """After a few tries, in his chats; again only after it has worked."""
    await alarm(staff)
    await fail(staff, PagerFailed("no"))
    assert staff.told == []
    for attempts in (2, 3, 4):
        await fail(staff, PagerFailed("no"), attempts)
    assert staff.told == [("staff-pager-failed", "Lena")]
    await staff.send()
    await alarm(staff)
    await fail(staff, PagerFailed("no"), 2)
    assert staff.told == [("staff-pager-failed", "Lena")]


async def test_owner_is_told_at_once_of_a_pager_that_is_none(staff):
    """Another try changes nothing; the others are called."""
    await give_pager(staff, "Rafael", "ntfy://other-topic")
    await alarm(staff)
    await fail(staff, PagerRefused("no"))
    assert staff.told == [("staff-pager-failed", "Lena")]


async def test_pager_that_was_changed_meanwhile_is_nobodys(staff):
    """A call that still waited for the old one fails without a word."""
    await alarm(staff)
    await give_pager(staff, "Lena", "ntfy://another-topic")
    await fail(staff, PagerRefused("no"))
    assert staff.told == []
