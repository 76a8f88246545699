"""The calls of the REST side: what is sent, what is read, and how each refusal is told."""

import asyncio
import json
import logging

import pytest
from aiohttp import web

from bots.signal.account import Account
from bots.signal.api import Identity, Upload, open_api
from bots.signal.refusals import ApiFailed, RecipientUntrusted
from bots.traffic import ChatClosed, Throttled, Undeliverable
from tests.bots.signal.conftest import NUMBER

CANARY = "canary-7f3a"


@pytest.fixture
def person(service):
    """Somebody whose phone says nothing by itself."""
    service.account.chatty = False
    person = service.add_person()
    person.types("hello")
    return person


@pytest.fixture
async def answering():
    """A REST side that answers everything in one way; calls of it, and what it was asked."""
    asked = []
    answer = {"status": 200, "body": b""}

    async def handle(request):
        asked.append((request.method, request.raw_path, await request.read()))
        if answer.get("headers"):
            return web.Response(status=answer["status"], headers=answer["headers"])
        return web.Response(status=answer["status"], body=answer["body"], content_type="text/plain")

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", handle)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with open_api(Account(number=NUMBER, api_url=url)) as api:
        api.asked = asked
        api.answer = answer
        yield api
    await runner.cleanup()


async def test_message_is_sent_and_named(api, person):
    """Its timestamp names it; it is taken literally."""
    timestamp = await api.send(person.user.uuid, "**Hello** *you*")
    (message,) = person.bots
    assert (message.timestamp, message.text) == (timestamp, "**Hello** *you*")


async def test_file_goes_with_a_message(api, person):
    """With its name and its type."""
    await api.send(person.user.uuid, "", files=[Upload(name="a.age", media_type="application/age", content=b"sealed")])
    ((file,),) = [message.files for message in person.bots]
    assert (file.name, file.media_type, file.content) == ("a.age", "application/age", b"sealed")


async def test_message_is_taken_back(api, person):
    """For everyone."""
    timestamp = await api.send(person.user.uuid, "secret")
    await api.delete(person.user.uuid, timestamp)
    assert not person.bots


async def test_reading_and_writing_are_shown(api, person, service):
    """As people are used to."""
    (message,) = person.messages
    await api.read(person.user.uuid, message.timestamp)
    await api.type(person.user.uuid)
    await person.is_read(message)
    assert [exchange.method for exchange in service.journal.exchanges][-2:] == ["receipts", "typing-indicator"]


async def test_messages_are_made_to_disappear(api, person):
    """In the chat with somebody."""
    await api.expire(person.user.uuid, 3600)
    assert person.chat.expires == 3600


async def test_group_is_left(api, person):
    """By the name that the REST side has for it."""
    there = person.gathers()
    await api.quit(there.group.id)
    assert there.group.left


async def test_file_is_read_piece_by_piece_and_deleted(api, person, service):
    """It lies with the REST side until then."""
    person.attaches(bytes(200_000), "a.bin")
    (name,) = await api.attachments()
    chunks = [chunk async for chunk in api.attachment(name)]
    assert (b"".join(chunks), len(chunks) > 1) == (bytes(200_000), True)
    await api.discard(name)
    assert service.account.attachments == {}
    await api.discard(name)


async def test_file_may_end_as_its_senders_own_name_does(api, service):
    """What follows the last dot of it is taken for an extension, whatever it is."""
    name = "x9-_Y.05 паспорт"
    service.account.attachments[name] = b"evidence"
    assert b"".join([chunk async for chunk in api.attachment(name)]) == b"evidence"


@pytest.mark.parametrize("name", ["", ".", "..", "../a", "a/b", "a\n", "\ud800.png", "a\x00", "a" * 256])
async def test_file_of_no_name_is_not_asked_for(api, service, name):
    """A path could lead anywhere."""
    with pytest.raises(ApiFailed):
        await api.discard(name)
    with pytest.raises(ApiFailed):
        await anext(api.attachment(name))
    assert not service.journal.exchanges


async def test_file_that_is_gone_is_told_by_its_status(api):
    """It is gone for good."""
    with pytest.raises(ApiFailed) as failed:
        await anext(api.attachment("gone"))
    assert failed.value.status == 404


async def test_file_that_breaks_off_is_told(api, person, service):
    """And not taken for whole."""
    person.attaches(bytes(200_000), "a.bin")
    service.account.faults.cut()
    (name,) = await api.attachments()
    with pytest.raises(ApiFailed):
        [chunk async for chunk in api.attachment(name)]


