"""Numbers on Signal: what ``check`` says of them, what ``run`` makes of them, how a puzzle's solution is handed in."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bots.cli import run as running
from bots.cli.accounts import look_at_accounts
from bots.cli.findings import Grade
from bots.cli.numbers import PUZZLE, look_at_numbers, look_at_traffic
from bots.cli.options import clock
from bots.cli.signal import _hand_in
from storage import gaps, pauses
from storage.database import Database
from storage.pauses import Pause
from tests.doubles.signal.server import Signal

NUMBERS = {"public": "+380440000001", "staff": "+380440000002"}
HOOK = 'webhook_listen = "127.0.0.1:1"\nwebhook_secret_file = "a.path"\n'
SOLVED = "signalcaptcha://signal-hcaptcha.solved"


@asynccontextmanager
async def serving(place):
    """Both sides' services, and both numbers in the configuration."""
    async with Signal(NUMBERS["public"]) as public, Signal(NUMBERS["staff"], trusts_new=False) as staff:
        services = {"public": public, "staff": staff}
        with place.file.open("a", encoding="utf-8") as config:
            for side, service in services.items():
                config.write(f'\n[{side}.signal]\nnumber = "{NUMBERS[side]}"\napi_url = "{service.url}"\n')
        yield services


@pytest.fixture
async def services(place):
    """Both sides' services."""
    async with serving(place) as services:
        yield services


async def grades(place):
    """What the check says of the numbers."""
    return [(finding.grade, finding.text) for finding in await look_at_numbers(place.config)]


def of(found, grade):
    """What was found of one grade."""
    return [text for each, text in found if each is grade]


async def test_check_finds_both_numbers_at_work(place, services):
    """What runs behind them, and that they are registered; what cannot be asked is noted."""
    found = await grades(place)
    assert of(found, Grade.FINE) == [
        "signal-cli-rest-api of the public number is in json-rpc mode, version 0.101",
        "the public number is registered with Signal",
        "signal-cli-rest-api of the staff number is in json-rpc mode, version 0.101",
        "the staff number is registered with Signal",
    ]
    assert not of(found, Grade.WRONG)
    (text,) = of(found, Grade.NOTE)
    assert "JSON_RPC_TRUST_NEW_IDENTITIES=on-first-use" in text
    assert not any(number in repr(found) for number in NUMBERS.values())


async def test_check_says_nothing_of_numbers_where_there_are_none(place):
    """A group may do without."""
    assert await grades(place) == []


async def test_check_notes_a_side_without_a_number(place, services):
    """To be known, and not wrong; a number is a bot, too."""
    assert (Grade.NOTE, "the public side has no bot on Telegram") in [
        (finding.grade, finding.text) for finding in await look_at_accounts(place.config)
    ]
    place.file.write_text(place.file.read_text(encoding="utf-8").split("\n[staff.signal]")[0], encoding="utf-8")
    assert (Grade.NOTE, "the staff side has no number on Signal") in [
        (finding.grade, finding.text) for finding in await look_at_accounts(place.config)
    ]


@pytest.mark.parametrize(
    ("mode", "version", "grade", "words"),
    [
        ("normal", "0.101", Grade.WRONG, "set MODE=json-rpc"),
        ("json-rpc", "0.98", Grade.WRONG, "too old"),
        ("json-rpc", "unset", Grade.NOTE, "does not say its version"),
        ("json-rpc", "1.0", Grade.FINE, "version 1.0"),
    ],
)
async def test_check_looks_at_mode_and_version(place, services, mode, version, grade, words):
    """The others do not do what we need."""
    services["public"].account.mode, services["public"].account.version = mode, version
    assert any(words in text for text in of(await grades(place), grade))


async def test_check_refuses_a_number_that_is_not_registered_there(place, services):
    """With where it is told how that is done."""
    place.rewrite(NUMBERS["public"], "+380440000009")
    (text,) = of(await grades(place), Grade.WRONG)
    assert "deploy/README.md" in text


