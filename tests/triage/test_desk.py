"""The desk as whoever types meets it: strangers, refusals, a locked desk, alarms, and what every notice may hold."""

import os
from dataclasses import replace

import pytest

from storage import members
from storage.cases import CaseState
from storage.database import NotSaved
from storage.documents import Language, Urgency
from storage.ids import MemberId
from storage.members import Role, Standing
from triage.desk import Stranger
from triage.grammar.rights import Command
from triage.membership import roster
from triage.notices import Notice, flatten

STRANGE = MemberId("e" * 32)
LINES = [
    "",
    "hello",
    "/start",
    "/assess",
    "/join",
    "/join lume-kora-diva-pemo-zula-tiga-nora",
    "/key age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p 123456",
    "who is on duty?",
    "I am the coordinator, I lost my phone",
]


@pytest.mark.parametrize("line", LINES)
async def test_stranger_hears_one_neutral_thing(stage, line):
    """A stranger, an unknown id, and a member who was suspended or not admitted yet are told the same."""
    await stage.receive("lumeko-42", Urgency.EMERGENCY)
    await stage.enrol("Sasha", standing=Standing.SUSPENDED)
    await stage.enrol("Ivan", standing=Standing.INVITED)
    for actor in (Stranger(), STRANGE, "Sasha", "Ivan"):
        assert await stage.say(actor, line) == (Notice(id="stranger"),)
    assert (await stage.case("lumeko-42")).state is CaseState.RECEIVED
    assert await stage.acts("lumeko-42") == []


async def test_stranger_is_not_read_at_length(stage, monkeypatch):
    """A line of a thousand choices takes long to understand, and everybody else would wait."""
    monkeypatch.setattr("triage.desk.parse", None)
    assert await stage.ids(STRANGE, "/assess lumeko-42 " + "likely," * 1000) == ["stranger"]


async def test_mistyped_command_is_answered_with_the_nearest_and_its_usage(stage):
    """Whoever slips sees what was meant and how to type it."""
    (notice,) = await stage.say("Anna", "/asess lumeko-42")
    assert notice.id == "error-command-unknown"
    assert [line.id for line in notice.lines] == ["did-you-mean", "usage-assess"]
    assert await stage.ids("Anna", "Добрий ранок") == ["error-command-unknown"]


async def test_wrong_usage_is_answered_with_each_problem_usage_and_example(stage):
    """Nothing is left to be guessed, in the member's own language."""
    words = await stage.text("Anna", "/assess lumeko-42 ймовірн", language=Language.UK)
    assert "Можливо, ви мали на увазі ймовірно?" in words
    assert "Бракує: ризик" in words
    assert "1 заява, 2 лист" in words
    assert "/assess lumeko-42 ймовірно так" in words


async def test_who_may_not_give_a_command_is_not_taught_it(stage):
    """A wrong usage does not hide that the role lacks the command."""
    assert await stage.ids("Anna", "/decide") == ["error-not-allowed"]
    assert await stage.ids("Clara", "/decide") == ["error-wrong-usage"]


async def test_help_shows_what_the_role_may_do(stage):
    """The help of a member is shorter than the lead's, and joining is behind both."""
    (heading, _) = await stage.say("Anna", "/help")
    commands = [line.args["command"] for line in heading.lines]
    assert "assess" in commands
    assert not {"decide", "reply", "canned", "close", "ack", "join"} & set(commands)
    (heading, _) = await stage.say("Lena", "/help")
    assert {line.args["command"] for line in heading.lines} == set(Command) - {Command.JOIN}


@pytest.mark.parametrize("language", Language)
async def test_help_on_a_command_shows_usage_and_example(stage, language):
    """Every command explains itself in every language."""
    for command in Command:
        words = await stage.text("Lena", f"/help {command}", language=language)
        assert words.count(f"/{command}") >= 2


async def test_help_says_how_a_name_of_several_words_is_given(stage):
    """Where one stands in its place; without quotation marks its second word would be another argument."""
    for line, says in (("/help depart", True), ("/help shift", True), ("/help decide", False), ("/help claim", False)):
        assert ("usage-name" in {notice.id for notice in flatten(await stage.say("Lena", line))}) is says
    assert await stage.ids("Lena", '/depart "Petro P"') == ["error-proof-needed"]


async def test_locked_desk_does_what_needs_no_content(stage):
    """Without keys a member can still see the queue, take cases, change urgency and answer alerts."""
    desk = stage.open_desk(locked=True)
    await stage.receive("lumeko-42", alert=True)
    assert desk.locked
    assert await stage.ids("Rafael", "/queue", desk=desk) == ["queue-heading"]
    assert await stage.ids("Rafael", "/next", desk=desk) == ["claimed", "case-heading"]
    assert await stage.ids("Rafael", "/show lumeko-42", desk=desk) == ["case-heading"]
    assert await stage.ids("Rafael", "/urgency lumeko-42 urgent date", desk=desk) == ["urgency-changed"]
    assert await stage.ids("Rafael", "/alerts", desk=desk) == ["alerts-heading"]
    assert await stage.ids("Rafael", "/ack lumeko-42", desk=desk) == ["acknowledged"]
    assert await stage.ids("Rafael", "/release lumeko-42", desk=desk) == ["released"]


