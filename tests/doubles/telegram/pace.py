"""How much a bot may send: about one message a second in a chat, in short bursts, and thirty a second over all."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.doubles.telegram.refusals import throttled


@dataclass(slots=True, kw_only=True)
class Pace:
    """The limits of one bot.

    Attributes:
        clock: seconds that only grow.
        in_chat: messages within ``chat_seconds`` in one chat.
        over_all: messages within a second, over all chats.
    """

    clock: Callable[[], float]
    in_chat: int = 20
    chat_seconds: float = 20
    over_all: int = 30
    _chats: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _all: deque[float] = field(default_factory=deque)

    def count(self, chat: int) -> None:
        """Count a message.

        Raises:
            Refused: it is too much now; the message is not sent.
        """
        now = self.clock()
        for sent, most, seconds in (
            (self._chats[chat], self.in_chat, self.chat_seconds),
            (self._all, self.over_all, 1),
        ):
            while sent and sent[0] <= now - seconds:
                sent.popleft()
            if len(sent) >= most:
                raise throttled(max(1, math.ceil(sent[0] + seconds - now)))
        self._chats[chat].append(now)
        self._all.append(now)
