"""``solidarity check``: is this installation sound? One line a finding; exit status 1 if something is not."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import click

from bots.cli.accounts import look_at_accounts
from bots.cli.findings import Finding, Grade, fine, note, wrong
from bots.cli.numbers import look_at_numbers, look_at_traffic
from bots.cli.options import clock, configured
from bots.cli.readiness import look_at_duty
from bots.config import Config
from bots.texts import clean
from storage import audit, departures, inbox, installation
from storage.database import Database, Unit
from storage.errors import StorageError
from storage.keys.folder import DELIVERY, GROUP, INTAKE, ROOT, ROSTER, load_manifest, read_private
from storage.keys.volatile import in_memory, volatile_folder
from storage.manifest import Manifest
from storage.members import Role, Standing
from storage.members import verified as verified_members
from storage.sealed import VerifyKey


@click.command("check")
@configured
def command(config: Config) -> None:
    """Say whether this installation is sound; exit status 1 if not. Needs no passphrase."""
    findings = asyncio.run(_collect(config))
    for finding in findings:
        click.echo(f"{finding.grade:<6}{finding.text}")
    if any(finding.grade is Grade.WRONG for finding in findings):
        sys.exit(1)


async def _collect(config: Config) -> list[Finding]:
    findings = list(_look_at_group(config))
    try:
        manifest = load_manifest(config.keys.dir, VerifyKey.from_text(config.keys.root))
    except StorageError as error:
        return [*findings, wrong(error)]
    findings += [fine(f"the manifest, version {manifest.version}, is signed by the pinned root key")]
    findings += [*_look_at_keys(config, manifest)]
    findings += [finding async for finding in _look_at_database(config, manifest)]
    findings += await look_at_accounts(config)
    findings += await look_at_numbers(config)
    findings.append(
        note(
            "whether the disk is encrypted cannot be seen from here: a seized plain disk gives away members and "
            "their keys' files, though no case",
        )
    )
    return findings


def _look_at_group(config: Config) -> Iterator[Finding]:
    yield fine(f"this is the installation of: {clean(' '.join(config.group.name.split()))}")
    if config.group.members == "alone":
        yield note("this is a group of one person: nothing is checked by a second one")


def _look_at_keys(config: Config, manifest: Manifest) -> Iterator[Finding]:
    delivers = (config.keys.dir / DELIVERY).exists()
    if not delivers:
        yield note(f"keys/{DELIVERY} is not there: the public side makes one, which opens no address of before")
    for name in (GROUP, ROSTER, INTAKE, *((DELIVERY,) if delivers else ())):
        try:
            read_private(config.keys.dir / name)
        except StorageError as error:
            yield wrong(error)
        else:
            yield fine(f"keys/{name} is there and closed to others")
    if (config.keys.dir / ROOT).exists():
        yield note(f"keys/{ROOT} is still on this machine: move it to an offline medium")
    try:
        memory = volatile_folder(manifest.deployment, config.keys.volatile)
    except StorageError as error:
        yield wrong(error)
        return
    if in_memory(memory):
        yield fine("the draft key lies in memory")
    else:
        yield wrong("the draft key's folder is on a disk: unfinished interviews would survive a seizure")


async def _look_at_database(config: Config, manifest: Manifest) -> AsyncIterator[Finding]:
    try:
        database = await Database.open(config.database.url)
    except StorageError as error:
        yield wrong(error)
        return
    async with database:
        yield fine("the database is whole and writable")
        known = await database.read(installation.read)
        if known.deployment != manifest.deployment:
            yield wrong("the database and the keys belong to different installations")
        if known.manifest_version > manifest.version:
            yield wrong("the manifest is older than one that was in use: somebody put it back")
        verdict = await database.read(audit.verify)
        if verdict.broken_at is None:
            yield fine(f"the audit log is intact, {verdict.entries} rows")
        else:
            yield wrong(f"the audit log is broken at row {verdict.broken_at}")
        aside = await database.read(inbox.count_set_aside)
        if aside:
            yield note(f"messages that could not be handled and were set aside: {aside}")
        for finding in await database.read(partial(_look_at_roster, manifest=manifest)):
            yield finding
        for finding in await database.read(partial(look_at_duty, manifest=manifest, now=clock())):
            yield finding
        for finding in await database.read(partial(look_at_traffic, config=config, now=clock())):
            yield finding
        yield _look_at_blobs(config)


async def _look_at_roster(unit: Unit, manifest: Manifest) -> tuple[Finding, ...]:
    members, forged = await verified_members(unit, manifest.roster)
    findings = []
    if forged:
        findings.append(wrong(f"members' rows that this group did not sign: {forged}"))
    active = [member for member in members if member.standing is Standing.ACTIVE]
    if not active:
        findings.append(note("nobody belongs to the group yet: solidarity desk --as NAME"))
    elif not any(member.role is Role.REFERRER for member in active):
        findings.append(note("there is no referrer: emergencies call everybody at once"))
    left = len(await departures.awaiting(unit, manifest.version))
    if left:
        findings.append(note(f"members have left since the group's keys were made, {left}: plan newer keys"))
    return tuple(findings)


def _look_at_blobs(config: Config) -> Finding:
    if "://" in config.blobs.url:
        return fine("attachments go to an object store")
    folder = Path(config.blobs.url)
    if folder.is_dir() and not folder.stat().st_mode & 0o007:
        return fine("the folder of attachments is there and closed to others")
    return wrong("the folder of attachments is missing or open to others")
