"""Conversations as somebody has them, over a real desk: what stands in the chat, and what does not any more."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetFile, SendMessage

from bots.public.telegram.progress import LARGE
from bots.public.wiring import texts
from intake.exchange import Exchange
from intake.files import FileDelayed
from storage import drafts
from storage.documents import Language
from storage.errors import TemporaryError
from storage.ids import ChatKey
from storage.post import Address
from tests.bots.public.telegram.conftest import SETTINGS
from tests.bots.public.telegram.platform import Shown

CODE = re.compile(r"\d{3}(?: \d{3}){6}")
CANARY = "канарейка прилетіла"


async def to_the_question(person) -> None:
    """Begin an appeal, as far as the first question that is answered in words."""
    await person.type("/start")
    await person.click("Ask for help", "No")


async def to_the_files(person) -> None:
    """Begin a report, as far as the question that is answered with files."""
    await person.type("/start")
    await person.click("Tell what happened", "No")
    while texts().text(Language.EN, "report-has-files") not in person.window.text:
        await person.click("Skip")
    await person.press(person.window.buttons[0][0][1])


async def to_the_end(person) -> str:
    """From the first question in words to the receipt; its code."""
    await person.type(CANARY)
    while "Send" not in person.window.labels:
        await person.click("Skip")
    await person.click("Send")
    return CODE.search(person.window.text).group()


@pytest.mark.parametrize("code", ["uk", "ru", "en"])
async def test_whole_appeal_by_clicks_and_words(side, code):
    """From the first word to a neutral chat: received, the code written down, and nothing else of it left."""
    person, language = side.person(code=code), Language(code)

    def label(message: str) -> str:
        return texts().text(language, message)

    await person.type("/start")
    await person.click(label("begin-appeal"))
    await person.press(person.window.buttons[0][0][1])
    await person.press(person.window.buttons[0][0][1])
    await person.click(label("control-done"))
    await person.type(CANARY)
    while label("review-send") not in person.window.labels and label("offer-send") not in person.window.labels:
        await person.click(label("control-skip"))
    await person.press(person.window.buttons[0][0][1])
    receipt = CODE.search(person.window.text).group()
    await person.type(receipt)
    await person.click(label("notify-yes"))
    while label("control-skip") in person.window.labels:
        await person.click(label("control-skip"))
    await person.click(label("returned-finish"))
    assert [shown.text for shown in person.chat.values()] == [label("goodbye-neutral")]
    assert person.window.buttons == []


async def test_answer_disappears_and_the_window_stays_where_it_is(side):
    """A typed answer is deleted once it is kept; the one window goes on to the next question in its place."""
    person = side.person()
    await to_the_question(person)
    before = list(person.chat)
    await person.type(CANARY)
    assert list(person.chat) == before
    assert all(CANARY not in shown.text for shown in person.chat.values())


async def test_answer_is_deleted_only_after_the_commit(side):
    """Until the answer is committed nothing is deleted; the deletion is in what the commit leaves to be sent."""
    person = side.person()
    await to_the_question(person)
    number = side.platform.number()
    person.chat[number] = Shown(ours=False, text=CANARY)
    message = {"message_id": number, "chat": {"id": 7, "type": "private"}, "text": CANARY}
    await side.arrive(message=message)
    assert number in person.chat
    await side.send()
    assert number not in person.chat


async def test_words_that_were_not_taken_stay_until_they_are(side):
    """A text that is too long is not lost: it stays, with the window below it, until a shorter one is kept."""
    person = side.person()
    await to_the_question(person)
    await person.type("long " * 1000)
    assert person.theirs == ["long " * 1000]
    assert list(person.chat.values())[-1] is person.window
    await person.type("short")
    assert person.theirs == []


async def test_text_that_was_too_long_can_be_shortened_where_it_stands(side):
    """Who edits the message that was not taken has answered."""
    person = side.person()
    await to_the_question(person)
    number = await person.give(text="long " * 1000)
    question = person.window.text
    await person.give("edited_message", number, text="short")
    assert person.theirs == []
    assert person.window.text not in question


async def test_words_before_a_choice_stay_to_be_copied(side):
    """What somebody types where something has to be chosen first stays until it finds its question."""
    person = side.person()
    await person.type("/start")
    await person.click("Ask for help")
    await person.type(CANARY)
    await person.click("No")
    assert person.theirs == [CANARY]
    await person.type(CANARY)
    assert person.theirs == []


async def test_words_that_were_not_taken_go_with_their_question(side):
    """Who leaves the question by a button does without them."""
    person = side.person()
    await to_the_question(person)
    await person.type("long " * 1000)
    await person.click("Skip")
    assert person.theirs == []


async def test_words_before_a_choice_go_with_the_question_that_would_take_them(side):
    """They stay while there are only choices, and go when the question in words is left by a button."""
    person = side.person()
    await person.type(CANARY)
    await person.click("Ask for help", "No")
    assert person.theirs == [CANARY]
    await person.click("Skip")
    assert person.theirs == []


async def test_words_before_the_end_go_with_it(side):
    """What somebody types where it is only to be sent finds no question any more."""
    person = side.person()
    await to_the_question(person)
    await person.type(CANARY)
    while "Send" not in person.window.labels:
        await person.click("Skip")
    await person.type("and one thing more")
    assert person.theirs == ["and one thing more"]
    await person.click("Send")
    assert person.theirs == []


async def test_oldest_of_very_many_words_go(side):
    """Fifty messages that were not taken stay; each more takes the oldest with it."""
    person = side.person()
    await person.type("/start")
    for number in range(52):
        await person.type(f"words {number}")
    assert person.theirs == [f"words {number}" for number in range(2, 52)]


async def test_first_words_of_all_stay(side):
    """What somebody writes before anything was asked is not thrown away; it is no answer to anything yet."""
    person = side.person()
    await person.type(CANARY)
    assert person.theirs == [CANARY]
    assert "Ask for help" in person.window.labels


async def test_mistyped_code_does_not_stay(side):
    """A receipt code with a wrong digit is nearly the right one, and is deleted."""
    person = side.person()
    await person.type("/start")
    await person.click("I have a code")
    await person.type("123 456 789")
    assert person.theirs == []


async def test_double_tap_does_not_answer_the_next_question(side):
    """The second tap on a button says that it is from before, and the next question stays open."""
    person = side.person()
    await person.type("/start")
    await person.click("Ask for help")
    says = person.window.says("No")
    await person.press(says)
    question = person.window
    await person.press(says)
    assert person.window == question
    assert side.platform.answers[-1][1] == texts().text(Language.EN, "correct-stale")


async def test_double_tap_on_send_sends_once(side):
    """Two taps on the button that sends make one case and one code."""
    person = side.person()
    await to_the_question(person)
    await person.type(CANARY)
    while "Send" not in person.window.labels:
        await person.click("Skip")
    says = person.window.says("Send")
    await person.press(says)
    receipt = person.window
    await person.press(says)
    assert person.window == receipt


async def test_press_on_an_old_window_brings_the_window_down(side):
    """Who presses a button of another message finds the question below, and that message gone."""
    person = side.person()
    await to_the_question(person)
    number = side.platform.number()
    person.chat[number] = Shown(ours=True, text="an older window")
    await person.press("zzzzz\x1do:00000000.a", message=number)
    assert number not in person.chat
    assert "Skip" in person.window.labels
    assert list(person.chat)[-1] > number


async def test_press_after_everything_was_lost_begins_anew(side):
    """Who presses a button of which nothing is known any more is greeted."""
    person = side.person()
    person.chat[50] = Shown(ours=True, text="an older window")
    await person.press("zzzzz\x1do:00000000.a", message=50)
    assert "Ask for help" in person.window.labels
    assert 50 not in person.chat


async def test_interview_goes_on_after_a_restart(side):
    """Another process goes on with the same window, and its buttons still work."""
    person = side.person()
    await to_the_question(person)
    side.restart()
    before = list(person.chat)
    await person.click("Skip")
    await person.click("Back")
    assert list(person.chat) == before


async def test_update_that_comes_twice_has_one_effect(side):
    """An update that is worked at again after a failed commit is the same step, not another one."""
    person = side.person()
    await to_the_question(person)
    question = person.window.text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drafts, "save", _fill_up)
        with pytest.raises(TemporaryError):
            await person.type(CANARY)
    assert person.window.text == question
    assert person.theirs == [CANARY]
    while await side.line.work(key_of(side)):
        pass
    await side.send()
    assert person.theirs == []
    assert person.window.text != question


def key_of(side) -> ChatKey:
    """The chat of whoever writes."""
    return side.desk.post.key(Address(channel="telegram", account="4242", chat="7", language=Language.EN))


async def _fill_up(*_args):
    raise TemporaryError("the disk is full")


async def _fail(*_args):
    raise ValueError("a defect")


async def test_every_control_typed_or_pressed_is_the_same(side):
    """A command that is typed does what its button does, and disappears."""
    typing, pressing = side.person(7), side.person(8)
    for person in (typing, pressing):
        await to_the_question(person)
    await typing.type("/skip")
    await pressing.click("Skip")
    assert typing.window.text == pressing.window.text
    assert typing.theirs == []


async def test_marks_come_and_go_and_are_the_answer(side):
    """Several options are marked, one is unmarked, and what is marked is the answer, also after coming back."""
    person = side.person()
    await person.type("/start")
    await person.click("Ask for help", "Yes, right now")
    await person.click("☐ Someone is missing", "☐ A doctor is needed", "☑ Someone is missing")
    await person.click("Done", "Back")
    marked = [label for label in person.window.labels if label.startswith("☑")]
    assert marked == ["☑ A doctor is needed"]


async def test_pause_and_going_on(side):
    """A pause covers the question; one button brings it back."""
    person = side.person()
    await to_the_question(person)
    question = person.window.text
    await person.click("Pause")
    assert question not in person.window.text
    [resume] = person.window.labels
    await person.click(resume)
    assert question in person.window.text


async def test_review_shows_answers_on_demand_and_takes_them_away(side):
    """Answers are on the screen only while somebody looks through them."""
    person = side.person()
    await to_the_question(person)
    await person.type(CANARY)
    assert CANARY not in person.window.text
    await person.click("Look through")
    assert CANARY in person.window.text
    await person.click("Back")
    assert all(CANARY not in shown.text for shown in person.chat.values())


async def test_long_review_leaves_no_piece_behind(side):
    """A review of several messages disappears with all of them."""
    person = side.person()
    await to_the_question(person)
    await person.type("слово " * 600)
    await person.click("Russia", "Look through")
    await person.click("2")
    await person.type("слово " * 600)
    await person.click("Look through")
    assert sum("слово" in shown.text for shown in person.chat.values()) >= 1
    await person.click("Back")
    assert all("слово" not in shown.text for shown in person.chat.values())


async def test_language_changes_everything_at_once(side):
    """The notices come again in the language that was chosen, and the former ones go."""
    person = side.person()
    await person.type("/start")
    before = len(person.chat)
    await person.click("Українська")
    assert len(person.chat) == before
    assert texts().text(Language.UK, "begin-ask") in person.window.text
    assert all("Hello" not in shown.text for shown in person.chat.values())


async def test_signal_is_offered_where_there_is_a_number(side):
    """Before any name is asked, the safer way is named."""
    side.restart(replace(SETTINGS, signal_number="+380000000000"))
    person = side.person()
    await person.type("/start")
    assert any("+380000000000" in shown.text for shown in person.chat.values())


async def test_start_shows_the_window_to_who_cleared_the_chat(side):
    """Who types /start sees the window at the bottom, even if everything above was deleted on the phone alone."""
    person = side.person()
    await to_the_question(person)
    [*_, window] = person.chat
    await person.type("/start")
    [*_, again] = person.chat
    assert again > window
    assert window not in person.chat
    assert person.theirs == []


async def test_end_takes_what_was_left_with_it(side):
    """Who presses the way out takes along what was written and not taken."""
    person = side.person()
    await person.type("/start")
    await person.click("Ask for help")
    await person.type(CANARY)
    await person.click("Stop")
    assert [shown.text for shown in person.chat.values()] == [texts().text(Language.EN, "stopped")]


async def test_stop_leaves_a_neutral_chat(side):
    """Who stops leaves one neutral message without buttons, and nothing of what was said before."""
    person = side.person()
    await to_the_question(person)
    await person.type("long " * 1000)
    await person.type(CANARY)
    await person.click("Stop", "Stop and delete")
    assert [shown.text for shown in person.chat.values()] == [texts().text(Language.EN, "stopped")]
    assert person.window.buttons == []


async def test_chat_begins_anew_after_the_end(side):
    """After the neutral end, /start begins again below it."""
    person = side.person()
    await person.type("/start")
    await person.click("Ask for help", "Stop")
    await person.type("/start")
    assert "Ask for help" in person.window.labels


async def test_code_opens_the_answer_and_the_door_closes(side):
    """With the code somebody sees where things stand, from another chat too; nothing of the code stays."""
    person = side.person()
    await to_the_question(person)
    receipt = await to_the_end(person)
    other = side.person(8)
    await other.type(receipt)
    assert texts().text(Language.EN, "returned-received") in other.window.text
    assert other.theirs == []


async def test_open_door_closes_on_the_screen_too(side):
    """A quarter of an hour later the case that a code opened is closed, and the next press takes it off the screen."""
    person = side.person()
    await to_the_question(person)
    receipt = await to_the_end(person)
    other = side.person(8)
    await other.type(receipt)
    side.now += timedelta(minutes=16)
    await other.press(other.window.buttons[0][0][1])
    assert texts().text(Language.EN, "returned-received") not in other.window.text
    assert texts().text(Language.EN, "code-ask") in other.window.text


async def test_stickers_are_answered_and_gone(side):
    """What cannot be read is said to be so; it does not stay, since a place or a contact may be in it."""
    person = side.person()
    await to_the_question(person)
    await person.give(location={"latitude": 48.0, "longitude": 37.8})
    assert texts().text(Language.EN, "correct-kind") in person.window.text
    assert person.theirs == []


async def test_changed_answer_is_explained(side):
    """Who edits an answer that was taken hears that it changes nothing."""
    person = side.person()
    await to_the_question(person)
    number = await person.give(text=CANARY)
    await person.give("edited_message", number, text="other words")
    assert texts().text(Language.EN, "correct-edited") in person.window.text


async def test_album_is_one_file_after_another(side):
    """Each picture of an album is kept and counted, and none stays in the chat."""
    person = side.person()
    await to_the_question(person)
    for name in ("a", "b", "c"):
        side.platform.files[name] = [b"jpeg " + name.encode()]
        await person.give(photo=[{"file_id": name, "file_size": 6}], media_group_id="1")
    assert texts().text(Language.EN, "file-kept", {"count": 3}) in person.window.text
    assert person.theirs == []


async def test_file_that_was_not_taken_stays(side):
    """A file that broke off stays in the chat: it may be the only one there is."""
    person = side.person()
    await to_the_question(person)
    side.platform.files["a"] = [b"first", OSError()]
    number = await person.give(document={"file_id": "a"})
    assert texts().text(Language.EN, "correct-file-unreadable") in person.window.text
    assert number in person.chat


async def test_file_that_never_comes_is_refused_and_the_chat_goes_on(side):
    """After all its tries it is refused and stays in the chat, and what was typed behind it is taken."""
    person = side.person()
    await to_the_question(person)
    question = person.window.text
    for _ in range(3 * SETTINGS.tries):
        side.platform.fail(GetFile, TelegramNetworkError)
    with pytest.raises(FileDelayed):
        await person.give(document={"file_id": "a"}, caption="the file")
    for _ in range(SETTINGS.tries - 2):
        with pytest.raises(FileDelayed):
            await side.line.work(key_of(side))
    assert await side.line.work(key_of(side))
    await side.send()
    assert person.window.text.startswith(texts().text(Language.EN, "correct-file-unreadable"))
    assert question in person.window.text
    await person.type(CANARY)
    assert person.theirs == ["the file"]
    assert question not in person.window.text


async def test_file_that_was_not_taken_goes_with_the_one_that_is(side):
    """Who sends it again, and has it taken, has no use for the one from before."""
    person = side.person()
    await to_the_files(person)
    side.platform.files["a"] = [OSError()]
    side.platform.files["b"] = [b"whole"]
    await person.give(document={"file_id": "a"})
    assert len(person.theirs) == 1
    await person.give(document={"file_id": "b"})
    assert person.theirs == []


async def test_large_file_says_how_far_it_has_come(side):
    """While it is read; its answer takes the place of that."""
    person = side.person()
    await to_the_files(person)
    side.platform.files["a"] = [b"x" * LARGE]
    await person.give(document={"file_id": "a", "file_size": LARGE})
    coming = texts().text(Language.EN, "file-coming", {"percent": 100})
    assert coming in [call.text for call in side.platform.named(SendMessage)]
    assert coming not in [shown.text for shown in person.chat.values()]


async def test_process_that_was_killed_leaves_no_word_of_a_file(side):
    """What was said of a file goes with its answer, though another process gives it."""
    person = side.person()
    await to_the_files(person)
    before = list(person.chat)
    side.platform.files["a"] = [b"x", asyncio.CancelledError()]
    with pytest.raises(asyncio.CancelledError):
        await person.give(document={"file_id": "a", "file_size": LARGE})
    await side.send()
    coming = texts().text(Language.EN, "file-coming", {"percent": 0})
    assert person.window.text == coming
    side.restart()
    side.platform.files["a"] = [b"x" * LARGE]
    while await side.line.work(key_of(side)):
        pass
    await side.send()
    assert list(person.chat) == before


async def test_progress_that_cannot_be_said_holds_nothing_up(side):
    """A file comes whole, whatever becomes of what is said about it."""
    person = side.person()
    await to_the_files(person)
    side.platform.files["a"] = [b"x" * LARGE]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Exchange, "say_now", _fill_up)
        await person.give(document={"file_id": "a", "file_size": LARGE})
    assert texts().text(Language.EN, "file-kept", {"count": 1}) in person.window.text


async def test_file_too_large_for_telegram_is_explained(side):
    """Over 20 MB it is said why it cannot be taken, and what can be done."""
    person = side.person()
    await to_the_question(person)
    await person.give(video={"file_id": "a", "file_size": 21 << 20})
    assert texts().text(Language.EN, "correct-file-platform") in person.window.text


async def test_group_is_left(side):
    """Added to a group, the bot leaves it and says nothing."""
    await side.arrive(my_chat_member={"chat": {"id": -5, "type": "group"}, "new_chat_member": {"status": "member"}})
    await side.send()
    assert side.platform.left == [-5]
    assert side.platform.chats == {}


async def test_blocking_says_nothing(side):
    """Somebody who blocks the bot is not written to."""
    member = {"chat": {"id": 7, "type": "private"}, "new_chat_member": {"status": "kicked"}}
    await side.arrive(my_chat_member=member)
    assert await side.line.outgoing() == ()


async def test_poison_is_set_aside_and_the_chat_goes_on(side):
    """An update at which something fails again and again is set aside; the submitter hears of it and goes on."""
    person = side.person()
    await to_the_question(person)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drafts, "save", _fail)
        await person.type("poison")
    assert person.window.text == texts().text(Language.EN, "trouble")
    await person.type(CANARY)
    assert "Russia" in person.window.labels
    assert all("Something went wrong" not in shown.text for shown in person.chat.values())


async def test_nothing_is_in_the_clear_on_the_disk(side, tmp_path):
    """Neither words nor the chat's number, nor who wrote, is in any file, the database's log among them."""
    person = side.person(4711081547)
    await to_the_question(person)
    await person.type(CANARY)
    data = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert CANARY.encode() not in data
    assert b"4711081547" not in data
    assert b"Kanareyko" not in data


async def test_updates_of_no_shape_are_handled(side):
    """What makes no sense at all is done with, and answered with nothing."""
    for update in ({}, {"message": {}}, {"poll": {"id": "1"}}, {"inline_query": {"id": "1", "query": "x"}}):
        await side.arrive(**update)
    assert await side.line.outgoing() == ()
    assert await side.line.waiting() == ()


async def test_framework_never_hears_a_word(side, caplog):
    """Even with everything logged, nothing that was written and no name is in the log."""
    caplog.set_level("DEBUG")
    person = side.person()
    await to_the_question(person)
    await person.type(CANARY)
    await person.give(contact={"phone_number": CANARY})
    await person.press(CANARY[:30])
    assert caplog.records
    assert "канарейка" not in caplog.text
    assert "Oksana" not in caplog.text


async def test_long_text_that_came_in_pieces_is_one_answer(side):
    """A client cuts what is longer than a message, and sends the pieces at once: none answers what comes next."""
    person = side.person()
    await to_the_question(person)
    await person.type("a" * 4096, date=100)
    await person.type("b" * 4000, date=100)
    await person.type("the end", date=101)
    assert texts().text(Language.EN, "rest-kept") in person.window.text
    assert texts().text(Language.EN, "appeal-where") in person.window.text
    await person.click("Look through")
    assert "the end" in person.window.text or "the end" in "".join(shown.text for shown in person.chat.values())


async def test_rest_of_a_text_that_was_not_taken_is_not_taken(side):
    """Both stay in the chat, and it is said why."""
    person = side.person()
    await to_the_question(person)
    await person.click("Skip", "Crimea")
    await person.type("a" * 4096, date=100)
    await person.type("b" * 10, date=100)
    assert texts().text(Language.EN, "correct-rest") in person.window.text
    assert len([shown for shown in person.chat.values() if not shown.ours]) == 2


async def test_words_soon_after_a_short_text_are_the_next_answer(side):
    """Only a message as full as one can be has a rest."""
    person = side.person()
    await to_the_question(person)
    await person.type("They took him.", date=100)
    await person.type("in a village", date=100)
    assert texts().text(Language.EN, "appeal-contact") in person.window.text


async def test_words_below_a_file_are_not_lost_without_a_word(side):
    """The file is added; its caption is asked for, and stays in the chat until then."""
    person = side.person()
    await to_the_question(person)
    await person.type("They took him.")
    side.platform.files["f"] = [b"photo"]
    await person.give(document={"file_id": "f", "file_size": 5}, caption="at the gate")
    assert texts().text(Language.EN, "file-words") in person.window.text
    assert len([shown for shown in person.chat.values() if not shown.ours]) == 1


async def to_the_files_of_an_appeal(person) -> None:
    """Come to the question that asks for files."""
    await to_the_question(person)
    while texts().text(Language.EN, "appeal-files") not in person.window.text:
        if texts().text(Language.EN, "appeal-has-files") in person.window.text:
            await person.click("Yes")
        else:
            await person.click("Skip")


async def test_words_below_a_file_where_only_files_are_taken_are_said_to_belong_elsewhere(side):
    """They would not be taken as a message of their own either; they stay in the chat."""
    person = side.person()
    await to_the_files_of_an_appeal(person)
    side.platform.files["f"] = [b"photo"]
    await person.give(document={"file_id": "f", "file_size": 5}, caption="this is his car")
    assert texts().text(Language.EN, "file-words-elsewhere-pressed") in person.window.text
    assert texts().text(Language.EN, "file-words") not in person.window.text
    assert len([shown for shown in person.chat.values() if not shown.ours]) == 1


async def test_skip_that_was_shown_before_a_file_came_does_not_take_it_back(side):
    """Who pressed it had not seen yet that the file was added."""
    person = side.person()
    await to_the_files_of_an_appeal(person)
    skip = next(says for row in person.window.buttons for label, says in row if label == "Skip")
    side.platform.files["f"] = [b"photo"]
    await person.give(document={"file_id": "f", "file_size": 5})
    await person.press(skip)
    assert texts().text(Language.EN, "appeal-files") in person.window.text
    assert "Done" in person.window.labels


async def test_file_that_the_platform_does_not_hand_out_stays_with_its_sender(side):
    """It may be the only one there is; and a second one is seen to be refused as well."""
    person = side.person()
    await to_the_question(person)
    for _ in range(2):
        await person.give(video={"file_id": "f", "file_size": 21 << 20})
        assert texts().text(Language.EN, "correct-file-platform") in person.window.text
        assert list(person.chat.values())[-1] is person.window
    assert len(person.theirs) == 2


async def test_press_for_a_dialog_that_is_not_there_leaves_buttons_that_work(side):
    """Whatever somebody forged: what stands in the chat afterwards can be pressed."""
    person = side.person()
    await person.type("/start")
    await person.press("H4Jwe5\x1do:6cafc056.appeal")
    await person.click("Ask for help")
    assert texts().text(Language.EN, "appeal-danger") in person.window.text


async def test_partner_s_answer_opens_no_conversation(side):
    """One neutral line stands in the chat then, and the code does not."""
    person = side.person()
    await person.type("yes bado-kilu-mina-rota")
    assert [shown.text for shown in person.chat.values()] == [texts().text(Language.EN, "partner-unknown")]
    assert person.window.buttons == []


async def test_partner_s_answer_leaves_an_interview_where_it_is(side):
    """The line stands above the same question, and the code is gone."""
    person = side.person()
    await to_the_question(person)
    asked = person.window.text
    await person.type("yes bado-kilu-mina-rota")
    assert person.window.text == f"{texts().text(Language.EN, 'partner-unknown')}\n\n{asked}"
    assert person.theirs == []
