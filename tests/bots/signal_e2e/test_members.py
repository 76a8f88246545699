"""A case from the submitter's phone to the member's and back, over two numbers: both bots in processes of their own.

The story happens once; each test looks at what came of it.
"""

import asyncio
import re
from base64 import b32decode
from dataclasses import dataclass
from datetime import UTC, datetime
from os import urandom

import pytest

from storage.sealed import HybridIdentity, open_file, step_code
from tests.bots.signal_e2e.house import SignalHouse
from tests.doubles.signal.chats import Message
from tests.doubles.signal.person import Person
from tests.recordings.recording import FOLDER, Attached, Recording, read
from tests.recordings.signal import choose, replay

CANARIES = ("Канаркевича", "Сорокопуденко", "Щебетанська")
"""Words that stand in what the submitter wrote, in the name of a file and in the file, and nowhere else."""

REPLY = "Жайворонкова"
"""A word of the answer that the member typed."""

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
        cast: the submitter, the member and a stranger at the staff's number.
        shown: what the member saw, by what was done.
        told: the message that told the submitter of an answer.
        files: what the member got, opened with the member's own identity, by name.
        read: what the submitter saw with the code.
        statuses: of the processes.
    """

    house: SignalHouse
    cast: dict[str, Person]
    shown: dict[str, str]
    told: str
    files: dict[str, bytes]
    read: str
    statuses: list[int]


@pytest.fixture(scope="module")
def recording() -> Recording:
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
        async with SignalHouse(fresh, starter) as house:
            house.start("intake")
            house.start("triage")
            await house.listened()
            return await tell(house, recording)

    return asyncio.run(happen())


async def tell(house: SignalHouse, recording: Recording) -> Story:
    """What happens."""
    submitter, member, stranger = house.add_writer(), house.add_colleague(), house.add_colleague()
    shown: dict[str, str] = {}
    identity = HybridIdentity.generate(urandom)

    async def does(name: str, line: str, *words: str) -> Message:
        member.types(line)
        message = await member.hears(*words)
        shown[name] = message.text
        return message

    stranger.types("/queue")
    await stranger.hears("There is nothing for you here")
    group = stranger.gathers()
    await group.awaits(lambda: group.group.left, "leaving")

    invited = await house.call("members add", "Olena", "--role", "coordinator", unlock=True)
    assert invited.status == 0, invited
    await does("joined", invited.out.strip(), "Welcome, Olena")
    code = await replay(recording, submitter)
    alert = await member.sees("ack ")
    shown["alert"] = alert.text
    await does("acknowledged", re.search(r"ack \d+", alert.text).group(), "you have taken over")
    await does("queue", "queue", "1 open case")
    reference = REFERENCE.search(shown["queue"]).group()
    await does("claimed", f"claim {reference}", f"{reference} is yours")
    secret = b32decode(re.search(r"typed: (\w+)", invited.err).group(1))
    await does("key", f"key {identity.recipient.encode()} {step_code(secret, datetime.now(UTC))}", "is registered")
    await does("opened", f"open {reference}", CANARIES[0])
    await member.awaits(lambda: documents(member), "a file")
    await does("assessed", f"assess {reference} likely yes legal no", "is saved")
    await does("decided", f"decide {reference} legal a lawyer is there", "the decision is saved")
    await does("replied", f"reply {reference} Дорога пані {REPLY}, ми шукаємо юриста.", "sealed")

    told = await submitter.hears("Для вас тут є відповідь")
    submitter.types("Добрий день")
    await submitter.hears("З чого почнемо?")
    await choose(submitter, "uk", "У мене є код")
    await submitter.hears("Введіть свій код")
    submitter.types(code)
    answer = await submitter.hears(REPLY)
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
    return {message.file_name: message.files[0].content for message in person.bots if message.files}


def test_member_reads_the_case_in_full(story):
    """Signal cannot read along, and the member's identity is pinned."""
    assert CANARIES[0] in story.shown["opened"]


def test_files_open_with_the_members_own_key_alone(story, recording):
    """Byte for byte, under neutral names."""
    attached = next(step.content for step in recording.on("signal") if isinstance(step, Attached))
    assert attached in story.files.values()
    assert all(re.fullmatch(r"[0-9a-f]{8}\.age", name) for name in story.files)


def test_alert_says_no_word_of_the_case(story):
    """Others may read along."""
    assert not any(canary in story.shown["alert"] for canary in CANARIES)


@pytest.mark.parametrize("word", [*CANARIES, REPLY])
def test_no_word_of_anybody_is_in_the_logs_at_debug(story, word):
    """Of neither process; nor is there anything that has to be looked at."""
    log = story.house.said()
    assert "at work" in log
    assert word not in log
    assert " ERROR " not in log


@pytest.mark.parametrize("word", [*CANARIES, REPLY])
def test_no_word_of_anybody_is_in_any_file(story, word):
    """Of the installation, in whatever encoding a tool may have written it: only sealed bytes are there."""
    spelt = [word.encode(), word.encode("utf-16-le"), ascii(word)[1:-1].encode()]
    found = [
        path.name
        for path in story.house.place.root.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in spelt)
    ]
    assert not found


def test_nobody_is_named_in_the_logs(story):
    """No uuid, no name of a profile, no number."""
    log = story.house.said()
    for person in story.cast.values():
        assert person.user.uuid not in log
    for signal in (story.house.public_signal, story.house.staff_signal):
        assert signal.account.number not in log


def test_members_messages_disappear(story):
    """As it is configured."""
    assert story.cast["member"].chat.expires == 24 * 3600


def test_stranger_gets_one_neutral_line(story):
    """Whatever is typed; and in a group nothing at all, the bot leaves."""
    stranger = story.cast["stranger"]
    assert len({message.text for message in stranger.bots}) == 1
    assert not REFERENCE.search(stranger.screen)


def test_submitter_is_told_only_that_there_is_an_answer(story):
    """In neutral words, without the answer."""
    assert REPLY not in story.told


def test_code_opens_the_answer_in_the_submitters_chat(story):
    """Whoever comes back with the code reads the reply."""
    assert REPLY in story.read


def test_both_processes_end_well(story):
    """With status 0."""
    assert story.statuses == [0, 0]
