"""One real installation, made once; a copy of it for each test; the program in this process and in others."""

import io
import json
import os
import re
import select
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest import mock

import pytest

from bots.cli import init
from bots.cli.program import main
from bots.config import Config, load
from storage.keys.creation import Created, create
from storage.keys.volatile import volatile_folder
from tests.bots.house import copy
from tests.bots.processes import Starter, warm_starter

ROOT = Path(__file__).parents[2]
PASSPHRASE = "correct horse battery staple"
PROGRAM = (sys.executable, "-c", "import sys; from bots.cli import main; sys.exit(main())")
PATIENCE = 30
"""Seconds after which something that was awaited is not coming any more."""

CODE = re.compile(r"\b(?:\d{3} ){6}\d{3}\b")
REFERENCE = re.compile(r"\b[a-z]{6}-\d{2}\b")

EMERGENCY = ("1", "1", "1, 7", "They took Mykhailo Kanarchuk at the checkpoint", "5", "/skip", "1", "1")
"""An appeal, to the moment when it is received; in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one call of the program came to."""

    status: int
    out: str
    err: str
    raw: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An installation of this test's own.

    Attributes:
        root: holds the installation, and all that belongs to it.
        code: the receipt code of the case in it, if there is one.
        reference: the reference of that case.
        codes: the receipt codes of other cases, each by the recording that is held with it.
    """

    root: Path
    code: str = ""
    reference: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)

    def code_for(self, recording: str) -> str:
        """The receipt code that a recording is held with."""
        return self.codes.get(recording, self.code)

    @property
    def folder(self) -> Path:
        """Where ``solidarity init`` made it."""
        return self.root / "d"

    @property
    def file(self) -> Path:
        """Its configuration file."""
        return self.folder / "config.toml"

    @property
    def memory(self) -> Path:
        """Where its draft key lies."""
        return self.root / "memory"

    @property
    def database(self) -> Path:
        """Its database."""
        return self.folder / "solidarity.db"

    @property
    def passphrase_file(self) -> Path:
        """A file with the group's passphrase."""
        return self.root / "passphrase"

    @property
    def config(self) -> Config:
        """Its configuration."""
        return load(self.file)

    def call(self, command: str, *args: str | Path, given: str | bytes = "", unlock: bool = False) -> Outcome:
        """Run a command on it in this process."""
        if unlock:
            args = ("--passphrase-file", self.passphrase_file, *args)
        return call(*command.split(), "--config", self.file, *args, given=given)

    def names(self) -> set[Path]:
        """Every file and folder of it."""
        return {path.relative_to(self.root) for path in self.root.rglob("*")}

    @staticmethod
    def find_code(text: str) -> str:
        """The receipt code that stands in what was said."""
        return CODE.search(text).group()

    def rewrite(self, old: str, new: str) -> None:
        """Change something in the configuration file."""
        text = self.file.read_text(encoding="utf-8")
        assert old in text
        self.file.write_text(text.replace(old, new), encoding="utf-8")


