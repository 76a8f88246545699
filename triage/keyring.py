"""A member's own key: to which everything is sealed that is sent to him where others could read along.

On the path between an order and ``storage.members``. Whoever has stolen a member's account must not be able to have
cases sealed to a key of his own, so a key is registered with a code of the member's authenticator, each code once, and
guessing ends soon. Needs the group's keys, which sign the row.
"""

from dataclasses import replace

from storage import audit, members, stepups
from storage.audit import Act
from storage.database import Unit
from storage.sealed import AgeError, HybridRecipient, X25519Recipient, find_step, parse_recipient, seal
from triage import roster
from triage.errors import CodeRefused, KeyRefused, SecretKeyTyped, TooManyCodes
from triage.notices import Notice, say
from triage.orders import RegisterKey
from triage.turn import Turn

_TAIL = 8
"""Characters at a key's end by which its owner knows it."""

_IDENTITY = "age-secret-key"


async def register(turn: Turn, order: RegisterKey) -> tuple[Notice, ...]:
    """Register a key, or say which one is registered, or how to confirm the one that was typed.

    Raises:
        KeyRefused: it is no key.
        SecretKeyTyped: it is the half that must be shown to nobody.
        DeskLocked: what the authenticator shows cannot be known.
        CodeRefused: the authenticator shows another code, or it was used already; this is logged.
        TooManyCodes: others were refused before.
    """
    if not order.recipient:
        return (_word_known(turn.member.recipient),)
    recipient = _read(order.recipient, turn)
    tail = recipient.encode()[-_TAIL:]
    if not order.code:
        return (say("key-confirm", tail=tail),)
    keys, member = turn.room.unlocked(), turn.member.id
    if turn.room.guesses.exhausted(member, turn.now):
        raise TooManyCodes
    step = find_step(keys.step_up(member, turn.member.epoch), order.code, turn.now)

    async def work(unit: Unit) -> bool:
        # The row as it is by now: somebody may have changed meanwhile what the member may do.
        current = (await roster.read(unit, keys.manifest.roster)).active(member)
        fits = current is not None and step is not None and await stepups.use(unit, member, step)
        code = "registered" if fits else "refused"
        await audit.write(unit, at=turn.now, actor=member, act=Act.MEMBER_KEY, code=code)
        if current is not None and fits:
            changed = replace(current, recipient=recipient.encode(), changed_at=turn.now)
            await members.save(unit, members.sign(changed, keys.roster))
        return fits

    if not await turn.room.database.write(work):
        turn.room.guesses.note(member, turn.now)
        raise CodeRefused
    advice = () if isinstance(recipient, HybridRecipient) else (say("key-classic"),)
    return (say("key-registered", *advice, tail=tail),)


def _read(typed: str, turn: Turn) -> HybridRecipient | X25519Recipient:
    """Read a key and try it: not every key that is well written can be sealed to."""
    if typed.casefold().startswith(_IDENTITY):
        raise SecretKeyTyped
    try:
        recipient = parse_recipient(typed)
        seal(b"", (recipient,), turn.room.draw)
    except AgeError as error:
        raise KeyRefused from error
    return recipient


def _word_known(recipient: str | None) -> Notice:
    if recipient is None:
        return say("key-none")
    return say("key-known", tail=recipient[-_TAIL:])
