"""The questionnaires themselves, and the rules that refuse a broken one."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from intake import questionnaire as questionnaires
from intake.errors import QuestionnaireInvalid, QuestionnaireUnknown
from intake.plan import plan
from intake.questionnaire import (
    Choice,
    Group,
    Question,
    Questionnaire,
    codes,
    label_text,
    latest,
    load,
    parse,
    question_text,
)
from storage.documents import Answer, AnswerKind, ConsentGrant, ConsentUse, QuestionnaireKind, Urgency

ROOT = Path(questionnaires.__file__).parents[1]
FOLDER = ROOT / "intake" / "questionnaires"
PUBLISHED = tomllib.loads((Path(__file__).parent / "published.toml").read_text(encoding="utf-8"))
VOCABULARIES = (ROOT / "docs" / "vocabularies.md").read_text(encoding="utf-8")

WITH_DANGER = (QuestionnaireKind.APPEAL, QuestionnaireKind.REPORT)

# Each breaks one rule and is named by it; the second half is what the refusal says.
REFUSED = {
    "not_toml": ("kind = ", "not TOML"),
    "no_items": ('kind = "appeal"\nversion = 1', "items"),
    "unknown_kind_of_questionnaire": ('kind = "petition"\nversion = 1\nitems = []', "kind"),
    "unknown_kind_of_answer": ('[[items]]\nid = "a"\nkind = "essay"', "items.0"),
    "unknown_key": ('[[items]]\nid = "a"\nkind = "date"\nmandatory = true', "items.0"),
    "unknown_key_of_a_choice": (
        '[[items]]\nid = "a"\nkind = "choice"\nchoices = [{ code = "x", money = true }]',
        "items.0",
    ),
    "unknown_urgency": (
        '[[items]]\nid = "a"\nkind = "choice"\nchoices = [{ code = "x", urgency = "soon" }]',
        "items.0",
    ),
    "id_twice": ('[[items]]\nid = "a"\nkind = "date"\n[[items]]\nid = "a"\nkind = "date"', "used twice"),
    "id_of_a_group_twice": ('[[items]]\nid = "a"\nkind = "date"\n[[items]]\nid = "a"\nquestions = []', "used twice"),
    "id_with_a_dot": ('[[items]]\nid = "a.b"\nkind = "date"', "a letter first"),
    "id_with_a_dot_in_a_group": (
        '[[items]]\nid = "g"\n[[items.questions]]\nid = "a.b"\nkind = "date"',
        "a letter first",
    ),
    "id_of_a_group_with_a_dot": (
        '[[items]]\nid = "g.h"\n[[items.questions]]\nid = "a"\nkind = "date"',
        "a letter first",
    ),
    "id_in_capitals": ('[[items]]\nid = "Where"\nkind = "date"', "a letter first"),
    "id_that_begins_with_a_digit": ('[[items]]\nid = "2nd"\nkind = "date"', "a letter first"),
    "id_with_a_hyphen": ('[[items]]\nid = "held-where"\nkind = "date"', "a letter first"),
    "id_with_a_line_end": ('[[items]]\nid = "where\\n"\nkind = "date"', "a letter first"),
    "id_in_cyrillic": ('[[items]]\nid = "де"\nkind = "date"', "a letter first"),
    "id_that_is_empty": ('[[items]]\nid = ""\nkind = "date"', "a letter first"),
    "id_twice_in_a_group": (
        (
            '[[items]]\nid = "g"\n[[items.questions]]\nid = "a"\nkind = "date"\n'
            '[[items.questions]]\nid = "a"\nkind = "date"'
        ),
        "used twice",
    ),
    "items_that_are_none": ('kind = "appeal"\nversion = 1\nitems = []', "nothing is asked"),
    "group_without_questions": ('[[items]]\nid = "g"\nquestions = []', "nothing is asked in this group"),
    "group_of_no_entries": (
        '[[items]]\nid = "g"\nmost = 0\n[[items.questions]]\nid = "a"\nkind = "date"',
        "one entry at least",
    ),
    "limit_below_zero": ('[[items]]\nid = "a"\nkind = "long_text"\nlimit = -1', "a limit is no less than 0"),
    "files_of_which_none_may_come": ('[[items]]\nid = "a"\nkind = "files"\nmost = 0', "one file at least"),
    "soon_without_a_date": ('[[items]]\nid = "a"\nkind = "short_text"\nsoon_days = 3', "only a date"),
    "recent_without_a_date": ('[[items]]\nid = "a"\nkind = "yes_no"\nrecent_days = 3', "only a date"),
    "soon_days_below_zero": ('[[items]]\nid = "a"\nkind = "date"\nsoon_days = -3', "counted from 0"),
    "recent_days_below_zero": ('[[items]]\nid = "a"\nkind = "date"\nrecent_days = -3', "counted from 0"),
    "condition_that_never_holds": (
        (
            '[[items]]\nid = "a"\nkind = "yes_no"\n'
            '[[items]]\nid = "b"\nkind = "date"\nwhen = [{ question = "a", any_of = [] }]'
        ),
        "can never hold",
    ),
    "consent_that_the_ledger_cannot_hold": (
        '[[items]]\nid = "a"\nkind = "consent"\nuse = "un"\nchoices = [{ code = "perhaps" }, { code = "no" }]',
        "the ledger can hold",
    ),
    "id_that_closes_an_entry": (
        '[[items]]\nid = "g"\n[[items.questions]]\nid = "another"\nkind = "yes_no"',
        "reserved",
    ),
    "condition_on_nothing": (
        '[[items]]\nid = "a"\nkind = "date"\nwhen = [{ question = "b", any_of = ["yes"] }]',
        "no earlier question",
    ),
    "condition_on_a_later_question": (
        (
            '[[items]]\nid = "a"\nkind = "date"\nwhen = [{ question = "b", any_of = ["yes"] }]\n'
            '[[items]]\nid = "b"\nkind = "yes_no"'
        ),
        "no earlier question",
    ),
    "condition_on_a_group_s_question_from_outside": (
        (
            '[[items]]\nid = "g"\n[[items.questions]]\nid = "a"\nkind = "yes_no"\n'
            '[[items]]\nid = "b"\nkind = "date"\nwhen = [{ question = "a", any_of = ["yes"] }]'
        ),
        "no earlier question",
    ),
    "condition_of_a_group_on_a_later_question": (
        (
            '[[items]]\nid = "g"\nquestions = []\nwhen = [{ question = "b", any_of = ["yes"] }]\n'
            '[[items]]\nid = "b"\nkind = "yes_no"'
        ),
        "no earlier question",
    ),
    "condition_on_a_code_that_is_not_offered": (
        (
            '[[items]]\nid = "a"\nkind = "yes_no"\n'
            '[[items]]\nid = "b"\nkind = "date"\nwhen = [{ question = "a", any_of = ["perhaps"] }]'
        ),
        "does not offer",
    ),
    "choice_without_choices": ('[[items]]\nid = "a"\nkind = "choice"', "needs choices"),
    "choices_without_choices": ('[[items]]\nid = "a"\nkind = "choices"', "needs choices"),
    "place_without_choices": ('[[items]]\nid = "a"\nkind = "place"', "needs choices"),
    "text_with_choices": (
        '[[items]]\nid = "a"\nkind = "short_text"\nchoices = [{ code = "x" }]',
        "takes no choices",
    ),
    "code_twice": (
        '[[items]]\nid = "a"\nkind = "choice"\nchoices = [{ code = "x" }, { code = "x" }]',
        "offered twice",
    ),
    "consent_without_a_use": ('[[items]]\nid = "a"\nkind = "consent"', "names its use"),
    "use_without_a_consent": ('[[items]]\nid = "a"\nkind = "yes_no"\nuse = "publish"', "names its use"),
    "urgent_after_nothing": ('urgent_after = "b"\n[[items]]\nid = "a"\nkind = "date"', "urgent_after"),
    "urgent_after_a_group": (
        'urgent_after = "g"\n[[items]]\nid = "g"\n[[items.questions]]\nid = "a"\nkind = "date"',
        "urgent_after",
    ),
}


def every_question(questionnaire: Questionnaire) -> list[Question]:
    """Every question of a questionnaire, those of groups too."""
    return [question for _group, question in questionnaire.questions()]


def answered(*pairs: tuple[str, str]) -> Mapping[str, Answer]:
    """Answers of one code each, by path."""
    return {path: Answer(question=path, kind=AnswerKind.CHOICE, codes=tuple(given.split())) for path, given in pairs}


def vocabularies() -> dict[str, dict[str, set[str]]]:
    """Every vocabulary of the questionnaires with its codes, and the messages that label each of them."""
    found: dict[str, dict[str, set[str]]] = {}
    for kind in QuestionnaireKind:
        for group, question in latest(kind).questions():
            path = f"{group.id}.{question.id}" if group else question.id
            family = question.vocabulary or ("answer" if not question.choices else question_text(kind, path))
            for code in codes(question):
                found.setdefault(family, {}).setdefault(code, set()).add(label_text(kind, path, question, code))
    return found


def documented() -> dict[str, dict[str, str]]:
    """The tables of docs/vocabularies.md: vocabulary, code, English label."""
    parts = re.split(r"^## ", VOCABULARIES, flags=re.MULTILINE)[1:]
    tables = {
        part.splitlines()[0]: dict(re.findall(r"^\| `([^`]+)` \| ([^|]+) \|", part, re.MULTILINE)) for part in parts
    }
    return {name: rows for name, rows in tables.items() if rows}


# The rules of the language ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("defect", REFUSED)
def test_a_broken_questionnaire_is_refused(defect: str) -> None:
    """One broken rule is enough, and the refusal names the place or the rule."""
    body, reason = REFUSED[defect]
    text = body if body.startswith("kind") else f'kind = "appeal"\nversion = 1\n{body}'
    with pytest.raises(QuestionnaireInvalid, match=re.escape(reason)):
        parse(text)


def test_an_unknown_version_is_named() -> None:
    """A draft of a version that is not installed is told so, with a way out."""
    with pytest.raises(QuestionnaireUnknown, match="appeal version 999") as caught:
        load(QuestionnaireKind.APPEAL, 999)
    assert caught.value.hint


def test_a_sibling_may_be_a_condition() -> None:
    """Inside a group a condition may name an earlier question of the same entry, or one before the group."""
    questionnaire = parse(
        'kind = "appeal"\nversion = 1\n'
        '[[items]]\nid = "before"\nkind = "yes_no"\n'
        '[[items]]\nid = "g"\nwhen = [{ question = "before", any_of = ["yes"] }]\n'
        '[[items.questions]]\nid = "a"\nkind = "yes_no"\n'
        '[[items.questions]]\nid = "b"\nkind = "date"\nwhen = [{ question = "a", any_of = ["no"] }]\n'
    )
    assert [question.id for question in every_question(questionnaire)] == ["before", "a", "b"]


def test_codes_are_those_of_the_choices_else_yes_and_no() -> None:
    """A question offers its choices; yes-no and consent offer yes and no; a text offers nothing."""
    chosen = Question(id="a", kind=AnswerKind.CONSENT, use=ConsentUse.PUBLISH, choices=(Choice(code="initials"),))
    assert codes(chosen) == ("initials",)
    assert codes(Question(id="a", kind=AnswerKind.YES_NO)) == ("yes", "no")
    assert codes(Question(id="a", kind=AnswerKind.CONSENT, use=ConsentUse.UN)) == ("yes", "no")
    assert codes(Question(id="a", kind=AnswerKind.DATE)) == ()


def test_a_path_names_its_message_without_numbers() -> None:
    """The second person is asked with the words of the first."""
    assert question_text(QuestionnaireKind.APPEAL, "person.2.held_where") == "appeal-person-held-where"


def test_a_code_names_its_label() -> None:
    """The vocabulary's label where there is one, else the question's own, or that of yes and no."""
    place = Question(id="where", kind=AnswerKind.PLACE, vocabulary="place", choices=(Choice(code="UA-65"),))
    own = Question(id="how_far", kind=AnswerKind.CHOICE, choices=(Choice(code="x_y"),))
    plain = Question(id="sure", kind=AnswerKind.YES_NO)
    appeal = QuestionnaireKind.APPEAL
    assert label_text(appeal, "where", place, "UA-65") == "place-ua-65"
    assert label_text(appeal, "how_far", own, "x_y") == "appeal-how-far-x-y"
    assert label_text(appeal, "sure", plain, "yes") == "answer-yes"


# The published files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_version_never_changes(name: str) -> None:
    """Drafts and records name it, so its bytes are those of the day on which it was published."""
    assert hashlib.sha256((FOLDER / f"{name}.toml").read_bytes()).hexdigest() == PUBLISHED[name]


def test_every_file_is_pinned() -> None:
    """No questionnaire lies in the folder whose digest is not pinned."""
    assert {path.name.removesuffix(".toml") for path in FOLDER.glob("*.toml")} == set(PUBLISHED)


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_file_is_what_its_name_says(name: str) -> None:
    """Kind and version inside the file are those of its name."""
    kind, version = name.split(".v")
    questionnaire = load(QuestionnaireKind(kind), int(version))
    assert (questionnaire.kind, questionnaire.version) == (QuestionnaireKind(kind), int(version))


@pytest.mark.parametrize("kind", WITH_DANGER)
def test_danger_is_asked_first_and_an_emergency_can_be_sent_soon(kind: QuestionnaireKind) -> None:
    """Danger comes first, and at most six questions lie before an emergency may be sent."""
    questionnaire = latest(kind)
    now = answered(("danger", "now"), ("where", "UA-65"))
    paths = [asked.path for asked in plan(questionnaire, now)]
    assert paths[0] == "danger"
    assert {"threat", "happened", "where"} < set(paths[: paths.index(questionnaire.urgent_after)])
    assert 4 <= paths.index(questionnaire.urgent_after) + 1 <= 6


@pytest.mark.parametrize("kind", WITH_DANGER)
def test_only_danger_now_makes_an_emergency(kind: QuestionnaireKind) -> None:
    """Life or freedom at risk now, or somebody being tortured: nothing else wakes the people on duty."""
    marks = {
        (question.id, choice.code, choice.urgency)
        for question in every_question(latest(kind))
        for choice in question.choices
        if choice.urgency is not Urgency.NORMAL
    }
    assert marks == {
        ("danger", "now", Urgency.EMERGENCY),
        ("danger", "days", Urgency.URGENT),
        ("danger", "unsure", Urgency.URGENT),
        ("threat", "torture", Urgency.EMERGENCY),
    }


@pytest.mark.parametrize("kind", WITH_DANGER)
def test_a_coming_hearing_and_a_recent_disappearance_are_urgent(kind: QuestionnaireKind) -> None:
    """A hearing within a fortnight, or last word within the three months of the WGEID's urgent procedure."""
    dated = {
        question.id: (question.tense, question.soon_days, question.recent_days)
        for question in every_question(latest(kind))
        if question.soon_days or question.recent_days
    }
    assert dated == {"hearing": ("future", 14, 0), "last_seen": ("past", 0, 92)}


