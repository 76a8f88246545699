"""The texts of the intake wing: complete, renderable, short enough, and neutral where a lock screen may show them."""

import ast
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from intake import questionnaire as questionnaires
from intake.dates import read_date
from intake.prompts import notices
from intake.questionnaire import ANOTHER, Group, Question, Questionnaire, codes, label_text, latest, question_text
from intake.settings import IntakeSettings
from storage.documents import AnswerKind, DatePrecision, Language, QuestionnaireKind

ROOT = Path(questionnaires.__file__).parents[1]
LOCALES = ROOT / "intake" / "locales"
FILES = ("interview", "appeal", "report", "addition", "vocabularies", "watchdog")
LANGUAGES = tuple(Language)

SETTINGS = IntakeSettings(
    escalation=(),
    first_answer={},
    file_bytes=1,
    tries=1,
    case_kept=timedelta(90),
    draft_kept=timedelta(7),
)

# One of each plural form of the three languages.
COUNTS = (1, 2, 5, 11, 21, 22, 25, 100)

# What a channel shows as a button, whole.
BUTTONS = (
    "begin-appeal",
    "begin-report",
    "begin-code",
    "control-back",
    "control-skip",
    "control-keep",
    "control-pause",
    "control-stop",
    "control-review",
    "control-send",
    "control-done",
    "control-resume",
    "stop-delete",
    "stop-go-on",
    "offer-send",
    "offer-go-on",
    "ready-review",
    "review-send",
    "notify-yes",
    "notify-no",
    "returned-answer",
    "returned-add",
    "returned-notify",
    "returned-quiet",
    "returned-consents",
    "returned-withdraw",
    "returned-finish",
    "withdraw-yes",
    "withdraw-no",
)

# What a lock screen or a stranger's eye may meet after a pause, a stop or a return.
NEUTRAL = (
    "language-ask",
    "begin-ask",
    "begin-appeal",
    "begin-report",
    "begin-code",
    "control-resume",
    "paused",
    "paused-pressed",
    "resumed",
    "stopped",
    "goodbye-neutral",
    "goodbye-ask",
    "goodbye-ask-worded",
    "moved-here",
    "moved-away",
    "code-ask",
    "code-unknown",
    "returned-received",
    "returned-assessing",
    "returned-decided",
    "returned-acting",
    "returned-closed",
    "returned-no-reply",
    "returned-news-seeking",
    "returned-news-taken",
    "returned-news-none",
    "returned-requests-later",
    "returned-ask",
    "returned-answer",
    "returned-add",
    "returned-notify",
    "returned-quiet",
    "returned-consents",
    "returned-finish",
    "notify-kept",
    "notify-forgotten",
    "notice-answer",
    "notice-answer-worded",
    "language-ask-worded",
    "help-commands-worded",
    "correct-call",
    "correct-reaction",
    "correct-stale",
    "draft-lost",
    "trouble",
    "partner-noted",
    "partner-which",
    "partner-unknown",
    "watchdog-look",
    "watchdog-page",
)

# Beginnings of words, as people and checkpoints know them.
FORBIDDEN = {
    Language.EN: (
        "forum", "solidarity", "group", "case", "appeal", "report", "abuse", "victim", "human right", "torture",
        "detain", "detention", "arrest", "prison", "occup", "disappear", "abduct", "danger", "evidence", "crime",
        "witness", "emergency", "refer", "secret", "encrypt", "ukrain", "russia",
    ),
    Language.UK: (
        "форум", "солідарн", "груп", "справ", "звернен", "скарг", "порушен", "злочин", "жертв", "прав людин",
        "катув", "затрим", "арешт", "в’язн", "полон", "окуп", "зникн", "викрад", "небезпе", "доказ", "свідк",
        "терміново", "таємн", "шифр", "україн", "росі",
    ),
    Language.RU: (
        "форум", "солидарн", "групп", "дело", "дела", "обращен", "жалоб", "нарушен", "преступ", "жертв", "прав человек",
        "пытк", "задерж", "арест", "тюрьм", "плен", "оккуп", "исчезн", "похищ", "опасн", "доказ", "свидетел",
        "срочно", "тайн", "шифр", "украин", "росси",
    ),
}  # fmt: skip


def parse(language: Language, name: str) -> ftl.Resource:
    """One catalogue as a syntax tree."""
    return FluentParser().parse((LOCALES / language / f"{name}.ftl").read_text(encoding="utf-8"))


