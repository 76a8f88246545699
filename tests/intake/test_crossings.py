"""An unfinished interview goes on in another chat: with its answers and files, once, and at one place at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.events import Choose, Present, Speak, Steer, Text
from intake.interview import Stage
from intake.receipt import digits
from storage import crossings, drafts, papers, tidings
from storage.database import NotSaved
from storage.documents import Language
from storage.errors import TemporaryError
from storage.post import Address
from tests.intake.conftest import Recorder, ids

ANSWER = "They took him from the market."


def choose(*codes):
    return Choose(codes=codes)


def text(typed):
    return Text(text=typed)


class Both:
    """One desk with Telegram and Signal at it, and a person with a chat on either."""

    def __init__(self, intake):
        self.intake = intake
        self.channels = {name: Recorder(name, reaches=True) for name in ("telegram", "signal")}
        self.reopen()

    def reopen(self, **changes):
        """The same desk in a new process."""
        self.intake.reopen(channels=self.channels, **changes)

    def chat(self, channel, name="anna"):
        """A chat on a channel."""
        return Address(channel=channel, account="desk", chat=name, language=Language.EN)

    async def accept(self, channel, event, name="anna"):
        """Let an update arrive there."""
        self.intake.recorder = self.channels[channel]
        await self.intake.accept(event, self.chat(channel, name))

    async def do(self, channel, *events, name="anna"):
        """Let updates arrive there and be handled; the ids of what the last one was answered with."""
        self.intake.recorder = self.channels[channel]
        return await self.intake.do(*events, chat=self.chat(channel, name))

    async def hear(self, channel, name="anna"):
        """What waits to be said there."""
        self.intake.recorder = self.channels[channel]
        return await self.intake.hear(self.chat(channel, name))

    async def state(self, channel, name="anna"):
        """The interview there."""
        return await self.intake.state(self.chat(channel, name))

    async def begin(self, channel="telegram", name="anna"):
        """Answer two questions there."""
        await self.do(channel, Steer.SHOW, choose("report"), choose("no"), text(ANSWER), name=name)

    async def code(self, channel="telegram", name="anna"):
        """Ask for a code there."""
        self.intake.recorder = self.channels[channel]
        await self.intake.accept(Steer.MOVE, self.chat(channel, name))
        await self.intake.work(self.chat(channel, name))
        (turn,) = await self.hear(channel, name)
        return digits(str(turn.messages[0].args["code"]))


@pytest.fixture
def both(intake):
    return Both(intake)


@pytest.mark.parametrize(("old", "new"), [("telegram", "signal"), ("signal", "telegram")])
async def test_an_interview_goes_on_where_its_code_is_typed(both, old, new):
    """Answers, case and place are the same; nothing of it is left where it was."""
    await both.begin(old)
    before = await both.state(old)
    code = await both.code(old)
    assert await both.do(new, text(f"{code[:5]} {code[5:]}"))
    after = await both.state(new)
    assert after.answers == before.answers
    assert (after.case, after.cursor, after.stage) == (before.case, before.cursor, before.stage)
    assert await both.state(old) is None


async def test_the_old_chat_is_told_in_one_line_and_cleared(both):
    """In the language that was spoken, as its last words."""
    await both.begin()
    await both.do("telegram", Speak(language=Language.UK))
    code = await both.code()
    await both.do("signal", Present(code=code))
    (turn,) = await both.hear("telegram")
    assert (ids(turn), turn.over, turn.language) == (["moved-away"], True, Language.UK)


async def test_whoever_comes_is_told_about_the_channel_and_asked_on(both):
    """What is different there, then the question that was open."""
    await both.begin()
    code = await both.code()
    said = await both.do("signal", Present(code=code))
    assert said == ["moved-here", "notice-signal-kept", "notice-signal-read", "report-where"]
    back = await both.code("signal")
    assert await both.do("telegram", Present(code=back)) == ["moved-here", "notice-telegram", "report-where"]


async def test_within_one_channel_nothing_is_said_about_it(both):
    """It was said where the interview began."""
    await both.begin()
    code = await both.code()
    assert await both.do("telegram", Present(code=code), name="olena") == ["moved-here", "report-where"]


async def test_the_code_comes_with_the_way_to_signal_where_there_is_one(both):
    """But not on Signal itself."""
    both.reopen(settings=replace(both.intake.settings, signal_number="+380001"))
    await both.begin()
    assert await both.do("telegram", Steer.MOVE) == ["move-code", "move-signal", "report-where"]
    await both.begin("signal")
    assert await both.do("signal", Steer.MOVE) == ["move-code", "report-where"]


async def test_files_go_along_and_are_sent_from_there(both, file):
    """Neither lost on the way nor left behind."""
    await both.begin()
    await both.do("telegram", file(b"proof"))
    (attached,) = (await both.state("telegram")).attachments
    code = await both.code()
    await both.do("signal", Present(code=code), Steer.SEND)
    state = await both.state("signal")
    assert state.received
    (submission,) = await both.intake.submissions(state.case)
    assert [given.text for given in submission.answers if given.text] == [ANSWER]
    assert (submission.attachments, submission.channel) == ((attached,), "signal")


async def test_what_was_kept_for_the_old_channel_stays_behind(both):
    """The state of one channel's dialog means nothing to another."""
    both.channels["telegram"].led = lambda sitting: setattr(sitting, "kept", "a window")
    await both.begin()
    code = await both.code()
    await both.do("signal", Present(code=code))
    assert (await both.intake.draft(both.chat("signal"))).kept == ""


