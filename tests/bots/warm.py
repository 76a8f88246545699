"""Starts the program again and again out of one process that has loaded it: a fork is quick, an import takes seconds.

Run by conftest.py with the number of a socket. Each request brings the program's words and four descriptors: its
standard streams, and a socket on which its process id and later its exit status are told.
"""

import json
import os
import signal
import socket
import sys
from importlib import import_module

from bots.cli import main

LOADED = (
    "bots.cli.chat", "bots.cli.desk", "bots.cli.members", "bots.public.terminal", "bots.public.wiring",
    "bots.staff.terminal", "bots.staff.wiring",
)  # fmt: skip


def run(words: list[str], streams: list[int]) -> None:
    """Be the program, to its end."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    try:
        status = main(words) or 0
    except SystemExit as end:
        status = end.code
    sys.stdout.flush()
    os._exit(status)


def watch(words: list[str], streams: list[int], teller: socket.socket) -> None:
    """Start the program, and tell its process id and how it ended."""
    pid = os.fork()
    if pid == 0:
        teller.close()
        run(words, streams)
    for stream in streams:
        os.close(stream)
    teller.sendall(f"{pid}\n".encode())
    _, status = os.waitpid(pid, 0)
    teller.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def serve(requests: socket.socket) -> None:
    """Start what is asked for, until nobody asks any more."""
    for module in LOADED:
        import_module(module)
    while True:
        words, descriptors, _, _ = socket.recv_fds(requests, 1 << 16, 4)
        if not words:
            return
        if os.fork() == 0:
            requests.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            watch(json.loads(words), descriptors[:3], socket.socket(fileno=descriptors[3]))
        for descriptor in descriptors:
            os.close(descriptor)


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    serve(socket.socket(fileno=int(sys.argv[1])))
