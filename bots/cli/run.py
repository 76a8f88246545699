"""``solidarity run``: the bots, in the foreground; each side in a process of its own."""

import asyncio
import logging
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click

from bots.accounts import SignalSection, TelegramSection
from bots.cli.options import ask_passphrase, clock, draw, with_passphrase_file
from bots.config import Config, load, locate
from bots.secrets import is_open_to_others, read_token
from bots.signal.account import read_account
from storage.errors import PermanentError, TemporaryError

log = logging.getLogger(__name__)

INTAKE = "intake"
TRIAGE = "triage"

_Section = TelegramSection | SignalSection

_AGAIN = 75
"""The exit status of a child that may well run the next time (EX_TEMPFAIL, sysexits.h)."""

_FELL = 70
"""The exit status of a child that fell over a defect (EX_SOFTWARE)."""


class NothingToRun(PermanentError):
    """The configuration names no bot for what was to be run."""

    hint = "write [public.telegram], [public.signal] and the staff's own into it, as config.example.toml shows them"


@click.command("run")
@click.argument("side", type=click.Choice([INTAKE, TRIAGE]), required=False)
@click.option(
    "--config",
    "given",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The configuration file.  [default: $SOLIDARITY_CONFIG, else ./config.toml]",
)
@with_passphrase_file
@click.option(
    "--log-level",
    type=click.Choice(["debug", "info", "warning", "error"]),
    default="info",
    show_default=True,
    help="From which level on the log is written, on standard error. It never holds what somebody wrote.",
)
@click.option("--child", is_flag=True, hidden=True)
@click.pass_context
def command(
    context: click.Context,
    /,
    *,
    side: str | None,
    given: Path | None,
    passphrase_file: Path | None,
    log_level: str,
    child: bool,
) -> None:
    """Run the bots that the configuration names, until SIGTERM or Ctrl-C.

    Without a word both sides run, each as a process of its own that is started again if it falls. Without a passphrase
    file triage starts locked: it calls those on duty, and opens nothing until solidarity unlock.
    """
    from bots import logs

    path = locate(given or context.obj)
    config = load(path)
    sides = _configured(config, side)
    secrets = [path for sections in sides.values() for section in sections for path in _read_secrets(section)]
    logs.configure(getattr(logging, log_level.upper()))
    if not child:
        _warn_of_loose(secrets)
    if side is None:
        sys.exit(asyncio.run(_mind(sides, path, passphrase_file, log_level)))
    passphrase = ask_passphrase(passphrase_file) if passphrase_file and side == TRIAGE else None
    try:
        asyncio.run(_run(side, config, passphrase, child=child))
    except TemporaryError as error:
        if not child:
            raise
        log.error("the %s process cannot run now: %s; hint: %s", side, error, error.hint)
        sys.exit(_AGAIN)
    except BaseExceptionGroup as group:
        from bots.traffic.errors import CannotReceive

        refused, fallen = group.split(CannotReceive)
        if refused and not fallen:
            raise _first(refused) from None
        log.critical("the %s process fell: %s", side, logs.kinds(group))
        sys.exit(_FELL)


def _configured(config: Config, side: str | None) -> Mapping[str, Sequence[_Section]]:
    """The sides to be run that have a bot, each with all of its bots.

    Raises:
        NothingToRun: none has.
    """
    bots: Mapping[str, Sequence[_Section | None]] = {
        INTAKE: (config.public.telegram, config.public.signal),
        TRIAGE: (config.staff.telegram, config.staff.signal),
    }
    sides = {
        name: [section for section in sections if section is not None]
        for name, sections in bots.items()
        if side in {None, name} and any(sections)
    }
    if not sides:
        raise NothingToRun(f"no bot is configured for {side}" if side else "no bot is configured")
    return sides


def _read_secrets(section: _Section) -> Iterator[Path]:
    """See that a bot's secrets are there, so that what is wrong with them is said before anything begins; their files.

    Raises:
        SecretRefused: one is missing or malformed.
    """
    if isinstance(section, TelegramSection):
        read_token(section.token_file)
        yield section.token_file
    else:
        read_account(section)
    if section.webhook_secret_file is not None:
        yield section.webhook_secret_file


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _warn_of_loose(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.exists() and is_open_to_others(path):
            log.warning("the file %s is open to others; hint: chmod 600 it", path.name)


async def _run(side: str, config: Config, passphrase: str | None, *, child: bool) -> None:
    # Loading takes seconds; until it is done, a signal may end the program where it stands.
    if side == INTAKE:
        from bots.public.process import run_intake as run
    else:
        from bots.staff.process import run_triage

        run = partial(run_triage, passphrase=passphrase)
    from bots.traffic.process import until_input_ends, until_signalled
    from bots.traffic.stop import Stop

    stop = Stop()
    with until_signalled(stop), until_input_ends(stop) if child else nullcontext():
        await run(config, stop, clock=clock, draw=draw)


async def _mind(sides: Collection[str], path: Path, passphrase_file: Path | None, log_level: str) -> int:
    from bots.traffic.children import mind
    from bots.traffic.process import until_signalled
    from bots.traffic.stop import Stop

    words = {side: ["run", side, "--child", "--config", str(path), "--log-level", log_level] for side in sides}
    if passphrase_file and TRIAGE in words:
        words[TRIAGE] += ["--passphrase-file", str(passphrase_file)]
    program = [sys.executable, "-P", "-m", "bots.cli"]
    stop = Stop()
    with until_signalled(stop):
        return await mind({side: [*program, *said] for side, said in words.items()}, stop)
