"""From the configuration to the desk's settings."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bots.config import load
from bots.staff import wiring
from bots.staff.wiring import settings
from storage import reminders
from storage.database import Database
from storage.deadlines import DeadlineKind
from storage.documents import Urgency
from storage.ids import CaseId, MemberId
from tests.triage.conftest import NOW
from triage.turn import TAGS, Settings

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"


@pytest.fixture
def config(tmp_path):
    """The configuration as the example has it."""
    return load(Path(shutil.copy(EXAMPLE, tmp_path / "config.toml")))


def test_example_says_what_the_settings_are_without_it(config):
    """Nobody is surprised by leaving something out."""
    assert settings(config) == Settings(escalation=config.escalation)
    assert settings(replace(config, group=replace(config.group, tags=()))).tags == config.group.tags == TAGS


def test_what_is_configured_is_what_the_desk_goes_by(config):
    """Section by section."""
    changed = replace(
        config,
        group=replace(config.group, quorum=3, members="alone", tags=("un",)),
        limits=replace(
            config.limits,
            lease_hours=2,
            assessment_hours=replace(config.limits.assessment_hours, urgent=5),
            decision_hours=replace(config.limits.decision_hours, normal=6),
        ),
        referral=replace(config.referral, answer_hours=replace(config.referral.answer_hours, emergency=7)),
    )
    found = settings(changed)
    assert (found.quorum, found.alone, found.tags) == (3, True, ("un",))
    assert found.lease == timedelta(hours=2)
    assert found.assessment[Urgency.URGENT] == timedelta(hours=5)
    assert found.decision[Urgency.NORMAL] == timedelta(hours=6)
    assert found.answer[Urgency.EMERGENCY] == timedelta(hours=7)


async def test_tidying_forgets_reminders_of_what_is_over(config):
    """Their deadlines run no more."""
    await Database.create(config.database.url)
    async with await Database.open(config.database.url) as database:
        thing = (CaseId("c" * 32), DeadlineKind.DECISION, "")
        await database.write(lambda unit: reminders.note(unit, thing, MemberId("a" * 32), NOW))
        await wiring.tidy(config, database, NOW)
        assert await database.read(reminders.told) == {}
