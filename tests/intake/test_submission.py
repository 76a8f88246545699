"""The content of a sealed document, and the words in which it was asked."""

from dataclasses import replace
from datetime import UTC, datetime

from intake.interview import Interview, Stage, begin
from intake.submission import compose, word
from storage.documents import (
    Answer,
    AnswerKind,
    Consent,
    ConsentGrant,
    ConsentUse,
    Language,
    QuestionnaireKind,
    Urgency,
)
from storage.ids import CaseId, DocumentId

NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def wording(language: Language, message_id: str, /) -> str:
    """Words that say which they are."""
    return f"{language}:{message_id}"


def report(*answers: Answer, language: Language = Language.EN) -> Interview:
    """A report with these answers."""
    state = replace(begin(CaseId("c" * 32), language), stage=Stage.ASKING, kind=QuestionnaireKind.REPORT, version=1)
    for answer in answers:
        state = state.with_answer(answer)
    return replace(state, cursor="danger")


def answer(path: str, *codes: str, text: str = "", kind: AnswerKind = AnswerKind.CHOICES) -> Answer:
    """An answer."""
    return Answer(question=path, kind=kind, codes=codes, text=text)


def test_a_submission_holds_what_was_not_sent_yet() -> None:
    """With its questionnaire, language, channel, urgency and time."""
    state = replace(report(answer("danger", "now"), answer("happened", text="x")), sent=("danger",))
    made = compose(state, channel="signal", now=NOW)
    assert (made.questionnaire, made.questionnaire_version) == (QuestionnaireKind.REPORT, 1)
    assert (made.language, made.channel, made.received) == (Language.EN, "signal", NOW)
    assert made.urgency is Urgency.EMERGENCY
    assert [given.question for given in made.answers] == ["happened"]


def test_consents_are_those_that_were_answered() -> None:
    """In the order of asking; a skipped one is none."""
    state = report(answer("consent_un", "no"), answer("consent_members", "yes"), answer("consent_publish"))
    assert compose(state, channel="t", now=NOW).consents == (
        Consent(use=ConsentUse.MEMBERS, grant=ConsentGrant.YES),
        Consent(use=ConsentUse.UN, grant=ConsentGrant.NO),
    )


def test_a_consent_taken_back_is_a_no() -> None:
    """Whether it was skipped, or is no longer asked."""
    given = report(answer("consent_members", "yes"), answer("consent_publish", "full_name"))
    sent = replace(given, sent=tuple(given.answers), received=True)
    skipped = compose(sent.with_answer(answer("consent_publish")), channel="t", now=NOW)
    assert skipped.consents == (Consent(use=ConsentUse.PUBLISH, grant=ConsentGrant.NO),)
    left = compose(sent.with_answer(answer("consent_members", "no")), channel="t", now=NOW)
    assert left.consents == (
        Consent(use=ConsentUse.MEMBERS, grant=ConsentGrant.NO),
        Consent(use=ConsentUse.PUBLISH, grant=ConsentGrant.NO),
    )


def test_an_answer_gets_the_words_that_were_read() -> None:
    """In the language of the question, whatever is spoken by now."""
    before = report(language=Language.UK)
    after = replace(before.with_answer(answer("danger", "now")), language=Language.RU)
    worded = word(after, before, wording).answers["danger"]
    assert (worded.asked, worded.shown) == ("uk:report-danger", ("uk:danger-now",))


def test_a_date_s_precision_was_not_shown() -> None:
    """So it has no words."""
    before = report()
    after = before.with_answer(answer("when", "exact", text="2026-03-12", kind=AnswerKind.DATE))
    assert word(after, before, wording).answers["when"].shown == ()


def test_a_file_that_came_unasked_gets_the_words_of_its_question() -> None:
    """Though it was not in the plan before."""
    before = report()
    files = Answer(question="files", kind=AnswerKind.FILES, attachments=(DocumentId("f" * 32),))
    assert word(before.with_answer(files), before, wording).answers["files"].asked == "en:report-files"


def test_a_step_without_an_answer_words_nothing() -> None:
    """Earlier words stay as they are."""
    before = report(answer("danger", "no"))
    assert word(replace(before, language=Language.UK), before, wording).answers == before.answers
