"""What a partner is sent: the package and the attached files, each with a header that only that partner opens.

Beside :mod:`storage.offers`. The package's payload lies here, an attached file's where it has always lain, with the
case; a header written anew is all that lets the partner in. Erased with the case.
"""

from dataclasses import dataclass, field

from sqlalchemy import select

from storage.database import Unit, tables
from storage.ids import CaseId, DocumentId

PACKAGE = DocumentId("")
"""In the place of a document's id: the package itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One age file for one partner, in its two parts.

    Attributes:
        offer: for whom.
        document: the attached file, or :data:`PACKAGE`.
        case: of which.
        header: sealed to the partner alone.
        payload: the sealed bytes, unless they lie with the case.
        size: of the whole age file in bytes.
    """

    offer: int
    document: DocumentId
    case: CaseId
    header: bytes = field(repr=False)
    payload: bytes | None = field(default=None, repr=False)
    size: int


_TABLE = tables.parcels


async def add(unit: Unit, parcel: Parcel) -> None:
    """Write one file."""
    values = {
        "offer": parcel.offer,
        "document": parcel.document,
        "case": parcel.case,
        "header": parcel.header,
        "payload": parcel.payload,
        "size": parcel.size,
    }
    await unit.execute(unit.insert(_TABLE).values(values))


async def of_offer(unit: Unit, offer: int) -> tuple[Parcel, ...]:
    """The files of an offer, the package first."""
    rows = await unit.execute(select(_TABLE).where(_TABLE.c.offer == offer).order_by(_TABLE.c.document))
    return tuple(
        Parcel(
            offer=row.offer,
            document=DocumentId(row.document),
            case=CaseId(row.case),
            header=row.header,
            payload=row.payload,
            size=row.size,
        )
        for row in rows
    )


async def drop(unit: Unit, offer: int) -> None:
    """Erase the files of an offer that nobody will send any more; again does nothing."""
    dropped = await unit.execute(_TABLE.delete().where(_TABLE.c.offer == offer))
    unit.erases |= dropped.rowcount > 0
