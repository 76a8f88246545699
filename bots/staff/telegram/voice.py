"""How the staff bot on Telegram speaks by itself: notices with buttons, and the menus of commands.

On the path from an alert or an alarm to the outbox; of what Telegram may read only.
"""

import hashlib
from collections.abc import Sequence

from bots.staff.calling import Calling, Voice
from bots.staff.office import Office
from bots.staff.telegram import letters
from bots.staff.telegram.answers import Wording
from bots.staff.telegram.conversation import CHANNEL
from bots.staff.telegram.keyboards import Keyboards
from bots.staff.telegram.letters import Menu
from bots.telegram.updates import NO_CHAT
from storage.database import Unit
from storage.documents import Language
from storage.members import Member
from storage.post import Address
from triage.grammar import guide
from triage.notices import Notice


def make_voice(office: Office, account: str) -> Voice:
    """The voice of the bot with this number."""

    def word(notice: Notice, language: Language, member: Member | None) -> Sequence[bytes]:
        keyboards = Keyboards(office.catalogue, language, member) if member else None
        below = keyboards.below((notice,)) if keyboards else ()
        return [letters.write(said) for said in Wording(office.catalogue, language).tell((notice,), below)]

    return Voice(channel=CHANNEL, account=account, word=word, parting=(letters.write(Menu()),))


async def offer_menus(office: Office, calling: Calling, voice: Voice) -> None:
    """Let the platform offer everybody the commands of their role, which may have changed, and strangers none.

    Where letters wait, a menu that has not changed is among them, or was taken: starts while the platform is away
    add nothing.
    """

    async def work(unit: Unit) -> None:
        everywhere = Address(channel=voice.channel, account=voice.account, chat=NO_CHAT, language=office.languages[0])
        await _offer(office, unit, everywhere, Menu(everywhere=True))
        for member, chat in await calling.reachable(unit, voice):
            address = await calling.find(unit, voice, chat)
            menu = Wording(office.catalogue, address.language).menu(guide.menu(member.role))
            await _offer(office, unit, address, menu)

    await office.database.write(work)


async def _offer(office: Office, unit: Unit, address: Address, menu: Menu) -> None:
    key, written = office.post.key(address), letters.write(menu)
    offered = hashlib.sha256(written).hexdigest()
    before = await office.recollections.recall(unit, key)
    if before is not None and before.menu == offered and await office.post.waits(unit, address):
        return
    pressed = "" if before is None else before.pressed
    await office.recollections.remember(unit, key, address.language, pressed=pressed, menu=offered)
    await office.post.write(unit, address, written)
