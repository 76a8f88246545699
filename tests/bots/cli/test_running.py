"""``solidarity run``, ``unlock``, ``lock``, and what ``check`` says of bots: against the double of the service."""

import asyncio
import signal
import sys
from contextlib import asynccontextmanager, nullcontext

import pytest

from bots.cli import run as running
from bots.cli.accounts import look_at_accounts
from bots.cli.findings import Grade
from bots.traffic.errors import CannotReceive
from storage.errors import PermanentError, TemporaryError
from tests.doubles.telegram.server import Telegram

PATIENCE = 60
"""Seconds for a start on a machine that does much else."""

CANARY = "canary-7f3a"


@pytest.fixture
async def service():
    """The service."""
    async with Telegram() as service:
        yield service


@pytest.fixture
def bots(place, service):
    """An installation's two bots at the service."""
    accounts = {side: service.add_bot(f"{side}_bot") for side in ("public", "staff")}
    with place.file.open("a", encoding="utf-8") as config:
        for side, account in accounts.items():
            file = place.folder / f"{side}.token"
            file.write_text(f"{account.token}\n", encoding="ascii")
            file.chmod(0o600)
            config.write(f'\n[{side}.telegram]\ntoken_file = "{side}.token"\napi_url = "{service.url}"\n')
    return accounts


@pytest.fixture
def add_person(service):
    """Somebody with a phone at a bot, who waits until the program has been loaded."""

    def add(bot):
        person = service.add_person(bot, language="en")
        person.patience = PATIENCE
        return person

    return add


@pytest.fixture
def start(place, tmp_path):
    """The program, running within the block; its log is in a file."""

    @asynccontextmanager
    async def start(*words):
        command = [sys.executable, "-m", "bots.cli", "run", *words, "--config", str(place.file), "--log-level", "debug"]
        with (tmp_path / "log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.DEVNULL, stderr=log)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
            async with asyncio.timeout(PATIENCE):
                await process.wait()

    return start


async def call(place, *words):
    """Run a command beside; its status and what it said."""
    command = [sys.executable, "-m", "bots.cli", *words, "--config", str(place.file)]
    pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.STDOUT}
    process = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.DEVNULL, **pipes)
    said, _ = await process.communicate()
    return process.returncode, said.decode()


async def test_both_bots_run_until_they_are_told_to_end(place, bots, add_person, start, tmp_path):
    """Both answer, triage is unlocked and locked from outside, and the log holds neither words nor tokens."""
    submitter = add_person(bots["public"])
    member = add_person(bots["staff"])
    async with start() as process:
        submitter.types(CANARY)
        await submitter.sees("How would you like to begin?")
        member.types(f"/queue {CANARY}")
        await member.sees("nothing for you here")
        unlock = ("unlock", "--passphrase-file", str(place.passphrase_file))
        assert await call(place, *unlock) == (0, "Triage is unlocked.\n")
        assert await call(place, "lock") == (0, "Triage is locked.\n")
        begun = asyncio.get_running_loop().time()
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
        assert asyncio.get_running_loop().time() - begun < 10
    assert (await call(place, "lock"))[0] == 1
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert log.count("at work") == log.count("ended") == 2
    secrets = [CANARY, *(account.token for account in bots.values()), str(submitter.user.id), str(member.user.id)]
    assert not [secret for secret in secrets if secret in log]
    assert not {path.name for path in place.memory.iterdir() if path.suffix == ".sock"}


async def test_killed_program_leaves_nothing_that_polls(place, bots, add_person, start):
    """Its children end, and the next start takes over and answers what was said meanwhile."""
    submitter = add_person(bots["public"])
    async with start() as first:
        submitter.types("/start")
        await submitter.sees("How would you like to begin?")
        first.kill()
    submitter.clicks("Ask for help")
    async with start():
        await submitter.sees("1 of about")
    assert [account.mailbox.conflicts for account in bots.values()] == [0, 0]