async def test_check_refuses_a_rest_side_that_does_not_answer(place, services, monkeypatch):
    """It is a machine of ours; whether it is away or silent."""
    monkeypatch.setattr("bots.cli.numbers.PATIENCE", 0.1)
    await services["public"].stop()
    services["staff"].account.faults.hold("about")
    texts = of(await grades(place), Grade.WRONG)
    await services["public"].start()
    assert ["ClientConnectorError" in text or "no answer" in text for text in texts] == [True, True]


async def test_check_refuses_one_rest_side_for_both_numbers(place, services):
    """It cannot trust new identities for submitters alone."""
    place.rewrite(services["staff"].url, services["public"].url)
    assert any("have one signal-cli-rest-api" in text for text in of(await grades(place), Grade.WRONG))


async def test_check_counts_files_that_were_left(place, services):
    """They should not lie there for long."""
    services["public"].account.chatty = False
    services["public"].add_person().attaches(b"evidence")
    assert any("not deleted yet: 1" in text for text in of(await grades(place), Grade.NOTE))


async def test_check_looks_at_the_secret_of_a_webhook(place, services):
    """One that is missing, and one that others may read."""
    place.rewrite("\n[public.signal]\n", f"\n[public.signal]\n{HOOK}")
    assert any("there is no file" in text for text in of(await grades(place), Grade.WRONG))
    secret = place.folder / "a.path"
    secret.write_text("8b1f3c0d9e7a4c5b", encoding="ascii")
    secret.chmod(0o644)
    assert any("is open to others" in text for text in of(await grades(place), Grade.WRONG))


@pytest.fixture
def keep(place):
    """Do something in the installation's database."""

    async def keep(work):
        async with await Database.open(place.config.database.url) as database:
            return await database.write(work)

    return keep


async def look(place, keep):
    """What the check says of what the bots have noted."""
    found = await keep(lambda unit: look_at_traffic(unit, config=place.config, now=clock()))
    return [(finding.grade, finding.text) for finding in found]


def throttled(side, *challenges):
    """A number that rests."""
    since = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
    until = since + timedelta(minutes=40)
    return Pause(account=f"signal:{NUMBERS[side]}", since=since, until=until, challenges=challenges)


async def test_check_says_what_to_do_about_a_throttled_number(place, services, keep):
    """The puzzle's page, and the command; never the puzzle's token."""
    await keep(lambda unit: pauses.save(unit, throttled("staff", "token")))
    (text,) = of(await look(place, keep), Grade.WRONG)
    assert "throttled the staff number since 2026-11-22 09:05 UTC" in text
    assert "2026-11-22 09:45 UTC" in text
    assert f"{PUZZLE}, " in text
    assert "solidarity signal captcha --side staff 'signalcaptcha://...'" in text
    assert "token" not in text


async def test_check_says_that_a_number_without_a_puzzle_just_waits(place, services, keep):
    """There is nothing to be done."""
    await keep(lambda unit: pauses.save(unit, throttled("public")))
    (text,) = of(await look(place, keep), Grade.WRONG)
    assert "tries again by itself" in text


async def test_check_notes_when_nobody_listened(place, services, keep):
    """Of the last days the last times, and how many there were."""

    async def listen(unit):
        for hours in range(10, 0, -2):
            at = clock() - timedelta(hours=hours)
            await gaps.open(unit, f"signal:{NUMBERS['public']}", at, timedelta(seconds=2))
            await gaps.listening(unit, f"signal:{NUMBERS['public']}", at + timedelta(minutes=5))

    await keep(listen)
    texts = of(await look(place, keep), Grade.NOTE)
    assert "nobody listened to the public number 4 times" in texts[0]
    assert len([text for text in texts if "may be lost" in text]) == 3


