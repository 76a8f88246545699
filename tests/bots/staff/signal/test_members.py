"""Members on Signal: the whole grammar as text, and everything in full."""

import os

import pytest

from storage.documents import Answer, AnswerKind, Urgency
from storage.sealed import HybridIdentity
from tests.triage.conftest import a_submission

FILE = b"a canary of a photograph" * 5000


@pytest.fixture
async def clara(office):
    """A coordinator, and a case."""
    told = Answer(question="story", kind=AnswerKind.LONG_TEXT, text="They came at night.", asked="Tell us")
    await office.stage.receive("lumeko-42", submission=a_submission(answers=(told,), attachments=()))
    await office.seat("Clara")
    return "Clara"


async def test_case_is_worked_from_the_queue_to_the_reply(office, clara):
    """Every command as text, a member's own words and a submitter's among them."""
    assert "lumeko-42" in await office.say(clara, "queue")
    assert "is yours until" in await office.say(clara, "/claim lumeko-42")
    assert "They came at night." in await office.say(clara, "open lumeko-42")
    words = "assess lumeko-42 reliability=likely society=yes fits=letter risk=canary words"
    assert "is saved" in await office.say(clara, words)
    assert "the decision is saved" in await office.say(clara, "/decide lumeko-42 letter we write a canary letter")
    assert "waits for the submitter" in await office.say(clara, "reply lumeko-42 Dear canary")
    assert "canary words" in await office.say(clara, "open lumeko-42")


async def test_long_answer_comes_in_pieces(office, clara):
    """Each of them is short enough to be shown whole."""
    await office.say(clara, "claim lumeko-42")
    await office.stage.say("Clara", "/open lumeko-42")
    await office.say(clara, f"assess lumeko-42 likely yes letter risk={'word ' * 900}")
    await office.say(clara, "open lumeko-42")
    texts = [message.text for message in office.people[clara].bots]
    assert sum("word word" in text for text in texts) > 2
    assert all(len(text) <= 1900 for text in texts)


async def test_attached_files_need_a_key(office, clara):
    """Without one it is said how they are opened."""
    await office.stage.attach("lumeko-42", FILE)
    answer = await office.say(clara, "open lumeko-42")
    assert "1 file is attached" in answer
    assert "/key" in answer
    assert not [message for message in office.people[clara].bots if message.files]


async def test_attached_files_come_sealed_to_the_members_key(office, clara):
    """As age files, which nobody else can open."""
    await office.stage.attach("lumeko-42", FILE)
    await office.give_key(clara)
    await office.say(clara, "open lumeko-42")
    (upload,) = [file for message in office.people[clara].bots for file in message.files]
    assert upload.name.endswith(".age")
    assert b"canary" not in upload.content
    assert office.open(clara, upload.content) == FILE


async def test_file_that_is_too_large_is_named(office, clara, monkeypatch):
    """It is taken out at the computer."""
    monkeypatch.setattr("bots.staff.signal.conversation.UPLOAD_BYTES", 10)
    await office.stage.attach("lumeko-42", FILE)
    await office.give_key(clara)
    assert "too large for this messenger" in await office.say(clara, "open lumeko-42")


async def test_language_is_remembered_until_another_is_chosen(office, clara):
    """Commands are the same words in every language, so what they are written in says nothing."""
    assert "No alerts" in await office.say(clara, "alerts")
    assert "українською" in await office.say(clara, "lang uk")
    assert "Тривог немає" in await office.say(clara, "alerts")
    await office.start()
    assert "Тривог немає" in await office.say(clara, "alerts")
    assert "No alerts" not in await office.say(clara, "lang de")


async def test_help_names_the_languages(office, clara):
    """Where there are several."""
    assert "lang uk · lang" not in await office.say(clara, "queue")
    assert "lang en · lang uk · lang ru" in await office.say(clara, "/help")


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda person: person.attaches(b"canary"), "I take no files here"),
        (lambda person: person.sends("sticker"), "commands that are typed"),
        (lambda person: person.calls(), "Nobody can take calls here"),
        (lambda person: person.edits(person.messages[0], "claim lumeko-42"), "was carried out as it was"),
        (lambda person: person.reacts(person.bots[0]), "ack and its number"),
        (lambda person: person.reacts(person.bots[0], remove=True), ""),
        (lambda person: person.deletes(person.messages[0]), ""),
    ],
    ids=["file", "sticker", "call", "edit", "reaction", "reaction taken off", "deletion"],
)
async def test_whatever_is_no_line_does_nothing(office, clara, act, told):
    """The member is told so, where there is something to tell."""
    await office.say(clara, "queue")
    person = office.people[clara]
    answer = await office.hear(person, lambda: act(person))
    assert (told in answer) if told else answer == ""
    assert await office.stage.acts("lumeko-42") == []
    assert await office.count_set_aside() == 0


async def test_timer_that_was_turned_off_is_set_again(office, clara):
    """With the member's next line; a shorter one is left as it is."""
    person = office.people[clara]
    await office.say(clara, "queue")
    assert person.chat.expires == 24 * 3600
    person.lets_disappear(3600)
    await office.say(clara, "queue")
    assert person.chat.expires == 3600
    person.lets_disappear(7 * 24 * 3600)
    await office.say(clara, "queue")
    assert person.chat.expires == 24 * 3600


async def test_secret_key_is_refused_and_the_member_is_told_to_delete_it(office, clara):
    """It cannot be taken out of the chat from here."""
    answer = await office.say(clara, "/key AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ")
    assert "SECRET half" in answer
    assert "delete it yourself" in answer


async def test_public_key_without_a_code_need_not_be_deleted(office, clara):
    """There is no secret in it; with the authenticator's code there is."""
    recipient = HybridIdentity.generate(os.urandom).recipient.encode()
    assert "delete it yourself" not in await office.say(clara, f"/key {recipient}")
    assert "delete it yourself" in await office.say(clara, f"/key {recipient} 123456")


async def test_alert_rings_and_is_acknowledged_in_text(office, clara):
    """Content-free; and it falls silent for the others."""
    await office.seat("Lena")
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    assert await office.ring()
    alert = office.people["Lena"].bots[-1].text
    assert alert.startswith("ALERT 1: munipo-17 needs somebody now")
    assert "you have taken over" in await office.say("Lena", "ack 1")
    await office.ring()
    assert "has fallen silent" in office.people[clara].bots[-1].text


async def test_member_who_left_signal_holds_up_nobody(office, clara):
    """What waits for him is dropped."""
    office.account.faults.fail("send", 400, "Unregistered user")
    await office.stage.receive("munipo-17", Urgency.EMERGENCY, alert=True)
    await office.ring()
    assert await office.waiting_letters() == 0
    assert office.people[clara].bots == []


async def test_first_language_is_that_of_what_is_written(office):
    """Whoever writes in Cyrillic first is spoken to so."""
    await office.seat("Lena")
    assert "Такої команди немає" in await office.say("Lena", "привіт, це я")
