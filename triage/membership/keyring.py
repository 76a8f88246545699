"""A member's own key: to which everything is sealed that is sent to him where others could read along.

On the path between an order and ``storage.members``. Whoever has stolen a member's account must not be able to have
cases sealed to a key of his own, so a key is registered with a code of the member's authenticator, each code once, and
guessing ends soon. Needs the group's keys, which sign the row.
"""

from dataclasses import replace

from storage import audit, members
from storage.audit import Act
from storage.database import Unit
from storage.sealed import AgeError, HybridRecipient, X25519Recipient, parse_recipient, seal
from triage.errors import KeyRefused, SecretKeyTyped
from triage.grammar.orders import RegisterKey
from triage.grammar.rights import Command
from triage.membership import proof, roster
from triage.notices import Notice, say
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
        NotAllowed: the member may not act any more.
    """
    if not order.recipient:
        return (_word_known(turn.member.recipient),)
    recipient = _read(order.recipient, turn)
    tail = recipient.encode()[-_TAIL:]
    if not order.code:
        return (say("key-confirm", tail=tail),)
    keys, member = turn.room.unlocked(), turn.member.id
    await proof.prove(turn, order.code, Act.MEMBER_KEY)

    async def work(unit: Unit) -> None:
        # The row as it is by now: somebody may have changed meanwhile what the member may do.
        known = await roster.acting(unit, keys.manifest.roster, member, Command.KEY)
        changed = replace(known.member(member), recipient=recipient.encode(), changed_at=turn.now)
        await members.save(unit, members.sign(changed, keys.roster))
        await audit.write(unit, at=turn.now, actor=member, act=Act.MEMBER_KEY, code="registered")

    await turn.room.database.write(work)
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
