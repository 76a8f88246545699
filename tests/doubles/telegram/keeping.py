"""What a bot arranges with the service: how it receives, its menus, the files that people sent it."""

import re
from typing import Any
from urllib.parse import urlsplit

from tests.doubles.telegram.account import DOWNLOAD_LIMIT, Account, Hook
from tests.doubles.telegram.refusals import bad, conflict

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PORTS = {80, 88, 443, 8443}
_MOST_COMMANDS = 100
_DESCRIPTION_LIMIT = 256
_SCOPES: dict[str, set[str]] = {
    "default": set(),
    "all_private_chats": set(),
    "all_group_chats": set(),
    "all_chat_administrators": set(),
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}


async def get_updates(account: Account, given: dict[str, Any]) -> list[dict[str, Any]]:
    """Wait for updates."""
    if account.hook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    updates = await account.mailbox.poll(
        given.get("offset", 0), given.get("limit", 100), given.get("timeout", 0), given.get("allowed_updates")
    )
    return [update.as_json() for update in updates]


def get_me(account: Account, _given: dict[str, Any]) -> dict[str, Any]:
    """Who the bot is."""
    return account.user.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def set_webhook(account: Account, given: dict[str, Any], *, plain: bool) -> bool:
    """Have updates posted; no address ends it. ``plain`` takes addresses that only a server of one's own takes."""
    url, secret = given["url"], given.get("secret_token", "")
    parts = urlsplit(url)
    if url and not plain:
        if parts.scheme != "https":
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if (parts.port or 443) not in _PORTS:
            raise bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if secret and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if not 1 <= given.get("max_connections", 40) <= 100:
        raise bad("max_connections must be from 1 to 100")
    if given.get("drop_pending_updates"):
        account.mailbox.drop()
    account.mailbox.allow(given.get("allowed_updates"))
    account.hook = Hook(url=url, secret=secret) if url else None
    account.mailbox.change.ring()
    return True


def delete_webhook(account: Account, given: dict[str, Any]) -> bool:
    """Have updates kept for polling."""
    return set_webhook(account, {"url": "", **given}, plain=True)


def get_webhook_info(account: Account, _given: dict[str, Any]) -> dict[str, Any]:
    """Where updates are posted, and how many wait."""
    return {
        "url": account.hook.url if account.hook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(account.mailbox.waiting),
    }


def set_my_commands(account: Account, given: dict[str, Any]) -> bool:
    """Set a menu."""
    place = _place(account, given)
    if len(given["commands"]) > _MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in given["commands"]:
        match command:
            case {"command": str(name), "description": str(words)} if len(command) == 2:
                if not _COMMAND.fullmatch(name.removeprefix("/")):
                    raise bad("BOT_COMMAND_INVALID")
                if not 1 <= len(words.strip()) <= _DESCRIPTION_LIMIT:
                    raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
            case _:
                raise bad("can't parse BotCommand")
    account.commands[place] = given["commands"]
    return True


def get_my_commands(account: Account, given: dict[str, Any]) -> list[dict[str, str]]:
    """A menu."""
    return account.commands.get(_place(account, given), [])


def delete_my_commands(account: Account, given: dict[str, Any]) -> bool:
    """Take a menu away."""
    account.commands.pop(_place(account, given), None)
    return True


def get_file(account: Account, given: dict[str, Any]) -> dict[str, Any]:
    """Where a file can be downloaded."""
    stored = account.files.get(given["file_id"])
    if stored is None:
        raise bad("invalid file_id")
    if len(stored.content) > DOWNLOAD_LIMIT:
        raise bad("file is too big")
    return stored.as_json() | {"file_path": stored.path}


def _place(account: Account, given: dict[str, Any]) -> tuple[str, str]:
    language = given.get("language_code", "")
    scope = dict(given.get("scope") or {"type": "default"})
    kind = scope.pop("type", None)
    if not _LANGUAGE.fullmatch(language):
        raise bad("LANG_CODE_INVALID")
    if kind not in _SCOPES or set(scope) != _SCOPES[kind]:
        raise bad("can't parse BotCommandScope: unsupported type or fields")
    if "chat_id" in scope:
        account.chat(int(scope["chat_id"]))
    return ":".join([kind, *map(str, scope.values())]), language