async def test_a_code_works_once(both):
    """Whoever types it again finds nothing, as with any code that never was."""
    await both.begin()
    code = await both.code()
    await both.do("signal", Present(code=code))
    assert (await both.do("signal", Present(code=code), name="olena"))[0] == "code-unknown"
    assert (await both.state("signal")).cursor == "where"


async def test_a_code_is_worth_nothing_after_half_an_hour(both):
    """The answer is the same; the interview stays where it is."""
    await both.begin()
    code = await both.code()
    both.intake.now += timedelta(minutes=30)
    assert (await both.do("signal", Present(code=code)))[0] == "code-unknown"
    assert (await both.state("telegram")).cursor == "where"


async def test_another_code_takes_the_place_of_the_first(both):
    """There is one way out of a chat."""
    await both.begin()
    first, second = await both.code(), await both.code()
    assert (await both.do("signal", Present(code=first)))[0] == "code-unknown"
    assert (await both.do("signal", Present(code=second)))[0] == "moved-here"


async def test_a_code_that_never_was_opens_nothing(both):
    """Wherever it is typed: said in the same way as of a receipt code."""
    assert (await both.do("signal", text("12345 67890")))[-2:] == ["code-unknown", "code-ask"]


@pytest.mark.parametrize("event", [text("12345 67890"), Present(code="12345 67890")])
async def test_a_chat_with_answers_of_its_own_refuses_first(both, event):
    """Typed as an answer it is one, being no longer than a telephone number; the code is not used up."""
    await both.begin()
    code = await both.code()
    await both.begin("signal")
    before = await both.state("signal")
    typed = text(code) if isinstance(event, Text) else Present(code=code)
    said = await both.do("signal", typed)
    if isinstance(event, Text):
        assert (await both.state("signal")).answers["where"].text == code
    else:
        assert said == ["move-busy", "report-where"]
        assert await both.state("signal") == before
    assert (await both.do("signal", Present(code=code), name="olena"))[0] == "moved-here"


async def test_a_chat_with_nothing_but_skipped_questions_takes_it(both):
    """There is nothing to lose."""
    await both.begin()
    code = await both.code()
    await both.do("signal", Steer.SHOW, choose("appeal"), Steer.SKIP)
    assert (await both.do("signal", Present(code=code)))[0] == "moved-here"
    assert (await both.state("signal")).kind == "report"


