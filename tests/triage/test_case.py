"""The rules of a case: transitions, leases, conflicts of interest and the quorum."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cases import REOPENED_BY_ADDITION, Case, CaseState
from storage.documents import Assessment, Help, Language, Outcome, QuestionnaireKind, Recusal, Reliability, Urgency
from storage.ids import CaseId, MemberId, Reference
from triage import case as rules
from triage.case import OPEN_STATES, TRANSITIONS, Act
from triage.errors import (
    ConflictOfInterest,
    HeldByAnother,
    IllegalAct,
    NotEnoughAssessments,
    NotHeld,
    OutcomeRefused,
    TriageError,
)

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LEASE = timedelta(hours=8)
ANNA, BOHDAN = MemberId("a" * 32), MemberId("b" * 32)


def a_case(state=CaseState.RECEIVED, **columns) -> Case:
    fresh = Case(
        id=CaseId("c" * 32),
        reference=Reference("lumeko-42"),
        questionnaire=QuestionnaireKind.APPEAL,
        urgency=Urgency.NORMAL,
        state=state,
        language=Language.UK,
        received_at=NOW,
        changed_at=NOW,
    )
    return replace(fresh, **columns)


def judged(author, *, conflict=False) -> Assessment:
    return Assessment(
        author=author,
        at_risk="",
        reliability=Reliability.LIKELY,
        bears_on_civil_society=True,
        fitting=(Help.LETTER,),
        conflict_of_interest=conflict,
        note="",
        written=NOW,
    )


members = st.sampled_from([ANNA, BOHDAN])
deeds = st.one_of(
    st.tuples(st.just(Act.CLAIM), members).map(lambda d: (d[0], lambda c, n: rules.claim(c, d[1], n, LEASE))),
    st.just((Act.RELEASE, rules.release)),
    st.tuples(st.just(Act.ASSIGN), members).map(lambda d: (d[0], lambda c, n: rules.assign(c, d[1], n, LEASE))),
    st.tuples(st.just(Act.RECUSE), members).map(lambda d: (d[0], lambda c, n: rules.recuse(c, d[1], n))),
    st.just((Act.ASK, rules.ask)),
    st.just((Act.ASSESS, rules.assess)),
    st.sampled_from(Help).map(lambda kind: (Act.DECIDE, lambda c, n: rules.decide(c, kind, n))),
    st.just((Act.REPLY, rules.reply)),
    st.just((Act.ACT, rules.act)),
    st.just((Act.RESULT, rules.result)),
    st.sampled_from(Urgency).map(lambda to: (Act.CHANGE_URGENCY, lambda c, n: rules.change_urgency(c, to, n))),
    st.sampled_from(Outcome).map(lambda outcome: (Act.CLOSE, lambda c, n: rules.close(c, outcome, n))),
)
hours = st.integers(min_value=-24, max_value=24).map(lambda n: timedelta(hours=n))


@given(state=st.sampled_from(CaseState), doing=st.lists(st.tuples(deeds, hours), max_size=30))
def test_no_illegal_transition(state, doing):
    """Whatever is done in whatever order, by whatever clock, a case moves only along the table."""
    case, now = a_case(state), NOW
    for (act, deed), passed in doing:
        now += passed
        before = case
        done = rules.closing_act(case.state) if act is Act.CLOSE else act
        try:
            case = deed(case, now)
        except TriageError:
            assert case == before
            continue
        assert TRANSITIONS[before.state, done] is case.state
        assert case.changed_at == now
        assert (case.holder is None) == (case.lease_until is None)


@given(state=st.sampled_from(CaseState), act=st.sampled_from(Act))
def test_step_reads_the_table(state, act):
    """An act leads where the table says, and nowhere if the table has no entry."""
    if (state, act) in TRANSITIONS:
        assert rules.step(state, act) is TRANSITIONS[state, act]
    else:
        with pytest.raises(IllegalAct):
            rules.step(state, act)


def test_every_state_but_withdrawn_can_be_withdrawn():
    """A submitter can always withdraw, and what was erased cannot be touched again."""
    assert {s for s, act in TRANSITIONS if act is Act.WITHDRAW} == set(CaseState) - {CaseState.WITHDRAWN}
    assert CaseState.WITHDRAWN not in {state for state, _ in TRANSITIONS}


def test_every_open_case_can_be_claimed():
    """What stands in the queue can be taken, and nothing else."""
    assert {state for state, act in TRANSITIONS if act is Act.CLAIM} == OPEN_STATES


def test_first_claim_begins_the_assessment():
    """A received case that is claimed is being assessed, and held for the length of the lease."""
    case = rules.claim(a_case(), ANNA, NOW, LEASE)
    assert (case.state, case.holder, case.lease_until) == (CaseState.ASSESSING, ANNA, NOW + LEASE)


def test_held_case_cannot_be_claimed_by_another():
    """The second member learns who holds the case and until when."""
    case = rules.claim(a_case(), ANNA, NOW, LEASE)
    with pytest.raises(HeldByAnother) as refused:
        rules.claim(case, BOHDAN, NOW + LEASE - timedelta(microseconds=1), LEASE)
    assert (refused.value.holder, refused.value.facts["until"]) == (ANNA, NOW + LEASE)


def test_expired_lease_can_be_claimed_by_another():
    """A lease ends at its instant, without anybody's help."""
    case = rules.claim(a_case(), ANNA, NOW, LEASE)
    assert rules.claim(case, BOHDAN, NOW + LEASE, LEASE).holder == BOHDAN
    assert not rules.holds(case, ANNA, NOW + LEASE)


