"""What members are told by themselves: mail that was set aside, lines that rest or were down, suspended members.

On the path from a line, or from what the tables say of the other process's lines, to the outbox. Every alarm is
content-free. What could not be told yet, since nobody whom it is for is bound or the database failed, is told at a
later look. A look that finds nothing to tell writes nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from bots.staff import silences
from bots.staff.calling import Calling
from bots.staff.office import Office
from storage import audit, departures, inbox, pauses
from storage.audit import Act
from storage.database import Unit
from storage.departures import Departure
from storage.gaps import Gap
from storage.ids import MemberId
from storage.members import Role, Standing
from storage.pauses import Pause
from storage.post import Address
from triage.grammar.rights import MATRIX, Command, Right
from triage.membership import roster
from triage.memory import GUESSES, SPAN
from triage.notices import Notice, say

SET_ASIDE: Final = say("staff-alarm-update")
"""What the leads are told when an update of a staff bot's was set aside."""

SET_ASIDE_ELSEWHERE: Final = say("staff-alarm-submitter")
"""What they are told when one of another bot's was, as a public one's."""

GUESSED: Final = say("staff-alarm-codes")
"""What they are told when somebody has typed one wrong code of an authenticator after the other."""

LOOK_BACK: Final = timedelta(minutes=10)
"""Where nobody remembers what was told, after a start of the machine: what ended earlier is not told again."""

_LEADS: Final = frozenset({Role.LEAD})
_READMIT: Final = frozenset(role for role in Role if MATRIX[Command.READMIT][role] is Right.ALWAYS)
RARELY: Final = timedelta(minutes=30)
"""The leads hear of one line's silences no more often: a line that fails all the time must not drown its own alerts."""

_EVER: Final = datetime.fromtimestamp(0, UTC)


