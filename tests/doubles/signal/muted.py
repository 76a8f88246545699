"""A second way to the same number on which nothing goes out: its frames are heard, what is to be sent hangs."""

import asyncio
from typing import Any

from aiohttp import web

from tests.doubles.signal import conversing
from tests.doubles.signal.server import Call, Signal


class Muted(Signal):
    """The REST side of a machine whose network lets nothing out."""

    def __init__(self, signal: Signal) -> None:
        """A second one for the number of a service that runs."""
        super().__init__(signal.account.number)
        self.account = signal.account

    def _route(self, status: int, shape: Any, call: Call) -> Any:
        async def hang(_request: web.Request) -> web.StreamResponse:
            await asyncio.Event().wait()
            return web.Response()

        return hang if call is conversing.send else super()._route(status, shape, call)