async def test_identities_are_listed(api, person):
    """With what is held of each."""
    (identity,) = await api.identities()
    assert identity == Identity(
        uuid=person.user.uuid,
        number=person.user.number or "",
        fingerprint=person.user.fingerprint,
        trusted=True,
        verified=False,
        added=identity.added,
    )
    assert identity.added > 0


async def test_changed_identity_is_not_trusted(api, person, service):
    """Where the REST side trusts only the first one."""
    service.account.trusts_new = False
    person.installs_anew()
    person.types("it is me")
    with pytest.raises(RecipientUntrusted):
        await api.send(person.user.uuid, "hello")
    (identity,) = await api.identities()
    assert (identity.trusted, identity.fingerprint) == (False, person.user.fingerprint)


async def test_changed_identity_is_trusted_once_it_is_said(api, person, service):
    """Whatever key it is: we have no safety number to compare."""
    service.account.trusts_new = False
    person.installs_anew()
    person.types("it is me")
    await api.trust(person.user.uuid)
    (identity,) = await api.identities()
    assert (identity.trusted, identity.verified) == (True, False)
    await api.send(person.user.uuid, "hello")


async def test_throttled_account_is_told_with_its_puzzles(api, person, service):
    """Nothing says for how long; a solution lifts it."""
    tokens = service.account.throttle(2)
    with pytest.raises(Throttled) as throttled:
        await api.send(person.user.uuid, "hello")
    assert (throttled.value.account, throttled.value.seconds) == (True, None)
    assert throttled.value.challenges == tuple(tokens)
    for token in tokens:
        await api.challenge(token, "signalcaptcha://solved")
    await api.send(person.user.uuid, "hello")


async def test_refused_solution_is_told(api, service):
    """By its status."""
    service.account.throttle()
    with pytest.raises(ApiFailed) as failed:
        await api.challenge("another", "signalcaptcha://solved")
    assert failed.value.status == 400


async def test_rest_side_says_what_it_is(api):
    """Its mode, its version, its numbers."""
    about = await api.about()
    assert (about.mode, about.version) == ("json-rpc", "0.101.0")
    assert await api.accounts() == (NUMBER,)


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (201, [{"timestamp": "17", "errors": {"recipients": [{"reason": "UNREGISTERED_FAILURE"}]}}], ChatClosed),
        (201, {"timestamp": "17", "errors": {"recipients": [{"reason": "IDENTITY_FAILURE"}]}}, RecipientUntrusted),
        (201, {"timestamp": "17", "errors": {"recipients": [{"reason": "RATE_LIMIT_FAILURE"}]}}, Throttled),
        (201, {"timestamp": "17", "errors": {"recipients": [{"reason": "NETWORK_FAILURE"}]}}, ApiFailed),
        (201, {"timestamp": CANARY}, ApiFailed),
        (201, [], ApiFailed),
        (201, None, ApiFailed),
        (400, {"error": f'Unregistered user "{CANARY}"'}, ChatClosed),
        (400, {"error": f"The user {CANARY} is not registered."}, ChatClosed),
        # As signal-cli says it of one whom nobody can reach, and of a network that fails.
        (400, {"error": "Failed to send message"}, ApiFailed),
        (400, {"error": "Unable to complete request due to untrusted recipient keys"}, RecipientUntrusted),
        (400, {"error": "Couldn't process request - invalid request"}, Undeliverable),
        (400, {"error": "Invalid group id"}, Undeliverable),
        (400, {"error": "Failed to send message due to rate limiting"}, Throttled),
        (400, {"error": f"Failed to send message {CANARY}"}, ApiFailed),
        (413, None, Undeliverable),
        (429, {"challenge_tokens": CANARY}, Throttled),
        (500, {"error": 5}, ApiFailed),
        (302, None, ApiFailed),
    ],
)
async def test_each_refusal_has_its_kind_and_quotes_nothing(answering, status, body, error):
    """The answer may hold a number, and says whom it was for."""
    answering.answer.update(status=status, body=b"" if body is None else json.dumps(body).encode())
    with pytest.raises(error) as refused:
        await answering.send("somebody", "hello")
    assert CANARY not in f"{refused.value} {refused.value!r}"
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"error": f"Failed to send message due to rate limiting {CANARY}"}),
        (400, {"error": "Rate limit reached (Couldn't parse JSON for more details"}),
        (429, {"error": CANARY, "challenge_tokens": ["a", "", 5]}),
    ],
)
async def test_throttling_is_told_whatever_was_asked(answering, status, body):
    """The REST side has a status for it only where something is sent."""
    answering.answer.update(status=status, body=json.dumps(body).encode())
    for call in (answering.type("somebody"), answering.delete("somebody", 17), answering.expire("somebody", 60)):
        with pytest.raises(Throttled) as throttled:
            await call
        assert throttled.value.account
        assert throttled.value.challenges == (("a",) if status == 429 else ())
        assert CANARY not in f"{throttled.value} {throttled.value!r}"


