"""The staff bot in a terminal or a pipe: one command a line in, each of the bot's messages followed by a blank line.

Whoever sits here typed the group's passphrase, which is more than any command needs; full text is shown. The watch is
another matter: it runs without the passphrase and shows nothing but that somebody is needed.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import datetime
from functools import partial

from bots.staff import text
from bots.texts import Catalogue
from storage.database import Database, Unit
from storage.documents import Language
from storage.errors import PermanentError
from storage.ids import Draw, MemberId
from storage.keys.group import GroupKeys
from storage.manifest import Manifest
from storage.members import Member, Standing
from triage.desk import LINE_CUT, Stranger, TriageDesk
from triage.duty.watch import NAMELESS, RELIEVED, Watch, word_beginning
from triage.errors import RosterError
from triage.membership import roster
from triage.notices import Notice
from triage.referral.clock import Clock

Show = Callable[[str], None]

_GONE = frozenset({Standing.SUSPENDED, Standing.DEPARTED})
"""Who has no seat here."""

EVERY = 1.0
"""Seconds between two looks of the watch."""


class NobodyOfThatName(PermanentError):
    """Somebody sat down at the desk under a name that the roster does not have."""

    hint = "solidarity members add NAME --role ROLE; solidarity members list shows who belongs to the group"


class SeatRefused(PermanentError):
    """Somebody sat down at the desk under a name that no member can have."""


class _Relieved(Exception):
    """Who watches is no active member any more."""


class StaffTerminal:
    """A desk with somebody at it."""

    def __init__(
        self, desk: TriageDesk, catalogue: Catalogue, language: Language, show: Show, clock: Callable[[], datetime]
    ) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self._language = language
        self._show = show
        self._clock = clock

    async def obey(self, actor: MemberId | Stranger, line: bytes | None) -> None:
        """Carry out one line and print the answer; an empty line is nothing, and None was cut by the terminal."""
        typed = self._read(line)
        if typed:
            now = self._clock()
            # Whoever sits here has typed the group's passphrase: nobody needs to show who he is.
            self.print(await self._desk.obey(actor, typed, now, language=self._language, proven=True))

    async def acknowledge(self, actor: MemberId, line: bytes | None) -> None:
        """Take a line that was typed at the watch; nothing but an acknowledgement is carried out."""
        typed = self._read(line)
        if typed:
            self.print(await self._desk.acknowledge(actor, typed, self._clock(), language=self._language))

    async def knows(self, member: Member) -> bool:
        """Whether this member may work by now."""
        found = await self._desk.named(member.name)
        return found is not None and found.id == member.id

    async def find(self, watcher: MemberId) -> Member | None:
        """Who watches, if he is still an active member."""
        return await self._desk.known(None, watcher)

    async def call_anew(self) -> None:
        """Call out again for what nobody has taken up."""
        await self._desk.call_anew(self._clock())

    def _read(self, line: bytes | None) -> str:
        if line is None:
            self.print([LINE_CUT])
            return ""
        return line.decode("utf-8", "replace").replace("\\n", "\n").strip()

    def print(self, notices: Iterable[Notice]) -> None:
        """Print a block a notice."""
        for block in text.write(notices, self._language, self._catalogue):
            self._show(f"{block}\n\n")


async def sit_down(database: Database, keys: GroupKeys, name: str, now: datetime, draw: Draw) -> Member:
    """The member of that name, at a terminal that the group's passphrase has opened.

    Where nobody belongs to the group yet, whoever comes first is its lead. Who was invited may sit down, and is a
    stranger until the invitation has been typed: a name alone admits nobody.

    Raises:
        NobodyOfThatName: others belong to the group, and nobody of that name.
        SeatRefused: nobody belongs to it yet, and this cannot be a name; or somebody has put rows of members there.
    """

    async def work(unit: Unit) -> Member | None:
        known = await roster.read(unit, keys.manifest.roster)
        if not known.members:
            if known.forged:
                raise SeatRefused("there are members' rows that this group did not sign", hint="solidarity check")
            return await roster.enrol_first_lead(unit, keys, name, now, draw)
        found = next((member for member in known.members if member.name.casefold() == name.casefold()), None)
        return None if found is None or found.standing in _GONE else found

    try:
        member = await database.write(work)
    except RosterError as error:
        raise SeatRefused(str(error).rstrip("."), hint=error.hint) from None
    if member is None:
        raise NobodyOfThatName("nobody of that name belongs to the group")
    return member


async def find_watcher(database: Database, manifest: Manifest, name: str | None) -> Member | None:
    """Who is watching: the member of that name; without a name the only active member, if there is just one.

    Raises:
        NobodyOfThatName: nobody of that name belongs to the group.
    """
    known = await database.read(partial(roster.read, key=manifest.roster))
    serving = [member for member in known.members if member.standing not in _GONE]
    if name is None:
        active = [member for member in serving if member.standing is Standing.ACTIVE]
        return active[0] if len(active) == 1 else None
    for member in serving:
        if member.name.casefold() == name.casefold():
            return member
    raise NobodyOfThatName("nobody of that name belongs to the group")


async def work_at(
    terminal: StaffTerminal,
    member: Member,
    lines: AsyncIterator[bytes | None],
    remind: Callable[[], None],
    look: Callable[[], Awaitable[None]],
) -> None:
    """Carry out commands until the input ends; ``look`` is what is looked after meanwhile, around each line.

    Who was invited is a stranger to the desk until a line has presented an invitation, and is then the member whose it
    was. Every other line before it is answered as to any stranger, and they are reminded of what is missing.
    """
    admitted: list[Member] = []

    async def bind(_unit: Unit, member: Member, _keys: GroupKeys) -> None:
        admitted.append(member)

    actor = member.id if member.standing is Standing.ACTIVE else Stranger(bind=bind)
    await look()
    async for line in lines:
        await look()
        await terminal.obey(actor, line)
        await look()
        if not isinstance(actor, Stranger):
            continue
        # The transaction that admits may still have failed; then nobody was.
        if admitted and await terminal.knows(admitted[-1]):
            actor = admitted[-1].id
        elif line is None or line.strip():
            remind()


async def keep_watch(
    terminal: StaffTerminal,
    watch: Watch,
    actor: MemberId | None,
    lines: AsyncIterator[bytes | None],
    clock: Callable[[], datetime],
    *,
    referrals: Clock,
    until_input_ends: bool,
) -> None:
    """Show what rings, move referrals on, and take acknowledgements: until the input ends; without any input, for good.

    Without an ``actor`` it is not known who acknowledges, and nothing is acknowledged. Where there is one, the watch is
    over as soon as he is no active member any more.
    """

    async def find() -> Member | None:
        watcher = None if actor is None else await terminal.find(actor)
        if actor is not None and watcher is None:
            raise _Relieved
        return watcher

    async def look() -> None:
        await terminal.call_anew()
        rings = await watch.look(clock())
        await find()
        terminal.print(rings)
        terminal.print(await referrals.look(clock()))

    async def begin() -> None:
        rings, watcher = await watch.look(clock()), await find()
        terminal.print([word_beginning(None if watcher is None else watcher.name, rings=bool(rings)), *rings])

    async def listen() -> None:
        async for line in lines:
            if actor is not None:
                await terminal.acknowledge(actor, line)
                await look()
            elif line is None or line.strip():
                terminal.print([NAMELESS])

    try:
        await begin()
        await look()
        async with asyncio.TaskGroup() as both:
            listening = both.create_task(listen())
            looking = both.create_task(_forever(look))
            if until_input_ends:
                listening.add_done_callback(partial(_end, looking))
    except _Relieved:
        terminal.print([RELIEVED])
    except BaseExceptionGroup as group:
        # Whichever failed first has ended the other; it is said like any other failure.
        first = group.exceptions[0]
        if not isinstance(first, _Relieved):
            raise first from None
        terminal.print([RELIEVED])


async def _forever(look: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(EVERY)
        await look()


def _end(task: asyncio.Task[None], _finished: asyncio.Task[None]) -> None:
    task.cancel()
