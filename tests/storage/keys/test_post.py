"""What a process keeps for itself: chats without names, and mail that only its own key opens."""

import os

import pytest

from storage.keys.errors import KeyFileError
from storage.keys.post import PostKeys
from storage.keys.volatile import volatile_identity
from storage.keys.working import load_working
from storage.sealed import HybridIdentity, NoMatch, open_sealed

KEYS = PostKeys.of(HybridIdentity.from_seed(b"d" * 32))
OTHERS = PostKeys.of(HybridIdentity.from_seed(b"w" * 32))


def test_what_was_sealed_for_oneself_is_opened():
    """By these keys, and by the identity alone."""
    sealed = KEYS.seal_own(b"words", os.urandom)
    assert KEYS.open_own(sealed.header, sealed.payload) == b"words"
    assert open_sealed(sealed.header, sealed.payload, [KEYS.identity]) == b"words"


def test_a_process_that_starts_again_opens_what_it_had_sealed():
    """The identity is all that is needed."""
    sealed = KEYS.seal_own(b"words", os.urandom)
    again = PostKeys.of(HybridIdentity.from_seed(b"d" * 32))
    assert again.open_own(sealed.header, sealed.payload) == b"words"


def test_another_process_opens_nothing():
    """Public and staff bots share tables, not keys."""
    sealed = KEYS.seal_own(b"words", os.urandom)
    with pytest.raises(NoMatch):
        OTHERS.open_own(sealed.header, sealed.payload)


def test_a_chat_has_another_name_under_another_key():
    """Nobody can tell that a member has also written to the public bot."""
    assert KEYS.chat("telegram", "bot", "4711") != OTHERS.chat("telegram", "bot", "4711")


def test_a_chat_may_be_called_anything():
    """A lone surrogate, as from broken JSON, has a name too."""
    assert len(KEYS.chat("telegram", "bot", "\ud800")) == 32


def test_an_update_has_another_name_than_a_chat_of_the_same_parts():
    """Who sees both tables concludes nothing from one to the other."""
    assert KEYS.update("a", "b", "c") != KEYS.chat("a", "b", "c")


def test_keys_are_compared_by_what_they_hold():
    """Not by what they have been used for, which is not shown either."""
    again = PostKeys.of(HybridIdentity.from_seed(b"d" * 32))
    again.seal_own(b"", os.urandom)
    assert again == KEYS
    assert repr(KEYS) == "PostKeys()"


def test_the_working_key_is_made_once_beside_the_draft_key(tmp_path):
    """Both in the volatile folder, and not the same."""
    made = load_working(tmp_path / "v", os.urandom)
    assert load_working(tmp_path / "v", os.urandom) == made
    assert volatile_identity(tmp_path / "v", os.urandom) != made.identity
    assert {path.name for path in (tmp_path / "v").iterdir()} == {"working.key", "draft.key"}


def test_a_loose_working_key_is_refused(tmp_path):
    """Who could read it could read the staff's mail."""
    load_working(tmp_path / "v", os.urandom)
    (tmp_path / "v" / "working.key").chmod(0o644)
    with pytest.raises(KeyFileError, match=r"working\.key is open to others"):
        load_working(tmp_path / "v", os.urandom)
