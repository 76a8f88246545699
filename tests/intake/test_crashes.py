"""What is confirmed is saved, and what is saved is confirmed: at every point where a process may die or a disk fill."""

import logging
from dataclasses import replace

import pytest

from intake.drafts import Unfinished, seal_draft
from intake.events import Arrive, Choose, Speak, Steer, Text
from intake.interview import Stage
from storage import alerts, audit, drafts, inbox, outbox, papers
from storage.database import NotSaved
from storage.documents import Language
from storage.errors import TemporaryError
from storage.sealed import seal


class Killed(BaseException):
    """The process ends here."""


class Faulty:
    """The database, with a fault before or behind one of its calls."""

    def __init__(self, database, fault, *, at=0, behind=False):
        self._database, self._fault, self._at, self._behind = database, fault, at, behind
        self.calls = 0

    async def read(self, work):
        """Fail, or read."""
        return await self._call(self._database.read, work)

    async def write(self, work):
        """Fail, or write."""
        return await self._call(self._database.write, work)

    async def _call(self, call, work):
        due = self.calls == self._at
        self.calls += 1
        if due and not self._behind:
            raise self._fault
        result = await call(work)
        if due:
            raise self._fault
        return result


def choose(*codes):
    return Choose(codes=codes)


START = (Steer.SHOW, choose("appeal"), choose("now"), choose("taken"), Text(text="Taken."), Steer.SKIP, Steer.SKIP)


async def everything(intake, case):
    """What lies in the database of a case, by kind."""

    async def read(unit):
        return (
            len(await papers.of_case(unit, case)),
            len(await alerts.due(unit, intake.now, None)),
            len(await audit.of_case(unit, case)),
        )

    return await intake.database.read(read)


@pytest.mark.parametrize("behind", [False, True])
@pytest.mark.parametrize("at", range(2))
@pytest.mark.parametrize("fault", [Killed(), NotSaved("the disk is full")])
async def test_a_submission_survives_a_fault_at_any_call(intake, fault, at, behind):
    """Before the commit nothing is there and nothing was said; behind it, both are. The next process goes on."""
    await intake.do(*START)
    case = (await intake.state()).case
    await intake.accept(Steer.SEND)
    faulty = Faulty(intake.database, fault, at=at, behind=behind)
    intake.reopen(database=faulty)
    with pytest.raises(type(fault)):
        await intake.work()
    intake.reopen()
    committed = at == 1 and behind
    said = await intake.hear()
    assert [message.id for turn in said for message in turn.messages] == (["received-emergency"] if committed else [])
    assert await everything(intake, case) == ((1, 1, 1) if committed else (0, 0, 0))
    assert await intake.work() is not committed
    assert await everything(intake, case) == (1, 1, 1)
    assert (await intake.state()).stage is Stage.RECEIPT
    assert faulty.calls == at + 1


async def test_the_confirmation_and_the_code_come_again(intake):
    """Killed between commit and output: what was said still waits, and whoever sits down sees the code once more."""
    await intake.do(*START)
    await intake.accept(Steer.SEND)
    await intake.work()
    for _ in range(2):
        (message,) = await intake.reopen().outgoing()
        turn = intake.recorder.said[message.body]
        assert [said.id for said in (*turn.messages, *turn.prompt.before)] == ["received-emergency", "receipt-code"]
    code = turn.prompt.before[0].args["code"]
    await intake.desk.sent(message.number)
    await intake.accept(Arrive())
    await intake.work()
    (turn,) = await intake.hear()
    assert [said.id for said in (*turn.messages, *turn.prompt.before)] == ["resumed", "receipt-code"]
    assert turn.prompt.before[0].args["code"] == code


async def test_an_interview_resumes_after_every_answer(intake):
    """A new process stands where the last one stopped."""
    for event in (*START, choose("yes"), choose("go_on"), choose("victim")):
        await intake.do(event)
        before = await intake.state()
        assert await intake.reopen().state() == before
    assert before.cursor == "abuse"


async def test_an_update_that_was_not_saved_was_not_accepted(intake):
    """The platform keeps it and brings it again."""
    intake.reopen(database=Faulty(intake.database, NotSaved("the disk is full")))
    with pytest.raises(TemporaryError):
        await intake.accept(Steer.SHOW)
    assert await intake.reopen().work() is False


async def test_a_duplicate_has_one_effect(intake):
    """Delivered twice before it was handled, and again after."""
    await intake.do(Steer.SHOW, choose("appeal"))
    chat, token = intake.chat(), intake.recorder.token(choose("no"))
    accepted = [await intake.desk.post.accept(chat, "same", token) for _ in range(2)]
    assert await intake.work(chat)
    accepted.append(await intake.desk.post.accept(chat, "same", token))
    assert accepted == [True, False, False]
    assert not await intake.work(chat)
    assert len(await intake.hear()) == 1


