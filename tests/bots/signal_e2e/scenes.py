"""What people do to a number besides answering it; each scene is one of them, at a running public bot, in English."""

from collections.abc import Awaitable, Callable

from tests.bots.signal_e2e.house import SignalHouse
from tests.doubles.form import Upload
from tests.doubles.signal.frames import STRANGE
from tests.doubles.signal.person import Person

Scene = Callable[[SignalHouse, Person], Awaitable[None]]
SCENES: dict[str, Scene] = {}


def scene(happens: Scene) -> Scene:
    """Keep a scene under its name."""
    SCENES[happens.__name__] = happens
    return happens


async def tell(person: Person) -> None:
    """To the question of what happened."""
    for line, words in (
        ("Hello", "How would you like to begin?"),
        ("one", "freedom in danger"),
        ("no", "What happened?"),
    ):
        person.types(line)
        await person.hears(words)


async def ask_for_help(person: Person) -> None:
    """An emergency, in English, to the moment when it is received."""
    for line, words in (
        ("Hello", "How would you like to begin?"),
        ("1", "freedom in danger"),
        ("1", "What kind of danger"),
        ("1, 7", "What happened?"),
        ("They took him", "Where did it happen?"),
        ("five", "How else can you be reached"),
        ("skip", "May we pass this on"),
        ("yes", "Send now?"),
        ("1.", "Your code:"),
    ):
        person.types(line)
        await person.hears(words)


@scene
async def strange_messages_are_answered_plainly(_house: SignalHouse, person: Person) -> None:
    """A sticker, a contact, a poll, a payment: it is said that they cannot be read, and the question stays."""
    await tell(person)
    for kind in STRANGE:
        person.sends(kind)
        await person.hears("This cannot be read here", "What happened?")
    person.types("He was taken")
    await person.hears("Where did it happen?")


@scene
async def edit_deletion_reaction_and_call_change_nothing(_house: SignalHouse, person: Person) -> None:
    """What was answered stays as it was; it is said what would change it."""
    await tell(person)
    typed = person.types("He was taken")
    asked = await person.hears("Where did it happen?")
    person.edits(typed, "He was not taken")
    await person.hears("Changing a message that was sent changes nothing here")
    person.reacts(asked)
    await person.hears("A reaction is no answer here")
    person.calls()
    await person.hears("Nobody can take calls here")
    person.deletes(typed)
    await person.hears("What you delete on your phone stays with us")
    person.types("review")
    await person.hears("He was taken")


@scene
async def what_only_phones_say_is_passed_over(_house: SignalHouse, person: Person) -> None:
    """Receipts, stories, a reaction taken off, a timer: nobody is answered."""
    await tell(person)
    count = len(person.bots)
    person.reads()
    person.posts_story("x")
    person.reacts(person.bots[-1], remove=True)
    person.lets_disappear(3600)
    person.types("He was taken")
    await person.hears("Where did it happen?")
    assert len(person.bots) == count + 1


@scene
async def repeated_frame_means_nothing(house: SignalHouse, person: Person) -> None:
    """It is the same message, whenever it comes again."""
    await tell(person)
    person.types("He was taken")
    await person.hears("Where did it happen?")
    count = len(person.bots)
    for frame in list(person.told):
        person.repeats(frame)
    person.types("5")
    await person.hears("How else can you be reached")
    assert len(person.bots) == count + 1


@scene
async def several_files_and_words_are_all_kept(_house: SignalHouse, person: Person) -> None:
    """In one message; the words are the answer."""
    await tell(person)
    files = [Upload(name=f"{number}.jpg", media_type="image/jpeg", content=bytes([number]) * 999) for number in (1, 2)]
    person.attaches_all(*files, text="He was taken")
    await person.hears("2 files so far")
    await person.sees("Where did it happen?")
    person.types("review")
    await person.hears("He was taken")


@scene
async def file_that_was_never_fetched_is_asked_for_again(_house: SignalHouse, person: Person) -> None:
    """The service names it and has it not; nor is an empty one kept."""
    await tell(person)
    person.attaches(b"x", missing=True)
    await person.hears("did not arrive whole", "What happened?")
    person.attaches(b"", "empty.txt")
    await person.hears("This file is empty", "What happened?")


@scene
async def group_is_left_without_a_word(_house: SignalHouse, person: Person) -> None:
    """Whatever is said there."""
    there = person.gathers()
    there.types("Hello")
    await there.awaits(lambda: there.group.left, "leaving")
    assert not there.bots


@scene
async def new_phone_goes_on_where_the_old_one_was(_house: SignalHouse, person: Person) -> None:
    """Submitters may change theirs at any time: the public number trusts everybody."""
    await tell(person)
    person.installs_anew()
    person.types("He was taken")
    await person.hears("Where did it happen?")


@scene
async def shorter_timer_is_kept(_house: SignalHouse, person: Person) -> None:
    """Whoever lets messages disappear sooner than we do knows why."""
    person.chat.expires = 3600
    await tell(person)
    assert person.chat.expires == 3600
