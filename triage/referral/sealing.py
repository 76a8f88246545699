"""Sealing a referral: for every partner in the order a package and the files, which only that partner opens.

On the path between :mod:`triage.referral.ordering` and ``storage.parcels``. Everything is sealed before the transaction
begins: from then on the case goes from partner to partner without the group's keys. An attached file is not unsealed: a
header is written anew, and its payload stays where it lies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from storage import offers, parcels
from storage.database import Unit
from storage.ids import DocumentId
from storage.offers import NewOffer
from storage.parcels import PACKAGE, Parcel
from storage.partners import Partner
from storage.referrals import Referral
from storage.sealed import Recipient, parse_recipient, rewrap
from storage.spoken import ANSWER_SYLLABLES, digest, draw_spoken
from triage.files import check_files
from triage.reading import Record
from triage.referral import package
from triage.referral.errors import NothingToSend
from triage.turn import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One partner's part of a referral, sealed. The code itself is in the package, and nowhere else.

    Attributes:
        referral: of which.
        partner: whose.
        digest: of the code with which the partner answers.
        parcels: the package first; they wait for their offer's number.
    """

    referral: Referral
    partner: Partner
    digest: str
    parcels: tuple[Parcel, ...] = field(repr=False)

    async def write(self, unit: Unit, place: int) -> None:
        """Write the offer that is made when those in the places before have said no."""
        offer = NewOffer(
            referral=self.referral.id,
            case=self.referral.case,
            partner=self.partner.id,
            turn=place,
            by_hand=self.partner.number is None,
            digest=self.digest,
            key=self.partner.key_digest,
        )
        number = await offers.add(unit, offer)
        for parcel in self.parcels:
            await parcels.add(unit, replace(parcel, offer=number))


async def seal_for_all(
    turn: Turn, record: Record, referral: Referral, partners: Sequence[Partner]
) -> tuple[Sealed, ...]:
    """Seal what each partner gets.

    Raises:
        NothingToSend: nothing that the submitter wrote can be trusted.
        DeskLocked: the group's keys are not there.
    """
    intact = await check_files(turn, record)
    parts = package.gather_parts(record, intact, agreed=not referral.override)
    if not any(part.answers or part.files for part in parts):
        raise NothingToSend
    sealed = []
    for partner in partners:
        recipient, code = parse_recipient(partner.recipient), draw_spoken(turn.room.draw, ANSWER_SYLLABLES)
        how = package.explain(turn.room.labels, partner, code, referral.answer)
        plaintext = package.write_package(record, parts, code, referral.answer, how=how, agreed=not referral.override)
        whole = _seal_package(turn, referral, plaintext, recipient)
        files = _let_in(turn, record, intact, recipient)
        sealed.append(Sealed(referral=referral, partner=partner, digest=digest(code), parcels=(whole, *files)))
    return tuple(sealed)


def _seal_package(turn: Turn, referral: Referral, plaintext: bytes, recipient: Recipient) -> Parcel:
    sealed = package.seal_package(plaintext, recipient, turn.room.draw)
    return Parcel(
        offer=0,
        document=PACKAGE,
        case=referral.case,
        header=sealed.header,
        payload=sealed.payload,
        size=len(sealed.whole),
    )


def _let_in(turn: Turn, record: Record, intact: Mapping[DocumentId, int], recipient: Recipient) -> tuple[Parcel, ...]:
    """Write a header for the partner to each file that is what intake signed."""
    identity = turn.room.unlocked().identity
    parcels_ = []
    for paper in record.attachments:
        if paper.id in intact and paper.header is not None:
            header = rewrap(paper.header, (identity,), (recipient,), turn.room.draw)
            size = len(header) + intact[paper.id]
            parcels_.append(Parcel(offer=0, document=paper.id, case=paper.case, header=header, size=size))
    return tuple(parcels_)
