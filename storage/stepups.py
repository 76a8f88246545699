"""Which authenticator codes were used: of each member the time step of the last one, so that a code works once.

Checked after :mod:`storage.sealed.stepup` has found the step of a code, in the transaction of what the code confirms.
"""

from storage.database import Unit, tables
from storage.ids import MemberId

_TABLE = tables.step_ups


async def use(unit: Unit, member: MemberId, step: int) -> bool:
    """Use up the code of a time step, and with it those of all steps before (RFC 6238, section 5.2).

    Returns:
        Whether it could still be used; if not, nothing was written.
    """
    statement = unit.insert(_TABLE).values(member=member, step=step)
    later = statement.on_conflict_do_update(
        index_elements=[_TABLE.c.member], set_={"step": step}, where=_TABLE.c.step < step
    )
    return (await unit.execute(later)).rowcount == 1
