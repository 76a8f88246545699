"""How a submitter comes back: which case a receipt code leads to, without the code.

The locator is derived from the code with Argon2id, so a row tells nobody the code. Intake signs which case it leads to:
a row that was changed must not lead a submitter to somebody else's case, to read how it stands or to erase it. To whom
replies are sealed stands in the submission.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select

from storage.database import Unit, tables
from storage.errors import PermanentError
from storage.ids import CaseId, DeploymentId
from storage.sealed import BadSignature, SigningKey, VerifyKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a receipt code leads to.

    Attributes:
        locator: 32 hexadecimal digits, derived from the code.
        case: the submitter's case.
        signature: intake's Ed25519 over :func:`signed_message`.
    """

    locator: str
    case: CaseId
    signature: bytes


class ReceiptTaken(PermanentError):
    """The code leads somewhere already, or the case has its code."""

    hint = "draw another receipt code"


SIGNATURE_DOMAIN = b"solidarity-intake/receipt/1\0"

_TABLE = tables.receipts


def sign(locator: str, case: CaseId, deployment: DeploymentId, signer: SigningKey) -> Receipt:
    """The signed receipt of a case."""
    return Receipt(locator=locator, case=case, signature=signer.sign(signed_message(locator, case, deployment)))


def verify(receipt: Receipt, deployment: DeploymentId, writers: Sequence[VerifyKey]) -> None:
    """Check that one of the writers signed where the code leads.

    Raises:
        BadSignature: none did.
    """
    message = signed_message(receipt.locator, receipt.case, deployment)
    for writer in writers:
        with suppress(BadSignature):
            return writer.verify(message, receipt.signature)
    raise BadSignature("none of the known writers signed this receipt")


def signed_message(locator: str, case: CaseId, deployment: DeploymentId) -> bytes:
    """Write what is signed: deployment, locator and case, each of 32 hexadecimal digits."""
    return SIGNATURE_DOMAIN + f"{deployment}{locator}{case}".encode("ascii")


async def add(unit: Unit, receipt: Receipt) -> None:
    """Write the receipt of a case.

    Raises:
        ReceiptTaken: the locator is in use or the case has a receipt; nothing was written.
    """
    values = {"locator": receipt.locator, "case": receipt.case, "signature": receipt.signature}
    written = await unit.execute(unit.insert(_TABLE).values(values).on_conflict_do_nothing())
    if written.rowcount == 0:
        raise ReceiptTaken("a receipt and its case belong to each other alone")


async def find(unit: Unit, locator: str) -> Receipt | None:
    """What a code leads to; nothing if it is unknown, or its case was erased."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.locator == locator))).one_or_none()
    return None if row is None else Receipt(locator=row.locator, case=CaseId(row.case), signature=row.signature)
