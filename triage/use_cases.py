"""The use cases: what each command does, in one table.

On the path between the desk and the rooms of the wing. Who may give a command has been checked before it comes here.
"""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any

from triage import judging, queue
from triage.casework import asking, assignment, conflict, linking, noting, searching, tagging
from triage.decisions import acting, approval, deciding, erasing, exporting
from triage.duty import alerts, drill, hours, pagers, rota, swaps
from triage.grammar import guide
from triage.grammar.orders import Explain, JoinRoster
from triage.grammar.rights import Command
from triage.membership import departure, invitations, keyring, people, readmission, roles, suspension
from triage.notices import Notice, say
from triage.referral import directory, matching, offering, ordering, reviewing
from triage.times import digest, following, listing
from triage.turn import Turn

UseCase = Callable[[Turn, Any], Awaitable[tuple[Notice, ...]]]


async def _explain(turn: Turn, order: Explain) -> tuple[Notice, ...]:
    if order.topic is None:
        return guide.overview(turn.member.role, turn.room.labels, turn.language, words=turn.words)
    return (guide.usage(order.topic, turn.room.labels, turn.language, words=turn.words),)


async def _already_joined(turn: Turn, order: JoinRoster) -> tuple[Notice, ...]:  # noqa: ARG001
    return (say("joined-before", name=turn.member.name, role=turn.member.role),)


USE_CASES: Mapping[Command, UseCase] = MappingProxyType(
    {
        Command.JOIN: _already_joined,
        Command.HELP: _explain,
        Command.QUEUE: queue.list_queue,
        Command.NEXT: queue.take_next,
        Command.CLAIM: queue.claim,
        Command.RELEASE: queue.release,
        Command.SHOW: queue.show,
        Command.OPEN: judging.read,
        Command.ASSESS: judging.assess,
        Command.DECIDE: deciding.decide,
        Command.REPLY: judging.answer,
        Command.CANNED: judging.answer_canned,
        Command.CLOSE: judging.close,
        Command.URGENCY: queue.change_urgency,
        Command.ALERTS: alerts.list_alerts,
        Command.ACK: alerts.acknowledge,
        Command.KEY: keyring.register,
        Command.READMIT: readmission.readmit,
        Command.CONFLICT: conflict.declare,
        Command.ASSIGN: assignment.assign,
        Command.NOTE: noting.write_note,
        Command.ASK: asking.ask,
        Command.LINK: linking.link,
        Command.UNLINK: linking.part,
        Command.TAG: tagging.add,
        Command.UNTAG: tagging.drop,
        Command.FIND: searching.find_cases,
        Command.WHO: searching.find_person,
        Command.ACTION: acting.begin_action,
        Command.ACTIONS: acting.list_actions,
        Command.RESULT: acting.note_result,
        Command.EXPORT: exporting.export,
        Command.ERASE: erasing.erase,
        Command.PROPOSALS: approval.list_proposals,
        Command.APPROVE: approval.approve,
        Command.REFUSE: approval.refuse,
        Command.PARTNERS: directory.list_partners,
        Command.VERIFIED: directory.verify,
        Command.MATCH: matching.match,
        Command.REFER: ordering.refer,
        Command.OFFERS: offering.list_offers,
        Command.HANDED: offering.note_handed,
        Command.ANSWER: offering.note_answer,
        Command.REVOKE: offering.revoke,
        Command.REVIEW: reviewing.review,
        Command.MEMBERS: people.list_members,
        Command.INVITE: invitations.invite,
        Command.ROLE: roles.change,
        Command.SUSPEND: suspension.order,
        Command.DEPART: departure.depart,
        Command.LEAVE: departure.leave,
        Command.CHANNELS: people.channels,
        Command.DUTY: rota.show,
        Command.SHIFT: rota.add,
        Command.UNSHIFT: rota.drop,
        Command.SWAP: swaps.ask,
        Command.TAKE: swaps.take,
        Command.ZONE: hours.set_zone,
        Command.QUIET: hours.set_quiet,
        Command.PAGER: pagers.set_pager,
        Command.DRILL: drill.begin,
        Command.MINE: listing.list_mine,
        Command.OVERDUE: listing.list_overdue,
        Command.FOLLOW: following.follow,
        Command.DIGEST: digest.set_digest,
    }
)
