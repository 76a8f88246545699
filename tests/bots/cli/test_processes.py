"""What the two processes load: the public one cannot reach a group key, the staff one no public framework."""

import json

import pytest

from bots.public.terminal import seat

RUN = """
import contextlib, io, json, sys
from bots.cli.program import main
words = json.loads(sys.argv[1])
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main(words)
print(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture
def loaded(run_python):
    """The modules that a command has loaded when it ends."""

    def find(*words: object) -> set[str]:
        return set(json.loads(run_python(RUN, json.dumps([str(word) for word in words]))))

    return find


def of(modules: set[str], *packages: str) -> set[str]:
    """Those modules that belong to these packages."""
    return {name for name in modules if any(name == package or name.startswith(f"{package}.") for package in packages)}


def test_public_process_loads_no_group_key_and_nothing_of_the_staff_side(working, loaded):
    """The chat, with a case in the database, knows neither how to open one nor what is done with it."""
    modules = loaded("chat", "--config", working.file, "--lang", "en")
    assert "intake.desk" in modules
    assert not of(modules, "storage.keys.group", "triage", "bots.staff", "telegram", "aiogram", "signalbot")


def test_staff_process_loads_no_public_framework(working, loaded):
    """The desk knows nothing of the bots that the public writes to."""
    modules = loaded("desk", "--config", working.file, "--as", "Olena", "--passphrase-file", working.passphrase_file)
    assert "triage.desk" in modules
    assert not of(modules, "aiogram", "aiogram_dialog", "bots.public")


def test_help_loads_neither_wing(loaded):
    """A word of help comes at once."""
    assert not of(loaded("--help"), "intake.desk", "triage", "sqlalchemy", "cryptography", "rich")


def test_two_chats_at_once_are_two_conversations(place, talk):
    """Who starts a second chat beside the first gets a conversation of their own, and both are found again."""
    words = ("chat", "--config", place.file, "--lang", "en")
    first, second = talk(*words), None
    first.hear("How would you like to begin?")
    first.type("1")
    first.hear("1 of about")
    second = talk(*words)
    assert "1 of about" not in second.hear("How would you like to begin?")
    second.type("2")
    second.hear("1 of about")
    first.type("1")
    first.hear("2 of about")
    assert [chat.finish().status for chat in (first, second)] == [0, 0]
    again = talk(*words)
    again.hear("2 of about")
    assert again.finish().status == 0


def test_seat_is_free_again_however_its_holder_ended(tmp_path):
    """The lowest free seat is taken, so that who returns sits down at the unfinished conversation."""
    with seat(tmp_path) as first, seat(tmp_path) as second:
        assert (first, second) == ("1", "2")
    with seat(tmp_path) as first:
        with pytest.raises(RuntimeError), seat(tmp_path) as second:
            raise RuntimeError
        with seat(tmp_path) as third:
            assert (first, second, third) == ("1", "2", "2")
