"""The words that are typed where there are no buttons: complete, of one meaning each, and forgiving."""

import re

import pytest

from bots.public.vocabulary import COMMANDS, plain, shown, vocabulary
from bots.texts import catalogue
from storage.documents import Language

TEXTS = catalogue("intake")
KNOWN = vocabulary(TEXTS)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_word_to_show(command: str, language: Language) -> None:
    """In every language, a single one, and it means that command."""
    word = shown(TEXTS, language, command)
    assert word == word.lower().strip()
    assert len(word.split()) == 1
    assert KNOWN.commands[plain(word)] == command


def test_no_word_has_two_meanings() -> None:
    """Whichever language it comes from, since all are understood."""
    meant: dict[str, set[str]] = {}
    for meaning in (*COMMANDS, "yes", "no", "and", "tongue", "numbers"):
        for language in Language:
            for number, forms in enumerate(TEXTS.text(language, f"words-{meaning}").split("|")):
                which = f"{meaning} {number}" if meaning == "numbers" else meaning
                which += f" {language}" if meaning == "tongue" else ""
                for form in plain(forms).split():
                    meant.setdefault(form, set()).add(which)
    assert not {form: meanings for form, meanings in meant.items() if len(meanings) > 1}


def test_every_word_is_a_single_one() -> None:
    """Of what is told in sentences nothing is taken for a command."""
    words = [*KNOWN.commands, *KNOWN.languages, *KNOWN.numbers, *KNOWN.agreeing, *KNOWN.refusing, *KNOWN.joining]
    assert not [word for word in words if len(word.split()) != 1]


@pytest.mark.parametrize("language", Language)
def test_there_are_words_for_ten_numbers(language: Language) -> None:
    """So many options are on most questions; for what comes after them there are figures."""
    assert len(TEXTS.text(language, "words-numbers").split("|")) == 10


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2", 2),
        ("2.", 2),
        (" 2) ", 2),
        ("(2)", 2),
        ("2!", 2),
        ("2,", 2),
        ("№2", 2),
        ("№ 2", 2),
        ("#2", 2),
        ("2\ufe0f\u20e3", 2),
        ("2\u20e3", 2),
        ("🔟", 10),
        ("②", 2),
        ("２", 2),
        ("٢", 2),
        ("два", 2),
        ("Друге.", 2),
        ("второй", 2),
        ("вторую", 2),
        ("two", 2),
        ("Second!", 2),
        ("п'ять", 5),
        ("п’ять", 5),
        ("четвертый", 4),
        ("четвёртый", 4),
        ("ten", 10),
        ("150", 150),
    ],
)
def test_a_number_is_known_in_many_forms(typed: str, number: int) -> None:
    """Figures with what people put around them, keycaps, and words of all languages."""
    assert KNOWN.number(typed) == number


@pytest.mark.parametrize("typed", ["", "2 3", "два солдата", "1234", "2a", "-2", "12.03.2026", "двадцять", "half", "№"])
def test_what_is_more_than_a_number_is_none(typed: str) -> None:
    """It may be an answer."""
    assert KNOWN.number(typed) is None


@pytest.mark.parametrize("language", Language)
def test_the_help_names_every_word_and_explains_it(language: Language) -> None:
    """A line a word, in the language that is spoken; but for that of the help itself, and those said where they fit."""
    lines = [line for line in TEXTS.text(language, "help-commands-worded").split("\n") if not line.endswith(".")]
    explained = {line.split(": ")[0].strip() for line in lines}
    itself = {"help", "done", "next", "resume", "lang", "move"}
    wanted = {shown(TEXTS, language, command) for command in COMMANDS if command not in itself}
    # These may be answers: what is named is understood everywhere.
    wanted |= {f"/{shown(TEXTS, language, 'move')}", "укр, рус, eng"}
    assert explained == wanted
    assert all(re.search(r": \S", line) for line in lines)


@pytest.mark.parametrize("language", Language)
def test_a_text_that_quotes_a_word_quotes_one_that_is_understood(language: Language) -> None:
    """Whoever types what a text has between quotation marks is understood."""
    quoting = (
        "attach-files-worded",
        "answered-before-worded",
        "correct-deleted",
        "correct-files-worded",
        "file-words-elsewhere-worded",
        "review-ask-worded",
        "notice-answer-worded",
    )
    for message in quoting:
        quoted = re.findall(r"[«“]([^»”]+)[»”]", TEXTS.text(language, message, {"most": 3}))
        assert quoted, message
        places = {"+", "Файл", "File"}
        assert all(plain(word) in KNOWN.commands for word in quoted if word not in places), message


@pytest.mark.parametrize("language", Language)
def test_every_language_answers_to_the_name_that_is_offered(language: Language) -> None:
    """As the first words of a conversation offer it."""
    offered = TEXTS.text(language, "language-ask-worded").split(" · ")
    names = [part.split(":")[1] for part in offered]
    assert [KNOWN.languages[plain(name)] for name in names] == [Language.UK, Language.RU, Language.EN]
    assert {plain(name) for name in names} == KNOWN.offered
