"""Where aiogram-dialog keeps its state: with the chat's draft, sealed and committed as one with it.

It holds which window is open and how to tell its buttons from those of another dialog; no question's answer is in it.
"""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StorageKey

from bots.public.telegram.passage import current


class DraftStorage(BaseStorage):
    """The state of the chat whose passage is under way. Whatever the key says about the chat, there is no other."""

    async def set_state(self, key: StorageKey, state: str | State | None = None) -> None:
        """Nothing: a dialog's state is among its data."""

    async def get_state(self, key: StorageKey) -> str | None:  # noqa: ARG002 - aiogram's signature
        """None."""
        return None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Keep this, or nothing any more if it is empty."""
        stored = current.get().stored
        if data:
            stored[key.destiny] = dict(data)
        else:
            stored.pop(key.destiny, None)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """What is kept; empty if nothing is."""
        return dict(current.get().stored.get(key.destiny, {}))

    async def close(self) -> None:
        """Nothing is open."""
