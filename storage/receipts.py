"""How a submitter comes back: which case a receipt code leads to, without the code.

The locator is derived from the code with Argon2id, so a row tells nobody the code. To whom replies are sealed stands
in the submission, where nobody can change it.
"""

from dataclasses import dataclass

from sqlalchemy import select

from storage.database import Unit, tables
from storage.errors import PermanentError
from storage.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a receipt code leads to.

    Attributes:
        locator: 32 hexadecimal digits, derived from the code.
        case: the submitter's case.
    """

    locator: str
    case: CaseId


class ReceiptTaken(PermanentError):
    """The code leads somewhere already, or the case has its code."""

    hint = "draw another receipt code"


_TABLE = tables.receipts


async def add(unit: Unit, receipt: Receipt) -> None:
    """Write the receipt of a case.

    Raises:
        ReceiptTaken: the locator is in use or the case has a receipt; nothing was written.
    """
    values = {"locator": receipt.locator, "case": receipt.case}
    written = await unit.execute(unit.insert(_TABLE).values(values).on_conflict_do_nothing())
    if written.rowcount == 0:
        raise ReceiptTaken("a receipt and its case belong to each other alone")


async def find(unit: Unit, locator: str) -> Receipt | None:
    """What a code leads to; nothing if it is unknown, or its case was erased."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.locator == locator))).one_or_none()
    return None if row is None else Receipt(locator=row.locator, case=CaseId(row.case))
