"""The way of a frame into the inbox. Each of its parts is an update of its own, and comes once.

Between the receive loops and the post, for either side. A message is named by its sender, the sender's device and the
sender's clock; in the database that name is a digest, in which nobody can be recognised.
"""

import hashlib

from bots.signal.account import CHANNEL, Account
from bots.signal.frames import Origin
from storage.post import Address, Post


class Inbox:
    """The inbox of one account."""

    def __init__(self, post: Post, account: Account) -> None:
        self._post = post
        self._account = account

    async def accept(self, origin: Origin) -> bool:
        """Commit all parts of a frame, in order; False if they had come before.

        Raises:
            TemporaryError: nothing was saved.
        """
        address = Address(channel=CHANNEL, account=self._account.number, chat=origin.chat, language=origin.language)
        updates = [(self._name(origin, place, part), part) for place, part in enumerate(origin.parts)]
        return await self._post.accept_all(address, updates) > 0

    def _name(self, origin: Origin, place: int, part: bytes) -> str:
        # Without a time only the content tells one message from another.
        time = str(origin.timestamp) if origin.timestamp else hashlib.sha256(part).hexdigest()
        return self._post.digest(origin.sender, str(origin.device), time, "?" if origin.untrusted else str(place))
