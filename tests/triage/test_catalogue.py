"""The catalogues: complete in every language, and in step with the code."""

import ast
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, MessageReference, VariableReference
from fluent.syntax.visitor import Visitor

import triage.errors
from storage.cases import CaseState
from storage.deadlines import DeadlineKind
from storage.documents import (
    ActionKind,
    ActionStatus,
    ConsentGrant,
    ConsentUse,
    DatePrecision,
    Declined,
    DocumentKind,
    Help,
    Language,
    Outcome,
    QuestionnaireKind,
    Reliability,
    RequestKind,
    Urgency,
)
from storage.links import Tie
from storage.members import Role
from storage.offers import OfferState
from storage.proposals import ProposalKind
from triage.case import Act
from triage.grammar.commands import FORMS
from triage.grammar.labels import VOCABULARIES, Canned, Field, Why
from triage.notices import say
from triage.reading import Fault
from triage.referral.progress import Step

TRIAGE = Path(str(files("triage")))
SOURCES = [ast.parse(source.read_text(encoding="utf-8")) for source in TRIAGE.rglob("*.py")]
NOT_THE_DESK = {"signal", "staff", "telegram"}
"""Catalogues of the staff bots, which tests/bots/staff compares."""
SUBJECTS = sorted({source.stem for source in TRIAGE.rglob("*.ftl")} - NOT_THE_DESK)


class Found(Visitor):
    """What a message mentions."""

    def __init__(self):
        self.variables = set()
        self.messages = set()

    def visit_VariableReference(self, node: VariableReference):  # noqa: N802
        """Note a variable."""
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: MessageReference):  # noqa: N802
        """Note a message."""
        self.messages.add(node.id.name)


def read(language, subject):
    """Every message of one catalogue with its own variables and the messages it mentions."""
    source = TRIAGE / "locales" / language / f"{subject}.ftl"
    resource = FluentParser().parse(source.read_text(encoding="utf-8"))
    messages = [entry for entry in resource.body if isinstance(entry, Message)]
    assert not [entry for entry in resource.body if isinstance(entry, Junk)]
    assert len(messages) == len({message.id.name for message in messages})
    found = {}
    for message in messages:
        found[message.id.name] = Found()
        found[message.id.name].visit(message)
    return found


def merge(language):
    """All messages of a language; no two catalogues have one of the same name."""
    merged = {}
    for subject in SUBJECTS:
        catalogue = read(language, subject)
        assert not set(catalogue) & set(merged)
        merged |= catalogue
    return merged


CATALOGUES = {language: merge(language) for language in Language}


def variables(catalogue, name):
    """The variables of a message, those of the messages it mentions included."""
    found = catalogue[name]
    return found.variables.union(*(variables(catalogue, other) for other in found.messages))


def error_classes(root=triage.errors.TriageError):
    for error in root.__subclasses__():
        yield error
        yield from error_classes(error)


def notices():
    """Every call of say and quote."""
    for tree in SOURCES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"say", "quote"}:
                yield node


ARGUMENTS = {argument.name for form in FORMS.values() for argument in form.arguments}


def may_be_said():
    """The ids that are there for some arguments only."""
    for name in ARGUMENTS:
        yield from (f"{kind}-{name}".replace("_", "-") for kind in ("argument", "means"))


def said():
    """The ids that the code names: in calls of say and quote, in errors, in the grammar, in the vocabularies."""
    for call in notices():
        first = call.args[0]
        # Both branches of a conditional are ids; its condition may hold other constants, which have no hyphen.
        for node in ast.walk(first):
            if isinstance(node, ast.Constant) and (node is first or "-" in str(node.value)):
                yield node.value
    yield from (error.message_id for error in error_classes() if "message_id" in vars(error))
    yield from (name for form in FORMS.values() for name in (form.about, form.usage, form.example))
    wordless = [form for form in FORMS.values() if form.texts and not form.needs_words]
    yield from (name for form in wordless for name in (form.wordless_usage, form.wordless_example))
    yield from (f"{name}-{code}".replace("_", "-") for name, codes in VOCABULARIES.items() for code in codes)
    yield from (f"argument-{name}".replace("_", "-") for name in ARGUMENTS - set(Field))
    yield from (f"canned-text-{which}" for which in Canned)
    yield from ("told-override", "told-answering")
    yield from (f"declined-text-{why}" for why in Declined)
    yield from (f"request-text-{what}".replace("_", "-") for what in RequestKind)


