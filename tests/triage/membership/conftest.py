"""Authenticators of members."""

from datetime import timedelta

import pytest

from storage.sealed import step_code


@pytest.fixture
def code(stage):
    """What a member's authenticator shows, now or some steps away."""

    def code(name, *, away=0, epoch=0):
        secret = stage.keys.group.step_up(stage.people[name], epoch)
        return step_code(secret, stage.now + timedelta(seconds=30 * away))

    return code


@pytest.fixture
def order(stage, code):
    """Types a sensitive line with a fresh code, and gives the ids of the answer."""

    async def order(name, line):
        stage.later(minutes=1)
        return await stage.ids(name, f"{line} code={code(name)}")

    return order