@pytest.mark.parametrize(
    "line",
    [
        "/open lumeko-42",
        "/assess lumeko-42 likely yes legal someone",
        "/decide lumeko-42 letter because",
        "/reply lumeko-42 hello",
        "/canned lumeko-42 read",
        "/close lumeko-42 recorded",
    ],
)
async def test_locked_desk_says_what_needs_unlocking(stage, line):
    """What needs the keys is refused with the way to unlock, and changes nothing."""
    desk = stage.open_desk(locked=True)
    await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    before = await stage.case("lumeko-42")
    assert await stage.ids("Lena", line, desk=desk) == ["error-locked"]
    assert await stage.case("lumeko-42") == before


async def test_desk_is_unlocked_and_locked_again(stage):
    """The keys come into memory and leave it again."""
    desk = stage.open_desk(locked=True)
    await stage.receive("lumeko-42")
    desk.unlock(stage.keys.group)
    assert not desk.locked
    assert "error-locked" not in await stage.ids("Lena", "/open lumeko-42", desk=desk)
    desk.lock()
    assert await stage.ids("Lena", "/open lumeko-42", desk=desk) == ["error-locked"]


async def test_forged_member_is_a_stranger_and_an_alarm(stage):
    """A row that the roster key did not sign admits nobody, and every member is warned."""
    forged = replace((await read_roster(stage)).members[0], id=STRANGE, name="Mallory", role=Role.LEAD)
    await stage.database.write(lambda unit: members.save(unit, forged))
    assert await stage.ids(STRANGE, "/queue") == ["stranger"]
    answer = await stage.say("Anna", "/queue")
    assert [notice.id for notice in answer] == ["alarm-roster", "queue-empty"]
    assert answer[0].args == {"count": 1}


async def read_roster(stage):
    """The roster as the desk reads it."""
    return await stage.database.read(lambda unit: roster.read(unit, stage.keys.group.manifest.roster))


async def test_member_is_found_by_name(stage):
    """A terminal can ask who sits before it; the case of the name does not matter."""
    assert (await stage.desk.named(" anna ")).id == stage.people["Anna"]
    assert await stage.desk.named("Mallory") is None


async def test_full_disk_is_told_honestly(stage, monkeypatch):
    """When nothing could be saved, the member is told so, and the case is as it was."""
    await stage.receive("lumeko-42")

    async def full(_work):
        raise NotSaved("the disk is full")

    monkeypatch.setattr(stage.database, "write", full)
    assert await stage.ids("Anna", "/claim lumeko-42") == ["error-temporary"]
    monkeypatch.setattr(stage.database, "read", full)
    assert await stage.ids("Anna", "/queue") == ["error-temporary"]


async def test_secret_words_stand_only_in_notices_marked_as_content(stage):
    """A canary typed by submitter and members appears in no notice that a channel may show in the clear."""
    await stage.receive("lumeko-42")
    await stage.attach("lumeko-42", b"CANARY")
    await stage.register_key("Lena")
    await stage.say("Clara", "/claim lumeko-42")
    answers = [
        await stage.say("Clara", "/open lumeko-42"),
        await stage.say("Clara", "/assess lumeko-42 likely yes legal CANARY note=CANARY"),
        await stage.say("Clara", "/decide lumeko-42 letter CANARY"),
        await stage.say("Clara", "/reply lumeko-42 CANARY"),
        await stage.say("Clara", "/canned lumeko-42 done"),
        await stage.say("Clara", "/open lumeko-42"),
        await stage.say("Clara", "/close lumeko-42 helped CANARY"),
        await stage.say("Lena", "/open lumeko-42"),
        await stage.say("Lena", "/show lumeko-42"),
        await stage.say("Lena", "/decide lumeko-42 CANARY CANARY"),
        await stage.say("Lena", "/key CANARY"),
        await stage.say("Lena", "/help CANARY"),
        *[
            await stage.say("Lena", line, words=False)
            for line in (
                "/open lumeko-42",
                "/show lumeko-42",
                "/queue",
                "/assess lumeko-42 likely yes legal CANARY",
                "/decide lumeko-42 letter CANARY",
                "/reply lumeko-42 CANARY",
                "/key CANARY CANARY",
                "CANARY",
            )
        ],
    ]
    clear = [notice for answer in answers for notice in flatten(answer) if not notice.content]
    secret = [notice for answer in answers for notice in flatten(answer) if notice.content]
    for canary in ("CANARY", "батька", "court.jpg", "Генічеськ"):
        assert not [notice for notice in clear if canary in str(notice.args)]
        assert [notice for notice in secret if canary in str(notice.args)]


async def test_no_plaintext_reaches_the_disk(stage, tmp_path):
    """What was typed and what was submitted is found in no file of the database."""
    await stage.receive("lumeko-42")
    lines = ("/open lumeko-42", "/assess lumeko-42 likely yes legal CANARY", "/decide lumeko-42 letter CANARY")
    for line in ("/claim lumeko-42", *lines):
        assert "error-wrong-usage" not in await stage.ids("Clara", line)
    lying = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"lumeko-42" in lying
    for canary in ("CANARY", "батька"):
        assert canary.encode() not in lying


async def test_nothing_in_the_desk_shows_keys(stage):
    """A desk that is printed, in a log or a traceback, shows no secret."""
    shown = repr(stage.desk._room)
    assert stage.keys.group.identity.encode() not in shown
    assert stage.keys.group.roster.seed.hex() not in shown
    assert os.fsdecode(repr(stage.keys.group.roster.seed)) not in shown
