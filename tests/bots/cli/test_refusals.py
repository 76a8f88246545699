"""What goes wrong is one clear line and a hint on standard error, with its exit status; nothing is left behind."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

PASSPHRASE_COMMANDS = [("desk", "--as", "Olena"), ("members add", "Petro")]


def refused(outcome, status=1):
    """See that it was refused in two plain lines; the first of them."""
    assert outcome.status == status, outcome
    what, hint = outcome.err.splitlines()
    assert what.startswith("solidarity: ")
    assert hint.startswith("hint: ")
    assert len(hint) > len("hint: x")
    return what


@pytest.mark.parametrize("command", PASSPHRASE_COMMANDS)
def test_wrong_passphrase_is_refused(place, command):
    """A passphrase that does not open the keys is said so, and changes nothing."""
    place.passphrase_file.write_text("another\n", encoding="utf-8")
    before = place.names()
    assert "passphrase does not open" in refused(place.call(*command, unlock=True))
    assert place.names() == before


@pytest.mark.parametrize("command", PASSPHRASE_COMMANDS)
def test_passphrase_needs_a_file_where_nobody_can_type(place, command):
    """In a pipe a passphrase is never waited for."""
    outcome = place.call(*command)
    assert "nobody is here to type" in refused(outcome, 2)
    assert "--passphrase-file" in outcome.err


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\n"])
def test_passphrase_file_without_a_passphrase_is_wrong_use(place, content):
    """It has to hold a line of text."""
    place.passphrase_file.unlink()
    if content is not None:
        place.passphrase_file.write_bytes(content)
    assert "passphrase file" in refused(place.call("desk", "--as", "Olena", unlock=True), 2)


@pytest.mark.parametrize("command", ["chat", "check", "audit verify", "members list", "desk --watch"])
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "there is no configuration"),
        ("[group\n", "is no TOML"),
        ('[group]\nnom = "x"\n', "breaks a rule"),
        ("[group]\nname = 7\n", "breaks a rule"),
    ],
    ids=["missing", "no TOML", "unknown key", "wrong type"],
)
def test_broken_configuration_is_refused(tmp_path, run, command, text, says):
    """Every command that needs it says what is wrong with the configuration."""
    file = tmp_path / "config.toml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    assert says in refused(run(*command.split(), "--config", file))


@pytest.mark.parametrize(
    "command", ["chat", "audit verify", "members list", "desk --watch", "export x --as age -o out"]
)
class TestDatabase:
    """What can be wrong with the database, said by every command that opens it."""

    def test_missing_database_is_not_made_in_passing(self, place, command, tmp_path, monkeypatch):
        """It is said that there is none."""
        monkeypatch.chdir(tmp_path)
        place.database.unlink()
        assert "no database file" in refused(place.call(command))
        assert not place.database.exists()

    def test_corrupt_database_is_refused(self, place, command, tmp_path, monkeypatch):
        """A damaged file is noticed at the start, and left as it is."""
        monkeypatch.chdir(tmp_path)
        data = bytearray(place.database.read_bytes())
        data[4096:8192] = b"\xaa" * 4096
        place.database.write_bytes(data)
        assert "damage" in refused(place.call(command))
        assert place.database.read_bytes() == data

    def test_newer_database_is_refused(self, place, command, tmp_path, monkeypatch):
        """A revision that a later program wrote is not touched."""
        monkeypatch.chdir(tmp_path)
        with sqlite3.connect(place.database) as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.close()
        outcome = place.call(command)
        assert "revision that this program does not know" in refused(outcome)
        assert "upgrade" in outcome.err
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["group.age", "roster.age"])
def test_staff_key_file_that_is_missing_is_named(place, name):
    """Which file is missing is said."""
    (place.folder / "keys" / name).unlink()
    assert name in refused(place.call("desk", "--as", "Olena", unlock=True))


@pytest.mark.parametrize("name", ["group.age", "roster.age"])
def test_staff_key_file_that_is_open_to_others_is_refused(place, name):
    """A loose mode is said, with the command that mends it."""
    (place.folder / "keys" / name).chmod(0o644)
    outcome = place.call("desk", "--as", "Olena", unlock=True)
    assert "open to others" in refused(outcome)
    assert "chmod 600" in outcome.err


def test_damaged_group_key_is_refused(place):
    """A group.age that was changed does not open, and is not called a wrong passphrase's fault in a traceback."""
    file = place.folder / "keys" / "group.age"
    file.write_bytes(file.read_bytes()[:-3])
    refused(place.call("desk", "--as", "Olena", unlock=True))


