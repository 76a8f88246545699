"""Packages on their way to partners: the sealed files of an offer, and a neutral line, to a number on Signal.

At the end of the path of an offer. What is sent is read at that moment, so what was taken back, or is not agreed to any
more, does not leave; and it is sealed to the partner, so a number that has become somebody else's learns nothing. A
partner whom nobody can reach here is left to a member.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from bots.signal.api import SignalApi, Upload
from bots.signal.refusals import RecipientUntrusted
from bots.staff.calling import Calling
from bots.staff.handing import Hand, gather
from bots.staff.office import Office
from bots.staff.referring import carry, language_of, tell
from bots.staff.signal import letters
from bots.traffic import ChatClosed, Undeliverable
from storage import audit, cases, offers, referrals
from storage.audit import Act
from storage.database import Unit
from storage.offers import Offer
from storage.partners import Partner
from storage.referrals import ReferralUnknown
from triage.handout import HandedOut
from triage.notices import say
from triage.referral import directory, progress
from triage.referral.handing import read_files
from triage.referral.progress import Event, Step

LARGEST: Final = 24_000_000
"""A file is sent in one piece of JSON; what is larger is handed over in another way, and the partner is told so."""

_MEDIA_TYPE: Final = "application/octet-stream"
_ACTOR: Final = "triage"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sending:
    """An offer that may leave now; the partner has ``answer`` from then on."""

    offer: Offer
    partner: Partner
    answer: timedelta
    files: tuple[HandedOut, ...]

    @property
    def small(self) -> tuple[HandedOut, ...]:
        """The files that can be sent."""
        return tuple(file for file in self.files if file.size <= LARGEST)


class Offering:
    """Sends packages over one number."""

    def __init__(self, office: Office, calling: Calling, api: SignalApi) -> None:
        self._office = office
        self._calling = calling
        self._api = api

    async def deliver(self, chat: str, number: int) -> None:
        """Send the package of an offer, unless it must not leave any more, or has left.

        Raises:
            Throttled: the platform wants the account to wait.
            ApiFailed: the REST side, or the way to it, fails at the moment.
        """
        sending = await self._office.database.read(lambda unit: self._find(unit, chat, number))
        if sending is None:
            return
        try:
            await self._send(chat, sending)
        except (ChatClosed, RecipientUntrusted, Undeliverable):
            note: Callable[[Unit], Awaitable[object]] = partial(self._carry, sending=sending)
        else:
            note = partial(self._note, sending=sending)
        with suppress(ReferralUnknown):  # the case was erased meanwhile: there is nothing to note
            await self._office.database.write(note)

    async def _find(self, unit: Unit, chat: str, number: int) -> _Sending | None:
        files = tuple(await read_files(unit, number))
        if not files:
            return None
        offer = await offers.find(unit, number)
        partner = (await directory.read(unit, self._office.desk.manifest.roster)).asked_by(offer)
        if partner is None or partner.number != chat or offer.delivered_at is not None or offer.by_hand:
            return None
        answer = (await referrals.find(unit, offer.referral)).answer
        return _Sending(offer=offer, partner=partner, answer=answer, files=files)

    async def _send(self, chat: str, sending: _Sending) -> None:
        until = self._office.clock() + sending.answer
        asking = say("signal-offer", until=until, left=len(sending.files) - len(sending.small))
        language = language_of(sending.partner, self._office)
        (said,) = letters.tell((asking,), language, self._office.catalogue, words=False)
        for place, file in enumerate(sending.small):
            hand = Hand(name=file.name, header=file.header, payload=file.payload, blob=file.blob)
            content = b"".join([chunk async for chunk in gather(hand, self._office.blobs)])
            upload = Upload(name=file.name, media_type=_MEDIA_TYPE, content=content)
            await self._api.send(chat, said.text if place == 0 else "", files=(upload,))

    async def _carry(self, unit: Unit, sending: _Sending) -> None:
        await carry(unit, self._calling, sending.offer, self._office.clock())

    async def _note(self, unit: Unit, sending: _Sending) -> None:
        """Note that a package has left, and tell members what could not; if it was sent twice, once."""
        offer, now = sending.offer, self._office.clock()
        if not await progress.note_sent(unit, offer, now):
            return
        await audit.write(unit, at=now, actor=_ACTOR, act=Act.OFFER_SENT, case=offer.case, code=offer.partner)
        if sending.small != sending.files:
            reference = (await cases.by_id(unit, offer.case)).reference
            await tell(unit, self._calling, [Event(step=Step.PARTLY, reference=reference, number=offer.number)])
