"""What is sensitive takes a code of the authenticator, each once; a chat alone is not enough."""

import pytest

from storage.audit import Act
from storage.members import Role, Standing
from triage.grammar.commands import FORMS
from triage.grammar.rights import Command
from triage.memory import GUESSES, SPAN

LINE = "/suspend Bohdan"


async def standing(stage, name):
    """The standing of a member as everybody sees it."""
    known = await stage.read_roster()
    return next(member.standing for member in known.members if member.name == name)


async def test_without_a_code_nothing_is_done(stage):
    """The answer says what is missing, and nothing is logged."""
    assert await stage.ids("Clara", LINE) == ["error-proof-needed"]
    assert await standing(stage, "Bohdan") is Standing.ACTIVE
    assert await stage.log() == []


async def test_with_a_code_it_is_done(stage, order):
    """The code stands at the end, by its name."""
    assert await order("Clara", LINE) == ["member-suspended"]
    assert await standing(stage, "Bohdan") is Standing.SUSPENDED


async def test_code_works_once(stage, code):
    """Whoever looked over a shoulder comes too late, for another order too."""
    digits = code("Lena")
    assert await stage.ids("Lena", f"/role Anna referrer code={digits}") == ["role-changed"]
    assert await stage.ids("Lena", f"{LINE} code={digits}") == ["error-code-refused"]
    assert await standing(stage, "Bohdan") is Standing.ACTIVE


async def test_wrong_code_is_refused_and_logged(stage, code):
    """With the command, never with what was typed."""
    for wrong in (code("Anna"), code("Clara", away=-5), "123", "wrong"):
        assert await stage.ids("Clara", f"{LINE} code={wrong}") == ["error-code-refused"]
    assert await stage.log() == [(Act.CODE_REFUSED, stage.people["Clara"], Command.SUSPEND)] * 4


async def test_guessing_ends(stage, code):
    """After a few wrong codes the right one is not looked at either, for an hour."""
    for _ in range(GUESSES):
        assert await stage.ids("Clara", f"{LINE} code=000") == ["error-code-refused"]
    assert await stage.ids("Clara", f"{LINE} code={code('Clara')}") == ["error-code-wait"]
    stage.now += SPAN
    assert await stage.ids("Clara", f"{LINE} code={code('Clara')}") == ["member-suspended"]


async def test_locked_desk_refuses(stage, code):
    """What the authenticator shows cannot be known there."""
    desk = stage.open_desk(locked=True)
    for line in (LINE, f"{LINE} code={code('Clara')}"):
        assert await stage.ids("Clara", line, desk=desk) == ["error-locked"]


async def test_who_may_not_give_it_is_told_so_first(stage, code):
    """No code is used up for it."""
    assert await stage.ids("Anna", f"{LINE} code={code('Anna')}") == ["error-not-allowed"]


async def test_whoever_typed_the_passphrase_needs_no_code(stage):
    """Nobody has to show at the group's own computer who he is."""
    answer = await stage.desk.obey(stage.people["Clara"], LINE, stage.now, proven=True)
    assert [notice.id for notice in answer] == ["member-suspended"]


SENSITIVE = {"invite", "role", "suspend", "depart", "leave", "approve", "export", "erase", "refer", "pager"}


def test_what_is_sensitive():
    """What changes who belongs to us, or what leaves; nothing else asks for a code in each case."""
    assert {form.command.value for form in FORMS.values() if form.sensitive} == SENSITIVE & set(FORMS)


@pytest.mark.parametrize("command", sorted(SENSITIVE & set(FORMS)))
def test_help_says_how_to_prove_it(labels, command):
    """Each usage shows that a code belongs to it."""
    for bundle in labels.bundles.values():
        usage = bundle.format_pattern(bundle.get_message(FORMS[command].usage).value)[0]
        assert "=" in usage


async def test_code_of_before_a_readmission_is_worth_nothing(stage, code, order):
    """With another epoch the authenticator has another secret."""
    await stage.enrol("Kira", Role.COORDINATOR, epoch=1)
    assert await stage.ids("Kira", f"{LINE} code={code('Kira')}") == ["error-code-refused"]
    assert await stage.ids("Kira", f"{LINE} code={code('Kira', epoch=1)}") == ["member-suspended"]