async def test_a_code_typed_where_it_was_given_moves_nothing(both):
    """It is said where it belongs, and works there."""
    await both.do("telegram", Steer.SHOW, choose("report"))
    code = await both.code()
    assert await both.do("telegram", Present(code=code)) == ["move-busy", "report-danger"]
    assert (await both.do("signal", Present(code=code)))[0] == "moved-here"


@pytest.mark.parametrize("events", [(), (choose("report"), choose("no"), text("A search."), Steer.SEND)])
async def test_where_nothing_is_unfinished_there_is_no_code(both, events):
    """Before the first choice; and while the receipt code is on show."""
    await both.do("telegram", Steer.SHOW, *events)
    assert (await both.do("telegram", Steer.MOVE))[0] == "correct-not-here"


async def test_what_is_paused_or_reviewed_arrives_awake_and_covered(both):
    """Somebody else may look on where it arrives."""
    await both.begin()
    code = await both.code()
    await both.do("telegram", Steer.REVIEW, Steer.PAUSE)
    await both.do("signal", Present(code=code))
    state = await both.state("signal")
    assert (state.stage, state.paused, state.cursor) == (Stage.ASKING, False, "where")


async def test_who_was_asked_whether_to_stop_can_still_leave(both):
    """They have said neither yes nor no."""
    await both.begin()
    code = await both.code()
    assert (await both.do("telegram", Steer.STOP))[-1] == "stop-ask"
    assert (await both.do("signal", Present(code=code)))[-1] == "report-where"


@pytest.mark.parametrize("end", [(Steer.STOP, choose("delete")), (Steer.SEND,)])
async def test_what_is_over_cannot_be_taken_over(both, end):
    """What was deleted is gone; what was sent is found with its receipt code."""
    await both.begin()
    code = await both.code()
    await both.do("telegram", *end)
    assert (await both.do("signal", Present(code=code)))[0] == "code-unknown"


async def test_a_code_is_not_for_what_was_begun_since(both):
    """It was given for one interview, and ends with it."""
    await both.begin()
    code = await both.code()
    await both.do("telegram", Steer.STOP, choose("delete"))
    await both.begin()
    assert (await both.do("signal", Present(code=code)))[0] == "code-unknown"


async def test_an_addition_moves_like_any_interview(both):
    """And goes to the case to which it belongs."""
    await both.begin()
    await both.do("telegram", Steer.SEND)
    receipt = (await both.state("telegram")).code
    case = (await both.state("telegram")).case
    await both.do("telegram", Present(code=receipt), choose("add"), choose("no"), name="olena")
    code = await both.code(name="olena")
    await both.do("signal", Present(code=code), Steer.SEND)
    assert [len(submission.answers) for submission in await both.intake.submissions(case)] == [2, 1]


async def test_files_that_were_sent_are_not_dropped_by_what_comes_in_their_place(both, file):
    """A chat whose case is open at its door takes an interview over; its case stays whole."""
    await both.begin("signal")
    await both.do("signal", file(b"proof"), Steer.SEND, Steer.SKIP, choose("no"), Steer.STOP)
    (sent,) = await both.intake.database.read(papers.blobs_in_use)
    await both.begin()
    code = await both.code()
    assert (await both.do("signal", Present(code=code)))[0] == "moved-here"
    assert await both.intake.blobs.names() == (sent,)


async def test_what_was_written_before_the_code_was_typed_goes_along(both):
    """An answer that still waits in the old chat is handled first, in its order."""
    await both.begin()
    code = await both.code()
    await both.accept("telegram", text("Kherson, the market"))
    await both.accept("signal", Present(code=code))
    with pytest.raises(TemporaryError):
        await both.intake.work(both.chat("signal"))
    assert await both.state("signal") is None
    await both.intake.work(both.chat("telegram"))
    await both.intake.work(both.chat("signal"))
    assert (await both.state("signal")).answers["where"].text == "Kherson, the market"


