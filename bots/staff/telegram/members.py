"""Whose chat a chat is: the bindings of members to the chats from which they write to the staff bot.

Beside the path of an update, and on that of an alarm. A binding belongs to the group, not to one bot's token: a bot
that had to be replaced still knows everybody. It says who somebody is; whether he may act, the roster says.
"""

from collections.abc import Collection
from datetime import datetime

from storage import audit, bindings
from storage.audit import Act
from storage.bindings import Binding
from storage.database import Unit
from storage.ids import MemberId
from storage.keys.group import GroupKeys
from storage.manifest import Manifest
from storage.members import Member, Role, Standing
from triage import roster

CHANNEL = "telegram"
ACCOUNT = "staff"
"""What the account is called in a binding, whichever bot it is at the time."""


async def find(unit: Unit, manifest: Manifest, chat: str) -> MemberId | None:
    """Whose chat this is."""
    binding = await bindings.find(unit, CHANNEL, ACCOUNT, chat, manifest.roster)
    return None if binding is None else binding.member


async def bind(unit: Unit, member: Member, keys: GroupKeys, chat: str, now: datetime) -> None:
    """Make a chat the member's; whatever was bound to him before is his no more."""
    binding = Binding(channel=CHANNEL, account=ACCOUNT, chat=chat, member=member.id, changed_at=now)
    await bindings.drop(unit, member.id)
    await bindings.save(unit, bindings.sign(binding, keys.roster))
    await audit.write(unit, at=now, actor=member.id, act=Act.MEMBER_BOUND, code=CHANNEL)


async def reachable(
    unit: Unit, manifest: Manifest, roles: Collection[Role] = tuple(Role)
) -> tuple[tuple[Member, str], ...]:
    """The active members with one of these roles, each with his chat."""
    known = await roster.read(unit, manifest.roster)
    active = {m.id: m for m in known.members if m.standing is Standing.ACTIVE and m.role in roles}
    bound = await bindings.all(unit, CHANNEL, ACCOUNT, manifest.roster)
    return tuple((active[binding.member], binding.chat) for binding in bound if binding.member in active)
