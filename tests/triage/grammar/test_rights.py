"""The authorisation matrix, walked entirely; the expectations are written out, not read from the table."""

import itertools
from contextlib import nullcontext

import pytest

from storage.members import Role
from triage.errors import NotAllowed, NotHolding, NotOwning, NotYetDecided
from triage.grammar.rights import MATRIX, Command, check, check_case

ROLES = [None, *Role]
# A letter a column: stranger, member, coordinator, referrer, lead.
# a always, h while holding, e in an emergency or while holding, s while it is assessed or while holding, c any of the
# three, d once decided, o while owning, - never
EXPECTED = {
    "join": "aaaaa",
    "help": "-aaaa",
    "queue": "-aaaa",
    "next": "-aaaa",
    "claim": "-aaaa",
    "release": "-haha",
    "show": "-aaaa",
    "open": "-saca",
    "assess": "-aaaa",
    "decide": "--a-a",
    "reply": "--a-a",
    "canned": "--a-a",
    "close": "--d-a",
    "urgency": "-aaaa",
    "alerts": "-aaaa",
    "ack": "--aaa",
    "key": "-aaaa",
    "readmit": "--a-a",
    "conflict": "-aaaa",
    "assign": "-haha",
    "note": "-haea",
    "ask": "--aea",
    "link": "-haea",
    "unlink": "-haea",
    "tag": "-haea",
    "untag": "-haea",
    "find": "-aaaa",
    "who": "--aaa",
    "action": "--d-d",
    "actions": "-aaaa",
    "result": "-oaoa",
    "export": "--a-a",
    "erase": "--a-a",
    "proposals": "--aaa",
    "approve": "--a-a",
    "refuse": "--aaa",
    "duty": "-aaaa",
    "shift": "--a-a",
    "unshift": "--a-a",
    "swap": "--aaa",
    "take": "--aaa",
    "zone": "-aaaa",
    "quiet": "-aaaa",
    "pager": "-aaaa",
    "drill": "--a-a",
    "partners": "--aaa",
    "verified": "--a-a",
    "match": "--aea",
    "refer": "--aea",
    "offers": "--aaa",
    "handed": "--aaa",
    "answer": "--aaa",
    "revoke": "--aaa",
    "review": "--aaa",
    "mine": "-aaaa",
    "overdue": "-aaaa",
    "follow": "-haha",
    "digest": "-aaaa",
    "members": "-aaaa",
    "invite": "----a",
    "role": "----a",
    "suspend": "--a-a",
    "depart": "----a",
    "leave": "-aaaa",
    "channels": "-aaaa",
}
CELLS = [
    (Command(command), role, letter)
    for command, letters in EXPECTED.items()
    for role, letter in zip(ROLES, letters, strict=True)
]


def test_matrix_is_complete():
    """Every command has a cell for every role and for strangers, and none besides."""
    assert set(MATRIX) == set(Command) == {Command(command) for command in EXPECTED}
    assert all(set(row) == set(ROLES) for row in MATRIX.values())


@pytest.mark.parametrize(("command", "role", "letter"), CELLS)
def test_cell_of_the_matrix(command, role, letter):
    """A command is allowed exactly when its cell says so, however the case stands."""
    for holding, emergency, assessing, decided, owning in itertools.product([False, True], repeat=5):
        expected = {
            "a": None,
            "h": None if holding else NotHolding,
            "e": None if holding or emergency else NotHolding,
            "s": None if holding or assessing else NotHolding,
            "c": None if holding or assessing or emergency else NotHolding,
            "d": None if decided else NotYetDecided,
            "o": None if owning else NotOwning,
            "-": NotAllowed,
        }[letter]
        with nullcontext() if expected is None else pytest.raises(expected):
            check_case(
                command,
                role,
                holding=holding,
                emergency=emergency,
                assessing=assessing,
                decided=decided,
                owning=owning,
            )


@pytest.mark.parametrize(("command", "role", "letter"), CELLS)
def test_a_role_that_never_may_is_refused_without_a_case(command, role, letter):
    """Whether a role includes a command at all is known before any case is looked at."""
    if letter == "-":
        with pytest.raises(NotAllowed):
            check(command, role)
    else:
        check(command, role)
