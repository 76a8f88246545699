"""What the commands do when all is well: init, members, audit, check, export, chat, desk; and where they look."""

import asyncio
import os
import re
import shutil
import sqlite3
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from bots.config import VARIABLE
from bots.staff.wiring import open_database
from storage import inbox
from storage.ids import ChatKey
from storage.keys.creation import create
from storage.keys.group import GroupKeys
from storage.sealed import VerifyKey


def graded(outcome) -> dict[str, list[str]]:
    """The findings of a check, by grade."""
    found: dict[str, list[str]] = {"ok": [], "note": [], "wrong": []}
    for line in outcome.out.splitlines():
        grade, text = line.split(maxsplit=1)
        found[grade].append(text)
    return found


REFERENCE = re.compile(r"\b[a-z]{6}-\d{2}\b")


@pytest.fixture
def without_memory():
    """Forget the draft key of an installation: whoever comes then is in another chat."""
    return lambda place: shutil.rmtree(place.memory)


# init ----------------------------------------------------------------------------------------------------------------


def test_new_installation_is_its_owners_alone(place):
    """Folders and files are closed to everybody else, the configuration, which holds no secret, excepted."""
    loose = [path.name for path in place.folder.rglob("*") if path.stat().st_mode & 0o77]
    assert loose == ["config.toml"]
    assert not place.folder.stat().st_mode & 0o77


