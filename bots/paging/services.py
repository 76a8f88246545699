"""One call of one pager, through Apprise: the end of the path out of the house.

Apprise is synchronous, is slow to load, and takes as long as the service does; so a call runs in a thread of its own,
which nobody waits for longer than a letter may take, not even the end of the process. What Apprise says is never
logged: it quotes the pager's URL, which is a secret.
"""

import asyncio
import logging
import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from types import MappingProxyType
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from storage.errors import PermanentError, TemporaryError
from storage.pagers import leads_outside

PATIENCE: Final = 10.0
"""Seconds for one call."""

_CONNECT, _READ = 4.0, 5.0
"""Seconds for a connection, and for each answer on it; whatever the URL itself says."""

_URGENT: Final = MappingProxyType(
    {
        "bark": ("level", "critical"),
        "barks": ("level", "critical"),
        "gotify": ("priority", "emergency"),
        "gotifys": ("priority", "emergency"),
        "join": ("priority", "emergency"),
        "ntfy": ("priority", "max"),
        "ntfys": ("priority", "max"),
        "opsgenie": ("priority", "emergency"),
        "pover": ("priority", "emergency"),
        "prowl": ("priority", "emergency"),
        "psafer": ("priority", "emergency"),
        "psafers": ("priority", "emergency"),
    }
)
"""What has a service break through a muted phone, unless the URL itself says how loud it is."""

_NAMELESS: Final = "-"
"""What we are called where a service wants a name for us: it may show on a locked screen."""


class PagerFailed(TemporaryError):
    """The service of a pager did not take a call."""

    hint = "it is called again"


class PagerRefused(PermanentError):
    """The URL of a pager names no service that can be called."""

    hint = "the services and how their URLs are written: https://appriseit.com/services/"


_Outcome = PagerFailed | PagerRefused | None
"""What came of a call; nothing if it was taken."""


async def page(url: str, text: str, *, inside: Collection[str] = ()) -> None:
    """Have a pager show a text, as loudly as its service can.

    Args:
        url: as Apprise writes it. Secret.
        text: content-free.
        inside: hosts of our own network on which a pager may lie all the same.

    Raises:
        PagerFailed: the service did not take it in time.
        PagerRefused: there is no such service.
    """
    if not leads_outside(url, inside):
        raise PagerRefused("a pager's URL names no paging service, or leads to our own machines")
    # That this machine is busy is no fault of the service.
    await _in_thread(_load)
    try:
        async with asyncio.timeout(PATIENCE):
            await _in_thread(lambda: _call(_urgent(url), text))
    except TimeoutError:
        raise PagerFailed("the service of a pager did not answer") from None


def _urgent(url: str) -> str:
    """The URL, with what its service calls urgent, unless it says so itself."""
    parts = urlsplit(url)
    name, value = _URGENT.get(parts.scheme.casefold(), ("", ""))
    if not name or any(key.casefold() == name for key, _ in parse_qsl(parts.query)):
        return url
    return f"{url}{'&' if parts.query else '?'}{name}={value}"


def _load() -> None:
    """Load Apprise and all that it knows to call, once; that takes seconds, and nobody without a pager needs it."""
    from apprise.manager_plugins import NotificationManager  # noqa: PLC0415

    NotificationManager().schemas()  # type: ignore[no-untyped-call]


def _call(url: str, text: str) -> None:
    """Call a pager; blocks."""
    from apprise import Apprise, AppriseAsset, NotifyType  # noqa: PLC0415

    for library in ("apprise", "requests", "urllib3"):
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    asset = AppriseAsset(
        app_id=_NAMELESS,
        app_desc=_NAMELESS,
        app_url="",
        image_url_mask="",
        image_url_logo="",
        image_path_mask="",
        http_redirects=False,
    )
    service = Apprise.instantiate(url, asset=asset)
    if service is None:
        raise PagerRefused("a pager's URL names no service that Apprise knows")
    service.socket_connect_timeout, service.socket_read_timeout = _CONNECT, _READ
    if not service.notify(body=text, title="", notify_type=NotifyType.FAILURE):
        raise PagerFailed("the service of a pager refused a call")


async def _in_thread(do: Callable[[], None]) -> None:
    """Do what blocks, in a thread that nobody has to wait for.

    Raises:
        PagerFailed: it failed, in whatever way.
        PagerRefused: there is no such service.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[_Outcome] = loop.create_future()

    def settle(outcome: _Outcome) -> None:
        if not done.done():
            done.set_result(outcome)

    def run() -> None:
        outcome: _Outcome = None
        try:
            do()
        except (PagerFailed, PagerRefused) as error:
            outcome = error
        except Exception as error:  # noqa: BLE001 - whatever a service's plugin does, only its kind is told
            outcome = PagerFailed(f"the service of a pager failed: {type(error).__name__}")
        # The process may have ended meanwhile.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, outcome)

    threading.Thread(target=run, name="pager", daemon=True).start()
    outcome = await done
    if outcome is not None:
        raise outcome
