"""Nobody's words in the clear: content leaves as a file for the member's own key, or not at all."""

import pytest

from bots.staff.telegram import answers
from bots.staff.telegram.answers import Spot, Wording
from bots.staff.telegram.letters import Button, Settle
from bots.texts import catalogue
from storage.documents import Answer, AnswerKind, Language
from storage.sealed.stepup import step_code
from tests.triage.conftest import a_submission
from triage.notices import quote, say

CANARY = "zebra-quagga-7719"
FILE = f"the photograph of {CANARY}".encode() * 50


@pytest.fixture
async def clara(office):
    """A coordinator with a key, before a case full of canaries."""
    told = Answer(question="story", kind=AnswerKind.LONG_TEXT, text=f"They came at night. {CANARY}", asked="Tell us")
    await office.stage.receive("lumeko-42", submission=a_submission(answers=(told,), attachments=()))
    await office.seat("Clara")
    await office.give_key("Clara")
    return "Clara"


async def test_case_is_sent_as_a_file_that_only_the_members_key_opens(office, clara):
    """The text of the whole case, under a name that says nothing."""
    await office.say(clara, "/open lumeko-42")
    ((name, file),) = office.files(clara)
    assert CANARY in office.open(clara, file).decode()
    assert len(name) == len("0123abcd.age")
    assert "lumeko" not in name


async def test_file_is_whole_by_itself(office, clara):
    """What stands in the chat as a text, the readable columns, stands in the file as well."""
    text = await office.say(clara, "/open lumeko-42")
    (_, file), *_ = office.files(clara)
    assert text.splitlines()[0] in office.open(clara, file).decode()


async def test_nothing_of_a_case_is_said_in_the_clear(office, clara):
    """Over the whole way of a case no byte that goes out holds the submitter's words, but sealed."""
    await office.stage.attach("lumeko-42", FILE)
    for line in ("/claim lumeko-42", "/open lumeko-42", "/show lumeko-42", "/queue", "/canned lumeko-42 read"):
        await office.say(clara, line)
    await office.stage.say(clara, f"/reply lumeko-42 {CANARY}")
    await office.stage.say(clara, f"/assess lumeko-42 likely yes legal {CANARY} note={CANARY}")
    await office.stage.say(clara, f"/decide lumeko-42 letter {CANARY}")
    await office.say(clara, "/open lumeko-42")
    assert len(office.files(clara)) == 4
    assert office.telegram.journal.find(CANARY, "staff_bot") == []
    assert office.telegram.journal.find("court.jpg", "staff_bot") == []


async def test_attached_files_come_with_the_case(office, clara):
    """Byte for byte as they arrived, once opened; named as the record names them."""
    attachment = await office.stage.attach("lumeko-42", FILE)
    await office.say(clara, "/open lumeko-42")
    (_, _), (name, file) = office.files(clara)
    assert office.open(clara, file) == FILE
    assert name == f"{attachment.id[:8]}.age"


async def test_file_too_large_for_the_platform_is_named_with_the_way_to_it(office, clara, monkeypatch):
    """It is not sent, and how to take it out is said."""
    await office.stage.attach("lumeko-42", FILE)
    monkeypatch.setattr(answers, "UPLOAD_BYTES", len(FILE) - 1)
    text = await office.say(clara, "/open lumeko-42")
    assert "1 file is too large" in text
    assert "solidarity export lumeko-42" in text
    assert len(office.files(clara)) == 1


async def test_everything_is_protected(office, clara):
    """No text and no file of the bot's can be forwarded or saved by the app."""
    await office.say(clara, "/open lumeko-42")
    await office.say(clara, "/queue")
    assert all(message.protected for message in office.people[clara].bots)


async def test_without_a_key_nothing_is_opened(office, clara):
    """The member is told how to register one; nothing was read, and the log does not say so."""
    await office.change(clara, recipient=None)
    assert "See /key" in await office.say(clara, "/open lumeko-42")
    assert office.files(clara) == []
    assert "case_opened" not in [act for act, _ in await office.stage.acts("lumeko-42")]


async def test_reading_is_logged(office, clara):
    """Who has opened a case stands in the audit log."""
    await office.say(clara, "/open lumeko-42")
    assert ("case_opened", None) in await office.stage.acts("lumeko-42")


async def test_reading_by_a_click_leaves_the_card_where_it_is(office, clara):
    """The file comes below; the card's buttons stay for what follows."""
    await office.say(clara, "/claim lumeko-42")
    before = len(office.people[clara].messages)
    await office.click(clara, "Read")
    assert len(office.people[clara].messages) == before + 1
    assert "Assess" in office.labels(clara)


async def test_key_is_registered_with_a_code_and_then_opens(office, clara):
    """The line with the code does not stay in the chat."""
    identity = office.identities[clara]
    await office.change(clara, recipient=None)
    secret = office.stage.keys.group.step_up(office.stage.people[clara], 0)
    line = f"/key {identity.recipient.encode()} {step_code(secret, office.stage.now)}"
    assert "Your key is registered" in await office.say(clara, line)
    assert "age1" not in office.people[clara].screen
    await office.say(clara, "/open lumeko-42")
    assert len(office.files(clara)) == 1