def test_group_name_comes_into_the_configuration_as_it_was_typed(place, run, tmp_path):
    """Quotes, backslashes, braces and line breaks are no danger to the file."""
    name = 'Група "Світло" \\ {name}\n[keys]'
    run("init", tmp_path / "e", "--name", name, "--passphrase-file", place.passphrase_file)
    text = (tmp_path / "e" / "config.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text)["group"]["name"] == name
    assert run("check", "--config", tmp_path / "e" / "config.toml").status == 0


def test_new_installation_ends_with_the_commands_to_go_on(place, run, tmp_path):
    """What is printed leads on: the paper, the offline key, the next commands."""
    made = run("init", tmp_path / "e", "--passphrase-file", place.passphrase_file)
    assert made.out.count("AGE-SECRET-KEY-PQ-1") == 1
    assert f"solidarity chat --config {tmp_path / 'e' / 'config.toml'}" in made.out


def test_keys_of_a_new_installation_belong_together(place):
    """The passphrase opens the group's keys, signed by the root key that the configuration pins."""
    root = VerifyKey.from_text(place.config.keys.root)
    passphrase = place.passphrase_file.read_text(encoding="utf-8").strip()
    keys = GroupKeys.unlock(place.config.keys.dir, root, passphrase)
    assert keys.identity.recipient == keys.manifest.group


def test_passphrase_of_a_new_installation_is_slow_to_try(place, run, monkeypatch):
    """2 to the 18th rounds of scrypt for each guess, where no test makes it quicker."""
    monkeypatch.setattr("bots.cli.init.create", create)
    monkeypatch.setattr("storage.sealed.passphrase._derive", lambda *_: bytes(32))
    assert run("init", place.root / "e", "--passphrase-file", place.passphrase_file).status == 0
    for name in ("group.age", "roster.age", "offline/root.age"):
        stanza = (place.root / "e" / "keys" / name).read_bytes().splitlines()[1]
        assert (stanza.split()[:2], stanza.split()[-1]) == ([b"->", b"scrypt"], b"18")


def at_a_terminal(monkeypatch, type_secret):
    """Let the program believe that somebody is there to type the passphrase."""
    monkeypatch.setattr("bots.cli.options.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    monkeypatch.setattr("click.termui.hidden_prompt_func", type_secret)


def test_interrupted_passphrase_ends_the_program_quietly(place, run, monkeypatch):
    """Ctrl-C at the question is no failure to be explained: status 130, no installation."""

    def interrupt(*_, **__):
        raise KeyboardInterrupt

    at_a_terminal(monkeypatch, interrupt)
    outcome = run("init", place.root / "e")
    assert outcome.status == 130
    assert "Traceback" not in outcome.err
    assert not (place.root / "e").exists()


def test_passphrase_is_typed_twice_where_it_is_new(place, run, monkeypatch):
    """At a terminal a new passphrase is confirmed; another one the second time is asked for again."""
    typed = iter(["one", "two", "three", "three"])
    at_a_terminal(monkeypatch, lambda _: next(typed))
    assert run("init", place.root / "e").status == 0
    root = VerifyKey.from_text(tomllib.loads((place.root / "e" / "config.toml").read_text())["keys"]["root"])
    GroupKeys.unlock(place.root / "e" / "keys", root, "three")


@pytest.mark.parametrize("name", ["what?dir", "per%20cent", "пробіл і кома, тут"])
def test_new_installation_may_lie_anywhere(place, run, say, name, tmp_path):
    """Whatever its folder is called, everything lies in it, and is found there again."""
    folder = tmp_path / "deep" / name
    assert run("init", folder, "--passphrase-file", place.passphrase_file).status == 0
    assert [path.name for path in folder.parent.iterdir()] == [name]
    assert {"config.toml", "keys", "blobs", "solidarity.db"} <= {path.name for path in folder.iterdir()}
    config = folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace('"keys"\n', '"keys"\nvolatile = "memory"\n'))
    assert "3 of about" in run("chat", "--config", config, "--lang", "en", given=say("1", "1", "1")).out
    assert run("members", "list", "--config", config).status == 0
    assert [path.name for path in folder.parent.iterdir()] == [name]


# Where the configuration is ------------------------------------------------------------------------------------------


def test_configuration_may_be_named_before_or_after_the_command(place, run):
    """Both spellings of --config mean the same."""
    before = run("--config", place.file, "members", "list")
    after = run("members", "list", "--config", place.file)
    assert before == after
    assert before.status == 0


def test_configuration_is_found_by_the_variable(place, run, monkeypatch):
    """Without --config the variable names it."""
    monkeypatch.setenv(VARIABLE, str(place.file))
    assert run("members", "list").status == 0


def test_configuration_is_found_in_this_folder(place, run, monkeypatch):
    """Without either it is ./config.toml."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.chdir(place.folder)
    assert run("members", "list").status == 0


def test_option_wins_over_the_variable(place, run, monkeypatch):
    """What is typed counts more than what the shell remembers."""
    monkeypatch.setenv(VARIABLE, "/nowhere/config.toml")
    assert run("members", "list", "--config", place.file).status == 0
    assert run("members", "list").status == 1


# members, audit ------------------------------------------------------------------------------------------------------


def test_invited_member_is_listed(working):
    """The list needs no passphrase, and says who is still to come."""
    working.call("members add", "anna", "--role", "referrer", unlock=True)
    assert working.call("members list").out == "anna\treferrer\tinvited\nOlena\tlead\tactive\n"


def test_forged_member_is_not_listed(working):
    """A row that the group did not sign is counted, and ignored."""
    with sqlite3.connect(working.database) as connection:
        connection.execute("UPDATE members SET role = 'referrer'")
    connection.close()
    outcome = working.call("members list")
    assert outcome.out == ""
    assert "1 rows were not signed" in outcome.err


def test_audit_log_that_is_whole_is_said_to_be(working):
    """The number of rows and a checkpoint are printed, and the checkpoint can be given back."""
    outcome = working.call("audit verify")
    assert outcome.status == 0
    assert "intact" in outcome.out
    checkpoint = outcome.out.split()[-1]
    assert working.call("audit verify", "--since", checkpoint).status == 0


def test_audit_log_that_was_cut_at_its_end_shows_against_a_checkpoint(working):
    """Without one a shorter chain is whole; with one it is broken."""
    checkpoint = working.call("audit verify").out.split()[-1]
    with sqlite3.connect(working.database) as connection:
        connection.execute("DELETE FROM audit WHERE number > 1")
    connection.close()
    outcome = working.call("audit verify", "--since", checkpoint)
    assert outcome.status == 1
    assert "broken at row 2" in outcome.err
    assert working.call("audit verify").status == 0


def test_audit_log_that_was_written_anew_shows_against_a_checkpoint(working):
    """Another head after as many rows is another log."""
    entries, head = working.call("audit verify").out.split()[-1].split(":")
    outcome = working.call("audit verify", "--since", f"{entries}:{head[::-1]}")
    assert outcome.status == 1
    assert f"broken at row {entries}" in outcome.err


@pytest.mark.parametrize("given", ["", "7", f"0:{'0' * 64}", f"7:{'g' * 64}", f"7:{'0' * 63}", f"-7:{'0' * 64}"])
def test_checkpoint_that_is_none_is_wrong_use(working, given):
    """It has the form in which it was printed."""
    outcome = working.call("audit verify", "--since", given)
    assert outcome.status == 2
    assert "64 hexadecimal digits" in outcome.err


def test_audit_log_that_was_changed_is_a_failure(working):
    """Which row breaks the chain is said."""
    with sqlite3.connect(working.database) as connection:
        connection.execute("UPDATE audit SET act = 'case_shown' WHERE number = 1")
    connection.close()
    outcome = working.call("audit verify")
    assert outcome.status == 1
    assert outcome.err.splitlines()[0] == "solidarity: the audit log is broken at row 1"


# check ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def in_memory(monkeypatch):
    """Let the tests' folders count as memory."""
    monkeypatch.setattr("bots.cli.check.in_memory", lambda _: True)


@pytest.mark.usefixtures("in_memory")
def test_sound_installation_passes_the_check(working):
    """Nothing wrong, exit status 0."""
    outcome = working.call("check")
    assert (outcome.status, outcome.err) == (0, "")
    assert not graded(outcome)["wrong"]


@pytest.mark.usefixtures("in_memory")
def test_check_says_what_is_to_be_known(place):
    """A group of one, nobody in it, the root key still here, the disk's encryption: notes, and no failure."""
    place.rewrite('members = "several"', 'members = "alone"')
    outcome = place.call("check")
    notes = " ".join(graded(outcome)["note"])
    assert outcome.status == 0
    assert all(word in notes for word in ("group of one person", "nobody belongs", "offline/root.age", "encrypted"))


@pytest.mark.usefixtures("in_memory")
def test_check_says_whose_installation_it_is(place):
    """The group's name stands in the first line."""
    place.rewrite('name = "Solidarity group"', 'name = "Група \\u001b[2J\\nСвітло"')
    assert place.call("check").out.splitlines()[0] == "ok    this is the installation of: Група [2J Світло"


@pytest.mark.usefixtures("in_memory")
def test_check_says_that_there_is_no_referrer(working):
    """Whoever is called in an emergency is to be known before it comes."""
    assert "no referrer" in " ".join(graded(working.call("check"))["note"])


@pytest.mark.usefixtures("in_memory")
def test_check_notes_a_delivery_key_that_is_not_there(working):
    """An installation of an earlier version has none; the public side makes it."""
    assert "keys/delivery.key is there and closed to others" in graded(working.call("check"))["ok"]
    (working.folder / "keys" / "delivery.key").unlink()
    outcome = working.call("check")
    assert outcome.status == 0
    assert "delivery.key is not there" in " ".join(graded(outcome)["note"])


def loose_key(place):
    (place.folder / "keys" / "group.age").chmod(0o644)


def loose_delivery(place):
    (place.folder / "keys" / "delivery.key").chmod(0o644)


def no_key(place):
    (place.folder / "keys" / "intake.key").unlink()


def other_root(place):
    place.rewrite('root = "', f'root = "{"ab" * 32}" # ')


def no_database(place):
    place.database.unlink()


def open_blobs(place):
    (place.folder / "blobs").chmod(0o751)


def change(statement):
    def apply(place):
        with sqlite3.connect(place.database) as connection:
            connection.execute(statement)
        connection.close()

    return apply


@pytest.mark.usefixtures("in_memory")
@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (loose_key, "group.age is open to others"),
        (loose_delivery, "delivery.key is open to others"),
        (no_key, "intake.key is missing"),
        (other_root, "root key did not sign"),
        (no_database, "no database file"),
        (open_blobs, "folder of attachments"),
        (change("UPDATE installation SET deployment = 'x'"), "different installations"),
        (change("UPDATE installation SET manifest_version = 7"), "manifest is older"),
        (change("UPDATE audit SET act = 'case_shown' WHERE number = 1"), "audit log is broken at row 1"),
        (change("UPDATE members SET role = 'referrer'"), "did not sign: 1"),
    ],
    ids=["loose", "delivery", "missing", "root", "database", "blobs", "deployment", "rollback", "audit", "forged"],
)
def test_check_finds_what_is_not_sound(working, harm, says):
    """One line a finding, exit status 1, and the other findings are still made."""
    harm(working)
    outcome = working.call("check")
    assert outcome.status == 1
    assert any(says in text for text in graded(outcome)["wrong"])
    assert len(outcome.out.splitlines()) > 0


