"""The line of the staff bot on Signal: from the configuration to what the traffic carries.

Wiring, and what is done once a frame is in the inbox. No file that somebody sends is wanted here.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

from bots.accounts import StaffSignalSection
from bots.signal.account import CHANNEL, read_account
from bots.signal.api import SignalApi, open_api
from bots.signal.frames import Origin
from bots.signal.inbox import Inbox
from bots.signal.presence import Presence
from bots.signal.receiving import receive
from bots.staff.alarms import Alarms
from bots.staff.calling import Calling, Voice
from bots.staff.line import StaffLine
from bots.staff.office import Office
from bots.staff.signal import letters
from bots.staff.signal.conversation import Conversation
from bots.staff.signal.counter import SignalCounter
from bots.staff.signal.guard import Guard
from bots.staff.signal.offering import Offering
from bots.traffic import Connection
from bots.traffic.chores import Chore
from bots.traffic.process import Traffic
from storage.documents import Language
from storage.members import Member
from triage.notices import Notice

SWEEP = timedelta(hours=1)
"""How often files are looked for that stayed."""


@asynccontextmanager
async def open_line(
    section: StaffSignalSection, office: Office, calling: Calling, alarms: Alarms
) -> AsyncIterator[Traffic]:
    """The staff bot that the configuration names, ready for traffic; members are called on it too.

    Raises:
        SecretRefused: its webhook's secret cannot be read.
    """
    account = read_account(section)
    async with open_api(account) as api:
        guard = Guard(office, calling, account.number, api)
        disappear = timedelta(hours=section.disappear_hours)
        conversation = Conversation(office, guard, disappear=disappear, room=section.alert_group)
        offering = Offering(office, calling, api)
        counter = SignalCounter(office, api, conversation, guard, offering)
        calling.add(make_voice(office, account.number, section.alert_group))
        receiving = partial(
            receive,
            account,
            Inbox(office.post, account).accept,
            languages=office.languages,
            presence=Presence(office.database, account.box, office.clock),
            after=partial(forget, api),
        )
        line = StaffLine(channel=CHANNEL, account=account.number, counter=counter, office=office, alarms=alarms)
        sweeping = Chore(name="sweeping", every=SWEEP, do=partial(sweep, api, account.number))
        yield Traffic(connections=[Connection(line=line, receive=receiving)], chores=[sweeping])


def make_voice(office: Office, account: str, room: str | None) -> Voice:
    """The voice of this number, in members' chats and in the group in which alerts ring."""

    def word(notice: Notice, language: Language, _member: Member | None) -> Sequence[bytes]:
        said = letters.tell((notice,), language, office.catalogue, words=False)
        return [letters.write(letter) for letter in said]

    return Voice(channel=CHANNEL, account=account, word=word, rooms=(room,) if room else ())


async def forget(api: SignalApi, origin: Origin) -> None:
    """Delete the files of a frame on the REST side: none of them is ever read.

    Raises:
        ApiFailed: one of them was not deleted.
    """
    for file in origin.attachments:
        await api.discard(file)


async def sweep(api: SignalApi, number: str) -> None:
    """Delete the files that still lie there; none if another number shares the REST side, as they may be for it.

    Raises:
        ApiFailed: the REST side does not do it.
    """
    if await api.accounts() == (number,):
        for file in await api.attachments():
            await api.discard(file)
