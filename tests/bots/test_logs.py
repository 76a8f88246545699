"""The log of the processes: our own records by kinds, of the libraries nothing that could hold a secret."""

import io
import logging
import sys
import threading

import pytest

from bots import logs

SCRIPT = """
import asyncio, logging, sys, threading, warnings
from bots import logs

logs.configure(logging.{level})
{code}
"""
OUTER = """
import subprocess, sys
run = subprocess.run([sys.executable, "-c", sys.argv[1]], stderr=subprocess.STDOUT, stdout=subprocess.PIPE)
print(run.stdout.decode())
"""
CANARY = "canary-7f3a"

FOREIGN = """
NAMES = '''
    aiogram.event aiogram.dispatcher aiogram_dialog aiohttp.access aiohttp.server telegram.Bot telegram.ext.Application
    httpx httpcore apscheduler.executors.default asyncio signalbot sqlalchemy.engine.Engine x
    aiohttp.client aiohttp.internal aiohttp.web aiohttp.websocket websockets websockets.client websockets.protocol
'''
for name in NAMES.split():
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    for say in (logger.debug, logger.info, logger.warning, logger.error):
        say("canary-7f3a %s", "canary-7f3a")
    try:
        raise ValueError("canary-7f3a")
    except ValueError:
        logger.exception("canary-7f3a", stack_info=True)
"""

UNCAUGHT = """
async def fall():
    raise ValueError("canary-7f3a")

async def forget():
    task = asyncio.create_task(fall())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task

asyncio.run(forget())
thread = threading.Thread(target=lambda: 1 / len(["canary-7f3a"][1:]))
thread.start()
thread.join()

class Falling:
    def __del__(self):
        raise ValueError("canary-7f3a")

Falling()
warnings.warn("canary-7f3a", stacklevel=1)
logging.getLogger("aiogram").warning("%d", "canary-7f3a")
raise ValueError("canary-7f3a")
"""


@pytest.fixture
def log(run_python):
    """What a script has logged that has configured our log."""

    def run(code: str, level: str = "DEBUG") -> str:
        script = SCRIPT.format(level=level, code=code)
        return run_python(OUTER, script)

    return run


def test_foreign_records_say_only_that_something_is_wrong(log):
    """At DEBUG too: no text, no argument, no traceback of a library comes through, and nothing below a warning."""
    said = log(FOREIGN)
    assert CANARY not in said
    assert "DEBUG" not in said
    assert "INFO" not in said
    assert "WARNING aiogram.event: something at <string>:" in said
    assert "ERROR telegram.Bot: something at <string>:" in said
    assert ": ValueError" in said


def test_our_own_records_are_said_from_their_level_on(log):
    """With what they say, and the kind of an error alone."""
    code = """
log = logging.getLogger("bots.traffic.sender")
log.debug("not this")
log.info("a letter was sent: %d", 7)
try:
    raise ValueError("canary-7f3a")
except ValueError:
    log.exception("it went wrong")
"""
    said = log(code, "INFO")
    assert "INFO bots.traffic.sender: a letter was sent: 7" in said
    assert "ERROR bots.traffic.sender: it went wrong (ValueError)" in said
    assert CANARY not in said
    assert "not this" not in said
    assert "not this" in log(code, "DEBUG")


def test_what_nobody_caught_is_said_by_its_kind(log):
    """A traceback shows messages, and sometimes arguments: not of a task, a thread, a destructor, or the program."""
    said = log(UNCAUGHT)
    assert CANARY not in said
    assert "Traceback" not in said
    assert "ERROR asyncio: something at base_events:" in said
    assert "an error was not caught: ZeroDivisionError" in said
    assert said.count("an error was not caught: ValueError") == 2


def test_kind_of_an_error_comes_with_its_place_in_our_source(log):
    """So that a defect can be found; each kind of a group is said."""
    code = """
from bots.config import load
from pathlib import Path
try:
    load(Path("/nowhere/canary-7f3a"))
except Exception as error:
    logging.getLogger("bots").error("%s", logs.kinds(ExceptionGroup("canary-7f3a", [error, KeyError("canary-7f3a")])))
"""
    said = log(code)
    assert "ConfigRefused at bots.config:" in said
    assert ", KeyError" in said
    assert CANARY not in said


@pytest.fixture
def said(monkeypatch):
    """Our log, in this process, for the length of a test; what it has said."""
    monkeypatch.setattr(logging.root, "handlers", [])
    monkeypatch.setattr(logging.root, "level", logging.root.level)
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    for owner, hook in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, hook, getattr(owner, hook))
    loggers = [logging.getLogger(name) for name in logs.OURS]
    levels = [logger.level for logger in loggers]
    error = io.StringIO()
    monkeypatch.setattr(sys, "stderr", error)
    logs.configure(logging.INFO)
    yield error.getvalue
    logging.captureWarnings(capture=False)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def test_log_goes_to_standard_error(said):
    """Ours whole, a library's as little as can be, and what is of no weight not at all."""
    logging.getLogger("storage.post").info("dropped: %s", "KeyError")
    logging.getLogger("intake").debug("not this")
    logging.getLogger("aiogram").info("not this")
    logging.getLogger("aiogram").error(CANARY, exc_info=ValueError(CANARY))
    sys.excepthook(ValueError, ValueError(CANARY), None)
    threading.excepthook(threading.ExceptHookArgs((KeyError, None, None, None)))
    lines = said().splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == [
        "INFO storage.post: dropped: KeyError",
        lines[1].split(" ", 2)[2],
        "CRITICAL bots.logs: an error was not caught: ValueError",
        "CRITICAL bots.logs: an error was not caught: KeyError",
    ]
    assert "ERROR aiogram: something at test_logs:" in lines[1]
    assert lines[1].endswith(": ValueError")


def test_record_of_ours_keeps_the_kind_of_its_error(said):
    """Without its message, and without a traceback."""
    logging.getLogger("bots").error("it went wrong", exc_info=ExceptionGroup(CANARY, [ValueError(CANARY)]))
    assert said().endswith("ERROR bots: it went wrong (ValueError)\n")
