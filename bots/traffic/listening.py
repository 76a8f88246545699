"""A place where a platform posts to us. What is posted, and whether it may be, whoever listens decides.

We listen behind whatever serves it to the world, or to the platform's machine alone. What is longer than any platform's
update is refused unread, and nobody is asked who they are: that is the business of the answer.
"""

import errno
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bots.traffic.errors import CannotReceive

ENDING = 2.0
"""Seconds for the updates that are being committed when it is time to end."""


@asynccontextmanager
async def listen(
    host: str, port: int, path: str, answer: Callable[[web.Request], Awaitable[web.Response]], *, longest: int
) -> AsyncIterator[None]:
    """Have everything answered that is posted here, within the block.

    Args:
        host: where we listen.
        port: on which port.
        path: the only one.
        answer: to one request.
        longest: bytes of a body.

    Raises:
        CannotReceive: the address to listen at is taken, or not ours.
    """
    application = web.Application(client_max_size=longest)
    application.router.add_post(path, answer)
    # aiohttp waits so long twice: for the answers, and then for those that are still at it.
    runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=ENDING / 2)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            why = "is in use already" if error.errno == errno.EADDRINUSE else "is not ours to listen at"
            raise CannotReceive(
                f"the webhook's address {host}:{port} {why}",
                hint="give each bot a webhook_listen of its own, a free port of this machine",
            ) from None
        yield
    finally:
        await runner.cleanup()
