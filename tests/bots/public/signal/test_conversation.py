"""The interview on Signal, in process: what people see of it."""

import json
import re
from datetime import timedelta

import pytest

from bots.public.wiring import texts
from bots.signal.refusals import ApiFailed
from bots.signal.text import LONGEST
from intake.messages import say
from storage import cases, gaps, tidings
from storage.cases import CaseState
from storage.documents import Language

CODE = re.compile(r"\d{3}(?: \d{3}){6}")


def words(message: str, language: Language = Language.EN, **args: object) -> str:
    """A message of the catalogue."""
    return texts().text(language, message, args)


async def begin(person) -> None:
    """Come to the first question of an appeal, in English."""
    await person.type("hello", "1")


async def come_to_files(person) -> str:
    """Come to the question that takes a file."""
    await begin(person)
    return await person.type("1", "1")


@pytest.mark.parametrize(
    ("greeting", "language"),
    [("Добрий день, є хтось?", Language.UK), ("Здравствуйте, это вы?", Language.RU), ("hello", Language.EN)],
)
async def test_first_message_opens_the_conversation_in_its_language(side, greeting, language):
    """Notices first, then how to begin; with words to type and no slashes."""
    person = side.person()
    heard = await person.type(greeting)
    assert words("notice-signal-kept", language, hours=24) in heard
    assert words("begin-appeal", language) in person.chat[-1]
    assert "/" not in person.chat[-1]


async def test_messages_disappear_from_the_first_on(side):
    """The timer is set before anything is said, and once."""
    person = side.person()
    await begin(person)
    calls = [call[0] for call in side.rest.calls if call[0] in {"expire", "send"}]
    assert calls[:2] == ["expire", "send"]
    assert calls.count("expire") == 1
    assert side.rest.timers[person.uuid] == 24 * 3600


@pytest.mark.parametrize(("theirs", "ours"), [(3600, None), (24 * 3600, None), (25 * 3600, 24 * 3600)])
async def test_shorter_timer_of_theirs_stays(side, theirs, ours):
    """Whoever wants messages gone sooner has it so."""
    person = side.person()
    person.expires = theirs
    await person.type("hello")
    assert side.rest.timers.get(person.uuid) == ours


async def test_numbers_and_words_lead_through_the_interview(side):
    """Any form of them, in any language of ours."""
    person = side.person()
    await person.type("hello")
    assert await person.type("1.") != await person.type("друге")
    assert "1 of" in await person.type("Назад!")


async def test_receipt_code_stands_alone(side):
    """It can be copied, and is found again; everything else of the turn stands in other messages."""
    person = side.person()
    await come_to_files(person)
    await person.type("They took him", "/send")
    [alone] = [message for message in person.chat if CODE.search(message)]
    assert alone == words("receipt-code", code=CODE.search(alone).group())


async def test_hand_over_code_stands_alone(side):
    """It is typed, or copied, into another chat; the question stays open below it."""
    person = side.person()
    await begin(person)
    asked = person.chat[-1]
    await person.type("move")
    assert words("move-code", code="", minutes=30).split(":")[0] in person.chat[-2]
    assert asked not in person.chat[-2]
    assert asked in person.chat[-1]


async def test_turn_is_one_message_if_nothing_stands_alone(side):
    """Each message is one more to scroll past on a small phone."""
    person = side.person()
    await begin(person)
    count = len(person.chat)
    await person.type("1", "1", "They took him", "review")
    assert len(person.chat) == count + 4


async def test_end_leaves_only_neutral_words(side):
    """What we said is taken back, the code too."""
    person = side.person()
    await come_to_files(person)
    await person.type("They took him", "/send", "skip", "2", "stop", "1")
    assert person.chat == [words("goodbye-neutral")]


async def test_file_is_taken_and_then_deleted_at_the_platform(side):
    """It is sealed, committed, and only then gone from the REST side."""
    person = side.person()
    await come_to_files(person)
    assert words("file-kept", count=1) in await person.attach("a.jpg", b"canary" * 100)
    assert not side.rest.files
    assert side.rest.named("attachment") == [("attachment", "a.jpg")]


async def test_words_below_a_file_are_an_answer_of_their_own(side):
    """The file first, then the words."""
    person = side.person()
    await come_to_files(person)
    heard = await person.attach("a.jpg", b"x", message="They took him")
    assert heard.index(words("file-kept", count=1)) < heard.index("4 of")


