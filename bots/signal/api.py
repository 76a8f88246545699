"""The calls of signal-cli-rest-api, for one number: sending, and the little that goes with it.

The last step out, and where files come from. A file is read piece by piece, never whole. What the REST side answers
may quote what it was given, and its addresses hold a number: of all of that only a status or a kind goes on. A call
whose answer does not come may have had its effect all the same: what is sent is sent at least once.
"""

import base64
import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

import aiohttp
from pydantic import BaseModel
from signalbot import SendMessage
from yarl import URL

from bots.signal.account import Account
from bots.signal.refusals import ApiFailed, read_failure, read_refusal, read_throttling

PATIENCE: Final = 30.0
"""Seconds for an answer."""

SENDING: Final = 120.0
"""Seconds for the answer to something sent: its files go up first, and who is asked for keys may be slow."""

READING: Final = 600.0
"""Seconds for a whole file."""

LONGEST_FRAME: Final = 16 << 20
"""Bytes of a frame; what a person can write, names of files and all, is far below."""

_FILE = re.compile(r"[^/\x00-\x1f\x7f\ud800-\udfff]{1,255}")
"""A file's name on the REST side: it ends as its sender's own name does after the last dot, in any letters."""

_CHUNK = 1 << 16
_LONGEST_ANSWER = 16 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A key that belongs, or once belonged, to somebody on Signal.

    Attributes:
        uuid: whose; empty if it is not known. Secret.
        number: whose; empty if it is not known. Secret.
        fingerprint: of the key, hexadecimal.
        trusted: something may be sent to it.
        verified: a person has compared the safety numbers.
        added: when the number saw it first, in milliseconds since 1970; the newest of somebody's is in use.
    """

    uuid: str = field(repr=False)
    number: str = field(repr=False)
    fingerprint: str = field(repr=False)
    trusted: bool
    verified: bool
    added: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file to be sent.

    Attributes:
        name: as the other side sees it.
        media_type: as the other side is told.
        content: the file. Secret, unless it is sealed.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the REST side says of itself.

    Attributes:
        mode: ``json-rpc`` is the one that we need.
        version: such as ``0.101``; ``unset`` where it was built by hand.
    """

    mode: str
    version: str


