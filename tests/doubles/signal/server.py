"""A strict double of signal-cli-rest-api in json-rpc mode, with signal-cli and Signal behind it, for one number.

It answers as the service does (its src/api/api.go, and signal-cli's JSON behind it), over HTTP on this machine: frames
over websockets and to a webhook, each once and kept by nobody. It refuses what the service refuses, fails, throttles
and loses connections on request, can be down and come back, and keeps every byte. It lives in the loop of the test, as
the people (``person.py``) do, so that both outlive any bot; bots are other processes or this one, which cannot tell.
"""

import asyncio
import json
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.doubles.faults import Kind
from tests.doubles.form import Form
from tests.doubles.journal import Exchange, Journal
from tests.doubles.signal import conversing, fields, keeping
from tests.doubles.signal.account import Account
from tests.doubles.signal.chats import User
from tests.doubles.signal.fields import Shape, read_body, read_file
from tests.doubles.signal.person import Person
from tests.doubles.signal.refusals import Refused, failed, unknown_account

_BODY_LIMIT = 256_000_000
_CHUNK = bytes(1 << 16)

Call = Callable[[Account, dict[str, Any]], Any]

CALLS: dict[tuple[str, str], tuple[int, Shape, Call]] = {
    ("POST", "/v2/send"): (201, fields.SEND, conversing.send),
    ("PUT", "/v1/typing-indicator/{number}"): (204, fields.TYPING, conversing.start_typing),
    ("DELETE", "/v1/typing-indicator/{number}"): (204, fields.TYPING, conversing.stop_typing),
    ("POST", "/v1/receipts/{number}"): (204, fields.RECEIPT, conversing.send_receipt),
    ("DELETE", "/v1/remote-delete/{number}"): (201, fields.REMOTE_DELETE, conversing.remote_delete),
    ("PUT", "/v1/contacts/{number}"): (204, fields.CONTACT, conversing.update_contact),
    ("GET", "/v1/health"): (204, {}, keeping.tell_health),
    ("GET", "/v1/about"): (200, {}, keeping.tell_about),
    ("GET", "/v1/accounts"): (200, {}, keeping.list_accounts),
    ("GET", "/v1/attachments"): (200, {}, keeping.list_attachments),
    ("DELETE", "/v1/attachments/{id}"): (204, {}, keeping.remove_attachment),
    ("GET", "/v1/groups/{number}"): (200, {}, keeping.list_groups),
    ("GET", "/v1/groups/{number}/{group}"): (200, {}, keeping.get_group),
    ("POST", "/v1/groups/{number}/{group}/quit"): (204, {}, keeping.quit_group),
    ("GET", "/v1/identities/{number}"): (200, {}, keeping.list_identities),
    ("PUT", "/v1/identities/{number}/trust/{name}"): (204, fields.TRUST, keeping.trust_identity),
    ("POST", "/v1/accounts/{number}/rate-limit-challenge"): (204, fields.CHALLENGE, keeping.solve_challenge),
}
"""By verb and path: the status of success, the shape of the body, and what it does with it and the path's names."""