async def test_file_where_none_is_asked_is_refused_and_deleted(side):
    """It is not left lying at the platform."""
    person = side.person()
    await person.type("hello", "3")
    heard = await person.attach("a.jpg", b"x")
    assert words("correct-not-here") in heard
    assert not side.rest.files


async def test_file_that_comes_first_only_opens_the_conversation(side):
    """It is not kept, here or at the platform, and this is said; so also at the first choice."""
    person = side.person()
    for _ in range(2):
        heard = await person.attach("a.jpg", b"x")
        assert heard.startswith(words("not-kept-yet", Language.UK))
        assert "1. " in heard
    assert not side.rest.files
    assert not side.rest.named("attachment")


async def test_plea_that_comes_first_is_said_not_to_be_kept(side):
    """Though it shows as read: in the first line, before all that has to be said."""
    heard = await side.person().type("Забрали брата просто з вулиці, допоможіть")
    assert heard.startswith(words("not-kept-yet", Language.UK))
    assert words("begin-appeal", Language.UK) in heard


# Sent again, since nothing is heard -----------------------------------------------------------------------------


async def again(person, *typed: str) -> str:
    """Write while nothing that we say comes through; all that it heard in the end."""
    with person.deaf():
        await person.type(*typed)
    return await person.hear()


async def test_number_that_is_sent_again_answers_nothing_else(side):
    """The next question has not been seen yet; it is shown again, and the same number is an answer to it then."""
    person = side.person()
    await person.type("hello")
    heard = await again(person, "1", "1", "1")
    assert heard.count(words("repeated")) == 2
    assert "2 of" not in heard
    assert "2 of" in await person.type("1")


async def test_sentence_that_is_sent_again_fills_one_question(side):
    """In between a sign or a sticker may come."""
    person = side.person()
    await come_to_files(person)
    with person.deaf():
        await person.type("They took him")
        await person.frame(**complete({"dataMessage": {"sticker": {"packId": "x", "stickerId": 1}}}))
        await person.type("They took him")
    assert words("repeated") in await person.hear()
    assert (await person.type("review")).count("They took him") == 1


async def test_end_that_is_sent_again_deletes_nothing(side):
    """Whether it was heard of or not: only what was asked about it does."""
    person = side.person()
    await come_to_files(person)
    await person.type("They took him")
    assert words("repeated") in await again(person, "stop", "stop")
    assert words("stop-ask") in await person.type("stop")
    assert "They took him" in await person.type("2", "review")


@pytest.mark.parametrize("typed", ["Забрали", "Забрали брата просто з вулиці, допоможіть"])
async def test_first_words_that_are_sent_again_are_not_said_to_be_kept(side, typed):
    """They are not."""
    person = side.person()
    heard = await again(person, typed, typed)
    assert words("repeated", Language.UK) not in heard


async def test_what_was_refused_may_be_sent_again(side):
    """It is refused in the same words."""
    person = side.person()
    await begin(person)
    heard = await again(person, "no idea", "no idea")
    assert words("repeated") not in heard
    assert heard.count("1 of") == 2


async def test_same_answer_to_what_was_seen_is_an_answer(side):
    """Nothing waits then."""
    person = side.person()
    assert words("repeated") not in await person.type("hello", "1", "1", "1")


async def test_file_that_fails_is_tried_again_and_refused_in_the_end(side):
    """The chat goes on, and the file is deleted."""
    person = side.person()
    await come_to_files(person)
    side.rest.fail("attachment", *[ApiFailed("HTTP 500", status=500)] * 9)
    heard = await person.attach("a.jpg", b"x")
    assert len(side.rest.named("attachment")) == 5
    assert words("correct-file-unreadable") in heard
    assert not side.rest.files


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ({"dataMessage": {"reaction": {"emoji": "👍", "isRemove": False}}}, "correct-reaction"),
        ({"dataMessage": {"remoteDelete": {"timestamp": 1}}}, "correct-deleted"),
        ({"dataMessage": {"sticker": {"packId": "x", "stickerId": 1}}}, "correct-kind"),
        ({"editMessage": {"targetSentTimestamp": 1, "dataMessage": {"message": "another"}}}, "correct-edited"),
        ({"callMessage": {"offerMessage": {"id": 1, "type": "AUDIO_CALL"}}}, "correct-call"),
    ],
)
async def test_what_is_no_answer_is_said_to_be_none(side, frame, message):
    """The question stays open, and is asked again."""
    person = side.person()
    await begin(person)
    asked = person.chat[-1]
    heard = await person.frame(**complete(frame))
    assert words(message) in heard
    assert asked in heard