@pytest.mark.parametrize("body", [[{"timestamp": "17"}], {"timestamp": 17}])
async def test_both_forms_of_the_answer_are_understood(answering, body):
    """A list, as documented; or the one that it holds."""
    answering.answer.update(status=201, body=json.dumps(body).encode())
    assert await answering.send("somebody", "hello") == 17


async def test_group_in_which_some_were_not_reached_is_served(answering):
    """The others have the message: it is not sent again."""
    body = [{"timestamp": "17", "errors": {"recipients": [{"reason": "NETWORK_FAILURE"}]}}]
    answering.answer.update(status=201, body=json.dumps(body).encode())
    assert await answering.send("group.Z3JvdXA=", "hello") == 17


async def test_number_in_a_path_is_encoded(answering):
    """A plus would be read as a blank somewhere on the way; so is a group's name."""
    answering.answer.update(status=204)
    await answering.quit("group.a/b+c==")
    assert answering.asked == [("POST", "/v1/groups/%2B380440000001/group.a%2Fb%2Bc%3D%3D/quit", b"")]


async def test_redirection_is_not_followed(answering):
    """It would carry the letter elsewhere."""
    answering.answer.update(status=307, headers={"Location": "/elsewhere"})
    with pytest.raises(ApiFailed):
        await answering.send("somebody", "hello")
    assert len(answering.asked) == 1


@pytest.mark.parametrize("call", ["identities", "about", "listen"])
async def test_nonsense_is_no_answer(answering, call):
    """As of something else that listens there."""
    answering.answer.update(status=200, body=b"<html>")
    with pytest.raises(ApiFailed):
        await (answering.listen().__aenter__() if call == "listen" else getattr(answering, call)())


async def test_lists_of_nothing_are_empty(answering):
    """What is none is taken for none."""
    answering.answer.update(status=200, body=b"null")
    assert (await answering.attachments(), await answering.accounts()) == ((), ())


async def test_answer_without_an_end_is_not_kept(answering, monkeypatch):
    """It would fill the memory."""
    monkeypatch.setattr("bots.signal.api._LONGEST_ANSWER", 10)
    answering.answer.update(status=200, body=b'["' + b"a" * 100 + b'"]')
    assert await answering.accounts() == ()


async def test_absent_rest_side_is_told_by_its_kind(account, service, caplog):
    """At every kind of call; nothing of it is in a log."""
    caplog.set_level(logging.DEBUG)
    await service.stop()
    async with open_api(account) as api:
        for call in (
            api.send(CANARY, CANARY),
            anext(api.attachment("a")),
            api.listen().__aenter__(),
            api.about(),
        ):
            with pytest.raises(ApiFailed) as failed:
                await call
            assert failed.value.status is None
            assert failed.value.kind == "ClientConnectorError"
    assert CANARY not in caplog.text
    await service.start()


async def test_silent_rest_side_is_not_waited_for_for_ever(api, service, person, monkeypatch):
    """What was sent may have arrived all the same; the letter comes again."""
    monkeypatch.setattr("bots.signal.api.SENDING", 0.05)
    gate = service.account.faults.hold("send")
    with pytest.raises(ApiFailed) as failed:
        await api.send(person.user.uuid, "hello")
    assert failed.value.kind == "TimeoutError"
    del gate


async def test_slow_call_keeps_no_other_waiting(api, service, person):
    """Also with very many of them."""
    service.account.faults.hold("typing-indicator", times=150)
    async with asyncio.TaskGroup() as group:
        slow = [group.create_task(api.type(person.user.uuid)) for _ in range(150)]
        await asyncio.sleep(0)
        await api.send(person.user.uuid, "hello")
        for task in slow:
            task.cancel()