class SignalApi:
    """The REST side for one number, over a session that the caller keeps open.

    Whatever reaches the platform raises :class:`~bots.traffic.errors.Throttled` if that wants the account to wait.
    """

    def __init__(self, session: aiohttp.ClientSession, *, number: str, api_url: str) -> None:
        self._session = session
        self._number = number
        self._quoted = quote(number, safe="")
        self._address = api_url

    # Saying something ----------------------------------------------------------------------------------------------

    async def send(self, recipient: str, text: str, *, files: Sequence[Upload] = ()) -> int:
        """Send a message; its timestamp, by which it can be deleted.

        Args:
            recipient: somebody's uuid or number, or a group as the REST side calls it. Secret.
            text: what is said; it is taken literally. Secret.
            files: what goes with it; each is in memory, and half as long again.

        Raises:
            Throttled: the platform wants the account to wait.
            ChatClosed: nobody is registered there. The REST side seldom says so: where nobody was reached, it mostly
                gives no reason, and it looks as if the network had failed.
            RecipientUntrusted: the recipient's identity has changed.
            Undeliverable: it will never be taken.
            ApiFailed: it may or may not have been sent.
        """
        message = SendMessage(text=text, base64_attachments=[_encode(file) for file in files] or None)
        form = await message.to_generated(self._number, [recipient])
        status, answer = await self._call("POST", "/v2/send", form=form, patience=SENDING)
        if status not in {200, 201}:
            raise read_refusal(status, answer)
        sent = answer[0] if isinstance(answer, list) and answer else answer
        # In a group some may have it and others not: it is not sent to all of them again.
        if not recipient.startswith("group.") and (failure := read_failure(sent)):
            raise failure
        match sent:
            case {"timestamp": str() | int() as timestamp} if str(timestamp).isdecimal():
                return int(timestamp)
        raise ApiFailed("no timestamp")

    async def type(self, recipient: str) -> None:
        """Show that somebody writes; raises :class:`ApiFailed`."""
        await self._ask("PUT", f"/v1/typing-indicator/{self._quoted}", form={"recipient": recipient})

    async def read(self, recipient: str, timestamp: int) -> None:
        """Show that a message was read; raises :class:`ApiFailed`."""
        form = {"receipt_type": "read", "recipient": recipient, "timestamp": timestamp}
        await self._ask("POST", f"/v1/receipts/{self._quoted}", form=form)

    async def delete(self, recipient: str, timestamp: int) -> None:
        """Take back a message of ours, for everyone; raises :class:`ApiFailed`."""
        form = {"recipient": recipient, "timestamp": timestamp}
        await self._ask("DELETE", f"/v1/remote-delete/{self._quoted}", form=form)

    async def expire(self, recipient: str, seconds: int) -> None:
        """Have the messages of a chat disappear so long after they were read; raises :class:`ApiFailed`."""
        form = {"recipient": recipient, "expiration_in_seconds": seconds}
        await self._ask("PUT", f"/v1/contacts/{self._quoted}", form=form)

    async def quit(self, group: str) -> None:
        """Leave a group, as the REST side calls it; raises :class:`ApiFailed`."""
        await self._ask("POST", f"/v1/groups/{self._quoted}/{quote(group, safe='')}/quit")

    # Files ---------------------------------------------------------------------------------------------------------

    async def attachment(self, id: str) -> AsyncGenerator[bytes]:  # noqa: A002 - as the platform calls it
        """Read a file piece by piece; close it if it is not read to its end.

        Raises:
            ApiFailed: it is not handed out, or broke off.
        """
        address = URL(self._address + self._place(id), encoded=True)
        timeout = aiohttp.ClientTimeout(total=READING, sock_connect=PATIENCE, sock_read=PATIENCE)
        try:
            async with self._session.get(address, timeout=timeout, allow_redirects=False) as response:
                if response.status != 200:
                    raise ApiFailed(f"HTTP {response.status}", status=response.status)
                async for chunk in response.content.iter_chunked(_CHUNK):
                    yield chunk
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise ApiFailed(type(error).__name__) from None

    async def discard(self, id: str) -> None:  # noqa: A002 - as the platform calls it
        """Delete a file on the REST side; one that is gone is no failure. Raises :class:`ApiFailed`."""
        await self._ask("DELETE", self._place(id), fine=(404,))

    async def attachments(self) -> tuple[str, ...]:
        """The files that lie on the REST side, of all its numbers; raises :class:`ApiFailed`."""
        listed = await self._ask("GET", "/v1/attachments")
        return tuple(name for name in listed if isinstance(name, str)) if isinstance(listed, list) else ()

    # Keys, accounts, the REST side itself --------------------------------------------------------------------------

    async def identities(self) -> tuple[Identity, ...]:
        """The keys of everybody whom this number knows; raises :class:`ApiFailed`."""
        listed = await self._ask("GET", f"/v1/identities/{self._quoted}")
        if not isinstance(listed, list):
            raise ApiFailed("no list of identities")
        return tuple(_identity(entry) for entry in listed if isinstance(entry, dict))

    async def trust(self, recipient: str) -> None:
        """Let through what somebody writes whose key has changed, and what is sent to him.

        What was held back comes then. Raises :class:`ApiFailed`.
        """
        path = f"/v1/identities/{self._quoted}/trust/{quote(recipient, safe='')}"
        await self._ask("PUT", path, form={"trust_all_known_keys": True})

    async def challenge(self, token: str, captcha: str) -> None:
        """Hand in the solution of a puzzle; both are secret. Raises :class:`ApiFailed`, also if it is not accepted."""
        form = {"captcha": captcha, "challenge_token": token}
        await self._ask("POST", f"/v1/accounts/{self._quoted}/rate-limit-challenge", form=form)

    async def about(self) -> About:
        """What the REST side is; raises :class:`ApiFailed`."""
        match await self._ask("GET", "/v1/about"):
            case {"mode": str() as mode, "version": str() as version}:
                return About(mode=mode, version=version)
        raise ApiFailed("it says nothing of itself")

    async def accounts(self) -> tuple[str, ...]:
        """The numbers that the REST side has; raises :class:`ApiFailed`."""
        listed = await self._ask("GET", "/v1/accounts")
        return tuple(number for number in listed if isinstance(number, str)) if isinstance(listed, list) else ()

    # What arrives --------------------------------------------------------------------------------------------------

    @asynccontextmanager
    async def listen(self) -> AsyncIterator[aiohttp.ClientWebSocketResponse[bool]]:
        """The socket over which frames come, as bytes, open within the block. Whoever reads it answers its pings.

        Raises:
            ApiFailed: it cannot be opened.
        """
        try:
            socket = await self._session.ws_connect(
                URL(f"{self._address}/v1/receive/{self._quoted}", encoded=True),
                autoping=False,
                # A frame that is no UTF-8 is one malformed frame, and not the end of the socket.
                decode_text=False,
                max_msg_size=LONGEST_FRAME,
                timeout=aiohttp.ClientWSTimeout(ws_close=1.0),
            )
        except aiohttp.WSServerHandshakeError as error:
            raise ApiFailed(f"HTTP {error.status}", status=error.status) from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise ApiFailed(type(error).__name__) from None
        async with socket:
            yield socket

    # Inside --------------------------------------------------------------------------------------------------------

    def _place(self, name: str) -> str:
        """The path of a file, which is named by what others sent: it must not name anything else."""
        if not _FILE.fullmatch(name) or name in {".", ".."}:
            raise ApiFailed("no name of a file", status=404)
        return f"/v1/attachments/{quote(name, safe='')}"

    async def _ask(
        self, verb: str, path: str, *, form: Mapping[str, object] | None = None, fine: Sequence[int] = ()
    ) -> object:
        """Call, and take no refusal for an answer.

        Raises:
            Throttled: the platform wants the account to wait.
            ApiFailed: anything else.
        """
        status, answer = await self._call(verb, path, form=form)
        if status < 300 or status in fine:
            return answer
        raise read_throttling(status, answer) or ApiFailed(f"HTTP {status}", status=status)

    async def _call(
        self, verb: str, path: str, *, form: Mapping[str, object] | BaseModel | None = None, patience: float = PATIENCE
    ) -> tuple[int, object]:
        """Call; the status, and what was answered, which may hold what somebody wrote. Secret."""
        body = None
        if isinstance(form, BaseModel):
            body = form.model_dump_json(by_alias=True, exclude_none=True).encode()
        elif form is not None:
            body = json.dumps(form).encode()
        try:
            # A redirection would carry the letter to another place.
            async with self._session.request(
                verb,
                URL(self._address + path, encoded=True),
                data=body,
                headers={"Content-Type": "application/json"} if body is not None else None,
                timeout=aiohttp.ClientTimeout(total=patience),
                allow_redirects=False,
            ) as response:
                return response.status, await _read(response)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise ApiFailed(type(error).__name__) from None