class Alarms:
    """The alarms of one process."""

    def __init__(self, office: Office, calling: Calling) -> None:
        self._office = office
        self._database = office.database
        self._calling = calling
        self._owed: tuple[Notice, ...] = ()
        self._aside = 0
        self._suspended: frozenset[MemberId] = frozenset()
        self._departed: frozenset[Departure] = frozenset()
        self._resting: dict[str, Pause] = {}
        self._told: frozenset[str] = frozenset()
        self._silences: frozenset[str] | None = None
        self._silences_told: dict[str, datetime] = {}
        # No chat: only what was told is remembered under it.
        nowhere = Address(channel="alarms", account="staff", chat="silences", language=office.languages[0])
        self._place = office.post.key(nowhere)
        self._guesses_place = office.post.key(replace(nowhere, chat="codes"))
        self._logged = 0

    # At once, in somebody else's transaction -------------------------------------------------------------------------

    async def tell(self, unit: Unit, notice: Notice) -> bool:
        """Tell the leads, in the transaction in which the reason arose; if none is bound, it is to be owed then."""
        return await self._calling.tell_all(unit, _LEADS, notice)

    def owe(self, notice: Notice) -> None:
        """Tell the leads at the first look at which one is bound."""
        if notice not in self._owed:
            self._owed = (*self._owed, notice)

    # Look by look ----------------------------------------------------------------------------------------------------

    async def look(self, now: datetime) -> bool:
        """Tell whatever is to be told now; whether anything was.

        Raises:
            TemporaryError: the database failed; it is told at the next look.
        """
        told = [
            await self._look_at_suspended(),
            await self._look_at_departed(),
            await self._look_aside(),
            await self._look_at_pauses(),
            await self._look_at_silences(now),
            await self._look_at_guesses(now),
            await self._tell_owed(),
        ]
        return any(told)

    async def _look_at_suspended(self) -> bool:
        """Tell whoever may take them back that somebody was suspended; after a start it is told again.

        It names nobody: others may read along.
        """
        key = self._office.desk.manifest.roster
        known = await self._database.read(lambda unit: roster.read(unit, key))
        suspended = frozenset(member.id for member in known.members if member.standing is Standing.SUSPENDED)
        room = "yes" if any(voice.rooms for voice in self._calling.voices) else "no"
        more = suspended - self._suspended
        if more and not await self._tell(say("staff-alarm-identity", room=room), roles=_READMIT):
            return False
        self._suspended = suspended
        return bool(more)

    async def _look_at_departed(self) -> bool:
        """Tell the leads that somebody has left and newer keys are asked for; after a start it is told again."""
        version = self._office.desk.manifest.version
        departed = frozenset(await self._database.read(lambda unit: departures.awaiting(unit, version)))
        more = departed - self._departed
        if more and not await self._tell(say("staff-alarm-departed")):
            return False
        self._departed = departed
        return bool(more)

    async def _look_aside(self) -> bool:
        """Tell the leads if more lies set aside, of other lines, than they were told; after a start again."""
        aside = await self._database.read(lambda unit: inbox.count_set_aside(unit, besides=self._ours))
        if aside > self._aside and not await self._tell(SET_ASIDE_ELSEWHERE):
            return False
        more, self._aside = aside > self._aside, aside
        return more

    async def _look_at_pauses(self) -> bool:
        """Tell of each account that its platform has throttled, over the other accounts; then that it goes on.

        Where it is the only one over which anybody could be told, both are told when it goes on.
        """
        resting = {pause.account: pause for pause in await self._database.read(pauses.all)}
        told = False
        for box in sorted(resting.keys() - self._told):
            self._resting[box] = resting[box]
            if await self._tell(self._word_pause(resting[box]), besides=box):
                self._told |= {box}
                told = True
        for box in sorted(self._resting.keys() - resting.keys()):
            pause = self._resting.pop(box)
            rested = say("staff-rested", since=pause.since, **self._about(box))
            self.owe(say("staff-resumed", **self._about(box)) if box in self._told else rested)
            self._told -= {box}
        return told

    def _word_pause(self, pause: Pause) -> Notice:
        puzzle = "yes" if pause.challenges else "no"
        return say("staff-paused", until=pause.until, puzzle=puzzle, **self._about(pause.account))

    async def _look_at_silences(self, now: datetime) -> bool:
        """Tell of the times in which a line heard nothing. What was told is remembered by the next process, too."""
        found = await self._database.read(lambda unit: silences.find(unit, None, _EVER))
        if self._silences is None:
            self._silences = await self._recall_silences(found, now)
        known = self._silences & found.keys()
        new = {name: gap for name, gap in found.items() if name not in known and self._may_tell(gap.account, now)}
        if not new or not await self._hears(_LEADS, *map(self._word_silence, new.values())):
            return False
        told = known | new.keys()

        async def work(unit: Unit) -> Mapping[str, Gap]:
            # Another process may have told of some meanwhile.
            before = await self._recalled(unit) or frozenset()
            newest = {gap.account: gap for name, gap in new.items() if name not in before}
            if newest:
                await self._calling.tell_all(unit, _LEADS, *map(self._word_silence, newest.values()))
            await self._remember_silences(unit, told)
            return newest

        newest = await self._database.write(work)
        self._silences = told
        self._silences_told.update(dict.fromkeys(newest, now))
        return bool(newest)

    def _may_tell(self, box: str, now: datetime) -> bool:
        """Whether the leads may hear of another silence of a line; where the clock was set back they may."""
        last = self._silences_told.get(box)
        return last is None or not timedelta() <= now - last < RARELY

    async def _recall_silences(self, found: Mapping[str, Gap], now: datetime) -> frozenset[str]:
        """What was told in an earlier process; if nobody remembers, whatever ended long ago is taken for told."""
        told = await self._database.read(self._recalled)
        if told is not None:
            return told
        old = frozenset(name for name, gap in found.items() if gap.until < now - LOOK_BACK)

        async def work(unit: Unit) -> frozenset[str]:
            before = await self._recalled(unit)
            if before is None:
                await self._remember_silences(unit, old)
            return old if before is None else before

        return await self._database.write(work)

    async def _recalled(self, unit: Unit) -> frozenset[str] | None:
        remembered = await self._office.recollections.recall(unit, self._place)
        return None if remembered is None else remembered.told

    async def _remember_silences(self, unit: Unit, told: frozenset[str]) -> None:
        await self._office.recollections.remember(unit, self._place, self._office.languages[0], told=told)

    def _word_silence(self, gap: Gap) -> Notice:
        return say("staff-gap", since=gap.since, until=gap.until, **self._about(gap.account))

    async def _look_at_guesses(self, now: datetime) -> bool:
        """Tell that somebody guesses codes, once an hour; it names nobody: others may read along."""
        logged = await self._database.read(audit.last)
        if logged == self._logged:
            return False
        if not await self._database.read(lambda unit: audit.repeats(unit, Act.CODE_REFUSED, now - SPAN, GUESSES)):
            self._logged = logged
            return False
        if not await self._database.read(lambda unit: self._may_warn(unit, now)) or not await self._hears(
            _LEADS, GUESSED
        ):
            return False

        async def work(unit: Unit) -> bool:
            # Another process may have told it meanwhile.
            if not await self._may_warn(unit, now):
                return False
            await self._calling.tell_all(unit, _LEADS, GUESSED)
            told = frozenset({now.isoformat()})
            await self._office.recollections.remember(unit, self._guesses_place, self._office.languages[0], told=told)
            return True

        return await self._database.write(work)

    async def _may_warn(self, unit: Unit, now: datetime) -> bool:
        """Whether the leads have not heard of guesses within the hour; where the clock was set back they may."""
        remembered = await self._office.recollections.recall(unit, self._guesses_place)
        told = frozenset() if remembered is None else remembered.told
        return not any(timedelta() <= now - datetime.fromisoformat(at) < SPAN for at in told)

    async def _tell_owed(self) -> bool:
        if not self._owed or not await self._tell(*self._owed):
            return False
        self._owed = ()
        return True

    # Inside ----------------------------------------------------------------------------------------------------------

    async def _tell(self, *notices: Notice, roles: Collection[Role] = _LEADS, besides: str = "") -> bool:
        """Tell everybody with one of these roles; whether there was anybody."""
        if not await self._hears(roles, *notices, besides=besides):
            return False
        return await self._database.write(lambda unit: self._calling.tell_all(unit, roles, *notices, besides=besides))

    async def _hears(self, roles: Collection[Role], *notices: Notice, besides: str = "") -> bool:
        return await self._database.read(lambda unit: self._calling.hears(unit, roles, *notices, besides=besides))

    def _about(self, box: str) -> dict[str, str]:
        """Whose account it is, in words that name none: a box may hold a telephone number."""
        return {"channel": box.partition(":")[0], "side": "staff" if box in self._ours else "public"}

    @property
    def _ours(self) -> frozenset[str]:
        """The boxes of our own lines."""
        return frozenset(voice.box for voice in self._calling.voices)
