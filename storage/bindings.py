"""Which member writes from which chat, each row signed with the roster key.

On the path from a staff bot to the triage desk. Whoever can only write to the database, as a seized intake can, cannot
make a chat of theirs a member's. The rows are readable, since a bot has to know its members, and call them, while
triage is locked: a seized disk yields the staff's addresses. A binding says who somebody is, never whether they may
act; that is for the member's own row to say.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select

from storage import signed
from storage.database import Unit, tables
from storage.ids import MemberId
from storage.sealed import SigningKey, VerifyKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A chat that is a member's.

    Attributes:
        channel: such as ``telegram``.
        account: the bot's account there, as the wiring calls it.
        chat: what the platform calls the chat. It is told to nobody.
        member: whose it is.
        changed_at: when it was signed.
        identity: the fingerprint of the key with which the member writes there, where the channel shows one and it
            was pinned; else nothing.
        signature: Ed25519 with the roster key, over all of the above.
    """

    channel: str
    account: str
    chat: str = field(repr=False)
    member: MemberId
    changed_at: datetime
    identity: str = ""
    signature: bytes = b""


SIGNATURE_DOMAIN = b"solidarity-intake/binding/1\0"

_TABLE = tables.bindings


def sign(binding: Binding, roster: SigningKey) -> Binding:
    """Sign a binding; whatever signature it had is replaced.

    Raises:
        NaiveInstant: ``changed_at`` has no zone.
    """
    return replace(binding, signature=roster.sign(_message(binding)))


async def save(unit: Unit, binding: Binding) -> None:
    """Write a signed binding in the place of the chat's one before it."""
    changing = {
        "member": binding.member,
        "changed_at": binding.changed_at,
        "identity": binding.identity,
        "signature": binding.signature,
    }
    place = {"channel": binding.channel, "account": binding.account, "chat": binding.chat}
    statement = unit.insert(_TABLE).values(**place, **changing)
    await unit.execute(statement.on_conflict_do_update(index_elements=list(_TABLE.primary_key), set_=changing))


async def find(unit: Unit, channel: str, account: str, chat: str, roster: VerifyKey) -> Binding | None:
    """Whose chat this is; nobody's if it is not bound, or the roster key did not bind it."""
    here = (_TABLE.c.channel == channel, _TABLE.c.account == account, _TABLE.c.chat == chat)
    row = (await unit.execute(select(_TABLE).where(*here))).one_or_none()
    return None if row is None else _binding(row, roster)


async def all(unit: Unit, channel: str, account: str, roster: VerifyKey) -> tuple[Binding, ...]:  # noqa: A001
    """The genuine bindings of a bot's account."""
    query = select(_TABLE).where(_TABLE.c.channel == channel, _TABLE.c.account == account)
    rows = await unit.execute(query.order_by(_TABLE.c.member, _TABLE.c.chat))
    return tuple(binding for row in rows if (binding := _binding(row, roster)) is not None)


async def of(unit: Unit, member: MemberId, roster: VerifyKey) -> tuple[Binding, ...]:
    """The genuine bindings of a member, on every channel."""
    rows = await unit.execute(select(_TABLE).where(_TABLE.c.member == member).order_by(*_TABLE.primary_key))
    return tuple(binding for row in rows if (binding := _binding(row, roster)) is not None)


async def drop(unit: Unit, member: MemberId, channel: str | None = None) -> None:
    """Forget a member's chats on one channel, or on every channel; again does nothing."""
    theirs = delete(_TABLE).where(_TABLE.c.member == member)
    await unit.execute(theirs if channel is None else theirs.where(_TABLE.c.channel == channel))
    unit.erases = True


def _binding(row: Row[Any], roster: VerifyKey) -> Binding | None:
    """The binding of a row; none if the roster key did not sign it."""
    try:
        binding = Binding(
            channel=row.channel,
            account=row.account,
            chat=row.chat,
            member=MemberId(row.member),
            changed_at=row.changed_at,
            identity=row.identity,
            signature=row.signature,
        )
        roster.verify(_message(binding), binding.signature)
    except signed.NOT_GENUINE:
        return None
    return binding


def _message(binding: Binding) -> bytes:
    # Without an identity the message is the same as before there were any.
    later = (binding.identity,) if binding.identity else ()
    fields = (binding.channel, binding.account, binding.chat, binding.member, binding.changed_at)
    return signed.message(SIGNATURE_DOMAIN, *fields, *later)
