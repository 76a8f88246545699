"""A whole week: sixty cases, nine members in four roles, three partners, on a clock that is turned by hand."""

import asyncio
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from storage import alerts, audit
from storage.audit import Act
from storage.blobs import BlobStore
from storage.cases import Case, CaseState
from storage.database import Database
from storage.keys.creation import create
from storage.keys.folder import INTAKE, read_private, read_seed
from storage.keys.group import GroupKeys
from storage.keys.sealing import IntakeKeys
from storage.members import Role
from tests.intake.conftest import Keys as BothKeys
from tests.triage.conftest import CatalogueLabels, Keys, Stage
from tests.week.house import House
from tests.week.script import Entry, Fate
from tests.week.week import ACCEPTS, DEAF, DECLINES, ENDED, MEMBERS, MISSING, SILENT, Week
from triage.notices import flatten

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
"""When the week begins."""

WEDNESDAY = (MONDAY + timedelta(days=2)).date()

DAYS = timedelta(days=12)
"""As long as it takes until the last partner has been silent long enough."""


_ANSWERED = {Act.OFFER_DECLINED, Act.OFFER_EXPIRED, Act.OFFER_ACCEPTED}


@pytest.fixture(scope="module")
def after(tmp_path_factory):
    """The week, once."""
    folder = tmp_path_factory.mktemp("week")
    return asyncio.run(live(folder))


@dataclass(frozen=True, kw_only=True)
class Aftermath:
    """What is left of the week.

    Attributes:
        house: what was seen in it.
        ended: each case as it is in the end.
        acknowledged: who took over in which case, and when.
        log: every row of the audit log that is about a case.
        verdict: on its chain.
        ringing: what still rings.
    """

    house: House
    ended: dict[Entry, Case]
    acknowledged: dict[str, tuple[str, datetime]]
    log: tuple[audit.Entry, ...]
    verdict: audit.Verdict
    ringing: tuple[alerts.Alert, ...]

    def told(self, name, begins):
        """What somebody was told by itself, of one sort: when, whom, what."""
        return [said for said in self.house.said if said[1] == name and said[2].id.startswith(begins)]

    def heard(self, reference):
        """Who was told of a case by itself."""
        return [
            said
            for said in self.house.said
            if reference in {str(part.args.get("reference")) for part in flatten((said[2],))}
        ]


async def look_back(week):
    """Read what is left."""
    house = week.house
    ended = {entry: await house.case(case) for entry, case in week.cases.items()}

    async def work(unit):
        log = [entry for case in week.cases.values() for entry in await audit.of_case(unit, case)]
        return tuple(log), await audit.verify(unit), await alerts.due(unit, house.now, None)

    log, verdict, ringing = await house.database.read(work)
    return Aftermath(
        house=house, ended=ended, acknowledged=week.acknowledged, log=log, verdict=verdict, ringing=ringing
    )


async def live(folder):
    """Live through the week."""
    created = create(folder / "keys", None, "correct horse", draw=os.urandom, work_factor=4)
    group = GroupKeys.unlock(folder / "keys", created.root_public, "correct horse")
    intake = IntakeKeys.load(folder / "keys", created.root_public, folder / "memory", os.urandom)
    both = BothKeys(intake=intake, group=group, later=intake)
    keys = Keys(group=group, intake=read_seed(read_private(folder / "keys" / INTAKE), "intake"))
    url = f"sqlite+aiosqlite:///{folder / 'week.db'}"
    await Database.create(url)
    async with await Database.open(url) as database:
        stage = Stage(database, keys, BlobStore.open(str(folder / "blobs")), CatalogueLabels())
        stage.now = MONDAY
        week = Week(House(database, both, stage, MONDAY))
        await week.begin()
        await week.house.run(MONDAY + DAYS)
        return await look_back(week)


def fates(after, *wanted):
    """The cases with one of these fates, as they ended."""
    return [case for entry, case in after.ended.items() if entry.fate in wanted]


def acts(after, case):
    """What was done to a case, in order, with codes."""
    return [(entry.act, entry.code) for entry in after.log if entry.case == case.id]


def test_sixty_cases_came(after):
    """Of every kind of fate, with which nobody's story broke off."""
    assert len(after.ended) == 60
    assert {entry.fate for entry in after.ended} == set(Fate)


def test_every_case_reaches_an_outcome(after):
    """Closed, or erased."""
    assert {case.reference: case.state for case in after.ended.values() if case.state not in ENDED} == {}
    gone = fates(after, Fate.WITHDRAWN, Fate.ERASED)
    assert {case.state for case in gone} == {CaseState.WITHDRAWN}


