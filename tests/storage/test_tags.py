"""Tags of cases."""

from storage import tags
from storage.ids import CaseId

CASE, OTHER = CaseId("c" * 32), CaseId("d" * 32)


async def of_case(database, case=CASE):
    return await database.read(lambda unit: tags.of_case(unit, case))


async def test_tags_come_back_in_order(database):
    """Of their own case; one that it has already changes nothing."""
    await database.write(lambda unit: tags.add(unit, CASE, ["press", "child"]))
    await database.write(lambda unit: tags.add(unit, CASE, ["press", "un"]))
    await database.write(lambda unit: tags.add(unit, OTHER, ["medic"]))
    assert await of_case(database) == ("child", "press", "un")


async def test_tags_are_taken_away(database):
    """Those that are named; one that the case does not have changes nothing."""
    await database.write(lambda unit: tags.add(unit, CASE, ["press", "child"]))
    await database.write(lambda unit: tags.add(unit, OTHER, ["child"]))
    await database.write(lambda unit: tags.drop(unit, CASE, ["child", "un"]))
    assert await of_case(database) == ("press",)
    assert await of_case(database, OTHER) == ("child",)
