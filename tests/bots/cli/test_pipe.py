"""The main job in a pipe, by the programs as they are: from an appeal to its answer and to another age program."""

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).parents[2]

CANARIES = ("Канаркевича", "Сорокопуденко", "Щебетанська", "Канарчик", "Жайворонковий")
"""Words that stand in what is typed and nowhere else: in answers, a file, its name, an assessment, a reply."""

APPEAL = f"Сьогодні зранку на блокпосту забрали мого батька {CANARIES[0]}.\\nТелефон мовчить."
CONTACT = f"Signal тітки {CANARIES[1]} у Вроцлаві"
FILE = f"Протокол № 17: {CANARIES[2]}\n".encode() * 5000
ASSESSMENT = f"Учителя {CANARIES[3]} тримають невідомо де"
REPLY = f"Адвокатка вже шукає. {CANARIES[4]} передає вітання.\\nНапишемо ввечері."

CODE = re.compile(r"\b(?:\d{3} ){6}\d{3}\b")
REFERENCE = re.compile(r"\b[a-z]{6}-\d{2}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything that the programs said while a case was worked, in that order, and what was left.

    Attributes:
        standing: the list of members before and after the invitation was typed at the desk.
    """

    folder: Path
    passphrase: str
    init: Any
    appeal: Any
    members: Any
    desk: Any
    returned: Any
    standing: tuple[str, str]
    audit: Any
    check: Any
    export: Any
    exported: Path

    @property
    def bots(self) -> tuple[Any, ...]:
        """What the two bots said."""
        return (self.appeal, self.desk, self.returned)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, talk, run) -> Story:
    """Work a case once; whoever writes, invites or works does so in a process of their own."""
    root = tmp_path_factory.mktemp("story")
    folder, passphrase = root / "d", "гарний пароль, довгий"
    config, secret = ("--config", folder / "config.toml"), ("--passphrase-file", root / "passphrase")
    secret[1].write_text(f"{passphrase}\n", encoding="utf-8")
    attached = root / "жайворонок.txt"
    attached.write_bytes(FILE)

    def appeal() -> Any:
        chat = talk("chat", *config, "--lang", "uk")
        for line in ("1", "1", "1, 7", APPEAL, "5", CONTACT, f"/file {attached}", "/send"):
            chat.type(line)
        chat.type(CODE.search(chat.hear("Ваш код")).group())
        return chat.finish()

    def work(invitation: str) -> Any:
        desk = talk("desk", *config, "--as", "Olena", *secret)
        desk.type(invitation)
        desk.type("/queue")
        reference = REFERENCE.search(desk.hear("open case")).group()
        for command in (
            f"/claim {reference}",
            f"/open {reference}",
            f"/assess {reference} likely yes legal,referral {ASSESSMENT}",
            f"/decide {reference} mission Родина згодна",
            f"/reply {reference} {REPLY}",
            "/result 1 done",
            f"/close {reference} helped",
        ):
            desk.type(command)
        return desk.finish()

    def come_back(code: str) -> Any:
        chat = talk("chat", *config, "--lang", "uk")
        chat.type(f"/code {code}")
        return chat.finish()

    def standing() -> str:
        return run("members", "list", *config).out

    init = run("init", folder, *secret)
    appealed = appeal()
    members = talk("members", "add", "Olena", *config, "--role", "coordinator", *secret).finish()
    invited = standing()
    worked = work(members.out.strip())
    reference = REFERENCE.search(worked.out).group()
    return Story(
        folder=folder,
        passphrase=passphrase,
        init=init,
        appeal=appealed,
        members=members,
        desk=worked,
        returned=come_back(CODE.search(appealed.out).group()),
        standing=(invited, standing()),
        audit=run("audit", "verify", *config),
        check=run("check", *config),
        export=run("export", reference, *config, "--as", "age", "-o", root / "out"),
        exported=root / "out",
    )


@pytest.fixture(scope="module")
def ask_peer() -> Callable[..., list]:
    """Ask npm's age-encryption; requests of tests/age_peer/peer.js go in, their results come out."""
    node = shutil.which("node")
    if node is None or not (TESTS / "node_modules" / "age-encryption").is_dir():
        pytest.fail("these tests need Node.js and tests/node_modules: run `make test`", pytrace=False)

    def ask(*requests: dict) -> list:
        peer = str(TESTS / "age_peer" / "peer.js")
        done = subprocess.run([node, peer], input=json.dumps(requests), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


@pytest.fixture(scope="module")
def opened(story: Story, ask_peer: Callable[..., list]) -> dict[str, list[bytes]]:
    """What the other implementation finds: keys/group.age under the passphrase, with it the exported files, by kind."""

    def decrypt(path: Path, **by: str) -> dict:
        return {"do": "decrypt", "data": base64.b64encode(path.read_bytes()).decode(), **by}

    (keys,) = ask_peer(decrypt(story.folder / "keys" / "group.age", passphrase=story.passphrase))
    identity = base64.b64decode(keys).decode().splitlines()[-1]
    files = sorted(story.exported.iterdir())
    found: dict[str, list[bytes]] = {}
    for path, data in zip(files, ask_peer(*(decrypt(path, identity=identity) for path in files)), strict=True):
        found.setdefault(path.name.split("-")[0], []).append(base64.b64decode(data))
    return found


def test_group_key_and_export_open_in_another_implementation(opened):
    """All documents of the case and its file come out, one age file each."""
    assert {kind: len(files) for kind, files in opened.items()} == {
        "submission": 1,
        "attachment": 1,
        "assessment": 1,
        "decision": 1,
        "action": 1,
        "reply": 1,
        "result": 1,
        "closing": 1,
    }


def test_exported_documents_are_readable_json(opened):
    """Each begins with its heading, and holds the typed words as they were typed."""
    documents = {kind: json.loads(files[0]) for kind, files in opened.items() if kind != "attachment"}
    for kind, document in documents.items():
        assert list(document)[:4] == ["deployment", "case", "kind", "version"]
        assert document["kind"] == kind
    contents = {kind: document["content"] for kind, document in documents.items()}
    answers = {answer["question"]: answer["text"] for answer in contents["submission"]["answers"]}
    assert answers["happened"] == APPEAL.replace("\\n", "\n")
    assert answers["contact"] == CONTACT
    assert contents["assessment"]["at_risk"] == ASSESSMENT
    assert contents["reply"]["text"] == REPLY.replace("\\n", "\n")


def test_exported_attachment_is_the_file_byte_for_byte(opened):
    """The original comes back untouched."""
    assert opened["attachment"] == [FILE]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1251", "koi8-u"])
def test_no_typed_word_is_in_any_file_that_was_left(story, encoding):
    """Neither under the installation nor in the export can any canary be read, in any usual encoding and case."""
    files = [path for folder in (story.folder, story.exported) for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 10
    spelt = [form.encode(encoding) for word in CANARIES for form in (word, word.lower(), word.upper())]
    assert not [path for path in files if any(word in path.read_bytes() for word in spelt)]
    assert not [path for path in files if any(word.lower() in path.name.lower() for word in CANARIES)]


def test_every_program_of_the_main_job_ends_well(story):
    """Exit status 0, each of them."""
    assert {
        name: getattr(story, name).status
        for name in ("init", "appeal", "members", "desk", "returned", "audit", "check", "export")
    } == dict.fromkeys(("init", "appeal", "members", "desk", "returned", "audit", "check", "export"), 0)


def test_nothing_is_written_to_standard_error(story):
    """No log, no warning, no typed word; but for whom to hand the invitation to, and an export by one alone."""
    quiet = (*story.bots, story.init, story.audit, story.check)
    assert [program.err for program in quiet] == [""] * len(quiet)
    assert story.members.err.startswith("Hand this line to Olena")
    assert story.export.err.startswith("no second member was for this export")


def test_every_message_of_a_bot_is_followed_by_one_blank_line(story):
    """A reader of the pipe splits at blank lines: none within a message, one after each."""
    for bot in story.bots:
        assert bot.out.endswith("\n\n")
        messages = bot.out.removesuffix("\n\n").split("\n\n")
        assert all(line.strip() for message in messages for line in message.split("\n"))


def test_receipt_code_that_was_typed_back_is_right(story):
    """The code is asked back once, recognised, and the rest of the questions follow."""
    _, right, rest = story.appeal.out.partition("Так, код правильний.")
    assert right
    assert "/skip Пропустити" in rest


def test_member_joins_with_the_invitation(story):
    """The line that ``members add`` prints is the one that the desk takes."""
    assert re.fullmatch(r"/join [a-z-]+\n", story.members.out)
    joined, listed, *_ = story.desk.out.split("\n\n")
    assert "Olena. Your role: coordinator" in joined
    assert "open case" in listed
    assert story.standing == ("Olena\tcoordinator\tinvited\n", "Olena\tcoordinator\tactive\n")


def test_coordinator_reads_what_was_written(story):
    """The whole case is shown at the desk, the file by name."""
    assert all(word in story.desk.out for word in (*CANARIES[:2], "жайворонок.txt"))


def test_reply_is_read_with_the_receipt_code(story):
    """Whoever comes back with the code reads the answer, and that the work is finished."""
    assert REPLY.replace("\\n", "\n") in story.returned.out
    assert "Роботу над цим завершено." in story.returned.out


def test_audit_log_of_the_work_is_intact(story):
    """The log holds a row for each act, and its chain is whole."""
    assert int(re.search(r"intact: (\d+) rows", story.audit.out).group(1)) >= 9


def test_installation_in_use_is_sound(story):
    """The check finds nothing wrong after the work."""
    assert "wrong" not in [line.split()[0] for line in story.check.out.splitlines()]


def test_recovery_identity_is_shown_once_and_kept_nowhere(story):
    """It stands in what ``init`` printed, and in no file."""
    identity = re.search(r"AGE-SECRET-KEY-PQ-1\w+", story.init.out).group().encode()
    assert not [path for path in story.folder.rglob("*") if path.is_file() and identity in path.read_bytes()]
