"""An update being worked at: what the channel sees, what it keeps, and what one commit holds."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.events import Choose, Present, Speak, Steer, Text
from intake.files import FileDelayed, FileRefused
from intake.interview import Stage
from intake.prompts import prompt
from storage import drafts
from storage.database import NotSaved
from storage.documents import Language
from storage.errors import TemporaryError


def choose(*codes):
    return Choose(codes=codes)


@pytest.fixture
def seen(intake):
    """What the channel saw of each sitting, before it took anything: fresh, language, what was asked, what was kept."""
    found = []

    def look(sitting):
        found.append((sitting.fresh, sitting.language, sitting.prompt.ask.id, sitting.kept))

    intake.recorder.led = look
    return found


async def test_the_channel_sees_what_the_submitter_saw(intake, seen):
    """The prompt that stood open, in the language that was spoken."""
    await intake.do(Steer.SHOW, Speak(language=Language.UK), choose("appeal"), choose("no"), Steer.PAUSE, Steer.SHOW)
    assert seen == [
        (True, Language.EN, "begin-ask", ""),
        (False, Language.EN, "begin-ask", ""),
        (False, Language.UK, "begin-ask", ""),
        (False, Language.UK, "appeal-danger", ""),
        (False, Language.UK, "appeal-happened", ""),
        (False, Language.UK, "paused", ""),
    ]


async def test_the_sitting_knows_where_it_is(intake):
    """As the letter says it."""
    found = []
    intake.recorder.led = lambda sitting: found.append(sitting.address)
    await intake.do(Steer.SHOW, chat=intake.chat("oleh", Language.RU))
    assert found == [intake.chat("oleh", Language.RU)]


async def test_what_the_channel_keeps_is_committed_with_the_answer(intake):
    """Sealed with the draft, and back at the next update, in another process too."""

    def keep(sitting):
        sitting.kept += "canary"

    intake.recorder.led = keep
    await intake.do(Steer.SHOW, choose("appeal"))
    await intake.reopen().do(choose("no"))
    assert (await intake.draft()).kept == "canary" * 3
    assert b"canary" not in intake.bytes_on_disk()


async def test_nothing_is_kept_of_what_was_not_committed(intake, monkeypatch):
    """Neither the channel's state nor the answer, and nothing is said."""
    await intake.do(Steer.SHOW)
    before = await intake.draft()
    intake.recorder.led = lambda sitting: setattr(sitting, "kept", "lost")
    await intake.accept(choose("appeal"))
    with monkeypatch.context() as full:

        async def fail(_: object) -> None:
            raise NotSaved("the disk is full")

        full.setattr(intake.database, "write", fail)
        with pytest.raises(TemporaryError):
            await intake.work()
    assert await intake.draft() == before
    assert await intake.hear() == []


async def test_an_update_that_means_nothing_is_done(intake):
    """It is answered with nothing, changes no answer, and leaves what the channel keeps."""
    intake.recorder.led = lambda sitting: setattr(sitting, "kept", "seen")
    await intake.do(Steer.SHOW, choose("appeal"))
    state = await intake.state()
    intake.recorder.led = lambda sitting: setattr(sitting, "kept", "seen again")
    await intake.accept(None)
    assert await intake.work()
    assert not await intake.work()
    assert await intake.hear() == []
    assert await intake.draft() == replace(await intake.draft(), interview=state, kept="seen again")


async def test_an_update_that_means_nothing_begins_nothing(intake):
    """In a chat of which nothing is known nothing is known afterwards, though something may be said to it."""

    def dismiss(sitting):
        sitting.kept = "nothing"
        sitting.say(b"go away")

    intake.recorder.led = dismiss
    await intake.accept(None)
    assert await intake.work()
    assert [letter.body for letter in await intake.outgoing()] == [b"go away"]
    assert await intake.draft() is None


async def test_an_update_means_one_thing(intake, caplog):
    """A channel that takes two has a defect; none of it is done."""
    await intake.do(Steer.SHOW)
    lead = intake.recorder.lead

    async def twice(body, sitting):
        await lead(body, sitting)
        await sitting.take(choose("appeal"))

    intake.recorder.lead = twice
    await intake.accept(choose("report"))
    await intake.work()
    assert (await intake.state()).stage is Stage.BEGIN
    assert "an update failed: RuntimeError" in caplog.text


async def test_a_file_that_the_platform_does_not_hand_out_is_refused_in_its_words(intake, file):
    """Nothing of it is kept."""
    await intake.do(Steer.SHOW, choose("report"), choose("no"))
    assert (await intake.do(file(b"x", FileRefused("correct-file-platform"))))[0] == "correct-file-platform"
    assert await intake.blobs.names() == ()