class Signal:
    """The service, in the loop that entered it.

    Attributes:
        url: to be used as ``api_url``, without a slash at the end.
        account: the one number that is registered.
        journal: all that was said; ``bot`` is the number.
    """

    def __init__(
        self, number: str = "+380440000001", *, trusts_new: bool = True, clock: Callable[[], float] = time.time
    ) -> None:
        """A service; ``trusts_new`` is its trust mode: ``always``, else ``on-first-use``."""
        self.url = ""
        self.account = Account(number, trusts_new=trusts_new, clock=clock)
        self.journal = Journal()
        self._port = 0

    async def __aenter__(self) -> Self:
        """Listen on a free port."""
        await self.start()
        self._telling = asyncio.TaskGroup()
        await self._telling.__aenter__()
        self._teller = self._telling.create_task(self.account.feed.run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Listen no more."""
        self._teller.cancel()
        self.account.faults.clear()
        await self._telling.__aexit__(None, None, None)
        await self.stop()

    async def start(self) -> None:
        """Listen, after a stop on the same port."""
        application = web.Application(client_max_size=_BODY_LIMIT)
        for (verb, path), (status, shape, call) in CALLS.items():
            application.router.add_route(verb, path, self._route(status, shape, call))
        application.router.add_get("/v1/attachments/{id}", self._download, allow_head=False)
        application.router.add_get("/v1/receive/{number}", self._receive, allow_head=False)
        self._runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True).start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self._port}"

    async def stop(self) -> None:
        """Go down: connections end, new ones are refused. What people do meanwhile is told at the next start."""
        self.account.feed.abort()
        await self._runner.cleanup()

    def add_person(self, name: str = "Оленка", *, number: str | None = None, user: User | None = None) -> Person:
        """Somebody with a phone, at this number; a ``user`` who is known already is the same person at another one."""
        return Person(self.account, user or User(name=name, number=number))

    def _route(self, status: int, shape: Shape, call: Call) -> Callable[[web.Request], Any]:
        """Keep a call, let go wrong what has to, carry it out, and answer."""

        async def answer(request: web.Request) -> web.StreamResponse:
            method = name_method(request)
            exchange = Exchange(
                bot=self.account.number, method=method, target=request.raw_path, body=await request.read()
            )
            self.journal.add(exchange)
            try:
                values = {**request.match_info, **(read_body(exchange.body, shape) if shape else {})}
                exchange.form = _as_form(values)
                result = await self._carry_out(call, method, values)
            except Refused as refused:
                return _reply(exchange, refused.status, refused.as_json())
            except ConnectionAbortedError:
                return _drop(request)
            return _reply(exchange, status, result)

        return answer

    async def _carry_out(self, call: Call, method: str, values: dict[str, Any]) -> Any:
        faults = self.account.faults
        chat = values.get("recipient") or next(iter(values.get("recipients", [])), None)
        if fault := faults.take(Kind.HOLD, method, chat):
            await fault.gate.pass_through()
        if faults.take(Kind.DROP, method, chat):
            raise ConnectionAbortedError
        if fault := faults.take(Kind.REFUSE, method, chat):
            raise fault.error
        if values.get("number", self.account.number) != self.account.number:
            raise unknown_account()
        result = call(self.account, values)
        if faults.take(Kind.LOSE, method, chat):
            raise ConnectionAbortedError
        return result

    async def _receive(self, request: web.Request) -> web.StreamResponse:
        self.journal.add(Exchange(bot=self.account.number, method="receive", target=request.raw_path, body=b""))
        if request.match_info["number"] == self.account.number:
            return await self.account.feed.serve(request)
        nothing = web.WebSocketResponse()
        await nothing.prepare(request)
        async for _ in nothing:
            pass
        return nothing

    async def _download(self, request: web.Request) -> web.StreamResponse:
        exchange = Exchange(bot=self.account.number, method="file", target=request.raw_path, body=b"")
        self.journal.add(exchange)
        faults = self.account.faults
        if fault := faults.take(Kind.REFUSE, "file"):
            return _reply(exchange, fault.error.status, fault.error.as_json())
        if faults.take(Kind.DROP, "file"):
            return _drop(request)
        content = self.account.attachments.get(request.match_info["id"])
        if content is None:
            return _reply(exchange, 404, failed("No attachment with that name found").as_json())
        flood = faults.take(Kind.FLOOD, "file")
        exchange.status = 200
        headers = {"Content-Type": "application/octet-stream"}
        response = web.StreamResponse(headers=headers if flood else headers | {"Content-Length": str(len(content))})
        await response.prepare(request)
        while flood:
            await response.write(_CHUNK)
        half = len(content) // 2
        await response.write(content[:half])
        if faults.take(Kind.CUT, "file"):
            return _drop(request)
        if fault := faults.take(Kind.HOLD, "file"):
            await fault.gate.pass_through()
        await response.write(content[half:])
        return response


def name_method(request: web.Request) -> str:
    """As faults and the journal name a call: what follows the version in its path, without number and names."""
    resource = request.match_info.route.resource
    assert resource is not None
    parts = [part for part in resource.canonical.split("/")[2:] if not part.startswith("{")]
    name = "/".join(parts)
    if name == "attachments" and "id" in request.match_info:
        return "discard"
    return f"{name}/stop" if (name, request.method) == ("typing-indicator", "DELETE") else name


def _as_form(values: dict[str, Any]) -> Form:
    """A call for the journal, its files unwrapped."""
    try:
        files = {str(place): read_file(entry) for place, entry in enumerate(values.get("base64_attachments", []))}
    except Refused:
        files = {}
    return Form(values={name: value for name, value in values.items() if name != "base64_attachments"}, files=files)


def _reply(exchange: Exchange, status: int, result: Any) -> web.Response:
    exchange.status = status
    if status == 204:
        return web.Response(status=204)
    exchange.answer = json.dumps(result).encode()
    return web.Response(body=exchange.answer, status=status, content_type="application/json", charset="utf-8")


def _drop(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