def entries(language: Language, name: str) -> dict[str, ftl.Message | ftl.Term]:
    """The messages of one catalogue by id, and its terms by id with a hyphen before it."""
    return {
        ("-" if isinstance(entry, ftl.Term) else "") + entry.id.name: entry
        for entry in parse(language, name).body
        if isinstance(entry, ftl.Message | ftl.Term)
    }


@cache
def bundle(language: Language) -> FluentBundle:
    """All catalogues of one language, with isolation marks off as the bots have them."""
    made = FluentBundle([language.value], use_isolating=False)
    for name in FILES:
        made.add_resource(FluentResource((LOCALES / language / f"{name}.ftl").read_text(encoding="utf-8")))
    return made


class Variables(Visitor):  # type: ignore[misc]
    """Collects the names of the variables of an entry."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - the library's name
        """Note one."""
        self.names.add(node.id.name)


def variables(entry: ftl.Message | ftl.Term) -> set[str]:
    """The names of the variables that an entry needs."""
    found = Variables()
    found.visit(entry)
    return found.names


def shape(language: Language, name: str) -> dict[str, tuple[set[str], set[str]]]:
    """Ids with their variables and the names of their attributes."""
    return {
        id_: (variables(entry), {attribute.id.name for attribute in entry.attributes})
        for id_, entry in entries(language, name).items()
    }


def renderings(language: Language, name: str) -> list[tuple[str, str]]:
    """Every message and attribute of a catalogue, rendered once for each of COUNTS where it has variables."""
    rendered = []
    source = bundle(language)
    for id_, entry in entries(language, name).items():
        if isinstance(entry, ftl.Term):
            continue
        message = source.get_message(id_)
        patterns = [(id_, message.value)]
        patterns += [(f"{id_}.{key}", pattern) for key, pattern in message.attributes.items()]
        for count in COUNTS if variables(entry) else (1,):
            arguments = dict.fromkeys(variables(entry), count)
            for label, pattern in patterns:
                text, errors = source.format_pattern(pattern, arguments)
                assert not errors, f"{language} {label}: {errors}"
                rendered.append((label, str(text)))
    return rendered


def text(language: Language, id_: str, **arguments: str | int) -> str:
    """One message, rendered."""
    source = bundle(language)
    rendered, errors = source.format_pattern(source.get_message(id_).value, arguments)
    assert not errors
    return str(rendered)


def asked(questionnaire: Questionnaire) -> list[tuple[str, Question]]:
    """Every question that can be asked, by its path without numbers, the closing questions of groups among them."""
    found = []
    for item in questionnaire.items:
        if isinstance(item, Group):
            found += [(f"{item.id}.{question.id}", question) for question in item.questions]
            found.append((f"{item.id}.{ANOTHER}", Question(id=ANOTHER, kind=AnswerKind.YES_NO)))
        else:
            found.append((item.id, item))
    return found


def labels(kind: QuestionnaireKind) -> list[tuple[str, list[str]]]:
    """The ids of the labels of every question that offers codes."""
    return [
        (path, [label_text(kind, path, question, code) for code in codes(question)])
        for path, question in asked(latest(kind))
        if codes(question)
    ]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", [Language.UK, Language.RU])
def test_the_languages_say_the_same(language: Language, name: str) -> None:
    """A translation has the same ids, variables and help lines as the English original, in the same order."""
    original, translated = shape(Language.EN, name), shape(language, name)
    assert translated == original
    assert list(translated) == list(original)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_no_junk_and_no_id_twice(language: Language, name: str) -> None:
    """Everything in a file is understood by the parser, and no message hides another."""
    body = parse(language, name).body
    assert not [entry for entry in body if isinstance(entry, ftl.Junk)]
    ids = [entry.id.name for entry in body if isinstance(entry, ftl.Message)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_folder_holds_these_catalogues_only(language: Language) -> None:
    """No catalogue escapes these tests, and no id stands in two of them."""
    assert {path.stem for path in (LOCALES / language).iterdir()} == set(FILES)
    ids = [id_ for name in FILES for id_ in entries(language, name)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", tuple(QuestionnaireKind))
def test_every_question_has_its_text_and_no_text_is_left_over(kind: QuestionnaireKind) -> None:
    """A questionnaire's catalogue holds exactly the questions that the questionnaire can ask."""
    wanted = {question_text(kind, path) for path, _question in asked(latest(kind))}
    assert set(entries(Language.EN, kind)) == wanted


