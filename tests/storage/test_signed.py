"""What is signed of a row: every field counts, and none runs into the next."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from storage import signed
from storage.database import NaiveInstant
from storage.members import Role

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DOMAIN = b"solidarity-intake/test/1\0"


def test_message_is_the_domain_and_a_json_array():
    """Written in ASCII, with times in UTC, codes as their values, and lists as lists."""
    assert signed.message(DOMAIN, "Олена", Role.LEAD, 3, None, AT, ("uk", "ru")) == (
        DOMAIN + rb'["\u041e\u043b\u0435\u043d\u0430","lead",3,null,"2026-11-22T09:30:00.000000+00:00",["uk","ru"]]'
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [(("ab", "c"), ("a", "bc")), (("a", ""), ("a",)), ((None,), ("",)), ((1,), ("1",)), ((("a", "b"),), ("a", "b"))],
)
def test_fields_do_not_run_together(one, other):
    """Other fields are another message, however alike they read."""
    assert signed.message(DOMAIN, *one) != signed.message(DOMAIN, *other)


def test_same_instant_is_the_same_message():
    """Whatever zone it is told in."""
    elsewhere = AT.astimezone(timezone(timedelta(hours=2)))
    assert signed.message(DOMAIN, AT) == signed.message(DOMAIN, elsewhere)


def test_time_without_a_zone_is_refused():
    """It names no instant."""
    with pytest.raises(NaiveInstant):
        signed.message(DOMAIN, AT.replace(tzinfo=None))
