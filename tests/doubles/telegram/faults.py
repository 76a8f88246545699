"""What goes wrong on request at Telegram: besides what can go wrong anywhere, its throttling and its errors."""

from tests.doubles import faults
from tests.doubles.telegram.refusals import Refused, throttled


class Faults(faults.Faults):
    """What is to go wrong with the calls of one bot."""

    def throttle(self, method: str, seconds: int = 1, *, times: int = 1, chat: int | None = None) -> None:
        """Answer 429, and how many seconds to wait."""
        self.refuse(method, throttled(seconds), times=times, chat=chat)

    def fail(self, method: str, code: int = 500, description: str = "Internal Server Error", *, times: int = 1) -> None:
        """Answer with an error."""
        self.refuse(method, Refused(code, description), times=times)
