"""The menu of commands beside the field where one types: few, and in words that say nothing to whoever looks on."""

import logging
from collections.abc import Iterator, Sequence

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import SetMyCommands
from aiogram.types import BotCommand

from bots.texts import Catalogue
from storage.documents import Language

log = logging.getLogger(__name__)

_COMMANDS = ("start", "code", "lang", "help")
"""In this order."""

_SECONDS = 10


async def offer(bot: Bot, catalogue: Catalogue, languages: Sequence[Language]) -> None:
    """Have Telegram show the menu in these languages, and in the first where the client speaks none of them.

    A bot without its menu works as well; so where this fails, the log says so, and the next start tries again.
    """
    try:
        for method in _methods(catalogue, languages):
            await bot(method, _SECONDS)
    except (AiogramError, OSError) as error:
        log.warning("the menu of commands could not be set: %s", type(error).__name__)


def _methods(catalogue: Catalogue, languages: Sequence[Language]) -> Iterator[SetMyCommands]:
    for code, language in (("", languages[0]), *((language.value, language) for language in languages)):
        commands = [
            BotCommand(command=command, description=catalogue.text(language, f"menu-{command}"))
            for command in _COMMANDS
        ]
        yield SetMyCommands(commands=commands, language_code=code or None)
