"""Posting updates to a webhook: one after another, again and again until one is taken."""

import json
from contextlib import suppress

from aiohttp import ClientError, ClientSession

from tests.doubles.telegram.account import Account

_PAUSE = 0.02
"""Seconds before a refused update is posted again, if nothing happens meanwhile; the real service takes longer."""


async def post_updates(account: Account) -> None:
    """Post whatever waits for a bot while it has a webhook."""
    mailbox = account.mailbox
    async with ClientSession() as session:
        while True:
            await mailbox.change.until(lambda: account.hook and mailbox.waiting, None)
            hook, update = account.hook, mailbox.waiting[0]
            headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
            body = json.dumps(update.as_json()).encode()
            try:
                async with session.post(
                    hook.url, data=body, headers={"Content-Type": "application/json", **headers}
                ) as answer:
                    taken = answer.status < 300
            except ClientError:
                taken = False
            if taken:
                mailbox.confirm(update.id + 1)
            else:
                with suppress(TimeoutError):
                    await mailbox.change.until(lambda: None, _PAUSE)
