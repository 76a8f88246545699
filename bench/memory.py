"""The tables that a step touches, as dictionaries: what is left of a step when nothing is committed.

The program runs as it is; only the functions of ``storage`` that read and write rows are exchanged.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from typing import Any
from unittest import mock

from storage import crossings, drafts, inbox, outbox, traces
from storage.database import Database, Unit, Work
from storage.ids import ChatKey

_Rows = dict[Any, Any]


class Memory:
    """Rows of four tables."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._inbox: _Rows = {}
        self._outbox: _Rows = {}
        self._drafts: _Rows = {}
        self._traces: _Rows = {}

    @contextmanager
    def instead(self) -> Iterator[None]:
        """Let the program use these rows instead of a database's."""
        exchanged = (
            (inbox, ("put", "next", "done_next")),
            (outbox, ("add", "due", "sent")),
            (drafts, ("find", "save", "drop", "any_lost")),
            (traces, ("find", "save", "drop")),
            (crossings, ("drop",)),
        )
        with ExitStack() as stack:
            for module, names in exchanged:
                table = module.__name__.rpartition(".")[2]
                for name in names:
                    stack.enter_context(mock.patch.object(module, name, getattr(self, f"_{table}_{name}")))
            stack.enter_context(mock.patch.object(Database, "read", _at_once))
            stack.enter_context(mock.patch.object(Database, "write", _at_once))
            yield

    async def _inbox_put(self, _unit: Unit, arrived: inbox.NewUpdate) -> bool:
        number = next(self._numbers)
        self._inbox[arrived.chat] = inbox.Update(
            number=number,
            account=arrived.account,
            update_id=arrived.update_id,
            chat=arrived.chat,
            header=arrived.header,
            payload=arrived.payload,
            received_at=arrived.received_at,
            attempts=0,
        )
        return True

    async def _inbox_next(self, _unit: Unit, chat: ChatKey) -> inbox.Update | None:
        return self._inbox.get(chat)

    async def _inbox_done_next(self, _unit: Unit, chat: ChatKey, _number: int) -> bool:
        return self._inbox.pop(chat, None) is not None

    async def _outbox_add(self, _unit: Unit, message: outbox.NewMessage) -> int:
        number = next(self._numbers)
        self._outbox[number] = outbox.Message(
            number=number,
            account=message.account,
            chat=message.chat,
            header=message.header,
            payload=message.payload,
            due_at=message.due_at,
            attempts=0,
        )
        return number

    async def _outbox_due(self, *_: object) -> tuple[outbox.Message, ...]:
        return tuple(self._outbox.values())

    async def _outbox_sent(self, _unit: Unit, number: int) -> None:
        self._outbox.pop(number, None)

    async def _drafts_find(self, _unit: Unit, chat: ChatKey) -> drafts.Draft | None:
        return self._drafts.get(chat)

    async def _drafts_save(self, _unit: Unit, draft: drafts.Draft) -> None:
        self._drafts[draft.chat] = draft

    async def _drafts_drop(self, _unit: Unit, chat: ChatKey) -> None:
        self._drafts.pop(chat, None)

    async def _drafts_any_lost(self, _unit: Unit, _key: str) -> bool:
        return False

    async def _traces_find(self, _unit: Unit, chat: ChatKey) -> traces.Trace | None:
        return self._traces.get(chat)

    async def _traces_save(self, _unit: Unit, trace: traces.Trace) -> None:
        self._traces[trace.chat] = trace

    async def _traces_drop(self, _unit: Unit, chat: ChatKey) -> None:
        self._traces.pop(chat, None)

    async def _crossings_drop(self, _unit: Unit, _chat: ChatKey) -> None:
        """Nobody in a measured conversation goes to another chat."""


async def _at_once(_database: Database, work: Work[Any]) -> Any:  # noqa: ANN401
    unit: Any = None  # the exchanged functions look at none
    return await work(unit)
