"""Notes for the other members."""

from storage.documents import DocumentKind


async def test_a_note_is_read_by_whoever_may_open_the_case(stage):
    """Sealed, with its author, among what members judged; in the log without a word."""
    await stage.receive("lumeko-42")
    await stage.say("Anna", "/claim lumeko-42")
    assert await stage.ids("Anna", "/note lumeko-42 The lawyer calls on Monday.") == ["noted"]
    (note,) = await stage.opened("lumeko-42", DocumentKind.NOTE)
    assert (note.author, note.text) == (stage.people["Anna"], "The lawyer calls on Monday.")
    shown = next(notice for notice in await stage.say("Clara", "/open lumeko-42") if notice.id == "record-note")
    assert (shown.content, shown.args["author"], shown.lines[0].args["text"]) == (True, "Anna", note.text)
    assert ("case_noted", None) in await stage.acts("lumeko-42")


async def test_a_note_changes_nothing_of_the_case(stage):
    """Not even when it was last changed, from which retention counts."""
    await stage.receive("lumeko-42")
    before = await stage.case("lumeko-42")
    stage.later(days=1)
    await stage.say("Clara", "/note lumeko-42 hello")
    assert await stage.case("lumeko-42") == before


async def test_a_closed_case_may_be_noted(stage):
    """What becomes known later belongs to it."""
    await stage.receive("lumeko-42", state="closed")
    assert await stage.ids("Clara", "/note lumeko-42 She is free.") == ["noted"]


async def test_a_note_needs_the_right_to_read_the_case(stage):
    """Which a member has while he holds it."""
    await stage.receive("lumeko-42")
    assert await stage.ids("Anna", "/note lumeko-42 hello") == ["error-not-holding"]
    assert len(await stage.papers("lumeko-42")) == 1