@pytest.mark.parametrize("mischief", ["unlink", "loosen"])
def test_intake_key_that_is_missing_or_loose_stops_the_chat(place, mischief):
    """Intake does not begin without its own key, closed to others."""
    key = place.folder / "keys" / "intake.key"
    if mischief == "unlink":
        key.unlink()
    else:
        key.chmod(0o640)
    outcome = place.call("chat")
    assert "intake.key" in refused(outcome)
    assert outcome.out == ""


@pytest.mark.parametrize("command", ["chat", "audit verify", "members list", "desk --watch", "desk --as Olena"])
def test_manifest_signed_by_another_root_is_refused(place, command):
    """Whom to seal to is believed only from the root key that the configuration pins."""
    place.rewrite('root = "', f'root = "{"ab" * 32}" # ')
    assert "root key did not sign" in refused(place.call(command, unlock=command.endswith("Olena")))


def test_unknown_member_does_not_sit_down(working):
    """Nobody sits down under a name that the group does not have."""
    assert "nobody of that name" in refused(working.call("desk", "--as", "Nobody", unlock=True))


def test_first_lead_has_a_name_that_can_be_printed(place):
    """A name that nobody could read in a list is refused before anybody is enrolled."""
    assert "printed characters" in refused(place.call("desk", "--as", "\x1b[2J", unlock=True))
    assert place.call("members list").out == ""


@pytest.mark.parametrize(("name", "says"), [("olena", "already has this name"), ("x" * 41, "printed characters")])
def test_member_whose_name_cannot_be_is_not_invited(working, name, says):
    """A name that is taken, whatever its case, or too long, is refused."""
    assert says in refused(working.call("members add", name, unlock=True))
    assert working.call("members list").out == "Olena\tlead\tactive\n"


def test_unknown_reference_is_not_exported(working):
    """An export of a case that is not there makes no folder."""
    out = working.root / "out"
    assert "no such case" in refused(working.call("export", "nobody-11", "--as", "age", "-o", out))
    assert not out.exists()


def test_export_needs_an_empty_folder(working):
    """What lies in a folder is never mixed with a case."""
    out = working.root / "out"
    out.mkdir()
    (out / "mine").write_text("keep", encoding="utf-8")
    assert "is not empty" in refused(working.call("export", working.reference, "--as", "age", "-o", out))
    assert [path.name for path in out.iterdir()] == ["mine"]


def test_exported_files_are_their_owner_s_alone(working):
    """Whoever may look into the folder: the files are closed to others."""
    out = working.root / "out"
    out.mkdir(mode=0o755)
    assert working.call("export", working.reference, "--as", "age", "-o", out).status == 0
    assert {path.stat().st_mode & 0o777 for path in out.iterdir()} == {0o600}


def test_erased_case_is_not_exported(working, say):
    """After a withdrawal there is nothing to take out: no folder, and no row in the log that says so."""
    shutil.rmtree(working.memory)  # another machine, another chat: nothing is known there but the code
    told = working.call("chat", "--lang", "en", given=say(f"/code {working.code}", "Erase everything", "Yes, erase"))
    assert "Everything is erased" in told.out
    out = working.root / "out"
    assert "was erased" in refused(working.call("export", working.reference, "--as", "age", "-o", out))
    assert not out.exists()
    with sqlite3.connect(working.database) as connection:
        acts = {act for (act,) in connection.execute("SELECT act FROM audit")}
    connection.close()
    assert "case_withdrawn" in acts
    assert "case_exported" not in acts


def test_row_that_names_a_file_elsewhere_is_not_exported(working):
    """Whoever can write rows cannot have a file written outside the folder."""
    with sqlite3.connect(working.database) as connection:
        connection.execute("UPDATE documents SET id = '/../../mine' WHERE kind = 'submission'")
        connection.execute(
            "UPDATE headers SET document = '/../../mine' WHERE document NOT IN (SELECT id FROM documents)"
        )
    connection.close()
    out = working.root / "out"
    before = working.names()
    assert "not written by this program" in refused(working.call("export", working.reference, "--as", "age", "-o", out))
    assert working.names() == before


def test_export_into_what_is_no_folder_is_refused(working):
    """A place that cannot hold a folder is said."""
    out = working.passphrase_file / "out"
    assert "cannot be written" in refused(working.call("export", working.reference, "--as", "age", "-o", out))


