"""Matching: by what is needed and where, with the reason shown; and the directory that it reads."""

from datetime import timedelta

import pytest

from storage import partners
from storage.documents import Answer, AnswerKind, Decision, DocumentKind, Help, Language
from storage.partners import Aid
from triage.notices import flatten
from triage.referral.matching import STALE, Wanted, rank


def named(matches):
    return [match.partner.name for match in matches]


async def test_nearest_place_comes_first(referring):
    """A partner in the very region stands before one in the country; one elsewhere does not fit."""
    wanted = Wanted(aids=frozenset({Aid.LEGAL}), places=frozenset({"UA-65"}), language=Language.UK)
    every = referring.partners.values()
    assert named(rank(every, wanted, referring.stage.now)) == ["Open Door", "Safe Harbour"]


async def test_more_help_comes_before_nearness(referring):
    """Who offers more of what is needed is asked first."""
    both = await referring.enter("Both", offers=(Aid.LEGAL, Aid.MEDICAL))
    wanted = Wanted(aids=frozenset({Aid.LEGAL, Aid.MEDICAL}), places=frozenset({"UA-65"}), language=Language.UK)
    matches = rank(referring.partners.values(), wanted, referring.stage.now)
    assert (matches[0].partner, matches[0].place, matches[0].aids) == (both, "", (Aid.LEGAL, Aid.MEDICAL))


async def test_language_and_freshness_break_a_tie(referring):
    """Among equals the one that speaks the language comes first, then the one that was made sure of."""
    wanted = Wanted(aids=frozenset({Aid.FAMILY}), places=frozenset(), language=Language.RU)
    old = await referring.enter("A", offers=(Aid.FAMILY,), languages=(Language.RU,))
    referring.stage.later(days=STALE.days + 1)
    fresh = await referring.enter("B", offers=(Aid.FAMILY,), languages=(Language.RU,))
    mute = await referring.enter("C", offers=(Aid.FAMILY,), languages=())
    matches = rank([mute, old, fresh], wanted, referring.stage.now)
    assert named(matches) == ["B", "A", "C"]
    assert [match.stale for match in matches] == [False, True, False]


async def test_reasons_are_shown_line_by_line(referring):
    """Below each partner stands why it fits."""
    await referring.receive("lumeko-42")
    (heading,) = await referring.obey("Clara", "match lumeko-42")
    assert heading.args["count"] == 2
    ids = [notice.id for notice in flatten((heading,))]
    assert {"match-wanted", "match-aids", "match-place", "match-language"} <= set(ids)


async def test_stale_partner_is_said_to_be(referring):
    """Somebody should make sure again."""
    await referring.enter("Anywhere")
    await referring.receive("lumeko-42")
    referring.stage.later(days=STALE.days + 1)
    said = {notice.id for notice in flatten(await referring.obey("Clara", "match lumeko-42"))}
    assert {"match-stale", "match-anywhere"} <= said


async def test_decision_says_what_is_looked_for_where_nobody_was_asked(referring):
    """A report asks for nothing: then the decision counts, and what threatens."""
    answers = (
        Answer(question="where", kind=AnswerKind.PLACE, codes=("elsewhere",), text="Berlin"),
        Answer(question="threat", kind=AnswerKind.CHOICES, codes=("torture", "other")),
    )
    await referring.receive("lumeko-42", answers=answers)
    stage = referring.stage
    case = await stage.case("lumeko-42")
    decision = Decision(author=stage.people["Clara"], kind=Help.LEGAL, reason="", written=stage.now)
    await stage.put(stage.seal(case.id, DocumentKind.DECISION, decision, signer=stage.keys.group.roster))
    (heading,) = await referring.obey("Clara", "match lumeko-42")
    assert heading.lines[0].args == {"aids": "legal, medical", "places": "—"}
    assert heading.args["count"] == 3


async def test_matching_needs_the_case(referring):
    """A referrer matches an emergency or a case of his own, and nobody matches a locked one."""
    await referring.receive("lumeko-42")
    assert await referring.ids("Rafael", "match lumeko-42") == ["error-not-holding"]
    referring.stage.desk.lock()
    assert await referring.ids("Clara", "match lumeko-42") == ["error-locked"]


@pytest.mark.parametrize("line", ["match lumeko-42", "partners"])
async def test_names_of_partners_go_sealed_or_not_at_all(referring, line):
    """Where others read along, who has no key is told no names."""
    await referring.receive("lumeko-42")
    assert await referring.ids("Clara", line, words=False) == ["error-no-key"]
    await referring.stage.register_key("Clara")
    answer = await referring.obey("Clara", line, words=False)
    assert all(part.content for part in flatten(answer) if "name" in part.args)


async def test_directory_is_listed(referring):
    """Every partner with all that is known of it; one by name, however it is written."""
    (heading,) = await referring.obey("Rafael", "partners")
    assert [line.args["name"] for line in heading.lines] == ["Far Away", "Open Door", "Safe Harbour"]
    (one,) = await referring.obey("Rafael", "partners 'open  DOOR'".replace("'", '"'))
    assert one.args["name"] == "Open Door"
    assert await referring.ids("Rafael", "partners Nobody") == ["error-partner-not-found"]


async def test_empty_directory(stage):
    """Where there are no partners it is said how one is entered."""
    assert await stage.ids("Clara", "partners") == ["partners-none"]


async def test_forged_partner_is_alarmed(referring):
    """A row that the group did not sign is ignored, and that is said."""
    from dataclasses import replace

    forged = replace(referring.partners["Open Door"], number="+49999999999")
    await referring.stage.database.write(lambda unit: partners.save(unit, forged))
    answer = await referring.obey("Clara", "partners")
    assert answer[0].id == "alarm-partners"
    assert len(answer[1].lines) == 2


async def test_somebody_made_sure(referring):
    """The row is signed anew, with when that was."""
    stage = referring.stage
    stage.later(days=3)
    assert await referring.ids("Clara", 'verified "Open Door"') == ["partner-verified"]
    genuine, forged = await stage.database.read(lambda unit: partners.verified(unit, stage.keys.group.manifest.roster))
    assert forged == 0
    assert {one.name: one.verified_at for one in genuine}["Open Door"] == stage.now
    assert timedelta(days=3) == stage.now - {one.name: one.verified_at for one in genuine}["Far Away"]
