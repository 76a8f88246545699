"""The queue: order, claims, leases, races, and who hears what."""

import asyncio
from datetime import timedelta

import pytest

from storage import alerts, cases
from storage.cases import CaseChanged, CaseState
from storage.documents import Language, Urgency
from triage import queue


def references(answer):
    """The references of the lines of a queue."""
    return [line.args["reference"] for line in answer[0].lines]


async def test_queue_shows_the_most_urgent_and_then_the_oldest_first(stage):
    """One line a case, with its mark, age, state, holder and whether it is overdue."""
    await stage.receive("bamedo-11")
    stage.later(days=1)
    await stage.receive("zutilo-22", Urgency.EMERGENCY)
    await stage.receive("kovano-33")
    await stage.say("Bohdan", "/claim kovano-33")
    stage.later(days=6, hours=3)
    await stage.say("Anna", "/claim zutilo-22")
    answer = await stage.say("Anna", "/queue")
    assert references(answer) == ["zutilo-22", "bamedo-11", "kovano-33"]
    shown = [
        (line.args["urgency"], line.args["amount"], line.args["unit"], line.args["held"], line.args["overdue"])
        for line in answer[0].lines
    ]
    assert shown == [
        ("emergency", 6, "days", "you", "no"),
        ("normal", 7, "days", "nobody", "yes"),
        ("normal", 6, "days", "nobody", "no"),
    ]
    words = await stage.text("Bohdan", "/queue")
    assert "!! zutilo-22 · appeal · 6 days · being assessed · with Anna" in words
    assert "· bamedo-11 · appeal · 7 days · received · OVERDUE" in words


async def test_queue_goes_on_after_the_last_case_shown(stage):
    """A long queue comes page by page, and says how to go on."""
    desk = stage.open_desk(page=2)
    for reference in ("bamedo-11", "zutilo-22", "kovano-33"):
        await stage.receive(reference)
        stage.later(minutes=1)
    first = await stage.say("Anna", "/queue", desk=desk)
    assert (references(first), first[1].args) == (["bamedo-11", "zutilo-22"], {"reference": "zutilo-22"})
    second = await stage.say("Anna", "/queue zutilo-22", desk=desk)
    assert (references(second), len(second)) == (["kovano-33"], 1)


async def test_empty_queue(stage):
    """Nothing waits, and closed cases do not either."""
    await stage.receive("bamedo-11", state=CaseState.CLOSED)
    assert await stage.ids("Anna", "/queue") == ["queue-empty"]
    assert await stage.ids("Anna", "/next") == ["next-none"]


async def test_next_takes_the_most_urgent_free_case(stage):
    """What others hold, what is decided, and what one has assessed already is passed over."""
    await stage.receive("bamedo-11")
    await stage.receive("zutilo-22", Urgency.EMERGENCY)
    await stage.receive("kovano-33", Urgency.URGENT)
    await stage.receive("dilema-44", Urgency.EMERGENCY, state=CaseState.ACTING)
    await stage.say("Bohdan", "/claim zutilo-22")
    claimed, card = await stage.say("Anna", "/next")
    assert (claimed.args["reference"], card.args["urgency"]) == ("kovano-33", "urgent")
    await stage.say("Anna", "/open kovano-33")
    await stage.say("Anna", "/assess kovano-33 likely yes legal someone")
    await stage.say("Anna", "/release kovano-33")
    assert (await stage.say("Anna", "/next"))[0].args["reference"] == "bamedo-11"
    assert (await stage.say("Clara", "/next"))[0].args["reference"] == "kovano-33"


async def test_next_walks_past_a_page_of_held_cases(stage):
    """However many cases are held, the free one behind them is found."""
    held = [f"bamedo-{number}" for number in range(10, 61)]
    for reference in held:
        await stage.receive(reference, Urgency.URGENT)
        await stage.say("Bohdan", f"/claim {reference}")
    await stage.receive("zutilo-22")
    assert (await stage.say("Anna", "/next"))[0].args["reference"] == "zutilo-22"


async def test_claim_begins_the_assessment_and_is_logged(stage):
    """The first claim moves the case, holds it for the lease and shows its card."""
    await stage.receive("lumeko-42")
    answer = await stage.say("Anna", "/claim lumeko-42")
    case = await stage.case("lumeko-42")
    assert [notice.id for notice in answer] == ["claimed", "case-heading"]
    assert (case.state, case.holder) == (CaseState.ASSESSING, stage.people["Anna"])
    assert await stage.acts("lumeko-42") == [("case_claimed", None)]


