"""signalbot itself takes the double for the service; what it loses with it is lost by signalbot."""

import asyncio
import logging

import pytest
from signalbot import Config, DataMessageContext, DataMessageHandler, SendMessage, SignalBot

from tests.doubles.signal.server import Signal


class Echo(DataMessageHandler):
    """Says what it heard."""

    async def handle_data_message(self, context: DataMessageContext) -> None:
        """Say it."""
        await context.start_typing()
        await context.send_receipt("read")
        await context.send(SendMessage(text=f"You said: {context.message.text}"))
        await context.stop_typing()


@pytest.fixture
async def bot(signal: Signal):
    """A stock bot, at work."""
    built = SignalBot(
        Config(
            signal_service=signal.url.removeprefix("http://"),
            phone_number=signal.account.number,
            storage={"type": "in-memory"},
            connection_mode="http_only",
        )
    )
    built.register(Echo())
    built.start(run_forever=False)
    await built.wait_until_ready()
    await signal.account.feed.listened()
    yield built
    await built._pipeline.stop()
    await built.close()
    built.storage._sqlite.close()
    logger = logging.getLogger("signalbot")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)


async def test_stock_bot_hears_and_answers(bot, person):
    """And shows that it has read."""
    typed = person.types("Hello")
    await person.hears("You said: Hello")
    await person.is_read(typed)


async def test_stock_bot_fetches_files(bot, account, person):
    """Where they say whether they are voice notes, which signalbot insists on."""
    account.voice_notes = True
    person.attaches(b"x", "x.txt", text="with a file")
    await person.hears("You said: with a file")
    assert bot.handlers


async def test_stock_bot_writes_to_groups(bot, person):
    """That it was added to."""
    there = person.gathers()
    there.types("Hello")
    await there.hears("You said: Hello")


async def test_stock_bot_is_deaf_after_a_clean_close(bot, account, person):
    """It does not come back, and what is said then is lost."""
    await account.feed.close(1000)
    producing = list(bot._pipeline._produce_tasks)
    await asyncio.wait(producing, timeout=5)
    person.types("Hello?")
    await account.feed.settle()
    assert account.feed.lost
    assert account.feed.connections == 1
