"""What a window shows: the texts and buttons of a turn, in words.

Between what the desk answers and the windows that lay it out. A page may hold answers, on a review; it is drawn anew
each time and never kept.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from aiogram.fsm.state import State
from babel import Locale

from bots.public.telegram import buttons
from bots.public.telegram.buttons import Button
from bots.public.telegram.states import Windows
from bots.public.text import Renderer
from bots.texts import Catalogue
from intake.messages import Control, Message, Prompt, Turn
from storage.documents import Language

_LONG = 48
"""Characters of a label that a small phone does not show on a button any more."""

_SHORT = 16
"""Characters of labels that fit side by side in pairs."""

_MOST_NUMBERS = 80
"""Numbers on buttons; the platform takes 100 buttons. What is left can be typed."""

_MARKS = {True: "☑", False: "☐"}
_MAIN = frozenset({Control.DONE, Control.RESUME, Control.SEND})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A window in words.

    Attributes:
        state: the kind of window.
        said: what came of what was said; then what comes before the question.
        question: with its progress above and its help below.
        listed: options that do not fit on buttons.
        how: how to answer.
        options: in the order of the prompt; with numbers for labels where they are listed.
        width: options in a row.
        main: what most people press next, each in a row of its own.
        steering: the other ways to steer.
        languages: where they are offered.
    """

    state: State
    said: str = ""
    question: str = ""
    listed: str = ""
    how: str = ""
    options: tuple[Button, ...] = ()
    width: int = 1
    main: tuple[Button, ...] = ()
    steering: tuple[Button, ...] = ()
    languages: tuple[Button, ...] = ()

    @property
    def text(self) -> str:
        """Everything above the buttons."""
        return "\n\n".join(part for part in (self.said, self.question, self.listed, self.how) if part)


class Words:
    """The catalogue, as a channel with buttons speaks."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        """The catalogue in this language, for as long as the program runs."""
        self._catalogue = catalogue
        self._language = language
        self._render = Renderer(catalogue, language, pressed=True)
        self._counting = lru_cache(maxsize=4096)(self._count)

    def __call__(self, message: Message) -> str:
        """A message in words; in those that speak of buttons, where there are such."""
        args = message.args
        if all(type(value) is int for value in args.values()):
            return self._counting(message.id, tuple(args.items()))
        return self._render(message).strip()

    def help(self, message: Message) -> str:
        """What belongs below a question; empty where there is nothing."""
        return self._catalogue.attribute(self._language, message.id, "help")

    def control(self, control: Control) -> str:
        """The label of a way to steer."""
        return self._catalogue.text(self._language, f"control-{control.value}")

    def _count(self, message: str, numbers: tuple[tuple[str, int], ...]) -> str:
        """A message that holds numbers at most, and so nobody's words: it is put into words once."""
        return self._render(Message(id=message, args=dict(numbers))).strip()


def draw(turn: Turn, words: Words, languages: Collection[Language]) -> Page:
    """The page of a turn. Notices are messages of their own and not on it."""
    prompt = turn.prompt
    if prompt is None:
        return Page(state=Windows.ended, said="\n\n".join(map(words, turn.messages)))
    # Where there are buttons with the languages, nobody has to be told the command.
    said = [words(message) for message in turn.messages if not (prompt.languages and message.id == "language-ask")]
    labels = [words(option.label) for option in prompt.options]
    long = {number for number, label in enumerate(labels) if len(label) > _LONG or "\n" in label}
    sent_by_option = any(option.code == Control.SEND for option in prompt.options)
    controls = [control for control in prompt.controls if not (control is Control.SEND and sent_by_option)]
    progress = words(prompt.progress) if prompt.progress else ""
    numbers, rest = _options(prompt, labels, long)
    return Page(
        state=_state(prompt, numbered=bool(long)),
        said="\n\n".join((*said, *map(words, prompt.before))),
        question="\n".join(line for line in (progress, words(prompt.ask), words.help(prompt.ask)) if line),
        listed="\n\n".join(f"{number + 1}. {labels[number]}" for number in sorted(long)),
        how="\n".join(map(words, prompt.how)),
        options=numbers if long else rest,
        width=5 if long else 2 if max(map(len, labels), default=0) <= _SHORT else 1,
        main=(*(rest if long else ()), *_steering(prompt, words, [c for c in controls if c in _MAIN])),
        steering=_steering(prompt, words, [c for c in controls if c not in _MAIN]),
        languages=tuple(Button(label=_name(language), says=buttons.speak(prompt, language)) for language in languages)
        if prompt.languages and len(languages) > 1
        else (),
    )


def _state(prompt: Prompt, *, numbered: bool) -> State:
    if prompt.several:
        return Windows.marking
    if numbered:
        return Windows.looking
    if prompt.languages:
        return Windows.beginning
    return Windows.choosing if prompt.options else Windows.writing


def _options(
    prompt: Prompt, labels: Sequence[str], long: Collection[int]
) -> tuple[tuple[Button, ...], tuple[Button, ...]]:
    """The buttons with a number each for what is long, and those with a label for what is not."""
    numbers: list[Button] = []
    others: list[Button] = []
    for number, (option, label) in enumerate(zip(prompt.options, labels, strict=True)):
        shown = str(number + 1) if number in long else " ".join(label.split())
        mark = f"{_MARKS[option.marked]} " if prompt.several else ""
        made = Button(label=mark + shown, says=buttons.choose(prompt, option))
        (numbers if number in long else others).append(made)
    return tuple(numbers[:_MOST_NUMBERS]), tuple(others)


def _steering(prompt: Prompt, words: Words, controls: Sequence[Control]) -> tuple[Button, ...]:
    return tuple(Button(label=words.control(control), says=buttons.steer(prompt, control)) for control in controls)


@cache
def _name(language: Language) -> str:
    """A language as it calls itself."""
    return str(Locale(language.value).display_name).capitalize()