class Talk:
    """The program in a process of its own, with which one talks line by line as at a terminal."""

    def __init__(self, starter: socket.socket, words: list[str]) -> None:
        self.heard = ""
        theirs_in, self._in = os.pipe()
        self._out, theirs_out = os.pipe()
        self._err = os.memfd_create("standard error")
        self._ending, teller = socket.socketpair()
        given = [theirs_in, theirs_out, self._err, teller.fileno()]
        socket.send_fds(starter, [json.dumps(words).encode()], given)
        for descriptor in (theirs_in, theirs_out):
            os.close(descriptor)
        teller.close()
        self._told = self._ending.makefile("r")
        self.pid = int(self._told.readline())

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return not select.select([self._ending], [], [], 0)[0]

    def type(self, line: str) -> None:
        """Type a line; whoever has ended does not read it."""
        with suppress(BrokenPipeError):
            os.write(self._in, f"{line}\n".encode())

    def hear(self, words: str) -> str:
        """Listen until a block of the bot with these words has ended; what was heard since the last time."""
        heard = b""
        while words.encode() not in heard or not heard.endswith(b"\n\n"):
            data = self._listen()
            assert data, f"{words!r} was not heard:\n{heard.decode()}\n{self._said()}"
            heard += data
        self.heard += heard.decode()
        return heard.decode()

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        os.kill(self.pid, signal.SIGKILL)
        self.finish()

    def finish(self) -> Outcome:
        """End its input, and wait for its end."""
        os.close(self._in)
        while data := self._listen():
            self.heard += data.decode()
        status = int(self._told.readline())
        outcome = Outcome(status=status, out=self.heard, err=self._said())
        for descriptor in (self._out, self._err):
            os.close(descriptor)
        self._told.close()
        self._ending.close()
        return outcome

    def _listen(self) -> bytes:
        ready, _, _ = select.select([self._out], [], [], PATIENCE)
        assert ready, f"nothing more was heard:\n{self.heard}\n{self._said()}"
        return os.read(self._out, 1 << 16)

    def _said(self) -> str:
        return os.pread(self._err, 1 << 20, 0).decode()


def call(*args: str | Path, given: str | bytes = "") -> Outcome:
    """Run the program in this process, with this as its standard input."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with typed(given), redirect_stdout(out), redirect_stderr(err):
        try:
            status = main([str(arg) for arg in args]) or 0
        except SystemExit as end:
            status = end.code
    raw = out.buffer.getvalue()
    return Outcome(status=status, out=raw.decode("utf-8", "replace"), err=err.buffer.getvalue().decode(), raw=raw)


@contextmanager
def typed(given: str | bytes) -> Iterator[None]:
    """Let standard input be a file with this in it."""
    with tempfile.TemporaryFile() as file:
        file.write(given.encode() if isinstance(given, str) else given)
        file.seek(0)
        with mock.patch("sys.stdin", file):
            yield


def lines(*typed: str) -> str:
    """Lines as a pipe brings them."""
    return "".join(f"{line}\n" for line in typed)


@pytest.fixture(scope="session", autouse=True)
def _quick_passphrases() -> Iterator[None]:
    """Let a passphrase be tried in no time, and leave no draft key in memory, whichever installation it was for."""
    deployments = []

    def make(*args: object, **options: object) -> Created:
        created = create(*args, **options, work_factor=8)
        deployments.append(created.manifest.deployment)
        return created

    with mock.patch.object(init, "create", make):
        yield
    for deployment in deployments:
        shutil.rmtree(volatile_folder(deployment), ignore_errors=True)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A new installation. Not to be touched."""
    place = Place(root=tmp_path_factory.mktemp("made"))
    place.passphrase_file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    made = call("init", place.folder, "--passphrase-file", place.passphrase_file)
    assert made.status == 0, made.err
    place.rewrite('dir = "keys"\n', 'dir = "keys"\nvolatile = "../memory"\n')
    return place


