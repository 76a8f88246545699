"""Which partners fit a case: by what is needed and where, with the reason for each, said line by line.

On the path of a referral, between an opened case and the order in which partners are asked. The ranking is pure, and
nothing is hidden in a number: a partner stands before another because of what is shown below its name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.documents import Answer, Decision, Help, Language, Submission
from storage.partners import Aid, Partner
from triage.card import span
from triage.case import Act, step
from triage.grammar.labels import Labels, word
from triage.grammar.referrals import MatchPartners
from triage.grammar.rights import Command
from triage.notices import Notice, quote, say
from triage.reading import Record, check_conflict, read_record
from triage.referral import directory
from triage.referral.directory import check_reader, word_partner
from triage.turn import Turn

STALE = timedelta(days=180)
"""After so long somebody should make sure again that a partner is still there."""

_NEEDED_FOR = {Help.LEGAL: Aid.LEGAL, Help.MATERIAL: Aid.MATERIAL}
_NEEDED_AFTER = {"medical": Aid.MEDICAL, "torture": Aid.MEDICAL, "court": Aid.LEGAL}
_PLACES = frozenset({"where"})
_ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for.

    Attributes:
        aids: what the submitter asked for, or what was decided.
        places: codes of where it is; none if nobody said.
        language: in which the submitter writes.
    """

    aids: frozenset[Aid]
    places: frozenset[str]
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A partner that fits, and why.

    Attributes:
        partner: which.
        aids: of what is wanted, what it offers.
        place: its code for where it is, or nothing where it works anywhere.
        language: whether it works in the submitter's.
        stale: nobody has made sure of it for long.
    """

    partner: Partner
    aids: tuple[Aid, ...]
    place: str
    language: bool
    stale: bool


async def match(turn: Turn, order: MatchPartners) -> tuple[Notice, ...]:
    """Show which partners fit a case, and why."""
    check_reader(turn.member, words=turn.words)
    record = await read_record(turn, order.reference, Command.MATCH)
    step(record.card.case.state, Act.REFER)
    check_conflict(turn, record, Act.REFER)
    wanted = find_wanted(record)
    found = rank(await read_directory(turn), wanted, turn.now)
    sought = _word_wanted(wanted, turn.room.labels, turn.language)
    lines = (word_partner(one.partner, turn, *_word_reasons(one, turn)) for one in found)
    return (quote("match-heading", sought, *lines, reference=order.reference, count=len(found)),)


async def read_directory(turn: Turn) -> tuple[Partner, ...]:
    """Read the partners whose rows verify."""
    key = turn.room.manifest.roster
    return (await turn.room.database.read(lambda unit: directory.read(unit, key))).partners


def find_wanted(record: Record) -> Wanted:
    """Find what is looked for, in what the submitter answered and, where that says nothing, in what was decided.

    What members think of a case before it is decided is not looked at: each of them judges it alone.
    """
    contents = [opened.content for opened in record.documents]
    answers = [one for content in contents if isinstance(content, Submission) for one in content.answers]
    asked = frozenset(_read_aids(_codes(answers, "need")))
    found = frozenset(
        aid
        for content in contents
        if isinstance(content, Decision) and (aid := _NEEDED_FOR.get(content.kind)) is not None
    )
    threatened = frozenset(_NEEDED_AFTER[code] for code in _codes(answers, "threat") if code in _NEEDED_AFTER)
    places = frozenset(code for code in _codes(answers, *_PLACES) if code != _ELSEWHERE)
    return Wanted(aids=asked or found | threatened, places=places, language=record.card.case.language)


def rank(partners: Iterable[Partner], wanted: Wanted, now: datetime) -> tuple[Match, ...]:
    """Put those who fit in order: who offers more of it, works in that very place, in that language, was made sure of.

    A partner fits who works in the place and offers some of what is wanted, or anything where nobody said what.
    """
    fitting = [one for partner in partners if (one := _fit(partner, wanted, now)) is not None]
    return tuple(
        sorted(
            fitting,
            key=lambda one: (
                -len(one.aids),
                -len(one.place),
                not one.language,
                one.stale,
                one.partner.name.casefold(),
            ),
        )
    )


def _fit(partner: Partner, wanted: Wanted, now: datetime) -> Match | None:
    aids = tuple(aid for aid in partner.offers if aid in wanted.aids)
    place = _find_place(partner.places, wanted.places)
    if place is None or (wanted.aids and not aids):
        return None
    return Match(
        partner=partner,
        aids=aids,
        place=place,
        language=wanted.language in partner.languages,
        stale=now - partner.verified_at > STALE,
    )


def _find_place(offered: tuple[str, ...], wanted: frozenset[str]) -> str | None:
    """Find the code under which a partner works there: nothing where it works anywhere, None where it does not."""
    if not offered or not wanted:
        return ""
    inside = [code for code in offered if any(one == code or one.startswith(f"{code}-") for one in wanted)]
    return max(inside, key=len, default=None)


def _codes(answers: Iterable[Answer], *questions: str) -> frozenset[str]:
    """Give the codes of the newest answer to each of these questions; whoever changed an answer meant the change."""
    newest = {one.question: one.codes for one in answers if one.question in questions and not one.skipped}
    return frozenset(code for codes in newest.values() for code in codes)


def _read_aids(codes: Iterable[str]) -> Iterator[Aid]:
    known = {aid.value: aid for aid in Aid}
    return (known[code] for code in codes if code in known)


def _word_wanted(wanted: Wanted, labels: Labels, language: Language) -> Notice:
    aids = ", ".join(word(labels, "aid", aid, language) for aid in Aid if aid in wanted.aids)
    return quote("match-wanted", aids=aids or "—", places=", ".join(sorted(wanted.places)) or "—")


def _word_reasons(one: Match, turn: Turn) -> tuple[Notice, ...]:
    labels, language = turn.room.labels, turn.language
    offered = ", ".join(word(labels, "aid", aid, language) for aid in one.aids)
    reasons = [quote("match-aids", aids=offered)] if one.aids else []
    reasons.append(quote("match-place", place=one.place) if one.place else say("match-anywhere"))
    if one.language:
        reasons.append(say("match-language"))
    if one.stale:
        age = span(turn.now - one.partner.verified_at)
        reasons.append(say("match-stale", amount=age.amount, unit=age.unit))
    return tuple(reasons)
