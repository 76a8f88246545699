"""Triage's working key: seals the mail of the staff bots while it waits. It opens no case and outlives no machine.

Never loaded by the public process, whose draft key does the same for the public bots.
"""

from pathlib import Path

from storage.ids import Draw
from storage.keys.post import PostKeys
from storage.keys.volatile import volatile_identity

WORKING = "working.key"


def load_working(volatile: Path, draw: Draw) -> PostKeys:
    """Load the working key from the volatile folder, or make it; it needs no passphrase, so a locked triage has it too.

    Raises:
        KeyFileError: folder or file belong to another user, are open to others, or hold something else.
    """
    return PostKeys.of(volatile_identity(volatile, draw, name=WORKING))
