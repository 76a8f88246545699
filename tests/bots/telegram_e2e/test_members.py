"""A case from the submitter's phone to the member's and back: both bots in processes of their own, on the double.

The story happens once; each test looks at what came of it.
"""

import asyncio
import re
from base64 import b32decode
from dataclasses import dataclass
from datetime import UTC, datetime
from os import urandom
from typing import Any

import pytest

from storage.sealed import HybridIdentity, open_file, step_code
from tests.bots.telegram_e2e.house import TelegramHouse
from tests.doubles.telegram.chats import Message
from tests.doubles.telegram.person import Person
from tests.recordings.recording import FOLDER, Attached, read
from tests.recordings.telegram import choose, replay

CANARIES = ("Канаркевича", "Сорокопуденко", "Щебетанська")
"""Words that stand in what the submitter wrote, in the name of a file and in the file, and nowhere else."""

TYPED = ("Жайворонкова", "Горобченко")
"""Words that the member typed where none are taken."""

ANSWER = "Ми прочитали те, що ви написали, і працюємо над цим."
REFERENCE = re.compile(r"\b[a-z]{6}-\d{2}\b")
_REPLACED = {
    "мого батька": f"мого батька {CANARIES[0]}",
    "Signal тітки": f"Signal тітки {CANARIES[1]}",
    "протокол.txt": f"{CANARIES[2]}.txt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What was left of it.

    Attributes:
        cast: the submitter, the member and a stranger at the staff bot.
        shown: what the member saw, by what was done.
        told: the message that told the submitter of an answer.
        files: the documents that the member got, opened with the member's own identity, by name.
        read: what the submitter saw with the code.
        statuses: of the processes.
    """

    house: TelegramHouse
    cast: dict[str, Person]
    shown: dict[str, str]
    told: str
    files: dict[str, bytes]
    read: str
    statuses: list[int]


@pytest.fixture(scope="module")
def recording():
    """The appeal, with canaries in it."""
    text = (FOLDER / "appeal-uk.txt").read_text(encoding="utf-8")
    for old, new in _REPLACED.items():
        assert old in text
        text = text.replace(old, new)
    return read("appeal-uk", text)


@pytest.fixture(scope="module")
def story(fresh, starter, recording) -> Story:
    """Let it happen."""

    async def happen() -> Story:
        async with TelegramHouse(fresh, starter) as house:
            house.start("intake")
            house.start("triage")
            return await tell(house, recording)

    return asyncio.run(happen())


async def tell(house: TelegramHouse, recording: Any) -> Story:
    """What happens."""
    submitter, member, stranger = house.add_submitter(), house.add_member(), house.add_member()
    shown: dict[str, str] = {}
    identity = HybridIdentity.generate(urandom)

    async def does(name: str, line: str, *words: str) -> Message:
        member.types(line)
        return await sees(name, *words)

    async def presses(name: str, label: str, *words: str) -> Message:
        await choose(member, label)
        return await sees(name, *words)

    async def sees(name: str, *words: str) -> Message:
        message = await member.hears(*words)
        shown[name] = message.text
        return message

    stranger.types("/queue")
    await stranger.hears("There is nothing for you here")
    stranger.types("/start")
    stranger.gathers()

    invited = await house.call("members add", "Olena", "--role", "coordinator", unlock=True)
    assert invited.status == 0, invited
    code = await replay(recording, submitter)
    await does("joined", invited.out.strip(), "Welcome, Olena")
    await does("queue", "/queue", "1 open case")
    reference = REFERENCE.search(shown["queue"]).group()
    await presses("acknowledged", "I take it", reference)
    await does("claimed", f"/claim {reference}", f"{reference} is yours")
    await does("refused file", f"/open {reference}", "you have not registered a key")
    secret = b32decode(re.search(r"typed: (\w+)", invited.err).group(1))
    now = step_code(secret, datetime.now(UTC))
    await does("key", f"/key {identity.recipient.encode()} {now}", "Your key is registered")
    await does("opened", f"/open {reference}")
    await member.awaits(lambda: len(documents(member)) == 2, "two files")
    await does("refused words", f"/assess {reference} likely yes legal {TYPED[0]} is at risk", "Nothing was saved")
    await does("refused reply", f"/reply {reference} {TYPED[1]}", "Nothing was saved")
    await does("card", f"/show {reference}", "Nobody has assessed it yet")
    for label, words in (("Assess", "how reliable"), ("likely", "civil society"), ("yes", "which help")):
        await presses(label, label, words)
    await choose(member, "legal")
    await presses("picked", "Done", "too close to the case")
    await presses("assessed", "no", "Independent assessments: 1, 1 is enough")
    await presses("card again", f"← {reference}", "being assessed")
    await presses("Decide", "Decide", "what did the group decide?")
    await presses("decided", "legal", reference)
    await presses("card decided", f"← {reference}", "decided")
    await presses("Reply", "Reply", "which reply?")
    await presses("replied", "read", "the reply is sealed")

    told = await submitter.hears("Для вас тут є відповідь")
    submitter.types("/start")
    await submitter.hears("З чого почнемо?")
    await choose(submitter, "У мене є код")
    await submitter.hears("Введіть свій код")
    submitter.types(code)
    answer = await submitter.hears(ANSWER)
    for account in (house.public, house.staff):
        await account.mailbox.empties()
    return Story(
        house=house,
        cast={"submitter": submitter, "member": member, "stranger": stranger},
        shown=shown,
        told=told.text,
        files={name: open_file(content, [identity]) for name, content in documents(member).items()},
        read=answer.text,
        statuses=await house.stop(),
    )


def documents(person: Person) -> dict[str, bytes]:
    """The files that the bot has sent."""
    return {message.file_name: message.file for message in person.bots if message.file is not None}


def test_case_opens_with_the_members_own_key_alone(story, recording):
    """What was written, and the file byte for byte."""
    words, content = sorted(story.files.values(), key=len)
    attached = next(step.content for step in recording.on("telegram") if isinstance(step, Attached))
    if words == attached:
        words, content = content, words
    assert content == attached
    assert all(canary in words.decode() for canary in CANARIES)


def test_files_have_neutral_names(story):
    """Random ones."""
    assert all(re.fullmatch(r"[0-9a-f]{8}\.age", name) for name in story.files)


@pytest.mark.parametrize("word", [*CANARIES, *TYPED])
def test_staff_bot_says_no_word_of_anybody(story, word):
    """In nothing that it ever sent, wherever in it."""
    assert not story.house.telegram.journal.find(word, "solidarity_staff_bot")


@pytest.mark.parametrize("word", [*CANARIES, *TYPED])
def test_no_word_of_anybody_is_in_the_logs_at_debug(story, word):
    """Of neither process; nor is there anything that has to be looked at."""
    log = story.house.said()
    assert "at work" in log
    assert word not in log
    assert " ERROR " not in log


def test_no_secret_is_in_the_logs(story):
    """No chat, no token, no reply."""
    log = story.house.said()
    for person in story.cast.values():
        assert str(person.chat.id) not in log
    for account in (story.house.public, story.house.staff):
        assert account.token.partition(":")[2] not in log


def test_everything_for_members_is_protected(story):
    """It can be neither forwarded nor saved by the app."""
    member = story.cast["member"]
    assert member.bots
    assert all(message.protected for message in member.bots)


def test_codes_of_a_member_do_not_stay_in_the_chat(story):
    """The invitation and the confirmation of the key are deleted."""
    typed = [message.text for message in story.cast["member"].messages if not message.sender.is_bot]
    assert typed
    assert not [text for text in typed if text.startswith(("/join", "/key"))]


def test_member_gets_the_menu_of_the_role(story):
    """In that chat; others have none."""
    menus = story.house.staff.commands
    member = story.cast["member"].chat.id
    assert "claim" in {command["command"] for command in menus[f"chat:{member}", ""]}
    assert not [place for place, menu in menus.items() if menu and not place[0].startswith(f"chat:{member}")]


def test_stranger_gets_one_neutral_line(story):
    """Whatever is typed; and in a group nothing at all, the bot leaves."""
    stranger = story.cast["stranger"]
    assert {message.text for message in stranger.bots} == {stranger.bots[0].text}
    assert not REFERENCE.search(stranger.screen)
    (group,) = (chat for chat in story.house.staff.chats.values() if chat.kind == "supergroup")
    assert group.left
    assert not [message for message in group.standing if message.sender.is_bot and message.text]


def test_submitter_is_told_only_that_there_is_an_answer(story):
    """In neutral words, without the answer."""
    assert story.told == "Для вас тут є відповідь. Напишіть /start"


def test_code_opens_the_answer_in_the_submitters_language(story):
    """Whoever comes back with the code reads the prepared reply."""
    assert ANSWER in story.read


def test_both_processes_end_well(story):
    """With status 0."""
    assert story.statuses == [0, 0]