async def test_two_workers_at_one_update_have_one_effect(intake):
    """Who comes second finds it done, and says nothing."""
    await intake.do(*START)
    await intake.accept(Steer.SEND)
    first = intake.desk

    class Overtaking:
        """The database of the slower one, behind whose back the faster one works."""

        def __init__(self, database):
            self._database = database
            self.read = database.read

        async def write(self, work):
            assert await first.work(first.post.key(intake.chat()))
            return await self._database.write(work)

    intake.reopen(database=Overtaking(intake.database))
    assert await intake.work()
    intake.reopen()
    assert len(await intake.hear()) == 1
    assert await everything(intake, (await intake.state()).case) == (1, 1, 1)


async def test_a_worker_that_fails_behind_a_faster_one_counts_no_try(intake):
    """The update is done; nothing is set aside and nothing more is said."""
    await intake.do(*START)
    await intake.accept(Steer.SEND)
    first = intake.desk

    class Failing(Faulty):
        """The database of the slower one, which fails only once the faster one is through."""

        async def write(self, work):
            """Write, and fail once the faster one has worked."""
            if self.calls == self._at:
                assert await first.work(first.post.key(intake.chat()))
            return await super().write(work)

    intake.reopen(database=Failing(intake.database, ValueError("a defect"), at=1))
    assert await intake.work()
    assert len(await intake.reopen().hear()) == 1
    assert await intake.database.read(inbox.count_set_aside) == 0


# Poison ----------------------------------------------------------------------------------------------------------


async def test_a_poison_message_is_set_aside_and_the_chat_goes_on(intake, caplog):
    """After five tries, sealed; the submitter is told, and the log learns the kind of the fault only."""
    await intake.do(Steer.SHOW, choose("appeal"))
    await intake.accept(ValueError("the words of the submitter"))
    await intake.accept(choose("no"))
    tries = 0
    while await intake.work():
        tries += 1
    assert tries == 6
    assert [[message.id for message in turn.messages] for turn in await intake.hear()] == [["trouble"], []]
    assert await intake.database.read(inbox.count_set_aside) == 1
    assert (await intake.state()).cursor == "happened"
    assert "ValueError" in caplog.text
    assert "submitter" not in caplog.text


async def test_a_poison_first_message_is_set_aside_too(intake):
    """Before there is a draft, in the chat's own language."""
    chat = intake.chat(language=Language.UK)
    await intake.accept(ValueError(), chat)
    while await intake.work(chat):
        pass
    (message,) = await intake.outgoing(chat)
    turn = intake.recorder.said[message.body]
    assert ([said.id for said in turn.messages], turn.prompt, turn.language) == (["trouble"], None, Language.UK)


async def test_a_temporary_fault_counts_as_no_try(intake):
    """However often the disk is full, the update stays."""
    await intake.do(Steer.SHOW, choose("appeal"))
    await intake.accept(choose("no"))
    for _ in range(7):
        intake.reopen(database=Faulty(intake.database, NotSaved("full"), at=1))
        with pytest.raises(TemporaryError):
            await intake.work()
    await intake.reopen().work()
    assert (await intake.state()).cursor == "happened"


# Drafts and mail in the wrong place ------------------------------------------------------------------------------


async def key_of(intake, name):
    return intake.keys.intake.chat("terminal", "desk", name)


async def swap_drafts(intake, one, other):
    """What somebody who can write to the database may do."""

    async def swap(unit):
        first, second = await drafts.find(unit, one), await drafts.find(unit, other)
        await drafts.save(unit, replace(first, chat=other))
        await drafts.save(unit, replace(second, chat=one))

    await intake.database.write(swap)


async def test_a_swapped_draft_is_refused(intake, caplog):
    """Nobody sees another's answers; both begin anew, and are told that something was lost."""
    for name in ("anna", "oleh"):
        await intake.do(*START, chat=intake.chat(name))
    await swap_drafts(intake, await key_of(intake, "anna"), await key_of(intake, "oleh"))
    answered = await intake.do(choose("go_on"))
    assert answered[:2] == ["language-ask", "draft-lost"]
    assert answered[-1] == "begin-ask"
    assert (await intake.state()).answers == {}
    assert "DraftSwapped" in caplog.text


async def test_a_lost_draft_key_is_told_honestly(intake):
    """After the machine lost its memory; whoever begins is told, and what was received is safe."""
    await intake.do(*START, Steer.SEND)
    case = (await intake.state()).case
    intake.reopen(keys=intake.keys.later)
    assert (await intake.do(Steer.SHOW))[:2] == ["language-ask", "draft-lost"]
    assert len(await intake.submissions(case)) == 1


