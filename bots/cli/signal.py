"""``solidarity signal``: what a person does for a number on Signal.

A puzzle's solution goes to signal-cli-rest-api, and nowhere else; the running bot sees that the pause was lifted. No
secret is read: whoever hands a solution in need not be a user who may.
"""

import asyncio
from functools import partial

import click

from bots.cli.options import configured
from bots.config import Config
from bots.signal.account import Account
from storage import pauses
from storage.database import Database
from storage.errors import PermanentError
from storage.pauses import Pause

_SCHEME = "signalcaptcha://"


class NothingPaused(PermanentError):
    """No number rests because of a puzzle."""

    hint = "solidarity check shows what rests, and why"


class NotSolved(PermanentError):
    """Signal has not taken the solution."""

    hint = "a solution is good once, and for a minute or two: solve a new puzzle, and hand that one in at once"


@click.group("signal")
def command() -> None:
    """What a person does for a number on Signal."""


@command.command("captcha")
@click.argument("token")
@click.option("--side", type=click.Choice(["public", "staff"]), help="Whose number, if both rest.")
@configured
def captcha(config: Config, token: str, side: str | None) -> None:
    """Hand in the solution of a puzzle, so that a throttled number may go on.

    TOKEN is the address of the link Open Signal on the page of the puzzle, which solidarity check names. It begins with
    signalcaptcha://
    """
    lifted = asyncio.run(_hand_in(config, token if token.startswith(_SCHEME) else _SCHEME + token, side))
    click.echo(f"Signal has taken it: the {lifted} number goes on.")


async def _hand_in(config: Config, token: str, side: str | None) -> str:
    """Hand a solution in for the number that rests; whose it is."""
    from bots.signal.api import open_api
    from bots.signal.refusals import ApiFailed

    async with await Database.open(config.database.url) as database:
        name, account, pause = await _find(config, database, side)
        taken = 0
        async with open_api(account) as api:
            for challenge in pause.challenges:
                try:
                    await api.challenge(challenge, token)
                except ApiFailed as error:
                    if error.status != 400:
                        raise
                else:
                    taken += 1
        if not taken:
            raise NotSolved("Signal has not taken the solution")
        await database.write(lambda unit: pauses.drop(unit, pause.account))
    return name


async def _find(config: Config, database: Database, side: str | None) -> tuple[str, Account, Pause]:
    from bots.cli.numbers import find_accounts

    found = []
    for name, account in find_accounts(config).items():
        pause = await database.read(partial(pauses.find, account=account.box))
        if side in {None, name} and pause is not None and pause.challenges:
            found.append((name, account, pause))
    if not found:
        raise NothingPaused("no number rests because of a puzzle")
    if len(found) > 1:
        raise click.UsageError("both numbers rest: say with --side for which one the puzzle was solved")
    return found[0]
