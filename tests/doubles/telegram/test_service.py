"""The service itself: tokens, forms of calls, menus, faults, pace, and the journal of every byte."""

import asyncio

import aiogram.methods
import pytest
from aiohttp import ClientError, FormData

from tests.doubles.telegram.pace import Pace
from tests.doubles.telegram.parameters import METHODS


@pytest.mark.parametrize("method", METHODS)
def test_parameters_are_those_that_the_service_documents(method):
    """By the names and needs that aiogram generates from the documentation."""
    documented = getattr(aiogram.methods, method[0].upper() + method[1:]).model_fields
    needed = {name for name, field in documented.items() if field.is_required()}
    known = {parameter.name: parameter.needed for parameter in METHODS[method]}
    assert set(known) <= set(documented)
    # Of what may be edited, the double knows chats only; and only by text.
    strict = {"chat_id", "message_id", "text"} if method.startswith("editMessage") else set()
    assert {name for name in known if known[name]} - strict == needed - strict


async def test_unknown_token_and_unknown_method_are_refused(call):
    """401 and 404."""
    assert await call.refuse("getYou") == (404, "Not Found")
    call.token = "1:x"
    assert await call.refuse("getMe") == (401, "Unauthorized")


async def test_call_may_come_in_any_form(call, person):
    """A query, a form, JSON, multipart; capitals do not matter."""
    values = {"chat_id": str(person.chat.id), "text": "Так & ні"}
    for options in ({"params": values}, {"data": values}, {"json": values}, {"data": multipart(values)}):
        assert (await call.call("sendmessage", **options))["result"]["text"] == "Так & ні"


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"{", "application/json"),
        (b"[1]", "application/json"),
        (b"x", "text/plain"),
        (b"x", "multipart/form-data"),
        (b"x", "application/x-www-form-urlencoded"),
        (b"--b\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b"),
    ],
)
async def test_call_that_cannot_be_read_is_refused(call, body, media_type):
    """The body is not what its header says."""
    answer = await call.call("getMe", data=body, headers={"Content-Type": media_type})
    assert answer["error_code"] == 400


async def test_menu_is_kept_by_scope_and_language(call, person):
    """Each has its own."""
    here = {"scope": {"type": "chat", "chat_id": person.chat.id}}
    start = [{"command": "start", "description": "Почати"}]
    await call("setMyCommands", commands=start, language_code="uk")
    assert await call("getMyCommands", language_code="uk") == start
    assert await call("getMyCommands") == []
    await call("setMyCommands", commands=start, **here)
    assert await call("getMyCommands", **here) == start
    await call("deleteMyCommands", **here)
    assert await call("getMyCommands", **here) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"commands": [{"command": "Start", "description": "x"}]},
        {"commands": [{"command": "start", "description": ""}]},
        {"commands": [{"command": "start"}]},
        {"commands": [{"command": "start", "description": "x"}] * 101},
        {"commands": [], "language_code": "ukr"},
        {"commands": [], "scope": {"type": "everywhere"}},
        {"commands": [], "scope": {"type": "chat", "chat_id": 5}},
    ],
)
async def test_wrong_menu_is_refused(call, wrong):
    """Names, descriptions, languages and scopes are checked."""
    assert (await call.refuse("setMyCommands", **wrong))[0] == 400


async def test_throttled_call_is_told_how_long_to_wait(call, person, account):
    """In one chat only, so many times, and without effect."""
    account.faults.throttle("sendMessage", 7, chat=person.chat.id)
    answer = await call.call("sendMessage", json={"chat_id": person.chat.id, "text": "x"})
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 7})
    await call("sendMessage", chat_id=person.chat.id, text="x")
    assert len(person.bots) == 1


@pytest.mark.parametrize(("fault", "effect"), [("drop", 0), ("lose", 1)])
async def test_connection_is_dropped_before_or_after_the_effect(call, person, account, fault, effect):
    """The caller cannot tell which; the chat can."""
    getattr(account.faults, fault)("sendMessage")
    with pytest.raises(ClientError):
        await call("sendMessage", chat_id=person.chat.id, text="x")
    assert len(person.bots) == effect


