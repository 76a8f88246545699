"""A case that can be decided, and members who have shown that they are themselves."""

import pytest

from storage.documents import Consent, ConsentGrant, ConsentUse, Language
from triage.notices import flatten

JUDGED = "/assess lumeko-42 likely yes legal A father"


class Meeting:
    """The group over one case, lumeko-42; whoever types has shown that it is they."""

    def __init__(self, stage):
        self.stage = stage

    async def say(self, actor, line, *, desk=None, words=True):
        """What the desk answers, as notices."""
        stage = self.stage
        return await (desk or stage.desk).obey(
            stage.people[actor], line, stage.now, language=Language.EN, words=words, proven=True
        )

    async def ids(self, actor, line, *, desk=None, words=True):
        """The ids of the top notices of the answer."""
        return [notice.id for notice in await self.say(actor, line, desk=desk, words=words)]

    async def text(self, actor, line, *, words=True):
        """The whole answer in words."""
        answer = await self.say(actor, line, words=words)
        return "\n".join(self.stage.labels.render(notice) for notice in flatten(answer))

    async def judged(self, **received):
        """Receive the case, and let enough members judge it; Clara holds it. The submitter's identity."""
        submitter = await self.stage.receive("lumeko-42", **received)
        await self.say("Clara", "/claim lumeko-42")
        await self.say("Clara", "/open lumeko-42")
        await self.say("Clara", JUDGED)
        return submitter

    async def decided(self, line="letter because", **received):
        """Let the group decide as well."""
        submitter = await self.judged(**received)
        assert await self.ids("Clara", f"/decide lumeko-42 {line}") == ["decided"]
        return submitter


@pytest.fixture
def meeting(stage):
    return Meeting(stage)


@pytest.fixture
def agreeing(submission):
    """Make a submission that agrees to the uses that are named, and to nothing else."""

    def make(**grants):
        given = tuple(Consent(use=ConsentUse(use), grant=ConsentGrant(grant)) for use, grant in grants.items())
        return submission(consents=given, attachments=())

    return make
