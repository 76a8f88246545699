"""What the service answers when it refuses: a code, its own words, and sometimes how long to wait."""

from typing import Any

_SAYS = {400: "Bad Request", 403: "Forbidden", 409: "Conflict"}


class Refused(Exception):
    """A call that is not carried out.

    Attributes:
        code: the status, also of the HTTP answer.
        description: the service's words.
        parameters: what a program may act on, such as ``retry_after`` in seconds.
    """

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = f"{_SAYS[code]}: {description}" if code in _SAYS else description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """The answer's body."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


def bad(description: str) -> Refused:
    """The call itself is wrong."""
    return Refused(400, description)


def forbidden(description: str) -> Refused:
    """The bot may not do this in this chat."""
    return Refused(403, description)


def conflict(description: str) -> Refused:
    """Two ways of receiving at the same time."""
    return Refused(409, description)


def throttled(seconds: int) -> Refused:
    """Too much; how many seconds to wait."""
    return Refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
