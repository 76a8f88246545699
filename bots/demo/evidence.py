"""What the demo checks about itself, on the files that it left."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_WORD = re.compile(r"\w{7,}")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1251")
_CHUNK = 1 << 20
_LONGEST = 64
_SCRIPT = """
import * as age from "age-encryption";
import { readFileSync, writeFileSync } from "node:fs";
const [, identity, source, target] = process.argv;
const decrypter = new age.Decrypter();
decrypter.addIdentity(readFileSync(identity, "utf8").split("\\n").find((line) => line.startsWith("AGE-SECRET-KEY")));
writeFileSync(target, await decrypter.decrypt(readFileSync(source)));
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Another implementation of age.

    Attributes:
        name: as it is called.
        command: its words; ``{source}`` and ``{target}`` stand for the files.
    """

    name: str
    command: tuple[str, ...]

    def open(self, source: Path, target: Path) -> bytes | None:
        """The bytes that it finds in an age file; None if it refuses."""
        words = [word.replace("{source}", str(source)).replace("{target}", str(target)) for word in self.command]
        finished = subprocess.run(words, capture_output=True, check=False, cwd=_packages())  # noqa: S603
        return target.read_bytes() if finished.returncode == 0 else None


def words(typed: Iterable[str]) -> frozenset[str]:
    """The words by which what was typed would be recognised."""
    return frozenset(word for line in typed for word in _WORD.findall(line) if not word.isdigit())


def leaks(folder: Path, canaries: frozenset[str]) -> list[Path]:
    """The files below a folder in which any of the words can be read, in any usual encoding and case."""
    spellings = {
        form.encode(encoding, "ignore")
        for word in canaries
        for form in (word, word.lower(), word.upper())
        for encoding in _ENCODINGS
    }
    needles = re.compile(b"|".join(re.escape(spelling) for spelling in spellings if len(spelling) >= 7))
    return [path for path in files(folder) if _contains(path, needles)]


def files(folder: Path) -> Iterator[Path]:
    """Every file below a folder."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def peek(path: Path, *, rows: int = 4, start: int = 0) -> list[str]:
    """A few rows of a file in hexadecimal, as ``hexdump -C`` shows them."""
    with path.open("rb") as source:
        source.seek(start)
        data = source.read(16 * rows)
    return [_row(start + offset, data[offset : offset + 16]) for offset in range(0, len(data), 16)]


def peer(identity: Path) -> Peer | None:
    """An age program that is not ours and knows hybrid recipients, if there is one on this machine."""
    if (age := shutil.which("age")) and _knows_hybrid(age):
        return Peer(name="age", command=(age, "-d", "-i", str(identity), "-o", "{target}", "{source}"))
    node = shutil.which("node")
    if node and (_packages() / "node_modules" / "age-encryption").is_dir():
        command = (node, "--input-type=module", "-e", _SCRIPT, "--", str(identity), "{source}", "{target}")
        return Peer(name="npm's age-encryption", command=command)
    return None


def _knows_hybrid(age: str) -> bool:
    version = subprocess.run([age, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"(\d+)\.(\d+)", version)
    return found is not None and (int(found[1]), int(found[2])) >= (1, 3)


def _packages() -> Path:
    """Where ``make test`` installs the packages of its second implementation."""
    tests = Path(__file__).parents[2] / "tests"
    return tests if tests.is_dir() else Path.cwd()


def is_document(data: bytes) -> bool:
    """Whether opened bytes are a document of ours: JSON with its heading."""
    try:
        document = json.loads(data)
    except ValueError:
        return False
    return isinstance(document, dict) and list(document)[:4] == ["deployment", "case", "kind", "version"]


def _contains(path: Path, needles: re.Pattern[bytes]) -> bool:
    rest = b""
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            if needles.search(rest + chunk):
                return True
            rest = chunk[-4 * _LONGEST :]
    return False


def _row(offset: int, data: bytes) -> str:
    shown = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in data)
    return f"{offset:08x}  {data.hex(' '):<47}  |{shown}|"