def test_holder_renews_the_lease():
    """Claiming again lengthens one's own lease."""
    case = rules.claim(a_case(), ANNA, NOW, LEASE)
    assert rules.claim(case, ANNA, NOW + timedelta(hours=1), LEASE).lease_until == NOW + timedelta(hours=9)


def test_release_needs_a_holder():
    """What nobody holds cannot be put back."""
    with pytest.raises(NotHeld):
        rules.release(a_case(CaseState.ASSESSING), NOW)


def test_reply_after_a_decision_begins_the_action():
    """The first reply after a decision is the first action; before it the state stays."""
    assert rules.reply(a_case(CaseState.DECIDED), NOW).state is CaseState.ACTING
    assert rules.reply(a_case(CaseState.ASSESSING), NOW).state is CaseState.ASSESSING


@pytest.mark.parametrize("outcome", Outcome)
def test_undecided_case_is_set_aside_only_as_recorded_or_declined(outcome):
    """Without a decision nobody can have been helped or referred."""
    case = a_case(CaseState.ASSESSING)
    if outcome in {Outcome.RECORDED, Outcome.DECLINED}:
        assert rules.close(case, outcome, NOW).state is CaseState.CLOSED
    else:
        with pytest.raises(OutcomeRefused):
            rules.close(case, outcome, NOW)


def test_closed_case_is_held_by_nobody():
    """Closing gives the case out of the holder's hands."""
    case = a_case(CaseState.ACTING, holder=ANNA, lease_until=NOW + LEASE)
    closed = rules.close(case, Outcome.HELPED, NOW)
    assert (closed.holder, closed.lease_until) == (None, None)


def test_declared_conflict_is_not_taken_back():
    """A later assessment without a conflict does not lift an earlier one with it."""
    assessments = [judged(ANNA, conflict=True), judged(ANNA)]
    assert rules.conflicted(assessments) == {ANNA}
    assert rules.independent(assessments) == frozenset()


def test_a_recusal_is_a_conflict():
    """Whoever took himself out of a case does not count as its judge, whatever he wrote before or after."""
    judgements = [judged(ANNA), Recusal(author=ANNA, written=NOW), judged(ANNA), judged(BOHDAN)]
    assert rules.conflicted(judgements) == {ANNA}
    assert rules.independent(judgements) == {BOHDAN}