@pytest.mark.parametrize(
    "frame",
    [
        {"dataMessage": {"reaction": {"emoji": "👍", "isRemove": False}}},
        {"dataMessage": {"remoteDelete": {"timestamp": 1}}},
        {"editMessage": {"targetSentTimestamp": 1, "dataMessage": {"message": "another"}}},
    ],
)
async def test_old_messages_begin_no_conversation(side, frame):
    """Whoever clears a chat away after the end hears nothing, and sees nobody write."""
    person = side.person()
    assert not await person.frame(**complete(frame))
    assert not side.rest.calls


@pytest.mark.parametrize(
    "frame",
    [
        {"dataMessage": {"reaction": {"emoji": "👍", "isRemove": False}}},
        {"dataMessage": {"remoteDelete": {"timestamp": 1}}},
        {"editMessage": {"targetSentTimestamp": 1, "dataMessage": {"message": "another"}}},
    ],
)
async def test_last_words_are_left_as_they_are(side, frame):
    """Whoever clears the chat away then wants it quiet, and finds what clears ours."""
    person = side.person()
    await come_to_files(person)
    heard = await person.type("They took him", "/send", "skip", "2", "stop")
    assert words("goodbye-ask-worded") in heard
    assert not await person.frame(**complete(frame))


async def test_deletions_are_answered_once_in_a_row(side):
    """Whoever clears a whole chat away is not answered each time."""
    person = side.person()
    await begin(person)
    deleted = complete({"dataMessage": {"remoteDelete": {"timestamp": 1}}})
    assert await person.frame(**deleted)
    assert not await person.frame(**deleted)
    await person.type("help")
    assert await person.frame(**deleted)


async def test_reaction_taken_away_is_nothing(side):
    """There is no question in it."""
    person = side.person()
    await begin(person)
    assert not await person.frame(**complete({"dataMessage": {"reaction": {"emoji": "👍", "isRemove": True}}}))


async def test_whoever_calls_is_asked_to_write(side):
    """Also where no conversation is under way yet: it begins."""
    person = side.person()
    heard = await person.frame(**complete({"callMessage": {"offerMessage": {"id": 1, "type": "AUDIO_CALL"}}}))
    assert "1. " in heard


async def test_message_that_was_held_back_is_seen_in_the_log(side, caplog):
    """The number is to trust new phones by itself; where it does not, nothing can be said either."""
    person = side.person()
    assert not await person.frame(besides={"exception": {"message": "x", "type": "UntrustedIdentityException"}})
    assert "held back" in caplog.text
    assert person.uuid not in caplog.text


async def test_group_is_left_without_a_word(side):
    """Nobody should tell us anything there."""
    person = side.person()
    heard = await person.give(message="hello", groupInfo={"groupId": "Z3JvdXA=", "type": "DELIVER"})
    assert not heard
    assert len(side.rest.left) == 1
    assert not side.rest.named("type")


async def miss(side, *times: tuple[int, float]) -> None:
    """Have the line been down, from such minutes after ten for so many seconds."""
    ten = side.now.replace(hour=10, minute=0, second=0)

    async def lay(unit):
        for minute, seconds in times:
            since = ten + timedelta(minutes=minute)
            await gaps.listening(unit, side.line.box, since)
            await gaps.open(unit, side.line.box, since + timedelta(seconds=seconds), timedelta(seconds=2))

    await side.database.write(lay)
    side.now = ten + timedelta(minutes=50)


async def test_line_that_was_down_is_told_of_once(side):
    """Before the answer, to somebody who may have written meanwhile."""
    person = side.person()
    await begin(person)
    await miss(side, (0, 1800))
    gap = words("signal-gap", times=1, since="22.11. 10:00", until="22.11. 10:30")
    assert gap in await person.type("1")
    assert gap not in await person.type("1")
    assert gap not in await side.person(8).type("hello")


async def test_of_several_times_the_last_is_told(side):
    """In whole minutes that hold it; short ones are left to what shows as read."""
    person = side.person()
    await begin(person)
    await miss(side, (0, 70), (5, 30), (9, 29))
    heard = await person.type("1")
    assert heard.startswith(words("signal-gap", times=2, since="22.11. 10:05", until="22.11. 10:06"))


async def test_short_times_are_not_told_of(side):
    """There were four, and nearly nothing can have been lost."""
    person = side.person()
    await begin(person)
    await miss(side, (5, 10), (8, 20), (12, 15), (15, 29))
    assert "UTC" not in await person.type("1")


