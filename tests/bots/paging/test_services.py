"""One call of a pager: loud, content-free, bounded in time, and never to our own machines."""

import asyncio
import logging

import pytest

from bots.paging import services
from bots.paging.services import PagerFailed, PagerRefused, page

INSIDE = ("127.0.0.1",)


async def test_pager_is_called_loudly(service):
    """The text is all that is said, at the highest priority that the service knows; nobody is named."""
    await page(service.url(), "New task 12", inside=INSIDE)
    ((_, said, request),) = service.calls
    assert "New task 12" in str(said)
    assert "Apprise" not in f"{request.headers}{said}"
    assert request.headers["X-Priority"] == "max" or said["priority"] in {"max", 5}


async def test_member_says_himself_how_loud_it_is(service):
    """What stands in the URL counts."""
    await page(service.url("?priority=low"), "New task 12", inside=INSIDE)
    ((_, said, request),) = service.calls
    assert "low" in str(said) + str(request.headers["X-Priority"])


@pytest.mark.parametrize(
    ("url", "urgent"),
    [
        ("pover://user@token", "pover://user@token?priority=emergency"),
        ("ntfy://topic?tags=a", "ntfy://topic?tags=a&priority=max"),
        ("BARK://host.example/key", "BARK://host.example/key?level=critical"),
        ("pover://user@token?Priority=low", "pover://user@token?Priority=low"),
        ("twilio://a:b@c/d", "twilio://a:b@c/d"),
    ],
)
def test_each_service_has_its_own_word_for_urgent(url, urgent):
    """Where one is known and the URL says nothing else."""
    assert services._urgent(url) == urgent


async def test_service_that_refuses_is_called_again(service):
    """A failure is temporary; it quotes neither the URL nor what the service said."""
    service.status = 500
    with pytest.raises(PagerFailed) as failed:
        await page(service.url(), "New task 12", inside=INSIDE)
    assert "secret-topic" not in f"{failed.value!r} {failed.value.__cause__} {failed.value.hint}"


async def test_service_that_hangs_is_left_to_itself(service, monkeypatch):
    """Nobody waits longer for it than a call may take."""
    service.hangs = True
    monkeypatch.setattr(services, "PATIENCE", 0.2)
    with pytest.raises(PagerFailed):
        await page(service.url(), "New task 12", inside=INSIDE)


async def test_service_that_breaks_is_a_failure(monkeypatch):
    """Whatever a plugin raises, its kind alone is told."""

    def fail(_url, _text):
        raise LookupError("secret-topic")

    monkeypatch.setattr(services, "_call", fail)
    with pytest.raises(PagerFailed, match="LookupError") as failed:
        await page("ntfy://topic", "New task 12")
    assert "secret-topic" not in f"{failed.value!r} {failed.value.__cause__}"


async def test_call_that_ends_after_its_process_is_nobodys(monkeypatch):
    """The loop is gone when the thread comes back."""
    loop, settled = asyncio.get_running_loop(), []

    def closed(*_args):
        settled.append(True)
        raise RuntimeError("the loop is closed")

    with monkeypatch.context() as gone:
        gone.setattr(loop, "call_soon_threadsafe", closed)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await services._in_thread(lambda: None)
    assert settled == [True]


async def test_unknown_service_is_refused():
    """Trying again changes nothing."""
    with pytest.raises(PagerRefused):
        await page("nonsense://secret-topic.example", "New task 12")


async def test_nothing_is_logged_of_a_call(service, caplog):
    """The library quotes the URL; it is silenced."""
    caplog.set_level(logging.DEBUG)
    service.status = 404
    with pytest.raises(PagerFailed):
        await page(service.url(), "New task 12", inside=INSIDE)
    assert "secret-topic" not in caplog.text


async def test_pager_on_our_own_machines_is_not_called(service):
    """Unless the group has named the host; the refusal quotes nothing."""
    with pytest.raises(PagerRefused) as refused:
        await page(service.url(), "New task 12")
    assert "secret-topic" not in str(refused.value)
    assert service.calls == []
