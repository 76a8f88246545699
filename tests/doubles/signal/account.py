"""One number: its chats, its groups, whom it trusts, what people have sent to it, and what goes wrong for it."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.doubles.form import Upload
from tests.doubles.signal import frames
from tests.doubles.signal.chats import Chat, Group, Message, User
from tests.doubles.signal.faults import Faults
from tests.doubles.signal.feed import Feed, Frame
from tests.doubles.signal.refusals import failed, throttled, untrusted


@dataclass(slots=True, kw_only=True)
class Trust:
    """What is known of somebody's identity.

    Attributes:
        fingerprint: of the key that was saved last; somebody may write with a newer one.
        status: in signal-cli's words.
        added: when it was first seen, in milliseconds.
    """

    fingerprint: str
    status: str
    added: int


class Account:
    """A number.

    Attributes:
        mode: what the service says of itself.
        version: likewise.
        trusts_new: whoever installs anew is trusted again at once (trust mode ``always``); if not, only who is new is.
        chatty: phones tell of what they have got, and of typing, as real ones do.
        voice_notes: attachments say whether they are voice notes; signal-cli of 2026 does not.
        chats: by person, or by group.
        slow_profiles: a changed key is saved only after the first call to trust it, which is then about the old one; as
            where that call comes before signal-cli has fetched the profile.
        challenges: the tokens for which Signal wants to see captchas; nothing can be sent until then.
        attachments: the files that were fetched for the bot and lie in the REST side's folder, by id.
    """

    def __init__(self, number: str, *, trusts_new: bool, clock: Callable[[], float] = time.time) -> None:
        self.number = number
        self.trusts_new = trusts_new
        self.mode = "json-rpc"
        self.version = "0.101.0"
        self.chatty = True
        self.voice_notes = False
        self.slow_profiles = False
        self.feed = Feed()
        self.faults = Faults()
        self.chats: dict[User | Group, Chat] = {}
        self.trust: dict[User, Trust] = {}
        self.challenges: list[str] = []
        self.attachments: dict[str, bytes] = {}
        self.fetched: list[str] = []
        self._held: dict[User, list[tuple[bytes, str, int]]] = {}
        self._clock = clock
        self._last = 0
        self._throttled = False

    def tick(self) -> int:
        """The time in milliseconds, never the same twice: it names messages."""
        self._last = max(self._last + 1, int(self._clock() * 1000))
        return self._last

    # Who is there.

    @property
    def users(self) -> list[User]:
        """Everybody who ever wrote or was in a group."""
        return [one for one in self.chats if isinstance(one, User)]

    @property
    def groups(self) -> list[Group]:
        """All groups that it was ever in."""
        return [one for one in self.chats if isinstance(one, Group)]

    def chat(self, other: User | Group) -> Chat:
        """The chat with somebody, or of a group."""
        return self.chats.setdefault(other, Chat())

    def find(self, recipient: str) -> User | Group | None:
        """Who is meant by a uuid, a number or a group's id."""
        for one in self.chats:
            names = {one.id} if isinstance(one, Group) else {one.uuid, one.number}
            if recipient in names:
                return one
        return None

    # What people do.

    def tell(self, user: User, timestamp: int, group: Group | None = None, **content: Any) -> Frame | None:
        """Tell the bot of something that somebody did; None in a group that it has left."""
        if group is not None and group.left:
            return None
        frame = frames.tell(self.number, user, timestamp, **content)
        sender = user.uuid if "dataMessage" in content else ""
        if not self._reads(user):
            self._held.setdefault(user, []).append((frames.as_bytes(frame), sender, timestamp))
            frame, sender = frames.tell_untrusted(self.number, user, timestamp), ""
        return self.feed.push(frames.as_bytes(frame), sender=sender, timestamp=timestamp)

    def meet(self, user: User) -> Trust:
        """Receive something of somebody's; what is held of them. Another key than the known one is not saved then."""
        if user not in self.trust or self.trusts_new:
            self._save(user)
        return self.trust[user]

    def rely_on(self, user: User, status: str = "TRUSTED_UNVERIFIED") -> None:
        """Trust somebody's key, and tell what was held back, which is named as it was when it was sent."""
        if self.slow_profiles and self.trust[user].fingerprint != user.fingerprint:
            self._save(user)
            return
        self._save(user)
        self.trust[user].status = status
        for body, sender, timestamp in self._held.pop(user, []):
            self.feed.push(body, sender=sender, timestamp=timestamp)

    def _reads(self, user: User) -> bool:
        """Whether what somebody sends can be read, or is held back."""
        known = self.meet(user)
        return known.fingerprint == user.fingerprint and known.status != "UNTRUSTED"

    def _save(self, user: User) -> Trust:
        """Save the key with which somebody writes by now."""
        known = self.trust.get(user)
        if known is None or known.fingerprint != user.fingerprint:
            trusted = known is None or self.trusts_new
            status = "TRUSTED_UNVERIFIED" if trusted else "UNTRUSTED"
            known = self.trust[user] = Trust(fingerprint=user.fingerprint, status=status, added=self.tick())
        return known

    def fetch(self, file: Upload, *, missing: bool = False) -> str:
        """Lay a file that somebody sent into the folder, unless it could not be fetched; its id."""
        name = frames.make_attachment_id(file.name, file.media_type)
        self.fetched.append(name)
        if not missing:
            self.attachments[name] = file.content
        return name

    # What the bot does.

    def throttle(self, tokens: int = 1) -> list[str]:
        """Let Signal ask for captchas, as many as there are tokens; without any it only says no until ``relent``."""
        self._throttled = True
        self.challenges = [secrets.token_urlsafe(20) for _ in range(tokens)]
        return list(self.challenges)

    def relent(self) -> None:
        """Let the bot send again."""
        self._throttled = False
        self.challenges.clear()

    def solve(self, token: str, captcha: str) -> None:
        """A captcha was solved.

        Raises:
            Refused: it is none, or nobody asked for it.
        """
        if token not in self.challenges or not captcha.startswith("signalcaptcha://"):
            raise failed("Captcha rejected, it may be outdated, already used or solved from a different IP address.")
        self.challenges.remove(token)
        if not self.challenges:
            self.relent()

    def admit(self, user: User) -> str:
        """Whether something can be sent to somebody now: why not, in signal-cli's words, or nothing.

        Raises:
            Refused: Signal has throttled the number.
        """
        if self._throttled:
            raise throttled(self.number, self.challenges)
        if not user.registered:
            return "UNREGISTERED_FAILURE"
        return "IDENTITY_FAILURE" if self._save(user).status == "UNTRUSTED" else ""

    def say(self, other: User | Group, timestamp: int, text: str, files: tuple[Upload, ...]) -> Message:
        """Let a message of the bot stand in a chat, and in phones."""
        message = self.chat(other).put(Message(timestamp=timestamp, sender=None, text=text, files=files))
        if self.chatty:
            for user in other.members if isinstance(other, Group) else [other]:
                when = self.tick()
                receipt = frames.tell_receipt(when, [timestamp], kind="delivery")
                self.tell(user, when, receiptMessage=receipt)
        return message

    def change(self, other: User | Group, timestamp: int, text: str) -> None:
        """Let a message of the bot say something else.

        Raises:
            Refused: there is none.
        """
        message = self.chat(other).messages.get(timestamp)
        if message is None or message.sender is not None:
            raise failed("Failed to send message")
        message.text, message.edited = text, True
        self.chat(other).touch(message)

    def refuse_all(self, failures: list[str]) -> Exception:
        """What is answered where nobody was reached."""
        return untrusted() if set(failures) == {"IDENTITY_FAILURE"} else failed("Failed to send message")