async def test_a_lost_draft_key_is_told_with_the_language_too(intake):
    """However the first message reads."""
    await intake.do(*START)
    intake.reopen(keys=intake.keys.later)
    assert (await intake.do(Speak(language=Language.UK)))[0] == "draft-lost"


async def test_a_draft_of_another_version_is_told_honestly(intake, caplog):
    """Its form, its questionnaire or its question is not known: nothing of it is quoted, and the chat goes on."""
    await intake.do(*START)
    state, key = await intake.state(), await key_of(intake, "anna")
    sealed = seal(b'{"chat": "canary"}', [intake.keys.intake.draft.recipient], lambda size: b"d" * size)
    unknown_form = replace(
        seal_draft(key, Unfinished(interview=state), intake.keys.intake, now=intake.now, draw=lambda size: b"d" * size),
        header=sealed.header,
        payload=sealed.payload,
    )
    drawn = {"now": intake.now, "draw": lambda size: b"d" * size}
    unknown_version = seal_draft(key, Unfinished(interview=replace(state, version=999)), intake.keys.intake, **drawn)
    unknown_question = seal_draft(key, Unfinished(interview=replace(state, cursor="gone")), intake.keys.intake, **drawn)
    for draft in (unknown_form, unknown_version, unknown_question):
        await intake.database.write(lambda unit, draft=draft: drafts.save(unit, draft))
        assert (await intake.do(choose("no")))[:2] == ["language-ask", "draft-lost"]
    assert caplog.text.count("DraftUnreadable") == 3
    assert "canary" not in caplog.text


async def test_an_update_of_another_chat_is_not_handled(intake):
    """A row that was moved is set aside, and its words are shown to nobody."""
    await intake.do(Steer.SHOW, choose("report"), choose("no"))
    await intake.accept(Text(text="Anna's words"), intake.chat("oleh"))
    anna, oleh = await key_of(intake, "anna"), await key_of(intake, "oleh")
    row = await intake.database.read(lambda unit: inbox.next(unit, oleh))
    moved = inbox.NewUpdate(
        account=row.account,
        update_id="moved",
        chat=anna,
        header=row.header,
        payload=row.payload,
        received_at=intake.now,
    )
    await intake.database.write(lambda unit: inbox.put(unit, moved))
    while await intake.work():
        pass
    assert "happened" not in (await intake.state()).answers
    assert await intake.database.read(inbox.count_set_aside) == 1
    assert (await intake.do(choose("no")))[-1] == "report-happened"


@pytest.mark.parametrize("way", ["in", "out"])
async def test_a_message_of_another_chat_is_not_sent(intake, caplog, way):
    """Neither another's receipt code nor what somebody typed; what is genuine is still sent."""
    await intake.accept(Steer.SHOW, intake.chat("oleh"))
    anna, oleh = await key_of(intake, "anna"), await key_of(intake, "oleh")
    update = await intake.database.read(lambda unit: inbox.next(unit, oleh))
    await intake.work(intake.chat("oleh"))
    (message,) = await intake.database.read(lambda unit: outbox.due(unit, "terminal:desk", oleh, intake.now, 9))
    row = update if way == "in" else message
    moved = outbox.NewMessage(
        account="terminal:desk", chat=anna, header=row.header, payload=row.payload, due_at=intake.now
    )
    await intake.database.write(lambda unit: outbox.add(unit, moved))
    assert (await intake.do(Steer.SHOW))[-1] == "begin-ask"
    assert "a letter was dropped: LetterUnreadable" in caplog.text
    assert len(await intake.hear(intake.chat("oleh"))) == 1


# Canary ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [Steer.SEND, Steer.STOP, Steer.PAUSE])
async def test_nothing_typed_is_readable_anywhere(intake, file, caplog, end):
    """Not in the database, its log, the blobs, nor in any record of any logger at its loudest."""
    caplog.set_level(logging.DEBUG)
    canary = "Zimorodok-7261"
    await intake.do(*START[:4], Text(text=f"It was {canary}."), Text(text=canary), Text(text=f"Signal: {canary}"))
    await intake.do(file(canary.encode() * 3000, name=f"{canary}.jpg"), choose("go_on"))
    await intake.accept(ValueError(canary))
    while await intake.work():
        pass
    assert canary in (await intake.state()).answers["happened"].text
    await intake.do(end)
    on_disk = intake.bytes_on_disk()
    assert len(on_disk) > 100_000
    for form in (canary, canary[:9], canary.lower(), canary.encode("utf-16-le").decode("latin-1")):
        assert form.encode("latin-1") not in on_disk
        assert form not in caplog.text