@pytest.mark.parametrize("kind", WITH_DANGER)
def test_every_consent_is_asked_for_once(kind: QuestionnaireKind) -> None:
    """Each use has one question, and its codes are what the ledger can hold."""
    asked = [question for question in every_question(latest(kind)) if question.use is not None]
    assert {question.use for question in asked} == set(ConsentUse)
    assert len(asked) == len(ConsentUse)
    for question in asked:
        assert set(codes(question)) <= {grant.value for grant in ConsentGrant}


@pytest.mark.parametrize("kind", WITH_DANGER)
@pytest.mark.parametrize("element", [f"WGEID {number}" for number in range(1, 7)])
def test_a_disappearance_gathers_the_six_mandatory_elements(kind: QuestionnaireKind, element: str) -> None:
    """Each of the WGEID's six elements has a question on the path of a disappearance."""
    path = answered(("danger", "now"), ("abuse", "030103"), ("person.1.role", "resident"))
    filled = {standard for asked in plan(latest(kind), path) for standard in asked.question.standard}
    assert element in filled


# The answers that open most questions, and those that open fewest, for one person.
_LONG = (
    ("danger", "now"),
    ("where", "UA-65"),
    ("abuse", "030101"),
    ("person.1.role", "journalist"),
    ("person.1.now", "held"),
    ("person.1.another", "no"),
    ("need", "legal"),
    ("has_files", "yes"),
    ("consent_members", "yes"),
)
_SHORT = (("danger", "no"), ("abuse", "ban"), ("person.1.role", "organisation"), ("has_files", "no"))


