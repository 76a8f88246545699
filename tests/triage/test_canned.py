"""Prepared replies: in the submitter's language, sealed as any reply, and told to intake."""

import pytest

from storage import tidings
from storage.cases import CaseState
from storage.documents import DocumentKind, Language
from storage.envelopes import Heading, SealedDocument, open_document
from triage.grammar.labels import Canned


async def replies(stage, reference, identity):
    """The replies in a case, as an identity reads them."""
    manifest = stage.keys.group.manifest
    return [
        open_document(
            SealedDocument(
                id=paper.id,
                heading=Heading(deployment=manifest.deployment, case=paper.case, kind=paper.kind),
                header=paper.header,
                payload=paper.payload,
                signature=paper.signature,
            ),
            identities=(identity,),
            writers=(manifest.roster,),
        ).text
        for paper in await stage.papers(reference)
        if paper.kind is DocumentKind.REPLY
    ]


async def told(stage):
    """The cases of which intake is to tell that there is an answer."""
    return await stage.database.read(lambda unit: tidings.waiting(unit, 10))


@pytest.mark.parametrize("which", Canned)
async def test_submitter_reads_it_in_their_own_language(stage, labels, which):
    """The case is in Ukrainian, and whoever sends the reply works in English."""
    submitter = await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    (sent,) = await stage.say("Clara", f"/canned lumeko-42 {which}")
    assert await replies(stage, "lumeko-42", submitter) == [labels.canned(which, Language.UK)]
    assert (sent.id, sent.args["language"]) == ("replied-canned", Language.UK)
    assert [line.args["text"] for line in sent.lines] == [labels.canned(which, Language.EN)]


async def test_it_is_an_answer_like_any_other(stage):
    """It moves a decided case, meets the deadline of the first answer, is logged, and says nothing in the log."""
    await stage.receive("lumeko-42")
    for line in (
        "/claim lumeko-42",
        "/open lumeko-42",
        "/assess lumeko-42 likely yes legal x",
        "/decide lumeko-42 legal y",
    ):
        await stage.say("Clara", line)
    await stage.say("Clara", "/canned lumeko-42 партнер")
    assert (await stage.case("lumeko-42")).state is CaseState.ACTING
    assert (await stage.acts("lumeko-42"))[-1] == ("case_replied", None)
    assert all(await stage.deadlines("lumeko-42"))


async def test_declared_conflict_bars_from_it(stage):
    """Who is too close to a case answers it with no prepared words either."""
    await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    await stage.say("Clara", "/assess lumeko-42 likely yes legal x conflict=yes")
    assert await stage.ids("Clara", "/canned lumeko-42 done") == ["error-conflict"]


async def test_unknown_reply_is_answered_with_those_there_are(stage):
    """The list is short, and each can be typed in any language."""
    words = await stage.text("Clara", "/canned lumeko-42 sorry")
    assert "1 read, 2 more, 3 partner, 4 cannot, 5 done" in words


@pytest.mark.parametrize("line", ["/reply lumeko-42 hello", "/canned lumeko-42 more"])
async def test_every_reply_leaves_a_tiding(stage, line):
    """Intake, which alone knows where the submitter is, learns that there is an answer, once."""
    await stage.receive("lumeko-42", state=CaseState.ASSESSING)
    case = await stage.case("lumeko-42")
    await stage.say("Clara", line)
    await stage.say("Clara", line)
    assert await told(stage) == (case.id,)


async def test_no_reply_no_tiding(stage):
    """What was refused is told to nobody."""
    await stage.receive("lumeko-42", reply_to="nobody", state=CaseState.ASSESSING)
    assert await stage.ids("Clara", "/canned lumeko-42 read") == ["error-no-receipt"]
    assert await told(stage) == ()


@pytest.mark.parametrize("language", Language)
def test_prepared_texts_differ(labels, language):
    """Each says something of its own, in words that fit on a small screen."""
    texts = [labels.canned(which, language) for which in Canned]
    assert len(set(texts)) == len(texts)
    assert all(len(text) < 400 for text in texts)
