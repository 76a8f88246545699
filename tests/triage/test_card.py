"""Spans of time and sizes, in the units that a person would say."""

from datetime import timedelta

import pytest

from triage.card import extent, span


@pytest.mark.parametrize(
    ("length", "amount", "unit"),
    [
        (timedelta(seconds=-5), 0, "minutes"),
        (timedelta(seconds=59), 0, "minutes"),
        (timedelta(minutes=59, seconds=59), 59, "minutes"),
        (timedelta(hours=1), 1, "hours"),
        (timedelta(hours=47, minutes=59), 47, "hours"),
        (timedelta(hours=48), 2, "days"),
        (timedelta(days=400), 400, "days"),
    ],
)
def test_span(length, amount, unit):
    """Minutes within the hour, hours within two days, then days; a clock that was set back shows none."""
    measured = span(length)
    assert (measured.amount, measured.unit) == (amount, unit)


@pytest.mark.parametrize(
    ("size", "amount", "unit"),
    [(0, 0, "bytes"), (999, 999, "bytes"), (1000, 1, "kilobytes"), (1_500_000, 2, "megabytes")],
)
def test_extent(size, amount, unit):
    """Bytes, then whole kilobytes, then whole megabytes."""
    measured = extent(size)
    assert (measured.amount, measured.unit) == (amount, unit)
