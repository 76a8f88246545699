"""Being told that there is an answer: only where it was agreed, only that, and only through intake."""

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.events import Choose, Present, Speak, Steer, Text
from intake.interview import Stage
from storage import addresses, cases, tidings
from storage.addresses import open_address, seal_address
from storage.documents import Language
from storage.ids import CaseId


def choose(*codes):
    return Choose(codes=codes)


START = (Steer.SHOW, choose("report"), choose("no"), Text(text="A search."))


@pytest.fixture
async def sent(intake):
    """A case that was sent over a messenger, at the question whether its chat may be told; and its receipt code."""
    intake.on("telegram")
    await intake.do(*START)
    code = await intake.send()
    assert await intake.do(Steer.SKIP) == ["notify-ask"]
    return (await intake.state()).case, code


async def address(intake, case):
    """Where the submitter of a case is told."""
    sealed = await intake.database.read(lambda unit: addresses.find(unit, case))
    return open_address(case, sealed, intake.keys.intake.delivery) if sealed else None


async def answer(intake, *answered):
    """Leave tidings, as triage does with a reply."""
    for case in answered:
        intake.now += timedelta(seconds=1)
        await intake.database.write(lambda unit, case=case: tidings.add(unit, case, intake.now))


async def left(intake):
    """The tidings that wait."""
    return await intake.database.read(lambda unit: tidings.waiting(unit, 9))


# Agreeing --------------------------------------------------------------------------------------------------------


async def test_who_agrees_is_kept_sealed(intake, sent):
    """To the delivery key, in the language that is spoken; then what is open goes on."""
    assert await intake.do(Speak(language=Language.UK), choose("yes")) == ["notify-kept", "completing", "report-where"]
    assert await address(intake, sent[0]) == intake.chat(language=Language.UK)
    assert (await intake.state()).told
    assert b"anna" not in intake.bytes_on_disk()


@pytest.mark.parametrize("event", [choose("no"), Steer.SKIP, Steer.STOP])
async def test_who_does_not_agree_is_kept_nowhere(intake, sent, event):
    """And is asked nothing more about it."""
    await intake.do(event)
    assert await address(intake, sent[0]) is None
    assert not (await intake.state()).told


async def test_a_terminal_does_not_ask(intake):
    """Nobody can be told there."""
    await intake.do(*START)
    await intake.send()
    assert await intake.do(Steer.SKIP) == ["completing", "report-where"]


async def test_who_agrees_with_nothing_left_to_say_hears_the_goodbye(intake):
    """The address stays when the draft is gone."""
    intake.on("telegram")
    await intake.fill({"danger": choose("no")}, kind="report")
    await intake.send()
    case = (await intake.state()).case
    await intake.do(Steer.SKIP)
    assert await intake.do(choose("yes")) == ["notify-kept", "goodbye", "support", "goodbye-ask"]
    assert await address(intake, case) == intake.chat()


async def test_who_returns_may_agree_then(intake, sent):
    """In the chat in which they returned, in the place of any other; it is offered only where it is not so already."""
    await intake.do(choose("yes"))
    chat = intake.chat("elsewhere")
    await intake.do(Present(code=sent[1]), chat=chat)
    assert not (await intake.state(chat)).told
    assert await intake.do(choose("notify"), chat=chat) == ["notify-kept", "returned-ask"]
    assert await address(intake, sent[0]) == chat
    await intake.do(Present(code=sent[1]), chat=chat)
    assert (await intake.state(chat)).told


async def test_who_returns_may_take_it_back(intake, sent):
    """The address is forgotten."""
    await intake.do(choose("yes"), Steer.STOP, Present(code=sent[1]))
    assert await intake.do(choose("quiet")) == ["notify-forgotten", "returned-ask"]
    assert await address(intake, sent[0]) is None


async def test_an_address_that_cannot_be_opened_is_as_none(intake, sent, caplog):
    """It can be agreed to anew."""
    await move_address(intake, sent[0], intake.chat())
    chat = intake.chat("elsewhere")
    await intake.do(Present(code=sent[1]), chat=chat)
    assert not (await intake.state(chat)).told
    assert "an address could not be opened: AddressUnreadable" in caplog.text


