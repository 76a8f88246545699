"""Consent: both ledgers must say yes, and what cannot be trusted says no."""

from dataclasses import replace

import pytest

from storage import consents, requests
from storage.documents import Consent, ConsentGrant, ConsentUse, DocumentKind, Help, RequestKind
from triage.decisions.shapes import CONSENTS, SHAPES

NEEDING = [(kind, CONSENTS[shape.action]) for kind, shape in SHAPES.items() if shape.action in CONSENTS]


@pytest.mark.parametrize(("kind", "use"), NEEDING)
async def test_no_decision_without_its_consent(meeting, agreeing, kind, use):
    """What was not agreed to is refused with a clear word, and nothing is written."""
    others = {other.value: "yes" for other in ConsentUse if other is not use}
    await meeting.judged(submission=agreeing(**others))
    (refused,) = await meeting.say("Clara", f"/decide lumeko-42 {kind} because")
    assert (refused.id, refused.args["use"]) == ("error-consent-missing", use)
    case = await meeting.stage.case("lumeko-42")
    assert case.decision is None
    assert not await meeting.stage.opened("lumeko-42", DocumentKind.DECISION)


@pytest.mark.parametrize(("kind", "use"), NEEDING)
async def test_a_decision_with_its_consent(meeting, agreeing, kind, use):
    """What was agreed to is done, and the answer says how far it was agreed to."""
    await meeting.judged(submission=agreeing(**{use: "initials"}))
    (decided,) = await meeting.say("Clara", f"/decide lumeko-42 {kind} because")
    assert [line.args for line in decided.lines if line.id == "case-consent"] == [
        {"use": use, "grant": ConsentGrant.INITIALS}
    ]


@pytest.mark.parametrize(("kind", "use"), NEEDING)
async def test_what_is_missing_can_be_asked_for_by_the_line_in_the_answer(meeting, agreeing, kind, use):
    """It is typed as it stands there, on a channel without words, too."""
    await meeting.judged(submission=agreeing())
    refused = await meeting.text("Clara", f"/decide lumeko-42 {kind} because")
    line = f"/ask lumeko-42 consent_{use}"
    assert refused.endswith(f"To ask for it: {line}")
    assert await meeting.ids("Clara", line, words=False) == ["asked"]
    case = await meeting.stage.case("lumeko-42")
    (request,) = await meeting.stage.database.read(lambda unit: requests.open_of(unit, case.id))
    assert request.what is RequestKind.consent(use)


@pytest.mark.parametrize("kind", [Help.MISSION, Help.RECORD, Help.DECLINE])
async def test_what_tells_nobody_is_decided_without(meeting, agreeing, kind):
    """Nothing leaves the group, so nobody is asked."""
    await meeting.judged(submission=agreeing())
    assert await meeting.ids("Clara", f"/decide lumeko-42 {kind} because") == ["decided"]


async def grant(stage, use, given):
    """Write into the ledger, which nobody signs, as whoever holds the database can."""
    case = await stage.case("lumeko-42")
    row = [Consent(use=use, grant=given)]
    await stage.database.write(lambda unit: consents.add(unit, case.id, row, stage.now))


async def test_the_ledger_alone_opens_nothing(meeting, agreeing):
    """Whoever writes a yes into the readable ledger has not made the submitter agree."""
    await meeting.judged(submission=agreeing(refer="no"))
    await grant(meeting.stage, ConsentUse.REFER, ConsentGrant.YES)
    assert await meeting.ids("Clara", "/decide lumeko-42 legal because") == ["error-consent-missing"]


async def test_the_ledger_alone_closes(meeting, agreeing):
    """Where the two differ the lesser counts."""
    await meeting.judged(submission=agreeing(publish="full_name"))
    await grant(meeting.stage, ConsentUse.PUBLISH, ConsentGrant.INITIALS)
    (decided,) = await meeting.say("Clara", "/decide lumeko-42 letter because")
    assert ConsentGrant.INITIALS in [line.args.get("grant") for line in decided.lines]
    await grant(meeting.stage, ConsentUse.PUBLISH, ConsentGrant.NO)
    assert await meeting.ids("Clara", "/decide lumeko-42 statement because") == ["error-consent-missing"]


async def test_the_latest_word_counts(meeting, agreeing):
    """What the submitter adds later takes back what was agreed to before, and gives it again."""
    stage = meeting.stage
    await meeting.judged(submission=agreeing(refer="yes"))
    case = await stage.case("lumeko-42")
    for given, answer in (("no", "error-consent-missing"), ("yes", "decided")):
        stage.later(hours=1)
        added = replace(agreeing(refer=given), answers=(), received=stage.now)
        await stage.put(stage.seal(case.id, DocumentKind.ADDITION, added))
        await grant(stage, ConsentUse.REFER, ConsentGrant(given))
        assert await meeting.ids("Clara", "/decide lumeko-42 legal because") == [answer]


async def test_what_cannot_be_trusted_says_no(meeting, agreeing):
    """A damaged addition may have taken the consent back."""
    stage = meeting.stage
    await meeting.judged(submission=agreeing(refer="yes"))
    case = await stage.case("lumeko-42")
    damaged = stage.seal(case.id, DocumentKind.ADDITION, agreeing(refer="no"))
    await stage.put(replace(damaged, signature=b"\0" * 64))
    assert await meeting.ids("Clara", "/decide lumeko-42 legal because") == ["alarm-document", "error-consent-missing"]
