"""Calling members by themselves: alerts that ring, and alarms to the lead. Works while the desk is locked.

On the path from ``storage.alerts`` to the outbox. An alert holds a reference and a number; which members are written
to, and in which chats, is read from signed rows each time, so that nobody who has left is called.
"""

import hashlib
from dataclasses import replace
from datetime import datetime

from bots.staff.telegram import letters, members
from bots.staff.telegram.answers import Wording
from bots.staff.telegram.keyboards import Keyboards
from bots.staff.telegram.letters import Letter, Menu
from bots.staff.telegram.recollection import Recollections
from bots.telegram.updates import NO_CHAT
from bots.texts import Catalogue
from storage import inbox
from storage.database import Database, Unit
from storage.documents import Language
from storage.ids import MemberId
from storage.members import Member, Role
from storage.post import Address, Post
from triage import guide
from triage.desk import TriageDesk
from triage.notices import Notice, say
from triage.watch import Watch

ALARM = say("telegram-alarm-update")
"""What the leads are told when an update of this bot's was set aside."""

ALARM_ELSEWHERE = say("telegram-alarm-submitter")
"""What they are told when one of another bot's was, as the public one's."""


class Ringing:
    """The watch over alerts for everybody who is bound."""

    def __init__(
        self,
        *,
        database: Database,
        post: Post,
        desk: TriageDesk,
        recollections: Recollections,
        account: str,
        catalogue: Catalogue,
        language: Language,
    ) -> None:
        """Write as this bot's ``account``; in the group's ``language`` to whoever's own is not remembered."""
        self._database = database
        self._post = post
        self._desk = desk
        self._recollections = recollections
        self._account = account
        self._catalogue = catalogue
        self._language = language
        self._watches: dict[MemberId, Watch] = {}
        self._aside = 0
        self._owes_alarm = False

    async def ring(self, now: datetime) -> bool:
        """Call whoever has to be called now; whether anybody was.

        Raises:
            TemporaryError: the database failed; they are called at the next look.
        """
        called = False
        reachable = await self._database.read(lambda unit: members.reachable(unit, self._desk.manifest))
        for member, chat in reachable:
            called = await self._call(member, chat, now) or called
        if any(member.role is Role.LEAD for member, _ in reachable):
            called = await self._tell_owed() or called
            called = await self._look_aside() or called
        return called

    async def _look_aside(self) -> bool:
        """Tell the leads if more lies set aside than they were told; after a start they are told again."""
        box = f"{members.CHANNEL}:{self._account}"
        aside = await self._database.read(lambda unit: inbox.count_set_aside(unit, besides=box))
        if aside > self._aside and not await self._database.write(lambda unit: self.alarm(unit, ALARM_ELSEWHERE)):
            return False
        more, self._aside = aside > self._aside, aside
        return more

    async def _tell_owed(self) -> bool:
        if not self._owes_alarm or not await self._database.write(self.alarm):
            return False
        self._owes_alarm = False
        return True

    def owe_alarm(self) -> None:
        """Tell the leads at the first look at which one of them is bound."""
        self._owes_alarm = True

    async def alarm(self, unit: Unit, notice: Notice = ALARM) -> bool:
        """Tell every lead that is bound, in the transaction in which the reason arose; whether there was one."""
        leads = await members.reachable(unit, self._desk.manifest, {Role.LEAD})
        for member, chat in leads:
            await self._tell(unit, member, chat, (notice,))
        return bool(leads)

    async def offer_menus(self) -> None:
        """Let the platform offer everybody the commands of their role, which may have changed, and strangers none.

        Where letters wait, a menu that has not changed is among them, or was taken: starts while the platform is away
        add nothing.
        """

        async def work(unit: Unit) -> None:
            await self._offer(unit, self._address(NO_CHAT), Menu(everywhere=True))
            for member, chat in await members.reachable(unit, self._desk.manifest):
                address = await self._find(unit, chat)
                await self._offer(unit, address, self._wording(address).menu(guide.menu(member.role)))

        await self._database.write(work)

    async def _offer(self, unit: Unit, address: Address, menu: Menu) -> None:
        key, offered = self._post.key(address), hashlib.sha256(letters.write(menu)).hexdigest()
        before = await self._recollections.recall(unit, key)
        if before is not None and before.menu == offered and await self._post.waits(unit, address):
            return
        pressed = "" if before is None else before.pressed
        await self._recollections.remember(unit, key, address.language, pressed=pressed, menu=offered)
        await self._write(unit, address, [menu])

    async def _call(self, member: Member, chat: str, now: datetime) -> bool:
        # Put back only once it is said: a look that comes to nothing must not pass for a call.
        watch = self._watches.pop(member.id, None) or Watch(self._database, member.id)
        # While the platform is away repeats would only pile up, and all come at once when it is back.
        unheard = await self._database.read(lambda unit: self._post.waits(unit, self._address(chat)))
        notices = await watch.look(now, repeats=not unheard)
        if notices:
            await self._database.write(lambda unit: self._tell(unit, member, chat, notices))
        self._watches[member.id] = watch
        return bool(notices)

    async def _tell(self, unit: Unit, member: Member, chat: str, notices: tuple[Notice, ...]) -> None:
        """Say notices in a member's chat, each by itself."""
        address = await self._find(unit, chat)
        keyboards = Keyboards(self._catalogue, address.language, member)
        for notice in notices:
            said = self._wording(address).tell((notice,), keyboards.below((notice,)))
            await self._write(unit, address, said)

    async def _write(self, unit: Unit, address: Address, said: list[Letter]) -> None:
        for letter in said:
            await self._post.write(unit, address, letters.write(letter))

    async def _find(self, unit: Unit, chat: str) -> Address:
        """The address of a chat, with the language that was last spoken there."""
        address = self._address(chat)
        remembered = await self._recollections.recall(unit, self._post.key(address))
        return address if remembered is None else replace(address, language=remembered.language)

    def _address(self, chat: str) -> Address:
        return Address(channel=members.CHANNEL, account=self._account, chat=chat, language=self._language)

    def _wording(self, address: Address) -> Wording:
        return Wording(self._catalogue, address.language)
