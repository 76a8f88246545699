"""Consent: nothing of a case leaves the group for a use that the submitter has not agreed to.

On the path of every decision and action, and of a referral. The ledger is readable and nobody signs it; what the
submissions say is sealed and signed by intake. Both must say yes, and where what was submitted cannot be trusted the
answer is no. There is no way around it here.
"""

from storage.documents import Consent, ConsentGrant, ConsentUse
from triage.decisions.errors import ConsentMissing
from triage.reading import Record, sealed_consents

_WEIGHT = {
    ConsentGrant.NO: 0,
    ConsentGrant.INITIALS: 1,
    ConsentGrant.FULL_NAME: 2,
    ConsentGrant.YES: 2,
}


def require(record: Record, use: ConsentUse) -> ConsentGrant:
    """Give how far the submitter has agreed to a use.

    Raises:
        ConsentMissing: they have not.
    """
    grant = agreed(record, use)
    if grant is ConsentGrant.NO:
        raise ConsentMissing(use, record.card.case.reference)
    return grant


def agreed(record: Record, use: ConsentUse) -> ConsentGrant:
    """Say how far both ledgers go: the lesser of what each of them says."""
    sealed = sealed_consents(record)
    if sealed is None:
        return ConsentGrant.NO
    return min(_grant(sealed, use), _grant(record.card.consents, use), key=lambda grant: _WEIGHT[grant])


def _grant(consents: tuple[Consent, ...], use: ConsentUse) -> ConsentGrant:
    """What counts is the latest word; no where there is none."""
    return next((consent.grant for consent in reversed(consents) if consent.use is use), ConsentGrant.NO)
