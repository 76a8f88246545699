"""The bare Bot API: what a call returns, and how little is said of one that fails."""

import traceback

import pytest
from aiohttp import web

from bots.telegram.api import ApiFailed, open_api

TOKEN = "123:canary-7f3a"


@pytest.fixture
async def answer():
    """A server that answers every call with what it is given; its address."""
    answers = []

    async def reply(_request):
        return answers.pop(0)

    application = web.Application()
    application.router.add_post("/{path:.*}", reply)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()

    def prepare(status=200, **options):
        answers.append(
            web.json_response(status=status, **options) if "data" in options else web.Response(status=status, **options)
        )
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    yield prepare
    await runner.cleanup()


async def call(url, **parameters):
    """Call a method."""
    async with open_api(token=TOKEN, api_url=url) as api:
        return await api.call("getMe", **parameters)


async def test_result_is_handed_on(answer):
    """What the service returns is returned."""
    assert await call(answer(data={"ok": True, "result": [1]}), offset=1, allowed=["a"]) == [1]


@pytest.mark.parametrize(
    ("options", "kind", "code"),
    [
        ({"status": 401, "data": {"ok": False, "error_code": 401, "description": TOKEN}}, "401", 401),
        ({"status": 502, "text": f"<html>{TOKEN}"}, "HTTP 502", None),
        ({"status": 404, "text": "not here"}, "HTTP 404", 404),
        ({"status": 200, "text": "[" * 100_000}, "HTTP 200", None),
        ({"status": 200, "data": [1]}, "HTTP 200", None),
        ({"status": 200, "data": {"ok": True}}, "HTTP 200", None),
        ({"status": 302, "headers": {"Location": "/elsewhere"}}, "HTTP 302", None),
    ],
)
async def test_failure_is_said_by_its_kind(answer, options, kind, code):
    """Neither the address nor the answer's words are in the error, or anywhere behind it."""
    with pytest.raises(ApiFailed) as failed:
        await call(answer(**options))
    assert (failed.value.kind, failed.value.code) == (kind, code)
    assert "canary" not in "".join(traceback.format_exception_only(failed.value))
    assert failed.value.__suppress_context__ or failed.value.__context__ is None


@pytest.mark.parametrize(
    ("parameters", "seconds"), [({"retry_after": 9}, 9.0), ({"retry_after": "9"}, None), (None, None)]
)
async def test_wish_to_wait_is_understood(answer, parameters, seconds):
    """The service's number of seconds, if it gives one."""
    with pytest.raises(ApiFailed) as failed:
        await call(answer(status=429, data={"ok": False, "error_code": 429, "parameters": parameters}))
    assert failed.value.retry_after == seconds


async def test_server_that_is_not_there_is_a_failure_too():
    """The kind of the network's error is kept, and nothing else of it."""
    with pytest.raises(ApiFailed) as failed:
        await call("http://127.0.0.1:1")
    assert failed.value.kind == "ClientConnectorError"
    assert "canary" not in str(failed.value)
