"""The whole house on one database and one clock that is turned by hand: both desks, what goes by the clock, its people.

Nothing is made up but the platforms: letters are taken from the outbox where a platform would take them.
"""

import heapq
import itertools
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta

from bots.signal.account import CHANNEL
from bots.staff.calling import Voice
from bots.staff.referring import Referring
from bots.staff.reminding import Reminding
from bots.staff.signal import letters
from bots.staff.signal.letters import Offered
from bots.staff.signal.offering import Offering
from intake.handover import Handover
from intake.receipt import digits
from storage import alerts, cases, partners, shifts
from storage.cases import Case
from storage.database import Database
from storage.documents import Language
from storage.ids import CaseId, PartnerId, draw_id
from storage.members import Role
from storage.partners import Aid, Partner
from storage.sealed import HybridIdentity, open_file
from storage.shifts import Day, Duty, Shift, ShiftId
from tests.bots.staff.conftest import Staff
from tests.intake.conftest import SETTINGS, Intake, Recorder
from tests.intake.conftest import Keys as BothKeys
from tests.triage.conftest import Stage
from tests.week.script import Entry
from tests.week.submitters import interview
from triage.desk import Stranger
from triage.notices import Notice, flatten
from triage.referral.package import read_package
from triage.turn import Settings

IDLE = timedelta(hours=2)
"""As far as the clock is turned while nothing rings and nobody has anything to do."""

ROUND = timedelta(minutes=1)
"""As far as it is turned while something rings."""

Task = Callable[[], Awaitable[None]]


class Refused(AssertionError):
    """A member was refused what the script has him do."""


