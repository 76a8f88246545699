"""Coming back with the receipt code: replies, additions, withdrawal; and codes that open nothing."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from intake.drafts import Unfinished, seal_draft
from intake.events import Arrive, Choose, Present, Steer, Text
from intake.interview import Stage
from intake.receipt import draw_code, group
from storage import audit, cases, drafts, offers, papers, receipts
from storage.cases import CaseState
from storage.database import tables
from storage.documents import Decision, DocumentKind, Help, Language, QuestionnaireKind, Reply, Urgency
from storage.envelopes import Heading, seal_document
from storage.ids import CaseId, DocumentId, MemberId, draw_id
from storage.offers import NewOffer
from storage.receipts import Receipt
from storage.sealed import derive_receipt, parse_recipient

AUTHOR = MemberId("a" * 32)


def choose(*codes):
    return Choose(codes=codes)


def text(typed):
    return Text(text=typed)


@pytest.fixture
async def sent(intake):
    """A case that was sent from Anna's chat, with its receipt code."""
    await intake.do(Steer.SHOW, choose("report"), choose("no"), text("A search."))
    code = await intake.send()
    case = (await intake.state()).case
    return case, code


async def reply(intake, case, words, *, signer=None, to=None):
    """Seal a reply as triage does."""
    (submission, *_) = await intake.submissions(to or case)
    group_keys = intake.keys.group
    sealed = seal_document(
        DocumentId(draw_id(os.urandom)),
        Heading(deployment=group_keys.manifest.deployment, case=case, kind=DocumentKind.REPLY),
        Reply(author=AUTHOR, text=words, written=intake.now),
        recipients=(*group_keys.manifest.recipients, parse_recipient(submission.reply_to)),
        signer=signer or group_keys.roster,
        draw=os.urandom,
    )
    intake.now += timedelta(minutes=1)
    row = papers.of_document(sealed, created_at=intake.now, author=AUTHOR)
    await intake.database.write(lambda unit: papers.add(unit, row))
    return row


async def present(intake, code, chat):
    """What is said to whoever presents a code in another chat."""
    await intake.accept(Present(code=code), chat)
    await intake.work(chat)
    (turn,) = await intake.hear(chat)
    return turn


# Replies ---------------------------------------------------------------------------------------------------------


async def test_a_code_shows_the_state_and_that_there_is_no_answer_yet(intake, sent):
    """From another chat, in whatever grouping."""
    turn = await present(intake, group(sent[1]), intake.chat("elsewhere"))
    assert [message.id for message in turn.messages] == ["returned-received", "returned-no-reply"]
    assert turn.prompt.ask.id == "returned-ask"


@pytest.mark.parametrize("state", sorted(set(CaseState) - {CaseState.WITHDRAWN}))
async def test_every_state_has_its_words(intake, sent, state):
    """In the catalogue too."""

    async def move(unit):
        row = await cases.by_id(unit, sent[0])
        await cases.save(unit, replace(row, state=state), expected=row)

    await intake.database.write(move)
    turn = await present(intake, sent[1], intake.chat("elsewhere"))
    assert turn.messages[0].id == f"returned-{state}"


async def test_replies_are_shown_in_order(intake, sent):
    """With their day, cleaned of what could steer a terminal."""
    await reply(intake, sent[0], "We have read it.\x1b[2J")
    await reply(intake, sent[0], "A lawyer will write.")
    turn = await present(intake, sent[1], intake.chat("elsewhere"))
    assert [dict(message.args) for message in turn.messages[1:]] == [
        {"date": "22.11.2026", "text": "We have read it.[2J"},
        {"date": "22.11.2026", "text": "A lawyer will write."},
    ]


async def test_other_documents_stay_the_group_s_own(intake, sent):
    """A decision is sealed to the group alone, and is not looked at."""
    manifest = intake.keys.group.manifest
    sealed = seal_document(
        DocumentId(draw_id(os.urandom)),
        Heading(deployment=manifest.deployment, case=sent[0], kind=DocumentKind.DECISION),
        Decision(author=AUTHOR, kind=Help.RECORD, reason="because", written=intake.now),
        recipients=manifest.recipients,
        signer=intake.keys.group.roster,
        draw=os.urandom,
    )
    row = papers.of_document(sealed, created_at=intake.now, author=AUTHOR)
    await intake.database.write(lambda unit: papers.add(unit, row))
    turn = await present(intake, sent[1], intake.chat("elsewhere"))
    assert [message.id for message in turn.messages] == ["returned-received", "returned-no-reply"]


