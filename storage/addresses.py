"""Where a submitter who agreed is told that there is an answer: one address a case, sealed to intake's delivery key.

Written by intake when the submitter agrees, read by intake when triage has left a tiding. Triage cannot open one, and
whoever moves it to another case sends nobody there.
"""

from sqlalchemy import delete, select

from storage.database import Unit, tables
from storage.errors import PermanentError
from storage.ids import CaseId, Draw
from storage.post import Address, read_address, write_address
from storage.sealed import HybridIdentity, HybridRecipient, Sealed, open_sealed, seal

ADDRESS_SIZE = 512
"""Bytes to which an address is padded, so that its length does not tell the channel."""

_TABLE = tables.addresses


class AddressUnreadable(PermanentError):
    """What was sealed is no address of this case."""

    hint = "somebody moved sealed addresses between cases: compare with a backup and tell the group"


def seal_address(case: CaseId, address: Address, recipient: HybridRecipient, draw: Draw) -> Sealed:
    """Seal an address, together with the case that it is for."""
    written = b"%s\n%s" % (case.encode("ascii"), write_address(address))
    return seal(written.ljust(ADDRESS_SIZE), [recipient], draw)


def open_address(case: CaseId, sealed: Sealed, identity: HybridIdentity) -> Address:
    """Open an address. Secret.

    Raises:
        AgeError: it was sealed to another key, or it was changed.
        AddressUnreadable: it belongs to another case, or another program wrote it.
    """
    belongs_to, _, written = open_sealed(sealed.header, sealed.payload, [identity]).partition(b"\n")
    if belongs_to != case.encode("ascii"):
        raise AddressUnreadable("an address was found under another case")
    try:
        return read_address(written)
    except ValueError:
        raise AddressUnreadable("an address has a form that is not known") from None


async def save(unit: Unit, case: CaseId, sealed: Sealed) -> None:
    """Write the address of a case in the place of the one before it."""
    changing = {"header": sealed.header, "payload": sealed.payload}
    statement = unit.insert(_TABLE).values(case=case, **changing)
    await unit.execute(statement.on_conflict_do_update(index_elements=[_TABLE.c.case], set_=changing))


async def find(unit: Unit, case: CaseId) -> Sealed | None:
    """The sealed address of a case, if its submitter left one."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.case == case))).one_or_none()
    return None if row is None else Sealed(header=row.header, payload=row.payload)


async def drop(unit: Unit, case: CaseId) -> None:
    """Forget the address of a case; again does nothing."""
    await unit.execute(delete(_TABLE).where(_TABLE.c.case == case))
    unit.erases = True
