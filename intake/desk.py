"""The intake desk: receives what submitters write, has the interview led, seals and hands over.

On the path between a channel and storage. Every message is committed to the post before anything else happens; a
worker takes it from there, and one transaction holds what came of it (:mod:`intake.exchange`). This process can seal
and cannot open what it has sealed, except its own drafts and mail, and replies while a receipt code is presented.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from intake.announcements import Announcements
from intake.channel import Channel, Wording
from intake.crossings import Crossings, DraftInUse
from intake.drafts import Recent, try_draft
from intake.exchange import Exchange, Means
from intake.files import FileDelayed, Receiver, drop
from intake.handover import Handover
from intake.messages import say
from intake.partners import Partners
from intake.settings import IntakeSettings
from storage import audit, crossings, drafts, gaps, inbox, outbox, papers, traces
from storage.blobs import BlobStore
from storage.database import Database, Unit
from storage.drafts import Draft
from storage.errors import TemporaryError
from storage.ids import ChatKey, Draw
from storage.keys.sealing import IntakeKeys
from storage.post import Letter, LetterUnreadable, Overtaken, Post, UpdateUnreadable
from storage.sealed import AgeError

log = logging.getLogger(__name__)


class IntakeDesk:
    """The use cases of intake.

    Attributes:
        post: the letters that wait, in either direction.
    """

    def __init__(
        self,
        *,
        database: Database,
        blobs: BlobStore,
        keys: IntakeKeys,
        channels: Mapping[str, Channel],
        wording: Wording,
        settings: IntakeSettings,
        clock: Callable[[], datetime],
        draw: Draw,
    ) -> None:
        """A desk at which letters of these ``channels`` are worked, by their names."""
        self._database = database
        self._blobs = blobs
        self._keys = keys
        self._channels = channels
        self._settings = settings
        self._clock = clock
        self._draw = draw
        self.post = Post(database=database, keys=keys.post, clock=clock, draw=draw)
        self._receiver = Receiver(blobs=blobs, keys=keys, most_bytes=settings.file_bytes, clock=clock, draw=draw)
        self._announcements = Announcements(database=database, post=self.post, keys=keys, channels=channels, draw=draw)
        recent = Recent()
        handover = Handover(database=database, blobs=blobs, keys=keys, settings=settings, clock=clock, draw=draw)
        carried = Crossings(
            database=database,
            post=self.post,
            keys=keys,
            announcements=self._announcements,
            handover=handover,
            channels=channels,
            settings=settings,
            clock=clock,
            draw=draw,
        )
        self._means = Means(
            database=database,
            post=self.post,
            keys=keys,
            recent=recent,
            receiver=self._receiver,
            handover=handover,
            crossings=carried,
            partners=Partners(database=database, handover=handover, clock=clock),
            announcements=self._announcements,
            wording=wording,
            settings=settings,
            clock=clock,
            draw=draw,
        )

    # Working ------------------------------------------------------------------------------------------------------

    async def work(self, key: ChatKey) -> bool:
        """Handle the next update of a chat whose channel is at this desk; False if none is waiting.

        An update that fails again and again is set aside, sealed, and the chat behind it goes on. A file that does not
        come again and again is refused, and so is a code that leads where something is still being done.

        Raises:
            TemporaryError: the update is kept, and was not handled yet.
        """
        try:
            letter, draft = await self._database.read(lambda unit: self._look(unit, key))
        except LetterUnreadable as error:
            await self._put_aside(error.number, error.__cause__ or error)
            return True
        if letter is None:
            return False
        try:
            await Exchange.begin(self._means, self._channels[letter.address.channel], letter, draft).lead()
        except (FileDelayed, DraftInUse):
            await self.post.fail(letter)
            raise
        except TemporaryError:
            raise
        except Overtaken:
            return True
        except UpdateUnreadable as error:
            await self._put_aside(letter.number, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the chat behind it goes on; only its kind is logged
            log.error("an update failed: %s", type(error).__name__)
            await self._fail(letter, draft)
        return True

    # Sending -----------------------------------------------------------------------------------------------------

    async def trace(self, key: ChatKey) -> bytes | None:
        """What of ours lies in a chat, as the channel wrote it with :meth:`sent`. Secret."""
        found = await self._database.read(lambda unit: traces.find(unit, key))
        if found is None:
            return None
        try:
            opened = self._keys.open_own(found.header, found.payload)
        except AgeError as error:
            log.error("a trace could not be opened: %s", type(error).__name__)
            return None
        belongs_here, body = opened.startswith(_trace_of(key)), opened.removeprefix(_trace_of(key))
        return body if belongs_here else None

    async def sent(self, number: int, *, trace: tuple[ChatKey, bytes | None] | None = None) -> None:
        """Something reached the platform; saying so twice is harmless.

        Args:
            number: of the letter.
            trace: the chat, and what of ours lies there now, None for nothing; without it nothing is known to change.
        """

        async def work(unit: Unit) -> None:
            await outbox.sent(unit, number)
            if trace is None:
                return
            key, body = trace
            if body is None:
                await traces.drop(unit, key)
            else:
                await self._save_trace(unit, key, body)

        await self._database.write(work)

    async def remember(self, key: ChatKey, trace: bytes) -> None:
        """What of ours lies in a chat now, while a letter is still on its way to it."""
        await self._database.write(lambda unit: self._save_trace(unit, key, trace))

    async def announce(self) -> int:
        """Have every submitter who agreed to it told that there is an answer, with neutral words.

        Returns:
            How many are told.
        """
        return await self._announcements.announce()

    # Housekeeping ------------------------------------------------------------------------------------------------

    async def tidy(self) -> None:
        """Drop what nobody will come back for: old drafts, their files, marks of old updates, files without a row."""
        now = self._clock()
        before, yesterday = now - self._settings.draft_kept, now - timedelta(days=1)
        old = await self._database.read(lambda unit: drafts.abandoned(unit, before))
        left = {draft.chat: try_draft(draft, self._keys) for draft in old}

        async def work(unit: Unit) -> tuple[str, ...]:
            await inbox.prune(unit, before)
            await inbox.drop_stale(unit, before)
            await outbox.drop_stale(unit, before)
            await traces.drop_stale(unit, before)
            await crossings.drop_stale(unit, now)
            await gaps.drop_stale(unit, before)
            blobs: list[str] = []
            for draft in await drafts.abandoned(unit, before):
                await drafts.drop(unit, draft.chat)
                if unfinished := left.get(draft.chat):
                    blobs += await drop(unfinished.interview.unsent_files)(unit)
            return (*blobs, *await papers.drop_orphans(unit, before=yesterday))

        await self._receiver.delete(await self._database.write(work))
        await self._blobs.sweep(await self._database.read(papers.blobs_in_use), before=yesterday)

    # Inside ------------------------------------------------------------------------------------------------------

    async def _save_trace(self, unit: Unit, key: ChatKey, body: bytes) -> None:
        sealed = self._keys.seal_own(_trace_of(key) + body, self._draw)
        lies = traces.Trace(chat=key, header=sealed.header, payload=sealed.payload, changed_at=self._clock())
        await traces.save(unit, lies)

    async def _look(self, unit: Unit, key: ChatKey) -> tuple[Letter | None, Draft | None]:
        return await self.post.next_in(unit, key), await drafts.find(unit, key)

    async def _fail(self, letter: Letter, draft: Draft | None) -> None:
        if await self.post.fail(letter) < self._settings.tries:
            return
        channel = self._channels[letter.address.channel]
        language = Exchange.begin(self._means, channel, letter, draft).language
        address = replace(letter.address, language=language)
        body = channel.write((say("trouble"),), address)

        async def work(unit: Unit) -> None:
            await self._set_aside(unit, letter.number)
            await self.post.write(unit, address, body)

        await self._database.write(work)

    async def _put_aside(self, number: int, error: BaseException) -> None:
        """Set aside what no other try can read."""
        log.error("an update could not be read: %s", type(error).__name__)
        await self._database.write(lambda unit: self._set_aside(unit, number))

    async def _set_aside(self, unit: Unit, number: int) -> None:
        await self.post.set_aside(unit, number)
        await audit.write(unit, at=self._clock(), actor=audit.INTAKE, act=audit.Act.UPDATE_SET_ASIDE)


def _trace_of(key: ChatKey) -> bytes:
    """What a trace begins with, so that one is not taken for another chat's, or for anything else under this key."""
    return f"trace {key}\n".encode()
