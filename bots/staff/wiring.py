"""The wiring of the staff process: from the configuration to a triage desk.

The group's keys are loaded here and live in this process's memory only. Without them the desk is locked: it alerts, and
opens nothing.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from bots.config import Config
from bots.staff.labels import CatalogueLabels
from bots.texts import Catalogue, catalogue
from storage import installation, reminders
from storage.blobs import BlobStore
from storage.database import Database
from storage.ids import Draw
from storage.keys.folder import load_manifest
from storage.keys.group import GroupKeys
from storage.keys.post import PostKeys
from storage.keys.volatile import volatile_folder
from storage.keys.working import load_working
from storage.manifest import Manifest
from storage.sealed import VerifyKey
from triage.desk import TriageDesk
from triage.referral.clock import Clock
from triage.retention import erase_expired
from triage.turn import TAGS, Settings


def texts() -> Catalogue:
    """The catalogue of what members read."""
    return catalogue("triage")


def labels() -> CatalogueLabels:
    """The words for codes, of both wings."""
    return CatalogueLabels(catalogue("intake"), texts())


def public_keys(config: Config) -> Manifest:
    """The manifest: the public side of all keys. No passphrase is needed for it."""
    return load_manifest(config.keys.dir, VerifyKey.from_text(config.keys.root))


async def unlock(config: Config, passphrase: str) -> GroupKeys:
    """Open the group's keys; this takes a second or two.

    Raises:
        WrongPassphrase: it does not open them.
    """
    root = VerifyKey.from_text(config.keys.root)
    return await asyncio.to_thread(GroupKeys.unlock, config.keys.dir, root, passphrase)


def working_keys(config: Config, draw: Draw) -> PostKeys:
    """The working key, to which the staff bots' mail is sealed; no passphrase is needed for it.

    Raises:
        KeyFileError: the volatile folder, or the key in it, is not this user's alone.
        NoVolatileMemory: there is no place for it.
    """
    folder = volatile_folder(public_keys(config).deployment, config.keys.volatile)
    return load_working(folder, draw)


@asynccontextmanager
async def open_database(config: Config) -> AsyncIterator[Database]:
    """Open the database of this deployment, and refuse an older manifest than it has seen.

    Raises:
        StorageError: keys or database are not sound.
    """
    manifest = public_keys(config)
    async with await Database.open(config.database.url) as database:
        await database.write(lambda unit: installation.pin(unit, manifest.deployment, manifest.version))
        yield database


async def tidy(config: Config, database: Database, now: datetime) -> None:
    """Erase what has been kept as long as submitters were told, and forget of what nobody has to be reminded now."""
    kept = timedelta(days=config.retention.case_days)
    await erase_expired(database, BlobStore.open(config.blobs.url), kept=kept, now=now)
    await database.write(reminders.forget)


def settings(config: Config) -> Settings:
    """What the desk goes by."""
    return Settings(
        quorum=config.group.quorum,
        lease=timedelta(hours=config.limits.lease_hours),
        invitation=timedelta(days=config.limits.invitation_days),
        escalation=config.escalation,
        assessment=config.limits.assessment_hours.spans,
        decision=config.limits.decision_hours.spans,
        answer=config.referral.answer_hours.spans,
        alone=config.group.members == "alone",
        pager_hosts=config.duty.pager_hosts,
        tags=config.group.tags or TAGS,
    )


def desk(config: Config, database: Database, keys: GroupKeys | None, draw: Draw) -> TriageDesk:
    """A triage desk; locked if there are no keys."""
    return TriageDesk(
        database=database,
        manifest=public_keys(config),
        keys=keys,
        labels=labels(),
        blobs=BlobStore.open(config.blobs.url),
        settings=settings(config),
        draw=draw,
    )


def referrals(config: Config, database: Database) -> Clock:
    """What moves referrals on at a terminal."""
    return Clock(database=database, key=public_keys(config).roster, bots=config.staff.signal is not None)