@pytest.mark.usefixtures("in_memory")
def test_attachments_may_be_shared_by_a_group_of_users(working):
    """The public process and the staff process may run as two users: what one seals, the other opens."""
    (working.folder / "blobs").chmod(0o2770)
    assert "the folder of attachments is there and closed to others" in graded(working.call("check"))["ok"]


def test_draft_key_on_a_disk_is_not_sound(place, monkeypatch):
    """Unfinished interviews would survive a seizure."""
    monkeypatch.setattr("bots.cli.check.in_memory", lambda _: False)
    outcome = place.call("check")
    assert outcome.status == 1
    assert "draft key's folder is on a disk" in outcome.out


def test_machine_without_memory_for_the_draft_key_is_not_sound(place, monkeypatch):
    """Where no folder forgets its files, that is said."""
    place.rewrite('volatile = "../memory"\n', "")
    monkeypatch.setattr("storage.keys.volatile.in_memory", lambda _: False)
    outcome = place.call("check")
    assert outcome.status == 1
    assert "no folder in memory" in outcome.out


@pytest.mark.usefixtures("in_memory")
def test_attachments_in_an_object_store_are_not_looked_for_on_the_disk(place):
    """A bucket is no folder."""
    place.rewrite('url = "blobs"', 'url = "s3://bucket/prefix"')
    assert "attachments go to an object store" in graded(place.call("check"))["ok"]


