"""A member's own key: registered with a code of the authenticator, each code once."""

import os
from dataclasses import replace

import pytest

from storage import audit, members
from storage.audit import Act
from storage.documents import Language
from storage.members import Standing
from storage.sealed import HybridIdentity, X25519Identity
from triage.memory import GUESSES, SPAN

KEYS = [HybridIdentity.generate(os.urandom), X25519Identity.generate(os.urandom)]


async def registered(stage, name):
    """The key of a member, as his verified row has it."""
    return (await stage.desk.known(None, stage.people[name])).recipient


async def logged(stage):
    """What the log says of members' keys."""

    async def work(unit):
        entries = await unit.execute(audit._TABLE.select().order_by(audit._TABLE.c.number))
        return [(row.actor, row.code) for row in entries if row.act == Act.MEMBER_KEY]

    return await stage.database.read(work)


@pytest.mark.parametrize("identity", KEYS, ids=["hybrid", "classic"])
async def test_key_is_registered_with_a_code(stage, code, identity):
    """The row is signed anew, the log says so, and the owner sees the end of the key."""
    key = identity.recipient.encode()
    (answer,) = await stage.say("Anna", f"/key {key} {code('Anna')}")
    assert (answer.id, answer.args) == ("key-registered", {"tail": key[-8:]})
    assert [line.id for line in answer.lines] == ([] if isinstance(identity, HybridIdentity) else ["key-classic"])
    assert await registered(stage, "Anna") == key
    assert await logged(stage) == [(stage.people["Anna"], "registered")]
    assert await stage.ids("Anna", "/queue") == ["queue-empty"]


async def test_key_alone_says_which_is_registered(stage, code):
    """Without a key: none yet, or the end of the one that counts."""
    key = KEYS[0].recipient.encode()
    assert await stage.ids("Anna", "/key") == ["key-none"]
    await stage.say("Anna", f"/key {key} {code('Anna')}")
    (answer,) = await stage.say("Anna", "/key")
    assert (answer.id, answer.args) == ("key-known", {"tail": key[-8:]})


async def test_key_without_a_code_is_not_registered(stage):
    """The answer says how to confirm it."""
    key = KEYS[0].recipient.encode()
    (answer,) = await stage.say("Anna", f"/key {key}")
    assert (answer.id, answer.args) == ("key-confirm", {"tail": key[-8:]})
    assert await registered(stage, "Anna") is None


async def test_code_is_understood_with_a_space(stage, code):
    """As many an authenticator shows it."""
    digits = code("Anna")
    line = f"/key {KEYS[1].recipient.encode()} {digits[:3]} {digits[3:]}"
    assert await stage.ids("Anna", line) == ["key-registered"]


async def test_code_works_once(stage, code):
    """Whoever looked over a shoulder comes too late."""
    digits = code("Anna")
    assert await stage.ids("Anna", f"/key {KEYS[0].recipient.encode()} {digits}") == ["key-registered"]
    assert await stage.ids("Anna", f"/key {KEYS[1].recipient.encode()} {digits}") == ["error-code-refused"]
    assert await registered(stage, "Anna") == KEYS[0].recipient.encode()


async def test_wrong_code_is_refused_and_logged(stage, code):
    """Another member's authenticator, an old code, or no code at all."""
    for wrong in (code("Bohdan"), code("Anna", away=-5), "123", "wrong"):
        line = f"/key {KEYS[0].recipient.encode()} {wrong}"
        assert await stage.ids("Anna", line) == ["error-code-refused"]
    assert await registered(stage, "Anna") is None
    assert await logged(stage) == [(stage.people["Anna"], "refused")] * 4


async def test_guessing_ends(stage, code):
    """After a few wrong codes the right one is not looked at either, for an hour."""
    key = KEYS[0].recipient.encode()
    for _ in range(GUESSES):
        assert await stage.ids("Anna", f"/key {key} 000") == ["error-code-refused"]
    assert await stage.ids("Anna", f"/key {key} {code('Anna')}") == ["error-code-wait"]
    stage.now += SPAN
    assert await stage.ids("Anna", f"/key {key} {code('Anna')}") == ["key-registered"]


NO_KEYS = ["age1abc", "key", "ssh-ed25519", KEYS[1].recipient.encode()[:-1], "=cmd|' /C calc'"]


@pytest.mark.parametrize("key", NO_KEYS, ids=["short", "word", "ssh", "cut", "formula"])
async def test_what_is_no_key_is_refused(stage, key):
    """Nothing could be sealed to it."""
    assert await stage.ids("Anna", f"/key {key}") == ["error-key-refused"]


async def test_key_that_belongs_to_nobody_is_refused(stage, code):
    """A point of low order is well written, and nothing can be sealed to it."""
    nobody = replace(KEYS[1].recipient, public=bytes(32)).encode()
    assert await stage.ids("Anna", f"/key {nobody} {code('Anna')}") == ["error-key-refused"]


@pytest.mark.parametrize("identity", KEYS, ids=["hybrid", "classic"])
@pytest.mark.parametrize("spelling", [str, str.lower])
async def test_secret_half_is_answered_with_a_warning(stage, identity, spelling):
    """It was shown to whoever reads along, so it is worth nothing any more; it is repeated nowhere."""
    secret = spelling(identity.encode())
    (answer,) = await stage.say("Anna", f"/key {secret}")
    assert answer.id == "error-key-secret"
    assert secret[-8:].casefold() not in str(answer).casefold()


async def test_locked_desk_registers_nothing(stage, code):
    """What the authenticator shows cannot be known there, but which key counts can."""
    desk = stage.open_desk(locked=True)
    assert await stage.ids("Anna", f"/key {KEYS[0].recipient.encode()} {code('Anna')}", desk=desk) == ["error-locked"]
    assert await stage.ids("Anna", "/key", desk=desk) == ["key-none"]


async def test_member_who_was_suspended_meanwhile_registers_nothing(stage, code, monkeypatch):
    """The row is read again in the transaction that signs it."""
    key, write = KEYS[0].recipient.encode(), stage.database.write
    anna = await stage.desk.known(None, stage.people["Anna"])
    suspended = members.sign(replace(anna, standing=Standing.SUSPENDED), stage.keys.group.roster)

    async def suspend_first(work):
        await write(lambda unit: members.save(unit, suspended))
        return await write(work)

    monkeypatch.setattr(stage.database, "write", suspend_first)
    assert await stage.ids("Anna", f"/key {key} {code('Anna')}") == ["error-not-allowed"]
    assert await stage.ids("Anna", "/key") == ["stranger"]


@pytest.mark.parametrize("language", Language)
async def test_whole_way_is_said_in_each_language(stage, code, language):
    """Every answer on the way can be worded."""
    key = KEYS[1].recipient.encode()
    for line in ("/key", f"/key {key}", f"/key {key} 000", f"/key {key} {code('Anna')}", "/key", "/help key"):
        assert await stage.text("Anna", line, language=language, words=False)


@pytest.mark.parametrize("language", Language)
async def test_owner_is_asked_to_compare(stage, code, language):
    """Whoever reads along could have put another key in its place, so each answer shows the end of the key."""
    key = KEYS[0].recipient.encode()
    asked = {Language.EN: "compare", Language.UK: "порівняйте", Language.RU: "сравните"}[language]
    for line in (f"/key {key}", f"/key {key} {code('Anna')}", "/key"):
        words = await stage.text("Anna", line, language=language, words=False)
        assert asked in words
        assert key[-8:] in words