@pytest.fixture(scope="session")
def busy(made: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An installation with one emergency and Olena, who is the lead. Not to be touched."""
    root = tmp_path_factory.mktemp("busy")
    shutil.copytree(made.root, root, dirs_exist_ok=True)
    place = Place(root=root)
    photo = root / "photo.jpg"
    photo.write_bytes(bytes(range(256)) * 300)
    told = place.call("chat", "--lang", "en", given=lines(*EMERGENCY[:-1], f"/file {photo}", EMERGENCY[-1]))
    assert "Received" in told.out, told
    desk = place.call("desk", "--as", "Olena", given=lines("/queue"), unlock=True)
    return Place(root=root, code=CODE.search(told.out).group(), reference=REFERENCE.search(desk.out).group())


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    """A new installation of this test's own."""
    return copy(made, tmp_path)


@pytest.fixture
def working(busy: Place, tmp_path: Path) -> Place:
    """An installation of this test's own, with one emergency and Olena, who is the lead."""
    return copy(busy, tmp_path)


@pytest.fixture(scope="session")
def run() -> Callable[..., Outcome]:
    """Run the program in this process, anywhere."""
    return call


@pytest.fixture(scope="session")
def in_a_process() -> Callable[..., Outcome]:
    """Run the program in a process of its own."""

    def run(*words: str | Path, given: str = "", **options: object) -> Outcome:
        done = subprocess.run(
            [*PROGRAM, *map(str, words)],
            input=given.encode(),
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            **options,
        )
        return Outcome(status=done.returncode, out=done.stdout.decode(), err=done.stderr.decode(), raw=done.stdout)

    return run


@pytest.fixture(scope="session")
def run_python() -> Callable[..., str]:
    """Run a Python script without any input; what it prints."""

    def run(script: str, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", script, *words], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.fixture(scope="session")
def talk() -> Iterator[Callable[..., Talk]]:
    """Start the program in a process of its own, and talk with it line by line."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    warm = [sys.executable, str(Path(__file__).with_name("warm.py")), str(theirs.fileno())]
    with ours, subprocess.Popen(warm, pass_fds=[theirs.fileno()], env={**os.environ, "PYTHONPATH": str(ROOT)}):
        theirs.close()
        try:
            yield lambda *words: Talk(ours, [str(word) for word in words])
        finally:
            ours.close()


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter]:
    """Runs the bots, quickly, again and again."""
    with warm_starter() as start:
        yield start


@pytest.fixture(scope="session")
def replied(busy: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An installation whose one case was answered; nobody sits at its terminal. Not to be touched."""
    place = copy(busy, tmp_path_factory.mktemp("replied"))
    ended = place.call("chat", given="/stop\n")
    assert "Thank you" in ended.out, ended
    commands = (f"/claim {place.reference}", f"/reply {place.reference} We are looking for a lawyer.")
    told = place.call("desk", "--as", "Olena", given=lines(*commands), unlock=True)
    assert told.status == 0, told
    return place


@pytest.fixture(scope="session")
def asked(replied: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The same, with three cases more in each language. Not to be touched.

    The submitter of one is asked two things, that of another for a consent, and that of the third has given one.
    """
    place = copy(replied, tmp_path_factory.mktemp("asked"))
    codes: dict[str, str] = {}
    questions = {"request": ("hearing_date", "news"), "consent": ("consent_refer",), "change": ()}
    told_before = {"change": ("2", "3", "/skip", "x y", "/skip", "/skip", "1")}
    for language in ("uk", "ru", "en"):
        commands: list[str] = []
        for name, asked in questions.items():
            before = references(place)
            given = (*told_before.get(name, ("2", "4", "x y")), "/send", "/skip", "/stop")
            told = place.call("chat", "--lang", language, given=lines(*given))
            codes[f"{name}-{language}"] = place.find_code(told.out)
            (reference,) = references(place) - before
            commands += (f"/claim {reference}", *(f"/ask {reference} {what}" for what in asked))
        said = place.call("desk", "--as", "Olena", given=lines(*commands), unlock=True)
        assert said.status == 0, said
    return replace(place, codes=codes)


def references(place: Place) -> set[str]:
    """The references of all cases of an installation."""
    with closing(sqlite3.connect(place.database)) as outside:
        return {reference for (reference,) in outside.execute("SELECT reference FROM cases")}


@pytest.fixture
def answered(replied: Place, tmp_path: Path) -> Place:
    """An installation of this test's own, whose one case was answered."""
    return copy(replied, tmp_path)


@pytest.fixture(scope="module")
def fresh(made: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An installation without any case, of this module's own."""
    return copy(made, tmp_path_factory.mktemp("fresh"))


@pytest.fixture
def say() -> Callable[..., str]:
    """Lines as a pipe brings them."""
    return lines


@pytest.fixture
def cleaning() -> Iterator[ExitStack]:
    """What a test has to clean up, whatever happens."""
    with ExitStack() as stack:
        yield stack