async def test_a_file_that_the_platform_never_hands_out_is_refused(intake, file):
    """After its last try it is refused like one that broke off, and the chat goes on."""
    await intake.do(Steer.SHOW, choose("report"), choose("no"))
    await intake.accept(file(FileDelayed("no")))
    await intake.accept(Text(text="A search."))
    for _ in range(intake.settings.tries - 1):
        with pytest.raises(FileDelayed):
            await intake.work()
    assert await intake.hear() == []
    assert await intake.work()
    (turn,) = await intake.hear()
    assert turn.messages[0].id == "correct-file-unreadable"
    assert await intake.work()
    assert not await intake.work()
    assert await intake.blobs.names() == ()


async def test_a_file_that_waits_for_the_disk_is_not_refused(intake, file):
    """However often the whole update has to wait."""
    await intake.do(Steer.SHOW, choose("report"), choose("no"))
    await intake.accept(file(TemporaryError("the platform wants us to wait")))
    for _ in range(intake.settings.tries + 1):
        with pytest.raises(TemporaryError):
            await intake.work()
    assert await intake.hear() == []


async def test_what_is_said_now_is_said_whatever_comes(intake):
    """Though the update itself fails."""

    async def lead(_body, sitting):
        await sitting.say_now(b"half of it is there")
        raise TemporaryError("the disk is full")

    intake.recorder.lead = lead
    await intake.accept(Steer.SHOW)
    with pytest.raises(TemporaryError):
        await intake.work()
    assert [letter.body for letter in await intake.outgoing()] == [b"half of it is there"]


async def test_a_channel_can_ask_whether_its_last_words_were_heard(intake):
    """Where they have waited for longer than sending takes, nobody has seen them."""
    found = []
    lead = intake.recorder.lead

    async def ask(body, sitting):
        found.append(await sitting.waits())
        await lead(body, sitting)

    intake.recorder.lead = ask
    for _ in range(2):
        await intake.accept(Steer.SHOW)
        await intake.work()
    intake.now += timedelta(minutes=1)
    await intake.accept(Steer.SHOW)
    await intake.work()
    await intake.hear()
    await intake.accept(Steer.SHOW)
    await intake.work()
    assert found == [False, False, True, False]


# What nobody has asked for yet -----------------------------------------------------------------------------------

PLEA = Text(text="They took my brother from the market")


@pytest.mark.parametrize("typed", [PLEA.text, "x" * 21, "he is not here"])
async def test_a_plea_that_comes_first_is_said_not_to_be_kept(intake, typed):
    """Before anything else, in whatever form it comes."""
    assert (await intake.do(Text(text=typed)))[:2] == ["not-kept-yet", "language-ask"]
    assert (await intake.state()).answers == {}


async def test_a_file_that_comes_first_is_said_not_to_be_kept(intake, file):
    """Nothing of it is read."""
    assert (await intake.do(file(b"proof")))[:2] == ["not-kept-yet", "language-ask"]
    assert await intake.blobs.names() == ()


@pytest.mark.parametrize("event", [Steer.SHOW, Text(text="Good evening"), Text(text="is anyone there?")])
async def test_a_greeting_only_opens_the_conversation(intake, event):
    """Nothing is lost with it."""
    assert (await intake.do(event))[0] == "language-ask"


@pytest.mark.parametrize("paused", [False, True])
async def test_a_file_at_the_first_choice_is_said_not_to_be_kept(intake, file, paused):
    """And whoever sends it is there again."""
    await intake.do(Steer.SHOW, *([Steer.PAUSE] if paused else []))
    assert await intake.do(file(b"proof")) == ["not-kept-yet", "begin-ask"]
    assert await intake.blobs.names() == ()


# The door --------------------------------------------------------------------------------------------------------


@pytest.fixture
async def returned(intake):
    """A chat in which a receipt code has just opened a case."""
    await intake.do(Steer.SHOW, choose("report"), choose("no"), Text(text="A search."))
    chat = intake.chat("elsewhere")
    await intake.do(Present(code=await intake.send()), chat=chat)
    return chat


@pytest.mark.parametrize(("minutes", "stage"), [(14, Stage.RETURNED), (16, Stage.CODE)])
async def test_a_case_stays_open_for_a_quarter_of_an_hour(intake, returned, minutes, stage):
    """After that another person may hold the phone."""
    intake.now += timedelta(minutes=minutes)
    await intake.do(Steer.SHOW, chat=returned)
    assert (await intake.state(returned)).stage is stage


