"""Taking a suspended member back: two who run the group say, each for themselves, that they know who it is.

On the path between an order and :mod:`triage.membership.roster`. Each of the two is shown one part of the new
invitation, to be handed to that person and to nobody else, and it takes both parts to join: neither whoever took over a
telephone, nor one of the two alone, can come in another's name. What the first has said waits, signed, for the second,
and can be taken back until then. The member is where he was before he ever came, and comes again on whichever channel
he likes.
"""

from datetime import datetime, timedelta

from storage import audit, vouches
from storage.audit import Act
from storage.database import Unit
from storage.members import Member, Standing
from storage.sealed import secret_text
from storage.vouches import Vouch
from triage.errors import NameUnknown, NotSuspended, NotVouched
from triage.grammar.labels import Labels
from triage.grammar.orders import Readmit
from triage.grammar.parsing import says_no
from triage.grammar.rights import Command
from triage.membership import codes, roster
from triage.membership.roster import Roster
from triage.notices import Notice, say
from triage.turn import Turn

VOUCH_SPAN = timedelta(days=7)
"""How long the first one's word waits for the second."""


async def readmit(turn: Turn, order: Readmit) -> tuple[Notice, ...]:
    """Vouch for a suspended member, take that back, or, as the second who vouches, invite him again.

    Raises:
        DeskLocked: nothing can be signed.
        NameUnknown: nobody is called so.
        NotSuspended: there is nothing to take back.
        NotVouched: there is no word of one's own to take back.
        NotAllowed: whoever typed it may not do so any more.
    """
    keys = turn.room.unlocked()

    async def work(unit: Unit) -> Notice:
        # The rows as they are by now: two may type this at the same moment, and one of them may have been suspended.
        known = await roster.acting(unit, keys.manifest.roster, turn.member.id, Command.READMIT)
        member, sure = _understand(order.name, known, turn.room.labels)
        if member.standing is not Standing.SUSPENDED:
            raise NotSuspended
        first = await vouches.find(unit, member.id, keys.manifest.roster)
        if first is not None and not _counts(first, member, known, turn.now):
            first = None
        own = first is not None and first.by == turn.member.id
        if not sure:
            return await _take_back(unit, turn, member, own=own)
        if turn.room.settings.alone:
            return await _invite(unit, turn, member)
        if first is None:
            return await _vouch(unit, turn, member)
        if own:
            return say("vouched-before", name=member.name, until=first.at + VOUCH_SPAN)
        return await _invite(unit, turn, member, first)

    return (await turn.room.database.write(work),)


def _understand(typed: str, known: Roster, labels: Labels) -> tuple[Member, bool]:
    """Whom a line means, and whether it vouches: after the name a no takes it back. A name may end in that word, too.

    Raises:
        NameUnknown: nobody is called so.
    """
    try:
        return known.called(typed), True
    except NameUnknown:
        name, *last = typed.rsplit(maxsplit=1)
        if not (last and says_no(last[0], labels)):
            raise
        return known.called(name), False


def _counts(vouch: Vouch, member: Member, known: Roster, now: datetime) -> bool:
    """Whether a vouch is for this suspension, is not too old, and comes from somebody who may still vouch."""
    return known.may_readmit(vouch.by) and member.changed_at <= vouch.at and now < vouch.at + VOUCH_SPAN


async def _vouch(unit: Unit, turn: Turn, member: Member) -> Notice:
    part, actor = codes.draw_code(turn.room.draw), turn.member.id
    vouch = Vouch(member=member.id, by=actor, at=turn.now, part=codes.digest(part))
    await vouches.save(unit, vouches.sign(vouch, turn.room.unlocked().roster))
    await audit.write(unit, at=turn.now, actor=actor, act=Act.MEMBER_VOUCHED, code=member.id)
    return say("vouched", say("readmit-part", code=part), name=member.name, until=turn.now + VOUCH_SPAN)


async def _take_back(unit: Unit, turn: Turn, member: Member, *, own: bool) -> Notice:
    if not own:
        raise NotVouched
    await vouches.drop(unit, member.id)
    await audit.write(unit, at=turn.now, actor=turn.member.id, act=Act.VOUCH_TAKEN_BACK, code=member.id)
    return say("vouch-taken-back", name=member.name)


async def _invite(unit: Unit, turn: Turn, member: Member, first: Vouch | None = None) -> Notice:
    """Invite a suspended member again: with a whole code, or with the second part of one whose first somebody has."""
    keys, code, until = turn.room.unlocked(), codes.draw_code(turn.room.draw), turn.now + turn.room.settings.invitation
    digest = codes.digest(code) if first is None else codes.joined(first.part, codes.digest(code))
    back = await roster.readmit(unit, keys, member, digest, now=turn.now, actor=turn.member.id)
    secret = say("readmitted-secret", secret=secret_text(keys.step_up(back.id, back.epoch)))
    if first is None:
        return say("readmitted", say("readmitted-line", code=code), secret, name=back.name, until=until)
    part = say("readmit-part", code=code)
    return say("readmitted-by-two", part, secret, name=back.name, first=turn.roster.name(first.by), until=until)
