"""Members: what is handed over with an invitation, and who can be invited."""

import asyncio
import re
import urllib.parse
from datetime import UTC, datetime, timedelta

import pytest

from bots.staff import wiring
from storage import suspensions
from storage.sealed import secret_text
from triage.membership import roster

URI = re.compile(r"^otpauth://totp/\S+$", re.MULTILINE)
JOIN = re.compile(r"/join [a-z]{4}(-[a-z]{4}){6}\n")


@pytest.fixture
def invited(place):
    """The invitation of Olena, the first to be invited."""
    return place.call("members add", "Olena", "--role", "lead", unlock=True)


async def admit(place, code):
    """Accept an invitation; who came, and the secret by which the desk will know that member's codes."""
    keys = await wiring.unlock(place.config, place.passphrase_file.read_text(encoding="utf-8").strip())
    now = datetime.now(UTC)
    async with wiring.open_database(place.config) as database:

        async def work(unit):
            known = await roster.read(unit, keys.manifest.roster)
            found = roster.find_invited(known, code, now, timedelta(days=7))
            return await roster.admit(unit, keys, found, now, None)

        member = await database.write(work)
    return member, secret_text(keys.step_up(member.id, member.epoch))


def test_invitation_is_one_line_of_standard_output(invited):
    """It can be piped to whoever joins; the secret that lasts is not in that pipe."""
    assert invited.status == 0
    assert JOIN.fullmatch(invited.out)
    assert "in person" in invited.err
    assert not URI.search(invited.out)


def test_authenticator_is_printed_to_be_scanned_and_to_be_typed(invited):
    """Both forms hold the same secret, and the app is told nothing but the member's name."""
    uri = URI.search(invited.err).group()
    address = urllib.parse.urlsplit(uri)
    (secret,) = urllib.parse.parse_qs(address.query)["secret"]
    assert f"to be typed: {secret}" in invited.err
    assert address.path == "/Olena"
    assert "solidarity" not in uri


def test_authenticator_is_the_members_own(place, invited):
    """It is the secret that the desk goes by; it is printed again with another invitation, and is nobody else's."""
    (typed,) = re.findall(r"to be typed: (\S+)", invited.err)
    assert asyncio.run(admit(place, invited.out.split()[1]))[1] == typed
    again = place.call("members invite", "olena", unlock=True)
    assert f"to be typed: {typed}\n" in again.err
    other = place.call("members add", "Petro", unlock=True)
    assert typed not in other.err


def test_member_is_invited_once_more(place, invited):
    """Whoever belongs to the group already stays what they are, and has a line to send to another bot."""
    asyncio.run(admit(place, invited.out.split()[1]))
    again = place.call("members invite", "olena", unlock=True)
    assert JOIN.fullmatch(again.out)
    assert again.out != invited.out
    assert place.call("members list").out == "Olena\tlead\tactive\n"
    member, _ = asyncio.run(admit(place, again.out.split()[1]))
    assert member.name == "Olena"


def test_nobody_is_invited_once_more_who_does_not_belong(place):
    """An unknown name is refused, with the way to see who does."""
    outcome = place.call("members invite", "Nobody", unlock=True)
    assert (outcome.status, outcome.out) == (1, "")
    assert "Nobody of this name belongs to the group" in outcome.err
    assert "hint: solidarity members list" in outcome.err


async def suspend(place, code):
    """Admit whom a code invites, and let their key change on Signal."""
    member, _ = await admit(place, code)
    now = datetime.now(UTC)
    async with wiring.open_database(place.config) as database:
        await database.write(lambda unit: suspensions.add(unit, member.id, now))


def test_suspended_member_is_left_to_two_others(place, invited):
    """Where there are two who may take them back; the way is said."""
    for name in ("Petro", "Maria"):
        coming = place.call("members add", name, "--role", "coordinator", unlock=True)
        asyncio.run(admit(place, coming.out.split()[1]))
    asyncio.run(suspend(place, invited.out.split()[1]))
    outcome = place.call("members invite", "Olena", unlock=True)
    assert (outcome.status, outcome.out) == (1, "")
    assert "readmit NAME" in outcome.err
    assert "Olena\tlead\tsuspended\n" in place.call("members list").out


@pytest.mark.parametrize("size", ["several", "alone"])
def test_suspended_member_of_a_small_group_is_invited_once_more(place, invited, size):
    """Nobody else is there who could take them back, whatever it calls itself; their authenticator starts anew."""
    place.rewrite('members = "several"', f'members = "{size}"')
    asyncio.run(suspend(place, invited.out.split()[1]))
    again = place.call("members invite", "Olena", unlock=True)
    assert JOIN.fullmatch(again.out)
    assert place.call("members list").out == "Olena\tlead\tinvited\n"
    former, typed = (re.search(r"to be typed: (\S+)", outcome.err)[1] for outcome in (invited, again))
    assert asyncio.run(admit(place, again.out.split()[1]))[1] == typed != former
    assert place.call("members list").out == "Olena\tlead\tactive\n"


def test_name_that_is_taken_is_answered_with_the_way_to_invite_once_more(place, invited):
    """Two people cannot have one name; one person can be invited again."""
    asyncio.run(admit(place, invited.out.split()[1]))
    outcome = place.call("members add", "olena", unlock=True)
    assert (outcome.status, outcome.out) == (1, "")
    assert "solidarity members invite" in outcome.err


def test_departed_member_may_be_invited_once_more(place, invited):
    """With another secret for the authenticator; until then the check asks for newer keys."""
    petro = place.call("members add", "Petro", "--role", "lead", unlock=True)
    for coming in (invited, petro):
        asyncio.run(admit(place, coming.out.split()[1]))
    assert (
        "belongs to the group no more" in place.call("desk", "--as", "Petro", given="/depart Olena\n", unlock=True).out
    )
    assert "Olena\tlead\tdeparted\n" in place.call("members list").out
    assert "plan newer keys" in place.call("check").out
    assert place.call("desk", "--as", "Olena", unlock=True).status == 1
    again = place.call("members invite", "Olena", unlock=True)
    former, typed = (re.search(r"to be typed: (\S+)", outcome.err)[1] for outcome in (invited, again))
    assert asyncio.run(admit(place, again.out.split()[1]))[1] == typed != former
