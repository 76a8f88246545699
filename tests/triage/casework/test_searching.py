"""Cases are found by their columns, and by a person's name."""

import pytest

from storage import audit
from storage.audit import Act
from storage.documents import Answer, AnswerKind, Urgency
from triage.casework import indexing


@pytest.fixture
def told(stage, submission):
    """Receive a case about a person."""

    async def one(reference, name, **what):
        answer = Answer(question="person.1.name", kind=AnswerKind.SHORT_TEXT, text=name)
        await stage.receive(reference, submission=submission(answers=(answer,), attachments=()), **what)

    return one


def references(answer):
    return [line.args["reference"] for line in answer[0].lines]


async def test_cases_are_found_by_what_can_be_read(stage):
    """All that is asked for has to fit."""
    await stage.receive("lumeko-42", Urgency.URGENT)
    stage.later(minutes=1)
    await stage.receive("sotiva-07", Urgency.URGENT, state="closed")
    await stage.receive("gotupi-11")
    await stage.say("Clara", "/tag lumeko-42 press")
    assert references(await stage.say("Anna", "/find urgency=urgent")) == ["lumeko-42", "sotiva-07"]
    assert references(await stage.say("Anna", "/find urgency=urgent state=closed")) == ["sotiva-07"]
    assert references(await stage.say("Anna", "/find tag=press kind=appeal")) == ["lumeko-42"]
    assert await stage.ids("Anna", "/find tag=press decision=letter") == ["find-none"]


async def test_a_day_is_one_on_the_member_s_clock(stage):
    """From its first minute to its last."""
    await stage.receive("lumeko-42")  # at 9:00 UTC
    stage.later(hours=14)
    await stage.receive("sotiva-07")  # at 23:00 UTC, which is the next day in Kyiv
    await stage.say("Anna", "/zone Europe/Kyiv")
    assert references(await stage.say("Anna", "/find until=2026-11-22")) == ["lumeko-42"]
    assert references(await stage.say("Anna", "/find since=2026-11-23")) == ["sotiva-07"]
    assert references(await stage.say("Anna", "/find since=2026-11-22")) == ["lumeko-42", "sotiva-07"]


async def test_withdrawn_cases_are_found_only_when_asked_for(stage):
    """Nothing is left of them but the row."""
    await stage.receive("lumeko-42", state="withdrawn")
    assert await stage.ids("Anna", "/find") == ["find-none"]
    assert references(await stage.say("Anna", "/find state=withdrawn")) == ["lumeko-42"]


async def test_what_was_found_comes_page_by_page(stage):
    """With the way to the next."""
    for reference in ("lumeko-42", "sotiva-07", "gotupi-11"):
        await stage.receive(reference)
        stage.later(minutes=1)
    desk = stage.open_desk(page=2)
    heading, more = await stage.say("Anna", "/find kind=appeal", desk=desk)
    assert references((heading,)) == ["lumeko-42", "sotiva-07"]
    assert (more.id, more.args["reference"]) == ("find-more", "sotiva-07")
    assert references(await stage.say("Anna", "/find after=sotiva-07", desk=desk)) == ["gotupi-11"]


async def test_cases_are_found_where_nobody_may_write_words(stage):
    """While the desk is locked, too."""
    await stage.receive("lumeko-42")
    locked = stage.open_desk(locked=True)
    assert references(await stage.say("Anna", "/find state=received", desk=locked, words=False)) == ["lumeko-42"]


async def test_an_unknown_tag_is_told(stage):
    """Rather than that there is no such case."""
    assert await stage.ids("Anna", "/find tag=jurnalist") == ["error-tag-unknown"]


async def test_a_person_is_found_in_any_spelling(stage, told):
    """The likeliest first, with how much of the name fits; before any chore has indexed it."""
    await told("lumeko-42", "Oksana Szczerbak")
    await told("sotiva-07", "Щербак Петро")
    await told("gotupi-11", "Іван Франко")
    (heading,) = await stage.say("Clara", "/who Оксана Щербак")
    found = [(line.args["shared"], line.args["parts"], line.lines[0].args["reference"]) for line in heading.lines]
    assert found == [(2, 2, "lumeko-42"), (1, 2, "sotiva-07")]
    assert await stage.ids("Clara", "/who Тарас") == ["who-none"]