async def test_failing_call_has_no_effect(call, person, account):
    """An error of the service's own."""
    account.faults.fail("*", 502, "Bad Gateway", times=2)
    for _ in range(2):
        assert await call.refuse("sendMessage", chat_id=person.chat.id, text="x") == (502, "Bad Gateway")
    assert await call("getMe")
    assert not person.bots


async def test_held_call_waits_at_its_gate(call, person, account):
    """Until it is let through."""
    gate = account.faults.hold("sendMessage")
    async with asyncio.TaskGroup() as group:
        group.create_task(call("sendMessage", chat_id=person.chat.id, text="x"))
        await gate.reached()
        assert not person.bots
        gate.release()
    assert len(person.bots) == 1


@pytest.mark.parametrize("fault", ["cut", "drop"])
async def test_download_ends_early(call, person, account, fault):
    """In its middle or before its beginning; the next one is whole."""
    file = await kept_file(call, person)
    if fault == "cut":
        account.faults.cut()
    else:
        account.faults.drop("file", times=2)  # a client of aiohttp tries a second time by itself
    with pytest.raises(ClientError):
        await read_file(call, file)
    assert await read_file(call, file) == bytes(100_000)


async def test_download_waits_in_its_middle(call, person, account):
    """A gate stands there; a refusal comes before."""
    file = await kept_file(call, person)
    account.faults.fail("file", 500)
    assert b"Internal" in await read_file(call, file)
    gate = account.faults.hold("file")
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(read_file(call, file))
        await gate.reached()
        gate.release()
    assert len(reading.result()) == 100_000


def test_pace_is_limited_in_a_chat_and_over_all():
    """Bursts fit; what is too much is told when to come again."""
    clock = iter([0.0] * 4 + [0.5] + [3.0] * 2)
    pace = Pace(clock=lambda: next(clock), in_chat=3, chat_seconds=3, over_all=4)
    for _ in range(3):
        pace.count(1)
    with pytest.raises(Exception, match="retry after 3"):
        pace.count(1)
    pace.count(2)
    pace.count(1)
    pace.count(1)


async def test_pace_is_enforced_where_asked_for(telegram, calling):
    """Thirty messages a second, over all chats."""
    account = telegram.add_bot("quick_bot", pace=True)
    people = [telegram.add_person(account) for _ in range(31)]
    call = calling(telegram, account)
    codes = []
    for person in people:
        person.types("/start")
        codes.append((await call.call("sendMessage", json={"chat_id": person.chat.id, "text": "x"})).get("error_code"))
    assert codes == [None] * 30 + [429]


async def test_journal_finds_a_word_however_it_was_sent(telegram, call, person, account):
    """In text, in escaped JSON within a form, in a button, in a file and in its name; not in what only came in."""
    person.types("Канарка")
    await call("getUpdates")
    name = account.user.username
    assert not telegram.journal.find("Канарка", name)
    markup = '{"inline_keyboard":[[{"text":"\\u041a\\u0430\\u043d\\u0430\\u0440\\u043a\\u0430","callback_data":"x"}]]}'
    where = {"chat_id": str(person.chat.id)}
    await call.call("sendMessage", data={**where, "text": "x", "reply_markup": markup})
    await call.call("sendMessage", data={**where, "text": "про канарка"})
    await call.upload("sendDocument", "канарка".encode(), **where)
    await call.call("sendMessage", data=b"{%s" % "КАНАРКА".encode(), headers={"Content-Type": "application/json"})
    assert len(telegram.journal.find("Канарка", name)) == 4
    assert [exchange.status for exchange in telegram.journal.of(name, "sendMessage")] == [200, 200, 400]


def multipart(values):
    form = FormData(values)
    form._is_multipart = True
    return form


async def kept_file(call, person):
    person.uploads(bytes(100_000))
    told = (await call("getUpdates"))[-1]["message"]["document"]
    return (await call("getFile", file_id=told["file_id"]))["file_path"]


async def read_file(call, path):
    async with call.session.get(f"{call.url}/file/bot{call.token}/{path}") as answer:
        return await answer.read()