async def test_an_erased_case_keeps_no_address(intake, sent):
    """Even if the two meet in one moment."""
    await intake.accept(choose("yes"))
    real = intake.database.write

    async def erase_first(work):
        await real(lambda unit: cases.erase(unit, sent[0], at=intake.now))
        return await real(work)

    intake.database.write = erase_first
    await intake.work()
    assert await address(intake, sent[0]) is None


# Announcing ------------------------------------------------------------------------------------------------------


async def test_an_answer_is_announced_with_neutral_words_and_nothing_else(intake, sent):
    """Once, in the language that was spoken, wherever the conversation stands by then."""
    await intake.do(Speak(language=Language.RU), choose("yes"))
    await answer(intake, sent[0])
    assert await intake.desk.announce() == 1
    (turn,) = await intake.hear()
    assert [message.id for message in turn.messages] == ["notice-answer"]
    assert (turn.prompt, turn.notices, turn.language) == (None, (), Language.RU)
    assert (await intake.state()).stage is Stage.ASKING
    assert (await left(intake), await intake.desk.announce()) == ((), 0)


async def test_who_did_not_agree_is_not_told(intake, sent):
    """The tiding goes, and the answer waits for the code."""
    await intake.do(choose("no"))
    await answer(intake, sent[0])
    assert (await intake.desk.announce(), await intake.hear(), await left(intake)) == (0, [], ())


async def test_an_announcement_and_its_tiding_are_one(intake, sent, monkeypatch):
    """A fault between them loses neither, and says nothing twice."""
    await intake.do(choose("yes"))
    await answer(intake, sent[0])

    async def fail(*_: object) -> None:
        raise ValueError("a defect")

    with monkeypatch.context() as broken:
        broken.setattr(intake.desk.post, "write", fail)
        with pytest.raises(ValueError, match="a defect"):
            await intake.desk.announce()
    assert (await left(intake), await intake.hear()) == ((sent[0],), [])
    assert (await intake.desk.announce(), len(await intake.hear())) == (1, 1)


async def move_address(intake, case, where):
    """What somebody who can write to the database may do: another case's address under this case."""
    sealed = seal_address(CaseId("e" * 32), where, intake.keys.intake.delivery.recipient, lambda size: b"d" * size)
    await intake.database.write(lambda unit: addresses.save(unit, case, sealed))


async def test_an_address_in_the_wrong_place_is_not_written_to(intake, sent, caplog):
    """The next one is."""
    await intake.do(choose("yes"))
    other = intake.chat("oleh")
    await intake.do(*START, chat=other)
    await intake.send(other)
    await intake.do(Steer.SKIP, choose("yes"), chat=other)
    await move_address(intake, sent[0], other)
    await answer(intake, sent[0], (await intake.state(other)).case)
    assert await intake.desk.announce() == 1
    assert (await intake.hear(), len(await intake.hear(other))) == ([], 1)
    assert "AddressUnreadable" in caplog.text


async def test_an_address_on_a_channel_that_is_not_open_is_left_alone(intake, sent, caplog):
    """It is said in the log, without the address; the answer waits for the code."""
    await intake.do(choose("yes"))
    await answer(intake, sent[0])
    intake.on("signal")
    assert (await intake.desk.announce(), await left(intake)) == (0, ())
    assert "its channel is not open" in caplog.text
    assert "anna" not in caplog.text


async def test_many_answers_are_announced_at_once(intake):
    """To each where they agreed to be told."""
    intake.on("telegram")
    chats = [intake.chat(str(number)) for number in range(3)]
    for chat in chats:
        await intake.do(*START, Steer.SEND, Steer.SKIP, choose("yes"), chat=chat)
    await answer(intake, *[(await intake.state(chat)).case for chat in chats])
    assert await intake.desk.announce() == 3
    assert [len(await intake.hear(chat)) for chat in chats] == [1, 1, 1]


async def test_an_answer_to_a_redirected_chat_leaves_the_old_one_silent(intake, sent):
    """Whoever holds the old phone learns nothing."""
    await intake.do(choose("yes"))
    chat = replace(intake.chat("elsewhere"), language=Language.UK)
    await intake.do(Present(code=sent[1]), choose("notify"), chat=chat)
    await answer(intake, sent[0])
    await intake.desk.announce()
    assert (await intake.hear(), len(await intake.hear(chat))) == ([], 1)
