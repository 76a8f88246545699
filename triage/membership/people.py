"""Who belongs to the group, and from which channels: of everybody by name, where names may stand, else by numbers.

On the path between an order and ``storage``. Needs no key. Chats themselves are shown to nobody.
"""

from collections import Counter

from storage import audit, bindings
from storage.audit import Act
from storage.database import Unit
from storage.members import Role, Standing
from triage.errors import WrongUsage
from triage.grammar.labels import describe, word
from triage.grammar.membership import ListMembers, ShowChannels
from triage.grammar.rights import Command
from triage.membership import proof
from triage.membership.errors import NotBound
from triage.notices import Notice, quote, say
from triage.turn import Turn


async def list_members(turn: Turn, order: ListMembers) -> tuple[Notice, ...]:  # noqa: ARG001
    """Say who belongs to the group; who has left is not listed any more."""
    here = [member for member in turn.roster.members if member.standing is not Standing.DEPARTED]
    if not turn.words:
        active = Counter(member.role for member in here if member.standing is Standing.ACTIVE)
        counts = (say("members-role", role=role, count=active[role]) for role in Role if active[role])
        return (say("members-heading", *counts, count=active.total()),)

    async def read(unit: Unit) -> tuple[Notice, ...]:
        lines = []
        for member in sorted(here, key=lambda member: member.name.casefold()):
            bound = await bindings.of(unit, member.id, turn.room.manifest.roster)
            lines.append(
                quote(
                    "members-line",
                    name=member.name,
                    role=member.role,
                    standing=member.standing,
                    channels=", ".join(_word(turn, binding.channel) for binding in bound),
                    bound=len(bound),
                )
            )
        return tuple(lines)

    lines = await turn.room.database.read(read)
    return (say("members-heading", *lines, count=len(lines)),)


async def channels(turn: Turn, order: ShowChannels) -> tuple[Notice, ...]:
    """List the channels from which a member is known, or let him be known no more on one of them.

    Raises:
        WrongUsage: only half of it was typed.
        ProofNeeded, CodeRefused, TooManyCodes, DeskLocked: see :func:`triage.membership.proof.prove`.
        NotBound: he is not known there.
    """
    if (order.drop is None) != (order.channel is None):
        missing = describe(turn.room.labels, "drop" if order.drop is None else "channel", turn.language)
        raise WrongUsage(Command.CHANNELS, (say("problem-missing", argument=missing),))
    if order.channel is not None:
        # Whoever has one of a member's telephones must not cut him off from the other.
        if not turn.proven:
            await proof.prove(turn, order.code, code=Command.CHANNELS)
        return await _drop(turn, order.channel)
    return await turn.room.database.read(lambda unit: _list(unit, turn))


async def _drop(turn: Turn, channel: str) -> tuple[Notice, ...]:
    member, key = turn.member.id, turn.room.manifest.roster

    async def work(unit: Unit) -> tuple[Notice, ...]:
        if not any(binding.channel == channel for binding in await bindings.of(unit, member, key)):
            raise NotBound
        await bindings.drop(unit, member, channel)
        await audit.write(unit, at=turn.now, actor=member, act=Act.MEMBER_UNBOUND, code=channel)
        return (say("channel-dropped", channel=_word(turn, channel)), *await _list(unit, turn))

    return await turn.room.database.write(work)


async def _list(unit: Unit, turn: Turn) -> tuple[Notice, ...]:
    bound = await bindings.of(unit, turn.member.id, turn.room.manifest.roster)
    if not bound:
        return (say("channels-none"),)
    lines = (say("channels-line", channel=_word(turn, binding.channel), since=binding.changed_at) for binding in bound)
    return (say("channels-heading", *lines),)


def _word(turn: Turn, channel: str) -> str:
    return word(turn.room.labels, "channel", channel, turn.language)
