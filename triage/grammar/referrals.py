"""Partners, and cases that are offered to them.

On the path from a typed line to an order: the orders and the forms of one subject. Values only.
"""

from dataclasses import dataclass

from storage.ids import Reference
from triage.grammar.form import PROOF, REFERENCE, Argument, Form, Kind, field
from triage.grammar.labels import Verdict
from triage.grammar.orders import Order
from triage.grammar.rights import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPartners(Order):
    """The directory of partners, or all that is known of one."""

    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyPartner(Order):
    """Somebody has made sure that what is known of a partner is so."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPartners(Order):
    """The partners that fit a case, and why."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Refer(Order):
    """Offer a case to partners, one after the other.

    Attributes:
        reference: the case.
        partners: names between commas, in the order in which they are asked; none means those that fit. Secret.
        override: why it goes without the submitter's agreement. Secret.
        code: what the member's authenticator shows. Secret until it was used.
    """

    reference: Reference
    partners: str = ""
    override: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOffers(Order):
    """How far the offers of a case have come; the packages that a member has to hand over come with them."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHanded(Order):
    """A member has handed the package of this offer over."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAnswer(Order):
    """What a partner has told a member: yes or no, and the code. Secret until it was used."""

    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeReferral(Order):
    """Take back what no partner has accepted yet."""

    reference: Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewReferral(Order):
    """What another member says of a referral that one ordered alone. ``text`` is secret."""

    reference: Reference
    verdict: Verdict
    text: str = ""


FORMS: tuple[Form, ...] = (
    Form(
        command=Command.PARTNERS,
        order=ListPartners,
        arguments=(Argument(name="name", kind=Kind.NAME, required=False),),
    ),
    Form(command=Command.VERIFIED, order=VerifyPartner, arguments=(Argument(name="name", kind=Kind.NAME),)),
    Form(command=Command.MATCH, order=MatchPartners, arguments=(REFERENCE,)),
    Form(
        command=Command.REFER,
        order=Refer,
        arguments=(
            REFERENCE,
            Argument(name="partners", kind=Kind.TEXT, required=False),
            field("override", Kind.TEXT, required=False),
            PROOF,
        ),
    ),
    Form(command=Command.OFFERS, order=ListOffers, arguments=(REFERENCE,)),
    Form(command=Command.HANDED, order=NoteHanded, arguments=(Argument(name="number", kind=Kind.NUMBER),)),
    # A code and a word, in whichever order they were heard.
    Form(command=Command.ANSWER, order=NoteAnswer, arguments=(Argument(name="answer", kind=Kind.CODE),)),
    Form(command=Command.REVOKE, order=RevokeReferral, arguments=(REFERENCE,)),
    Form(
        command=Command.REVIEW,
        order=ReviewReferral,
        arguments=(
            REFERENCE,
            Argument(name="verdict", kind=Kind.CHOICE, vocabulary="verdict"),
            Argument(name="text", kind=Kind.TEXT, required=False),
        ),
    ),
)
"""As the help lists them."""
