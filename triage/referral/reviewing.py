"""Reviewing: another member looks at what one referrer ordered alone, within a day.

On the path from an order to ``storage.referrals``. What was found wrong is sealed and logged; taking back what can
still be taken back is a command of its own. Needs the group's keys.
"""

from storage import audit, deadlines, papers, referrals
from storage.audit import Act
from storage.database import Unit
from storage.deadlines import DeadlineKind
from storage.documents import DocumentKind, ReferralOrder, Review
from storage.referrals import Referral
from triage import case as rules
from triage.grammar.labels import Verdict
from triage.grammar.referrals import ReviewReferral
from triage.grammar.rights import Command
from triage.notices import Notice, say
from triage.reading import Record, check_conflict, read_record
from triage.referral.errors import NothingToReview, OwnReferral
from triage.turn import Turn
from triage.writing import seal


async def review(turn: Turn, order: ReviewReferral) -> tuple[Notice, ...]:
    """Seal what another member says of a referral that one ordered alone.

    Raises:
        NothingToReview: none waits for it.
        OwnReferral: the member ordered it himself.
    """
    record = await read_record(turn, order.reference, Command.REVIEW)
    check_conflict(turn, record, rules.Act.REFER)
    referral = await _find_waiting(turn, record)
    right = order.verdict is Verdict.OK
    content = Review(author=turn.member.id, referral=referral.id, right=right, text=order.text, written=turn.now)
    paper = seal(turn, record.card.case, DocumentKind.REVIEW, content)

    async def work(unit: Unit) -> None:
        if not await referrals.review(unit, referral.id, turn.member.id, turn.now, right=right):
            raise NothingToReview
        await papers.add(unit, paper)
        await deadlines.meet(unit, referral.case, DeadlineKind.REVIEW, turn.now, referral.id)
        logged = Act.REFERRAL_REVIEWED
        await audit.write(unit, at=turn.now, actor=turn.member.id, act=logged, case=referral.case, code=order.verdict)

    await turn.room.database.write(work)
    return (say("referral-reviewed", reference=order.reference, verdict=order.verdict),)


async def _find_waiting(turn: Turn, record: Record) -> Referral:
    every = await turn.room.database.read(lambda unit: referrals.of_case(unit, record.card.case.id))
    # Who ordered it stands under the seal; the row says so too, and nobody signed that.
    documents = ((opened.paper.id, opened.content) for opened in record.documents)
    authors = {id_: content.author for id_, content in documents if isinstance(content, ReferralOrder)}
    waiting = [one for one in every if one.alone and one.reviewed_at is None and one.id in authors]
    others = [one for one in waiting if authors[one.id] != turn.member.id]
    if not others:
        raise OwnReferral if waiting else NothingToReview
    return others[0]
