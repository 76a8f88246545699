"""What people do to a bot besides answering it; each scene is one of them, at a running public bot, in English."""

from collections.abc import Awaitable, Callable

from tests.bots.telegram_e2e.house import TelegramHouse
from tests.doubles.telegram.happenings import KINDS, STRANGE
from tests.doubles.telegram.person import Person
from tests.recordings.telegram import choose

Scene = Callable[[TelegramHouse, Person], Awaitable[None]]
SCENES: dict[str, Scene] = {}


def scene(happens: Scene) -> Scene:
    """Keep a scene under its name."""
    SCENES[happens.__name__] = happens
    return happens


async def begin(person: Person) -> None:
    """To the first question of an appeal."""
    person.types("/start")
    await person.hears("How would you like to begin?")
    await choose(person, "Ask for help")
    await person.hears("life or freedom in danger")


async def tell(person: Person, danger: str = "No") -> None:
    """To the question of what happened."""
    await begin(person)
    await choose(person, danger)
    await person.hears("What happened?" if danger == "No" else "What kind of danger")
    if danger != "No":
        await choose(person, "Skip")
        await person.hears("What happened?")


async def reach_offer(person: Person) -> None:
    """To where an emergency can be sent at once."""
    await tell(person, "Yes, right now")
    person.types("They took him")
    for question, answer in (("Where did it", "Skip"), ("How else can", "Skip"), ("May we pass", "Yes")):
        await person.hears(question)
        await choose(person, answer)
    await person.hears("Send now?")


@scene
async def double_tap_sends_once(house: TelegramHouse, person: Person) -> None:
    """The second tap on a button is told that it came too late, and answers nothing."""
    await reach_offer(person)
    message, data = person.find_button("Send now")
    person.presses(data, message)
    person.presses(data, message)
    await person.is_alerted("That button is from before")
    await person.sees("Your code:")
    assert len([told for told in _said(house, person) if "It is marked as an emergency" in told]) == 1


@scene
async def stale_button_answers_nothing(_house: TelegramHouse, person: Person) -> None:
    """A button of an earlier question is told so, and the open question stays."""
    await begin(person)
    message, data = person.find_button("Yes, right now")
    await choose(person, "No")
    await person.hears("What happened?")
    person.presses(data, message)
    await person.is_alerted("That button is from before")
    await person.sees("What happened?")


@scene
async def forged_press_does_nothing(_house: TelegramHouse, person: Person) -> None:
    """Whatever it says, the open question stays, and can be answered."""
    await tell(person)
    (window,) = (message for message in person.bots if message.labels)
    for data in ("", "x", "o:deadbeef.now", "0" * 64, "{}", "'; DROP TABLE cases; --", "я" * 32):
        person.presses(data, window)
    person.types("He was taken")
    await person.hears("Where did it happen?")


@scene
async def strange_messages_are_answered_plainly(_house: TelegramHouse, person: Person) -> None:
    """A sticker, a contact, a place, a poll: it is said that they cannot be read, and the question stays."""
    await tell(person)
    for kind in STRANGE:
        person.sends(kind)
    await person.hears("This cannot be read here", "What happened?")
    person.types("He was taken")
    await person.hears("Where did it happen?")


@scene
async def edit_changes_nothing(_house: TelegramHouse, person: Person) -> None:
    """What was answered stays as it was; it is said how to change it."""
    await tell(person)
    typed = person.types("He was taken")
    await person.hears("Where did it happen?")
    person.edits(typed, "He was not taken")
    await person.hears("Changing a message that was sent changes nothing", "Where did it happen?")
    await choose(person, "Look through")
    await person.hears("He was taken")


@scene
async def files_of_every_kind_are_kept(_house: TelegramHouse, person: Person) -> None:
    """Documents, photos, voices, films; each counts."""
    await tell(person)
    for count, kind in enumerate(KINDS, start=1):
        person.uploads(b"x" * 1000, "x.bin", kind=kind)
        await person.hears("The file is added.", f"{count} file", "What happened?")


@scene
async def album_is_kept_whole(_house: TelegramHouse, person: Person) -> None:
    """Ten photos at once: all of them count."""
    await tell(person)
    for number in range(10):
        person.uploads(bytes([number]) * 1000, kind="photo", album="7")
    await person.hears("10 files so far")


@scene
async def large_and_empty_files_are_refused_plainly(_house: TelegramHouse, person: Person) -> None:
    """Over 20 MB, declared or not, and without anything in it: it is said why, and the question stays."""
    await tell(person)
    person.uploads(b"x", "film.mp4", size=21 << 20)
    await person.hears("files of up to 20 MB only", "What happened?")
    person.uploads(bytes((20 << 20) + 1), "film.mp4", size=0)
    await person.hears("files of up to 20 MB only", "What happened?")
    person.uploads(b"", "empty.txt")
    await person.hears("This file is empty", "What happened?")


@scene
async def strange_text_comes_back_as_it_was(_house: TelegramHouse, person: Person) -> None:
    """Markup, formulas, SQL and piled up accents are words like any others; what turns them around is not shown."""
    await tell(person)
    text = "<b>*_`[x](http://y) =cmd|'/c calc'!A1 @SUM '; DROP TABLE cases; -- gnp.exe \u0301\u0302 😀👨‍👩‍👧"
    person.types(text.replace("gnp", "\u202egnp"))
    await person.hears("Where did it happen?")
    await choose(person, "Look through")
    await person.hears(text)


@scene
async def emoji_alone_are_asked_for_words(_house: TelegramHouse, person: Person) -> None:
    """As many as fit into a message."""
    await tell(person)
    person.types("😀" * 2000)
    await person.sees("What happened?")
    person.types("He was taken")
    await person.sees("Where did it happen?")


@scene
async def whoever_blocked_the_bot_goes_on_later(house: TelegramHouse, person: Person) -> None:
    """What was kept is there, and nothing is sent meanwhile."""
    await tell(person)
    person.blocks()
    await house.public.mailbox.empties()
    person.unblocks()
    person.types("He was taken")
    await person.hears("Where did it happen?")


@scene
async def group_is_left_without_a_word(_house: TelegramHouse, person: Person) -> None:
    """Whatever is said there."""
    group = person.gathers()
    group.types("/start")
    await group.awaits(lambda: group.chat.left, "leaving")
    assert not [message for message in group.bots if message.text]


@scene
async def deleted_chat_is_begun_anew(_house: TelegramHouse, person: Person) -> None:
    """Whoever deleted everything gets the open question again."""
    await tell(person)
    for message in person.messages:
        person.deletes(message)
    person.types("/start")
    await person.hears("What happened?")


@scene
async def typed_numbers_and_commands_still_work(_house: TelegramHouse, person: Person) -> None:
    """As at the terminal."""
    person.types("/start")
    await person.hears("How would you like to begin?")
    person.types("1")
    await person.hears("life or freedom in danger")
    person.types("no")
    await person.hears("What happened?")
    person.types("/back")
    await person.hears("life or freedom in danger")
    person.types("/lang uk")
    await person.hears("Чи є загроза")


@scene
async def language_is_changed_by_a_button(_house: TelegramHouse, person: Person) -> None:
    """The notices are said again in it."""
    person.types("/start")
    await person.hears("How would you like to begin?")
    await choose(person, "Українська")
    await person.hears("З чого почнемо?")
    await person.sees("невелика група людей")


def _said(house: TelegramHouse, person: Person) -> list[str]:
    calls = house.telegram.journal.of("solidarity_bot", "sendMessage", "editMessageText")
    return [call.form.values["text"] for call in calls if call.form.values["chat_id"] == str(person.chat.id)]
