"""Time zones as people type them: ``Europe/Kyiv``, ``europe/kyiv``, or ``Kyiv`` alone.

On the path between an order and ``storage``, which knows only the names of the IANA. Pure.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from triage.duty.errors import ZoneNotFound


def find(typed: str) -> str:
    """Give a zone's own name.

    Raises:
        ZoneNotFound: there is none; with the nearest there is.
    """
    wanted = typed.strip().casefold().replace(" ", "_")
    names = _names()
    if wanted in names:
        return names[wanted]
    near = get_close_matches(wanted, names, n=1)
    raise ZoneNotFound(names[near[0]] if near else "none")


@cache
def _names() -> Mapping[str, str]:
    """Every zone by its name, and by its place where only one zone is called so."""
    zones = sorted(available_timezones())
    named: dict[str, str] = {}
    places: dict[str, set[str]] = {}
    for zone in zones:
        named[zone.casefold()] = zone
        places.setdefault(zone.rpartition("/")[2].casefold(), set()).add(zone)
    return {**{place: next(iter(of)) for place, of in places.items() if len(of) == 1}, **named}
