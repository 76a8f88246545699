"""A group at work, with deadlines that a test sets."""

import os
from datetime import timedelta

import pytest

from storage import actions, deadlines, hours
from storage.actions import Action
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import ActionKind, Urgency
from storage.ids import DocumentId, draw_id


@pytest.fixture
def put_deadline(stage):
    """Let something be due, so many hours from now, in a case."""

    async def put(reference="lumeko-42", kind=DeadlineKind.DECISION, item="", **to_go):
        case = await stage.case(reference)
        due = stage.now + timedelta(**to_go)
        deadline = Deadline(case=case.id, kind=kind, item=item, due_at=due)
        await stage.database.write(lambda unit: deadlines.add(unit, [deadline]))

    return put


@pytest.fixture
def put_action(stage, put_deadline):
    """Let a member see to something that is due; its number."""

    async def put(name, reference="lumeko-42", kind=DeadlineKind.ACTION, **to_go):
        case = await stage.case(reference)
        action = Action(
            case=case.id,
            document=DocumentId(draw_id(os.urandom)),
            kind=ActionKind.CONTACT,
            owner=stage.people[name],
            due_at=stage.now + timedelta(**to_go),
            priority=Urgency.NORMAL,
        )
        added = await stage.database.write(lambda unit: actions.add(unit, action))
        await put_deadline(reference, kind, str(added.number), **to_go)
        return added.number

    return put


@pytest.fixture
def hush(stage):
    """Let a member have quiet hours, which are not over."""

    async def hush(name):
        span = ((stage.now - timedelta(hours=1)).time(), (stage.now + timedelta(hours=1)).time())
        await stage.database.write(lambda unit: hours.set_quiet(unit, stage.people[name], span))

    return hush