async def test_a_chat_in_which_something_sticks_does_not_make_the_new_one_mute(both):
    """After the third attempt it is said to try again; the code is as good as before."""
    await both.begin()
    code = await both.code()
    await both.accept("telegram", TemporaryError("the disk is full"))
    await both.accept("signal", Present(code=code))
    for _ in range(2):
        with pytest.raises(TemporaryError):
            await both.intake.work(both.chat("signal"))
    assert await both.intake.work(both.chat("signal"))
    (turn,) = await both.hear("signal")
    assert ids(turn) == ["move-later", "code-ask"]
    both.channels["telegram"].given.update(dict.fromkeys(both.channels["telegram"].given))
    await both.intake.work(both.chat("telegram"))
    assert (await both.do("signal", text(code)))[0] == "moved-here"


async def test_two_chats_that_wait_for_each_other_do_not_wait_for_ever(both):
    """Each has presented the other's code; one gives up, and then the other need not."""
    await both.do("telegram", Steer.SHOW, choose("report"))
    await both.do("signal", Steer.SHOW, choose("appeal"))
    mine, hers = await both.code(), await both.code("signal")
    await both.accept("telegram", Present(code=hers))
    await both.accept("signal", Present(code=mine))
    for _ in range(2):
        for channel in ("telegram", "signal"):
            with pytest.raises(TemporaryError):
                await both.intake.work(both.chat(channel))
    for channel in ("telegram", "signal"):
        assert await both.intake.work(both.chat(channel))
    assert (await both.state("signal")).kind == "report"
    assert await both.state("telegram") is None
    assert [ids(turn) for turn in await both.hear("telegram")] == [["move-later", "report-danger"], ["moved-away"]]


@pytest.fixture
async def told(both):
    """A chat on Telegram that is to be told of an answer, with questions open; its case and its code."""
    await both.begin()
    await both.do("telegram", Steer.SEND, Steer.SKIP, choose("yes"))
    return (await both.state("telegram")).case, await both.code()


async def announce(both, case):
    """Have it told that there is an answer."""
    await both.intake.database.write(lambda unit: tidings.add(unit, case, both.intake.now))
    return await both.intake.desk.announce()


async def test_no_answer_is_announced_where_somebody_has_left(both, told):
    """They went for a reason."""
    case, code = told
    await both.do("signal", Present(code=code))
    await both.hear("telegram")
    assert not await announce(both, case)
    assert await both.hear("telegram") == []


async def test_whoever_was_to_be_told_is_asked_anew_where_they_are_now(both, told):
    """Then it goes on where it was, and the answer is announced there."""
    case, code = told
    assert (await both.do("signal", Present(code=code)))[-1] == "notify-ask"
    assert await both.do("signal", choose("yes")) == ["notify-kept", "completing", "report-where"]
    assert await announce(both, case)
    (turn,) = await both.hear("signal")
    assert ids(turn) == ["notice-answer"]


async def test_another_chat_that_is_to_be_told_still_is(both, told):
    """The address of a case is forgotten only if it is that of the chat that is left."""
    case, code = told
    elsewhere = both.chat("telegram", "olena")
    agreed = both.intake.desk._means.announcements.agree(case, elsewhere)
    await both.intake.database.write(agreed)
    await both.do("signal", Present(code=code))
    assert await announce(both, case)


async def test_what_was_known_of_the_old_chat_is_forgotten_once_it_has_left(both, monkeypatch):
    """Not before: if the move is not saved, nothing has changed."""
    await both.begin()
    code = await both.code()
    old = both.intake.desk.post.key(both.chat("telegram"))
    recent = both.intake.desk._means.recent

    async def fail(*_):
        raise NotSaved("no space")

    await both.accept("signal", Present(code=code))
    with monkeypatch.context() as broken:
        broken.setattr(drafts, "save", fail)
        with pytest.raises(NotSaved):
            await both.intake.work(both.chat("signal"))
    assert old in recent._known
    await both.intake.work(both.chat("signal"))
    assert old not in recent._known


