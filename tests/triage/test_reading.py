"""Reading a case: the whole record in its order, and documents that must not be trusted."""

import hashlib
import os
from dataclasses import replace

import pytest

from storage import cases, consents, papers
from storage.cases import CaseChanged, CaseState
from storage.documents import (
    Answer,
    AnswerKind,
    Assessment,
    Consent,
    ConsentGrant,
    ConsentUse,
    DocumentKind,
    Help,
    Language,
    Reliability,
)
from storage.envelopes import Heading, signed_message
from triage.notices import flatten

JUDGED = "/assess lumeko-42 likely yes legal,letter A father note=Court"


def assessment(author, now, *, conflict=False):
    """A member's judgement."""
    return Assessment(
        author=author,
        at_risk="forged words",
        reliability=Reliability.CONFIRMED,
        bears_on_civil_society=True,
        fitting=(Help.LEGAL,),
        conflict_of_interest=conflict,
        note="",
        written=now,
    )


async def test_whole_record_in_its_order(stage, submission):
    """Heading, submission, files, judgements, then decision, reply and closing as they were written."""
    await stage.receive("lumeko-42", submission=submission(attachments=()))
    sealed = await stage.attach("lumeko-42")
    for line in (
        "/claim lumeko-42",
        "/open lumeko-42",
        JUDGED,
        "/decide lumeko-42 record because",
        "/reply lumeko-42 hello",
        "/close lumeko-42 recorded released",
    ):
        stage.later(minutes=1)
        await stage.say("Clara", line)
    answer = await stage.say("Clara", "/open lumeko-42")
    assert [notice.id for notice in answer] == [
        "case-heading",
        "record-submission",
        "record-addition",
        "record-files",
        "record-assessment",
        "record-decision",
        "record-reply",
        "record-closing",
    ]
    (file,) = answer[3].lines
    assert (file.id, file.content) == ("record-file", True)
    assert file.args == {
        "name": "court.jpg",
        "media": "image/jpeg",
        "sha256": hashlib.sha256(b"a photograph").hexdigest()[:12],
        "document": sealed.id,
        "amount": 12,
        "unit": "bytes",
    }
    assert {notice.args["author"] for notice in answer[4:]} == {"Clara"}


async def test_every_answer_with_label_and_given_wording(stage):
    """The reader's label comes first; the wording that the submitter saw stands beneath wherever it differs."""
    await stage.receive("lumeko-42")
    (record,) = [notice for notice in await stage.say("Clara", "/open lumeko-42") if notice.id == "record-submission"]
    shown = [
        (notice.id, notice.args.get("question"), notice.args.get("value"), [line.id for line in notice.lines])
        for notice in record.lines
    ]
    assert shown == [
        ("answer", "What happened?", "Arrest", ["answer-shown", "answer-asked"]),
        ("answer", "Розкажіть", "Мого батька забрали", []),
        ("answer-date", "Коли?", None, []),
        ("answer-date", "Якого дня?", None, []),
        ("answer", "Where?", "Херсон", ["answer-text"]),
        ("answer", "Файли?", "court.jpg", []),
        ("answer-skipped", "Хто?", None, []),
        ("case-consent", None, None, []),
        ("case-consent", None, None, []),
    ]
    assert [line.args["precision"] for line in record.lines if line.id == "answer-date"] == ["unknown_day", "exact"]
    words = await stage.text("Clara", "/open lumeko-42", language=Language.UK)
    assert "Коли? — 2026-10 (день невідомий)" in words
    assert "Запитано так: Що сталося?" in words


async def opened(stage, name, desk):
    """Who judged, as a member reads it, and how many are said to have judged besides."""
    answer = await stage.say(name, "/open lumeko-42", desk=desk)
    judged = [notice.args["author"] for notice in answer if notice.id == "record-assessment"]
    hidden = [notice.args["count"] for notice in answer if notice.id == "record-assessments-hidden"]
    return sorted(judged), hidden


async def test_each_judges_alone_first(stage):
    """What others think is only counted until a member has judged himself; then it is there for all who may open."""
    desk = stage.open_desk(quorum=3)
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42", desk=desk)
    for name in ("Anna", "Bohdan"):
        await stage.say(name, "/open lumeko-42")
        await stage.say(name, JUDGED, desk=desk)
    assert await opened(stage, "Clara", desk) == ([], [2])
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", "/assess lumeko-42 possible no record calm", desk=desk)
    assert await opened(stage, "Lena", desk) == (["Anna", "Bohdan", "Clara"], [])
    assert await opened(stage, "Clara", desk) == (["Anna", "Bohdan", "Clara"], [])


