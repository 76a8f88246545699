"""The double carries out what the service does, and refuses what it refuses."""

import asyncio
import json
from base64 import b64encode

import pytest
from aiohttp import ClientError


async def test_message_stands_in_the_chat(call, person):
    """With its file; the answer names it by its timestamp."""
    entry = f"data:text/plain;filename=7f.age;base64,{b64encode(b'secret').decode()}"
    ((sent,),) = [await call.send(person.user.uuid, "Hello", base64_attachments=[entry])]
    message = await person.hears("Hello")
    assert sent == {"timestamp": str(message.timestamp)}
    assert (message.file_name, message.files[0].content) == ("7f.age", b"secret")
    assert "7f.age" in person.screen


async def test_message_can_be_edited_and_taken_back(call, person):
    """By its timestamp; what there is not is taken back as well."""
    timestamp = int((await call.send(person.user.uuid))[0]["timestamp"])
    await call.send(person.user.uuid, "Goodbye", edit_timestamp=timestamp)
    assert [message.text for message in person.bots] == ["Goodbye"]
    await call("DELETE", "/v1/remote-delete/{n}", recipient=person.user.uuid, timestamp=timestamp)
    await call("DELETE", "/v1/remote-delete/{n}", recipient=person.user.uuid, timestamp=timestamp)
    await person.misses("Goodbye")
    assert person.chat.deleted == 1


async def test_person_sees_reading_typing_and_the_timer(call, person):
    """As the bot shows them."""
    typed = person.types("Hello")
    await call("PUT", "/v1/typing-indicator/{n}", recipient=person.user.uuid)
    await call("DELETE", "/v1/typing-indicator/{n}", recipient=person.user.uuid)
    await call("POST", "/v1/receipts/{n}", recipient=person.user.uuid, receipt_type="read", timestamp=typed.timestamp)
    await person.is_read(typed)
    await call("PUT", "/v1/contacts/{n}", recipient=person.user.uuid, expiration_in_seconds=3600)
    await call("PUT", "/v1/contacts/{n}", recipient=person.user.uuid, expiration_in_seconds=0)
    assert (person.chat.typed, person.chat.expires) == (1, 3600)


async def test_number_is_throttled_until_captchas_are_solved(call, account, person):
    """All of them; the tokens stand beside the error."""
    tokens = account.throttle(2)
    status, answer = await call.refuse(
        "POST", "/v2/send", number=account.number, recipients=[person.user.uuid], message="x"
    )
    assert (status, answer["challenge_tokens"], answer["account"]) == (429, tokens, account.number)
    path = "/v1/accounts/{n}/rate-limit-challenge"
    assert (await call.refuse("POST", path, challenge_token=tokens[0], captcha="x"))[0] == 400
    for token in tokens:
        await call("POST", path, challenge_token=token, captcha="signalcaptcha://x")
    await call.send(person.user.uuid)


async def test_new_identity_is_trusted_where_all_are(call, account, person):
    """And shown."""
    account.meet(person.user)
    person.installs_anew()
    person.types("Hello")
    (told,) = await call("GET", "/v1/identities/{n}")
    assert (told["status"], told["fingerprint"]) == ("TRUSTED_UNVERIFIED", person.user.fingerprint)
    await call.send(person.user.uuid)


@pytest.fixture
def changed(account, person):
    """Somebody whose identity has changed, and who has written since; only first identities are trusted."""
    account.trusts_new = False
    person.types("one")
    person.installs_anew()
    person.types("two")
    person.types("three")
    return person


async def test_what_comes_with_a_changed_identity_is_held_back(call, account, changed):
    """It is told that there was something; the new key is not known yet, and the old one is trusted."""
    await account.feed.settle()
    assert [b"UntrustedIdentityException" in frame.body for frame in changed.told] == [False, True, True]
    assert not any(b"dataMessage" in frame.body for frame in changed.told[1:])
    (told,) = await call("GET", "/v1/identities/{n}")
    assert told["status"] == "TRUSTED_UNVERIFIED"
    assert told["fingerprint"] != changed.user.fingerprint


