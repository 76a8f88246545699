"""What goes wrong on request: refusals, connections dropped before or after the effect, slowness, broken downloads."""

import asyncio
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Kind(Enum):
    """What goes wrong."""

    REFUSE = "the call is answered with an error and has no effect"
    DROP = "the connection ends before the call has an effect"
    LOSE = "the call has its effect, and the connection ends before the answer"
    HOLD = "the call waits at a gate"
    CUT = "a download ends in its middle"
    FLOOD = "a download does not end"


class Gate:
    """Where a call waits until it is let through."""

    def __init__(self) -> None:
        self._reached = asyncio.Event()
        self._open = asyncio.Event()

    async def reached(self) -> None:
        """Wait until a call stands here."""
        await self._reached.wait()

    def release(self) -> None:
        """Let every call through."""
        self._open.set()

    async def pass_through(self) -> None:
        """Stand here until the gate is opened."""
        self._reached.set()
        await self._open.wait()


@dataclass(slots=True, kw_only=True)
class Fault:
    """Something that goes wrong, so many times.

    Attributes:
        method: the call that it happens to; ``file`` is a download, ``*`` any call.
        chat: only in this chat.
        error: what is answered.
    """

    kind: Kind
    method: str
    times: int
    chat: Any = None
    error: Any = None
    gate: Gate = field(default_factory=Gate)


class Faults:
    """What is to go wrong with the calls of one bot."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def refuse(self, method: str, error: Exception, *, times: int = 1, chat: Any = None) -> None:
        """Answer with an error."""
        self._add(Fault(kind=Kind.REFUSE, method=method, times=times, chat=chat, error=error))

    def drop(self, method: str, *, times: int = 1) -> None:
        """End the connection before the call has an effect."""
        self._add(Fault(kind=Kind.DROP, method=method, times=times))

    def lose(self, method: str, *, times: int = 1) -> None:
        """End the connection when the call has had its effect."""
        self._add(Fault(kind=Kind.LOSE, method=method, times=times))

    def cut(self, *, times: int = 1) -> None:
        """End a download in its middle."""
        self._add(Fault(kind=Kind.CUT, method="file", times=times))

    def hold(self, method: str, *, times: int = 1) -> Gate:
        """Let a call wait; the gate where it does."""
        fault = Fault(kind=Kind.HOLD, method=method, times=times)
        self._add(fault)
        return fault.gate

    def clear(self) -> None:
        """Let nothing go wrong any more."""
        for fault in self._faults:
            fault.gate.release()
        self._faults.clear()

    def take(self, kind: Kind, method: str, chat: Any = None) -> Fault | None:
        """The fault of this kind that happens to this call, if any; it is used up by that."""
        for fault in self._faults:
            if fault.kind is kind and fault.method in (method, "*") and fault.chat in (None, chat):
                fault.times -= 1
                if not fault.times:
                    self._faults.remove(fault)
                return fault
        return None

    def _add(self, fault: Fault) -> None:
        self._faults.append(fault)
