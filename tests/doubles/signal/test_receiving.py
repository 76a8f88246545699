"""The double tells what people do as the service does, and keeps nothing."""

import asyncio
import json

import pytest
from aiohttp import WSMsgType, web

from tests.doubles.form import Upload


async def read(socket):
    """The next frame's envelope."""
    return json.loads((await socket.receive(timeout=5)).data)["envelope"]


async def test_message_is_told_to_every_socket(call, account, person):
    """With its sender, its timestamp and its words; the number is hidden."""
    sockets = [await call.listen(), await call.listen()]
    await account.feed.listened(2)
    typed = person.types("Hello")
    for socket in sockets:
        envelope = await read(socket)
        assert (envelope["sourceUuid"], envelope["sourceNumber"]) == (person.user.uuid, None)
        assert envelope["timestamp"] == envelope["dataMessage"]["timestamp"] == typed.timestamp
        assert envelope["dataMessage"]["message"] == "Hello"


async def test_what_nobody_hears_is_lost(call, account, person):
    """Also for those who come later."""
    person.types("one")
    await account.feed.settle()
    socket = await call.listen()
    person.types("two")
    assert (await read(socket))["dataMessage"]["message"] == "two"
    assert [frame.lost for frame in account.feed.frames] == [True, False]


async def test_frame_can_be_missed_by_a_socket_that_is_open(call, account, person):
    """As upstream, where the socket's goroutine may be busy."""
    socket = await call.listen()
    account.feed.miss()
    person.types("one")
    person.types("two")
    assert (await read(socket))["dataMessage"]["message"] == "two"
    assert len(account.feed.lost) == 1


async def test_patient_feed_tells_again_until_it_is_read(call, account, person):
    """At each new connection, in order; what was read is not told again."""
    account.feed.patient = True
    first = person.types("one")
    socket = await call.listen()
    await read(socket)
    person.types("two")
    await read(socket)
    await call("POST", "/v1/receipts/{n}", recipient=person.user.uuid, receipt_type="read", timestamp=first.timestamp)
    assert account.feed.unread == 1
    account.feed.abort()
    again = await call.listen()
    assert (await read(again))["dataMessage"]["message"] == "two"


async def test_frames_can_be_mixed_and_repeated(call, account, person):
    """As a test wants them."""
    socket = await call.listen()
    for text in ("one", "two", "three"):
        person.types(text)
    account.feed.mix(list.reverse)
    person.repeats(person.told[0])
    assert [(await read(socket))["dataMessage"]["message"] for _ in range(4)] == ["three", "two", "one", "one"]


@pytest.mark.parametrize("code", [1000, 1001])
async def test_socket_is_closed_in_order(call, account, code):
    """With a code."""
    socket = await call.listen()
    closing = asyncio.ensure_future(account.feed.close(code))
    assert (await socket.receive()).type in (WSMsgType.CLOSE, WSMsgType.CLOSING)
    await closing
    assert socket.close_code == code


async def test_socket_is_cut_off(call, account):
    """Without a word."""
    socket = await call.listen()
    account.feed.abort()
    await socket.receive()
    assert socket.close_code == 1006


async def test_all_that_was_told_can_be_awaited(call, account, person):
    """Until the client has taken it in."""
    socket = await call.listen()
    person.types("one")
    settling = asyncio.ensure_future(account.feed.settle())
    assert (await read(socket))["dataMessage"]["message"] == "one"
    waiting = asyncio.ensure_future(socket.receive())
    await settling
    waiting.cancel()


async def test_webhook_is_told_too_one_after_another(signal, account, person):
    """As a line of JSON-RPC; what it does not take is not told again."""
    lines, taken, gate = [], asyncio.Event(), asyncio.Event()

    async def take(request):
        lines.append(json.loads(await request.text()))
        taken.set()
        await gate.wait()
        return web.Response(status=503 if len(lines) == 1 else 200)

    application = web.Application()
    application.router.add_post("/secret", take)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    account.feed.hook = f"http://127.0.0.1:{runner.addresses[0][1]}/secret"
    person.types("one")
    person.types("two")
    await asyncio.wait_for(taken.wait(), 5)
    assert not account.feed.frames
    gate.set()
    await account.feed.empties()
    await runner.cleanup()
    assert [line["params"]["envelope"]["dataMessage"]["message"] for line in lines] == ["one", "two"]
    assert {line["method"] for line in lines} == {"receive"}
    assert [frame.lost for frame in account.feed.frames] == [True, False]


async def test_service_can_be_down_and_come_back(signal, call, account, person):
    """On the same port; meanwhile connections are refused."""
    socket = await call.listen()
    await signal.stop()
    assert (await socket.receive()).type in (WSMsgType.CLOSED, WSMsgType.ERROR, WSMsgType.CLOSE)
    with pytest.raises(OSError, match="Connect"):
        await call("GET", "/v1/health")
    await signal.start()
    again = await call.listen()
    person.types("Hello")
    assert (await read(again))["dataMessage"]["message"] == "Hello"


async def test_files_lie_in_the_folder(call, account, person):
    """Until they are deleted; the frame names them."""
    socket = await call.listen()
    person.attaches_all(
        Upload(name="one.txt", media_type="text/plain", content=b"1"),
        Upload(name="two.jpg", media_type="image/jpeg", content=b"22"),
        text="both",
    )
    told = (await read(socket))["dataMessage"]
    assert told["message"] == "both"
    assert [(file["filename"], file["size"]) for file in told["attachments"]] == [("one.txt", 1), ("two.jpg", 2)]
    names = [file["id"] for file in told["attachments"]]
    assert await call("GET", "/v1/attachments") == names
    async with call.session.get(f"{call.signal.url}/v1/attachments/{names[1]}") as answer:
        assert await answer.read() == b"22"
    await call("DELETE", f"/v1/attachments/{names[0]}")
    assert await call("GET", "/v1/attachments") == names[1:]
    assert (await call.refuse("DELETE", f"/v1/attachments/{names[0]}"))[0] == 404


async def test_each_thing_that_people_do_is_told(call, account, person):
    """In the field that signal-cli has for it."""
    socket = await call.listen()
    typed = person.types("Hello")
    await read(socket)
    person.edits(typed, "Hello!")
    assert (await read(socket))["editMessage"]["targetSentTimestamp"] == typed.timestamp
    person.reacts(typed)
    assert (await read(socket))["dataMessage"]["reaction"]["targetAuthorUuid"] == person.user.uuid
    person.deletes(typed)
    assert (await read(socket))["dataMessage"]["remoteDelete"] == {"timestamp": typed.timestamp}
    person.calls()
    assert "offerMessage" in (await read(socket))["callMessage"]
    person.reads()
    assert (await read(socket))["receiptMessage"]["isRead"]
    person.posts_story("x")
    assert (await read(socket))["storyMessage"]["textAttachment"]["text"] == "x"
    person.sends("sticker")
    assert "sticker" in (await read(socket))["dataMessage"]
    person.lets_disappear(3600)
    assert (await read(socket))["dataMessage"]["isExpirationUpdate"]
    person.gathers()
    assert (await read(socket))["dataMessage"]["groupInfo"]["type"] == "UPDATE"


async def test_phones_tell_of_typing_and_of_what_has_come(call, account, person):
    """Where they are as chatty as real ones."""
    account.chatty = True
    socket = await call.listen()
    person.types("Hello")
    assert (await read(socket))["typingMessage"]["action"] == "STARTED"
    await read(socket)
    await call.send(person.user.uuid)
    assert (await read(socket))["receiptMessage"]["isDelivery"]