async def test_whoever_has_judged_reads_the_others_before_there_are_enough(stage):
    """And whoever has not does not."""
    desk = stage.open_desk(quorum=3)
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42", desk=desk)
    for name in ("Anna", "Clara"):
        await stage.say(name, "/open lumeko-42")
        await stage.say(name, JUDGED, desk=desk)
    assert await opened(stage, "Clara", desk) == (["Anna", "Clara"], [])
    assert await opened(stage, "Lena", desk) == ([], [2])


async def test_what_was_thought_before_a_case_was_closed_is_no_secret(stage):
    """In a reopened case each judges alone again; the judgements of the first time are its history."""
    desk = stage.open_desk(quorum=2)
    await stage.receive("lumeko-42")
    for line in ("/claim lumeko-42", "/open lumeko-42", JUDGED, "/close lumeko-42 recorded"):
        stage.later(minutes=1)
        await stage.say("Lena", line, desk=desk)
    case = await stage.case("lumeko-42")
    reopened = replace(case, state=CaseState.RECEIVED)
    await stage.database.write(lambda unit: cases.save(unit, reopened, expected=case))
    stage.later(minutes=1)
    await stage.say("Clara", "/claim lumeko-42", desk=desk)
    await stage.say("Anna", "/open lumeko-42")
    await stage.say("Anna", JUDGED, desk=desk)
    assert await opened(stage, "Clara", desk) == (["Lena"], [1])