def test_every_emergency_was_acknowledged(after):
    """By somebody who may, and nothing rings any more."""
    emergencies = fates(after, Fate.RESCUED, Fate.FALSE)
    assert {case.reference for case in emergencies} <= after.acknowledged.keys()
    assert {MEMBERS[name] for name, _ in after.acknowledged.values()} <= {Role.COORDINATOR, Role.REFERRER, Role.LEAD}
    assert after.ringing == ()


def test_missing_referrer_is_passed_over(after):
    """On Wednesday nobody on call answers, and the backup takes over long before the lead is called."""
    late = [
        (case, *after.acknowledged[case.reference])
        for case in fates(after, Fate.RESCUED, Fate.FALSE)
        if case.received_at.date() == WEDNESDAY
    ]
    assert late
    assert MISSING not in {name for _, name, _ in late}
    assert all(timedelta(minutes=3) <= at - case.received_at < timedelta(minutes=15) for case, _, at in late)


def test_deaf_night_goes_up_to_the_lead(after):
    """Where nobody else hears anything, it is called until the lead takes over."""
    (case,) = [case for case in fates(after, Fate.RESCUED) if DEAF[0] <= case.received_at - MONDAY < DEAF[1]]
    name, at = after.acknowledged[case.reference]
    assert name == "Lena"
    assert at - case.received_at >= timedelta(minutes=15)
    called = {who for when, who, _ in after.heard(case.reference) if when <= at}
    assert called == set(MEMBERS)


def test_flood_is_told_in_few_words(after):
    """A dozen false emergencies and a true one within minutes: each is named, and nobody gets a message for each."""
    flood = [case for case in fates(after, Fate.FALSE, Fate.RESCUED) if case.received_at.date() == WEDNESDAY]
    for case in flood:
        assert after.heard(case.reference)
    backup = [when for when, who, _ in after.told("Danylo", "watch-") if when.date() == WEDNESDAY]
    minutes = (max(backup) - min(backup)) / timedelta(minutes=1)
    assert len(backup) <= 2 * (minutes + 1)


def test_referral_goes_from_partner_to_partner(after):
    """One declines, one is silent until its time is over, and the one after them accepts: each was asked once."""
    for case in fates(after, Fate.REFERRED, Fate.RESCUED):
        done = [act for act, _ in acts(after, case)]
        *others, last = [act for act in done if act in _ANSWERED]
        assert set(others) <= {Act.OFFER_DECLINED, Act.OFFER_EXPIRED}
        assert last is Act.OFFER_ACCEPTED
        assert done.count(Act.OFFER_BEGUN) == len(others) + 1
    every = [act for case in fates(after, Fate.REFERRED) for act, _ in acts(after, case)]
    assert set(every) >= _ANSWERED


def test_who_did_not_agree_is_passed_on_in_an_emergency_only(after):
    """Who did not agree is handed on only in an emergency, with a reason, and another member looks at it."""
    unasked = [case for entry, case in after.ended.items() if not entry.agrees]
    assert unasked
    for case in unasked:
        done = acts(after, case)
        assert (Act.REFERRAL_BEGUN, "alone:override") in done
        assert (Act.REFERRAL_REVIEWED, "ok") in done


def test_no_step_without_its_right(after):
    """Whatever somebody tried who may not was refused, and left nothing behind."""
    assert after.house.refusals
    assert {said for _, _, said in after.house.refusals} <= {
        "error-not-allowed",
        "error-proposal-own",
        "error-review-own",
        "error-actions-open",
        "error-override-words",
    }


def test_log_tells_the_story(after):
    """Its chain is whole, each case begins as received and ends as it ended, and each decision had its quorum."""
    assert after.verdict.broken_at is None
    last = {Fate.WITHDRAWN: Act.CASE_WITHDRAWN, Fate.ERASED: Act.CASE_ERASED}
    for entry, case in after.ended.items():
        done = [act for act, _ in acts(after, case)]
        assert done[0] is Act.CASE_RECEIVED
        assert last.get(entry.fate, Act.CASE_CLOSED) in done
        if Act.CASE_DECIDED in done:
            assert done[: done.index(Act.CASE_DECIDED)].count(Act.CASE_ASSESSED) >= 2


def test_nobody_is_told_anything_of_a_case_by_itself(after):
    """What the clock sends names references and numbers, and no person."""
    names = {part for entry in after.ended for part in entry.name.split()} | {"батька", DECLINES, SILENT, ACCEPTS}
    said = " ".join(str(value) for _, _, notice in after.house.said for value in notice.args.values())
    assert not [name for name in names if name in said]
