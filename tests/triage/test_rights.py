"""The authorisation matrix, walked entirely; the expectations are written out, not read from the table."""

import itertools

import pytest

from storage.members import Role
from triage.errors import NotAllowed, NotHolding, NotYetDecided
from triage.rights import MATRIX, Command, check, check_case

ROLES = [None, *Role]
# A letter a column: stranger, member, coordinator, referrer, lead.
# a always, h while holding, e in an emergency or while holding, d once decided, - never
EXPECTED = {
    "join": "aaaaa",
    "help": "-aaaa",
    "queue": "-aaaa",
    "next": "-aaaa",
    "claim": "-aaaa",
    "release": "-haha",
    "show": "-aaaa",
    "open": "-haea",
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
@pytest.mark.parametrize(("holding", "emergency", "decided"), list(itertools.product([False, True], repeat=3)))
def test_cell_of_the_matrix(command, role, letter, holding, emergency, decided):
    """A command is allowed exactly when its cell says so."""

    def attempt():
        check_case(command, role, holding=holding, emergency=emergency, decided=decided)

    expected = {
        "a": None,
        "h": None if holding else NotHolding,
        "e": None if holding or emergency else NotHolding,
        "d": None if decided else NotYetDecided,
        "-": NotAllowed,
    }[letter]
    if expected is None:
        attempt()
    else:
        with pytest.raises(expected):
            attempt()


@pytest.mark.parametrize(("command", "role", "letter"), CELLS)
def test_a_role_that_never_may_is_refused_without_a_case(command, role, letter):
    """Whether a role includes a command at all is known before any case is looked at."""
    if letter == "-":
        with pytest.raises(NotAllowed):
            check(command, role)
    else:
        check(command, role)