@pytest.mark.usefixtures("in_memory")
def test_messages_that_were_set_aside_are_counted(working):
    """What could not be handled is to be known."""
    asyncio.run(put_aside(working.config))
    assert "set aside: 1" in " ".join(graded(working.call("check"))["note"])


async def put_aside(config):
    now = datetime.now(UTC)
    update = inbox.NewUpdate(
        account="terminal:terminal", update_id="u", chat=ChatKey("0" * 32), header=b"h", payload=b"p", received_at=now
    )
    async with open_database(config) as database:
        await database.write(lambda unit: inbox.put(unit, update))
        waiting = await database.read(lambda unit: inbox.next(unit, update.chat))
        await database.write(lambda unit: inbox.set_aside(unit, waiting.number, now))


# export --------------------------------------------------------------------------------------------------------------


def test_export_writes_a_file_a_document_and_says_so_in_the_log(working):
    """Each path is printed; the folder is its owner's alone; the log knows."""
    out = working.root / "out"
    outcome = working.call("export", working.reference.upper(), "--as", "age", "-o", out)
    assert outcome.status == 0
    assert sorted(outcome.out.splitlines()) == sorted(map(str, out.iterdir()))
    assert sorted(path.name.split("-")[0] for path in out.iterdir()) == ["attachment", "submission"]
    assert all(path.read_bytes().startswith(b"age-encryption.org/v1\n") for path in out.iterdir())
    assert not out.stat().st_mode & 0o77
    assert not [path for path in out.iterdir() if path.stat().st_mode & 0o77]
    with sqlite3.connect(working.database) as connection:
        acts = connection.execute("SELECT act, code FROM audit ORDER BY number").fetchall()
    connection.close()
    assert acts[-1] == ("case_exported", "unapproved")
    assert outcome.err.startswith("no second member was for this export")
    assert f"hint: next time export {working.reference.upper()} and approve" in outcome.err


# chat, desk ----------------------------------------------------------------------------------------------------------


def test_conversation_in_a_pipe_is_saved_when_the_input_ends(place, say):
    """Who comes back is asked the question that was open."""
    place.call("chat", "--lang", "en", given=say("1", "1"))
    again = place.call("chat")
    assert again.status == 0
    assert "2 of about" in again.out


def test_last_line_needs_no_line_break(place, say):
    """A pipe may end within a line, and with the line ends of another system."""
    assert "3 of about" in place.call("chat", "--lang", "en", given=b"1\r\n1\r\n1").out


def test_first_language_of_the_group_is_spoken(place):
    """Without --lang it is the first one of the configuration."""
    place.rewrite('languages = ["uk", "ru", "en"]', 'languages = ["ru", "uk"]')
    assert "Здравствуйте" in place.call("chat").out


def test_only_the_languages_of_the_group_are_spoken(place, say):
    """--lang and /lang take those of the configuration, and no other; the desk falls back to the first of them."""
    place.rewrite('languages = ["uk", "ru", "en"]', 'languages = ["ru", "uk"]')
    refused = place.call("chat", "--lang", "en")
    assert (refused.status, refused.out) == (2, "")
    assert "do not speak en" in refused.err
    told = place.call("chat", "--lang", "uk", given=say("/lang en", "/lang ru"))
    assert "/lang ru, /lang uk" in told.out
    assert "Здравствуйте" in told.out
    assert "Hello" not in told.out
    assert place.call("desk --watch --lang en").status == 2
    assert "ОШИБКА" not in place.call("desk", "--as", "Olena", given=say("/queue"), unlock=True).out


