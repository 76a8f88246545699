"""Our processes as children of one: started side by side, started again when they fall, ended together.

Each child's standard input is a pipe of which the parent alone holds the other end. Whatever happens to the parent, the
pipe ends, and the child, which sees it (:func:`bots.traffic.process.until_input_ends`), ends too: nothing is left that
polls.
"""

import asyncio
import logging
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping, Sequence

from bots.traffic.backoff import back_off
from bots.traffic.stop import Stop

log = logging.getLogger(__name__)

REFUSALS = frozenset({1, 2})
"""The exit status of a program that has said why it does not run: trying again changes nothing."""

BEGINNING = 30.0
"""Seconds in which a child that was started first may still say so."""

PATIENCE = 9.0
"""Seconds for a child's orderly end; with it, ours takes ten at most."""


async def mind(commands: Mapping[str, Sequence[str]], stop: Stop) -> int:
    """Run programs, each under a name, until it is time to end, or one of them refuses at the beginning.

    Returns:
        The exit status for this program: 0, or the one of the child that refused.
    """
    async with asyncio.TaskGroup() as group:
        children = [group.create_task(_mind(name, command, stop)) for name, command in commands.items()]
    return max(child.result() for child in children)


async def _mind(name: str, command: Sequence[str], stop: Stop) -> int:
    loop, failures = asyncio.get_running_loop(), 0
    while not stop.is_set:
        began = loop.time()
        child = await asyncio.create_subprocess_exec(*command, stdin=PIPE)
        try:
            async with stop.breaking_off():
                await child.wait()
        finally:
            await _end(child)
        if stop.is_set:
            break
        status, lived = await child.wait(), loop.time() - began
        if status in REFUSALS and not failures and lived < BEGINNING:
            stop.set()
            return status
        failures = 1 if lived > BEGINNING else failures + 1
        log.error("the %s process ended with status %d, it is started again", name, status)
        await stop.sleep(back_off(failures))
    return 0


async def _end(child: Process) -> None:
    """See that a child has ended: on its own if it can."""
    if child.returncode is None:
        child.terminate()
        try:
            async with asyncio.timeout(PATIENCE):
                await child.wait()
        except TimeoutError:
            child.kill()
            await child.wait()