async def test_a_person_is_found_however_much_was_not_indexed(stage, told, monkeypatch):
    """After a long time locked there is more to read than one go takes."""
    monkeypatch.setattr(indexing, "BATCH", 1)
    await told("sotiva-07", "Іван Франко")
    stage.later(minutes=1)
    await told("lumeko-42", "Оксана Щербак")
    assert await stage.ids("Clara", "/who Щербак") == ["who-heading"]


async def test_whoever_left_a_case_does_not_learn_of_it(stage, told):
    """Nor whether the person is in it."""
    await told("lumeko-42", "Оксана Щербак")
    await stage.say("Clara", "/conflict lumeko-42")
    assert await stage.ids("Clara", "/who Щербак") == ["who-none"]
    assert await stage.ids("Lena", "/who Щербак") == ["who-heading"]


async def test_that_a_name_was_looked_for_is_logged_without_it(stage, told, tmp_path):
    """And it lies nowhere in the database, neither as asked nor as told nor folded."""
    await told("lumeko-42", "Оксана Щербак")
    await stage.say("Clara", "/who Oksana Shcherbak")
    assert (Act.NAME_SEARCHED, stage.people["Clara"], None) in await stage.log()
    assert (await stage.database.read(audit.verify)).broken_at is None
    written = b"".join(file.read_bytes() for file in tmp_path.glob("triage.db*"))
    for canary in ("Щербак", "Shcherbak", "Sirbak", "aksana"):
        assert canary.encode() not in written


@pytest.mark.parametrize("text", ["О. І.", "123"])
async def test_what_is_no_name_is_not_looked_for(stage, text):
    """Initials and numbers fit everybody or nobody."""
    assert await stage.ids("Clara", f"/who {text}") == ["error-name-needed"]


async def test_a_name_takes_the_keys_and_a_channel_for_words(stage):
    """The index is keyed."""
    assert await stage.ids("Clara", "/who Щербак", desk=stage.open_desk(locked=True)) == ["error-locked"]
    assert (await stage.ids("Clara", "/who Щербак", words=False))[0] == "error-words-refused"


async def alike(stage, reference, opener="Anna"):
    (card,) = await stage.say(opener, f"/show {reference}")
    return [line.args["other"] for line in card.lines if line.id == "case-alike"]


async def test_the_same_person_told_twice_is_noticed(stage, told):
    """In Cyrillic and in Latin, once one of the cases is opened; on both cards, without a name."""
    await told("lumeko-42", "Оксана Щербак")
    await told("sotiva-07", "SHCHERBAK Oksana")
    await stage.say("Clara", "/open lumeko-42")
    assert await alike(stage, "lumeko-42") == []
    answer = await stage.say("Clara", "/open sotiva-07")
    assert [line.args["other"] for line in answer[0].lines if line.id == "case-alike"] == ["lumeko-42"]
    assert await alike(stage, "lumeko-42") == ["sotiva-07"]


async def test_a_case_that_the_reader_left_is_not_named_as_alike(stage, told):
    """Others see it as before."""
    await told("lumeko-42", "Оксана Щербак")
    await told("sotiva-07", "Оксана Щербак")
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", "/open sotiva-07")
    await stage.say("Anna", "/conflict sotiva-07")
    assert await alike(stage, "lumeko-42") == []
    assert await alike(stage, "lumeko-42", opener="Clara") == ["sotiva-07"]


@pytest.mark.parametrize("line", ["/link lumeko-42 sotiva-07 duplicate", "/unlink sotiva-07 lumeko-42"])
async def test_what_was_noticed_is_said_until_somebody_has_looked(stage, told, line):
    """Whether it is so or not."""
    await told("lumeko-42", "Оксана Щербак")
    await told("sotiva-07", "Оксана Щербак")
    await stage.say("Clara", "/open lumeko-42")
    await stage.say("Clara", "/open sotiva-07")
    await stage.say("Clara", line)
    assert await alike(stage, "lumeko-42") == await alike(stage, "sotiva-07") == []


async def test_a_card_names_a_few_likenesses_at_most(stage, told):
    """Those that nobody has looked at yet."""
    for number in range(10, 16):
        await told(f"sotiva-{number}", "Оксана Щербак")
        await stage.say("Clara", f"/open sotiva-{number}")
    assert len(await alike(stage, "sotiva-10")) == 3
    for other in await alike(stage, "sotiva-10"):
        await stage.say("Clara", f"/unlink sotiva-10 {other}")
    assert len(await alike(stage, "sotiva-10")) == 2
