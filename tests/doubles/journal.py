"""Every byte that went in and out, and the search for words that must not be among them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.doubles.form import Form
from tests.doubles.waiting import Change


@dataclass(slots=True, kw_only=True)
class Exchange:
    """One call of a bot and what it was answered.

    Attributes:
        bot: by what the service knows it: a user name, a number.
        method: what was called.
        target: what was asked for: path and query.
        body: the bytes that the bot sent.
        form: the same, read; empty where it could not be.
        status: 0 while there is no answer, also where the connection was dropped.
    """

    bot: str
    method: str
    target: str
    body: bytes
    form: Form = field(default_factory=Form)
    status: int = 0
    answer: bytes = b""

    def sent(self) -> Iterator[bytes]:
        """All that the bot said in this call, however it was wrapped: in the form, in JSON, in a file or its name."""
        yield self.target.encode()
        yield self.body
        for name, value in self.form.values.items():
            yield name.encode()
            yield from (text.encode("utf-8", "surrogatepass") for text in _texts(value))
        for upload in self.form.files.values():
            yield upload.name.encode()
            yield upload.content


class Journal:
    """All exchanges, the oldest first.

    Attributes:
        change: rings at each call.
    """

    def __init__(self) -> None:
        self.exchanges: list[Exchange] = []
        self.change = Change()

    def add(self, exchange: Exchange) -> Exchange:
        """Keep an exchange."""
        self.exchanges.append(exchange)
        self.change.ring()
        return exchange

    def of(self, bot: str, *methods: str) -> list[Exchange]:
        """The calls of one bot; of these methods, if any are named."""
        return [
            exchange
            for exchange in self.exchanges
            if exchange.bot == bot and (not methods or exchange.method in methods)
        ]

    def find(self, word: str, bot: str) -> list[Exchange]:
        """The calls in which a bot said a word, in any case that people write it in."""
        spelt = [form.encode() for form in {word, word.lower(), word.upper(), word.capitalize()}]
        return [
            exchange for exchange in self.of(bot) if any(form in said for said in exchange.sent() for form in spelt)
        ]


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
            if value[:1] in ("{", "["):
                try:
                    yield from _texts(json.loads(value))
                except ValueError:
                    return
        case dict():
            for name, inner in value.items():
                yield name
                yield from _texts(inner)
        case list():
            for inner in value:
                yield from _texts(inner)
        case _:
            yield str(value)
