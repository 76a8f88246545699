"""The rows of cases: the queue, two members at once, erasure."""

import os
import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Boolean, Integer, LargeBinary, String, event

from storage import (
    addresses,
    alerts,
    audit,
    cases,
    consents,
    deadlines,
    drafts,
    links,
    names,
    papers,
    receipts,
    requests,
    tags,
    tidings,
)
from storage.alerts import NewAlert
from storage.cases import CaseChanged, CaseState, CaseUnknown, ReferenceTaken, Wanted
from storage.database import tables
from storage.database.columns import Instant, Ranked
from storage.deadlines import Deadline, DeadlineKind
from storage.documents import (
    Consent,
    ConsentGrant,
    ConsentUse,
    DocumentKind,
    Help,
    QuestionnaireKind,
    RequestKind,
    Urgency,
)
from storage.drafts import Draft
from storage.ids import CaseId, ChatKey, DocumentId, MemberId, Reference, draw_id
from storage.links import Tie
from storage.offers import OfferState
from storage.papers import Paper
from storage.receipts import Receipt
from storage.requests import Request
from storage.sealed import Sealed

MEMBER = MemberId("m" * 32)


async def add(database, *new):
    async def all_of_them(unit):
        for case in new:
            await cases.add(unit, case)

    await database.write(all_of_them)


async def page(database, **what):
    return await database.read(lambda unit: cases.page(unit, **{"states": [CaseState.RECEIVED], "limit": 10, **what}))


async def test_a_case_comes_back_as_it_was_written(database, make_case, now):
    """Every column, times to the microsecond."""
    case = make_case(
        urgency=Urgency.EMERGENCY,
        state=CaseState.DECIDED,
        decision=Help.LETTER,
        holder=MEMBER,
        lease_until=now + timedelta(hours=1),
    )
    await add(database, case)
    assert await database.read(lambda unit: cases.find(unit, case.reference)) == case


async def test_a_case_is_found_by_its_id(database, make_case):
    """For what knows the case from a document or an alert."""
    case = make_case()
    await add(database, case, make_case())
    assert await database.read(lambda unit: cases.by_id(unit, case.id)) == case


@pytest.mark.parametrize("find", [cases.find, cases.by_id])
async def test_an_unknown_case_is_told(database, find):
    """By reference and by id."""
    with pytest.raises(CaseUnknown):
        await database.read(lambda unit: find(unit, "nobody-00"))


async def test_a_reference_is_given_once(database, make_case):
    """The unit can go on and draw another."""
    first = make_case()
    await add(database, first)
    second = make_case(reference=first.reference)

    async def draw_again(unit):
        with pytest.raises(ReferenceTaken):
            await cases.add(unit, second)
        await cases.add(unit, replace(second, reference=Reference("another-01")))

    await database.write(draw_again)
    assert (await database.read(lambda unit: cases.by_id(unit, first.id))) == first
    assert (await database.read(lambda unit: cases.by_id(unit, second.id))).reference == "another-01"


async def test_the_queue_is_ordered_by_urgency_then_age(database, make_case, now):
    """Emergencies first; what has waited longest before what came later."""
    earlier = now - timedelta(days=1)
    ordered = [
        make_case(urgency=Urgency.EMERGENCY, received_at=earlier),
        make_case(urgency=Urgency.EMERGENCY),
        make_case(urgency=Urgency.URGENT),
        make_case(urgency=Urgency.NORMAL, received_at=earlier),
        make_case(urgency=Urgency.NORMAL),
    ]
    await add(database, *reversed(ordered))
    assert await page(database) == tuple(ordered)


