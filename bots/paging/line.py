"""The mail of the pagers of one process: each pager is a chat, its URL the chat's name, a letter one content-free line.

On the path from the outbox to a pager's service. In this way a call of a pager survives whatever a letter to a chat
survives, keeps its order, and holds up no other pager while it waits. Nothing ever comes in here.
"""

from collections.abc import Awaitable, Callable, Collection
from datetime import datetime
from typing import Final

from bots.paging.services import PagerFailed, PagerRefused, page
from bots.traffic.bell import Bell
from bots.traffic.line import Connection
from bots.traffic.mailbox import Mailbox
from bots.traffic.stop import Stop
from storage.database import Database
from storage.documents import Language
from storage.ids import ChatKey
from storage.post import Address, Letter, Post

CHANNEL: Final = "pager"

Heard = Callable[[Letter, PagerFailed | PagerRefused | None], Awaitable[None]]
"""Told of each letter why a pager's service has not taken it; of nothing if it has."""


def address(account: str, url: str, language: Language) -> Address:
    """Where a pager is called, for the outbox.

    Args:
        account: the side whose pagers these are.
        url: as Apprise writes it. Secret.
        language: of its owner.
    """
    return Address(channel=CHANNEL, account=account, chat=url, language=language)


async def _ignore(_letter: Letter, _failure: PagerFailed | PagerRefused | None) -> None:
    """Tell nobody."""


class PagerLine(Mailbox):
    """The mail of the pagers of one process."""

    def __init__(
        self,
        *,
        database: Database,
        post: Post,
        account: str,
        clock: Callable[[], datetime],
        inside: Collection[str] = (),
        heard: Heard = _ignore,
    ) -> None:
        """The pagers of this side; ``inside`` as in :func:`bots.paging.services.page`."""
        super().__init__(database=database, post=post, box=f"{CHANNEL}:{account}", clock=clock)
        self._inside = inside
        self._heard = heard

    async def work(self, _key: ChatKey) -> bool:
        """Nothing comes from a pager."""
        return False

    async def deliver(self, letter: Letter) -> None:
        """Call a pager.

        Raises:
            PagerFailed: its service did not take the call.
            PagerRefused: it has none.
        """
        try:
            await page(letter.address.chat, letter.body.decode(), inside=self._inside)
        except (PagerFailed, PagerRefused) as error:
            await self._heard(letter, error)
            raise
        await self._heard(letter, None)


def connect(line: PagerLine) -> Connection:
    """The pagers as the traffic carries them: it only sends."""

    async def receive(_arrived: Bell, stop: Stop, /) -> None:
        await stop.wait()

    return Connection(line=line, receive=receive)