async def test_question_about_the_key_stays(office, clara):
    """A line without a code holds nothing to take away."""
    assert "Your key is registered" in await office.say(clara, "/key")
    assert "/key" in [message.text for message in office.people[clara].messages]


@pytest.mark.parametrize(
    "line",
    [
        f"/reply lumeko-42 {CANARY}",
        f"/decide lumeko-42 letter {CANARY}",
        f"/assess lumeko-42 likely yes legal risk={CANARY}",
        f"/close lumeko-42 helped {CANARY}",
        f"I wanted to tell you about {CANARY}",
        f"hello there {CANARY}",
        f"clame the woman {CANARY}",
        f"/claim lumeko-42 the woman {CANARY}",
        "/key AGE-SECRET-KEY-1QQQQQQQQ",
    ],
)
async def test_words_are_refused_and_taken_away(office, clara, line):
    """What a member wrote by mistake does not stay where the platform's operator reads it, nor is it done or echoed."""
    await office.say(clara, "/claim lumeko-42")
    before = await office.stage.acts("lumeko-42")
    text = await office.say(clara, line)
    assert CANARY not in office.people[clara].screen
    assert "othing was saved" in text
    assert "taken out of this chat" in text
    assert await office.stage.acts("lumeko-42") == before


@pytest.mark.parametrize("command", ["/reply lumeko-42", "/decide lumeko-42 decline"])
async def test_words_of_who_may_not_give_the_command_are_taken_away_too(office, command):
    """Whatever the answer is, what decides is that there are words; the way to write them is said."""
    await office.stage.receive("lumeko-42")
    await office.seat("Anna")
    text = await office.say("Anna", f"{command} the woman in cell five {CANARY}")
    assert CANARY not in office.people["Anna"].screen
    assert "Your role does not include" in text
    assert "Signal" in text
    assert "taken out of this chat" in text


async def test_slip_of_the_finger_stays(office, clara):
    """A mistyped code is no word about a case: the message is not taken away."""
    assert "letter" in await office.say(clara, "/decide lumeko-42 leter")
    assert "/decide lumeko-42 leter" in [message.text for message in office.people[clara].messages]


async def test_names_of_members_stay_out_of_the_chat(office, clara):
    """Who holds a case, who judged and who decided is told in the sealed file alone."""
    await office.stage.say("Lena", "/claim lumeko-42")
    await office.stage.say("Lena", "/open lumeko-42")
    await office.stage.say("Lena", "/assess lumeko-42 likely yes legal risk=x")
    await office.stage.say("Lena", "/decide lumeko-42 letter", words=False)
    for line in ("/queue", "/show lumeko-42", "/claim lumeko-42", "/open lumeko-42"):
        await office.say(clara, line)
    assert "Lena" not in office.people[clara].screen
    assert "written by Lena" in office.open(clara, office.files(clara)[0][1]).decode()


async def test_file_of_a_members_own_is_refused_and_taken_away(office, clara):
    """Where words and files go is said."""
    office.people[clara].uploads(b"x", caption=CANARY)
    await office.settle()
    assert "Only commands and buttons" in office.read(clara)
    assert "taken out of this chat" in office.read(clara)
    assert CANARY not in office.people[clara].screen


@pytest.mark.parametrize(
    "notice", [quote("record-words", text="x"), say("record-reply", quote("record-words", text="x"))]
)
def test_words_cannot_be_told(notice):
    """Whoever tries to say a notice with words in it, or under it, is stopped."""
    with pytest.raises(ValueError, match="words"):
        Wording(catalogue("triage"), Language.EN).tell((notice,))


def test_nothing_to_tell_still_ends_a_press():
    """A button does not stay busy because there is nothing to say."""
    wording = Wording(catalogue("triage"), Language.EN)
    assert wording.tell((), spot=Spot(answers="1")) == [Settle(answers="1")]
    assert wording.tell(()) == []


def test_long_text_is_cut_and_the_buttons_stand_below_its_end():
    """The first piece takes the pressed message's place, the last one has the buttons."""
    wording = Wording(catalogue("triage"), Language.EN)
    keyboard = ((Button(text="x", data="y"),),)
    letters = wording.tell((say("alerts-none"),) * 500, keyboard, Spot(answers="1", place=7))
    assert len(letters) > 1
    assert [letter.place for letter in letters] == [7] + [None] * (len(letters) - 1)
    assert [bool(letter.keyboard) for letter in letters] == [False] * (len(letters) - 1) + [True]


async def test_what_a_member_types_is_sealed_in_the_database(office, clara, tmp_path):
    """What waits in inbox and outbox is not readable in the files."""
    office.people[clara].types(f"/claim lumeko-42 {CANARY}")
    await office.receive()
    disk = b"".join(path.read_bytes() for path in tmp_path.rglob("triage.db*"))
    assert CANARY.encode() not in disk
    assert disk


async def test_nothing_is_logged_that_was_said(office, clara, caplog):
    """At the finest level neither an update's words nor a case's stand in a record of ours."""
    with caplog.at_level("DEBUG"):
        await office.say(clara, f"/reply lumeko-42 {CANARY}")
        await office.say(clara, "/open lumeko-42")
        office.account.mailbox.push_raw({"message": {"text": CANARY}})
        await office.settle()
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bots")]
    assert ours
    assert not [said for said in ours if CANARY in said or office.account.token in said]