def test_nothing_is_run_where_no_bot_is_configured(place):
    """It is said what to write where."""
    for words in ("run", "run intake", "run triage"):
        refused = place.call(words)
        assert refused.status == 1
        assert "no bot is configured" in refused.err
        assert "[public.telegram]" in refused.err


def test_malformed_token_is_refused_before_anything_begins(place, bots):
    """With what to do about it."""
    (place.folder / "staff.token").write_text("a token", encoding="utf-8")
    refused = place.call("run")
    assert refused.status == 1
    assert "does not hold one secret" in refused.err
    assert "hint: " in refused.err


def test_token_that_others_may_read_is_warned_of(place, bots, caplog):
    """The bots run all the same: some systems hand secrets out like that."""
    (place.folder / "staff.token").chmod(0o644)
    sections = [place.config.staff.telegram, place.config.public.telegram]
    running._warn_of_loose(path for section in sections for path in running._read_secrets(section))
    assert [record.getMessage() for record in caplog.records] == [
        "the file staff.token is open to others; hint: chmod 600 it"
    ]


@pytest.mark.parametrize(
    ("words", "roles"), [((), {"intake", "triage"}), (("intake",), {"intake"}), (("triage",), {"triage"})]
)
def test_sides_with_a_bot_are_those_that_run(place, bots, words, roles):
    """Without a word all of them."""
    assert set(running._configured(place.config, *(words or (None,)))) == roles


@pytest.fixture
def run_here(place, bots, monkeypatch):
    """Run one side in this process, with this in its place; the outcome."""
    monkeypatch.setattr("bots.logs.configure", lambda _: None)
    monkeypatch.setattr("bots.traffic.process.until_input_ends", lambda _: nullcontext())

    def run(side, instead, *words):
        for name in ("bots.public.process.run_intake", "bots.staff.process.run_triage"):
            monkeypatch.setattr(name, instead)
        return place.call(f"run {side}", *words)

    return run


def test_triage_is_given_the_passphrase_and_intake_is_not(place, run_here):
    """Whatever is given on the command line: the public process must not hold it."""
    given = []

    async def run(_config, _stop, *, passphrase="none", **_rest):
        given.append(passphrase)

    words = ("--passphrase-file", place.passphrase_file)
    assert run_here("intake", run, *words).status == run_here("triage", run, *words).status == 0
    assert run_here("triage", run).status == 0
    assert given == ["none", place.passphrase_file.read_text(encoding="utf-8").strip(), None]


@pytest.mark.parametrize(
    ("words", "fault", "status"),
    [
        ((), PermanentError("it is broken"), 1),
        (("--child",), PermanentError("it is broken"), 1),
        ((), TemporaryError("it is busy"), 1),
        (("--child",), TemporaryError("it is busy"), 75),
        (("--child",), ExceptionGroup(CANARY, [ValueError(CANARY)]), 70),
        (("--child",), ExceptionGroup(CANARY, [CannotReceive("it is in use"), ValueError(CANARY)]), 70),
    ],
)
def test_status_says_whether_a_child_may_run_the_next_time(run_here, caplog, words, fault, status):
    """A refusal is not tried again, a fault of the moment and a defect are."""

    async def run(*_parts, **_rest):
        raise fault

    outcome = run_here("intake", run, *words)
    assert outcome.status == status
    assert CANARY not in outcome.err + caplog.text
    if status == 1:
        assert str(fault) in outcome.err
    if status == 70:
        assert "ValueError" in caplog.text


@pytest.mark.parametrize("words", [(), ("--child",)])
def test_receiving_that_is_refused_is_said_plainly(run_here, words):
    """However deep in the traffic it was: with its hint, and a status that is not tried again."""
    refused = CannotReceive("the address is in use", hint="take another")

    async def run(*_parts, **_rest):
        raise ExceptionGroup(CANARY, [ExceptionGroup(CANARY, [refused])])

    outcome = run_here("intake", run, *words)
    assert outcome.status == 1
    assert outcome.err == "solidarity: the address is in use\nhint: take another\n"


