"""Members' own pagers."""

import os
from dataclasses import replace
from datetime import datetime

import pytest

from storage import pagers
from storage.database import NaiveInstant
from storage.ids import MemberId
from storage.pagers import Pager
from storage.sealed import SigningKey

ROSTER = SigningKey.generate(os.urandom)
OLHA, PETRO = MemberId("1" * 32), MemberId("2" * 32)


@pytest.fixture
def pager(now):
    return pagers.sign(Pager(member=OLHA, url="ntfys://topic", changed_at=now), ROSTER)


async def save(database, *rows):
    for pager in rows:
        await database.write(lambda unit, pager=pager: pagers.save(unit, pager))


async def of(database, member=OLHA):
    return await database.read(lambda unit: pagers.of(unit, member, ROSTER.public))


async def test_a_pager_comes_back_as_it_was_signed(database, pager):
    """And nobody else has one."""
    await save(database, pager)
    assert (await of(database), await of(database, PETRO)) == (pager, None)


async def test_a_member_has_one_pager(database, pager):
    """The newer one."""
    other = pagers.sign(replace(pager, url="pover://user@token"), ROSTER)
    await save(database, pager, other)
    assert await database.read(lambda unit: pagers.all(unit, ROSTER.public)) == (other,)


async def test_a_dropped_pager_is_gone(database, pager):
    """Dropping it again is told."""
    await save(database, pager)
    assert await database.write(lambda unit: pagers.drop(unit, OLHA))
    assert not await database.write(lambda unit: pagers.drop(unit, OLHA))
    assert await of(database) is None


@pytest.mark.parametrize(
    ("column", "value"), [("url", "ntfys://mine"), ("url", 3), ("member", "3" * 32), ("changed_at", 1)]
)
async def test_a_row_that_was_changed_is_no_pager(database, outside, pager, column, value):
    """Nobody is called to another place."""
    await save(database, pager)
    outside.execute(f"UPDATE pagers SET {column} = ?", (value,))
    assert await database.read(lambda unit: pagers.all(unit, ROSTER.public)) == ()


def test_a_url_is_not_shown_by_accident(pager):
    """It holds what its service takes for a password."""
    assert "topic" not in repr(pager)


def test_a_time_without_a_zone_is_not_signed(pager):
    """Nobody could say when it was."""
    with pytest.raises(NaiveInstant):
        pagers.sign(replace(pager, changed_at=datetime(2026, 11, 22)), ROSTER)  # noqa: DTZ001


@pytest.mark.parametrize(
    "url",
    [
        "ntfy://topic",
        "ntfys://ntfy.example.org:8443/topic",
        "pover://user@token",
        "twilio://AC1:token@+15005550006/+15005550007",
        "ntfy://93.184.216.34/topic",
    ],
)
def test_pager_leads_outside(url):
    """Services and telephone gateways."""
    assert pagers.leads_outside(url)


@pytest.mark.parametrize(
    "url",
    [
        "ntfy://127.0.0.1/topic",
        "ntfy://[::1]/topic",
        "ntfy://10.0.0.7/topic",
        "ntfy://169.254.169.254/topic",
        "ntfy://localhost/topic",
        "ntfy://localhost./topic",
        "ntfy://127.1/topic",
        "ntfy://0x7f.1/topic",
        "ntfy://2130706433/topic",
        "ntfy://me@127.0.0.1@ntfy.example.org/topic",
        "ntfy://127.0.0.1\\@ntfy.example.org/topic",
        "ntfy://signal-api:8080/topic",
        "ntfy://db.internal/topic",
        "signal://signal.example.org/+1/+2",
        "json://example.org/v2/send",
        "dbus://",
        "syslog://",
        "topic",
        "",
        "ntfy://[::1",
        "ntfy://host:port/topic",
    ],
)
def test_no_pager_leads_to_our_own_machines(url):
    """Nor to what Apprise can do besides; what cannot be read is none."""
    assert not pagers.leads_outside(url)


@pytest.mark.parametrize("name", ["template", "TEMPLATE", "keyfile", "subfile", "pgpprv", "+path", "redirect"])
@pytest.mark.parametrize("mark", ["?", "?to=1&", "?to=1;", "#?", "?%20"])
def test_no_pager_reads_files_of_our_machines(name, mark):
    """Apprise would send a file there is, or one that it fetches from within, to whoever wrote the URL."""
    assert not pagers.leads_outside(f"discord://webhook/token/{mark}{name}=/srv/keys/recipients.json")


def test_group_may_name_hosts_of_its_own():
    """A service that it runs itself."""
    assert pagers.leads_outside("ntfy://ntfy.lan:8080/topic", ("ntfy.lan",))
