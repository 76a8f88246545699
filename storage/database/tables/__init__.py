"""The tables, as the newest revision has them.

Everything a person wrote lies here sealed, in a ``header`` (who can open) and a ``payload``; what remains
readable is what design.md lists. Every change to this package needs a revision in ``migrations/versions``; a
test compares the two.
"""

from storage.database.tables.case import (
    addresses,
    cases,
    consents,
    deadline_runs,
    deadlines,
    documents,
    headers,
    receipts,
    tidings,
)
from storage.database.tables.casework import indexed, links, names, requests, tags
from storage.database.tables.decision import actions, proposals
from storage.database.tables.duty import alert_rings, alerts, call_open, calls, hours, pagers, pulses, shifts, swaps
from storage.database.tables.group import (
    audit,
    bindings,
    departures,
    installation,
    members,
    step_ups,
    suspensions,
    vouches,
)
from storage.database.tables.mail import (
    crossings,
    drafts,
    gaps,
    inbox,
    inbox_aside,
    inbox_waits,
    listenings,
    outbox,
    pauses,
    traces,
)
from storage.database.tables.metadata import metadata
from storage.database.tables.referral import offers, parcels, partners, referrals
from storage.database.tables.times import digests, reminders

__all__ = [
    "actions",
    "addresses",
    "alert_rings",
    "alerts",
    "audit",
    "bindings",
    "call_open",
    "calls",
    "cases",
    "consents",
    "crossings",
    "deadline_runs",
    "deadlines",
    "departures",
    "digests",
    "documents",
    "drafts",
    "gaps",
    "headers",
    "hours",
    "inbox",
    "inbox_aside",
    "inbox_waits",
    "indexed",
    "installation",
    "links",
    "listenings",
    "members",
    "metadata",
    "names",
    "offers",
    "outbox",
    "pagers",
    "parcels",
    "partners",
    "pauses",
    "proposals",
    "pulses",
    "receipts",
    "referrals",
    "reminders",
    "requests",
    "shifts",
    "step_ups",
    "suspensions",
    "swaps",
    "tags",
    "tidings",
    "traces",
    "vouches",
]
