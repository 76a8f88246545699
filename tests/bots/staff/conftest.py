"""A database with the group's people, and what is the same for the staff bot on every channel."""

import ast
import io
import os
from dataclasses import replace
from importlib.resources import files

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, VariableReference
from fluent.syntax.visitor import Visitor

from bots.staff import members
from bots.staff.alarms import Alarms
from bots.staff.calling import Calling
from bots.staff.labels import CatalogueLabels
from bots.staff.office import Office
from bots.staff.recollection import Recollections
from bots.staff.ringing import Ringing
from bots.texts import catalogue
from bots.traffic import ChatClosed, Undeliverable
from storage import audit, bindings, inbox, outbox
from storage import members as rows
from storage.bindings import Binding
from storage.blobs import BlobStore
from storage.database import Database
from storage.documents import Language
from storage.keys.post import PostKeys
from storage.members import Role
from storage.post import Post
from storage.sealed import HybridIdentity, decrypt
from tests.triage.conftest import Stage, keys, labels  # noqa: F401 - the first two fixtures of a stage
from triage.desk import TriageDesk
from triage.membership import roster
from triage.turn import Settings

LANGUAGES = (Language.EN, Language.UK, Language.RU)


class Staff:
    """The staff side of one process, with a line that a channel's own tests add."""

    def __init__(self, stage: Stage):
        self.stage = stage
        self.database = stage.database
        self.keys = PostKeys.of(HybridIdentity.generate(os.urandom))
        self.identities = {}
        self.settings = Settings()
        self.line = None

    def furnish(self, *, locked=False):
        """Begin, or begin anew as after a kill: nothing is left but what is on the disk, and the volatile key."""
        texts = catalogue("triage")
        words = CatalogueLabels(catalogue("intake"), texts)
        self.desk = TriageDesk(
            database=self.database,
            manifest=self.stage.keys.group.manifest,
            keys=None if locked else self.stage.keys.group,
            labels=words,
            blobs=self.stage.blobs,
            settings=self.settings,
            draw=os.urandom,
        )
        self.post = Post(database=self.database, keys=self.keys, clock=self.clock, draw=os.urandom)
        self.office = Office(
            database=self.database,
            desk=self.desk,
            post=self.post,
            recollections=Recollections(keys=self.keys, clock=self.clock, draw=os.urandom),
            blobs=self.stage.blobs,
            catalogue=texts,
            labels=words,
            languages=LANGUAGES,
            tags=self.settings.tags,
            tries=5,
            clock=self.clock,
            draw=os.urandom,
        )
        self.calling = Calling(self.office)
        self.alarms = Alarms(self.office, self.calling)
        self.ringing = Ringing(self.database, self.calling)

    def clock(self):
        """The time on the stage."""
        return self.stage.now

    # Members -----------------------------------------------------------------------------------------------------

    async def bind(self, name, channel, chat, identity=""):
        """Make a chat a member's."""
        binding = Binding(
            channel=channel,
            account=members.ACCOUNT,
            chat=chat,
            member=self.stage.people[name],
            changed_at=self.stage.now,
            identity=identity,
        )
        signed = bindings.sign(binding, self.stage.keys.group.roster)
        await self.database.write(lambda unit: bindings.save(unit, signed))

    async def change(self, name, **fields):
        """Sign a member's row anew."""
        signed = rows.sign(replace(await self.row(name), **fields), self.stage.keys.group.roster)
        await self.database.write(lambda unit: rows.save(unit, signed))

    async def row(self, name):
        """A member's row."""
        known = await self.database.read(lambda unit: roster.read(unit, self.stage.keys.group.manifest.roster))
        return next(member for member in known.members if member.name == name)

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

    def open(self, name, file):
        """Open a file with a member's own key."""
        target = io.BytesIO()
        decrypt(io.BytesIO(file), target, [self.identities[name]])
        return target.getvalue()

    # Traffic -----------------------------------------------------------------------------------------------------

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
                if letter.key in closed or not await self.line.stands(letter):
                    continue
                try:
                    await self.line.deliver(letter)
                except ChatClosed:
                    await self.line.close(letter.key)
                    closed.add(letter.key)
                except Undeliverable:
                    await self.line.sent(letter)
                else:
                    await self.line.sent(letter)

    async def ring(self):
        """Ring, tell what is to be told, and send; whether anybody was called."""
        called = [await self.ringing.ring(self.stage.now), await self.alarms.look(self.stage.now)]
        await self.send()
        return any(called)

    # What is left of it ------------------------------------------------------------------------------------------

    async def waiting_letters(self):
        """How much waits in the outbox of the line."""
        later = self.stage.now.replace(year=self.stage.now.year + 1)
        return len(await self.database.read(lambda unit: outbox.due(unit, self.line.box, None, later, 1000)))

    async def acts(self):
        """The whole audit log: what was done, with its code."""
        return [(row.act, row.code) for row in await self.database.read(lambda unit: audit._stretch(unit, 0))]

    async def count_set_aside(self):
        """How many updates were set aside."""
        return await self.database.read(inbox.count_set_aside)


class Variables(Visitor):
    """The variables of a message."""

    def __init__(self):
        self.found = set()

    def visit_VariableReference(self, node: VariableReference):  # noqa: N802
        """Note a variable."""
        self.found.add(node.id.name)


def read_texts(language, name):
    """The variables of each message in one file of a language."""
    source = files("triage") / "locales" / language / name
    resource = FluentParser().parse(source.read_text(encoding="utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, Junk)]
    found = {}
    for entry in resource.body:
        if isinstance(entry, Message):
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.found
    return found


def named(folder, *prefixes):
    """The messages with these prefixes that the modules of a folder name."""
    for source in folder.iterdir():
        if source.name.endswith(".py"):
            for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
                said = node.value if isinstance(node, ast.Constant) else None
                if isinstance(said, str) and said.startswith(prefixes) and " " not in said:
                    yield said


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