async def test_pages_follow_each_other_without_gap_or_repetition(database, make_case, now):
    """Also over several states, and where two cases arrived at once."""
    states = [CaseState.RECEIVED, CaseState.ASSESSING, CaseState.ACTING]
    urgencies = list(Urgency)
    new = [
        make_case(state=states[n % 3], urgency=urgencies[n % 2], received_at=now + timedelta(seconds=n // 4))
        for n in range(23)
    ]
    await add(database, *new)
    seen, after = [], None
    while found := await page(database, states=states, after=after, limit=4):
        assert len(found) <= 4
        seen += found
        after = found[-1]
    assert seen == sorted(new, key=lambda case: (urgencies.index(case.urgency), case.received_at, case.id))


async def test_a_page_goes_on_where_the_page_before_it_ended(database, make_case, now):
    """A case that arrives in between neither shifts nor hides another."""
    first, second = make_case(), make_case(received_at=now + timedelta(seconds=1))
    await add(database, first, second)
    (last,) = await page(database, limit=1)
    await add(database, make_case(urgency=Urgency.EMERGENCY))
    assert await page(database, after=last, limit=1) == (second,)


async def test_a_page_holds_only_the_states_asked_for(database, make_case):
    """The queue shows open work."""
    received, closed = make_case(), make_case(state=CaseState.CLOSED)
    await add(database, received, closed)
    assert await page(database) == (received,)


async def test_no_state_is_no_case(database, make_case):
    """And no error."""
    await add(database, make_case())
    assert await page(database, states=[]) == ()


async def test_a_page_holds_only_the_urgency_asked_for(database, make_case):
    """For those on duty for emergencies."""
    emergency = make_case(urgency=Urgency.EMERGENCY)
    await add(database, emergency, make_case())
    assert await page(database, urgency=Urgency.EMERGENCY) == (emergency,)


async def test_a_page_holds_only_the_holder_s_cases(database, make_case):
    """What a member has in hand."""
    mine = make_case(holder=MEMBER)
    await add(database, mine, make_case(), make_case(holder=MemberId("o" * 32)))
    assert await page(database, holder=MEMBER) == (mine,)


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ({}, "ix_cases_queue"),
        ({"states": [CaseState.RECEIVED, CaseState.ACTING]}, "ix_cases_queue"),
        ({"urgency": Urgency.URGENT}, "ix_cases_queue"),
        ({"holder": MEMBER}, "ix_cases_held"),
    ],
)
async def test_a_page_is_read_from_the_index(database, make_case, outside, asked, index):
    """However long the queue: a search from the last case on, no walk, and no sorting of what is not shown."""
    case = make_case()
    statements = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        statements.append((statement, parameters))

    event.listen(database._reading.sync_engine, "before_cursor_execute", note)
    await page(database, after=case, **asked)
    ((statement, parameters),) = [each for each in statements if "FROM cases" in each[0]]
    plan = [row["detail"] for row in outside.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    on_cases = [step for step in plan if "cases" in step]
    assert on_cases
    for step in on_cases:
        assert step.startswith("SEARCH cases")
        assert index in step
        assert "urgency" in step


async def test_saving_replaces_what_may_change(database, make_case, now):
    """Urgency, state, decision, holder, lease."""
    case = make_case()
    await add(database, case)
    changed = replace(
        case,
        urgency=Urgency.URGENT,
        state=CaseState.DECIDED,
        decision=Help.RECORD,
        holder=MEMBER,
        lease_until=now + timedelta(hours=2),
        changed_at=now + timedelta(minutes=1),
    )
    await database.write(lambda unit: cases.save(unit, changed, expected=case))
    assert await database.read(lambda unit: cases.by_id(unit, case.id)) == changed


async def test_of_two_members_one_claims_a_case(database, make_case, now):
    """The other reads it again."""
    case = make_case()
    await add(database, case)
    mine = replace(case, holder=MEMBER, lease_until=now, changed_at=now)
    theirs = replace(case, holder=MemberId("o" * 32), lease_until=now, changed_at=now)
    await database.write(lambda unit: cases.save(unit, mine, expected=case))
    with pytest.raises(CaseChanged):
        await database.write(lambda unit: cases.save(unit, theirs, expected=case))
    assert await database.read(lambda unit: cases.by_id(unit, case.id)) == mine


@pytest.mark.parametrize(
    "was",
    [
        {"state": CaseState.ACTING},
        {"urgency": Urgency.URGENT},
        {"decision": Help.LETTER},
        {"holder": MEMBER},
        {"lease_until": "now"},
        {"changed_at": "later"},
    ],
)
async def test_every_change_since_is_noticed(database, make_case, now, was):
    """Whatever was changed, and to or from nothing."""
    times = {"now": now, "later": now + timedelta(seconds=1)}
    case = make_case()
    await add(database, case)
    other = replace(case, **{name: times.get(value, value) for name, value in was.items()})
    with pytest.raises(CaseChanged):
        await database.write(lambda unit: cases.save(unit, case, expected=other))


def a_row(table, case, now):
    """Something in every column that has to hold something."""
    samples = {
        Boolean: True,
        Instant: now,
        Integer: 1,
        LargeBinary: b"b",
        Ranked: Urgency.NORMAL,
        String: draw_id(os.urandom),
    }
    values = {
        column.name: samples[type(column.type)]
        for column in table.columns
        if not column.nullable and table.autoincrement_column is not column
    }
    return {**values, "case": case}


async def fill(unit, case, now):
    """Everything that a case can have."""
    await cases.add(unit, case)
    paper = Paper(
        id=DocumentId(draw_id(os.urandom)),
        case=case.id,
        kind=DocumentKind.SUBMISSION,
        version=1,
        created_at=now,
        payload=b"p",
        header=b"h",
        signature=b"s",
    )
    blob = draw_id(os.urandom)
    await papers.add(unit, paper)
    await papers.add(unit, replace(paper, id=DocumentId(draw_id(os.urandom)), payload=None, blob=blob))
    await receipts.add(unit, Receipt(locator=draw_id(os.urandom), case=case.id, signature=b"s"))
    await consents.add(unit, case.id, [Consent(use=ConsentUse.UN, grant=ConsentGrant.YES)], now)
    chat = ChatKey(draw_id(os.urandom))
    await drafts.save(unit, Draft(chat=chat, case=case.id, key="k", header=b"h", payload=b"p", changed_at=now))
    await deadlines.add(unit, [Deadline(case=case.id, kind=DeadlineKind.DECISION, due_at=now)])
    await alerts.add(unit, [NewAlert(case=case.id, reference=case.reference, step=0, due_at=now)])
    await addresses.save(unit, case.id, Sealed(header=b"h", payload=b"p"))
    await tidings.add(unit, case.id, now)
    await requests.add(unit, Request(document=paper.id, case=case.id, what=RequestKind.NEWS, asked_at=now))
    await tags.add(unit, case.id, {"un"})
    await links.save(unit, case.id, CaseId(draw_id(os.urandom)), Tie.EVENT)
    await names.add(unit, case.id, paper.id, [{"t"}], now)
    for table in (
        tables.actions,
        tables.proposals,
        tables.referrals,
        tables.offers,
        tables.parcels,
        tables.reminders,
    ):
        await unit.execute(table.insert().values(a_row(table, case.id, now)))
    held = {**a_row(tables.offers, case.id, now), "state": OfferState.ACCEPTED}
    await unit.execute(tables.offers.insert().values(held))
    await audit.write(unit, at=now, actor=audit.INTAKE, act=audit.Act.CASE_RECEIVED, case=case.id)
    return blob


def rows_about(outside: sqlite3.Connection, case: CaseId) -> dict[str, int]:
    """How many rows of each table name a case."""
    return {
        name: outside.execute(f'SELECT count(*) FROM {name} WHERE "case" = ?', (case,)).fetchone()[0]
        for name, table in tables.metadata.tables.items()
        if "case" in table.columns
    }


async def test_erasing_a_case_leaves_its_row_and_the_audit_log(database, make_case, now, outside):
    """Whatever else names the case goes, in every table there is, but what a partner holds and has to delete."""
    case = make_case(holder=MEMBER, lease_until=now, decision=Help.RECORD, state=CaseState.DECIDED)
    await database.write(lambda unit: fill(unit, case, now))
    assert all(rows_about(outside, case.id).values())
    later = now + timedelta(days=1)

    async def erase(unit):
        await cases.erase(unit, case.id, at=later)
        await audit.write(unit, at=later, actor=audit.INTAKE, act=audit.Act.CASE_WITHDRAWN, case=case.id)

    await database.write(erase)
    assert {name: rows for name, rows in rows_about(outside, case.id).items() if rows} == {"audit": 2, "offers": 1}
    assert outside.execute("SELECT count(*) FROM headers").fetchone()[0] == 0
    left = await database.read(lambda unit: cases.by_id(unit, case.id))
    assert left == replace(
        case, state=CaseState.WITHDRAWN, decision=None, holder=None, lease_until=None, changed_at=later
    )
    verdict = await database.read(audit.verify)
    assert (verdict.entries, verdict.broken_at) == (2, None)


async def test_erasing_a_case_names_its_blobs(database, make_case, now):
    """They are deleted after the commit."""
    case = make_case()
    blob = await database.write(lambda unit: fill(unit, case, now))
    assert await database.write(lambda unit: cases.erase(unit, case.id, at=now)) == (blob,)


async def test_erasing_a_case_spares_the_others(database, make_case, now, outside):
    """Nothing of another case is touched."""
    case, other = make_case(), make_case()

    async def both(unit):
        await fill(unit, case, now)
        await fill(unit, other, now)

    await database.write(both)
    before = rows_about(outside, other.id)
    await database.write(lambda unit: cases.erase(unit, case.id, at=now))
    assert rows_about(outside, other.id) == before
    assert outside.execute("SELECT count(*) FROM headers").fetchone()[0] == 2


async def test_erasing_again_is_harmless(database, make_case, now):
    """There is nothing left to name."""
    case = make_case()
    await database.write(lambda unit: fill(unit, case, now))
    await database.write(lambda unit: cases.erase(unit, case.id, at=now))
    assert await database.write(lambda unit: cases.erase(unit, case.id, at=now)) == ()


async def test_erasing_an_unknown_case_is_told(database, now):
    """Rather than taken for done."""
    with pytest.raises(CaseUnknown):
        await database.write(lambda unit: cases.erase(unit, CaseId("0" * 32), at=now))


async def test_a_case_changed_by_erasure_cannot_be_saved(database, make_case, now):
    """A member who still looks at it does not bring it back."""
    case = make_case()
    await add(database, case)
    await database.write(lambda unit: cases.erase(unit, case.id, at=now))
    with pytest.raises(CaseChanged):
        await database.write(lambda unit: cases.save(unit, case, expected=case))


async def test_erasing_a_case_lets_others_forget_it(database, make_case, now, outside):
    """A link names it from the other side as well."""
    case, other = make_case(), make_case()
    await add(database, case, other)
    await database.write(lambda unit: links.save(unit, other.id, case.id, Tie.DUPLICATE))
    await database.write(lambda unit: cases.erase(unit, case.id, at=now))
    assert outside.execute("SELECT count(*) FROM links").fetchone()[0] == 0


async def search(database, **what):
    wanted = Wanted(states=frozenset(what.pop("states", CaseState)), **what.pop("wanted", {}))
    return await database.read(lambda unit: cases.search(unit, wanted, **{"limit": 10, **what}))


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        ({"urgency": Urgency.URGENT}, {"urgency": Urgency.URGENT}),
        ({"questionnaire": QuestionnaireKind.APPEAL}, {"questionnaire": QuestionnaireKind.APPEAL}),
        ({"decision": Help.LETTER}, {"decision": Help.LETTER}),
    ],
)
async def test_cases_are_found_by_their_columns(database, make_case, columns, wanted):
    """Those that have what is wanted, and no others."""
    case = make_case(**columns)
    await add(database, case, make_case())
    assert await search(database, wanted=wanted) == (case,)


