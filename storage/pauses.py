"""The accounts that rest because their platform has throttled them, and what it wants solved before they may go on.

On the path of a letter to a platform: the sender looks here before it speaks for an account. Kept on the disk, so that
a restart does not make a throttled account worse, and so that the command line can lift a pause in a running bot.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select

from storage.database import Unit, tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """An account that rests.

    Attributes:
        account: as letters name it, :attr:`storage.post.Address.box`.
        since: when it was first throttled.
        until: when it may try again.
        challenges: the tokens that the platform wants solved, as it gave them; none if it gave none.
    """

    account: str
    since: datetime
    until: datetime
    challenges: tuple[str, ...] = ()


_TABLE = tables.pauses


async def save(unit: Unit, pause: Pause) -> None:
    """Write a pause down. One that goes on keeps when it began, and its challenges if no new ones came."""
    changing: dict[str, object] = {"until": pause.until}
    challenges = json.dumps(pause.challenges)
    if pause.challenges:
        changing["challenges"] = challenges
    row = unit.insert(_TABLE).values(account=pause.account, since=pause.since, until=pause.until, challenges=challenges)
    await unit.execute(row.on_conflict_do_update(index_elements=[_TABLE.c.account], set_=changing))


async def find(unit: Unit, account: str) -> Pause | None:
    """The pause of an account, also one that is over and was not dropped."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.account == account))).one_or_none()
    return None if row is None else _pause(row)


async def all(unit: Unit) -> tuple[Pause, ...]:  # noqa: A001
    """All pauses, by account."""
    return tuple(_pause(row) for row in await unit.execute(select(_TABLE).order_by(_TABLE.c.account)))


async def drop(unit: Unit, account: str) -> None:
    """Let an account speak again; a second time does nothing."""
    await unit.execute(delete(_TABLE).where(_TABLE.c.account == account))


def _pause(row: Row[Any]) -> Pause:
    return Pause(account=row.account, since=row.since, until=row.until, challenges=tuple(json.loads(row.challenges)))
