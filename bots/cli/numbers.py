"""The bots' numbers on Signal, as ``solidarity check`` looks at them: what runs behind them, and what they suffer from.

signal-cli-rest-api runs on a machine of ours, so one that cannot be reached is not sound. Nothing that is printed holds
a number: a side has one, and its configuration names it.
"""

import asyncio
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from bots.accounts import SignalSection
from bots.cli.findings import Finding, fine, loose, note, wrong
from bots.config import Config
from bots.signal.account import Account, find_loose, read_account
from bots.signal.api import SignalApi, open_api
from bots.signal.refusals import ApiFailed
from storage import gaps, pauses
from storage.database import Unit
from storage.errors import StorageError, TemporaryError
from storage.gaps import Gap
from storage.pauses import Pause

PATIENCE = 5.0
"""Seconds for all that one number's REST side is asked."""

OLDEST = (0, 101)
"""The version of signal-cli-rest-api from which on it does what we need."""

RECENT = timedelta(days=7)
_SHOWN = 3
"""So many gaps are told one by one."""

PUZZLE = "https://signalcaptchas.org/challenge/generate.html"
_VERSION = re.compile(r"(\d+)\.(\d+)")


async def look_at_numbers(config: Config) -> list[Finding]:
    """Look at both sides' numbers, and ask what runs behind them."""
    findings: list[Finding] = []
    accounts: dict[str, Account] = {}
    for side, section in _sections(config).items():
        try:
            accounts[side] = read_account(section)
        except StorageError as error:
            findings.append(wrong(error))
            continue
        findings += [loose(path) for path in find_loose(section)]
    if len({account.api_url for account in accounts.values()}) < len(accounts):
        findings.append(
            wrong(
                "both numbers have one signal-cli-rest-api, and it cannot trust new identities for submitters alone; "
                "hint: run one for each, as deploy/compose.yaml does"
            )
        )
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(_ask(side, account)) for side, account in accounts.items()]
    return [*findings, *(finding for task in asked for finding in task.result())]


async def look_at_traffic(unit: Unit, *, config: Config, now: datetime) -> tuple[Finding, ...]:
    """Look at what the running bots have noted of both sides' numbers."""
    findings: list[Finding] = []
    for side, account in find_accounts(config).items():
        pause = await pauses.find(unit, account.box)
        if pause is not None:
            findings.append(_tell_pause(side, pause))
        findings += _tell_gaps(side, await gaps.since(unit, account.box, now - RECENT))
    return tuple(findings)


def find_accounts(config: Config) -> Mapping[str, Account]:
    """Both sides' numbers, as far as the configuration alone tells of them: no secret is read."""
    return {
        side: Account(number=section.number, api_url=section.api_url) for side, section in _sections(config).items()
    }


def _sections(config: Config) -> Mapping[str, SignalSection]:
    sections: dict[str, SignalSection | None] = {"public": config.public.signal, "staff": config.staff.signal}
    return {side: section for side, section in sections.items() if section is not None}


def _tell_pause(side: str, pause: Pause) -> Finding:
    if pause.challenges:
        hint = (
            f"solve the puzzle at {PUZZLE}, copy the address of its link Open Signal, and within a minute: "
            f"solidarity signal captcha --side {side} 'signalcaptcha://...'"
        )
    else:
        hint = "there is nothing to do but to wait: it tries again by itself"
    return wrong(
        f"Signal has throttled the {side} number since {_say(pause.since)}: what it has to say waits until "
        f"{_say(pause.until)}; hint: {hint}"
    )


def _tell_gaps(side: str, found: tuple[Gap, ...]) -> Iterator[Finding]:
    if len(found) > _SHOWN:
        yield note(f"in the last {RECENT.days} days nobody listened to the {side} number {len(found)} times; the last:")
    for gap in found[-_SHOWN:]:
        yield note(
            f"nobody listened to the {side} number from {_say(gap.since)} to {_say(gap.until)}: "
            "what was written to it then may be lost"
        )


async def _ask(side: str, account: Account) -> list[Finding]:
    try:
        async with asyncio.timeout(PATIENCE), open_api(account) as api:
            findings = [await _ask_about(side, api), await _ask_for_accounts(side, account, api)]
            left = len(await api.attachments())
    except (TemporaryError, TimeoutError) as error:
        kind = error.kind if isinstance(error, ApiFailed) else "no answer"
        return [
            wrong(
                f"signal-cli-rest-api of the {side} number does not answer as it should: {kind}; hint: see whether it "
                "runs, and look at its own log"
            )
        ]
    if left:
        findings.append(note(f"files that lie with the {side} number's signal-cli-rest-api, not deleted yet: {left}"))
    if side == "staff":
        findings.append(
            note(
                "whether the staff number trusts new identities cannot be asked: its signal-cli-rest-api needs "
                "JSON_RPC_TRUST_NEW_IDENTITIES=on-first-use"
            )
        )
    return findings


async def _ask_about(side: str, api: SignalApi) -> Finding:
    about = await api.about()
    if about.mode != "json-rpc":
        return wrong(f"signal-cli-rest-api of the {side} number is in another mode; hint: set MODE=json-rpc")
    version = _VERSION.match(about.version)
    if version is None:
        return note(f"signal-cli-rest-api of the {side} number does not say its version: 0.101 or newer is needed")
    if tuple(map(int, version.groups())) < OLDEST:
        return wrong(f"signal-cli-rest-api of the {side} number is too old; hint: upgrade it to 0.101 or newer")
    return fine(f"signal-cli-rest-api of the {side} number is in json-rpc mode, version {version[0]}")


async def _ask_for_accounts(side: str, account: Account, api: SignalApi) -> Finding:
    if account.number in await api.accounts():
        return fine(f"the {side} number is registered with Signal")
    return wrong(
        f"the {side} number is not registered on its signal-cli-rest-api; hint: deploy/README.md says how that is done"
    )


def _say(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M} UTC"