async def test_changed_identity_is_known_once_something_is_sent_there(call, account, changed):
    """It is not sent."""
    await call.refuse("POST", "/v2/send", number=account.number, recipients=[changed.user.uuid], message="x")
    (told,) = await call("GET", "/v1/identities/{n}")
    assert (told["status"], told["fingerprint"]) == ("UNTRUSTED", changed.user.fingerprint)


async def test_what_was_held_back_comes_once_the_identity_is_trusted(call, account, changed):
    """In order, named as when it was sent; what follows comes at once, and something can be sent."""
    await account.feed.settle()
    socket = await call.listen()
    await call("PUT", f"/v1/identities/{{n}}/trust/{changed.user.uuid}", trust_all_known_keys=True)
    changed.types("four")
    told = [json.loads((await socket.receive(timeout=5)).data)["envelope"] for _ in range(3)]
    assert [envelope["dataMessage"]["message"] for envelope in told] == ["two", "three", "four"]
    typed = [message.timestamp for message in changed.messages]
    assert [envelope["timestamp"] for envelope in told] == typed[1:]
    await call.send(changed.user.uuid)


async def test_trust_that_comes_too_early_is_about_the_old_identity(call, account, changed):
    """The next one is about the new."""
    account.slow_profiles = True
    path = f"/v1/identities/{{n}}/trust/{changed.user.uuid}"
    await call("PUT", path, trust_all_known_keys=True)
    (told,) = await call("GET", "/v1/identities/{n}")
    assert (told["status"], told["fingerprint"]) == ("UNTRUSTED", changed.user.fingerprint)
    await call("PUT", path, trust_all_known_keys=True)
    await call.send(changed.user.uuid)


async def test_untrusted_identity_is_trusted_with_the_safety_number(call, account, person):
    """Or with a word for all; a wrong number is refused."""
    account.trusts_new = False
    account.meet(person.user)
    person.installs_anew()
    status, answer = await call.refuse(
        "POST", "/v2/send", number=account.number, recipients=[person.user.uuid], message="x"
    )
    assert (status, "untrusted recipient keys" in answer["error"]) == (400, True)
    path = f"/v1/identities/{{n}}/trust/{person.user.uuid}"
    assert (await call.refuse("PUT", path, verified_safety_number="12345"))[0] == 400
    assert (await call.refuse("PUT", path))[0] == 400
    await call("PUT", path, verified_safety_number=person.user.safety_number)
    await call.send(person.user.uuid)
    (told,) = await call("GET", "/v1/identities/{n}")
    assert told["status"] == "TRUSTED_VERIFIED"


async def test_group_can_be_written_to_until_it_is_left(call, account, person):
    """By its id; nothing is told of it afterwards."""
    there = person.gathers()
    await call.send(there.group.id, "Hello, all")
    await there.hears("Hello, all")
    (told,) = await call("GET", "/v1/groups/{n}")
    assert (told["id"], told["member"]) == (there.group.id, True)
    await call("POST", f"/v1/groups/{{n}}/{there.group.id}/quit")
    assert there.group.left
    count = len(there.told)
    there.types("Hello?")
    assert len(there.told) == count
    assert (await call("GET", f"/v1/groups/{{n}}/{there.group.id}"))["member"] is False
    assert (await call.refuse("POST", f"/v1/groups/{{n}}/{there.group.id}/quit"))[0] == 400


async def test_whoever_left_signal_is_not_reached(call, account, person):
    """Nobody says why."""
    person.user.registered = False
    status, answer = await call.refuse(
        "POST", "/v2/send", number=account.number, recipients=[person.user.uuid], message="x"
    )
    assert (status, answer) == (400, {"error": "Failed to send message"})


