"""How a submitter comes back."""

from dataclasses import replace

import pytest

from storage import receipts
from storage.ids import CaseId, DeploymentId
from storage.receipts import Receipt, ReceiptTaken
from storage.sealed import BadSignature, SigningKey

OURS = DeploymentId("d" * 32)
SIGNER = SigningKey.from_seed(bytes(range(32)))
RECEIPT = receipts.sign("a" * 32, CaseId("c" * 32), OURS, SIGNER)


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
    second = Receipt(locator=locator, case=CaseId(case), signature=b"s")
    with pytest.raises(ReceiptTaken):
        await database.write(lambda unit: receipts.add(unit, second))
    assert await database.read(lambda unit: receipts.find(unit, RECEIPT.locator)) == RECEIPT


def test_a_receipt_that_was_signed_is_genuine():
    """By any of the keys that may sign."""
    other = SigningKey.from_seed(bytes(32)).public
    receipts.verify(RECEIPT, OURS, [other, SIGNER.public])


@pytest.mark.parametrize("change", [{"case": CaseId("e" * 32)}, {"locator": "b" * 32}, {"signature": bytes(64)}])
def test_a_receipt_that_was_changed_is_not(change):
    """Nor one that nobody known has signed, nor one of another deployment."""
    with pytest.raises(BadSignature):
        receipts.verify(replace(RECEIPT, **change), OURS, [SIGNER.public])
    with pytest.raises(BadSignature):
        receipts.verify(RECEIPT, DeploymentId("e" * 32), [SIGNER.public])
    with pytest.raises(BadSignature):
        receipts.verify(RECEIPT, OURS, [])
