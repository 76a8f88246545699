"""Actions: who does what by when, and who was first to end one."""

from dataclasses import replace
from datetime import timedelta

from storage import actions
from storage.actions import Action
from storage.documents import ActionKind, ActionStatus, Urgency
from storage.ids import CaseId, DocumentId, MemberId

CASE, OTHER = CaseId("c" * 32), CaseId("d" * 32)
ANNA, BOHDAN = MemberId("a" * 32), MemberId("b" * 32)


def an_action(now, document="1", **changes):
    action = Action(
        case=CASE,
        document=DocumentId(document * 32),
        kind=ActionKind.LETTER,
        owner=ANNA,
        due_at=now + timedelta(days=7),
        priority=Urgency.URGENT,
    )
    return replace(action, **changes)


async def test_an_action_comes_back_with_its_number(database, now):
    """As it was written, under the number that it was given; another number is nobody's."""
    written = await database.write(lambda unit: actions.add(unit, an_action(now)))
    assert written == an_action(now, number=1)
    assert await database.read(lambda unit: actions.find(unit, 1)) == written
    assert await database.read(lambda unit: actions.find(unit, 2)) is None


async def test_actions_of_a_case_are_its_own(database, now):
    """In the order of their numbers, and none of another case."""
    for document, case in (("1", CASE), ("2", OTHER), ("3", CASE)):
        action = an_action(now, document, case=case)
        await database.write(lambda unit, action=action: actions.add(unit, action))
    found = await database.read(lambda unit: actions.of_case(unit, CASE))
    assert [action.number for action in found] == [1, 3]


async def test_what_goes_on_is_listed_by_its_day(database, now):
    """What is due first comes first, of one owner or of all, and no more than are asked for."""
    for document, owner, days in (("1", ANNA, 9), ("2", BOHDAN, 1), ("3", ANNA, 3)):
        action = an_action(now, document, owner=owner, due_at=now + timedelta(days=days))
        await database.write(lambda unit, action=action: actions.add(unit, action))

    async def listed(these=actions.ongoing, **which):
        return [action.number for action in await database.read(lambda unit: these(unit, **which))]

    assert await listed() == await listed(actions.seen_to) == [2, 3, 1]
    assert await listed(actions.seen_to, owner=ANNA) == [3, 1]
    assert await listed(limit=1) == [2]
    await database.write(lambda unit: actions.settle(unit, 3, ActionStatus.DONE))
    assert await listed(actions.seen_to, owner=ANNA) == [1]


async def test_an_action_ends_once(database, now):
    """The first who ends it is told so, the second that it had ended; an interim word ends nothing."""
    await database.write(lambda unit: actions.add(unit, an_action(now)))
    for status, first in (
        (ActionStatus.ONGOING, True),
        (ActionStatus.FAILED, True),
        (ActionStatus.DONE, False),
    ):
        assert await database.write(lambda unit, status=status: actions.settle(unit, 1, status)) is first
    assert (await database.read(lambda unit: actions.find(unit, 1))).status is ActionStatus.FAILED


async def test_a_number_is_never_given_twice(database, now, outside):
    """What was called 1 once is not called 1 again, even after it was erased."""
    await database.write(lambda unit: actions.add(unit, an_action(now)))
    outside.execute("DELETE FROM actions")
    assert (await database.write(lambda unit: actions.add(unit, an_action(now)))).number == 2