async def test_two_members_claim_at_once(stage):
    """One gets the case; the other is told who has it, by name, and until when."""
    await stage.receive("lumeko-42")
    answers = await asyncio.gather(*(stage.say(name, "/claim lumeko-42") for name in ("Anna", "Bohdan")))
    held = await stage.case("lumeko-42")
    winner = "Anna" if held.holder == stage.people["Anna"] else "Bohdan"
    (refused,) = next(answer for answer in answers if answer[0].id != "claimed")
    assert [answer[0].id for answer in answers].count("claimed") == 1
    assert refused.id == "error-held"
    assert refused.args == {"until": held.lease_until, "held": "named", "holder": winner}


async def test_everybody_takes_the_next_at_once(stage):
    """Members who ask together get different cases."""
    for reference in ("bamedo-11", "zutilo-22", "kovano-33"):
        await stage.receive(reference)
    answers = await asyncio.gather(*(stage.say(name, "/next") for name in ("Anna", "Bohdan", "Clara", "Lena")))
    assert sorted(answer[0].args.get("reference", "") for answer in answers) == [
        "",
        "bamedo-11",
        "kovano-33",
        "zutilo-22",
    ]


async def test_lease_runs_out(stage):
    """After the lease another member takes the case, without anybody's help."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    stage.later(hours=7, minutes=59)
    assert await stage.ids("Bohdan", "/claim lumeko-42") == ["error-held"]
    stage.later(minutes=1)
    assert (await stage.ids("Bohdan", "/claim lumeko-42"))[0] == "claimed"
    assert await stage.ids("Anna", "/note lumeko-42 hello") == ["error-not-holding"]


async def test_release(stage):
    """The holder puts a case back; another member cannot, a coordinator can."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    assert await stage.ids("Bohdan", "/release lumeko-42") == ["error-not-holding"]
    assert await stage.ids("Anna", "/release lumeko-42") == ["released"]
    assert await stage.ids("Anna", "/release lumeko-42") == ["error-not-held"]
    await stage.say("Anna", "/claim lumeko-42")
    assert await stage.ids("Clara", "/release lumeko-42") == ["released"]
    assert (await stage.case("lumeko-42")).holder is None