async def test_whoever_left_the_case_is_named_in_its_record(stage):
    """The others know who does not take part."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/conflict lumeko-42")
    (left,) = [notice for notice in await stage.say("Clara", "/open lumeko-42") if notice.id == "record-recusal"]
    assert (left.content, left.args["author"]) == (True, "Anna")


async def test_answer_without_any_wording_is_shown_by_its_codes(stage, submission):
    """A case can be read without the questionnaire, even where no wording was kept."""
    answers = (Answer(question="acts", kind=AnswerKind.CHOICES, codes=("030104", "other"), text="hit"),)
    await stage.receive("lumeko-42", submission=submission(answers=answers, attachments=(), consents=()))
    answer = await stage.say("Clara", "/open lumeko-42")
    (line,) = answer[1].lines
    assert (line.args, line.lines[0].args) == ({"question": "acts", "value": "030104, other"}, {"text": "hit"})


async def test_ledger_that_agrees_with_what_was_sealed_is_no_alarm(stage, submission):
    """The latest word on each use counts, in the order in which it was given."""
    await stage.receive("lumeko-42")
    case = await stage.case("lumeko-42")
    stage.later(days=1)
    taken_back = (Consent(use=ConsentUse.REFER, grant=ConsentGrant.NO),)
    added = submission(attachments=(), consents=taken_back, received=stage.now)
    await stage.put(stage.seal(case.id, DocumentKind.ADDITION, added))
    await stage.database.write(lambda unit: consents.add(unit, case.id, taken_back, stage.now))
    assert (await stage.ids("Clara", "/open lumeko-42"))[0] == "case-heading"


@pytest.mark.parametrize(
    ("use", "written", "sealed"),
    [
        (ConsentUse.REFER, ConsentGrant.NO, ConsentGrant.YES),
        (ConsentUse.PUBLISH, ConsentGrant.FULL_NAME, ConsentGrant.INITIALS),
    ],
)
async def test_ledger_that_was_rewritten_is_alarming(stage, use, written, sealed):
    """Its rows are signed by nobody: whoever opens the case is told what the submitter agreed to; a card shows it."""
    await stage.receive("lumeko-42")
    case = await stage.case("lumeko-42")
    row = (Consent(use=use, grant=written),)
    await stage.database.write(lambda unit: consents.add(unit, case.id, row, stage.now))
    answer = await stage.say("Clara", "/open lumeko-42")
    assert (answer[0].id, answer[0].args) == ("alarm-consents", {"reference": "lumeko-42"})
    assert [line.args for line in answer[0].lines] == [{"use": use, "grant": sealed}]
    assert await stage.ids("Clara", "/show lumeko-42") == ["case-heading"]


async def test_damaged_addition_says_nothing_of_consent(stage, submission):
    """Its reader is alarmed once: what it said of consent is not known."""
    await stage.receive("lumeko-42")
    case = await stage.case("lumeko-42")
    paper = stage.seal(case.id, DocumentKind.ADDITION, submission(consents=()))
    await stage.put(replace(paper, signature=b"\0" * 64))
    row = (Consent(use=ConsentUse.REFER, grant=ConsentGrant.NO),)
    await stage.database.write(lambda unit: consents.add(unit, case.id, row, stage.now))
    assert (await stage.ids("Clara", "/open lumeko-42"))[:2] == ["alarm-document", "case-heading"]


async def test_addition_is_shown_after_the_submission(stage, submission):
    """What was added later is told apart from what came first."""
    await stage.receive("lumeko-42")
    case = await stage.case("lumeko-42")
    stage.later(days=1)
    await stage.put(stage.seal(case.id, DocumentKind.ADDITION, submission(attachments=())))
    answer = await stage.say("Clara", "/open lumeko-42")
    assert [notice.id for notice in answer][1:3] == ["record-submission", "record-addition"]


async def test_file_without_a_row_is_named(stage):
    """A file that the submission names and the database lacks is shown as missing."""
    await stage.receive("lumeko-42")
    answer = await stage.say("Clara", "/open lumeko-42")
    assert [line.id for line in answer[-1].lines] == ["record-file-missing"]


async def test_file_without_its_blob_is_named(stage, submission):
    """A file whose bytes are gone is missing, and there is nothing to be alarmed of beyond that."""
    await stage.receive("lumeko-42", submission=submission(attachments=()))
    file = await stage.attach("lumeko-42")
    await stage.blobs.delete(file.blob)
    answer = await stage.say("Clara", "/open lumeko-42")
    assert answer[0].id == "case-heading"
    assert [line.id for line in answer[-1].lines] == ["record-file-missing"]


async def rewritten_blob(stage, paper):
    """Other bytes in the blob store."""
    await stage.blobs.delete(paper.blob)
    await stage.blobs.write(paper.blob, pieces(b"other bytes"))
    return paper


async def pieces(content):
    """A blob as it is written."""
    yield content


async def payload_in_the_row(stage, paper):
    """Bytes in the row, where no file lies."""
    return replace(paper, blob=None, payload=b"other bytes")


async def forged_signature(stage, paper):
    """A row that somebody else wrote."""
    return replace(paper, signature=b"\0" * 64)


async def another_name(stage, paper):
    """A blob that nothing can be called."""
    return replace(paper, blob="../elsewhere")


async def no_header(stage, paper):
    """A file whose key is gone."""
    return replace(paper, header=None)


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (rewritten_blob, "signature"),
        (payload_in_the_row, "signature"),
        (forged_signature, "signature"),
        (another_name, "unreadable"),
        (no_header, "erased"),
    ],
)
async def test_file_that_was_tampered_with_is_refused_and_alarmed(stage, submission, tamper, fault):
    """It is not listed as there; the reader is warned and the log says so."""
    await stage.receive("lumeko-42", submission=submission(attachments=()))
    file = await stage.attach("lumeko-42")
    paper = next(paper for paper in await stage.papers("lumeko-42") if paper.id == file.id)
    await stage.put(await tamper(stage, paper))
    answer = await stage.say("Clara", "/open lumeko-42")
    assert (answer[0].id, answer[0].args) == (
        "alarm-document",
        {"reference": "lumeko-42", "kind": "attachment", "document": file.id, "fault": fault},
    )
    assert [line.id for line in answer[-1].lines] == ["record-file-missing"]
    assert await stage.acts("lumeko-42") == [("case_opened", None), ("document_refused", fault)]


async def test_file_of_another_case_is_refused(stage, submission):
    """A file that intake signed for one case is none of another."""
    for reference in ("lumeko-42", "zutilo-22"):
        await stage.receive(reference, submission=submission(attachments=()))
    file = await stage.attach("lumeko-42")
    paper = next(paper for paper in await stage.papers("lumeko-42") if paper.id == file.id)
    await stage.put(replace(paper, case=(await stage.case("zutilo-22")).id))
    answer = await stage.say("Clara", "/open zutilo-22")
    assert (answer[0].id, answer[0].args["fault"]) == ("alarm-document", "signature")


async def test_group_cannot_write_a_file(stage, submission):
    """What a submitter sent is signed by intake, and by nobody else."""
    await stage.receive("lumeko-42", submission=submission(attachments=()))
    await stage.attach("lumeko-42", signer=stage.keys.group.roster)
    assert (await stage.ids("Clara", "/open lumeko-42"))[0] == "alarm-document"


async def test_file_is_read_piece_by_piece(stage, submission, monkeypatch):
    """However large it is, no more than a piece of it is in memory."""
    await stage.receive("lumeko-42", submission=submission(attachments=()))
    await stage.attach("lumeko-42", os.urandom(1 << 20))
    sizes = []
    read = stage.blobs.read

    async def watched(name):
        async for piece in read(name):
            sizes.append(len(piece))
            yield piece

    monkeypatch.setattr(stage.blobs, "read", watched)
    answer = await stage.say("Clara", "/open lumeko-42")
    assert [line.id for line in answer[-1].lines] == ["record-file"]
    assert len(sizes) > 4
    assert max(sizes) < sum(sizes) / 4


async def test_large_submission_is_read_from_its_blob(stage):
    """A payload that is too large for its row lies in the blob store."""
    await stage.receive("lumeko-42", blob=True)
    assert (await stage.ids("Clara", "/open lumeko-42"))[:2] == ["case-heading", "record-submission"]


async def test_swapped_ciphertext_is_refused_and_alarmed(stage):
    """Two submissions exchanged between cases are shown in neither; both readers are warned and the log says so."""
    await stage.receive("lumeko-42")
    await stage.receive("zutilo-22")
    (one,), (other,) = await stage.papers("lumeko-42"), await stage.papers("zutilo-22")

    def with_content_of(paper, source):
        return replace(paper, payload=source.payload, header=source.header, signature=source.signature)

    await stage.put(with_content_of(one, other), with_content_of(other, one))
    for reference, paper in (("lumeko-42", one), ("zutilo-22", other)):
        answer = await stage.say("Clara", f"/open {reference}")
        assert [notice.id for notice in answer] == ["alarm-document", "case-heading"]
        assert answer[0].args == {
            "reference": reference,
            "kind": "submission",
            "document": paper.id,
            "fault": "signature",
        }
        assert await stage.acts(reference) == [("document_refused", "signature"), ("case_opened", None)]
        assert not [notice for notice in flatten(answer) if notice.content]


async def test_swapped_document_with_a_good_signature_is_refused(stage, submission):
    """Even intake's own key cannot put one case's submission into another: the inside says where it belongs."""
    await stage.receive("lumeko-42")
    await stage.receive("zutilo-22")
    (one,), (other,) = await stage.papers("lumeko-42"), await stage.papers("zutilo-22")
    deployment = stage.keys.group.manifest.deployment
    heading = Heading(deployment=deployment, case=one.case, kind=one.kind, version=one.version)
    message = signed_message(one.id, heading, hashlib.sha256(other.payload).digest())
    signature = stage.keys.intake.sign(message)
    await stage.put(replace(one, payload=other.payload, header=other.header, signature=signature))
    answer = await stage.say("Clara", "/open lumeko-42")
    assert (answer[0].id, answer[0].args["fault"]) == ("alarm-document", "swapped")


async def test_rest_of_a_case_is_shown_beside_a_damaged_document(stage):
    """One document that does not open hides no other."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    stage.later(minutes=1)
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", JUDGED)
    submission, judged = await stage.papers("lumeko-42")
    await stage.put(replace(judged, header=submission.header))
    answer = await stage.say("Lena", "/open lumeko-42")
    assert [notice.id for notice in answer][:3] == ["alarm-document", "case-heading", "record-submission"]
    assert (answer[0].args["kind"], answer[0].args["fault"]) == ("assessment", "unreadable")


