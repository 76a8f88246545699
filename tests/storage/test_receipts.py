"""How a submitter comes back."""

import pytest

from storage import receipts
from storage.ids import CaseId
from storage.receipts import Receipt, ReceiptTaken

RECEIPT = Receipt(locator="a" * 32, case=CaseId("c" * 32))


async def test_a_code_leads_to_its_case(database):
    """By the locator that is derived from it."""
    await database.write(lambda unit: receipts.add(unit, RECEIPT))
    assert await database.read(lambda unit: receipts.find(unit, RECEIPT.locator)) == RECEIPT


async def test_an_unknown_code_leads_nowhere(database):
    """As that of an erased case does."""
    assert await database.read(lambda unit: receipts.find(unit, "0" * 32)) is None


@pytest.mark.parametrize(("locator", "case"), [("a" * 32, "o" * 32), ("b" * 32, "c" * 32)])
async def test_a_receipt_and_its_case_belong_to_each_other_alone(database, locator, case):
    """Neither is given twice."""
    await database.write(lambda unit: receipts.add(unit, RECEIPT))
    second = Receipt(locator=locator, case=CaseId(case))
    with pytest.raises(ReceiptTaken):
        await database.write(lambda unit: receipts.add(unit, second))
    assert await database.read(lambda unit: receipts.find(unit, RECEIPT.locator)) == RECEIPT
