"""Proof that a member is himself: the code that his authenticator shows, each once, and few guesses.

On the path of every sensitive order, before its use case. A chat that is somebody's says no more than that his
telephone, or his number, is in somebody's hand. Needs the group's keys, from which each authenticator's secret comes.
"""

from storage import audit, stepups
from storage.audit import Act
from storage.database import Unit
from storage.sealed import find_step
from triage.errors import CodeRefused, ProofNeeded, TooManyCodes
from triage.turn import Turn


async def prove(turn: Turn, typed: str, act: Act = Act.CODE_REFUSED, code: str = "refused") -> None:
    """Use up what a member's authenticator shows.

    Args:
        turn: of the member.
        typed: as it was typed. Secret until it was used.
        act: how a refusal is logged.
        code: what is logged with it: never what was typed.

    Raises:
        DeskLocked: what the authenticator shows cannot be known.
        ProofNeeded: nothing was typed.
        CodeRefused: the authenticator shows another code, or it was used already; this is logged.
        TooManyCodes: others were refused before.
    """
    keys, member = turn.room.unlocked(), turn.member
    if not typed:
        raise ProofNeeded
    if turn.room.guesses.exhausted(member.id, turn.now):
        raise TooManyCodes
    step = find_step(keys.step_up(member.id, member.epoch), typed, turn.now)

    async def work(unit: Unit) -> bool:
        fits = step is not None and await stepups.use(unit, member.id, step)
        if not fits:
            await audit.write(unit, at=turn.now, actor=member.id, act=act, code=code)
        return fits

    if not await turn.room.database.write(work):
        turn.room.guesses.note(member.id, turn.now)
        raise CodeRefused
