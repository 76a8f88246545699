"""What a receipt code opens: how the case stands, what the group answered, and what it asks.

On the path between :mod:`intake.handover`, which derives the keys and commits, and the sealed documents of the case. It
opens only what was sealed to the code that is being presented, and shows nothing that the group did not sign.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from intake.answers import clean
from intake.dates import write_date
from intake.messages import Message, say
from intake.requests import OpenRequest
from storage import cases, consents, offers, papers, receipts, requests
from storage.cases import Case, CaseState
from storage.database import Unit
from storage.documents import Consent, Content, DocumentKind, Question, Reply
from storage.envelopes import open_document
from storage.errors import PermanentError
from storage.ids import DocumentId
from storage.manifest import Manifest
from storage.offers import News
from storage.receipts import Receipt
from storage.sealed import ReceiptSecrets

log = logging.getLogger(__name__)

_NEWS: Mapping[News, str] = MappingProxyType(
    {
        News.SEEKING: "returned-news-seeking",
        News.TAKEN: "returned-news-taken",
        News.NONE_FOUND: "returned-news-none",
    }
)
"""What is said of a referral. That of a closed case is over, whatever came of it: the answers say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a code leads to, as it lies.

    Attributes:
        receipt: that leads there; not verified yet.
        case: the submitter's.
        replies: what the group wrote, the oldest first.
        questions: what it asks and nobody has answered, the oldest first.
        news: what may be said of a referral.
        agreed: to which uses the submitter has agreed, as the ledger says.
    """

    receipt: Receipt
    case: Case
    replies: tuple[papers.Paper, ...]
    questions: tuple[papers.Paper, ...]
    news: News | None
    agreed: tuple[Consent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a code opened.

    Attributes:
        replies: with their words. Secret.
        questions: with theirs. Secret.
        refused: the kind of each document that could not be opened or that the group did not sign.
    """

    replies: tuple[Reply, ...]
    questions: tuple[tuple[DocumentId, Question], ...]
    refused: tuple[DocumentKind, ...]

    @property
    def requests(self) -> tuple[OpenRequest, ...]:
        """What is asked, for the interview."""
        return tuple(OpenRequest(id=id_, what=asked.what, text=clean(asked.text)) for id_, asked in self.questions)


async def find(unit: Unit, locator: str, now: datetime) -> Found | None:
    """What a locator leads to now; nothing where it is unknown, or its case was erased."""
    receipt = await receipts.find(unit, locator)
    if receipt is None:
        return None
    lying = await papers.of_case(unit, receipt.case, (DocumentKind.REPLY, DocumentKind.REQUEST))
    waiting = {request.document for request in await requests.open_of(unit, receipt.case)}
    return Found(
        receipt=receipt,
        case=await cases.by_id(unit, receipt.case),
        replies=tuple(paper for paper in lying if paper.kind is DocumentKind.REPLY),
        questions=tuple(paper for paper in lying if paper.id in waiting and paper.kind is DocumentKind.REQUEST),
        news=await offers.state_of(unit, receipt.case, now),
        agreed=await consents.of_case(unit, receipt.case),
    )


def open_found(found: Found, secrets: ReceiptSecrets, manifest: Manifest) -> Opened:
    """Open what was found. What was tampered with is left out and logged; the others are shown."""
    contents = [(paper, _open(paper, secrets, manifest)) for paper in (*found.replies, *found.questions)]
    return Opened(
        replies=tuple(content for _paper, content in contents if isinstance(content, Reply)),
        questions=tuple((paper.id, content) for paper, content in contents if isinstance(content, Question)),
        refused=tuple(paper.kind for paper, content in contents if content is None),
    )


def tell(found: Found, opened: Opened, *, here: bool) -> tuple[Message, ...]:
    """What is said to whoever presented the code.

    Args:
        found: how the case stands.
        opened: what the code opened.
        here: what is asked can be answered at once, as nothing else is under way in this chat.
    """
    case = found.case
    news = found.news if case.state is not CaseState.CLOSED else None
    replies = tuple(say("returned-reply", date=_day(reply.written), text=clean(reply.text)) for reply in opened.replies)
    asked = tuple(
        say("returned-request", date=_day(question.written), text=clean(question.text))
        for _id, question in opened.questions
    )
    if asked:
        asked = (
            say("returned-requests", count=len(asked)),
            *asked,
            *(() if here else (say("returned-requests-later"),)),
        )
    answers = replies or (() if asked else (say("returned-no-reply"),))
    return (say(f"returned-{case.state}"), *((say(_NEWS[news]),) if news else ()), *answers, *asked)


def _day(written: datetime) -> str:
    return write_date(written.date().isoformat())


def _open(paper: papers.Paper, secrets: ReceiptSecrets, manifest: Manifest) -> Content | None:
    try:
        sealed = papers.document(paper, manifest.deployment)
        return open_document(sealed, identities=[secrets.identity], writers=[manifest.roster])
    except PermanentError as error:
        log.error("a document for the submitter could not be opened: %s", type(error).__name__)
        return None
