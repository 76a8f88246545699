"""The program and its commands; what failed is one line, and what to do about it another."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from intake.errors import IntakeError
from storage.errors import StorageError

_COMMANDS = {
    "audit": "the log of who did what to which case",
    "chat": "the public bot in this terminal",
    "check": "is this installation sound?",
    "demo": "the whole path on throw-away data, no account needed",
    "desk": "the staff bot in this terminal",
    "duty": "who is on duty",
    "export": "the sealed files of a case, as they lie",
    "init": "a new installation: configuration, keys, database",
    "lock": "the running triage forgets the group's keys",
    "members": "who belongs to the group",
    "open": "an .age file, with your own identity",
    "partners": "the organisations that can take a case on",
    "run": "the bots",
    "signal": "what a person does for a number on Signal",
    "unlock": "the running triage takes the group's keys",
}


class Program(click.Group):
    """Loads a command when it is called, and turns what failed into two plain lines."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """The commands there are."""
        return sorted(_COMMANDS)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """The command of that name."""
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"bots.cli.{name}").command
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, without loading any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_COMMANDS.items()))

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - click's own signature
        """Run the program; an error that we know becomes what failed, then a hint."""
        try:
            return super().main(*args, **{"prog_name": "solidarity", **kwargs, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(2)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "solidarity"
            _fail(2, error.format_message(), getattr(error, "hint", f"{path} --help"))
        except click.Abort:
            sys.exit(130)
        except (StorageError, IntakeError) as error:
            _fail(1, str(error), error.hint)
        except OSError as error:
            _drop_output()
            _fail(1, f"the system refused: {error.strerror}", "look at the free space and at the permissions")


def _drop_output() -> None:
    """See that the interpreter does not try again to write what standard output has refused."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(status: int, what: str, hint: str) -> NoReturn:
    click.echo(f"solidarity: {' '.join(what.split())}", err=True)
    click.echo(f"hint: {hint}", err=True)
    sys.exit(status)


@click.command(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="The configuration file.")
@click.version_option(package_name="solidarity-intake")
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Secure intake of appeals for help and abuse reports by chat."""
    context.obj = config
