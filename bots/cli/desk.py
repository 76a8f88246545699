"""``solidarity desk``: the staff bot in this terminal."""

import asyncio
import os
import stat
import sys
from pathlib import Path

import click

from bots.cli.console import read_lines, show
from bots.cli.options import ask_passphrase, clock, configured, draw, spoken, with_language, with_passphrase_file
from bots.config import Config
from storage.documents import Language


@click.command("desk")
@configured
@click.option("--as", "name", metavar="NAME", help="Who is sitting down. In a group without members: its lead.")
@click.option("--watch", is_flag=True, help="Only show alerts, and take /ack. Needs no passphrase.")
@with_language
@with_passphrase_file
def command(config: Config, name: str | None, watch: bool, lang: str | None, passphrase_file: Path | None) -> None:
    r"""Work on cases from this terminal, or from a pipe: one command a line; /help lists them.

    In a line, \n is a line break. Asks for the group's passphrase. Who was invited types /join CODE first. Without
    --lang the desk speaks English, if the group does, else the first of its languages.
    """
    language = spoken(config, lang) or _usual(config)
    if watch:
        asyncio.run(_watch(config, name, language))
        return
    if name is None:
        raise click.UsageError("say who is sitting down: --as NAME")
    passphrase = ask_passphrase(passphrase_file)
    asyncio.run(_work(config, name, language, passphrase))


async def _work(config: Config, name: str, language: Language, passphrase: str) -> None:
    from bots.staff.terminal import StaffTerminal, sit_down, work_at
    from bots.staff.wiring import desk, open_database, referrals, texts, tidy, unlock

    keys = await unlock(config, passphrase)
    async with open_database(config) as database:
        await tidy(config, database, clock())
        member = await sit_down(database, keys, name, clock(), draw)
        terminal = StaffTerminal(desk(config, database, keys, draw), texts(), language, show, clock)
        moving = referrals(config, database)

        async def look() -> None:
            terminal.print(await moving.look(clock()))

        await work_at(terminal, member, read_lines(), _remind, look)


async def _watch(config: Config, name: str | None, language: Language) -> None:
    from bots.staff.terminal import StaffTerminal, find_watcher, keep_watch
    from bots.staff.wiring import desk, open_database, public_keys, referrals, texts, tidy
    from triage.duty.watch import Watch

    async with open_database(config) as database:
        await tidy(config, database, clock())
        watcher = await find_watcher(database, public_keys(config), name)
        terminal = StaffTerminal(desk(config, database, None, draw), texts(), language, show, clock)
        watch = Watch(database=database, person=watcher.id if watcher and name else None)
        # A service without any input watches for good; a pipe that ends has said all that it wanted.
        for_good = stat.S_ISCHR(os.fstat(sys.stdin.fileno()).st_mode) and not sys.stdin.isatty()
        actor, moving = watcher.id if watcher else None, referrals(config, database)
        lines, ends = read_lines(), not for_good
        await keep_watch(terminal, watch, actor, lines, clock, referrals=moving, until_input_ends=ends)


def _usual(config: Config) -> Language:
    return Language.EN if Language.EN in config.group.languages else config.group.languages[0]


def _remind() -> None:
    click.echo("hint: the invitation must be typed first: /join CODE", err=True)
