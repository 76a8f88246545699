"""What moves between a platform and our desks: workers that handle mail in order, senders that deliver it, their pace.

Neutral to channel and side, shared by the public and the staff process: nothing here imports a chat framework, a wing,
or a key. :mod:`bots.traffic.line` says what a channel's side must offer.
"""

from bots.traffic.bell import Bell
from bots.traffic.errors import ChatClosed, Throttled, Undeliverable
from bots.traffic.line import Connection, Line, Receive
from bots.traffic.stop import Stop

__all__ = ["Bell", "ChatClosed", "Connection", "Line", "Receive", "Stop", "Throttled", "Undeliverable"]
