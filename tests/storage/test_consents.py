"""The consent ledger."""

from datetime import timedelta

from storage import consents
from storage.documents import Consent, ConsentGrant, ConsentUse
from storage.ids import CaseId

CASE = CaseId("c" * 32)


async def test_what_was_agreed_to_comes_back(database, now):
    """In the order in which it is asked."""
    given = (
        Consent(use=ConsentUse.PUBLISH, grant=ConsentGrant.INITIALS),
        Consent(use=ConsentUse.REFER, grant=ConsentGrant.YES),
    )
    await database.write(lambda unit: consents.add(unit, CASE, given, now))
    assert await database.read(lambda unit: consents.of_case(unit, CASE)) == (given[1], given[0])


async def test_the_latest_word_counts_and_the_earlier_rows_stay(database, now, outside):
    """A consent that is taken back is taken back, and the ledger shows both."""
    yes, no = (Consent(use=ConsentUse.UN, grant=grant) for grant in (ConsentGrant.YES, ConsentGrant.NO))
    await database.write(lambda unit: consents.add(unit, CASE, [yes], now))
    # The clock may have been set back in between.
    await database.write(lambda unit: consents.add(unit, CASE, [no], now - timedelta(days=1)))
    assert await database.read(lambda unit: consents.of_case(unit, CASE)) == (no,)
    assert outside.execute("SELECT count(*) FROM consents").fetchone()[0] == 2


async def test_a_case_without_consents_has_none(database, now):
    """Not those of another case."""
    yes = Consent(use=ConsentUse.UN, grant=ConsentGrant.YES)
    await database.write(lambda unit: consents.add(unit, CASE, [yes], now))
    assert await database.read(lambda unit: consents.of_case(unit, CaseId("o" * 32))) == ()


async def test_nothing_asked_is_nothing_written(database, now):
    """No row comes of an empty sequence."""
    await database.write(lambda unit: consents.add(unit, CASE, [], now))
    assert await database.read(lambda unit: consents.of_case(unit, CASE)) == ()
