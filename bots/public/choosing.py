"""Which of the options somebody means who types: by number, by label, by a yes or a no, by a call for help.

Between a typed line and the codes of a prompt, for :mod:`bots.public.text`. What is not surely an option is none: the
line is handed on whole, and is an answer or is corrected. A yes or a no answers only what is asked so.
"""

import re
from collections.abc import Mapping

from bots.public.vocabulary import Vocabulary, plain
from intake.messages import Prompt

ONWARD = "go_on"
"""The option of going on, beside the one other that was asked about: whoever says no means this one."""

_APPEAL = "appeal"
_FIGURE = re.compile(r"^(\d{1,3})[.)]?$")
_COPIED = re.compile(r"^\(?(\d{1,3})[\s.,;:)–-]+(\S.*)$")
_INSIDE = re.compile(r"[^\w\s'&+-]+")
"""Signs between words, which those who type leave out, or add."""

_YES_OR_NO = re.compile(r"[^\W\d_]+(?=[.,]|$)")
"""The first word of a label that stands by itself: of "No, keep it", but not of "No longer alive"."""


def choose(typed: str, prompt: Prompt, labels: Mapping[str, str], known: Vocabulary | None) -> tuple[str, ...]:
    """The codes that were meant; empty if anything in the line is no option.

    Args:
        typed: the line.
        prompt: what is open.
        labels: the code of each option by its label, in the form of :func:`bots.public.vocabulary.plain`.
        known: the words that are understood beside figures and labels, where there are any.
    """
    word = plain(typed)
    if code := _called(word, labels):
        # A label may hold a comma itself.
        return (code,)
    if known and word.replace(",", "") in known.appealing and _APPEAL in labels.values():
        return (_APPEAL,)
    if len(meant := side(word, labels, known)) == 1:
        return meant
    joining = known.joining if known else frozenset()
    for splitting in (r"[;\n]", r"[,;\n]", r"[,;\s]") if prompt.several else (r"\n",):
        parts = [part.strip() for part in re.split(splitting, typed) if part.strip()]
        codes = [_one(part, prompt, labels, known) for part in parts if plain(part) not in joining]
        if codes and all(codes):
            return tuple(codes)
    return ()


def number(typed: str, known: Vocabulary | None) -> int | None:
    """The number that was typed; None where it is none."""
    if known:
        return known.number(typed)
    match = _FIGURE.match(typed)
    return int(match[1]) if match else None


def side(word: str, labels: Mapping[str, str], known: Vocabulary | None) -> tuple[str, ...]:
    """The options that a yes or a no may mean; none where something else is asked than whether."""
    if known is None or word not in known.agreeing | known.refusing:
        return ()
    codes = tuple(labels.values())
    if len(codes) == 2 and ONWARD in codes:
        return tuple(code for code in codes if (code == ONWARD) == (word in known.refusing))
    begun = {code: match[0] for label, code in labels.items() if (match := _YES_OR_NO.match(label))}
    yes = tuple(code for code in codes if begun.get(code) in known.agreeing)
    no = tuple(code for code in codes if begun.get(code) in known.refusing)
    if not (yes and no):
        return ()
    return yes if word in known.agreeing else no


def _one(part: str, prompt: Prompt, labels: Mapping[str, str], known: Vocabulary | None) -> str:
    wanted = number(part, known)
    if wanted is not None:
        return _at(wanted, prompt)
    if copied := _COPIED.match(part):
        code, rest = _at(int(copied[1]), prompt), plain(copied[2])
        same = any(_begins(_bare(label), _bare(rest)) for label, named in labels.items() if named == code)
        return code if same or code in side(rest, labels, known) else ""
    return _called(plain(part), labels)


def _called(word: str, labels: Mapping[str, str]) -> str:
    """The code of the option that is called so, whatever signs stand between the words; empty if none is surely."""
    if word in labels:
        return labels[word]
    bare = _bare(word)
    codes = [code for label, code in labels.items() if bare and _bare(label) == bare]
    return codes[0] if len(codes) == 1 else ""


def _bare(words: str) -> str:
    return " ".join(_INSIDE.sub(" ", words).split())


def _at(place: int, prompt: Prompt) -> str:
    return prompt.options[place - 1].code if 1 <= place <= len(prompt.options) else ""


def _begins(label: str, words: str) -> bool:
    """Whether a label begins with these words, whole ones."""
    return bool(words) and re.match(rf"{re.escape(words)}\b", label) is not None
