"""What each kind of decision has, and what it needs: one table for the desk, the help and the tests.

Beside the use case of a decision. Pure. A statement has signatories, a hearing has a court; a refusal needs its reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from storage.documents import ActionKind, ConsentUse, Help
from triage.decisions.errors import FieldRefused
from triage.errors import ReasonNeeded
from triage.grammar.form import says
from triage.grammar.orders import Decide

_EVERYWHERE = frozenset({"reason"})
_OF_ONE_KIND = ("to", "signed", "court", "date", "goes", "partner", "due", "why", "reply")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What belongs to a kind of decision.

    Attributes:
        fields: of the order, those that say something about this kind.
        grounds: of these one at least is needed, unless all of them are words and none are taken.
        action: what is begun with it.
    """

    fields: frozenset[str] = frozenset()
    grounds: frozenset[str] = _EVERYWHERE
    action: ActionKind | None = None


SHAPES: Mapping[Help, Shape] = MappingProxyType(
    {
        Help.STATEMENT: Shape(fields=frozenset({"to", "signed", "due"}), action=ActionKind.STATEMENT),
        Help.LETTER: Shape(fields=frozenset({"to", "signed", "due"}), action=ActionKind.LETTER),
        Help.MISSION: Shape(fields=frozenset({"court", "date", "goes", "due"}), action=ActionKind.MISSION),
        Help.AWARENESS: Shape(fields=frozenset({"to", "due"}), action=ActionKind.AWARENESS),
        Help.LEGAL: Shape(fields=frozenset({"partner", "due"}), action=ActionKind.LEGAL),
        Help.MATERIAL: Shape(fields=frozenset({"partner", "due"}), action=ActionKind.MATERIAL),
        Help.REFERRAL: Shape(fields=frozenset({"partner", "due"}), action=ActionKind.REFERRAL),
        Help.RECORD: Shape(),
        Help.DECLINE: Shape(fields=frozenset({"why", "reply"}), grounds=frozenset({"reason", "why"})),
    }
)
"""The only table of what a kind of decision has; a reason in words every kind may have."""

CONSENTS: Mapping[ActionKind, ConsentUse] = MappingProxyType(
    {
        ActionKind.STATEMENT: ConsentUse.PUBLISH,
        ActionKind.LETTER: ConsentUse.PUBLISH,
        ActionKind.MEDIA: ConsentUse.PUBLISH,
        ActionKind.AWARENESS: ConsentUse.MEMBERS,
        ActionKind.UN: ConsentUse.UN,
        ActionKind.LEGAL: ConsentUse.REFER,
        ActionKind.MATERIAL: ConsentUse.REFER,
        ActionKind.REFERRAL: ConsentUse.REFER,
    }
)
"""What the submitter must have agreed to before it is done; what is missing here tells nobody anything of the case."""


def check(order: Decide, *, words: bool) -> Shape:
    """Look whether a decision has what its kind needs, and nothing else.

    Args:
        order: as it was typed.
        words: whether words are taken where it was typed; where they are not, a reason may be missing.

    Raises:
        FieldRefused: the kind has no such field.
        ReasonNeeded: nothing says why.
    """
    shape = SHAPES[order.decision]
    for name in _OF_ONE_KIND:
        if getattr(order, name) and name not in shape.fields:
            raise FieldRefused(order.decision, name)
    grounds = shape.grounds if words else shape.grounds - _EVERYWHERE
    if grounds and not any(says(getattr(order, name) or "") for name in grounds):
        raise ReasonNeeded
    return shape
