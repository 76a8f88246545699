"""Whose chat a chat is: the bindings of members to the chats from which they write to a staff bot.

Beside the path of an update, and on that of an alarm. A binding belongs to the group, not to one bot's account: a bot
that had to be replaced still knows everybody. It says who somebody is; whether he may act, the roster says. On each
channel a member has one chat at most.
"""

from collections.abc import Collection
from datetime import datetime

from storage import audit, bindings
from storage.audit import Act
from storage.bindings import Binding
from storage.database import Unit
from storage.keys.group import GroupKeys
from storage.manifest import Manifest
from storage.members import Member, Role, Standing
from triage.membership import roster

ACCOUNT = "staff"
"""What the account is called in a binding, whichever bot it is at the time."""


async def find(unit: Unit, manifest: Manifest, channel: str, chat: str) -> Binding | None:
    """The binding that says whose chat this is, if it is anybody's."""
    return await bindings.find(unit, channel, ACCOUNT, chat, manifest.roster)


async def bind(
    unit: Unit, member: Member, keys: GroupKeys, now: datetime, *, channel: str, chat: str, identity: str = ""
) -> None:
    """Make a chat the member's; whatever was bound to him before on this channel is his no more.

    Args:
        unit: of one transaction.
        member: whose chat it is from now on.
        keys: the roster key signs the binding.
        now: aware.
        channel: such as ``telegram``.
        chat: what the platform calls the chat.
        identity: the fingerprint of the key with which he writes there, where it is to be pinned.
    """
    binding = Binding(channel=channel, account=ACCOUNT, chat=chat, member=member.id, changed_at=now, identity=identity)
    await bindings.drop(unit, member.id, channel)
    await bindings.save(unit, bindings.sign(binding, keys.roster))
    await audit.write(unit, at=now, actor=member.id, act=Act.MEMBER_BOUND, code=channel)


async def reachable(
    unit: Unit, manifest: Manifest, channel: str, roles: Collection[Role] = tuple(Role)
) -> tuple[tuple[Member, str], ...]:
    """The active members with one of these roles who are bound on a channel, each with his chat."""
    known = await roster.read(unit, manifest.roster)
    active = {m.id: m for m in known.members if m.standing is Standing.ACTIVE and m.role in roles}
    bound = await bindings.all(unit, channel, ACCOUNT, manifest.roster)
    return tuple((active[binding.member], binding.chat) for binding in bound if binding.member in active)
