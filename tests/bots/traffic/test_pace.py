"""Rates: what is let through in any time is what was promised."""

from hypothesis import given
from hypothesis import strategies as st

from bots.traffic.pace import _MANY, CHAT_BURST, Pace, Rate

WAITS = st.lists(st.floats(min_value=0, max_value=5), max_size=60)


@given(waits=WAITS, burst=st.integers(min_value=1, max_value=6))
def test_rate_is_never_exceeded(waits, burst):
    """In any span of time pass at most as many as fit into it, and one burst."""
    rate, now, passed = Rate(interval=1.0, burst=burst), 0.0, []
    for wait in waits:
        now += wait
        while not rate.take(now):
            passed.append(now)
    for first, start in enumerate(passed):
        for last, end in enumerate(passed[first:], start=1):
            assert last <= burst + (end - start) + 1e-6


@given(waits=WAITS, burst=st.integers(min_value=1, max_value=6))
def test_waiting_as_long_as_told_is_enough(waits, burst):
    """Who asks again after the time he was told gets through."""
    rate, now = Rate(interval=1.0, burst=burst), 0.0
    for wait in waits:
        now += wait
        if more := rate.take(now):
            now += more + 1e-6
            assert rate.take(now) == 0


def test_places_are_handed_out_one_after_the_other():
    """Each who reserves waits behind the one before."""
    rate = Rate(interval=0.5)
    assert [rate.reserve(10.0) for _ in range(4)] == [0, 0.5, 1.0, 1.5]
    assert rate.reserve(20.0) == 0


def test_chats_do_not_take_each_others_places():
    """A burst in one chat leaves the next one its own."""
    pace = Pace()
    assert not any(pace.take_in("a", 0.0) for _ in range(CHAT_BURST))
    assert pace.take_in("a", 0.0) > 0
    assert pace.take_in("b", 0.0) == 0


def test_chats_at_rest_are_forgotten():
    """Memory does not grow with every chat there ever was; one that must wait is remembered."""
    pace = Pace()
    for number in range(_MANY + 1):
        pace.take_in(f"chat {number}", 0.0)
    for _ in range(CHAT_BURST):
        pace.take_in("busy", 100.0)
    pace.take_in("another", 100.0)
    assert len(pace._chats) == 2
    assert pace.take_in("busy", 100.0) > 0