@asynccontextmanager
async def open_api(account: Account) -> AsyncIterator[SignalApi]:
    """An account's REST side, with a session of its own."""
    # Files and what is sent may take long; what is asked meanwhile must not wait for them.
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
        yield SignalApi(session, number=account.number, api_url=account.api_url)


async def _read(response: aiohttp.ClientResponse) -> object:
    """What an answer says, whatever it says of its own type; None if it is no JSON, or no end of it."""
    read = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        read += chunk
        if len(read) > _LONGEST_ANSWER:
            return None
    try:
        return json.loads(read)
    except (ValueError, RecursionError):
        return None


def _encode(file: Upload) -> str:
    """A file as the REST side takes it: a data address (RFC 2397) with a name."""
    content = base64.b64encode(file.content).decode("ascii")
    return f"data:{file.media_type};filename={file.name};base64,{content}"


def _identity(entry: Mapping[str, object]) -> Identity:
    def said(name: str) -> str:
        value = entry.get(name)
        return value if isinstance(value, str) else ""

    status, added = said("status").upper(), said("added")
    return Identity(
        uuid=said("uuid"),
        number=said("number"),
        fingerprint=said("fingerprint"),
        trusted=status.startswith("TRUSTED"),
        verified=status == "TRUSTED_VERIFIED",
        added=int(added) if added.isascii() and added.isdecimal() else 0,
    )
