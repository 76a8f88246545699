"""Starts ``solidarity run`` again and again out of one process that has loaded the frameworks, which takes seconds.

Its bots write faster than they do in earnest, where a message a second to one chat is the pace, and thirty to all of
them: the people of these tests read quickly.
"""

import signal
import socket
import sys
from importlib import import_module

from bots.traffic import pace
from tests.bots.warm import serve

LOADED = ("bots.cli.run", "bots.logs", "bots.public.process", "bots.staff.process")


def begin() -> None:
    """Load what the bots need, and start them until nobody asks any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for module in LOADED:
        import_module(module)
    pace.CHAT_INTERVAL = 0.01
    pace.ACCOUNT_INTERVAL = 0.001
    serve(socket.socket(fileno=int(sys.argv[1])))


if __name__ == "__main__":
    begin()