async def test_nothing_is_erased_through_a_door_that_fell_shut(intake, returned):
    """The question whether to erase everything is forgotten, too; its button finds the code asked for."""
    await intake.do(choose("withdraw"), chat=returned)
    intake.now += timedelta(minutes=16)
    assert await intake.do(choose("withdraw"), chat=returned) == ["correct-code", "code-ask"]
    assert (await intake.state(returned)).returned is None


async def test_answers_that_were_begun_outlast_the_quarter_of_an_hour(intake, returned):
    """Only who stands at the door is asked for the code again."""
    await intake.do(choose("add"), choose("no"), chat=returned)
    intake.now += timedelta(hours=2)
    assert (await intake.do(Steer.SHOW, chat=returned))[-1] == "addition-added"


# The end ---------------------------------------------------------------------------------------------------------

DONE = (Steer.SHOW, choose("report"), choose("no"), Text(text="A search."), Steer.SEND, Steer.SKIP)


async def last(intake, *events):
    """The last turn."""
    await intake.do(*events[:-1])
    await intake.accept(events[-1])
    await intake.work()
    (turn,) = await intake.hear()
    return turn


async def test_the_last_words_stay_in_a_messenger_until_they_are_cleared_away(intake):
    """The answers and the case are forgotten at once; 'finish' leaves neutral words and no draft."""
    intake.on("telegram")
    turn = await last(intake, *DONE, choose("no"), Steer.STOP)
    assert ([message.id for message in turn.messages], turn.prompt.ask.id) == (["goodbye", "support"], "goodbye-ask")
    assert not turn.over
    state = await intake.state()
    assert (state.stage, state.answers, state.received) == (Stage.GOODBYE, {}, False)
    turn = await last(intake, choose("finish"))
    assert ([message.id for message in turn.messages], turn.prompt, turn.over) == (["goodbye-neutral"], None, True)
    assert await intake.state() is None


async def test_a_file_after_the_last_words_begins_anew(intake, file):
    """It is said not to be kept, and the way to where it can be is shown."""
    intake.on("telegram")
    await intake.do(*DONE, choose("no"), Steer.STOP)
    assert await intake.do(file(b"proof")) == ["not-kept-yet", "begin-ask"]
    assert (await intake.state()).stage is Stage.BEGIN


async def test_the_goodbye_knows_no_case(intake):
    """Whoever seizes drafts cannot tell which case a chat had sent."""
    intake.on("telegram")
    await intake.do(*DONE)
    case = (await intake.state()).case
    await intake.do(Steer.STOP)
    key = intake.desk.post.key(intake.chat())
    assert (await intake.database.read(lambda unit: drafts.find(unit, key))).case != case


async def test_who_comes_back_after_the_goodbye_reads_no_notices_again(intake):
    """The menu is neutral then; and what is begun is a case of its own."""
    intake.on("telegram")
    await intake.do(*DONE)
    case = (await intake.state()).case
    await intake.do(Steer.STOP)
    assert await intake.do(Steer.SHOW) == ["begin-ask"]
    await intake.do(choose("appeal"), choose("no"), Steer.SEND)
    assert (await intake.state()).case != case


async def test_a_terminal_says_goodbye_and_keeps_nothing(intake):
    """What stands on its screen is not ours to clear away."""
    turn = await last(intake, *DONE, Steer.STOP)
    assert ([message.id for message in turn.messages], turn.prompt, turn.over) == (["goodbye", "support"], None, True)
    assert await intake.state() is None


async def test_stopping_before_anything_was_received_leaves_neutral_words(intake):
    """There is nothing else to read."""
    intake.on("telegram")
    turn = await last(intake, *DONE[:4], Steer.STOP, choose("delete"))
    assert ([message.id for message in turn.messages], turn.over) == (["stopped"], True)


async def test_an_erased_case_is_confirmed_before_the_chat_is_cleared(intake):
    """In a messenger; nothing of the case is left."""
    intake.on("telegram")
    await intake.do(*DONE[:4])
    code = await intake.send()
    chat = intake.chat("elsewhere")
    answered = await intake.do(Present(code=code), choose("withdraw"), choose("withdraw"), chat=chat)
    assert answered == ["withdrawn", "goodbye-ask"]
    assert await intake.state() is None


async def test_the_draft_remembers_nothing_of_the_channel_s_reach(intake):
    """It is the channel that knows, each time anew."""
    intake.on("telegram")
    await intake.do(Steer.SHOW)
    assert (await intake.state()).reachable
    intake.on("telegram", reaches=False)
    await intake.do(choose("appeal"))
    assert not (await intake.state()).reachable


async def test_the_prompt_that_was_shown_is_the_draft_s(intake):
    """So a channel can draw it again from nothing but the draft."""
    turn = await last(intake, Steer.SHOW, choose("appeal"))
    assert turn.prompt == prompt(await intake.state())