@pytest.mark.parametrize(
    ("verb", "path", "values"),
    [
        ("POST", "/v2/send", {"number": "+1", "message": "x"}),
        ("POST", "/v2/send", {"number": "{n}", "recipients": ["{p}"], "message": ""}),
        ("POST", "/v2/send", {"number": "{n}", "recipients": "{p}", "message": "x"}),
        ("POST", "/v2/send", {"number": "{n}", "recipients": ["Ivan"], "message": "x"}),
        ("POST", "/v2/send", {"number": "{n}", "recipients": ["{p}"], "message": "я" * 1001}),
        ("POST", "/v2/send", {"number": "+12025550100", "recipients": ["{p}"], "message": "x"}),
        ("POST", "/v2/send", {"number": "{n}", "recipients": ["{p}"], "message": "x", "colour": "red"}),
        ("POST", "/v2/send", {"number": "{n}", "recipients": ["{p}"], "base64_attachments": ["*"]}),
        ("POST", "/v2/send", {"number": "{n}", "recipients": ["group.AAAA"], "message": "x"}),
        ("POST", "/v1/receipts/{n}", {"recipient": "{p}", "receipt_type": "seen", "timestamp": 1}),
        ("POST", "/v1/receipts/{n}", {"recipient": "{p}", "receipt_type": "read"}),
        ("POST", "/v1/receipts/{n}", {"recipient": "{p}", "receipt_type": "read", "timestamp": "1"}),
        ("PUT", "/v1/contacts/{n}", {"expiration_in_seconds": 60}),
        ("PUT", "/v1/typing-indicator/{n}", []),
        ("PUT", "/v1/typing-indicator/+12025550100", {"recipient": "{p}"}),
        ("POST", "/v1/accounts/{n}/rate-limit-challenge", {"challenge_token": "x"}),
    ],
)
async def test_wrong_call_is_refused(verb, path, values, call, account, person):
    """With 400 and words."""

    def fill(value):
        if isinstance(value, list):
            return [fill(entry) for entry in value]
        if isinstance(value, str):
            return value.replace("{n}", account.number).replace("{p}", person.user.uuid)
        return value

    filled = {name: fill(value) for name, value in values.items()} if isinstance(values, dict) else values
    status, answer = await call.call(verb, path, filled)
    assert status == 400
    assert answer["error"]


async def test_calls_go_wrong_as_it_was_asked_for(call, account, person):
    """Refused, dropped before or after they have an effect, held."""
    account.faults.fail("send", 500, "no")
    values = {"number": account.number, "recipients": [person.user.uuid], "message": "x"}
    assert (await call.refuse("POST", "/v2/send", **values))[0] == 500
    account.faults.drop("send")
    account.faults.lose("send")
    for count in (0, 1):
        with pytest.raises(ClientError):
            await call("POST", "/v2/send", **values)
        assert len(person.bots) == count
    gate = account.faults.hold("send")
    sending = asyncio.ensure_future(call("POST", "/v2/send", **values))
    await gate.reached()
    gate.release()
    await sending


async def test_downloads_go_wrong_as_it_was_asked_for(call, account, person):
    """Refused, missing, cut off, endless, held."""
    person.attaches(b"x" * 100_000)
    url = f"{call.signal.url}/v1/attachments/{account.fetched[0]}"
    account.faults.fail("file")
    account.faults.cut()
    async with call.session.get(url) as answer:
        assert answer.status == 500
    with pytest.raises(ClientError):
        async with call.session.get(url) as answer:
            await answer.read()
    account.faults.flood()
    async with call.session.get(url) as answer:
        assert len(await answer.content.readexactly(1 << 20)) == 1 << 20
        answer.close()
    gate = account.faults.hold("file")
    async with call.session.get(url) as answer:
        await gate.reached()
        gate.release()
        assert len(await answer.read()) == 100_000
    person.attaches(b"x", missing=True)
    assert (await call.refuse("GET", f"/v1/attachments/{account.fetched[1]}"))[0] == 404


async def test_every_byte_is_kept(call, signal, person):
    """What the bot said is found, in files and their names too."""
    entry = f"data:text/plain;filename=Канарка.txt;base64,{b64encode('Горобчик'.encode()).decode()}"
    await call.send(person.user.uuid, "Щиголь", base64_attachments=[entry])
    for word in ("канарка", "Горобчик", "щиголь"):
        assert signal.journal.find(word, signal.account.number)
    assert not signal.journal.find("Шпак", signal.account.number)
