"""The interview as plain text: numbered answers, typed commands. For the terminal, and for other text channels.

Between a channel's raw lines and the interview's values. It knows no state: a line means what it means at the prompt
that was shown last.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence

from bots.texts import Catalogue
from intake.events import Choose, Event, Mistake, Present, Speak, Steer, Text
from intake.messages import Control, Message, Option, Prompt, Turn
from storage.documents import Language

LANGUAGES = (Language.UK, Language.RU, Language.EN)
"""What is spoken where nobody has chosen fewer."""

_STEERING: Mapping[str, Steer] = {
    "back": Steer.BACK,
    "skip": Steer.SKIP,
    "keep": Steer.KEEP,
    "done": Steer.DONE,
    "resume": Steer.SHOW,
    "pause": Steer.PAUSE,
    "stop": Steer.STOP,
    "review": Steer.REVIEW,
    "send": Steer.SEND,
    "start": Steer.SHOW,
}
_EXPLAINED: Mapping[str, str] = {"help": "help-commands", "lang": "language-ask"}
"""Commands that, without more, are answered by a text of their own."""

_COMMANDS = (*_STEERING, "lang", "code", "file", "help")
_BLANK_LINES = re.compile(r"\n\s*\n")
_NUMBER = re.compile(r"^(\d{1,3})[.)]?$")


def write(turn: Turn, catalogue: Catalogue, *, attaching: str = "") -> list[str]:
    """What is said and asked, a block a message; no block holds an empty line.

    ``attaching`` names the message that says how files are attached on this channel, where that is no matter of course.
    """
    render = Renderer(catalogue, turn.language, attaching=attaching)
    blocks = [render(message) for message in (*turn.messages, *turn.notices)]
    if turn.prompt is not None:
        blocks.extend(render(message) for message in turn.prompt.before)
        blocks.append(render.prompt(turn.prompt))
    return [_BLANK_LINES.sub("\n", block.strip()) for block in blocks]


class Renderer:
    """Messages in words, in one language.

    Where buttons are ``pressed`` instead of numbers and commands typed, a message is worded in its ``-pressed`` form if
    it has one.
    """

    def __init__(self, catalogue: Catalogue, language: Language, *, attaching: str = "", pressed: bool = False) -> None:
        self._catalogue = catalogue
        self._language = language
        self._attaching = attaching
        self._pressed = pressed

    def __call__(self, message: Message) -> str:
        """One message, with the messages in its arguments."""
        args = {name: self._argument(value) for name, value in message.args.items()}
        pressed = f"{message.id}-pressed"
        known = self._pressed and self._catalogue.has(self._language, pressed)
        return self._catalogue.text(self._language, pressed if known else message.id, args)

    def prompt(self, prompt: Prompt) -> str:
        """The open question with everything that belongs to it."""
        lines = [
            self(prompt.progress) if prompt.progress else "",
            self(prompt.ask),
            self._catalogue.attribute(self._language, prompt.ask.id, "help"),
            *(f"{number}. {self._one_line(option)}" for number, option in enumerate(prompt.options, start=1)),
            *(self(how) for how in prompt.how),
            self._how_to_attach(prompt),
            # What is done here is typed at once: nothing is marked first.
            "   ".join(self._control(control) for control in prompt.controls if control is not Control.DONE),
        ]
        return "\n".join(line for line in lines if line)

    def _how_to_attach(self, prompt: Prompt) -> str:
        wanted = self._attaching and any(how.id == "attach-files" for how in prompt.how)
        return self._catalogue.text(self._language, self._attaching) if wanted else ""

    def _argument(self, value: str | int | Message | tuple[Message, ...]) -> str | int:
        if isinstance(value, Message):
            return self(value)
        if isinstance(value, tuple):
            return ", ".join(self(message) for message in value)
        return value

    def _one_line(self, option: Option) -> str:
        return " ".join(self(option.label).split())

    def _control(self, control: Control) -> str:
        return f"/{control.value} {self._catalogue.text(self._language, f'control-{control.value}')}"


def read(
    line: str,
    prompt: Prompt,
    language: Language,
    catalogue: Catalogue,
    languages: Collection[Language] = LANGUAGES,
) -> Event:
    """What a typed line means at this prompt, where ``languages`` are spoken. Files are the channel's own."""
    typed = line.strip()
    if typed.startswith("/"):
        return _command(typed, languages)
    if not prompt.options:
        return Text(text=line)
    render = Renderer(catalogue, language)
    chosen = _chosen(typed, prompt.options, render, several=prompt.several)
    if chosen:
        return Choose(codes=chosen)
    if _NUMBER.match(typed):
        return Mistake(message="correct-number", args={"most": len(prompt.options)})
    return Text(text=line)


def _command(typed: str, languages: Collection[Language]) -> Event:
    word, rest = [*typed[1:].split(maxsplit=1), "", ""][:2]
    name = word.lower()
    if name in _STEERING:
        return _STEERING[name]
    if name == "code":
        return Present(code=rest)
    if name == "lang" and rest.lower() in languages:
        return Speak(language=Language(rest.lower()))
    if name in _EXPLAINED and not rest:
        return Mistake(message=_EXPLAINED[name])
    nearest = (difflib.get_close_matches(name, _COMMANDS, n=1, cutoff=0.5) or ["skip"])[0]
    if nearest == "lang":
        nearest = ", /".join(f"lang {language}" for language in languages)
    return Mistake(message="correct-command", args={"nearest": f"/{nearest}"})


def _chosen(
    typed: str, options: Sequence[Option], render: Callable[[Message], str], *, several: bool
) -> tuple[str, ...]:
    """The codes that were meant, by number or label; empty if anything in the line is neither."""
    labels = {_plain(render(option.label)): option.code for option in options}
    if _plain(typed) in labels:
        return (labels[_plain(typed)],)
    # A label may hold a comma itself.
    splittings = (r"[;\n]", r"[,;\n]", r"[,;\s]") if several else (r"\n",)
    for splitting in splittings:
        codes = [_one(part.strip(), options, labels) for part in re.split(splitting, typed) if part.strip()]
        if codes and all(codes):
            return tuple(codes)
    return ()


def _one(part: str, options: Sequence[Option], labels: Mapping[str, str]) -> str:
    if match := _NUMBER.match(part):
        number = int(match.group(1))
        return options[number - 1].code if 1 <= number <= len(options) else ""
    return labels.get(_plain(part), "")


def _plain(text: str) -> str:
    """A label as people type it: without case, outer punctuation and doubled spaces; é is é, in one piece or two."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("ʼ", "'").replace("’", "'")
    return " ".join(folded.split()).strip(" .!?…\"'«»“”")
