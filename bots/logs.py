"""What the processes may log: our own records, and of the libraries only that something is wrong, and where.

The frameworks put updates, texts, addresses with a token, and tracebacks with all of these into their records. Nothing
of that is let through at any level: of a foreign record remain its logger, its level, its place in the source and the
kind of its error. Our own records say kinds only; their tracebacks are left out too, for an error of a library in one
would quote what it was given.
"""

import logging
import sys
import threading
import traceback
from types import TracebackType

OURS = ("bots", "intake", "triage", "storage")

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Discreet(logging.Formatter):
    """Formats a record without anything that somebody wrote, and without secrets."""

    def __init__(self) -> None:
        super().__init__(_FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """A line."""
        kind = _kind(record)
        if _is_ours(record):
            said = f"{record.getMessage()}{f' ({kind})' if kind else ''}"
        else:
            said = f"something at {record.module}:{record.lineno}{f': {kind}' if kind else ''}"
        bare = logging.LogRecord(
            record.name, record.levelno, record.pathname, record.lineno, "%s", (said,), exc_info=None
        )
        bare.created, bare.msecs = record.created, record.msecs
        return super().format(bare)


class Grave(logging.Filter):
    """Lets our own records pass, and of the libraries' only warnings and what is worse."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is said at all."""
        return _is_ours(record) or record.levelno >= logging.WARNING


def configure(level: int) -> None:
    """Have everything said on standard error in this way, our own records from ``level`` on.

    What the interpreter would print by itself of an error that nobody caught is put in the same words.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet())
    handler.addFilter(Grave())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    # A record that cannot be formatted would be printed with its arguments.
    logging.raiseExceptions = False
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda fallen: _uncaught(fallen.exc_type, fallen.exc_value, fallen.exc_traceback)
    sys.unraisablehook = lambda fallen: _uncaught(fallen.exc_type, fallen.exc_value, fallen.exc_traceback)


def kinds(error: BaseException) -> str:
    """The kind of an error and where in our source it arose, for each one of a group; nothing of their messages."""
    if isinstance(error, BaseExceptionGroup):
        return ", ".join(dict.fromkeys(kinds(part) for part in error.exceptions))
    ours = [
        f" at {frame.f_globals['__name__']}:{line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).split(".")[0] in OURS
    ]
    return type(error).__name__ + "".join(ours[-1:])


def _uncaught(kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None) -> None:
    logging.getLogger(__name__).critical("an error was not caught: %s", kinds(error) if error else kind.__name__)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.split(".")[0] in OURS


def _kind(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return kinds(error) if error is not None else ""