async def test_solution_lifts_the_pause(place, services, keep):
    """All puzzles of the number that rests are answered; the running bot sees that it may go on."""
    tokens = services["public"].account.throttle(2)
    await keep(lambda unit: pauses.save(unit, throttled("public", *tokens)))
    assert await _hand_in(place.config, SOLVED, None) == "public"
    assert services["public"].account.challenges == []
    assert await keep(pauses.all) == ()


async def test_solution_is_handed_in_by_whoever_may_not_read_secrets(place, services, keep):
    """Of either side: it goes to the REST side, which has no password."""
    place.rewrite("\n[public.signal]\n", f"\n[public.signal]\n{HOOK}")
    place.rewrite("\n[staff.signal]\n", f"\n[staff.signal]\n{HOOK.replace('a.path', 'b.path')}")
    tokens = services["public"].account.throttle()
    await keep(lambda unit: pauses.save(unit, throttled("public", *tokens)))
    assert await _hand_in(place.config, SOLVED, "public") == "public"
    assert await keep(pauses.all) == ()


async def test_solution_that_is_not_taken_leaves_the_pause(place, services, keep):
    """The command is tried again with another one."""
    services["public"].account.throttle()
    await keep(lambda unit: pauses.save(unit, throttled("public", "of yesterday")))
    refused = await asyncio.to_thread(place.call, "signal captcha", SOLVED)
    assert refused.status == 1
    assert "Signal has not taken the solution" in refused.err
    assert len(await keep(pauses.all)) == 1


async def test_absent_rest_side_leaves_the_pause(place, services, keep):
    """It is said what fails."""
    await keep(lambda unit: pauses.save(unit, throttled("public", "token")))
    await services["public"].stop()
    refused = await asyncio.to_thread(place.call, "signal captcha", SOLVED)
    await services["public"].start()
    assert refused.status == 1
    assert "ClientConnectorError" in refused.err
    assert len(await keep(pauses.all)) == 1


async def test_side_is_asked_for_where_both_rest(place, services, keep):
    """A solution is good once."""
    for side, service in services.items():
        tokens = service.account.throttle()
        await keep(lambda unit, side=side, tokens=tokens: pauses.save(unit, throttled(side, *tokens)))
    refused = await asyncio.to_thread(place.call, "signal captcha", SOLVED)
    assert refused.status == 2
    assert "--side" in refused.err
    # A person may copy what stands behind the scheme alone.
    bare = SOLVED.removeprefix("signalcaptcha://")
    done = await asyncio.to_thread(place.call, "signal captcha --side staff", bare)
    assert (done.status, done.out) == (0, "Signal has taken it: the staff number goes on.\n")
    (left,) = await keep(pauses.all)
    assert left.account == f"signal:{NUMBERS['public']}"


@pytest.mark.parametrize("challenges", [None, ()])
async def test_nothing_to_solve_is_said(place, services, keep, challenges):
    """Where no number rests, and where one rests without a puzzle."""
    if challenges is not None:
        await keep(lambda unit: pauses.save(unit, throttled("public", *challenges)))
    refused = await asyncio.to_thread(place.call, "signal captcha", SOLVED)
    assert refused.status == 1
    assert "no number rests because of a puzzle" in refused.err


async def test_sides_with_a_number_are_those_that_run(place, services):
    """With or without a bot on Telegram beside it; a webhook's secret is read before anything begins."""
    assert {side: len(sections) for side, sections in running._configured(place.config, None).items()} == {
        "intake": 1,
        "triage": 1,
    }
    place.rewrite("\n[public.signal]\n", f"\n[public.signal]\n{HOOK}")
    secret = place.folder / "a.path"
    secret.write_text("8b1f3c0d9e7a4c5b", encoding="ascii")
    assert list(running._read_secrets(place.config.public.signal)) == [secret]
    secret.write_text("short", encoding="ascii")
    refused = await asyncio.to_thread(place.call, "run intake")
    assert refused.status == 1
    assert "a.path" in refused.err
