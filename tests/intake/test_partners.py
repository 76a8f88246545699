"""A partner's answer in a public chat: taken wherever it is written, and never taken for anything else."""

import os
from datetime import timedelta

import pytest
from sqlalchemy import select

from intake import partners
from intake.events import Choose, Steer, Text
from intake.interview import Stage
from storage import offers
from storage.database import tables
from storage.ids import DocumentId, draw_id
from storage.offers import NewOffer, OfferState
from storage.spoken import ANSWER_SYLLABLES, digest, draw_spoken

NOTED, UNKNOWN = "partner-noted", "partner-unknown"


def choose(*codes):
    return Choose(codes=codes)


def code():
    """A code that nobody was given."""
    return draw_spoken(os.urandom, ANSWER_SYLLABLES)


@pytest.fixture(autouse=True)
def stretched(monkeypatch):
    """What was looked up, each in no time."""
    typed = []

    async def stretch(_self, code):
        typed.append(code)
        return ""

    monkeypatch.setattr("intake.handover.Handover.stretch", stretch)
    return typed


@pytest.fixture
async def offered(intake):
    """A case that is offered to a partner until tomorrow: the offer's number, and the code in its package."""
    await intake.do(Steer.SHOW, choose("report"), choose("no"), Text(text="A search."))
    await intake.send()
    case = (await intake.state()).case
    await intake.do(Steer.STOP)
    return await offer(intake, case)


async def offer(intake, case):
    """Offer a case to a partner, as triage does."""
    given = code()
    prepared = NewOffer(
        referral=DocumentId(draw_id(os.urandom)),
        case=case,
        partner=draw_id(os.urandom),
        turn=0,
        by_hand=False,
        digest=digest(given),
        key="",
    )

    async def write(unit):
        number = await offers.add(unit, prepared)
        await offers.begin(unit, number, intake.now, intake.now + timedelta(days=1))
        return number

    return await intake.database.write(write), given


async def told(intake, typed, chat):
    """The ids of what is said to whoever types this."""
    return await intake.do(Text(text=typed), chat=chat)


async def state_of(intake, number):
    """How far an offer has come."""
    return (await intake.database.read(lambda unit: offers.find(unit, number))).state


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("yes {}", OfferState.ACCEPTED),
        ("Так, {}", OfferState.ACCEPTED),
        ("{} да", OfferState.ACCEPTED),
        ("No {}", OfferState.DECLINED),
        ("ні {}", OfferState.DECLINED),
        ("нет: {}", OfferState.DECLINED),
    ],
)
async def test_an_answer_is_taken_in_every_language(intake, offered, said, state):
    """As the first word in a chat: nothing is begun there, and nothing is left."""
    number, given = offered
    chat = intake.chat("partner")
    await intake.accept(Text(text=said.format(given)), chat)
    await intake.work(chat)
    (turn,) = await intake.hear(chat)
    assert ([message.id for message in turn.messages], turn.prompt, turn.over) == ([NOTED], None, True)
    assert await state_of(intake, number) is state
    assert await intake.state(chat) is None


async def test_the_same_answer_twice_is_noted_twice(intake, offered):
    """And changes nothing; the opposite one is too late."""
    number, given = offered
    for said, answer in (("yes", NOTED), ("yes", NOTED), ("no", UNKNOWN)):
        assert await told(intake, f"{said} {given}", intake.chat("partner")) == [answer]
    assert await state_of(intake, number) is OfferState.ACCEPTED


async def test_an_unknown_code_and_one_that_is_too_old_are_answered_alike(intake, offered):
    """With the same turn, and nothing is left of either."""
    number, given = offered
    intake.now += timedelta(days=2)
    turns = []
    for typed in (f"yes {code()}", f"yes {given}"):
        chat = intake.chat(typed)
        await intake.accept(Text(text=typed), chat)
        await intake.work(chat)
        turns += await intake.hear(chat)
    assert turns[0] == turns[1]
    assert [message.id for message in turns[0].messages] == [UNKNOWN]
    assert await state_of(intake, number) is OfferState.OFFERED


async def test_a_code_whose_turn_has_not_come_is_unknown(intake, offered):
    """And so is one that was taken back."""
    number, given = offered
    await intake.database.write(lambda unit: offers.revoke(unit, number))
    assert await told(intake, f"yes {given}", intake.chat("partner")) == [UNKNOWN]


async def test_every_try_takes_as_long_as_a_receipt_code(intake, offered, stretched):
    """Whether the code is known or not, and also when no more is looked up."""
    for typed in [f"yes {offered[1]}", *[f"yes {code()}" for _ in range(7)]]:
        await told(intake, typed, intake.chat("partner"))
    assert len(stretched) == 8


async def test_a_chat_has_few_tries(intake, offered):
    """After them even a right code is unknown there, for an hour; another chat is not held up."""
    number, given = offered
    chat = intake.chat("guessing")
    for _ in range(5):
        assert await told(intake, f"yes {code()}", chat) == [UNKNOWN]
    assert await told(intake, f"yes {given}", chat) == [UNKNOWN]
    assert await state_of(intake, number) is OfferState.OFFERED
    intake.now += timedelta(hours=1)
    assert await told(intake, f"yes {given}", chat) == [NOTED]


