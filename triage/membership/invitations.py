"""Inviting somebody from a chat: the one-time code and the authenticator's secret, shown to whoever invites.

On the path between an order and :mod:`triage.membership.roster`. Both are secret, and are for where words may stand;
whoever was shown them hands them over in person.
"""

from storage.database import Unit
from storage.sealed import provisioning_uri, secret_text
from triage.grammar.membership import Invite
from triage.grammar.rights import Command
from triage.membership import roster
from triage.notices import Notice, quote
from triage.turn import Turn


async def invite(turn: Turn, order: Invite) -> tuple[Notice, ...]:
    """Invite somebody, whoever was invited and has not come once more, or somebody who has left.

    Raises:
        DeskLocked: nothing can be signed.
        NameTaken: somebody who has joined has this name.
        NameRefused: the name is empty, too long, or cannot be printed.
        NotAllowed: whoever typed it may not do so any more.
    """
    room, actor, now = turn.room, turn.member.id, turn.now
    keys = room.unlocked()

    async def work(unit: Unit) -> tuple[Notice, ...]:
        await roster.acting(unit, keys.manifest.roster, actor, Command.INVITE)
        code = await roster.invite(unit, keys, order.name, order.role, now=now, draw=room.draw, actor=actor)
        member = (await roster.read(unit, keys.manifest.roster)).called(order.name)
        secret = keys.step_up(member.id, member.epoch)
        line = quote("readmitted-line", code=code)
        return (
            quote("invited", line, name=member.name, role=member.role, until=now + room.settings.invitation),
            quote(
                "invited-secret",
                quote("invited-uri", uri=provisioning_uri(secret, member.name)),
                typed=secret_text(secret),
            ),
        )

    return await room.database.write(work)
