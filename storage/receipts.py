"""How a submitter comes back: which case a receipt code leads to, without the code.

The locator is derived from the code with Argon2id, so a row tells nobody the code; the recipient is a public
key to which replies are sealed as well. The identity behind it exists only while the code is presented.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from storage.database import Unit, tables
from storage.errors import PermanentError
from storage.ids import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a receipt code leads to.

    Attributes:
        locator: 32 hexadecimal digits, derived from the code.
        case: the submitter's case.
        recipient: an age recipient, whose identity only the code yields.
    """

    locator: str
    case: CaseId
    recipient: str


class ReceiptTaken(PermanentError):
    """The code leads somewhere already, or the case has its code."""

    hint = "draw another receipt code"


_TABLE = tables.receipts


async def add(unit: Unit, receipt: Receipt) -> None:
    """Write the receipt of a case.

    Raises:
        ReceiptTaken: the locator is in use or the case has a receipt; nothing was written.
    """
    values = {"locator": receipt.locator, "case": receipt.case, "recipient": receipt.recipient}
    written = await unit.execute(unit.insert(_TABLE).values(values).on_conflict_do_nothing())
    if written.rowcount == 0:
        raise ReceiptTaken("a receipt and its case belong to each other alone")


async def find(unit: Unit, locator: str) -> Receipt | None:
    """What a code leads to; nothing if it is unknown, or its case was erased."""
    return _receipt((await unit.execute(select(_TABLE).where(_TABLE.c.locator == locator))).one_or_none())


async def of_case(unit: Unit, case: CaseId) -> Receipt | None:
    """The receipt of a case, to seal a reply to it."""
    return _receipt((await unit.execute(select(_TABLE).where(_TABLE.c.case == case))).one_or_none())


def _receipt(row: Row[Any] | None) -> Receipt | None:
    if row is None:
        return None
    return Receipt(locator=row.locator, case=CaseId(row.case), recipient=row.recipient)