def test_whoever_leaves_a_case_lets_go_of_it():
    """What another holds stays with him."""
    case = a_case(CaseState.ASSESSING, holder=ANNA, lease_until=NOW + LEASE)
    assert rules.holder(rules.recuse(case, ANNA, NOW), NOW) is None
    assert rules.holder(rules.recuse(case, BOHDAN, NOW), NOW) == ANNA


def test_a_case_is_handed_over_whoever_holds_it():
    """For as long as a claim holds it."""
    case = a_case(CaseState.ASSESSING, holder=ANNA, lease_until=NOW + timedelta(minutes=1))
    assigned = rules.assign(case, BOHDAN, NOW, LEASE)
    assert (assigned.holder, assigned.lease_until) == (BOHDAN, NOW + LEASE)


@pytest.mark.parametrize(
    ("state", "judges", "alone"),
    [
        (CaseState.ASSESSING, set(), True),
        (CaseState.ASSESSING, {BOHDAN}, True),
        (CaseState.ASSESSING, {ANNA}, False),
        (CaseState.ASSESSING, {BOHDAN, "c" * 32}, False),
        (CaseState.DECIDED, {BOHDAN}, False),
    ],
)
def test_a_member_judges_alone_first(state, judges, alone):
    """Until he has judged, or as many have as a decision takes, or it is taken."""
    assert rules.judges_alone(state, frozenset(judges), ANNA, 2) is alone


def test_quorum_counts_members_not_assessments():
    """Two assessments of one member are one judgement."""
    with pytest.raises(NotEnoughAssessments) as refused:
        rules.check_quorum(rules.independent([judged(ANNA), judged(ANNA)]), 2)
    assert refused.value.facts == {"have": 1, "need": 2}
    rules.check_quorum(rules.independent([judged(ANNA), judged(BOHDAN)]), 2)


def test_what_was_judged_before_the_case_was_closed_does_not_count():
    """A reopened case is judged anew; a conflict of interest that was declared before still stands."""
    later = NOW + timedelta(days=1)
    before = [judged(ANNA), judged(BOHDAN, conflict=True)]
    after = [replace(judged(member), written=later) for member in (ANNA, BOHDAN)]
    assert rules.independent(before, NOW) == frozenset()
    assert rules.independent([*before, *after], NOW) == {ANNA}


@pytest.mark.parametrize(
    ("state", "days", "closed"),
    [
        (CaseState.ASSESSING, [], None),
        (CaseState.ASSESSING, [1], 1),
        (CaseState.RECEIVED, [3, 1], 3),
        (CaseState.CLOSED, [1], None),
        (CaseState.CLOSED, [3, 1], 1),
    ],
)
def test_last_closing_before_what_is_done_now(state, days, closed):
    """What led to the closing of a closed case came before it, and still stands in it."""
    times = [NOW + timedelta(days=day) for day in days]
    assert rules.last_closed(state, times) == (None if closed is None else NOW + timedelta(days=closed))


def test_reopening_is_in_the_table_as_intake_does_it():
    """What an addition does to a closed case is one rule, which both sides read."""
    reopened = {state: after for (state, act), after in TRANSITIONS.items() if act is Act.REOPEN}
    assert reopened == REOPENED_BY_ADDITION == {CaseState.CLOSED: CaseState.RECEIVED}


@pytest.mark.parametrize("act", Act)
def test_conflict_bars_what_the_rule_names(act):
    """With a conflict a member neither reads, works on nor ends a case, but may still say so and let go."""
    if act in {Act.RELEASE, Act.RECUSE, Act.REOPEN}:
        rules.check_conflict(ANNA, frozenset({ANNA}), act)
    else:
        with pytest.raises(ConflictOfInterest):
            rules.check_conflict(ANNA, frozenset({ANNA}), act)
    rules.check_conflict(BOHDAN, frozenset({ANNA}), act)
