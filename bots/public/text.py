"""The interview as plain text: numbered answers, typed commands. For the terminal, and for other text channels.

Between a channel's raw lines and the interview's values. It knows no state: a line means what it means at the prompt
that was shown last. Where ``words`` are typed, as on a small phone, single words take the place of commands that begin
with a slash, and numbers may come in any form; see :mod:`bots.public.vocabulary`.
"""

import difflib
import re
from collections.abc import Collection, Mapping, Sequence

from bots.public.choosing import ONWARD, choose, number, side
from bots.public.vocabulary import COMMANDS, Vocabulary, plain, shown, vocabulary
from bots.texts import Catalogue
from intake.codes import looks_like_any
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
    "move": Steer.MOVE,
    "start": Steer.SHOW,
}
_EXPLAINED: Mapping[str, str] = {"help": "help-commands", "lang": "language-ask"}
"""Commands that, without more, are answered by a text of their own."""

_COMMANDS = (*_STEERING, "lang", "code", "file", "help")
_BLANK_LINES = re.compile(r"\n\s*\n")
_BESIDE = " · "

_ALWAYS = frozenset({"back", "skip", "pause", "stop", "help", "code"})
"""The words that steer at every prompt, whether they stand below it or not."""

_BETWEEN = frozenset({"resume", "move", "lang"})
"""The words that steer where they cannot be an answer."""


def write(turn: Turn, catalogue: Catalogue, *, attaching: str = "", words: bool = False) -> list[str]:
    """What is said and asked, a block a message; no block holds an empty line.

    Args:
        turn: what is said and asked.
        catalogue: of the words.
        attaching: the message that says how files are attached on this channel, where that is no matter of course.
        words: single words are typed here, and not commands.
    """
    render = Renderer(catalogue, turn.language, attaching=attaching, words=words)
    blocks = [render(message) for message in (*turn.messages, *turn.notices)]
    if turn.prompt is not None:
        blocks.extend(render(message) for message in turn.prompt.before)
        blocks.append(render.prompt(turn.prompt))
    return [_BLANK_LINES.sub("\n", block.strip()) for block in blocks]


