"""Measure, print, and fail where a limit is passed."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from statistics import median

from bench.bare import Bare
from bench.commits import open_commits
from bench.memory import Memory
from bench.ours import open_ours
from bench.script import SCRIPT
from storage.ids import ChatKey

ROUNDS = 7
"""Each pair is measured so often, in turn; the median of the ratios counts."""

CONVERSATIONS = 40
CHATS = 16

MOST_TIME = 1.5
LEAST_SPEED = 0.8

Converse = Callable[[int], Awaitable[object]]


async def main() -> int:
    """Measure both ratios; the exit status."""
    with tempfile.TemporaryDirectory(prefix="solidarity-bench-") as name:
        time_ratio = await _processor_time(Path(name, "time"))
        speed_ratio = await _durable_speed(Path(name, "speed"))
    return int(time_ratio > MOST_TIME or speed_ratio < LEAST_SPEED)


async def _processor_time(folder: Path) -> float:
    """A step's own processor time, commits excluded, beside the same interview in bare aiogram-dialog."""
    async with open_ours(folder) as ours:
        with Memory().instead():
            bare = Bare()
            await ours.converse(1)
            await bare.converse(1)
            pairs = [(await _cost(ours.converse), await _cost(bare.converse)) for _ in range(ROUNDS)]
    return _report("processor time of a step, ms", "bare aiogram-dialog", pairs, f"at most {MOST_TIME}")


async def _durable_speed(folder: Path) -> float:
    """Durable steps a second, beside a bare loop that makes the same commits."""
    async with open_ours(folder) as ours, open_commits(folder) as commits:

        async def commit(chat: int) -> None:
            for _ in SCRIPT:
                await commits.step(ChatKey(f"{chat:032x}"))

        await _speed(ours.converse)
        pairs = [(await _speed(ours.converse), await _speed(commit)) for _ in range(ROUNDS)]
    return _report("durable steps a second", "the bare commits", pairs, f"at least {LEAST_SPEED}")


def _report(what: str, beside: str, pairs: Sequence[tuple[float, float]], limit: str) -> float:
    """Print a comparison; the ratio."""
    ratio = median(mine / its for mine, its in pairs)
    mine, its = (median(column) for column in zip(*pairs, strict=True))
    print(f"{what:30}{mine:8.3f}   {beside:20}{its:8.3f}   ratio {ratio:.2f}, {limit}")
    return ratio


async def _cost(converse: Converse) -> float:
    """Milliseconds of processor time that a step takes."""
    began = time.process_time()
    for _ in range(CONVERSATIONS):
        await converse(1)
    return (time.process_time() - began) / CONVERSATIONS / len(SCRIPT) * 1000


async def _speed(converse: Converse) -> float:
    """Steps a second, of many chats at once."""
    began = time.perf_counter()
    await asyncio.gather(*(converse(chat) for chat in range(1, CHATS + 1)))
    return CHATS * len(SCRIPT) / (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