async def test_a_reply_that_nobody_of_the_group_signed_is_left_out(intake, sent):
    """The others are shown, the audit log says that one was refused, and the way back stays open."""
    await reply(intake, sent[0], "Give your code to this number.", signer=intake.keys.intake.signer)
    erased = await reply(intake, sent[0], "erased")
    await intake.database.write(lambda unit: papers.erase_header(unit, erased.id))
    await reply(intake, sent[0], "A true one.")
    chat = intake.chat("elsewhere")
    turn = await present(intake, sent[1], chat)
    assert [message.args.get("text") for message in turn.messages] == [None, "A true one."]
    assert (await intake.state(chat)).stage is Stage.RETURNED
    acts = [entry.act for entry in await intake.database.read(lambda unit: audit.of_case(unit, sent[0]))]
    assert acts.count(audit.Act.DOCUMENT_REFUSED) == 2


async def test_a_reply_to_another_case_is_not_shown(intake, sent):
    """Moved between rows, it is refused."""
    await intake.do(Steer.SHOW, choose("report"), choose("no"), Steer.SEND, chat=intake.chat("oleh"))
    other = (await intake.state(intake.chat("oleh"))).case
    moved = await reply(intake, other, "For Oleh.", to=sent[0])

    async def move(unit):
        await papers.drop(unit, moved.id)
        await papers.add(unit, replace(moved, case=sent[0]))

    await intake.database.write(move)
    turn = await present(intake, sent[1], intake.chat("elsewhere"))
    assert [message.id for message in turn.messages] == ["returned-received", "returned-no-reply"]


# Codes that open nothing -----------------------------------------------------------------------------------------


async def test_the_code_of_an_erased_case_is_as_unknown_as_any(intake, sent):
    """The same words, the same state."""
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    assert await intake.do(choose("withdraw"), choose("withdraw"), chat=chat) == ["withdrawn"]
    answers = []
    for name, code in (("one", sent[1]), ("two", draw_code(os.urandom))):
        turn = await present(intake, code, intake.chat(name))
        state = await intake.state(intake.chat(name))
        answers.append((turn, state.stage, state.returned, state.received))
    assert answers[0] == answers[1]
    assert [message.id for message in answers[0][0].messages] == ["code-unknown"]


async def test_a_wrong_second_code_closes_the_case(intake, sent):
    """What is begun then is a case of its own, with a code of its own."""
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(Present(code=draw_code(os.urandom)), Steer.BACK, chat=chat)
    await intake.do(choose("report"), choose("no"), chat=chat)
    assert await intake.do(Steer.SEND, chat=chat) == ["received", "receipt-code", "receipt-ask"]
    assert (await intake.state(chat)).case != sent[0]
    assert len(await intake.submissions(sent[0])) == 1


async def test_a_new_process_asks_for_the_code_again(intake, sent):
    """At the terminal, where whoever sits down next may be somebody else."""
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    assert (await intake.do(Arrive(), chat=chat))[-1] == "code-ask"
    assert (await intake.state(chat)).returned is None


# Adding ----------------------------------------------------------------------------------------------------------


async def test_a_receipt_that_was_turned_to_another_case_opens_nothing(intake, sent):
    """Whoever can write rows leads nobody to read or erase another case; the log says that it was tried."""
    case, code = sent
    other = intake.chat("other")
    await intake.do(Steer.SHOW, choose("report"), choose("no"), text("Another."), Steer.SEND, chat=other)
    theirs = (await intake.state(other)).case

    async def swap(unit):
        kept = {row.case: row for row in await unit.execute(tables.receipts.select())}
        await unit.execute(tables.receipts.delete())
        for where, to in ((case, theirs), (theirs, case)):
            row = kept[where]
            await receipts.add(unit, Receipt(locator=row.locator, case=CaseId(to), signature=row.signature))

    await intake.database.write(swap)
    turn = await present(intake, code, intake.chat("elsewhere"))
    assert [message.id for message in turn.messages] == ["code-unknown"]
    acts = [entry.act for entry in await intake.database.read(lambda unit: audit.of_case(unit, theirs))]
    assert acts[-1] is audit.Act.RECEIPT_REFUSED