async def test_only_so_many_guessing_chats_are_remembered(intake, offered, monkeypatch):
    """The one that guessed longest ago is forgotten first."""
    monkeypatch.setattr(partners, "_RECENT", 2)
    first = intake.chat("first")
    for _ in range(5):
        await told(intake, f"yes {code()}", first)
    for name in ("second", "third"):
        await told(intake, f"yes {code()}", intake.chat(name))
    assert await told(intake, f"yes {offered[1]}", first) == [NOTED]


@pytest.mark.parametrize("paused", [False, True])
async def test_an_interview_stays_as_it_was(intake, offered, paused):
    """The question is asked again, and no answer holds the code."""
    chat = intake.chat("both")
    await intake.do(Steer.SHOW, choose("report"), choose("no"), chat=chat)
    if paused:
        await intake.do(Steer.PAUSE, chat=chat)
    before = await intake.state(chat)
    assert await told(intake, f"yes {offered[1]}", chat) == [NOTED, "paused" if paused else "report-happened"]
    assert await intake.state(chat) == before
    assert await state_of(intake, offered[0]) is OfferState.ACCEPTED


async def test_a_code_typed_with_spaces_is_known_in_an_interview_too(intake, offered):
    """It is no answer to the open question."""
    chat = intake.chat("both")
    await intake.do(Steer.SHOW, choose("report"), choose("no"), chat=chat)
    assert await told(intake, f"no {offered[1].replace('-', ' ')}", chat) == [NOTED, "report-happened"]


async def test_a_sentence_that_looks_like_a_code_is_an_answer(intake, offered):
    """Of a frightened person nothing is swallowed; a code as the package has it is no sentence, known or not."""
    chat = intake.chat("both")
    await intake.do(Steer.SHOW, choose("report"), choose("no"), chat=chat)
    assert (await told(intake, "no bada didi luna mama", chat))[-1] == "report-where"
    assert (await intake.state(chat)).answers["happened"].text == "no bada didi luna mama"
    assert await told(intake, "no bada-didi-luna-mama", chat) == [UNKNOWN, "report-where"]


async def test_where_a_receipt_code_is_asked_for_a_partner_is_heard(intake, offered):
    """The case that a code has opened stays open, too."""
    chat = intake.chat("both")
    await intake.do(Steer.SHOW, choose("code"), chat=chat)
    assert await told(intake, f"yes {offered[1]}", chat) == [NOTED, "code-ask"]
    assert (await intake.state(chat)).stage is Stage.CODE


async def test_an_offer_that_ends_in_that_very_moment_is_told_so(intake, offered):
    """The answer is tried again, and then it is too late; nobody hears that it was noted."""
    number, given = offered

    class Ending:
        """The database, in which the offer is taken back between the desk's look and its write."""

        ended = False

        def __init__(self, database):
            self._database = database
            self.read = database.read

        async def write(self, work):
            if not self.ended:
                self.ended = True
                await self._database.write(lambda unit: offers.revoke(unit, number))
            return await self._database.write(work)

    chat = intake.chat("partner")
    await intake.accept(Text(text=f"yes {given}"), chat)
    intake.reopen(database=Ending(intake.database))
    with pytest.raises(partners.OfferEnded):
        await intake.work(chat)
    assert await intake.hear(chat) == []
    await intake.work(chat)
    (turn,) = await intake.hear(chat)
    assert [message.id for message in turn.messages] == [UNKNOWN]


async def test_the_code_is_nowhere_in_the_database(intake, offered):
    """But for its digest, in the offer."""
    await told(intake, f"yes {offered[1]}", intake.chat("partner"))
    digests = await intake.database.read(lambda unit: unit.execute(select(tables.offers.c.digest)))
    assert digests.scalars().all() == [digest(offered[1])]
    assert offered[1].encode() not in intake.bytes_on_disk()


@pytest.mark.parametrize("shape", ["{}", " {} ", "spaces"])
async def test_a_code_without_a_word_is_asked_for_one(intake, offered, shape):
    """In a chat that has begun nothing; the offer waits on, and nothing is left."""
    number, given = offered
    typed = given.replace("-", " ") if shape == "spaces" else shape.format(given)
    chat = intake.chat("partner")
    assert await told(intake, typed, chat) == ["partner-which"]
    assert await state_of(intake, number) is OfferState.OFFERED
    assert await intake.state(chat) is None
    assert await told(intake, f"yes {given}", chat) == [NOTED]


async def test_a_code_alone_that_cannot_be_answered_is_words_like_any_other(intake, offered, stretched):
    """Nobody tells an unknown one from one that is too old; each is a try, and takes as long as one."""
    intake.now += timedelta(days=2)
    unknown, late = [await told(intake, typed, intake.chat(typed)) for typed in (code(), offered[1])]
    assert unknown == late
    assert not [id_ for id_ in late if id_.startswith("partner-")]
    assert len(stretched) == 2


async def test_what_was_noted_is_said(intake, offered):
    """A slip of the finger shows."""
    chat = intake.chat("partner")
    await intake.accept(Text(text=f"no {offered[1]}"), chat)
    await intake.work(chat)
    (turn,) = await intake.hear(chat)
    assert turn.messages[0].args == {"answer": "no"}
