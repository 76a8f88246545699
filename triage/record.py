"""The record of a case in the order of the standards: event and source, files, judgements, interventions.

On the path between an opened case and the channel. Pure. Everything that a submitter or a member wrote, and who wrote
it, is marked as content. The order follows the HURIDOCS Events Standard Formats: event (01xx), information (25xx),
intervention (26xx).
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from storage.documents import (
    Answer,
    AnswerKind,
    Assessment,
    Attachment,
    Closing,
    Content,
    Decision,
    DocumentKind,
    Intervention,
    Language,
    Note,
    Question,
    Recusal,
    ReferralOrder,
    Reply,
    Result,
    Review,
    Submission,
)
from storage.ids import DocumentId
from triage import case as rules
from triage.card import extent, word_card
from triage.decisions.wording import word_decision, word_intervention, word_result
from triage.grammar.labels import Labels, word
from triage.notices import Notice, quote, say
from triage.reading import Opened, Record
from triage.referral.wording import word_referral
from triage.turn import Turn


def word_record(turn: Turn, record: Record, intact: Collection[DocumentId]) -> tuple[Notice, ...]:
    """Word a whole case; of its files those that are not ``intact`` are missing."""
    labels, language = turn.room.labels, turn.language
    submissions = tuple(
        _word_submission(opened, opened.content, labels, language)
        for opened in record.documents
        if isinstance(opened.content, Submission)
    )
    attached = tuple(
        attachment
        for opened in record.documents
        if isinstance(opened.content, Submission)
        for attachment in opened.content.attachments
    )
    files = tuple(_word_attachment(attachment, intact) for attachment in attached)
    judgements = tuple(_word_judgements(turn, record))
    notes = (_word_note(turn, opened.content) for opened in record.documents)
    interventions = tuple(_word_interventions(turn, record))
    return (
        word_card(record.card, turn),
        *submissions,
        *((say("record-files", *files, reference=record.card.case.reference),) if files else ()),
        *judgements,
        *(note for note in notes if note is not None),
        *interventions,
    )


def word_assessment_lines(assessment: Assessment, labels: Labels, language: Language) -> tuple[Notice, ...]:
    """Word a judgement, as it was understood."""
    fits = ", ".join(word(labels, "decision", code, language) for code in assessment.fitting)
    lines = [
        quote("assessment-reliability", reliability=assessment.reliability),
        quote("assessment-society", bears="yes" if assessment.bears_on_civil_society else "no"),
        quote("assessment-fits", fits=fits),
    ]
    if assessment.at_risk:
        lines.append(quote("assessment-risk", text=assessment.at_risk))
    if assessment.note:
        lines.append(quote("assessment-note", text=assessment.note))
    lines.append(quote("assessment-conflict", conflict="yes" if assessment.conflict_of_interest else "no"))
    return tuple(lines)


def _word_submission(opened: Opened, content: Submission, labels: Labels, language: Language) -> Notice:
    files = {attachment.id: attachment.name for attachment in content.attachments}
    consents = (say("case-consent", use=consent.use, grant=consent.grant) for consent in content.consents)
    lines = (line for answer in content.answers for line in _word_answer(answer, content, files, labels, language))
    return say(
        "record-addition" if opened.paper.kind is DocumentKind.ADDITION else "record-submission",
        *lines,
        *consents,
        questionnaire=content.questionnaire,
        version=content.questionnaire_version,
        language=content.language,
        channel=content.channel,
        received=content.received,
    )


def _word_answer(
    answer: Answer,
    content: Submission,
    files: dict[DocumentId, str],
    labels: Labels,
    language: Language,
) -> Iterator[Notice]:
    kind, version = content.questionnaire, content.questionnaire_version
    question = labels.question(answer.question, kind, version, language) or answer.asked or answer.question
    # The exact wording is evidence: it is shown wherever the reader's differs from it.
    asked = (quote("answer-asked", asked=answer.asked),) if answer.asked not in {"", question} else ()
    if answer.skipped:
        yield quote("answer-skipped", *asked, question=question)
        return
    given = [*answer.shown, *answer.codes[len(answer.shown) :]]
    read = [
        labels.code(answer.question, code, kind, version, language) or shown
        for code, shown in zip(answer.codes, given, strict=False)
    ]
    names = [files.get(attachment, attachment) for attachment in answer.attachments]
    shown_lines = (quote("answer-shown", shown=", ".join(given)),) if read != given else ()
    if answer.kind is AnswerKind.DATE:
        precision = answer.codes[0] if answer.codes else "exact"
        yield quote("answer-date", *asked, question=question, date=answer.text, precision=precision)
        return
    value = ", ".join(part for part in (*read, *names) if part)
    texts = (quote("answer-text", text=answer.text),) if answer.text and value else ()
    yield quote("answer", *texts, *shown_lines, *asked, question=question, value=value or answer.text)


def _word_attachment(attachment: Attachment, intact: Collection[DocumentId]) -> Notice:
    size = extent(attachment.size)
    there = attachment.id in intact
    notice = quote(
        "record-file" if there else "record-file-missing",
        name=attachment.name,
        media=attachment.media_type,
        sha256=attachment.sha256[:12],
        document=attachment.id,
        amount=size.amount,
        unit=size.unit,
    )
    return replace(notice, document=attachment.id if there else None)


def _word_judgements(turn: Turn, record: Record) -> Iterator[Notice]:
    """Word what members think; what others think stays hidden from whoever has to judge by himself first."""
    judged = rules.independent(record.judgements, record.closed)
    need = turn.room.settings.quorum
    alone = rules.judges_alone(record.card.case.state, judged, turn.member.id, need)
    hidden = 0
    for assessment in record.assessments:
        others = assessment.author != turn.member.id
        if alone and others and (record.closed is None or assessment.written > record.closed):
            hidden += 1
        else:
            yield _word_assessment(turn, assessment)
    if hidden:
        yield say("record-assessments-hidden", count=hidden)


def _word_note(turn: Turn, content: Content) -> Notice | None:
    """Word what a member noted, or that he took himself out of the case; None for everything else."""
    match content:
        case Note(author=author, text=text, written=written):
            return quote("record-note", *_word_words(text), author=turn.roster.name(author), written=written)
        case Recusal(author=author, written=written):
            return quote("record-recusal", author=turn.roster.name(author), written=written)
        case _:
            return None


def _word_assessment(turn: Turn, assessment: Assessment) -> Notice:
    return quote(
        "record-assessment",
        *word_assessment_lines(assessment, turn.room.labels, turn.language),
        author=turn.roster.name(assessment.author),
        written=assessment.written,
    )


def _word_interventions(turn: Turn, record: Record) -> Iterator[Notice]:
    """Word decisions, actions, replies and the closing, in the order in which they were written."""
    for opened in record.documents:
        match opened.content:
            case Decision(author=author, kind=kind, written=written) as decision:
                yield quote(
                    "record-decision",
                    *word_decision(decision),
                    author=turn.roster.name(author),
                    written=written,
                    decision=kind,
                )
            case Intervention() as intervention:
                yield word_intervention(turn, intervention, record.card.actions, opened.paper.id)
            case Result() as result:
                yield word_result(turn, result, record.card.actions)
            case ReferralOrder() | Review() as referral:
                yield word_referral(turn, referral)
            case Question(author=author, what=what, text=text, written=written):
                yield quote(
                    "record-question",
                    *_word_words(text),
                    author=turn.roster.name(author),
                    written=written,
                    what=what,
                )
            case Reply(author=author, text=text, written=written):
                yield quote(
                    "record-reply",
                    *_word_words(text),
                    author=turn.roster.name(author),
                    written=written,
                )
            case Closing(author=author, outcome=outcome, note=note, written=written):
                yield quote(
                    "record-closing",
                    *_word_words(note),
                    author=turn.roster.name(author),
                    written=written,
                    outcome=outcome,
                )
            case _:
                continue


def _word_words(text: str) -> tuple[Notice, ...]:
    """Quote what somebody wrote, if anything."""
    return (quote("record-words", text=text),) if text else ()
