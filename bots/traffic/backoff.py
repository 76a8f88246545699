"""How long to leave alone what fails: longer each time, never much longer than a minute."""

LONGEST = 60.0
"""Seconds."""


def back_off(failures: int) -> float:
    """The seconds to wait after so many failures in a row: 1, 2, 4, 8 ... 60."""
    return min(2.0 ** min(failures - 1, 10), LONGEST)