def test_every_code_has_its_label_and_no_label_is_left_over() -> None:
    """The catalogue of labels holds exactly the codes that the questionnaires offer."""
    wanted = {label for kind in QuestionnaireKind for _path, ids in labels(kind) for label in ids}
    assert set(entries(Language.EN, "vocabularies")) == wanted


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_renders_whole(language: Language, name: str) -> None:
    """With its variables, in every plural form, a message is neither empty nor holds a blank line or an open brace."""
    for id_, rendered in renderings(language, name):
        assert rendered.strip(), id_
        assert not re.search(r"\n[ \t]*\n", rendered), id_
        assert rendered == rendered.strip(), id_
        assert not re.search(r"[{}\u2068\u2069]|[ ]{2}", rendered), id_


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", tuple(QuestionnaireKind))
def test_the_labels_of_one_question_differ(language: Language, kind: QuestionnaireKind) -> None:
    """A typed label chooses one code: no two labels of a question are the same, whatever the case of the letters."""
    for path, ids in labels(kind):
        shown = [text(language, id_).casefold() for id_ in ids]
        assert len(set(shown)) == len(shown), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_a_small_phone(language: Language) -> None:
    """A label of a choice has at most 60 characters, a button at most 30."""
    for id_ in entries(language, "vocabularies"):
        assert len(text(language, id_)) <= 60, id_
    for id_ in BUTTONS:
        assert len(text(language, id_)) <= 30, id_


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_for_buttons_stands_in_for_one_that_is_typed(language: Language) -> None:
    """It follows that one, needs nothing that was not given for it, and tells nobody to type a number or a command."""
    known, ids = shape(language, "interview"), list(entries(language, "interview"))
    pressed = [id_ for id_ in ids if id_.endswith("-pressed")]
    assert len(pressed) >= 10
    for id_ in pressed:
        typed = id_.removesuffix("-pressed")
        assert ids[ids.index(id_) - 1] == typed
        assert known[id_][0] <= known[typed][0]
    shown = dict(renderings(language, "interview"))
    for id_ in set(pressed) - {"help-commands-pressed"}:
        assert not re.search(r"(?:^|\s)/\w|\b1\b", shown[id_].replace("1 file", "").replace("1 файл", "")), id_


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_for_words_stands_in_for_one_for_commands(language: Language) -> None:
    """It follows that one, needs nothing that was not given for it, and tells nobody to type a command or to press."""
    known, ids = shape(language, "interview"), list(entries(language, "interview"))
    worded = [id_ for id_ in ids if id_.endswith("-worded")]
    assert len(worded) >= 8
    shown = dict(renderings(language, "interview"))
    for id_ in worded:
        typed = id_.removesuffix("-worded")
        assert ids[ids.index(id_) - 1] in {typed, f"{typed}-pressed"}
        assert known[id_][0] <= known[typed][0]
        # What might be an answer is typed with a slash: the help alone names it.
        assert id_ == "help-commands-worded" or not re.search(r"(?:^|\s)/\w", shown[id_]), id_


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_first_on_signal_fits_a_message(language: Language) -> None:
    """Phones cut what is longer than 2,000 bytes or so."""
    shown = dict(renderings(language, "interview"))
    said = [shown.get(f"{message.id}-worded", shown[message.id]) for message in notices("signal", SETTINGS)]
    assert len("\n\n".join(said).encode()) < 1900


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chat_that_was_left_does_not_tell_of_another(language: Language) -> None:
    """Whoever goes through the phone finds the same words as after any end."""
    assert text(language, "moved-away") == text(language, "goodbye-neutral")


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_words_are_typed_no_text_names_a_command(language: Language) -> None:
    """Whatever has a slash has a form without one, or is said by a terminal, or by Telegram, alone."""
    shown = dict(renderings(language, "interview"))
    commands = {id_ for id_, said in shown.items() if re.search(r"(?:^|\s)/\w", said)}
    elsewhere = {"attach-typed", "line-cut", "notice-signal", "help-commands-pressed", "help-commands-worded"}
    assert not {id_ for id_ in commands - elsewhere if f"{id_}-worded" not in shown}