def test_long_answer_and_long_reply_are_read_whole(place, say, without_memory):
    """What was written comes out at its full length: in the review, at the desk, and with the receipt code."""
    answer = " ".join(f"слово-{number:04}" for number in range(400))[:3999] + "!"
    reply = " ".join(f"відповідь-{number:04}" for number in range(420))[:5999] + "!"
    told = place.call("chat --lang en", given=say("1", "1", "1, 7", answer, "5", "/review"))
    assert answer in told.out
    told = place.call("chat", given=say("/send"))
    code = place.find_code(told.out)
    reference = REFERENCE.search(place.call("desk --as Olena", given=say("/queue"), unlock=True).out).group()
    commands = say(f"/claim {reference}", f"/open {reference}", f"/reply {reference} {reply}")
    desk = place.call("desk --as Olena", given=commands, unlock=True)
    assert answer in desk.out
    without_memory(place)
    assert reply in place.call("chat --lang en", given=say(f"/code {code}")).out


def test_words_of_a_submitter_command_no_terminal(place, say):
    """Escape sequences and direction controls are shown nowhere, and no line of an answer can pass for the desk's."""
    answer = "Забрали\x1b]0;x\x07 брата\u202e.\\n  Publish: with the full name\u2028Case: closed\x9b2J"
    told = place.call("chat --lang en", given=say("1", "1", "1, 7", answer, "5", "/review", "/send"))
    reference = REFERENCE.search(place.call("desk --as Olena", given=say("/queue"), unlock=True).out).group()
    desk = place.call("desk --as Olena", given=say(f"/claim {reference}", f"/open {reference}"), unlock=True)
    for out in (told.out, desk.out):
        assert "Забрали]0;x брата." in out
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e]", out)
    lines = [line.lstrip() for line in desk.out.splitlines()]
    assert "│   Publish: with the full name" in lines
    assert "│ Case: closed2J" in lines


def test_bytes_that_are_no_text_harm_nothing(place, say):
    """NUL, broken UTF-8 and control characters are corrected or kept, and the conversation goes on."""
    answers = b"1\n4\n\xff\xfe\x00\x1b[2J\n" + b"\x00\n" + b"\n"
    outcome = place.call("chat", "--lang", "en", given=answers)
    assert (outcome.status, outcome.err) == (0, "")
    assert "\x1b" not in outcome.out


def test_watch_at_the_command_line_shows_alerts_without_the_passphrase(working):
    """It says that somebody is needed, takes /ack from the only member, and ends with its input."""
    outcome = working.call("desk --watch", given="/ack 1\n")
    assert (outcome.status, outcome.err) == (0, "")
    assert f"ALERT 1: {working.reference} needs somebody now" in outcome.out
    assert "Alert 1 has fallen silent." in outcome.out
    assert "Kanarchuk" not in outcome.out


def test_watch_by_an_unknown_name_is_refused(working):
    """Who watches must belong to the group."""
    outcome = working.call("desk --watch", "--as", "Nobody")
    assert outcome.status == 1
    assert "nobody of that name" in outcome.err


def test_watch_without_any_input_goes_on_for_good(working, monkeypatch):
    """As a service it has /dev/null for its input, and must not end because of that."""
    seen = {}

    async def keep_watch(*_args, until_input_ends, **_others):
        seen["ends"] = until_input_ends

    monkeypatch.setattr("bots.staff.terminal.keep_watch", keep_watch)
    with Path(os.devnull).open("rb") as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        from bots.cli.program import main

        main(["desk", "--watch", "--config", str(working.file)])
    assert seen == {"ends": False}


def test_desk_reads_in_the_language_that_was_chosen(working, say):
    """--lang is for the reader; what was typed stays as it is."""
    outcome = working.call("desk --as Olena --lang uk", given=say(f"/open {working.reference}"), unlock=True)
    assert "They took Mykhailo Kanarchuk at the checkpoint" in outcome.out
    assert "Де це сталося?" in outcome.out


def test_line_break_is_written_as_backslash_n(working, say):
    r"""In a line of the desk, \n breaks the line."""
    reference = working.reference
    commands = say(f"/claim {reference}", f"/reply {reference} First\\nSecond", f"/open {reference}")
    assert "First\n" in working.call("desk --as olena", given=commands, unlock=True).out
