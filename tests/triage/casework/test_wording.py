"""Every answer of casework can be put into words, in every language."""

import pytest

from storage.documents import Answer, AnswerKind, Language

LINES = (
    "/assign lumeko-42 Clara",
    "/tag lumeko-42 press",
    "/tag lumeko-42 prass",
    "/untag lumeko-42 press",
    "/tag lumeko-42 un,hearing",
    "/note lumeko-42 The lawyer calls on Monday.",
    "/ask lumeko-42 place",
    "/ask lumeko-42 other",
    "/find urgency=normal",
    "/find state=closed",
    "/who Щербак",
    "/who Франко",
    "/who 123",
    "/open sotiva-07",
    "/open lumeko-42",
    "/link lumeko-42 sotiva-07 person",
    "/unlink lumeko-42 gotupi-11",
    "/link lumeko-42 lumeko-42 person",
    "/show lumeko-42",
    "/conflict gotupi-11",
    "/conflict gotupi-11",
    "/ask gotupi-11 news",
)


@pytest.mark.parametrize("language", Language)
async def test_every_answer_has_words(stage, submission, language):
    """None lacks an argument, and none holds a bare code."""
    answer = Answer(question="person.1.name", kind=AnswerKind.SHORT_TEXT, text="Оксана Щербак")
    for reference in ("lumeko-42", "sotiva-07", "gotupi-11"):
        await stage.receive(reference, submission=submission(answers=(answer,), attachments=()))
    desk = stage.open_desk(quorum=2, page=1)
    said = [await stage.text("Clara", line, desk=desk, language=language) for line in LINES]
    await stage.say("Anna", "/open lumeko-42")
    await stage.say("Anna", "/assess lumeko-42 likely yes letter worried", desk=desk)
    said.append(await stage.text("Lena", "/open lumeko-42", desk=desk, language=language))
    assert all(said)
    assert not [text for text in said if "what_happened" in text or "hearing_date" in text or "{" in text]
