"""The buttons below what the desk says, by themselves: each leads to a line, and only where it has a point."""

from datetime import UTC, datetime

import pytest

from bots.staff.telegram.keyboards import Keyboards
from bots.texts import catalogue
from storage.cases import CaseState
from storage.documents import ActionStatus, Language, Urgency
from storage.ids import MemberId
from storage.members import Member, Role, Standing
from triage.notices import say

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CARD = {"reference": "lumeko-42", "urgency": Urgency.NORMAL}


def offered(role, *notices, more=False):
    """What the buttons below some notices send, row by row."""
    member = Member(id=MemberId("a" * 32), name="Anna", role=role, standing=Standing.ACTIVE, changed_at=NOW)
    keyboard = Keyboards(catalogue("triage"), Language.EN, member).below(notices, more=more)
    return [[button.data for button in row] for row in keyboard]


@pytest.mark.parametrize(
    ("notice", "rows"),
    [
        (say("due-line", reference="lumeko-42"), [["show lumeko-42"]]),
        (say("overdue-more", page=2), [["overdue 2"]]),
        (say("mine-none"), [["queue"]]),
        (say("digest"), [["mine", "queue"]]),
        (say("digest-empty"), [["mine", "queue"]]),
        (say("digest-none"), [["digest 08:00", "digest 18:00"]]),
        (say("digest-at"), [["digest 08:00", "digest 18:00"], ["digest off"]]),
        (say("follow-at", reference="lumeko-42"), [["follow lumeko-42 off ="], ["show lumeko-42 ="]]),
        (say("proposal-line", number=3), [["refuse 3"]]),
        (say("offer-carry", number=7), [["handed 7"]]),
        (say("offers-review", reference="lumeko-42"), [["review lumeko-42 ?"]]),
        (say("duty-swap-asked", number=2), [["take 2"]]),
        (
            say("case-alike", reference="lumeko-42", other="talisu-17"),
            [["link lumeko-42 talisu-17 person", "unlink lumeko-42 talisu-17"]],
        ),
        (say("case-free"), []),
    ],
)
def test_notice_leads_further(notice, rows):
    """By what one would type next."""
    assert offered(Role.LEAD, notice) == rows


@pytest.mark.parametrize("name", ["proposal-line", "offer-carry", "offers-review"])
def test_member_is_not_offered_what_others_do(name):
    """He would be refused."""
    assert offered(Role.MEMBER, say(name, number=3, reference="lumeko-42")) == []


@pytest.mark.parametrize(
    ("role", "status", "held", "rows"),
    [
        (Role.MEMBER, ActionStatus.ONGOING, "you", [["result 12 ?"]]),
        (Role.MEMBER, ActionStatus.ONGOING, "other", []),
        (Role.COORDINATOR, ActionStatus.ONGOING, "other", [["result 12 ?"]]),
        (Role.LEAD, ActionStatus.DONE, "you", []),
    ],
)
def test_result_is_offered_to_whoever_may_note_it(role, status, held, rows):
    """Until it is noted."""
    assert offered(role, say("action-line", number=12, status=status, held=held)) == rows


@pytest.mark.parametrize(
    ("role", "state", "rows"),
    [
        (Role.MEMBER, CaseState.RECEIVED, [["show lumeko-42 ="]]),
        (Role.REFERRER, CaseState.ACTING, [["show lumeko-42 ="]]),
        (
            Role.COORDINATOR,
            CaseState.ASSESSING,
            [
                ["ask lumeko-42 ?", "follow lumeko-42 ?"],
                ["tag lumeko-42 ?", "match lumeko-42"],
                ["offers lumeko-42"],
                ["show lumeko-42 ="],
            ],
        ),
        (
            Role.LEAD,
            CaseState.DECIDED,
            [
                ["ask lumeko-42 ?", "follow lumeko-42 ?"],
                ["action lumeko-42 ?", "tag lumeko-42 ?"],
                ["match lumeko-42", "offers lumeko-42"],
                ["show lumeko-42 ="],
            ],
        ),
    ],
)
def test_behind_the_card_stands_what_state_and_role_allow(role, state, rows):
    """With the way back."""
    offers = [["offers lumeko-42"]] if role is Role.REFERRER else []
    assert offered(role, say("case-heading", say("case-free"), **CARD, state=state), more=True) == [*offers, *rows]


def test_nothing_stands_behind_what_is_no_card():
    """A forged press gets the usual buttons."""
    assert offered(Role.LEAD, say("overdue-more", page=2), more=True) == [["overdue 2"]]


@pytest.mark.parametrize(("role", "more"), [(Role.MEMBER, False), (Role.LEAD, True)])
def test_card_leads_behind_itself_only_if_there_is_anything(role, more):
    """An empty place would be a way to nowhere."""
    rows = offered(role, say("case-heading", say("case-free"), **CARD, state=CaseState.RECEIVED))
    assert (["show lumeko-42 *"] in rows) is more
