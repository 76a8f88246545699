"""The staff bot's line on a real database, between the REST side's double and a real desk; members at their phones.

Receiving and sending are done by hand here, step by step, so that a test can stop between any two of them.
"""

from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bots.signal.account import CHANNEL, Account
from bots.signal.api import open_api
from bots.signal.frames import find_origin
from bots.signal.inbox import Inbox
from bots.staff.line import StaffLine
from bots.staff.signal.conversation import Conversation
from bots.staff.signal.counter import SignalCounter
from bots.staff.signal.guard import Guard
from bots.staff.signal.line import make_voice
from bots.staff.signal.offering import Offering
from tests.bots.staff.conftest import LANGUAGES, Staff
from tests.doubles.signal.server import Signal

PATIENCE = 15.0
HOURS = 24


class Office(Staff):
    """One number with everything around it."""

    def __init__(self, stage, signal: Signal):
        super().__init__(stage)
        self.signal = signal
        self.account = signal.account
        self.account.chatty = False
        self.opened = AsyncExitStack()
        self.people = {}
        self.room = None
        self.taken = 0

    async def start(self, *, locked=False):
        """Begin, or begin anew as after a kill: nothing is left but what is on the disk, and the volatile key."""
        await self.opened.aclose()
        self.furnish(locked=locked)
        account = Account(number=self.account.number, api_url=self.signal.url)
        self.inbox = Inbox(self.post, account)
        api = await self.opened.enter_async_context(open_api(account))
        self.guard = Guard(self.office, self.calling, account.number, api)
        conversation = Conversation(self.office, self.guard, disappear=timedelta(hours=HOURS), room=self.room)
        self.voice = make_voice(self.office, account.number, self.room)
        self.calling.add(self.voice)
        self.line = StaffLine(
            channel=CHANNEL,
            account=account.number,
            counter=SignalCounter(self.office, api, conversation, self.guard, Offering(self.office, self.calling, api)),
            office=self.office,
            alarms=self.alarms,
        )

    # People ------------------------------------------------------------------------------------------------------

    def stranger(self):
        """Somebody with a phone."""
        return self.signal.add_person()

    async def seat(self, name):
        """A member whose chat is bound, with the key of his phone."""
        person = self.stranger()
        self.account.meet(person.user)
        pinned = person.user.fingerprint.replace(" ", "")
        await self.bind(name, CHANNEL, person.user.uuid, pinned)
        self.people[name] = person
        return person

    # Traffic -----------------------------------------------------------------------------------------------------

    async def receive(self):
        """Commit what came; how many frames were new."""
        feed = self.account.feed
        await feed.change.until(feed.is_empty, PATIENCE)
        frames, self.taken = feed.frames[self.taken :], len(feed.frames)
        new = 0
        for frame in frames:
            origin = find_origin(frame.body, self.account.number, LANGUAGES)
            if origin is not None and origin.parts:
                new += await self.inbox.accept(origin)
        return new

    async def settle(self):
        """Let everything that was begun come to its end."""
        await self.receive()
        await self.work()
        await self.alarms.look(self.stage.now)
        await self.send()

    async def say(self, name, text):
        """A member types; what stands in his chat of ours since then."""
        return await self.hear(self.people[name], lambda: self.people[name].types(text))

    async def hear(self, person, do):
        """Do something, and let it settle; what was said in the person's chat since."""
        before = len(person.bots)
        do()
        await self.settle()
        return "\n\n".join(message.text for message in person.bots[before:])

    def calls(self, method):
        """The forms of all calls of a method."""
        return [exchange.form.values for exchange in self.signal.journal.exchanges if exchange.method == method]


@pytest.fixture
async def office(stage):
    """A staff bot that runs, unlocked."""

    def clock():
        return stage.now.timestamp()

    async with Signal(trusts_new=False, clock=clock) as signal:
        office = Office(stage, signal)
        await office.start()
        yield office
        await office.opened.aclose()


@pytest.fixture
async def clara(office):
    """A coordinator who holds a case, and a lead."""
    await office.stage.receive("lumeko-42")
    await office.seat("Clara")
    await office.seat("Lena")
    await office.say("Clara", "claim lumeko-42")
    return "Clara"
