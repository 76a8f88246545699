"""Referrals: begun once, reviewed once."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import referrals
from storage.ids import CaseId, DocumentId, MemberId
from storage.referrals import Referral, ReferralUnknown

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CASE, REFERRAL = CaseId("a" * 32), DocumentId("b" * 32)


async def test_referral_begins_once_and_is_reviewed_once(database):
    """Two who approve the same begin it once; of two who review it the first counts."""
    referral = Referral(
        id=REFERRAL, case=CASE, by=MemberId("d" * 32), at=NOW, alone=True, override=False, answer=timedelta(hours=2)
    )
    assert await database.write(lambda unit: referrals.add(unit, referral))
    assert not await database.write(lambda unit: referrals.add(unit, referral))
    assert await database.read(lambda unit: referrals.of_case(unit, CASE)) == (referral,)
    other = MemberId("e" * 32)
    assert await database.write(lambda unit: referrals.review(unit, REFERRAL, other, NOW, right=True))
    assert not await database.write(lambda unit: referrals.review(unit, REFERRAL, other, NOW, right=False))
    found = await database.read(lambda unit: referrals.find(unit, REFERRAL))
    assert (found.reviewed_by, found.reviewed_at, found.right) == (other, NOW, True)
    with pytest.raises(ReferralUnknown):
        await database.read(lambda unit: referrals.find(unit, DocumentId("f" * 32)))