def test_both_sides_become_children_with_their_words(place, bots, monkeypatch):
    """The passphrase's file goes to triage alone, the log's level to both; the status is what came of it."""
    minded = {}

    async def mind(commands, _stop):
        minded.update(commands)
        return 3

    monkeypatch.setattr("bots.logs.configure", lambda _: None)
    monkeypatch.setattr("bots.traffic.children.mind", mind)
    assert place.call("run", "--log-level", "error", unlock=True).status == 3
    assert set(minded) == {"intake", "triage"}
    for side, command in minded.items():
        assert command[:6] == [sys.executable, "-P", "-m", "bots.cli", "run", side]
        assert str(place.file) in command
        assert "error" in command
        assert ("--passphrase-file" in command) == (side == "triage")


@pytest.mark.parametrize("word", ["lock", "unlock"])
def test_lock_and_unlock_say_what_they_did(place, monkeypatch, word):
    """In one line."""
    asked = []

    async def ask(*given):
        asked.append(given)

    monkeypatch.setattr(f"bots.staff.gate.ask_to_{word}", ask)
    done = place.call(word, unlock=word == "unlock")
    assert (done.status, done.out) == (0, f"Triage is {word}ed.\n")
    assert len(asked) == 1


def test_unlocking_without_a_process_says_so(place):
    """And what to do."""
    refused = place.call("unlock", unlock=True)
    assert refused.status == 1
    assert "no triage process" in refused.err
    assert "solidarity run" in refused.err


# The check


async def grades(place):
    """What the check says of the bots."""
    return [(finding.grade, finding.text) for finding in await look_at_accounts(place.config)]


async def test_check_finds_both_bots_known(place, bots):
    """Tokens are there, and Telegram knows them."""
    found = await grades(place)
    assert [text for grade, text in found if grade is Grade.FINE] == [
        "the token of the public bot is there and closed to others",
        "the token of the staff bot is there and closed to others",
        "Telegram knows the public bot",
        "Telegram knows the staff bot",
    ]
    assert not [text for grade, text in found if grade is Grade.WRONG]


async def test_check_says_that_there_are_no_bots(place):
    """An installation for terminals is sound."""
    ((grade, text),) = await grades(place)
    assert grade is Grade.NOTE
    assert "no bot is configured" in text


async def test_check_says_that_one_side_has_no_bot(place, bots):
    """To be known, and not wrong."""
    text = place.file.read_text(encoding="utf-8")
    place.file.write_text(text.split("\n[staff.telegram]")[0], encoding="utf-8")
    assert (Grade.NOTE, "the staff side has no bot on Telegram") in await grades(place)


async def test_check_refuses_a_token_that_others_may_read(place, bots):
    """It may have been read."""
    (place.folder / "public.token").chmod(0o644)
    assert [text for grade, text in await grades(place) if grade is Grade.WRONG and "open to others" in text]


async def test_check_refuses_a_token_that_telegram_does_not_know(place, bots):
    """As after BotFather has made a new one; the token itself is not printed."""
    (place.folder / "public.token").write_text("123:unknown", encoding="ascii")
    ((_, text),) = [found for found in await grades(place) if found[0] is Grade.WRONG]
    assert "does not know the token of the public bot" in text
    assert "unknown" not in text


async def test_check_refuses_one_bot_for_both_sides(place, bots):
    """Members and submitters must not write to the same one."""
    (place.folder / "staff.token").write_text(bots["public"].token, encoding="ascii")
    ((_, text),) = [found for found in await grades(place) if found[0] is Grade.WRONG]
    assert "have one bot" in text


async def test_check_notes_a_platform_that_does_not_answer(place, bots):
    """The network may fail where the installation is sound."""
    for account in bots.values():
        account.faults.drop("getMe")
    found = await grades(place)
    assert len([text for grade, text in found if grade is Grade.NOTE and "could not be asked" in text]) == 2
    assert not [text for grade, text in found if grade is Grade.WRONG]
