"""The staff bot's line on a real database, between the double of the service and a real desk; members at their phones.

Receiving and sending are done by hand here, step by step, so that a test can stop between any two of them.
"""

import json
from functools import partial

import pytest

from bots.staff.line import StaffLine
from bots.staff.telegram.conversation import CHANNEL, Conversation
from bots.staff.telegram.delivery import Delivery, StaffBot
from bots.staff.telegram.line import TelegramCounter, accept
from bots.staff.telegram.reception import Reception
from bots.staff.telegram.voice import make_voice, offer_menus
from bots.telegram.updates import find_origin
from storage.documents import Language
from tests.bots.staff.conftest import Staff
from tests.doubles.telegram.server import Telegram

LANGUAGES = tuple(Language)


class Office(Staff):
    """One staff bot with everything around it."""

    def __init__(self, stage, telegram: Telegram):
        super().__init__(stage)
        self.telegram = telegram
        self.account = telegram.add_bot("staff_bot")
        self.people = {}
        self.reception = None

    async def start(self, *, locked=False):
        """Begin, or begin anew as after a kill: nothing is left but what is on the disk, and the volatile key."""
        await self.end()
        self.furnish(locked=locked)
        bot = StaffBot(self.account.token, self.telegram.url)
        number = str(self.account.user.id)
        self.reception = Reception(bot, Conversation(self.office))
        self.voice = make_voice(self.office, number)
        self.calling.add(self.voice)
        self.line = StaffLine(
            channel=CHANNEL,
            account=number,
            counter=TelegramCounter(self.reception, Delivery(bot, self.stage.blobs)),
            office=self.office,
            alarms=self.alarms,
        )
        self.accept = partial(accept, self.post, number)
        await self.reception.__aenter__()

    async def end(self):
        """Let go of the connections."""
        if self.reception is not None:
            await self.reception.__aexit__()

    async def offer_menus(self):
        """As at a start."""
        await offer_menus(self.office, self.calling, self.voice)

    # Members -----------------------------------------------------------------------------------------------------

    def stranger(self, language="en"):
        """Somebody with a phone."""
        return self.telegram.add_person(self.account, language=language)

    async def seat(self, name, language="en"):
        """A member whose chat is bound."""
        person = self.stranger(language)
        person.chat.open = True
        await self.bind(name, CHANNEL, str(person.user.id))
        self.people[name] = person
        return person

    # Traffic -----------------------------------------------------------------------------------------------------

    async def receive(self):
        """Commit what waits at the service, and confirm it; how much came for the first time."""
        waiting = list(self.account.mailbox.waiting)
        new = 0
        for update in waiting:
            body = json.dumps(update.as_json()).encode()
            new += await self.accept(find_origin(body, LANGUAGES), body)
            self.account.mailbox.confirm(update.id + 1)
        return new

    async def settle(self):
        """Let everything that was begun come to its end."""
        await self.receive()
        await self.work()
        await self.send()

    async def say(self, name, text):
        """A member types; the last text that stands in his chat then."""
        self.people[name].types(text)
        await self.settle()
        return self.read(name)

    async def click(self, name, label):
        """A member presses a button; the last text that stands in his chat then."""
        self.people[name].clicks(label)
        await self.settle()
        return self.read(name)

    def read(self, name):
        """The last text of the bot's in a member's chat."""
        return next((message.text for message in reversed(self.people[name].bots) if "text" in message.content), "")

    def labels(self, name):
        """The buttons below the newest keyboard in a member's chat."""
        return next((message.labels for message in reversed(self.people[name].bots) if message.labels), [])

    def files(self, name):
        """The files in a member's chat: names and bytes."""
        return [(message.file_name, message.file) for message in self.people[name].bots if message.file is not None]

    async def commands(self, scope):
        """The menu of a scope as the service has it."""
        return [
            command["command"] for key, found in self.account.commands.items() if scope in key[0] for command in found
        ]


@pytest.fixture
async def office(stage):
    """A staff bot that runs, unlocked."""
    async with Telegram() as telegram:
        office = Office(stage, telegram)
        await office.start()
        yield office
        await office.end()
