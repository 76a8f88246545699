"""The wiring of the public process: from the configuration to an intake desk.

This process can seal and cannot open: nothing here, and nothing it imports, can load a group key.
"""

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, nullcontext
from datetime import datetime, timedelta
from pathlib import Path

from bots.config import Config
from bots.public.watchdog import Watchdog
from bots.texts import Catalogue, catalogue
from intake.channel import Channel
from intake.desk import IntakeDesk
from intake.settings import IntakeSettings
from storage import installation
from storage.blobs import BlobStore
from storage.database import Database
from storage.documents import Language
from storage.ids import Draw
from storage.keys.sealing import IntakeKeys, load_manifest, volatile_folder
from storage.sealed import VerifyKey


def texts() -> Catalogue:
    """The catalogue of what submitters read."""
    return catalogue("intake")


def memory(config: Config) -> Path:
    """The memory-backed folder of this deployment's draft key."""
    manifest = load_manifest(config.keys.dir, VerifyKey.from_text(config.keys.root))
    return volatile_folder(manifest.deployment, config.keys.volatile)


@asynccontextmanager
async def open_intake(
    config: Config,
    *,
    channels: Iterable[Channel],
    clock: Callable[[], datetime],
    draw: Draw,
    volatile: Path | None = None,
    database: Database | None = None,
) -> AsyncIterator[IntakeDesk]:
    """Open everything that intake needs, and close it again.

    Args:
        config: the whole of it.
        channels: whose letters are worked in this process.
        clock: gives aware times.
        draw: randomness.
        volatile: the folder that :func:`memory` found, where the caller has asked already.
        database: the one that is configured, where the caller has opened it already, and closes it.

    Raises:
        StorageError: keys, database or blobs are not sound.
    """
    root = VerifyKey.from_text(config.keys.root)
    keys = IntakeKeys.load(config.keys.dir, root, volatile or memory(config), draw)
    blobs = BlobStore.open(config.blobs.url)
    async with nullcontext(database) if database else await Database.open(config.database.url) as opened:
        await opened.write(lambda unit: installation.pin(unit, keys.manifest.deployment, keys.manifest.version))
        desk = IntakeDesk(
            database=opened,
            blobs=blobs,
            keys=keys,
            wording=_word,
            channels={channel.name: channel for channel in channels},
            settings=settings(config),
            clock=clock,
            draw=draw,
        )
        await desk.tidy()
        yield desk


def open_watchdog(config: Config, database: Database, desk: IntakeDesk, channels: Iterable[Channel]) -> Watchdog:
    """The eye on the staff process; it writes over the public number on Signal, if that is among the channels."""
    manifest = load_manifest(config.keys.dir, VerifyKey.from_text(config.keys.root))
    section = config.public.signal
    signal = next((channel for channel in channels if channel.name == "signal"), None) if section else None
    return Watchdog(
        database=database,
        post=desk.post,
        roster=manifest.roster,
        word=_word,
        language=config.group.languages[0],
        signal=signal,
        number=section.number if section else "",
    )


def settings(config: Config) -> IntakeSettings:
    """What the configuration says about intake."""
    signal = config.public.signal
    return IntakeSettings(
        escalation=config.escalation,
        first_answer=config.limits.first_answer_hours.spans,
        file_bytes=config.limits.file_megabytes * 1_000_000,
        tries=config.limits.tries,
        draft_kept=timedelta(days=config.retention.draft_days),
        case_kept=timedelta(days=config.retention.case_days),
        signal_number=signal.number if signal else "",
        signal_hours=signal.disappear_hours if signal else 0,
    )


def _word(language: Language, message_id: str, /) -> str:
    return texts().text(language, message_id)
