"""The clock's part of referrals: what partners answered, or did not, is drawn the consequences of, and members hear it.

On the path from ``storage.offers`` to the outbox, look by look; it works while the desk is locked. What is told, and
what a partner is sent, is written in the transaction in which the rows say that it is so: two processes do it once, and
one that is killed has done all of it or nothing.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Final

from bots.signal.account import CHANNEL
from bots.staff.calling import Calling, Voice
from bots.staff.office import Office
from bots.staff.signal import letters
from bots.staff.signal.letters import Offered
from storage import cases, offers
from storage.cases import CaseState
from storage.database import Unit
from storage.documents import Language
from storage.members import Role
from storage.offers import Offer, OfferState
from storage.partners import Partner
from storage.post import Address
from triage.referral import directory, progress
from triage.referral.ordering import word_event
from triage.referral.progress import Event, Step

_REFER: Final = frozenset({Role.REFERRER, Role.COORDINATOR})
_ANSWER_FOR_IT: Final = _REFER | {Role.LEAD}
_GRAVE: Final = frozenset({Step.EXHAUSTED, Step.STOPPED})


class Referring:
    """The referrals of one process."""

    def __init__(self, office: Office, calling: Calling) -> None:
        self._office = office
        self._database = office.database
        self._calling = calling

    async def look(self, now: datetime) -> bool:
        """Do whatever is due now; whether anything was. A look that finds nothing writes nothing.

        Raises:
            TemporaryError: the database failed; it is done at the next look.
        """
        done = False
        key = self._office.desk.manifest.roster
        if await self._database.read(lambda unit: progress.waits(unit, key, now)):
            done = await self._database.write(lambda unit: self._go_on(unit, now))
        for offer in await self._database.read(offers.to_send):
            done = await self._database.write(partial(self._send, number=offer.number, now=now)) or done
        for offer in await self._database.read(offers.to_recall):
            done = await self._database.write(partial(self._recall, number=offer.number)) or done
        return done

    async def _go_on(self, unit: Unit, now: datetime) -> bool:
        events = await progress.go_on(unit, self._office.desk.manifest.roster, now)
        await tell(unit, self._calling, events)
        return bool(events)

    async def _send(self, unit: Unit, *, number: int, now: datetime) -> bool:
        """Write the letter to a partner, unless one lies there; what no number of ours can send is left to a member."""
        offer = await offers.find(unit, number)
        if offer.state is not OfferState.OFFERED or offer.delivered_at is not None or offer.by_hand:
            return False
        if not await progress.may_send(unit, offer):
            await tell(unit, self._calling, [await progress.stop(unit, offer, now)])
            return True
        known = await directory.read(unit, self._office.desk.manifest.roster)
        partner = known.asked_by(offer)
        if partner is None:
            await tell(unit, self._calling, [await progress.pass_over(unit, offer, known, now)])
            return True
        address = self._address(partner)
        if address is None:
            return await carry(unit, self._calling, offer, now)
        if await self._office.post.waits(unit, address):
            return False
        await self._office.post.write(unit, address, letters.write(Offered(offer=number)))
        return True

    async def _recall(self, unit: Unit, *, number: int) -> bool:
        """Tell a partner that what it was sent does not stand any more.

        Of an erased case members hear it where no bot can tell the partner; then nothing is left of the offer.
        """
        offer = await offers.find(unit, number)
        case = await cases.by_id(unit, offer.case)
        erased = case.state is CaseState.WITHDRAWN
        if not await (offers.forget if erased else offers.settle)(unit, number):
            return False
        partner = (await directory.read(unit, self._office.desk.manifest.roster)).by_id(offer.partner)
        address = None if partner is None or offer.by_hand else self._address(partner)
        if address is not None:
            for letter in letters.tell_recall(address.language, self._office.catalogue):
                await self._office.post.write(unit, address, letters.write(letter))
        elif erased:
            await tell(unit, self._calling, [Event(step=Step.STOPPED, reference=case.reference)])
        return True

    def _address(self, partner: Partner) -> Address | None:
        """Where a partner is asked, if there is a number of ours that can ask."""
        voice = self._voice
        if partner.number is None or voice is None:
            return None
        language = language_of(partner, self._office)
        return Address(channel=voice.channel, account=voice.account, chat=partner.number, language=language)

    @property
    def _voice(self) -> Voice | None:
        return next((voice for voice in self._calling.voices if voice.channel == CHANNEL), None)


async def tell(unit: Unit, calling: Calling, events: Iterable[Event]) -> None:
    """Tell the members what has happened; no partner is named."""
    for event in events:
        await calling.tell_all(unit, _ANSWER_FOR_IT if event.step in _GRAVE else _REFER, *word_event(event))


async def carry(unit: Unit, calling: Calling, offer: Offer, now: datetime) -> bool:
    """Leave an offer that no bot can deliver to a member; whether this call was the first to."""
    events = await progress.carry(unit, offer, now)
    await tell(unit, calling, events)
    return bool(events)


def language_of(partner: Partner, office: Office) -> Language:
    """In which language a partner is asked: the first of its own that we speak, else the group's."""
    return next((language for language in partner.languages if language in office.languages), office.languages[0])
