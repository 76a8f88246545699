"""What two cases have in common, as members said."""

from storage import links
from storage.ids import CaseId
from storage.links import Link, Tie

ONE, TWO, THREE = (CaseId(letter * 32) for letter in "abc")


async def save(database, case, other, tie):
    await database.write(lambda unit: links.save(unit, case, other, tie))


async def of_case(database, case):
    return await database.read(lambda unit: links.of_case(unit, case))


async def test_a_link_is_seen_from_both_sides(database):
    """And from no other case."""
    await save(database, ONE, TWO, Tie.DUPLICATE)
    assert await of_case(database, ONE) == (Link(other=TWO, tie=Tie.DUPLICATE),)
    assert await of_case(database, TWO) == (Link(other=ONE, tie=Tie.DUPLICATE),)
    assert await of_case(database, THREE) == ()


async def test_what_was_said_last_counts(database):
    """From whichever side, also that they have nothing in common."""
    await save(database, ONE, TWO, Tie.DUPLICATE)
    await save(database, TWO, ONE, None)
    assert await of_case(database, ONE) == (Link(other=TWO, tie=None),)


async def test_a_case_has_several_links(database):
    """In an order that does not change."""
    await save(database, ONE, THREE, Tie.EVENT)
    await save(database, ONE, TWO, Tie.PERSON)
    assert [link.other for link in await of_case(database, ONE)] == [TWO, THREE]
