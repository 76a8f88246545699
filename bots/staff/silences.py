"""The silences: times in which a line heard nothing, each by a short name, so that it is told of once.

Beside the path of an update and of an alarm. Whoever was told of one keeps its name: by the time of day alone a silence
would be forgotten, or told of again, where the clock was set back.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from storage import gaps
from storage.database import Unit
from storage.gaps import Gap


async def find(unit: Unit, account: str | None, since: datetime) -> Mapping[str, Gap]:
    """The silences of an account, or of all, that had not ended then, by their names and in their order."""
    return {_name(gap): gap for gap in await gaps.since(unit, account, since)}


def _name(gap: Gap) -> str:
    # By its beginning alone: it may go on, and is told of once all the same.
    return hashlib.sha256(f"{gap.account} {gap.since.isoformat()}".encode()).hexdigest()[:16]
