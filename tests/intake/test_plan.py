"""Which questions the answers lead to: branches, groups, and files that came unasked."""

import pytest

from intake.plan import plan, question_at
from intake.questionnaire import parse
from storage.documents import Answer, AnswerKind
from storage.ids import DocumentId

QUESTIONNAIRE = parse(
    """
    kind = "appeal"
    version = 1
    [[items]]
    id = "danger"
    kind = "yes_no"
    [[items]]
    id = "threat"
    kind = "choices"
    choices = [{ code = "a" }, { code = "b" }]
    when = [{ question = "danger", any_of = ["yes"] }]
    [[items]]
    id = "both"
    kind = "short_text"
    when = [{ question = "danger", any_of = ["yes"] }, { question = "threat", any_of = ["a", "b"] }]
    [[items]]
    id = "person"
    most = 3
    [[items.questions]]
    id = "name"
    kind = "short_text"
    [[items.questions]]
    id = "held"
    kind = "yes_no"
    [[items.questions]]
    id = "prison"
    kind = "short_text"
    when = [{ question = "held", any_of = ["yes"] }]
    [[items.questions]]
    id = "threatened"
    kind = "short_text"
    when = [{ question = "threat", any_of = ["a"] }]
    [[items]]
    id = "witness"
    when = [{ question = "danger", any_of = ["no"] }]
    most = 1
    [[items.questions]]
    id = "name"
    kind = "short_text"
    [[items]]
    id = "has_files"
    kind = "yes_no"
    [[items]]
    id = "files"
    kind = "files"
    when = [{ question = "has_files", any_of = ["yes"] }]
    """
)


def answers(**codes: str) -> dict[str, Answer]:
    """Answers by path (``__`` for a dot): codes apart by a blank."""
    return {
        path.replace("__", "."): Answer(
            question=path.replace("__", "."), kind=AnswerKind.CHOICES, codes=tuple(given.split())
        )
        for path, given in codes.items()
    }


def paths(given: dict[str, Answer]) -> list[str]:
    """The paths of the plan."""
    return [asked.path for asked in plan(QUESTIONNAIRE, given)]


FIRST = ["person.1.name", "person.1.held", "person.1.another"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["danger", *FIRST, "has_files"]),
        ({"danger": "yes"}, ["danger", "threat", *FIRST, "has_files"]),
        ({"danger": ""}, ["danger", *FIRST, "has_files"]),
        ({"threat": "a"}, ["danger", "person.1.name", "person.1.held", "person.1.threatened", *FIRST[2:], "has_files"]),
        ({"danger": "yes", "threat": "b"}, ["danger", "threat", "both", *FIRST, "has_files"]),
        ({"danger": "no"}, ["danger", *FIRST, "witness.1.name", "has_files"]),
        ({"has_files": "yes"}, ["danger", *FIRST, "has_files", "files"]),
        (
            {"person__1__held": "yes"},
            ["danger", "person.1.name", "person.1.held", "person.1.prison", "person.1.another", "has_files"],
        ),
        ({"person__2__held": "yes"}, ["danger", *FIRST, "has_files"]),
        ({"person__1__another": "no"}, ["danger", *FIRST, "has_files"]),
    ],
)
def test_the_answers_lead_to_their_questions(given: dict[str, str], expected: list[str]) -> None:
    """A question is asked if all its conditions hold; a skipped or unasked one fulfils none."""
    assert paths(answers(**given)) == expected


def test_a_group_goes_on_as_long_as_there_is_another() -> None:
    """Each entry has its own questions and conditions; the last that fits asks for no other."""
    given = answers(person__1__another="yes", person__2__another="yes", person__2__held="yes")
    assert [path for path in paths(given) if path.startswith("person")] == [
        *FIRST,
        "person.2.name",
        "person.2.held",
        "person.2.prison",
        "person.2.another",
        "person.3.name",
        "person.3.held",
    ]


def test_files_that_came_unasked_are_in_the_plan() -> None:
    """So that they are seen before sending and can be taken back; without files the question is not asked."""
    file = Answer(question="files", kind=AnswerKind.FILES, attachments=(DocumentId("0" * 32),))
    assert paths({"files": file})[-1] == "files"
    assert paths({"files": Answer(question="files", kind=AnswerKind.FILES)})[-1] == "has_files"


def test_each_question_knows_its_item() -> None:
    """The index of the question or group, by which the emergency's offer finds its place."""
    assert {asked.path: asked.item for asked in plan(QUESTIONNAIRE, {})} == {
        "danger": 0,
        "person.1.name": 3,
        "person.1.held": 3,
        "person.1.another": 3,
        "has_files": 5,
    }


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("danger", "danger"),
        ("person.2.name", "name"),
        ("person.2.another", "another"),
        ("files", "files"),
        ("stranger", None),
        ("name", None),
        ("stranger.1.name", None),
    ],
)
def test_a_path_names_its_question(path: str, found: str | None) -> None:
    """For those who read an answer without its plan."""
    question = question_at(QUESTIONNAIRE, path)
    assert (question.id if question else None) == found