async def test_cases_are_found_by_state(database, make_case):
    """In one of several."""
    closed, received = make_case(state=CaseState.CLOSED), make_case()
    await add(database, closed, received, make_case(state=CaseState.ACTING))
    found = await search(database, states={CaseState.CLOSED, CaseState.RECEIVED})
    assert set(found) == {closed, received}


async def test_cases_are_found_by_their_age(database, make_case, now):
    """Both ends belong to the time that is looked through."""
    ages = [make_case(received_at=now - timedelta(days=days)) for days in (3, 2, 1)]
    await add(database, *ages)
    assert await search(database, wanted={"since": now - timedelta(days=2)}) == (ages[1], ages[2])
    assert await search(database, wanted={"until": now - timedelta(days=2)}) == (ages[0], ages[1])


async def test_cases_are_found_by_all_of_their_tags(database, make_case):
    """Whoever wants two gets no case with one."""
    one, both = make_case(), make_case()
    await add(database, one, both)
    await database.write(lambda unit: tags.add(unit, one.id, {"un"}))
    await database.write(lambda unit: tags.add(unit, both.id, {"un", "press"}))
    assert set(await search(database, wanted={"tags": frozenset({"un"})})) == {one, both}
    assert await search(database, wanted={"tags": frozenset({"un", "press"})}) == (both,)


