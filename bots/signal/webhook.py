"""The webhook of signal-cli-rest-api: it posts each frame once, and waits for the answer before it goes on.

Beside the socket, and into the same inbox, which knows a frame that has come both ways. Its answer is 200 only after
the commit. Nobody upstream reads any other, but the order and the wait are worth it: what the socket misses comes here.
A secret path is all the REST side can keep, so whoever does not know it is told that there is nothing.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web

from bots.signal.account import Hook
from bots.signal.api import LONGEST_FRAME
from bots.signal.frames import FrameUnreadable
from bots.signal.landing import Landing
from bots.traffic.listening import listen

PATIENCE: Final = 10.0
"""Seconds for a commit: while it waits for us, the REST side answers nobody who wants to send."""


@asynccontextmanager
async def serve(hook: Hook, landing: Landing) -> AsyncIterator[None]:
    """Take what is posted, within the block.

    Raises:
        CannotReceive: the address to listen at is taken, or not ours.
    """

    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=await _take(await request.read(), landing))

    async with listen(hook.host, hook.port, hook.path, answer, longest=LONGEST_FRAME):
        yield


async def _take(frame: bytes, landing: Landing) -> int:
    """Have a frame committed; what is to be answered."""
    if not landing.has_room:
        return 503
    try:
        async with asyncio.timeout(PATIENCE):
            return 200 if await landing.take(frame) else 503
    except FrameUnreadable:
        return 400
    except TimeoutError:
        return 503
