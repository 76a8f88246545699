"""``solidarity chat``: the public bot in this terminal."""

import asyncio
import sys
from contextlib import AsyncExitStack

import click

from bots.cli.console import read_lines, show
from bots.cli.options import clock, configured, draw, spoken, with_language
from bots.config import Config
from storage.documents import Language
from storage.errors import TemporaryError


@click.command("chat")
@configured
@with_language
def command(config: Config, lang: str | None) -> None:
    r"""Write to the group from this terminal, or from a pipe: one message a line.

    In a line, \n is a line break; /file PATH attaches a file. /back, /skip, /pause, /stop, /review, /send, /lang XX
    and /code steer. A conversation that was interrupted goes on where it stopped.
    """
    asyncio.run(_chat(config, spoken(config, lang)))


async def _chat(config: Config, chosen: Language | None) -> None:
    from bots.public.terminal import Terminal, converse, seat
    from bots.public.wiring import memory, open_intake, texts
    from storage.post import Address

    language = chosen or config.group.languages[0]
    terminal = Terminal(texts(), language, config.group.languages)
    volatile = memory(config)
    async with AsyncExitStack() as resources:
        try:
            desk = await resources.enter_async_context(
                open_intake(config, channels=[terminal], clock=clock, draw=draw, volatile=volatile)
            )
        except TemporaryError:
            show(terminal.say("not-saved"))
            raise
        number = resources.enter_context(seat(volatile))
        # Every seat has a box of its own: nobody prints what is said at another.
        address = Address(channel=terminal.name, account=number, chat=number, language=language)
        await converse(desk, address, terminal, read_lines(), show, chosen=chosen, draw=draw)
        if sys.stdin.isatty():
            show(terminal.say("left"))