async def test_what_was_found_comes_page_by_page(database, make_case, now):
    """In the order of the queue, without gap or repetition."""
    many = [make_case(received_at=now + timedelta(minutes=minute)) for minute in range(5)]
    await add(database, *many)
    first = await search(database, limit=3)
    assert (*first, *await search(database, after=first[-1])) == tuple(many)


async def test_cases_in_a_state_are_counted(database, make_case):
    """Without reading them."""
    await add(database, make_case(), make_case(), make_case(state=CaseState.CLOSED))
    assert await database.read(lambda unit: cases.count(unit, CaseState.RECEIVED)) == 2
    assert await database.read(lambda unit: cases.count(unit, CaseState.ACTING)) == 0


async def test_cases_closed_long_ago_are_found_oldest_first(database, make_case, now):
    """For the retention period; open ones never, and no more than asked for."""
    ages = {days: make_case(state=CaseState.CLOSED, changed_at=now - timedelta(days=days)) for days in (1, 5, 9, 7)}
    await add(database, *ages.values(), make_case(changed_at=now - timedelta(days=20)))
    found = await database.read(lambda unit: cases.closed_before(unit, now - timedelta(days=3), limit=2))
    assert found == (ages[9], ages[7])


def test_nothing_but_the_readable_columns_lies_open():
    """What the design lists, and a column more only with the design."""
    assert {column.name for column in tables.cases.columns} == {
        "id",
        "reference",
        "questionnaire",
        "urgency",
        "state",
        "decision",
        "language",
        "holder",
        "lease_until",
        "received_at",
        "changed_at",
    }
