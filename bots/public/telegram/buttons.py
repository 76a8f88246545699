"""What a button says when it is pressed, and what that means at the prompt that stands open by then.

A button names the prompt that it belongs to. Pressed twice, or long after, it therefore never answers the question
that came next; and what a forged press says is held against what the prompt offers. It fits the platform's 64 bytes
beside what aiogram-dialog puts before it.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from intake.events import Choose, Event, Mark, Speak, Steer
from intake.messages import Control, Option, Prompt
from storage.documents import Language

_SAID = re.compile(r"([0-9a-f]*)([.+\-!@])(.+)", re.DOTALL)
_STEERING = {control: Steer.SHOW if control is Control.RESUME else Steer[control.name] for control in Control}


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button.

    Attributes:
        label: on it.
        says: when it is pressed. It may name an answer: secret.
    """

    label: str
    says: str


def choose(prompt: Prompt, option: Option) -> str:
    """Choose this one; or, where several can be chosen, mark it or take its mark back."""
    sign = "." if not prompt.several else "-" if option.marked else "+"
    return f"{prompt.key}{sign}{option.code}"


def steer(prompt: Prompt, control: Control) -> str:
    """Steer."""
    return f"{prompt.key}!{control.value}"


def speak(prompt: Prompt, language: Language) -> str:
    """Go on in this language."""
    return f"{prompt.key}@{language.value}"


def read(says: str, prompt: Prompt, languages: Collection[Language]) -> Event | None:
    """What a press means; None if this prompt has no such button, or has it no more."""
    said = _SAID.fullmatch(says)
    if said is None or said[1] != prompt.key:
        return None
    sign, word = said[2], said[3]
    if sign == "!":
        return next((_STEERING[control] for control in prompt.controls if control.value == word), None)
    if sign == "@":
        return next((Speak(language=language) for language in languages if language.value == word), None)
    if word not in {option.code for option in prompt.options} or prompt.several is (sign == "."):
        return None
    return Mark(code=word, on=sign == "+") if prompt.several else Choose(codes=(word,))