def test_every_notice_names_its_message_literally():
    """No id is put together at run time, but for those that the grammar and the errors declare."""
    computed = {
        ast.unparse(call.args[0])
        for call in notices()
        if not any(isinstance(node, ast.Constant) for node in ast.walk(call.args[0]))
    }
    assert computed == {
        "error.message_id",
        "form.about",
        "form.usage",
        "form.example",
        "form.wordless_usage",
        "form.wordless_example",
    }


@pytest.mark.parametrize("language", Language)
def test_catalogue_and_code_name_the_same_messages(language):
    """Every message that the code names exists, and every message is named by the code or by another message."""
    catalogue = CATALOGUES[language]
    mentioned = {name for found in catalogue.values() for name in found.messages}
    assert set(said()) - set(catalogue) == set()
    assert set(catalogue) - set(said()) - set(may_be_said()) - mentioned == set()


@pytest.mark.parametrize("language", Language)
def test_languages_agree(language):
    """The languages have the same messages with the same variables, in the same order, in the same files."""
    english, other = CATALOGUES[Language.EN], CATALOGUES[language]
    assert list(other) == list(english)
    assert {name: variables(other, name) for name in other} == {name: variables(english, name) for name in english}
    for subject in SUBJECTS:
        assert list(read(language, subject)) == list(read(Language.EN, subject))


@pytest.mark.parametrize("language", Language)
def test_words_that_members_type_are_unambiguous(labels, language):
    """No word of any language stands for two codes of one vocabulary, and none is a number."""
    for vocabulary, codes in VOCABULARIES.items():
        meaning = {}
        for code in codes:
            for spoken in Language:
                word = labels.word(vocabulary, code, spoken).casefold()
                assert meaning.setdefault(word, code) == code
                assert not word.isdigit()


SELECTED = {
    "urgency": ("urgency", Urgency),
    "state": ("state", CaseState),
    "questionnaire": ("questionnaire", QuestionnaireKind),
    "language": ("language", Language),
    "decision": ("decision", Help),
    "outcome": ("outcome", Outcome),
    "reliability": ("reliability", Reliability),
    "why": ("why", Why),
    "request": ("what", RequestKind),
    "tie": ("tie", Tie),
    "role": ("role", Role),
    "action": ("action", ActionKind),
    "status": ("status", ActionStatus),
    "declined": ("declined", Declined),
    "proposal": ("proposal", ProposalKind),
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", SELECTED)
def test_every_code_has_words_of_its_own(labels, name, language):
    """No code of an enum falls through to another code's words."""
    bundle = labels.bundles[language]
    variable, codes = SELECTED[name]
    codes = set(codes)
    pattern = bundle.get_message(name).value
    worded = {code: bundle.format_pattern(pattern, {variable: str(code)}) for code in codes}
    assert not any(errors for _, errors in worded.values())
    assert len({text for text, _ in worded.values()}) == len(codes)


FACTS = {
    "case-consent": [{"use": use, "grant": grant} for use in ConsentUse for grant in ConsentGrant],
    "case-held": [{"held": held, "holder": "H", "until": "U"} for held in ("you", "named", "other")],
    "error-held": [{"held": held, "holder": "H", "until": "U"} for held in ("named", "other")],
    "case-deadline": [{"kind": kind, "due": "x", "overdue": "no"} for kind in DeadlineKind],
    "answer-date": [{"question": "", "date": "", "precision": precision} for precision in DatePrecision],
    "offer-line": [{"number": 1, "state": state} for state in OfferState],
    "referral-event": [{"reference": "", "number": 0, "step": step} for step in Step],
    "alarm-document": [
        {"reference": "", "kind": kind, "document": "", "fault": fault} for kind in DocumentKind for fault in Fault
    ],
    "error-illegal-act": [
        {"act": act, "state": CaseState.CLOSED} for act in Act if act not in {Act.WITHDRAW, Act.SET_ASIDE, Act.REOPEN}
    ],
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", FACTS)
def test_every_combination_is_worded_apart(labels, name, language):
    """What differs in its codes differs in words."""
    bundle = labels.bundles[language]
    texts = [
        bundle.format_pattern(
            bundle.get_message(name).value, {k: v if isinstance(v, int) else str(v) for k, v in facts.items()}
        )
        for facts in FACTS[name]
    ]
    assert not any(errors for _, errors in texts)
    assert len({text for text, _ in texts}) == len(FACTS[name])


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", ["alert", "watch-alert", "watch-silent"])
def test_number_of_an_alert_is_worded_as_it_is_typed(labels, name, language):
    """What has to be typed after /ack is not broken into groups of three."""
    facts = {"number": 1234, "reference": "lumeko-42", "step": 0, "call": 1, "amount": 1, "unit": "days"}
    assert "1234" in labels.render(say(name, **facts), language)
