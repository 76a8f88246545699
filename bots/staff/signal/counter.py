"""The two ends of the staff bot on Signal: a part of a frame goes to the conversation, a letter to the platform.

On the path of an update before its transaction, and of a letter after it: here is where the network is spoken to.
Nothing is said to a member before it was seen that his key is the pinned one, and nothing where messages shall
disappear and do not. What signal-cli-rest-api answers becomes one of the few errors that the traffic understands.
"""

from collections.abc import Awaitable, Sequence
from functools import partial

from bots.signal import reading
from bots.signal.api import SignalApi, Upload
from bots.signal.reading import Came
from bots.signal.refusals import ApiFailed, RecipientUntrusted
from bots.staff.handing import Hand, gather
from bots.staff.line import Errand
from bots.staff.office import Office
from bots.staff.signal import letters
from bots.staff.signal.conversation import Conversation
from bots.staff.signal.guard import Guard, Seen
from bots.staff.signal.letters import Fleeting, Letter, Offered, Quit, Say, Trust
from bots.staff.signal.offering import Offering
from bots.traffic import Undeliverable
from storage import outbox
from storage.database import Unit
from storage.post import Letter as Mail
from triage.notices import say

_MEDIA_TYPE = "application/octet-stream"


class SignalCounter:
    """What is done with parts of frames, and with letters to one number's chats."""

    def __init__(
        self, office: Office, api: SignalApi, conversation: Conversation, guard: Guard, offering: Offering
    ) -> None:
        self._office = office
        self._api = api
        self._conversation = conversation
        self._guard = guard
        self._offering = offering
        self._timed: dict[str, int] = {}

    async def prepare(self, mail: Mail) -> Errand:
        """Find out what a part of a frame means, and with which key its sender writes.

        Raises:
            UpdateUnreadable: it means nothing that the platform documents.
            TemporaryError: the REST side does not answer.
        """
        came = await reading.read(mail.body)
        seen = await self._conversation.prepare(came)
        return partial(self._answer, mail, came, seen)

    async def deliver(self, letter: Mail) -> None:
        """Hand a letter to the platform, or suspend the member who is not there any more with the pinned key.

        Raises:
            Throttled: the platform wants the account to wait.
            ChatClosed: nobody is there any more.
            ApiFailed: the REST side, or the way to it, fails at the moment.
            Undeliverable: this letter is never taken, or nobody is there who may hear it.
        """
        try:
            await self._deliver(letter, letters.read(letter.body))
        except RecipientUntrusted:
            # When somebody writes there with the new key, it is held back and comes to the conversation as such. He may
            # have done so by now: a chat that is called closed is emptied later, also of what would let him through.
            await self._office.database.write(partial(self._suspend, letter))

    async def _suspend(self, mail: Mail, unit: Unit) -> None:
        """Suspend whoever is there with another key, unless what he wrote with it has done so while this was sent."""
        if await outbox.stands(unit, mail.number):
            await self._guard.suspend(unit, mail.address.chat)

    async def _answer(self, mail: Mail, came: Came, seen: Seen, unit: Unit) -> Sequence[bytes]:
        return [letters.write(letter) for letter in await self._conversation.answer(unit, mail, came, seen)]

    async def _deliver(self, mail: Mail, letter: Letter) -> None:
        chat = mail.address.chat
        match letter:
            case Say():
                await self._guard.check(chat, words=letter.words)
                await self._api.send(chat, letter.text)
            case Hand():
                await self._guard.check(chat, words=True)
                content = b"".join([chunk async for chunk in gather(letter, self._office.blobs)])
                upload = Upload(name=letter.name, media_type=_MEDIA_TYPE, content=content)
                await self._api.send(chat, letter.caption, files=(upload,))
            case Fleeting():
                await self._guard.check(chat, words=True)
                await self._set_timer(mail, letter)
                await self._deliver(mail, letter.letter)
            case Offered():
                await self._offering.deliver(chat, letter.offer)
            case Quit():
                await _once(self._api.quit(chat))
            case Trust():
                await _once(self._api.trust(chat))

    async def _set_timer(self, mail: Mail, letter: Fleeting) -> None:
        """Have the chat's messages disappear; where that is refused, what waits for it is held back, and that is said.

        Raises:
            Undeliverable: it is refused.
            ApiFailed: nothing was answered, or the REST side fails at the moment.
        """
        chat = mail.address.chat
        if self._timed.get(chat) == letter.asked:
            return
        try:
            await _once(self._api.expire(chat, letter.seconds))
        except Undeliverable:
            await self._hold_back(mail)
            raise
        self._timed[chat] = letter.asked

    async def _hold_back(self, mail: Mail) -> None:
        """Drop what waits for a chat but for what anybody may hear, and say that messages there would not disappear."""
        post, catalogue = self._office.post, self._office.catalogue
        waiting = [one.body for one in await post.outgoing(mail.address.box) if one.key == mail.key]

        async def work(unit: Unit) -> None:
            if not await outbox.stands(unit, mail.number):
                # Dropped with all that was read, as when he was suspended; what waits now was written since.
                return
            await outbox.drop_chat(unit, mail.key)
            remembered = await self._office.recollections.recall(unit, mail.key)
            language = mail.address.language if remembered is None else remembered.language
            refused = letters.tell((say("signal-no-timer"),), language, catalogue, words=False)
            for body in (*filter(_is_free, waiting), *map(letters.write, refused)):
                await post.write(unit, mail.address, body)

        await self._office.database.write(work)


def _is_free(body: bytes) -> bool:
    """Whether anybody may hear what a letter says, such as an alert."""
    letter = letters.read(body)
    return isinstance(letter, Say) and not letter.words


async def _once(call: Awaitable[None]) -> None:
    """Do what nobody waits for; what the REST side refuses, it would refuse again.

    Raises:
        Undeliverable: it is refused.
        ApiFailed: nothing was answered, or the REST side fails at the moment.
    """
    try:
        await call
    except ApiFailed as error:
        if error.status is not None and error.status < 500:
            raise Undeliverable("signal-cli-rest-api refuses what was asked for besides") from None
        raise