class House:
    """Both desks, the clock, the people, and what has been seen."""

    def __init__(self, database: Database, keys: BothKeys, stage: Stage, begin: datetime) -> None:
        self.database = database
        self.stage = stage
        self.keys = keys
        self.begin = begin
        self.staff = Staff(stage)
        self.staff.settings = Settings(quorum=2, tags=("hearing", "unionist", "official"))
        self.intake = Intake(
            database=database,
            folder=None,  # type: ignore[arg-type]
            blobs=stage.blobs,
            keys=keys,
            desk=None,  # type: ignore[arg-type]
            recorder=Recorder("signal", reaches=True),
        ).reopen()
        self._handover = Handover(
            database=database,
            blobs=stage.blobs,
            keys=keys.intake,
            settings=SETTINGS,
            clock=lambda: self.now,
            draw=os.urandom,
        )
        self._tasks: list[tuple[datetime, int, Task]] = []
        self._order = itertools.count()
        self._looked_at = begin - IDLE
        self._partners: dict[PartnerId, HybridIdentity] = {}
        self.codes: dict[CaseId, str] = {}
        self.said: list[tuple[datetime, str, Notice]] = []
        self.refusals: list[tuple[str, str, str]] = []
        self.on_call: Callable[[str, Notice], None] = lambda _name, _notice: None
        self.on_package: Callable[[str, str], None] = lambda _number, _code: None

    # The clock ------------------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """The time on the clock."""
        return self.stage.now

    def at(self, moment: datetime, task: Task) -> None:
        """Have something done then, or now if that is past."""
        heapq.heappush(self._tasks, (max(moment, self.now), next(self._order), task))

    def after(self, span: timedelta, task: Task) -> None:
        """Have something done after a while."""
        self.at(self.now + span, task)

    def tell(self, story: AsyncIterator[timedelta]) -> None:
        """Let a story go on now; each time it says after how long it goes on."""

        async def go_on() -> None:
            async for span in story:
                self.after(span, go_on)
                return

        self.at(self.now, go_on)

    async def run(self, until: datetime) -> None:
        """Turn the clock, minute by minute while something rings, until then."""
        while self.now < until:
            while self._tasks and self._tasks[0][0] <= self.now:
                await heapq.heappop(self._tasks)[2]()
            ringing = await self.look()
            following = [self.now + (ROUND if ringing else IDLE), until]
            self._turn(min([*following, *(task[0] for task in self._tasks[:1])]))

    def _turn(self, moment: datetime) -> None:
        self.stage.now = self.intake.now = max(moment, self.now)

    async def look(self) -> bool:
        """Do once what both processes do by the clock, and let the platforms take what waits; whether anything rings.

        What does not ring is looked at now and then, which is often enough for what is due in hours and days.
        """
        await self.staff.ringing.ring(self.now)
        await self.referring.look(self.now)
        if self.now >= self._looked_at + IDLE:
            self._looked_at = self.now
            await self.staff.alarms.look(self.now)
            await self.reminding.look(self.now)
            await self.intake.desk.announce()
        for letter in await self.staff.post.outgoing(self._box, limit=1000):
            await self._take(letter.address.chat, letter.body)
            await self.staff.post.sent(letter.number)
        return bool(await self.database.read(lambda unit: alerts.due(unit, self.now, None)))

    async def _take(self, chat: str, body: bytes) -> None:
        try:
            letter = letters.read(body)
        except ValueError:
            return  # a line that was noted when it was worded
        if isinstance(letter, Offered):
            await self.offering.deliver(chat, letter.offer)

    # The staff ------------------------------------------------------------------------------------------------------

    def open_staff(self, members: dict[str, Role]) -> None:
        """Begin the staff process, with one channel on which everybody is reached."""
        self.staff.furnish()
        self.roles = members

        def word(notice: Notice, _language: Language, member: object) -> list[bytes]:
            name = getattr(member, "name", "room")
            self.said.append((self.now, name, notice))
            self.on_call(name, notice)
            return [json.dumps([notice.id]).encode()]

        voice = Voice(channel=CHANNEL, account="1", word=word)
        self._box = voice.box
        self.staff.calling.add(voice)
        self.referring = Referring(self.staff.office, self.staff.calling)
        self.reminding = Reminding(self.staff.office, self.staff.calling)
        self.offering = Offering(self.staff.office, self.staff.calling, self)  # type: ignore[arg-type]

    async def put_on_duty(self, name: str, days: tuple[Day, ...], duty: Duty, start: str, end: str) -> None:
        """Give somebody a weekly shift."""
        clock = [datetime.strptime(one, "%H:%M").time() for one in (start, end)]  # noqa: DTZ007 - a time of day
        shift = Shift(
            id=ShiftId(draw_id(os.urandom)),
            member=self.stage.people[name],
            days=days,
            start=clock[0],
            end=clock[1],
            zone="UTC",
            duty=duty,
            changed_at=self.now,
        )
        signed = shifts.sign(shift, self.keys.group.roster)
        await self.database.write(lambda unit: shifts.add(unit, signed))

    async def do(self, name: str, line: str) -> tuple[Notice, ...]:
        """A member types a line, which is to be carried out.

        Raises:
            Refused: it is not.
        """
        answer = await self.staff.desk.obey(self.stage.people[name], line, self.now, proven=True)
        if any(notice.id.startswith(("error", "stranger", "problem")) for notice in answer):
            said = " / ".join(self.stage.labels.render(notice) for notice in flatten(answer))
            raise Refused(f"{name}: {line}: {said}")
        return answer

    async def is_refused(self, name: str, line: str) -> None:
        """A member tries what is not his to do."""
        answer = await self.staff.desk.obey(self.stage.people[name], line, self.now, proven=True)
        self.refusals.append((name, line, answer[-1].id))

    # The submitters -------------------------------------------------------------------------------------------------

    async def submit(self, entry: Entry, answers: dict) -> Case:
        """Somebody sends what was answered; the case that it opens."""
        id = CaseId(draw_id(os.urandom))  # noqa: A001
        filled = interview(id, entry.language, entry.kind, answers, self.now.date())
        made, writes = await self._handover.submit(filled, channel="signal")

        async def work(unit) -> Case:
            for write in writes:
                await write(unit)
            return await cases.by_id(unit, id)

        case = await self.database.write(work)
        self.codes[id] = digits(made.interview.code)
        return case

    async def case(self, id: CaseId) -> Case:  # noqa: A002
        """A case's row as it is by now."""
        return await self.database.read(lambda unit: cases.by_id(unit, id))

    # The partners ---------------------------------------------------------------------------------------------------

    async def enter(self, name: str, offers: tuple[Aid, ...], places: tuple[str, ...], number: str | None) -> None:
        """Enter a partner into the directory."""
        identity = HybridIdentity.generate(os.urandom)
        partner = Partner(
            id=PartnerId(draw_id(os.urandom)),
            name=name,
            offers=offers,
            places=places,
            languages=(Language.UK,),
            number=number,
            recipient=identity.recipient.encode(),
            verified_at=self.now,
        )
        self._partners[partner.id] = identity
        signed = partners.sign(partner, self.keys.group.roster)
        await self.database.write(lambda unit: partners.save(unit, signed))

    async def send(self, recipient: str, _text: str, *, files: tuple = ()) -> int:
        """Take what goes to a partner's number, as the platform does; the partner opens it with its own key."""
        for upload in files:
            self.on_package(recipient, self.open_package(upload.content))
        return 1

    def open_package(self, content: bytes) -> str:
        """The code in a package, as the partner to whom it is sealed reads it."""
        return read_package(open_file(content, list(self._partners.values()))).answer_code

    async def answer_by_bot(self, said: str) -> None:
        """A partner, who has no account, writes an answer to the staff number."""
        await self.staff.desk.obey(Stranger(), said, self.now)