async def test_an_addition_reaches_the_case(intake, sent):
    """As a document of its own; the conversation then ends."""
    chat = intake.chat("elsewhere", Language.UK)
    intake.now += timedelta(minutes=1)
    await present(intake, sent[1], chat)
    await intake.do(choose("add"), choose("no"), text("They came again."), Steer.SKIP, chat=chat)
    assert await intake.do(Steer.SEND, chat=chat) == ["addition-received", "goodbye", "support"]
    assert await intake.state(chat) is None
    (first, _), (second, addition) = await intake.documents(sent[0])
    assert (first, second) == (DocumentKind.SUBMISSION, DocumentKind.ADDITION)
    assert (addition.questionnaire, addition.urgency) == (QuestionnaireKind.ADDITION, Urgency.NORMAL)
    assert [answer.text for answer in addition.answers] == ["", "They came again.", ""]
    acts = [entry.act for entry in await intake.database.read(lambda unit: audit.of_case(unit, sent[0]))]
    assert acts == [audit.Act.CASE_RECEIVED, audit.Act.RECEIPT_PRESENTED, audit.Act.CASE_ADDED_TO]


async def test_two_chats_may_add_to_one_case(intake, sent):
    """Each what is its own; ending one leaves the other."""
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("add"), choose("no"), text("From elsewhere."), chat=chat)
    for events, where in (((Steer.SKIP, text("a village"), Steer.SEND), None), ((Steer.SEND,), chat)):
        intake.now += timedelta(minutes=1)
        await intake.do(*events, chat=where)
    await intake.do(Steer.STOP, chat=chat)
    assert [[answer.text for answer in document.answers] for document in await intake.submissions(sent[0])] == [
        ["", "A search."],
        ["a village"],
        ["", "From elsewhere."],
    ]
    assert (await intake.state()).stage is Stage.ASKING
    assert await intake.state(chat) is None


# Withdrawing -----------------------------------------------------------------------------------------------------


async def test_a_withdrawal_erases_everything(intake, sent):
    """Documents, receipt, consents and every draft of the case; the row stays as withdrawn, and the log says so."""
    case, code = sent
    chat = intake.chat("elsewhere")
    await present(intake, code, chat)
    await intake.do(choose("withdraw"), chat=chat)
    assert await intake.do(choose("withdraw"), chat=chat) == ["withdrawn"]

    async def read(unit):
        return (
            (await cases.by_id(unit, case)).state,
            await papers.of_case(unit, case),
            await receipts.find(unit, derive_receipt(code, intake.keys.group.manifest.receipt_salt).locator),
            await drafts.abandoned(unit, intake.now + timedelta(days=1)),
            [entry.act for entry in await audit.of_case(unit, case)],
        )

    acts = [audit.Act.CASE_RECEIVED, audit.Act.RECEIPT_PRESENTED, audit.Act.CASE_WITHDRAWN]
    assert await intake.database.read(read) == (CaseState.WITHDRAWN, (), None, (), acts)


async def test_two_chats_may_withdraw_one_case(intake, sent):
    """Both hear that it is erased; the log says it once."""
    chats = [intake.chat("one"), intake.chat("two")]
    for chat in chats:
        await present(intake, sent[1], chat)
        await intake.do(choose("withdraw"), chat=chat)
    state = await intake.state(chats[1])
    assert await intake.do(choose("withdraw"), chat=chats[0]) == ["withdrawn"]
    await put_back(intake, chats[1], state)
    assert await intake.do(choose("withdraw"), chat=chats[1]) == ["withdrawn"]
    acts = [entry.act for entry in await intake.database.read(lambda unit: audit.of_case(unit, sent[0]))]
    assert acts.count(audit.Act.CASE_WITHDRAWN) == 1


