"""Pagers: a service of the member's own choice that breaks through a muted phone, one a member, signed.

On the path of an alert, which must not wait for the group's keys: so the URL lies readable, as the chats of members
do. Whoever can only write to the database cannot have somebody else's pager called. A URL holds what its service takes
for a password: it stands in no log, no error and no answer. Nor may one make us speak to our own machines.
"""

import ipaddress
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import Row, delete, select

from storage import signed
from storage.database import Unit, tables
from storage.ids import MemberId
from storage.sealed import SigningKey, VerifyKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a member is paged.

    Attributes:
        member: whose it is.
        url: as Apprise writes it. Secret.
        changed_at: when it was signed.
        signature: Ed25519 with the roster key, over all of the above.
    """

    member: MemberId
    url: str = field(repr=False)
    changed_at: datetime
    signature: bytes = b""


URL_LIMIT = 2000
"""Characters of a URL."""

_NO_PAGERS = frozenset(
    {
        *("amqp", "amqps", "apprise", "apprises", "blink1", "dbus", "form", "forms", "gio", "glib", "gnome", "json"),
        *("jsons", "kde", "macosx", "mqtt", "mqtts", "qt", "rsyslog", "signal", "signals", "syslog", "windows", "xml"),
        *("xmls",),
    }
)
"""What Apprise can do beside paging: it would write on this machine's screen, or send whatever is liked to a host."""

_OF_FILES = re.compile(r"[?&;#+:\s-](?:keyfile|path|pgpprv|pgppub|redirect|subfile|template)\s*=", re.IGNORECASE)
"""With these Apprise would read a file of this machine, fetch one from within, or follow its service elsewhere."""

SIGNATURE_DOMAIN = b"solidarity-intake/pager/1\0"

_TABLE = tables.pagers


def leads_outside(url: str, inside: Collection[str] = ()) -> bool:
    """Whether a URL may be called: a paging service, and none of our own machines.

    Whether its service exists shows only when it is called.

    Args:
        url: as Apprise writes it. Secret.
        inside: hosts of our own network on which a pager may lie all the same.
    """
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.casefold(), parts.hostname or "", parts.port
    except ValueError:
        return False
    if not scheme or scheme in _NO_PAGERS or _OF_FILES.search(unquote(url)):
        return False
    if "\\" in url or parts.netloc.count("@") > 1:
        return False  # Apprise would find another host there
    return host in inside or not _is_inside(host, named=port is not None)


def sign(pager: Pager, roster: SigningKey) -> Pager:
    """Sign a pager; whatever signature it had is replaced.

    Raises:
        NaiveInstant: ``changed_at`` has no zone.
    """
    return replace(pager, signature=roster.sign(_message(pager)))


async def save(unit: Unit, pager: Pager) -> None:
    """Write a signed pager in the place of the member's one before it."""
    changing = {"url": pager.url, "changed_at": pager.changed_at, "signature": pager.signature}
    row = unit.insert(_TABLE).values(member=pager.member, **changing)
    await unit.execute(row.on_conflict_do_update(index_elements=[_TABLE.c.member], set_=changing))
    unit.erases = True


async def of(unit: Unit, member: MemberId, roster: VerifyKey) -> Pager | None:
    """A member's pager; none if there is none, or the roster key did not sign it."""
    row = (await unit.execute(select(_TABLE).where(_TABLE.c.member == member))).one_or_none()
    return None if row is None else _pager(row, roster)


async def all(unit: Unit, roster: VerifyKey) -> tuple[Pager, ...]:  # noqa: A001
    """The genuine pagers of everybody."""
    rows = await unit.execute(select(_TABLE).order_by(_TABLE.c.member))
    return tuple(pager for row in rows if (pager := _pager(row, roster)) is not None)


async def drop(unit: Unit, member: MemberId) -> bool:
    """Forget a member's pager; False if there was none."""
    dropped = await unit.execute(delete(_TABLE).where(_TABLE.c.member == member))
    unit.erases = True
    return dropped.rowcount == 1


def _is_inside(host: str, *, named: bool) -> bool:
    """Whether this is a host of our own network; a word without a dot is one only where a port follows it."""
    with suppress(ValueError):
        return not ipaddress.ip_address(host).is_global
    *_, last = labels = host.rstrip(".").split(".")
    if last.isdecimal() or last.startswith("0x"):
        return True  # an address all the same, which resolvers read in more spellings than this one
    if len(labels) == 1:
        return named or last == "localhost"
    return last in {"internal", "lan", "local", "localhost"}


def _pager(row: Row[Any], roster: VerifyKey) -> Pager | None:
    """The pager of a row; none if the roster key did not sign it."""
    try:
        pager = Pager(member=MemberId(row.member), url=row.url, changed_at=row.changed_at, signature=row.signature)
        roster.verify(_message(pager), pager.signature)
    except signed.NOT_GENUINE:
        return None
    return pager


def _message(pager: Pager) -> bytes:
    return signed.message(SIGNATURE_DOMAIN, pager.member, pager.url, pager.changed_at)
