"""Time zones as people type them."""

import pytest

from triage.duty import zones
from triage.duty.errors import ZoneNotFound


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Kyiv", "Europe/Kyiv"),
        ("europe/kyiv", "Europe/Kyiv"),
        ("Warsaw", "Europe/Warsaw"),
        ("new york", "America/New_York"),
        (" utc ", "UTC"),
    ],
)
def test_a_zone_is_found_by_its_name_or_its_place(typed, zone):
    """Whatever its case."""
    assert zones.find(typed) == zone


@pytest.mark.parametrize(
    ("typed", "suggestion"), [("Europe/Kyjiv", "Europe/Kyiv"), ("Warschau", "Europe/Warsaw"), ("%$!", "none")]
)
def test_what_is_no_zone_is_refused_with_the_nearest(typed, suggestion):
    """What was typed is not repeated."""
    with pytest.raises(ZoneNotFound) as refused:
        zones.find(typed)
    assert refused.value.facts == {"suggestion": suggestion}
