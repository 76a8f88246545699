"""The receive loop of a number. With its first arguments given it is what the traffic runs."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial

from bots.signal.account import Account
from bots.signal.api import SignalApi, open_api
from bots.signal.frames import Origin, find_origin
from bots.signal.landing import Accept, land
from bots.signal.listening import Listening
from bots.signal.presence import Presence
from bots.signal.refusals import ApiFailed
from bots.signal.webhook import serve
from bots.traffic.bell import Bell
from bots.traffic.stop import Stop
from storage.documents import Language

log = logging.getLogger(__name__)


async def receive(
    account: Account,
    accept: Accept,
    arrived: Bell,
    stop: Stop,
    *,
    languages: Sequence[Language],
    presence: Presence,
    after: Callable[[Origin], Awaitable[object]] | None = None,
) -> None:
    """Receive a number's frames until it is time to end; what was read by then is committed.

    Args:
        account: the number.
        accept: the way into the inbox.
        arrived: rung when something came.
        stop: when it is time to end.
        languages: those that are spoken, one at least; the first where nothing tells which one the sender reads.
        presence: where it is noted that somebody listens.
        after: what is done about a frame that is in the inbox, if it goes well: nothing depends on it.

    Raises:
        CannotReceive: the webhook's address is taken, or not ours.
    """

    async def follow(origin: Origin) -> None:
        if origin.parts and after is not None:
            await after(origin)
        await _discard(api, origin)

    find = partial(find_origin, number=account.number, languages=languages)
    async with open_api(account) as api, land(find, accept, arrived, follow) as landing, AsyncExitStack() as opened:
        if account.hook is not None:
            await opened.enter_async_context(serve(account.hook, landing))
        await Listening(api, landing, presence).run(stop)
        # What waits to be committed does not wait for the webhook's own end, too.
        landing.hurry()


async def _discard(api: SignalApi, origin: Origin) -> None:
    """Delete the files that nobody will ask for; those that stay are found by whoever sweeps."""
    for name in origin.spare:
        try:
            await api.discard(name)
        except ApiFailed as error:
            log.info("a file was not deleted on the REST side: %s", error.kind)
