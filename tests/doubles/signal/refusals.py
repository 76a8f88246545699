"""What signal-cli-rest-api answers when it refuses: a status and its own words (its src/api/api.go)."""

from typing import Any


class Refused(Exception):
    """A call that is not carried out.

    Attributes:
        status: of the answer.
        more: what stands beside the words.
    """

    def __init__(self, status: int, words: str, **more: Any) -> None:
        super().__init__(words)
        self.status = status
        self.words = words
        self.more = more

    def as_json(self) -> dict[str, Any]:
        """The answer's body."""
        return {"error": self.words, **self.more}


def malformed(reason: str) -> Refused:
    """The call itself is wrong; the reason is this double's own, for whoever reads a failing test."""
    return Refused(400, f"Couldn't process request - {reason}")


def failed(words: str) -> Refused:
    """signal-cli could not do it; also where the network or the other side is to blame, this is a 400."""
    return Refused(400, words)


def throttled(number: str, tokens: list[str]) -> Refused:
    """Signal wants to see a captcha first; nothing says how long to wait."""
    words = (
        "Failed to send message due to rate limiting. Use the attached challenge tokens to lift the rate limit "
        "restrictions via the '/v1/accounts/{number}/rate-limit-challenge' endpoint."
    )
    return Refused(429, words, **({"challenge_tokens": tokens} if tokens else {}), account=number)


def untrusted() -> Refused:
    """The recipient's identity has changed, and the new one is not trusted."""
    return failed("Unable to complete request due to untrusted recipient keys")


def unknown_account() -> Refused:
    """The number is not registered here."""
    return failed("Specified account does not exist")
