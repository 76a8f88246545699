"""The bots' accounts, as ``solidarity check`` looks at them: their secrets' files, and whether the platform knows them.

A network that fails is a note, for the installation may be sound. Nothing that is printed holds a token.
"""

import asyncio
from collections.abc import Mapping

from bots.cli.findings import Finding, fine, loose, note, wrong
from bots.config import Config
from bots.telegram.account import Account, find_loose, read_account
from bots.telegram.api import ApiFailed, open_api
from storage.errors import StorageError

PATIENCE = 5.0
"""Seconds for the platform's answer."""

_UNKNOWN = frozenset({401, 404})
"""What the platform answers to a token that it does not know."""


async def look_at_accounts(config: Config) -> list[Finding]:
    """Look at both sides' bots on Telegram."""
    findings, accounts = _read(config)
    if len({account.id for account in accounts.values()}) < len(accounts):
        findings.append(
            wrong(
                "the public and the staff side have one bot: submitters would write to the members' bot; hint: make two"
            )
        )
        accounts = {}
    async with asyncio.TaskGroup() as group:
        asked = [group.create_task(_ask(side, account)) for side, account in accounts.items()]
    return [*findings, *(finding for task in asked for finding in task.result())]


def _read(config: Config) -> tuple[list[Finding], Mapping[str, Account]]:
    sections = {"public": config.public.telegram, "staff": config.staff.telegram}
    numbers = {"public": config.public.signal, "staff": config.staff.signal}
    if not any([*sections.values(), *numbers.values()]):
        return [note("no bot is configured: solidarity chat and solidarity desk work, solidarity run does not")], {}
    findings: list[Finding] = []
    accounts: dict[str, Account] = {}
    for side, section in sections.items():
        if numbers[side] is None:
            findings.append(note(f"the {side} side has no number on Signal"))
        if section is None:
            findings.append(note(f"the {side} side has no bot on Telegram"))
            continue
        try:
            accounts[side] = read_account(section)
        except StorageError as error:
            findings.append(wrong(error))
            continue
        findings += [loose(path) for path in find_loose(section)] or [
            fine(f"the token of the {side} bot is there and closed to others")
        ]
    return findings, accounts


async def _ask(side: str, account: Account) -> list[Finding]:
    try:
        async with open_api(token=account.token, api_url=account.api_url) as api:
            known = await api.call("getMe", patience=PATIENCE)
    except ApiFailed as error:
        if error.code in _UNKNOWN:
            return [wrong(f"Telegram does not know the token of the {side} bot; hint: copy it from BotFather again")]
        return [note(f"Telegram could not be asked about the {side} bot: {error.kind}")]
    findings = [fine(f"Telegram knows the {side} bot")]
    match known:
        case {"can_join_groups": True}:
            findings.append(
                note(f"the {side} bot can be added to groups, and leaves them: /setjoingroups at BotFather")
            )
    return findings
