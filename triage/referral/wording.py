"""Referrals in the record of a case: who ordered one, why without an agreement, and what another member found.

On the path between an opened case and the channel, beside :mod:`triage.record`. Pure; no partner is named here.
"""

from storage.documents import ReferralOrder, Review
from triage.notices import Notice, quote
from triage.turn import Turn


def word_referral(turn: Turn, content: ReferralOrder | Review) -> Notice:
    """Word an order, or what another member says of it."""
    author = turn.roster.name(content.author)
    if isinstance(content, Review):
        return quote(
            "record-review",
            *_word_words(content.text),
            author=author,
            written=content.written,
            verdict="ok" if content.right else "wrong",
        )
    return quote(
        "record-referral",
        *_word_words(content.override),
        author=author,
        written=content.written,
        count=len(content.partners),
        agreed="no" if content.override else "yes",
    )


def _word_words(text: str) -> tuple[Notice, ...]:
    return (quote("record-words", text=text),) if text else ()
