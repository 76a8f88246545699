"""A recording on Signal: everything is typed; labels are looked up in the newest message, as numbers or as words."""

import re

from bots.public.wiring import texts
from storage.documents import Language
from tests.doubles.signal.person import Person
from tests.recordings.recording import CODE, Attached, Chosen, Heard, Recording, Typed


async def replay(recording: Recording, person: Person, *, code: str = "") -> str:
    """Hold the conversation; the receipt code that was heard or brought along.

    Raises:
        AssertionError: the bot did not say what it said when this was recorded, or does not offer what was chosen.
    """
    phone = _Phone(person, Language(recording.language))
    for step in recording.on("signal"):
        match step:
            case Heard(words="{code}"):
                found = await person.awaits(lambda: CODE.search(phone.heard()), "a receipt code")
                code = found.group()
            case Heard(words=words):
                await phone.hears(words)
            case Typed(text=text):
                phone.types(text.replace("{code}", code))
            case Chosen(labels=labels):
                phone.types(", ".join([await phone.find(label) for label in labels]))
            case Attached(name=name):
                person.attaches(step.content, name)
    return code


async def choose(person: Person, language: str, label: str) -> None:
    """Type what stands for an option or a word, once it is offered."""
    person.types(await _Phone(person, Language(language)).find(label))


class _Phone:
    """What was said since the last thing done, and what to type."""

    def __init__(self, person: Person, language: Language) -> None:
        self._person = person
        self._typed = ""
        catalogue = texts()
        self._repeated = catalogue.text(language, "repeated")
        self._words = {
            catalogue.text(language, f"control-{name}"): catalogue.text(language, f"words-{name}").split(" | ")[0]
            for name in ("back", "skip", "keep", "done", "pause", "stop", "resume", "review", "send")
        }

    def types(self, line: str) -> None:
        """Type a line."""
        self._person.types(line)
        self._typed = line

    async def hears(self, words: str) -> None:
        """Wait for words; whoever is told that a line had come before, as after a fall of the bot's, types it again."""

        def find() -> bool:
            return words in self.heard() or self._repeated in self.heard()

        while await self._person.awaits(find, words) and words not in self.heard():
            self.types(self._typed)

    def heard(self) -> str:
        """All that was said since."""
        return "\n".join(message.text for message in self._person.said)

    async def find(self, label: str) -> str:
        """What is typed to choose this: a number, or a word."""
        return await self._person.awaits(lambda: self._find(label), f"[{label}]")

    def _find(self, label: str) -> str | None:
        heard = self.heard()
        numbers = re.findall(rf"^(\d+)\. {re.escape(label)}(?:$| .+$)", heard, re.MULTILINE)
        word = self._words.get(label, "")
        if word and not re.search(rf"(?:: |· ){re.escape(word)}(?: ·|$)", heard, re.MULTILINE):
            word = ""
        return numbers[-1] if numbers else word or None