@pytest.mark.parametrize("language", LANGUAGES)
def test_steering_labels_differ(language: Language) -> None:
    """A typed label steers one way: no two of them are the same."""
    shown = [text(language, id_).casefold() for id_ in BUTTONS if id_.startswith("control-")]
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_and_help_are_short(language: Language) -> None:
    """A question has at most 90 characters and its help one line of at most 180."""
    for kind in QuestionnaireKind:
        for id_, rendered in renderings(language, kind):
            assert "\n" not in rendered, id_
            assert len(rendered) <= (180 if id_.endswith(".help") else 90), id_


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id_", NEUTRAL)
def test_neutral_texts_say_nothing_dangerous(language: Language, id_: str) -> None:
    """What a lock screen may show has none of the words that a checkpoint looks for."""
    shown = text(language, id_, answer="yes").casefold()
    assert not [word for word in FORBIDDEN[language] if re.search(rf"\b{word}", shown)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forbidden_words_are_found_where_they_stand(language: Language) -> None:
    """The list would catch a text that is not neutral: the questions themselves are full of its words."""
    shown = " ".join(rendered for _id, rendered in renderings(language, "vocabularies")).casefold()
    assert len([word for word in FORBIDDEN[language] if re.search(rf"\b{word}", shown)]) >= 5


@pytest.mark.parametrize("language", [Language.UK, Language.RU])
def test_no_text_assumes_a_gender_of_the_reader(language: Language) -> None:
    """The reader is not addressed in a past tense that has a gender, nor with one in brackets."""
    gendered = re.compile(r"\bв[иы] (?:\w+ )?\w+(?:в|л|ла)\b|\w\((?:а|ла|лась|ка)\)", re.IGNORECASE)
    for name in FILES:
        for id_, rendered in renderings(language, name):
            assert not gendered.search(rendered), id_


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_that_confirms_is_the_word_that_was_announced(language: Language) -> None:
    """The notice names the word with which every confirmation begins."""
    word = text(language, "received").split(".")[0]
    assert f"{word}" in text(language, "notice-confirmation")
    for id_ in ("received-emergency", "addition-received"):
        assert text(language, id_).startswith(word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_saved_is_said_loudly(language: Language) -> None:
    """Whoever skims a message must not read the opposite of it."""
    for id_ in ("not-saved", "not-kept-yet"):
        assert re.search(r"\b(?:NOT|НЕ)\b", text(language, id_).split("\n")[0]), id_


@pytest.mark.parametrize(
    ("language", "count", "shown"),
    [
        (Language.EN, 1, "1 file"),
        (Language.EN, 2, "2 files"),
        (Language.UK, 1, "1 файл"),
        (Language.UK, 3, "3 файли"),
        (Language.UK, 12, "12 файлів"),
        (Language.UK, 21, "21 файл"),
        (Language.RU, 1, "1 файл"),
        (Language.RU, 3, "3 файла"),
        (Language.RU, 12, "12 файлов"),
        (Language.RU, 21, "21 файл"),
    ],
)
def test_plurals_follow_the_language(language: Language, count: int, shown: str) -> None:
    """A number takes the form of the noun that the language wants."""
    assert text(language, "review-files", count=count) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dates_shown_as_examples_are_understood(language: Language) -> None:
    """Whoever types a date as an example of the catalogue has it is understood, partial and approximate ones too."""
    understood = set()
    for id_ in ("type-date", "correct-date"):
        examples = re.split(r"[:.,] (?:or )?| (?:or|або|или) ", text(language, id_))
        typed = [example.strip("“”«».") for example in examples if re.search(r"\d", example)]
        understood |= {read_date(example, today=date(2026, 11, 22)).precision for example in typed}
    assert understood == set(DatePrecision)


def test_every_message_that_intake_names_exists() -> None:
    """Whatever looks like the id of one of the bot's own messages in the code of intake is one."""
    known = {id_ for id_ in entries(Language.EN, "interview") if not id_.startswith("-")}
    families = {id_.split("-")[0] for id_ in known}
    named = {
        node.value
        for path in (ROOT / "intake").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z]+(?:-[a-z]+)+", node.value)
        and node.value.split("-")[0] in families
    }
    assert named
    assert named <= known


def test_every_message_has_a_place_where_it_is_said() -> None:
    """Those of the interview itself, and those of the channels."""
    named = {
        node.value
        for folder in ("intake", "bots")
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    families = ("control-", "menu-", "returned-", "notice-", "words-")
    said = {
        id_.removesuffix("-pressed").removesuffix("-worded")
        for id_ in entries(Language.EN, "interview")
        if not id_.startswith("-")
    }
    assert not {id_ for id_ in said - named if not id_.startswith(families)}


def test_every_message_that_intake_says_gets_its_variables() -> None:
    """A call of ``say`` with an id and its arguments gives exactly the variables of the message."""
    known = {id_: names for id_, (names, _help) in shape(Language.EN, "interview").items()}
    said = [call for path in sorted((ROOT / "intake").glob("*.py")) for call in calls_of_say(path)]
    assert said
    for place, id_, names in said:
        assert names == known[id_], place


def calls_of_say(path: Path) -> list[tuple[str, str, set[str]]]:
    """Place, message id and argument names of every call of ``say`` with a literal id."""
    return [
        (f"{path.name}:{node.lineno}", node.args[0].value, {keyword.arg or "" for keyword in node.keywords})
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "say"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]
