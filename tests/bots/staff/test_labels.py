"""Labels: codes in the reader's own language; what no catalogue knows is left to the record's own wording."""

import pytest

from bots.staff.labels import CatalogueLabels
from bots.texts import catalogue
from storage.documents import Language, QuestionnaireKind, RequestKind
from triage.grammar.labels import Canned

APPEAL = QuestionnaireKind.APPEAL


@pytest.fixture
def labels() -> CatalogueLabels:
    """The labels of both wings."""
    return CatalogueLabels(catalogue("intake"), catalogue("triage"))


def test_question_is_labelled_in_the_readers_language(labels):
    """Whatever language it was asked in."""
    assert labels.question("where", APPEAL, 1, Language.UK) == "Де це сталося?"


def test_question_within_a_group_is_labelled_for_every_person(labels):
    """The second person is asked the same."""
    first, second = (labels.question(f"person.{number}.name", APPEAL, 1, Language.EN) for number in (1, 2))
    assert first == second is not None


def test_code_is_labelled_by_the_question_that_offered_it(labels):
    """Each code of an answer has a label in the reader's language."""
    assert labels.code("danger", "now", APPEAL, 1, Language.EN) == "Yes, right now"


@pytest.mark.parametrize(
    ("path", "code", "version"),
    [("danger", "now", 99), ("nowhere", "now", 1), ("danger", "never_offered", 1)],
    ids=["version", "question", "code"],
)
def test_unknown_code_has_no_label(labels, path, code, version):
    """A questionnaire that is not installed, a question or a code that is not in it: nothing is made up."""
    assert labels.code(path, code, APPEAL, version, Language.EN) is None


def test_unknown_question_has_no_label(labels):
    """The record's own wording is shown then."""
    assert labels.question("nowhere", APPEAL, 1, Language.EN) is None


@pytest.mark.parametrize(
    ("vocabulary", "code", "word"), [("decision", "legal", "legal"), ("yesno", "yes", "yes"), ("decision", "x", None)]
)
def test_word_of_the_desk(labels, vocabulary, code, word):
    """The desk's own vocabularies are triage's texts."""
    assert labels.word(vocabulary, code, Language.EN) == word


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("what", RequestKind)
def test_question_to_a_submitter_is_there_in_every_language(labels, what, language):
    """It is sent as well."""
    assert len(labels.asking(what, language)) > 20


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("which", Canned)
def test_prepared_reply_is_there_in_every_language(labels, which, language):
    """It is sent to a submitter: a code must never go in its place."""
    assert len(labels.canned(which, language)) > 50