async def put_back(intake, chat, state):
    """A draft as another worker may still save it just after the erasure."""
    key = intake.desk.post.key(chat)
    draft = seal_draft(key, Unfinished(interview=state), intake.keys.intake, now=intake.now, draw=os.urandom)
    await intake.database.write(lambda unit: drafts.save(unit, draft))


async def test_an_erased_case_takes_nothing_more(intake, sent, file):
    """Whoever still writes is told so, and files that came meanwhile are gone."""
    state = await intake.state()
    chat = intake.chat("elsewhere")
    await present(intake, sent[1], chat)
    await intake.do(choose("withdraw"), choose("withdraw"), chat=chat)
    assert await intake.state() is None
    await put_back(intake, intake.chat(), state)
    await intake.do(Steer.SKIP, text("a village"), file(b"bytes"))
    assert len(await intake.blobs.names()) == 1
    assert await intake.do(Steer.SEND) == ["withdrawn"]
    assert await intake.database.read(lambda unit: papers.of_case(unit, sent[0])) == ()
    assert await intake.blobs.names() == ()
    assert await intake.state() is None


async def test_an_erasure_in_the_very_moment_of_an_addition_wins(intake, sent):
    """The addition is tried again, and then there is nothing to add to."""

    class Erasing:
        """The database, in which somebody erases the case between the desk's look and its write."""

        erased = False

        def __init__(self, database):
            self._database = database
            self.read = database.read

        async def write(self, work):
            if not self.erased:
                self.erased = True
                await self._database.write(lambda unit: cases.erase(unit, sent[0], at=intake.now))
            return await self._database.write(work)

    await intake.do(Steer.SKIP, text("a village"))
    await intake.accept(Steer.SEND)
    intake.reopen(database=Erasing(intake.database))
    while await intake.work():
        pass
    assert await intake.database.read(lambda unit: papers.of_case(unit, sent[0])) == ()
    acts = [entry.act for entry in await intake.database.read(lambda unit: audit.of_case(unit, sent[0]))]
    assert acts == [audit.Act.CASE_RECEIVED]
    (turn,) = await intake.hear()
    assert turn.prompt.ask.id == "begin-ask"


# News of a referral ----------------------------------------------------------------------------------------------


async def refer(intake, case, *ends):
    """Offer a case to partners, one after the other, each with this end."""
    referral = DocumentId(draw_id(os.urandom))

    async def write(unit):
        for turn, end in enumerate(ends):
            prepared = NewOffer(
                referral=referral,
                case=case,
                partner=draw_id(os.urandom),
                turn=turn,
                by_hand=False,
                digest=f"{turn}",
                key="",
            )
            number = await offers.add(unit, prepared)
            await offers.begin(unit, number, intake.now, intake.now + timedelta(days=1))
            if end is not None:
                await offers.answer(unit, number, end, intake.now)

    await intake.database.write(write)


@pytest.mark.parametrize(
    ("ends", "news"),
    [
        ((None,), "returned-news-seeking"),
        ((False, None), "returned-news-seeking"),
        ((False, True), "returned-news-taken"),
        ((False, False), "returned-news-none"),
    ],
)
async def test_a_referral_is_told_of_in_neutral_words(intake, sent, ends, news):
    """After how the case stands; no partner is named."""
    await refer(intake, sent[0], *ends)
    turn = await present(intake, sent[1], intake.chat("elsewhere"))
    assert [message.id for message in turn.messages] == ["returned-received", news, "returned-no-reply"]
    assert not turn.messages[1].args


async def test_of_a_closed_case_no_referral_is_told(intake, sent):
    """What came of it stands in the answers."""
    await refer(intake, sent[0], None)

    async def close(unit):
        row = await cases.by_id(unit, sent[0])
        await cases.save(unit, replace(row, state=CaseState.CLOSED), expected=row)

    await intake.database.write(close)
    turn = await present(intake, sent[1], intake.chat("elsewhere"))
    assert [message.id for message in turn.messages] == ["returned-closed", "returned-no-reply"]
