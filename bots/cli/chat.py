"""``solidarity chat``: the public bot in this terminal."""

import asyncio
import sys

import click

from bots.cli.lines import read_lines
from bots.cli.options import clock, configured, draw
from bots.config import Config
from intake.channel import Channel
from intake.messages import Turn
from storage.documents import Language
from storage.errors import TemporaryError


@click.command("chat")
@configured
@click.option("--lang", type=click.Choice([language.value for language in Language]), help="The language to speak.")
def command(config: Config, lang: str | None) -> None:
    r"""Write to the group from this terminal, or from a pipe: one message a line.

    In a line, \n is a line break; /file PATH attaches a file. /back, /skip, /pause, /stop, /review, /send, /lang XX
    and /code steer. A conversation that was interrupted goes on where it stopped.
    """
    asyncio.run(_chat(config, Language(lang) if lang else None))


async def _chat(config: Config, chosen: Language | None) -> None:
    from bots.public.terminal import Terminal, converse, seat
    from bots.public.wiring import memory, open_intake, texts
    from intake.channel import Chat

    language = chosen or config.group.languages[0]
    channel = _Attentive(Terminal(texts()), language)
    try:
        async with open_intake(config, clock=clock, draw=draw) as desk:
            with seat(memory(config)) as number:
                chat = Chat(channel=channel, account="terminal", id=number, language=language)
                await converse(desk, chat, read_lines(), _show, chosen=chosen, draw=draw)
    except TemporaryError:
        _show(f"{texts().text(channel.spoken, 'not-saved')}\n\n")
        raise


class _Attentive:
    """A channel that knows which language was spoken last: in that one it is said when something was not saved."""

    def __init__(self, channel: Channel, language: Language) -> None:
        self._channel = channel
        self.name = channel.name
        self.read = channel.read
        self.spoken = language

    def write(self, turn: Turn, language: Language) -> bytes:
        """What is to be printed."""
        self.spoken = language
        return self._channel.write(turn, language)


def _show(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