async def test_show_has_the_readable_columns_only(stage):
    """A card names state, holder, consents and deadlines, and that it was looked at is logged."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    (card,) = await stage.say("Bohdan", "/show lumeko-42")
    assert [line.id for line in card.lines] == [
        "case-held",
        "case-assessors",
        *["case-consent"] * 2,
        *["case-deadline"] * 2,
    ]
    assert await stage.acts("lumeko-42") == [("case_claimed", None), ("case_shown", None)]
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", "/assess lumeko-42 likely yes legal someone")
    await stage.say("Clara", "/decide lumeko-42 letter because")
    await stage.say("Anna", "/release lumeko-42")
    (card,) = await stage.say("Bohdan", "/show lumeko-42")
    assert [line.id for line in card.lines][:2] == ["case-decision", "case-free"]


@pytest.mark.parametrize("typed", ["lumeko-43", "lumko-42", "lumeko"])
async def test_unknown_reference_gets_the_nearest_open_case(stage, typed):
    """A slip in a reference is answered with the case that was meant."""
    await stage.receive("lumeko-42")
    await stage.receive("zutibo-17")
    (refused,) = await stage.say("Anna", f"/claim {typed}")
    assert (refused.id, refused.lines[0].args) == ("error-case-not-found", {"suggestion": "lumeko-42"})


async def test_reference_near_to_none_suggests_none(stage):
    """What resembles no open case is simply unknown."""
    await stage.receive("lumeko-42")
    (refused,) = await stage.say("Anna", "/claim zzzzzz-99")
    assert (refused.id, refused.lines) == ("error-case-not-found", ())


async def test_urgency_is_changed_with_a_reason(stage):
    """The new urgency and its reason stand in the log; what becomes an emergency calls out once."""
    await stage.receive("lumeko-42")
    case = await stage.case("lumeko-42")
    assert await stage.ids("Anna", "/urgency lumeko-42 emergency news") == ["urgency-changed"]
    await stage.say("Anna", "/urgency lumeko-42 emergency date")
    await stage.say("Clara", "/urgency lumeko-42 normal safer")
    assert (await stage.case("lumeko-42")).urgency is Urgency.NORMAL
    assert await stage.acts("lumeko-42") == [
        ("urgency_changed", "emergency:news"),
        ("urgency_changed", "emergency:date"),
        ("urgency_changed", "normal:safer"),
    ]
    ringing = await stage.database.read(lambda unit: alerts.due(unit, stage.now, stage.people["Rafael"]))
    assert [alert.case for alert in ringing] == [case.id]


async def test_case_that_becomes_an_emergency_calls_nobody_who_took_himself_out(stage):
    """A coordinator is called in the place of the only referrer."""
    await stage.receive("lumeko-42")
    await stage.say("Rafael", "/conflict lumeko-42")
    await stage.say("Anna", "/urgency lumeko-42 emergency news")
    called = await stage.database.read(lambda unit: alerts.due(unit, stage.now, None))
    assert [(alert.step, alert.person) for alert in called] == [(0, None)]
    for name, rings in (("Rafael", 0), ("Clara", 1)):
        person = stage.people[name]
        assert len(await stage.database.read(lambda unit, who=person: alerts.due(unit, stage.now, who))) == rings


async def test_case_that_becomes_an_emergency_calls_out_step_by_step(stage):
    """A member's word rings as an answer of the interview does: one rule for both, with the group's own minutes."""
    desk = stage.open_desk(escalation=tuple(timedelta(minutes=minutes) for minutes in (0, 2, 5, 9)))
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/urgency lumeko-42 emergency news", desk=desk)
    day = stage.now + timedelta(days=1)
    called = await stage.database.read(lambda unit: alerts.due(unit, day, None))
    names = {member: name for name, member in stage.people.items()}
    assert [(alert.step, alert.due_at - stage.now, names.get(alert.person)) for alert in called] == [
        (0, timedelta(0), "Rafael"),
        (1, timedelta(minutes=2), "Clara"),
        (2, timedelta(minutes=5), None),
        (3, timedelta(minutes=9), "Lena"),
    ]


async def test_closed_case_keeps_its_urgency_and_its_state(stage):
    """What is closed is not moved any more, and the refusal names the state."""
    await stage.receive("lumeko-42", state=CaseState.CLOSED)
    for line in ("/claim lumeko-42", "/release lumeko-42", "/urgency lumeko-42 urgent date"):
        (refused,) = await stage.say("Lena", line)
        assert (refused.id, refused.args["state"]) == ("error-illegal-act", "closed")


async def test_case_that_others_keep_changing_is_reported_busy(stage, monkeypatch):
    """After a few attempts the member is asked to try again, and nothing was written."""
    await stage.receive("lumeko-42")

    async def too_late(*_, **__):
        raise CaseChanged("the case is no longer as it was read")

    monkeypatch.setattr(cases, "save", too_late)
    assert await stage.ids("Anna", "/claim lumeko-42") == ["error-case-busy"]
    assert await stage.ids("Anna", "/next") == ["next-none"]
    assert await stage.acts("lumeko-42") == []


async def test_late_claimer_is_told_what_the_other_did(stage, monkeypatch):
    """Whoever lost a race between two processes reads the case again and learns who holds it."""
    await stage.receive("lumeko-42")
    save = cases.save
    rival = stage.people["Bohdan"]

    async def overtaken(unit, case, *, expected):
        monkeypatch.setattr(cases, "save", save)
        raise CaseChanged("the case is no longer as it was read")

    held = await stage.say("Bohdan", "/claim lumeko-42")
    monkeypatch.setattr(cases, "save", overtaken)
    stage.later(hours=8)
    assert (await stage.ids("Anna", "/claim lumeko-42"))[0] == "claimed"
    assert held[0].id == "claimed"
    assert (await stage.case("lumeko-42")).holder != rival


def test_queue_never_opens_a_document():
    """The module of the queue has no way to unseal."""
    assert not {"open_document", "read_record", "GroupKeys"} & set(vars(queue))


@pytest.mark.parametrize("language", Language)
async def test_channel_that_reads_along_learns_no_names(stage, language):
    """A card, a line of the queue and a refusal say that it is you, or somebody else; elsewhere they say who."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    for line in ("/queue", "/show lumeko-42", "/claim lumeko-42"):
        assert "Anna" in await stage.text("Bohdan", line, language=language)
        hidden = await stage.text("Bohdan", line, language=language, words=False)
        assert "Anna" not in hidden
        own = await stage.text("Anna", line, language=language, words=False)
        assert "Anna" not in own
        assert own != hidden
