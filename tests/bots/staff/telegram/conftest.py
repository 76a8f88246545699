"""The staff bot's line on a real database, between the double of the service and a real desk; members at their phones.

Receiving and sending are done by hand here, step by step, so that a test can stop between any two of them.
"""

import io
import json
import os
from dataclasses import replace
from datetime import timedelta

import pytest

from bots.staff.labels import CatalogueLabels
from bots.staff.telegram import members
from bots.staff.telegram.conversation import Conversation
from bots.staff.telegram.delivery import Delivery, StaffBot
from bots.staff.telegram.line import StaffLine
from bots.staff.telegram.reception import Reception
from bots.staff.telegram.recollection import Recollections
from bots.staff.telegram.ringing import Ringing
from bots.telegram.updates import find_origin
from bots.texts import catalogue
from bots.traffic import ChatClosed
from storage import audit, inbox, outbox
from storage import members as rows
from storage.bindings import Binding, save, sign
from storage.blobs import BlobStore
from storage.database import Database
from storage.documents import Language
from storage.keys.post import PostKeys
from storage.members import Role
from storage.post import Post
from storage.sealed import HybridIdentity, decrypt
from tests.doubles.telegram.server import Telegram
from tests.triage.conftest import Stage, keys, labels  # noqa: F401 - the first two fixtures of a stage
from triage import roster
from triage.desk import TriageDesk
from triage.turn import Settings

LANGUAGES = tuple(Language)


class Office:
    """One staff bot with everything around it."""

    def __init__(self, stage: Stage, telegram: Telegram):
        self.stage = stage
        self.database = stage.database
        self.telegram = telegram
        self.account = telegram.add_bot("staff_bot")
        self.keys = PostKeys.of(HybridIdentity.generate(os.urandom))
        self.people = {}
        self.identities = {}
        self.settings = Settings()
        self.line = None

    async def start(self, *, locked=False):
        """Begin, or begin anew as after a kill: nothing is left but what is on the disk, and the volatile key."""
        if self.line is not None:
            await self.line.__aexit__()
        texts = catalogue("triage")
        words = CatalogueLabels(catalogue("intake"), texts)
        recollections = Recollections(keys=self.keys, clock=self.clock, draw=os.urandom)
        self.desk = TriageDesk(
            database=self.database,
            manifest=self.stage.keys.group.manifest,
            keys=None if locked else self.stage.keys.group,
            labels=words,
            blobs=self.stage.blobs,
            settings=self.settings,
            draw=os.urandom,
        )
        bot = StaffBot(self.account.token, self.telegram.url)
        number = str(self.account.user.id)
        self.post = Post(database=self.database, keys=self.keys, clock=self.clock, draw=os.urandom)
        self.ringing = Ringing(
            database=self.database,
            post=self.post,
            desk=self.desk,
            recollections=recollections,
            account=number,
            catalogue=texts,
            language=Language.EN,
        )
        conversation = Conversation(
            database=self.database,
            desk=self.desk,
            recollections=recollections,
            catalogue=texts,
            labels=words,
            clock=self.clock,
            draw=os.urandom,
        )
        self.line = StaffLine(
            account=number,
            database=self.database,
            post=self.post,
            reception=Reception(bot, conversation),
            delivery=Delivery(bot, self.stage.blobs),
            ringing=self.ringing,
            tries=5,
            clock=self.clock,
        )
        await self.line.__aenter__()

    def clock(self):
        """The time on the stage."""
        return self.stage.now

    # Members -----------------------------------------------------------------------------------------------------

    def stranger(self, language="en"):
        """Somebody with a phone."""
        return self.telegram.add_person(self.account, language=language)

    async def seat(self, name, language="en"):
        """A member whose chat is bound."""
        person = self.stranger(language)
        person.chat.open = True
        binding = Binding(
            channel=members.CHANNEL,
            account=members.ACCOUNT,
            chat=str(person.user.id),
            member=self.stage.people[name],
            changed_at=self.stage.now,
        )
        await self.database.write(lambda unit: save(unit, sign(binding, self.stage.keys.group.roster)))
        self.people[name] = person
        return person

    async def change(self, name, **fields):
        """Sign a member's row anew."""
        known = await self.database.read(lambda unit: roster.read(unit, self.stage.keys.group.manifest.roster))
        row = next(member for member in known.members if member.name == name)
        signed = rows.sign(replace(row, **fields), self.stage.keys.group.roster)
        await self.database.write(lambda unit: rows.save(unit, signed))

    async def give_key(self, name):
        """Register a key of the member's own."""
        identity = HybridIdentity.generate(os.urandom)
        self.identities[name] = identity
        await self.change(name, recipient=identity.recipient.encode())
        return identity

    async def invite(self, name, role):
        """An invitation's code."""
        return await self.database.write(
            lambda unit: roster.invite(unit, self.stage.keys.group, name, role, now=self.stage.now, draw=os.urandom)
        )

    # Traffic -----------------------------------------------------------------------------------------------------

    async def receive(self):
        """Commit what waits at the service, and confirm it; how much came for the first time."""
        waiting = list(self.account.mailbox.waiting)
        new = 0
        for update in waiting:
            body = json.dumps(update.as_json()).encode()
            new += await self.line.accept(find_origin(body, LANGUAGES), body)
            self.account.mailbox.confirm(update.id + 1)
        return new

    async def work(self):
        """Handle what was committed."""
        for key in await self.line.waiting():
            while await self.line.work(key):
                pass

    async def send(self):
        """Deliver what waits."""
        while letters := await self.line.outgoing():
            closed = set()
            for letter in letters:
                if letter.key in closed:
                    continue
                try:
                    await self.line.deliver(letter)
                except ChatClosed:
                    await self.line.close(letter.key)
                    closed.add(letter.key)
                else:
                    await self.line.sent(letter)

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

    def open(self, name, file):
        """Open a file with a member's own key."""
        target = io.BytesIO()
        decrypt(io.BytesIO(file), target, [self.identities[name]])
        return target.getvalue()

    async def commands(self, scope):
        """The menu of a scope as the service has it."""
        return [
            command["command"] for key, found in self.account.commands.items() if scope in key[0] for command in found
        ]

    async def waiting_letters(self):
        """How much waits in the outbox."""
        number = str(self.account.user.id)
        later = self.stage.now + timedelta(days=1)
        box = f"telegram:{number}"
        return len(await self.database.read(lambda unit: outbox.due(unit, box, None, later, 1000)))

    async def acts(self):
        """The whole audit log: what was done, with its code."""
        return [(row.act, row.code) for row in await self.database.read(lambda unit: audit._stretch(unit, 0))]

    async def count_set_aside(self):
        """How many updates were set aside."""
        return await self.database.read(inbox.count_set_aside)


@pytest.fixture
async def stage(tmp_path, keys, labels):  # noqa: F811
    """A database with the group's people."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'triage.db'}"
    await Database.create(url)
    async with await Database.open(url) as database:
        stage = Stage(database, keys, BlobStore.open(str(tmp_path / "blobs")), labels)
        await stage.enrol("Anna")
        await stage.enrol("Clara", Role.COORDINATOR)
        await stage.enrol("Rafael", Role.REFERRER)
        await stage.enrol("Lena", Role.LEAD)
        yield stage


@pytest.fixture
async def office(stage):
    """A staff bot that runs, unlocked."""
    async with Telegram() as telegram:
        office = Office(stage, telegram)
        await office.start()
        yield office
        await office.line.__aexit__()
