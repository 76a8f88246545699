"""A public bot as the process sees it, whatever its platform: a channel for the desk and, over one, mail to carry."""

from dataclasses import dataclass
from typing import Protocol

from bots.traffic.chores import Chore
from bots.traffic.line import Connection
from intake.channel import Channel
from intake.desk import IntakeDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a bot has a process do.

    Attributes:
        connection: its mail, and its receive loop.
        chores: what it needs done by the clock.
    """

    connection: Connection
    chores: tuple[Chore, ...] = ()


class PublicBot(Protocol):
    """The public bot on one platform."""

    @property
    def channel(self) -> Channel:
        """How intake knows it."""

    def start(self, desk: IntakeDesk) -> Work:
        """Have its mail worked at this desk, at which its channel is."""