async def come_to_the_files(person) -> str:
    """Come to the question that asks for files."""
    await come_to_files(person)
    heard = await person.type("They took him")
    while words("appeal-files") not in heard:
        heard = await person.type("1" if words("appeal-has-files") in heard else "skip")
    return heard


async def test_words_with_files_where_only_files_are_taken_are_said_not_to_be_kept(side):
    """And where they have a place; nobody is told that a file is needed who has just sent one."""
    person = side.person()
    await come_to_the_files(person)
    heard = await person.attach("a.jpg", b"x", message="this is his car")
    assert words("file-words-elsewhere-worded") in heard
    assert words("correct-files-worded") not in heard
    assert words("appeal-happened") in await person.type("review")


async def test_long_text_comes_in_pieces(side):
    """Each of them shows whole on a small phone."""
    person = side.person()
    await come_to_files(person)
    await person.type("Word " * 700)
    heard = await person.type("review")
    assert max(map(len, person.chat)) <= LONGEST
    assert heard.count("Word") >= 700


async def test_what_is_no_frame_is_set_aside(side):
    """It is kept for somebody to look at, and the chat goes on."""
    person = side.person()
    await side.desk.post.accept(side.address(person.uuid), "1", b'{"envelope": 1}')
    await side.work(person.uuid)
    assert not await side.line.waiting()
    assert await person.type("hello")


async def test_something_said_unasked(side):
    """An answer is announced in neutral words, with what to write."""
    person = side.person()
    body = side.bot.channel.write((say("notice-answer"),), side.address(person.uuid))
    await side.database.write(lambda unit: side.desk.post.write(unit, side.address(person.uuid), body))
    await side.send()
    assert person.chat == [words("notice-answer-worded")]


async def test_answer_is_announced_to_whoever_agreed_to_it(side):
    """At the address of the chat, which is kept sealed."""
    person = side.person()
    await come_to_files(person)
    await person.type("They took him", "/send", "skip", "1")
    [case] = await side.database.read(lambda unit: cases.page(unit, states=list(CaseState), limit=2))
    await side.database.write(lambda unit: tidings.add(unit, case.id, side.now))
    assert await side.desk.announce() == 1
    await side.send()
    assert person.chat[-1] == words("notice-answer-worded")


async def test_last_words_said_unasked_are_all_that_stays(side):
    """Where what was begun here has gone to another chat."""
    person = side.person()
    await begin(person)
    body = side.bot.channel.write((say("moved-away"),), side.address(person.uuid), over=True)
    await side.database.write(lambda unit: side.desk.post.write(unit, side.address(person.uuid), body))
    await side.send()
    assert person.chat == [words("moved-away")]


async def test_who_wrote_sees_that_it_is_read_and_somebody_writes(side):
    """Once it is with us for good; and a REST side without either loses nothing."""
    person = side.person()
    side.rest.fail("read", ApiFailed("HTTP 404", status=404))
    await person.type("hello")
    assert [call[:2] for call in side.rest.calls[:2]] == [("type", person.uuid), ("read", person.uuid)]
    assert person.chat


async def test_conversation_goes_on_in_the_next_process(side):
    """What was asked is still open."""
    person = side.person()
    await begin(person)
    asked = person.chat[-1]
    side.restart()
    assert asked in await person.type("resume")


def complete(frame: dict) -> dict:
    """A frame's content with what signal-cli always says."""
    frame = json.loads(json.dumps(frame))
    for content in (frame.get("dataMessage"), frame.get("editMessage", {}).get("dataMessage")):
        if content is not None:
            content.update(timestamp=1, expiresInSeconds=0, viewOnce=False, message=content.get("message"))
    if reaction := (frame.get("dataMessage") or {}).get("reaction"):
        author = {"targetAuthor": "+1", "targetAuthorUuid": "u", "targetSentTimestamp": 1}
        reaction.update(author)
    return frame


async def test_partner_s_answer_opens_no_conversation(side):
    """One neutral line is all that is said; whoever writes on begins as anybody does."""
    person = side.person()
    assert await person.type("Yes, bado kilu mina rota.") == words("partner-unknown")
    assert words("begin-ask") in await person.type("hello")


async def test_partner_s_answer_leaves_an_interview_where_it_is(side):
    """The line stands before the same question."""
    person = side.person()
    asked = await come_to_files(person)
    assert await person.type("no bado-kilu-mina-rota") == f"{words('partner-unknown')}\n\n{asked}"
