"""How fast we may write: what a chat takes, and what the platform takes of one account. Times are the event loop's.

Telegram's documentation speaks of one message a second in a chat, with short bursts, and of thirty a second over all;
what is faster is refused for a while. Both are the generic cell rate algorithm (ITU-T I.371): one number says from
when on the next message would be on time.
"""

from storage.ids import ChatKey

CHAT_INTERVAL = 1.0
CHAT_BURST = 30
"""Most letters answer something that the person has just done, and edit a window: the person sets that pace."""

ACCOUNT_INTERVAL = 1 / 30
_MANY = 1000
"""So many chats' rates are remembered before those are dropped that are at rest again."""


class Rate:
    """One rate: an ``interval`` of seconds from message to message, and a ``burst`` of messages after some rest."""

    def __init__(self, *, interval: float, burst: int = 1) -> None:
        self._interval = interval
        self._slack = (burst - 1) * interval
        self._next = float("-inf")

    def take(self, now: float) -> float:
        """Take a place, if there is one now; else say how many seconds to wait before asking again."""
        wait = self._next - self._slack - now
        if wait > 0:
            return wait
        self._next = max(self._next, now) + self._interval
        return 0.0

    def reserve(self, now: float) -> float:
        """Take the next place there is; how many seconds to wait for it."""
        place = max(self._next, now)
        self._next = place + self._interval
        return max(0.0, place - self._slack - now)

    def is_at_rest(self, now: float) -> bool:
        """Whether nothing need be remembered."""
        return self._next <= now


class Pace:
    """The rates of one account."""

    def __init__(self) -> None:
        self._account = Rate(interval=ACCOUNT_INTERVAL)
        self._chats: dict[ChatKey, Rate] = {}

    def take_in(self, key: ChatKey, now: float) -> float:
        """Take a place in a chat, if there is one now; else how many seconds to wait before asking again."""
        if len(self._chats) > _MANY:
            self._chats = {chat: rate for chat, rate in self._chats.items() if not rate.is_at_rest(now)}
        rate = self._chats.setdefault(key, Rate(interval=CHAT_INTERVAL, burst=CHAT_BURST))
        return rate.take(now)

    def reserve(self, now: float) -> float:
        """Take the account's next place; how many seconds to wait for it."""
        return self._account.reserve(now)
