"""Many people who write at once, while everything goes wrong that can: the same for whichever bot listens."""

from contextlib import suppress
from dataclasses import dataclass

from tests.doubles.signal.person import Person
from tests.doubles.signal.server import Signal

LINES = (
    "Добрий день", "2", "4", "{word}: директор погрожував звільненням", "5", "{word} або пошта", "3", "1, 2",
    "торік навесні", "переглянути",
)  # fmt: skip
"""What each of them writes, answer after answer; ``{word}`` is their own."""

_FILE_ROUND = 8
_FILE_EVERY = 20
_MALFORMED = (b"{", b"null", b'{"error":"Closed"}', b'{"account":"+380440000001"}', b'{"envelope":{"sourceUuid":7}}')


@dataclass(frozen=True, slots=True, kw_only=True)
class Onslaught:
    """What was written.

    Attributes:
        people: by their words.
        names: of all messages: who wrote, and when.
    """

    people: dict[str, Person]
    names: set[tuple[str, int]]


async def attack(signal: Signal, number: int, *, patience: float) -> Onslaught:
    """Let so many people write, nobody waiting for an answer, one line each in every round.

    Args:
        signal: where they write.
        number: of people.
        patience: seconds for which a bot is given the chance to come back after a connection has ended.
    """
    account = signal.account
    account.chatty, account.voice_notes = False, True
    people = {f"слово{place:03}ц": signal.add_person() for place in range(number)}
    names = set()
    for turn, line in enumerate(LINES):
        for place, (word, person) in enumerate(people.items()):
            if turn == _FILE_ROUND and place % _FILE_EVERY == 0:
                message = person.attaches(f"{word}\n".encode() * 100, f"{word}.txt", media_type="text/plain")
            else:
                message = person.types(line.format(word=word))
            names.add((person.user.uuid, message.timestamp))
        await _go_wrong(signal, turn, list(people.values()), patience)
    await account.feed.settle()
    return Onslaught(people=people, names=names)


async def _go_wrong(signal: Signal, turn: int, people: list[Person], patience: float) -> None:
    feed = signal.account.feed
    match turn:
        case 1:
            for person in people[::7]:
                person.repeats(person.told[0])
                person.repeats(person.told[-1])
            await _settle(signal)
        case 2:
            # Of what waits now each chat has one frame: so only chats change places.
            feed.mix(list.reverse)
        case 3:
            await _end(signal, 1000, patience)
        case 4:
            for body in _MALFORMED:
                feed.push(body)
        case 5:
            await _end(signal, None, patience)
        case 7:
            signal.account.faults.fail("file", times=2)
            signal.account.faults.cut()
            await _end(signal, 1001, patience)


async def _end(signal: Signal, code: int | None, patience: float) -> None:
    """End the connection, when all that was told has been taken in; nobody writes until the bot is back, if ever."""
    feed = signal.account.feed
    await _settle(signal)
    if code is None:
        feed.abort()
    else:
        await feed.close(code)
    with suppress(TimeoutError):
        await feed.listened(patience=patience)


async def _settle(signal: Signal) -> None:
    with suppress(TimeoutError):
        await signal.account.feed.settle()
