"""signalbot as it comes, in a process of its own: for each message that its handler is given, a line with its name.

Run with the address of the service and the number. What it logs and prints besides is not looked at.
"""

import asyncio
import sys

from signalbot import Config, DataMessageContext, DataMessageHandler, SignalBot


class Notes(DataMessageHandler):
    """Writes down which messages came."""

    async def handle_data_message(self, context: DataMessageContext) -> None:
        """One came."""
        print(context.message.source_uuid, context.message.timestamp, flush=True)


async def run(address: str, number: str) -> None:
    """Listen until the process is ended."""
    bot = SignalBot(
        Config(signal_service=address, phone_number=number, storage={"type": "in-memory"}, connection_mode="http_only")
    )
    bot.register(Notes())
    bot.start(run_forever=False)
    await bot.wait_until_ready()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:]))