async def test_erased_header_is_told(stage):
    """A document whose header was removed cannot be opened by anybody, and that is said."""
    await stage.receive("lumeko-42")
    (paper,) = await stage.papers("lumeko-42")
    await stage.database.write(lambda unit: papers.erase_header(unit, paper.id))
    answer = await stage.say("Clara", "/open lumeko-42")
    assert (answer[0].id, answer[0].args["fault"]) == ("alarm-document", "erased")


async def test_lost_blob_is_told(stage):
    """A payload that is gone from the blob store is a document that cannot be opened."""
    await stage.receive("lumeko-42", blob=True)
    (paper,) = await stage.papers("lumeko-42")
    await stage.blobs.delete(paper.blob)
    answer = await stage.say("Clara", "/open lumeko-42")
    assert (answer[0].id, answer[0].args["fault"]) == ("alarm-document", "unreadable")


async def test_case_without_its_submission_is_alarming(stage):
    """A submission that was removed is missed."""
    await stage.receive("lumeko-42")
    (paper,) = await stage.papers("lumeko-42")
    await stage.database.write(lambda unit: papers.drop(unit, paper.id))
    answer = await stage.say("Clara", "/open lumeko-42")
    assert (answer[0].id, answer[0].args["fault"]) == ("alarm-document", "missing")


