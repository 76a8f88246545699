"""Packages that a member carries: handed to the member as they lie, sealed to the partner and to nobody else.

At the end of the path of an offer that no bot can deliver, beside :mod:`triage.handout`. Whoever carries a package
cannot open it; what is given out is what may still leave at that moment.
"""

from collections.abc import Collection, Sequence
from functools import partial

from storage import offers, papers, parcels
from storage.database import Unit
from storage.errors import PermanentError
from storage.offers import Offer
from storage.parcels import PACKAGE, Parcel
from triage.grammar import rights
from triage.grammar.rights import Command
from triage.handout import HandedOut
from triage.referral.package import NAMED, file_name
from triage.referral.progress import may_send
from triage.turn import Turn


async def hand_out(turn: Turn, numbers: Collection[int]) -> tuple[HandedOut, ...]:
    """Give the member the files of offers that wait for somebody to hand them over.

    Raises:
        NotAllowed: the member's role has nothing to do with offers.
    """
    rights.check(Command.OFFERS, turn.member.role)
    handed: list[HandedOut] = []
    for number in sorted(numbers):
        handed += await turn.room.database.read(partial(read_files, number=number))
    return tuple(handed)


async def read_files(unit: Unit, number: int) -> Sequence[HandedOut]:
    """Read the files of an offer, the package first; none if nothing may leave any more."""
    try:
        offer = await offers.find(unit, number)
    except offers.OfferUnknown:
        return ()
    if not await may_send(unit, offer):
        return ()
    return [file for parcel in await parcels.of_offer(unit, number) for file in await _read(unit, offer, parcel)]


async def _read(unit: Unit, offer: Offer, parcel: Parcel) -> tuple[HandedOut, ...]:
    """Read one file; an attached one that was erased meanwhile is left out."""
    if parcel.document == PACKAGE:
        name, payload, blob = f"{offer.digest[:NAMED]}.age", parcel.payload, None
    else:
        try:
            paper = await papers.find(unit, parcel.document)
        except PermanentError:
            return ()
        name, payload, blob = file_name(parcel.document), paper.payload, paper.blob
    return (HandedOut(name=name, header=parcel.header, payload=payload, blob=blob, size=parcel.size),)
