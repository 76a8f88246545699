"""A strict double of the Bot API server: it answers calls as the service does, over HTTP on this machine.

Several bots by token; it refuses what the service refuses, throttles, fails and loses connections on request, and keeps
every byte. It lives in the loop of the test, as the people (``person.py``) do, so that both outlive any bot; bots are
other processes or the same one, which cannot tell.
"""

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from functools import partial
from inspect import isawaitable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.doubles.faults import Kind
from tests.doubles.form import Form
from tests.doubles.journal import Exchange, Journal
from tests.doubles.telegram import conversing, keeping
from tests.doubles.telegram.account import Account
from tests.doubles.telegram.chats import User
from tests.doubles.telegram.form import read_form
from tests.doubles.telegram.hooks import post_updates
from tests.doubles.telegram.pace import Pace
from tests.doubles.telegram.parameters import name_method, read_parameters
from tests.doubles.telegram.person import Person
from tests.doubles.telegram.refusals import Refused

_Method = Callable[[Account, dict[str, Any]], Any]
_BODY_LIMIT = 64_000_000


class Telegram:
    """The service, in the loop that entered it.

    Attributes:
        url: to be used as ``api_url``, without a slash at the end.
        clock: seconds since the epoch.
        journal: all that was said.
    """

    def __init__(self, *, clock: Callable[[], float] = time.time, plain_webhooks: bool = False) -> None:
        """A service; ``plain_webhooks`` makes it take any webhook address, as a Bot API server of one's own does."""
        self.url = ""
        self.clock = clock
        self.journal = Journal()
        self._accounts: dict[str, Account] = {}
        self._people = 0
        self._methods: dict[str, _Method] = {
            "getUpdates": keeping.get_updates,
            "getMe": keeping.get_me,
            "setWebhook": partial(keeping.set_webhook, plain=plain_webhooks),
            "deleteWebhook": keeping.delete_webhook,
            "getWebhookInfo": keeping.get_webhook_info,
            "setMyCommands": keeping.set_my_commands,
            "getMyCommands": keeping.get_my_commands,
            "deleteMyCommands": keeping.delete_my_commands,
            "getFile": keeping.get_file,
            "sendMessage": conversing.send_message,
            "sendDocument": conversing.send_document,
            "sendPhoto": conversing.send_photo,
            "editMessageText": conversing.edit_message_text,
            "editMessageReplyMarkup": conversing.edit_message_reply_markup,
            "deleteMessage": conversing.delete_message,
            "deleteMessages": conversing.delete_messages,
            "answerCallbackQuery": conversing.answer_callback_query,
            "sendChatAction": conversing.send_chat_action,
            "leaveChat": conversing.leave_chat,
        }

    async def __aenter__(self) -> Self:
        """Listen on a free port."""
        application = web.Application(client_max_size=_BODY_LIMIT)
        application.router.add_route("*", r"/bot{token:[^/]+}/{method}", self._answer)
        application.router.add_get(r"/file/bot{token:[^/]+}/{path:.+}", self._download)
        self._runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._posting = asyncio.TaskGroup()
        await self._posting.__aenter__()
        self._posters: list[asyncio.Task[None]] = []
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Listen no more."""
        for poster in self._posters:
            poster.cancel()
        for account in self._accounts.values():
            account.faults.clear()
        await self._posting.__aexit__(None, None, None)
        await self._runner.cleanup()

    def add_bot(self, username: str = "solidarity_bot", *, pace: bool = False) -> Account:
        """A new bot, as BotFather makes it; with ``pace``, the service's limits on sending are enforced."""
        number = 7_000_000_001 + len(self._accounts)
        account = Account(
            token=f"{number}:{secrets.token_urlsafe(26)[:35]}",
            user=User(id=number, name="Solidarity", is_bot=True, username=username),
            clock=self.clock,
            pace=Pace(clock=time.monotonic) if pace else None,
        )
        self._accounts[account.token] = account
        self._posters.append(self._posting.create_task(post_updates(account)))
        return account

    def add_person(self, account: Account, *, language: str = "uk", user: User | None = None) -> Person:
        """Somebody with a phone, at a bot; a ``user`` who is known already is the same person at another bot."""
        self._people += 1
        return Person(account, user or User(id=500_000_000 + self._people, name="Оленка", language=language))

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        account = self._accounts.get(request.match_info["token"])
        name = name_method(request.match_info["method"]) or request.match_info["method"]
        exchange = self.journal.add(
            Exchange(
                bot=account.user.username if account else "",
                method=name,
                target=request.match_info["method"] + request.url.query_string,
                body=b"",
            )
        )
        try:
            exchange.body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return _reply(exchange, Refused(413, "Request Entity Too Large"))
        try:
            exchange.form = read_form(request.url, request.headers.get("Content-Type", ""), exchange.body)
            if account is None:
                raise Refused(401, "Unauthorized")
            return await self._carry_out(account, request, exchange)
        except Refused as refused:
            return _reply(exchange, refused)

    async def _carry_out(self, account: Account, request: web.Request, exchange: Exchange) -> web.StreamResponse:
        method, chat = exchange.method, _chat_of(exchange.form)
        if fault := account.faults.take(Kind.HOLD, method, chat):
            await fault.gate.pass_through()
        if account.faults.take(Kind.DROP, method, chat):
            return _drop(request)
        if fault := account.faults.take(Kind.REFUSE, method, chat):
            raise fault.error
        if method not in self._methods:
            raise Refused(404, "Not Found")
        result = self._methods[method](account, read_parameters(method, exchange.form))
        if isawaitable(result):
            result = await result
        if account.faults.take(Kind.LOSE, method, chat):
            return _drop(request)
        return _reply(exchange, result)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        account = self._accounts.get(request.match_info["token"])
        if account is None:
            return web.json_response(Refused(401, "Unauthorized").as_json(), status=401)
        if fault := account.faults.take(Kind.REFUSE, "file"):
            return web.json_response(fault.error.as_json(), status=fault.error.code)
        if account.faults.take(Kind.DROP, "file"):
            return _drop(request)
        found = [file for file in account.files.values() if file.path == request.match_info["path"]]
        if not found:
            return web.json_response(Refused(404, "Not Found").as_json(), status=404)
        response = web.StreamResponse(headers={"Content-Length": str(len(found[0].content))})
        await response.prepare(request)
        if account.faults.take(Kind.CUT, "file"):
            await response.write(found[0].content[: len(found[0].content) // 2])
            return _drop(request)
        if fault := account.faults.take(Kind.HOLD, "file"):
            await response.write(found[0].content[: len(found[0].content) // 2])
            await fault.gate.pass_through()
            await response.write(found[0].content[len(found[0].content) // 2 :])
        else:
            await response.write(found[0].content)
        return response


def _chat_of(form: Form) -> int | None:
    chat = str(form.values.get("chat_id", ""))
    return int(chat) if chat.lstrip("-").isdecimal() else None


def _reply(exchange: Exchange, result: Any) -> web.Response:
    refused = isinstance(result, Refused)
    body = result.as_json() if refused else {"ok": True, "result": result}
    exchange.status = result.code if refused else 200
    exchange.answer = json.dumps(body).encode()
    return web.Response(body=exchange.answer, status=exchange.status, content_type="application/json")


def _drop(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
