"""What a desk remembers: for a while, and not more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from storage.documents import DocumentKind
from storage.ids import CaseId, DocumentId, MemberId
from storage.papers import Paper
from triage.memory import FRESH, GUESSES, SPAN, Checked, Guesses

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ANNA, BOHDAN = MemberId("a" * 32), MemberId("b" * 32)
FILE = Paper(
    id=DocumentId("d" * 32),
    case=CaseId("c" * 32),
    kind=DocumentKind.ATTACHMENT,
    version=1,
    created_at=NOW,
    blob="e" * 32,
    header=b"header",
    signature=b"signature",
)


def test_checked_file_is_known_for_a_while():
    """With the size it had; afterwards it has to be checked again."""
    checked = Checked()
    checked.keep(FILE, 77, NOW)
    assert checked.size(FILE, NOW) == 77
    assert checked.size(FILE, NOW + FRESH - timedelta(seconds=1)) == 77
    assert checked.size(FILE, NOW + FRESH) is None


@pytest.mark.parametrize(
    "change",
    [
        {"id": DocumentId("1" * 32)},
        {"case": CaseId("1" * 32)},
        {"version": 2},
        {"blob": "1" * 32},
        {"blob": None, "payload": b"other"},
        {"header": b"other"},
        {"header": None},
        {"signature": b"other"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_row_that_was_changed_is_another_file(change):
    """Nothing that was checked vouches for a row that differs."""
    checked = Checked()
    checked.keep(FILE, 77, NOW)
    assert checked.size(replace(FILE, **change), NOW) is None


def test_clock_that_was_set_back_trusts_nothing():
    """What was checked in the future was not checked a moment ago."""
    checked = Checked()
    checked.keep(FILE, 77, NOW)
    assert checked.size(FILE, NOW - timedelta(seconds=1)) is None


def test_old_files_are_forgotten():
    """The memory of a long-lived process does not grow."""
    checked = Checked()
    checked.keep(FILE, 77, NOW)
    checked.keep(replace(FILE, id=DocumentId("1" * 32)), 78, NOW + FRESH)
    assert len(checked._seen) == 1


def test_guessing_ends_and_begins_again():
    """After a few wrong codes no other is looked at for an hour; another member's are."""
    guesses = Guesses()
    for _ in range(GUESSES):
        assert not guesses.exhausted(ANNA, NOW)
        guesses.note(ANNA, NOW)
    assert guesses.exhausted(ANNA, NOW + SPAN - timedelta(seconds=1))
    assert not guesses.exhausted(BOHDAN, NOW)
    assert not guesses.exhausted(ANNA, NOW + SPAN)