async def test_addition_stands_for_no_submission(stage, submission):
    """A submission that was removed is missed, whatever was added to it later."""
    await stage.receive("lumeko-42")
    (paper,) = await stage.papers("lumeko-42")
    case = await stage.case("lumeko-42")
    await stage.database.write(lambda unit: papers.drop(unit, paper.id))
    await stage.put(stage.seal(case.id, DocumentKind.ADDITION, submission(attachments=(), consents=())))
    answer = await stage.say("Clara", "/open lumeko-42")
    assert [notice.id for notice in answer] == ["alarm-document", "case-heading", "record-addition"]
    assert answer[0].args["fault"] == "missing"


async def test_intake_cannot_write_a_members_document(stage):
    """A seized intake that forges an assessment fills no quorum and alarms whoever looks."""
    await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    case = await stage.case("lumeko-42")
    forged = assessment(stage.people["Anna"], stage.now)
    await stage.put(stage.seal(case.id, DocumentKind.ASSESSMENT, forged, author=stage.people["Anna"]))
    answer = await stage.ids("Clara", "/decide lumeko-42 letter because")
    assert answer == ["alarm-document", "error-quorum"]


async def test_group_cannot_write_a_submission(stage, submission):
    """What a submitter sent is signed by intake, and by nobody else."""
    await stage.receive("lumeko-42")
    case = await stage.case("lumeko-42")
    stage.later(minutes=1)
    forged = stage.seal(case.id, DocumentKind.ADDITION, submission(), signer=stage.keys.group.roster)
    await stage.put(forged)
    answer = await stage.say("Clara", "/open lumeko-42")
    assert (answer[0].id, answer[0].args["kind"]) == ("alarm-document", "addition")


@pytest.mark.parametrize("line", ["/open lumeko-42", "/reply lumeko-42 hello"])
async def test_damaged_own_assessment_does_not_lift_a_conflict(stage, line):
    """Whoever destroys the papers on which a member declared a conflict does not let him back in."""
    await stage.receive("lumeko-42")
    await stage.say("Clara", "/claim lumeko-42")
    stage.later(minutes=1)
    await stage.say("Clara", f"{JUDGED} conflict=yes")
    declared = [paper for paper in await stage.papers("lumeko-42") if paper.author is not None]
    await stage.put(*(replace(paper, signature=b"\0" * 64) for paper in declared))
    assert await stage.ids("Clara", line) == ["alarm-document", "alarm-document", "error-own-assessment"]
    assert (await stage.ids("Lena", line))[0] == "alarm-document"


async def test_alarm_is_said_once_an_answer(stage, monkeypatch):
    """However often a command has to read the case again, a damaged document is named once."""
    await stage.receive("lumeko-42")
    (paper,) = await stage.papers("lumeko-42")
    await stage.put(replace(paper, signature=b"\0" * 64))
    await stage.say("Clara", "/claim lumeko-42")

    async def too_late(*_, **__):
        raise CaseChanged("the case is no longer as it was read")

    monkeypatch.setattr(cases, "save", too_late)
    await stage.say("Clara", "/open lumeko-42")
    assert await stage.ids("Clara", JUDGED) == ["alarm-document", "error-case-busy"]