async def test_a_draft_that_changes_while_it_is_taken_over_is_read_again(both, monkeypatch):
    """Nobody's last answer is lost in between."""
    await both.begin()
    code = await both.code()
    await both.accept("signal", Present(code=code))
    commit = type(both.intake.database).write

    async def overtaken(database, work):
        monkeypatch.undo()
        held = both.intake.recorder
        await both.do("telegram", text("Kherson"))
        both.intake.recorder = held
        return await commit(database, work)

    monkeypatch.setattr(type(both.intake.database), "write", overtaken)
    with pytest.raises(TemporaryError):
        await both.intake.work(both.chat("signal"))
    await both.intake.work(both.chat("signal"))
    assert (await both.state("signal")).answers["where"].text == "Kherson"


async def test_if_the_move_is_not_saved_everything_is_as_before(both, monkeypatch):
    """One transaction: the draft is in one place, and the code still works."""
    await both.begin()
    code = await both.code()

    async def fail(*_):
        raise NotSaved("no space")

    await both.accept("signal", Present(code=code))
    with monkeypatch.context() as broken:
        broken.setattr(drafts, "save", fail)
        with pytest.raises(NotSaved):
            await both.intake.work(both.chat("signal"))
    assert (await both.state("telegram")).cursor == "where"
    assert await both.state("signal") is None
    assert await both.hear("telegram") == []
    await both.intake.work(both.chat("signal"))
    assert (await both.state("signal")).cursor == "where"


async def test_a_chat_whose_channel_is_not_here_is_not_told(both, caplog):
    """Another process has it; the draft moves all the same, and the log names nobody."""
    await both.begin()
    code = await both.code()
    both.channels.pop("telegram")
    both.reopen()
    assert (await both.do("signal", Present(code=code)))[0] == "moved-here"
    assert await both.state("telegram", "anna") is None
    assert "anna" not in caplog.text


async def test_a_crossing_that_was_moved_in_the_table_opens_nothing(both, caplog):
    """Its inside says for which code, and for which interview, it was written."""
    await both.begin()
    await both.begin(name="olena")
    code, other = await both.code(), await both.code(name="olena")

    async def swap(unit):
        mine = await crossings.take(unit, await locator(both, code), both.intake.now)
        hers = await crossings.take(unit, await locator(both, other), both.intake.now)
        await crossings.save(unit, replace(mine, chat=hers.chat))

    await both.intake.database.write(swap)
    assert (await both.do("signal", Present(code=code)))[0] == "code-unknown"
    assert (await both.state("telegram", "olena")).cursor == "where"


async def test_a_crossing_that_nobody_can_open_opens_nothing(both, caplog):
    """The log learns the kind of the fault."""
    await both.begin()
    code = await both.code()

    async def spoil(unit):
        mine = await crossings.take(unit, await locator(both, code), both.intake.now)
        await crossings.save(unit, replace(mine, payload=mine.payload[:-1] + b"\0"))

    await both.intake.database.write(spoil)
    assert (await both.do("signal", Present(code=code)))[0] == "code-unknown"
    assert "a crossing could not be opened" in caplog.text


async def test_neither_code_nor_address_lies_on_the_disk(both):
    """The table has a keyed hash of the one, and the other sealed."""
    await both.begin(name="anna-of-the-canary")
    code = await both.code(name="anna-of-the-canary")
    on_disk = both.intake.bytes_on_disk()
    assert code.encode() not in on_disk
    assert b"canary" not in on_disk


async def test_stale_codes_are_tidied_away(both):
    """And so is the code of an interview that ended."""
    await both.begin()
    code = await both.code()
    await both.begin(name="olena")
    other = await both.code(name="olena")
    await both.do("telegram", Steer.STOP, choose("delete"))

    async def left(unit):
        return [await crossings.find(unit, await locator(both, typed), both.intake.now) for typed in (code, other)]

    assert [found is not None for found in await both.intake.database.read(left)] == [False, True]
    both.intake.now += timedelta(minutes=30)
    await both.intake.desk.tidy()
    assert await both.intake.database.write(lambda unit: crossings.drop_stale(unit, both.intake.now)) == 0


async def locator(both, code):
    """Where the crossing of a code lies."""
    return await both.intake.desk._means.crossings._locate(code)