def test_export_that_breaks_off_leaves_nothing(working):
    """Where an attachment is missing, no half of the case stays behind."""
    for blob in (working.folder / "blobs").iterdir():
        blob.unlink()
    out = working.root / "deep" / "out"
    assert "no such blob" in refused(working.call("export", working.reference, "--as", "age", "-o", out))
    assert not out.parent.exists()


def test_export_onto_a_full_disk_leaves_nothing(working, monkeypatch):
    """A disk that fills up midway is one plain line."""
    monkeypatch.setattr("bots.staff.export._write", full_disk)
    out = working.root / "out"
    assert "No space left" in refused(working.call("export", working.reference, "--as", "age", "-o", out))
    assert not out.exists()


async def full_disk(_sheet, folder, _blobs):
    """What a full disk does after the first few bytes."""
    (folder / "half").write_bytes(b"x")
    raise OSError(28, "No space left on device")


def test_installation_needs_an_empty_folder(place, run):
    """Keys that may be the only ones are never overwritten."""
    before = {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()}
    assert "is not empty" in refused(run("init", place.folder, "--passphrase-file", place.passphrase_file))
    assert before == {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()}


def test_installation_in_a_place_that_takes_no_folder_is_refused(place, run):
    """A path below a file can hold nothing."""
    outcome = run("init", place.passphrase_file / "d", "--passphrase-file", place.passphrase_file)
    assert "cannot be written" in refused(outcome)


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "Ctrl-C"])
@pytest.mark.parametrize("existed", [True, False])
def test_installation_that_breaks_off_leaves_nothing(place, run, monkeypatch, fault, existed):
    """Whatever ends it midway, no half-made installation can be mistaken for one."""

    async def fail(*_):
        raise fault

    monkeypatch.setattr("bots.cli.init._lay", fail)
    folder = place.root / "deep" / "e"
    if existed:
        folder.mkdir(parents=True)
    before = place.names()
    outcome = run("init", folder, "--passphrase-file", place.passphrase_file)
    assert outcome.status == (130 if isinstance(fault, KeyboardInterrupt) else 1)
    assert "Traceback" not in outcome.err
    assert place.names() == before


def test_unknown_command_is_wrong_use(run):
    """A command that is not there is said, and where the list of them is."""
    assert "No such command" in refused(run("chatt"), 2)


@pytest.mark.parametrize("words", ["chat --lang xx", "desk", "members add Petro --role king", "export x", "open x"])
def test_wrong_use_is_said_with_the_way_to_the_help(place, run, words):
    """A wrong or missing argument is wrong use, not failure."""
    outcome = run("--config", place.file, *words.split())
    refused(outcome, 2)
    assert f"hint: solidarity {words.split()[0]} " in outcome.err


@pytest.mark.parametrize("words", [(), ("members",), ("audit",)])
def test_a_command_without_its_word_shows_the_help(run, words):
    """Who types too little is shown what there is, on standard error."""
    outcome = run(*words)
    assert outcome.status == 2
    assert outcome.err.startswith("Usage: ")
    assert outcome.out == ""


def test_output_that_cannot_be_written_is_one_plain_line(place):
    """A full disk behind standard output is said like any other failure, and the status says failure too."""
    with Path("/dev/full").open("wb") as full:
        words = "from bots.cli import main; import sys; sys.exit(main())"
        done = subprocess.run(
            [sys.executable, "-c", words, "members", "--help"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().splitlines()[0] == "solidarity: the system refused: No space left on device"


@pytest.fixture
def without_privilege():
    """Words that run a program without root's way around modes."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv to take that away")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")


@pytest.mark.parametrize("command", ["chat", "init", "export"])
def test_unwritable_folder_is_refused(working, without_privilege, command):
    """A folder without write access is said in two lines, and nothing is left."""
    closed = working.root / "closed"
    closed.mkdir()
    words = {
        "chat": ["chat", "--config", working.file, "--lang", "en"],
        "init": ["init", closed / "e", "--passphrase-file", working.passphrase_file],
        "export": ["export", working.reference, "--config", working.file, "--as", "age", "-o", closed / "out"],
    }[command]
    shut = working.folder if command == "chat" else closed
    working.database.chmod(0o400 if command == "chat" else 0o600)
    before = working.names()
    shut.chmod(0o500)
    program = (*without_privilege, sys.executable, "-c", "import sys; from bots.cli import main; sys.exit(main())")
    done = subprocess.run([*program, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    shut.chmod(0o700)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["solidarity", "hint"]
    assert working.names() == before
