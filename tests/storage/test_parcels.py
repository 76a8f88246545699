"""Parcels: what a partner is sent, until it is dropped."""

from storage import parcels
from storage.ids import CaseId, DocumentId
from storage.parcels import PACKAGE, Parcel

CASE = CaseId("a" * 32)


async def test_parcels_lie_until_they_are_dropped(database):
    """The package comes first; dropping them is an erasure."""
    file = Parcel(offer=7, document=DocumentId("9" * 32), case=CASE, header=b"h", size=3)
    package = Parcel(offer=7, document=PACKAGE, case=CASE, header=b"p", payload=b"s", size=2)
    for parcel in (file, package):
        await database.write(lambda unit, parcel=parcel: parcels.add(unit, parcel))
    assert await database.read(lambda unit: parcels.of_offer(unit, 7)) == (package, file)

    async def work(unit):
        await parcels.drop(unit, 7)
        erased, unit.erases = unit.erases, False
        await parcels.drop(unit, 7)
        return erased, unit.erases

    assert await database.write(work) == (True, False)
    assert await database.read(lambda unit: parcels.of_offer(unit, 7)) == ()
