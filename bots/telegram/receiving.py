"""The receive loop that a bot's configuration asks for. With its first arguments given it is what the traffic runs."""

from collections.abc import Sequence

from bots.telegram.account import Account
from bots.telegram.api import open_api
from bots.telegram.polling import Accept, Polling
from bots.telegram.webhook import Webhook
from bots.traffic.bell import Bell
from bots.traffic.stop import Stop
from storage.documents import Language


async def receive(
    account: Account,
    accept: Accept,
    arrived: Bell,
    stop: Stop,
    *,
    allowed: Sequence[str],
    languages: Sequence[Language],
) -> None:
    """Receive a bot's updates until it is time to end.

    Args:
        account: the bot.
        accept: the way into the inbox.
        arrived: rung when something came.
        stop: when it is time to end.
        allowed: the kinds of updates that the platform shall send, as it calls them.
        languages: those that are spoken, one at least; the first where the sender's client speaks none of them.
    """
    async with open_api(token=account.token, api_url=account.api_url) as api:
        if account.hook is None:
            await Polling(api, accept, allowed=allowed, languages=languages).run(arrived, stop)
        else:
            await Webhook(api, accept, account.hook, allowed=allowed, languages=languages).run(arrived, stop)