@pytest.mark.parametrize("kind", WITH_DANGER)
@pytest.mark.parametrize("path", [_LONG, _SHORT])
def test_a_path_stays_bearable(kind: QuestionnaireKind, path: tuple[tuple[str, str], ...]) -> None:
    """One person's story takes between fifteen questions and twenty-seven, consents and files among them."""
    assert 15 <= len(plan(latest(kind), answered(*path))) <= 27


@pytest.mark.parametrize("kind", QuestionnaireKind)
def test_every_questionnaire_takes_files(kind: QuestionnaireKind) -> None:
    """A file that is sent at any moment has a place of its own, outside any group."""
    top = [item for item in latest(kind).items if not isinstance(item, Group)]
    assert [item.id for item in top if item.kind is AnswerKind.FILES] == ["files"]


# The documented vocabularies -------------------------------------------------------------------------------------


def test_the_page_of_vocabularies_has_every_code() -> None:
    """docs/vocabularies.md has every vocabulary and code that the questionnaires offer, and no other."""
    offered = {name: set(labels) for name, labels in vocabularies().items()}
    assert {name: set(rows) for name, rows in documented().items()} == offered


def test_the_page_of_vocabularies_has_the_labels_of_the_catalogue() -> None:
    """A label on the page is the English label of the catalogue."""
    catalogue = (ROOT / "intake" / "locales" / "en" / "vocabularies.ftl").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^([a-z0-9-]+) = (.+)$", catalogue, re.MULTILINE))
    for name, labels in vocabularies().items():
        for code, ids in labels.items():
            assert {shown[id_] for id_ in ids} == {documented()[name][code]}


def test_the_page_of_vocabularies_explains_every_standard() -> None:
    """Each field of a standard that a question names begins with a name that the page explains."""
    explained = tuple(re.findall(r"^\| ([A-Z][\w ]+) \|", VOCABULARIES, re.MULTILINE))
    for kind in QuestionnaireKind:
        for question in every_question(latest(kind)):
            assert question.standard
            assert all(field.startswith(explained) for field in question.standard), question.id