class Renderer:
    """Messages in words, in one language.

    Where buttons are ``pressed`` instead of numbers and commands typed, a message is worded in its ``-pressed`` form if
    it has one; where single ``words`` are typed, in its ``-worded`` form.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        language: Language,
        *,
        attaching: str = "",
        pressed: bool = False,
        words: bool = False,
    ) -> None:
        self._catalogue = catalogue
        self._language = language
        self._attaching = attaching
        self._words = words
        self._form = "-pressed" if pressed else "-worded" if words else ""

    def __call__(self, message: Message) -> str:
        """One message, with the messages in its arguments."""
        args = {name: self._argument(value) for name, value in message.args.items()}
        formed = message.id + self._form
        known = self._form and self._catalogue.has(self._language, formed)
        return self._catalogue.text(self._language, formed if known else message.id, args)

    def prompt(self, prompt: Prompt) -> str:
        """The open question with everything that belongs to it."""
        lines = [
            self(prompt.progress) if prompt.progress else "",
            self(prompt.ask),
            self._catalogue.attribute(self._language, prompt.ask.id, "help"),
            *(f"{number}. {self._one_line(option)}" for number, option in enumerate(prompt.options, start=1)),
            *(self(how) for how in prompt.how or self._how_to_choose(prompt)),
            self._how_to_attach(prompt),
            # What is done here is typed at once: nothing is marked first.
            self._steering([control for control in prompt.controls if control is not Control.DONE]),
        ]
        return "\n".join(line for line in lines if line)

    def some(self, prompt: Prompt, codes: Collection[str]) -> str:
        """Those of the options that have these codes, in one line, each with its number."""
        numbered = enumerate(prompt.options, start=1)
        return _BESIDE.join(
            f"{number}. {self._one_line(option)}" for number, option in numbered if option.code in codes
        )

    def _how_to_choose(self, prompt: Prompt) -> tuple[Message, ...]:
        """That a number is typed, said where nothing else says it: on a phone people look for something to press."""
        says_it = self._catalogue.has(self._language, f"{prompt.ask.id}-worded")
        return (Message(id="choose-one"),) if self._words and prompt.options and not says_it else ()

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

    def _steering(self, controls: Sequence[Control]) -> str:
        if not self._words:
            return "   ".join(self._control(control) for control in controls)
        if not controls:
            return ""
        names = [*(control.value for control in controls), "help"]
        typed = _BESIDE.join(shown(self._catalogue, self._language, name) for name in names)
        return self._catalogue.text(self._language, "or-a-word", {"words": typed})

    def _control(self, control: Control) -> str:
        return f"/{control.value} {self._catalogue.text(self._language, f'control-{control.value}')}"


def read(
    line: str,
    prompt: Prompt,
    language: Language,
    catalogue: Catalogue,
    languages: Collection[Language] = LANGUAGES,
    *,
    words: bool = False,
) -> Event:
    """What a typed line means at this prompt, where ``languages`` are spoken. Files are the channel's own.

    With ``words``, a message that is a single word of the vocabulary is a command, where the prompt is open to it and
    it is not one of the options.
    """
    known = vocabulary(catalogue) if words else None
    typed = line.strip()
    if typed.startswith("/"):
        if known is None:
            return _command(typed, languages)
        return _slashed(typed, prompt, known, languages) or _nearest(typed, known, language, catalogue)
    render = Renderer(catalogue, language, words=words)
    labels = {plain(render(option.label)): option.code for option in prompt.options}
    if chosen := choose(typed, prompt, labels, known):
        return Choose(codes=chosen)
    if known and (meant := _word(typed, prompt, known, languages)):
        return meant
    if len(meanings := side(plain(typed), labels, known)) > 1:
        return Mistake(message="correct-which", args={"options": render.some(prompt, meanings)})
    if prompt.options and number(typed, known) is not None:
        return Mistake(message="correct-number", args={"most": len(prompt.options)})
    return Text(text=line)


def _command(typed: str, languages: Collection[Language]) -> Event:
    word, rest = [*typed[1:].split(maxsplit=1), "", ""][:2]
    name = word.lower()
    if meant := _named(name, rest, languages):
        return meant
    nearest = (difflib.get_close_matches(name, _COMMANDS, n=1, cutoff=0.5) or ["skip"])[0]
    if nearest == "lang":
        nearest = ", /".join(f"lang {language}" for language in languages)
    return Mistake(message="correct-command", args={"nearest": f"/{nearest}"})


def _named(name: str, rest: str, languages: Collection[Language]) -> Event | None:
    """What a command means by its name; None if there is none of this name."""
    if name in _STEERING:
        return _STEERING[name]
    if name == "code":
        return Present(code=rest)
    if name == "lang" and rest.lower() in languages:
        return Speak(language=Language(rest.lower()))
    return Mistake(message=_EXPLAINED[name]) if name in _EXPLAINED and not rest else None


def _slashed(typed: str, prompt: Prompt, known: Vocabulary, languages: Collection[Language]) -> Event | None:
    """A command where words are typed: nobody means an answer with a slash before it. None if there is no such one."""
    word, rest = [*typed.lstrip("/ ").split(maxsplit=1), "", ""][:2]
    name = known.commands.get(plain(word), plain(word))
    if name == "next":
        return _onward(prompt)
    spoken = known.languages.get(plain(rest if name == "lang" else word))
    if spoken is not None and spoken in languages:
        return Speak(language=spoken)
    return _named(name, rest, languages) or (Mistake(message=_EXPLAINED[name]) if name == "lang" else None)


def _nearest(typed: str, known: Vocabulary, language: Language, catalogue: Catalogue) -> Mistake:
    """What was meant, perhaps, by a word after a slash that is none."""
    word = plain((typed.lstrip("/ ").split() or [""])[0])
    found = difflib.get_close_matches(word, [*known.commands, *COMMANDS], n=1, cutoff=0.5) or ["skip"]
    nearest = known.commands.get(found[0], found[0])
    return Mistake(message="correct-command", args={"nearest": shown(catalogue, language, nearest)})


def _word(typed: str, prompt: Prompt, known: Vocabulary, languages: Collection[Language]) -> Event | None:
    """What a single word means, if it is a command here; a code may follow the word for it."""
    word = plain(typed)
    if known.languages.get(word) in languages and (word in known.offered or not _asks_words(prompt)):
        return Speak(language=known.languages[word])
    if word in known.commands:
        return _alone(known.commands[word], prompt, languages)
    first, *rest = typed.split(maxsplit=1)[:2] or [""]
    if known.commands.get(plain(first)) == "code" and rest and looks_like_any(rest[0]):
        return Present(code=rest[0])
    return None


def _alone(name: str, prompt: Prompt, languages: Collection[Language]) -> Event | None:
    """What a command's word means by itself; None where it may just as well be an answer."""
    if name in _ALWAYS:
        return _named(name, "", languages)
    codes = {option.code for option in prompt.options}
    if name in codes:
        return Choose(codes=(name,))
    if name == "next" or (name == "resume" and ONWARD in codes):
        return _onward(prompt)
    open_here = {control.value for control in prompt.controls}
    if any(how.id == "attach-files" for how in prompt.how):
        open_here.add("done")
    if not _asks_words(prompt):
        open_here |= _BETWEEN
    return _named(name, "", languages) if name in open_here else None


def _onward(prompt: Prompt) -> Event:
    """To what comes next. An answer that is there stays: nobody takes it back by going on."""
    if any(option.code == ONWARD for option in prompt.options):
        return Choose(codes=(ONWARD,))
    onward = next((control for control in (Control.KEEP, Control.SKIP) if control in prompt.controls), None)
    return _STEERING[onward.value] if onward else Steer.SHOW


def _asks_words(prompt: Prompt) -> bool:
    """Whether words of one's own are an answer here, or a code is."""
    asked = {how.id for how in prompt.how}
    closed = prompt.options or "attach-files" in asked or Control.RESUME in prompt.controls
    return "type-place" in asked or not closed
