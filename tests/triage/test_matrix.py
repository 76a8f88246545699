"""Every command, tried at the desk by every role and by a stranger: what is answered is what the matrix says.

Each command has a line that is right in a case that allows it. Where a right depends on the case, the line is tried in
a case that grants it and in one that does not. Every try is undone, so that none changes what the next one finds.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

import pytest

from storage import cases, members, offers, parcels, partners
from storage.cases import CaseState
from storage.documents import Help, Urgency
from storage.ids import MemberId, PartnerId, Reference, draw_id
from storage.members import Role, Standing
from storage.partners import Aid, Partner
from storage.sealed import HybridIdentity, open_sealed
from triage.desk import Stranger
from triage.grammar.rights import MATRIX, Command, Right
from triage.membership import roster
from triage.notices import flatten
from triage.referral.package import read_package

LUMEKO = Reference("lumeko-42")


class Scene(StrEnum):
    """How the case stands, or what is named, when the line is typed."""

    PLAIN = "plain"  # somebody else holds it, it is assessed, nobody is in danger, and others own what is named
    HOLDING = "holding"
    EMERGENCY = "emergency"
    DECIDED = "decided"
    OWNING = "owning"


GRANTED: Mapping[Right, frozenset[Scene]] = {
    Right.ALWAYS: frozenset(Scene),
    Right.HOLDING: frozenset({Scene.HOLDING}),
    Right.EMERGENCY: frozenset({Scene.HOLDING, Scene.EMERGENCY}),
    Right.ASSESSING: frozenset(Scene) - {Scene.DECIDED},
    Right.CALLED: frozenset(Scene) - {Scene.DECIDED},
    Right.DECIDED: frozenset({Scene.DECIDED}),
    Right.OWNING: frozenset({Scene.OWNING}),
    Right.NEVER: frozenset(),
}
OTHERS: Mapping[Command, Reference] = {
    Command.LINK: Reference("bokalu-13"),
    Command.UNLINK: Reference("zelora-51"),
}
"""The second case of a line, which stands like the first."""
REFUSALS: Mapping[Right, str] = {
    Right.HOLDING: "error-not-holding",
    Right.EMERGENCY: "error-not-holding",
    Right.ASSESSING: "error-not-holding",
    Right.CALLED: "error-not-holding",
    Right.DECIDED: "error-not-decided",
    Right.OWNING: "error-not-owning",
    Right.NEVER: "error-not-allowed",
}
LINES: Mapping[Command, str] = {
    Command.JOIN: "join {invitation}",
    Command.HELP: "help",
    Command.QUEUE: "queue",
    Command.NEXT: "next",
    Command.CLAIM: "claim bokalu-13",
    Command.RELEASE: "release lumeko-42",
    Command.SHOW: "show lumeko-42",
    Command.OPEN: "open lumeko-42",
    Command.ASSESS: "assess lumeko-42 likely yes legal a father of two",
    Command.DECIDE: "decide lumeko-42 record for the record",
    Command.REPLY: "reply lumeko-42 we have read it",
    Command.CANNED: "canned lumeko-42 read",
    Command.CLOSE: "close lumeko-42 recorded",
    Command.URGENCY: "urgency lumeko-42 urgent date",
    Command.ALERTS: "alerts",
    Command.ACK: "ack tavine-30",
    Command.KEY: "key",
    Command.READMIT: "readmit Stas",
    Command.CONFLICT: "conflict lumeko-42",
    Command.ASSIGN: "assign lumeko-42 Olha",
    Command.NOTE: "note lumeko-42 the lawyer has called",
    Command.ASK: "ask lumeko-42 place",
    Command.LINK: "link lumeko-42 bokalu-13 related",
    Command.UNLINK: "unlink lumeko-42 zelora-51",
    Command.TAG: "tag lumeko-42 un",
    Command.UNTAG: "untag lumeko-42 border",
    Command.FIND: "find state=decided",
    Command.WHO: "who Olena Shcherbak",
    Command.ACTION: "action lumeko-42 contact",
    Command.ACTIONS: "actions zelora-51",
    Command.RESULT: "result {action} ongoing",
    Command.EXPORT: "export lumeko-42",
    Command.ERASE: "erase lumeko-42",
    Command.PROPOSALS: "proposals",
    Command.APPROVE: "approve {proposal}",
    Command.REFUSE: "refuse {proposal}",
    Command.DUTY: "duty",
    Command.SHIFT: "shift Petro mon,tue 18:00-20:00",
    Command.UNSHIFT: "unshift {shift}",
    Command.SWAP: "swap 2026-11-24 Petro",
    Command.TAKE: "take {swap}",
    Command.ZONE: "zone Europe/Kyiv",
    Command.QUIET: "quiet 22:00-07:00",
    Command.PAGER: "pager",
    Command.DRILL: "drill",
    Command.PARTNERS: "partners",
    Command.VERIFIED: "verified Harbour",
    Command.MATCH: "match lumeko-42",
    Command.REFER: "refer lumeko-42 Harbour",
    Command.OFFERS: "offers mirado-17",
    Command.HANDED: "handed {offer}",
    Command.ANSWER: "answer yes {answer}",
    Command.REVOKE: "revoke mirado-17",
    Command.REVIEW: "review tavine-30 ok",
    Command.MINE: "mine",
    Command.OVERDUE: "overdue",
    Command.FOLLOW: "follow lumeko-42 2026-12-01",
    Command.DIGEST: "digest off",
    Command.MEMBERS: "members",
    Command.INVITE: "invite Nadia member",
    Command.ROLE: "role Bohdan referrer",
    Command.SUSPEND: "suspend Bohdan",
    Command.DEPART: "depart Bohdan",
    Command.LEAVE: "leave",
    Command.CHANNELS: "channels",
}
DECIDED_FIRST = frozenset({Command.REFER})
"""What needs a decision whoever asks for it, unless somebody is in danger."""

ACTORS = {Role.MEMBER: "Anna", Role.COORDINATOR: "Clara", Role.REFERRER: "Rafael", Role.LEAD: "Lena"}


class Undone(Exception):
    """What was answered; the transaction is not to be kept."""


@dataclass(frozen=True)
class World:
    """A group at work, and what its commands can name.

    Attributes:
        stage: with the desk.
        named: what stands for the names in a line.
        own: the number of an action that the actor owns.
        desk: another one on the same stage.
    """

    stage: object
    named: dict[str, object]
    own: object = None
    desk: object = None

    async def tell(self, name, line):
        """Do a line for good, whoever's it is; the first number in the answer."""
        answer = await self.stage.desk.obey(self.stage.people[name], line, self.stage.now, proven=True)
        said = [*flatten(answer)]
        assert not [notice for notice in said if notice.id.startswith("error-")], (line, said)
        return next((notice.args["number"] for notice in said if "number" in notice.args), None)

    async def answer(self, unit, actor, command, scene=Scene.PLAIN):
        """The ids of what the desk answers to a command's line."""
        named = self.named | ({"action": self.own} if scene is Scene.OWNING else {})
        line = LINES[command].format(**named)
        desk = self.desk or self.stage.desk
        answer = await desk.obey(actor, line, self.stage.now, proven=True, within=unit)
        return [notice.id for notice in answer]

    async def attempt(self, actor, command, scene):
        """What the desk answers in a scene; nothing is kept of it."""

        async def work(unit):
            await self.set(unit, actor, command, scene)
            raise Undone(await self.answer(unit, actor, command, scene))

        with pytest.raises(Undone) as undone:
            await self.stage.database.write(work)
        return undone.value.args[0]

    async def set(self, unit, actor, command, scene):
        """Make the case stand as the scene says."""
        case = await cases.find(unit, LUMEKO)
        decided = scene is Scene.DECIDED or command in DECIDED_FIRST
        changed = replace(
            case,
            holder=actor if scene is Scene.HOLDING else self.stage.people["Bohdan"],
            lease_until=self.stage.now + timedelta(hours=1),
            urgency=Urgency.EMERGENCY if scene is Scene.EMERGENCY else Urgency.NORMAL,
            state=CaseState.DECIDED if decided else CaseState.ASSESSING,
            decision=Help.RECORD if decided else None,
        )
        await cases.save(unit, changed, expected=case)
        if command in OTHERS:
            other = await cases.find(unit, OTHERS[command])
            alike = replace(other, holder=changed.holder, lease_until=changed.lease_until, urgency=changed.urgency)
            await cases.save(unit, alike, expected=other)
        if command is Command.ASSESS:
            await self.answer(unit, actor, Command.OPEN)


@pytest.fixture
async def group(stage):
    """The group without anybody who tries: cases in every state, a referral, a proposal, a shift, and somebody new."""
    for name, role in (("Olha", Role.LEAD), ("Petro", Role.COORDINATOR), ("Roman", Role.REFERRER)):
        await stage.enrol(name, role)
    await stage.enrol("Stas", standing=Standing.SUSPENDED)
    identity = await enter_partner(stage)
    for reference in ("lumeko-42", "mirado-17", "zelora-51", "bokalu-13"):
        await stage.receive(reference, state=CaseState.DECIDED)
    await stage.receive("tavine-30", Urgency.EMERGENCY, alert=True)

    async def prepare(unit):
        lumeko = await cases.find(unit, LUMEKO)
        await cases.save(unit, replace(lumeko, state=CaseState.ASSESSING), expected=lumeko)
        return await roster.invite(unit, stage.keys.group, "Ivan", Role.MEMBER, now=stage.now, draw=os.urandom)

    world = World(stage, {"invitation": await stage.database.write(prepare)})
    await world.tell("Olha", "open lumeko-42")
    await world.tell("Olha", "assess lumeko-42 likely yes legal a father of two")
    await world.tell("Petro", "link lumeko-42 zelora-51 related")
    await world.tell("Petro", "tag lumeko-42 border")
    await world.tell("Olha", f"approve {await world.tell('Petro', 'refer mirado-17 Harbour')}")
    await world.tell("Roman", "refer tavine-30 Harbour")
    world.named["proposal"] = await world.tell("Olha", "export bokalu-13")
    world.named["action"] = await world.tell("Petro", "action zelora-51 contact owner=Bohdan")
    world.named["shift"] = await world.tell("Petro", "shift Petro mon,tue,wed,thu,fri 9:00-17:00")
    (offer,) = await stage.database.read(lambda unit: find_offers(unit, "mirado-17"))
    package = (await stage.database.read(lambda unit: parcels.of_offer(unit, offer.number)))[0]
    opened = read_package(open_sealed(package.header, package.payload, [identity]))
    world.named.update({"offer": offer.number, "answer": opened.answer_code, "swap": 0})
    return world


async def enter_partner(stage):
    """Enter a partner to whom a member hands packages; its key."""
    identity = HybridIdentity.generate(os.urandom)
    partner = Partner(
        id=PartnerId(draw_id(os.urandom)),
        name="Harbour",
        offers=(Aid.LEGAL,),
        recipient=identity.recipient.encode(),
        verified_at=stage.now,
    )
    signed = partners.sign(partner, stage.keys.group.roster)
    await stage.database.write(lambda unit: partners.save(unit, signed))
    return identity


async def find_offers(unit, reference):
    """The offers of a case."""
    return await offers.of_case(unit, (await cases.find(unit, Reference(reference))).id)


def scenes(command):
    """The scenes in which a command is tried: the plain one, and those on which the right of some role depends."""
    rights = {right for right in MATRIX[command].values() if right is not Right.ALWAYS}
    ends = {Scene.DECIDED} if rights & {Right.ASSESSING, Right.CALLED} else set()
    return sorted({Scene.PLAIN}.union(ends, *(GRANTED[right] for right in rights)))


def expected(right, scene):
    """The refusal that a right comes to in a scene; nothing where it grants what was asked."""
    return None if scene in GRANTED[right] else REFUSALS[right]


def refusal(answer):
    """The refusal in an answer, whatever it is."""
    return next((said for said in answer if said.startswith("error-") or said == "stranger"), None)


def test_every_command_has_a_line():
    """Whoever adds a command says here how it is tried."""
    assert set(LINES) == set(Command) == set(MATRIX)


@pytest.mark.parametrize("role", Role)
async def test_what_a_role_is_answered_is_what_the_matrix_says(group, role):
    """Command by command, in each scene on which the answer may depend."""
    name = ACTORS[role]
    actor = group.stage.people[name]
    own = await group.tell("Petro", f"action zelora-51 contact owner={name}")
    if role is not Role.MEMBER:
        await group.tell("Petro", f"shift {name} mon,tue,wed,thu,fri 18:00-20:00")
        group.named["swap"] = await group.tell("Petro", f"swap 2026-11-25 {name}")
    world = replace(group, own=own)
    tries = [(command, scene) for command in Command for scene in scenes(command)]
    answered = {(command, scene): refusal(await world.attempt(actor, command, scene)) for command, scene in tries}
    assert answered == {(command, scene): expected(MATRIX[command][role], scene) for command, scene in tries}


async def test_locked_desk_refuses_what_the_role_never_includes(group):
    """Before anything is said about keys: who may not give a command need not learn what it waits for."""
    locked = replace(group, desk=group.stage.open_desk(locked=True))
    never = [(command, role) for command in Command for role in Role if MATRIX[command][role] is Right.NEVER]

    async def work(unit):
        people = group.stage.people
        tries = [await locked.answer(unit, people[ACTORS[role]], command) for command, role in never]
        raise Undone([refusal(answer) for answer in tries])

    with pytest.raises(Undone) as undone:
        await group.stage.database.write(work)
    assert undone.value.args[0] == ["error-not-allowed"] * len(never)


async def strangers(stage):
    """Everybody who is no active member: unknown, by an id of nobody's, suspended, departed, and forged."""
    gone = await stage.enrol("Zoya", Role.LEAD, Standing.DEPARTED)
    clara = (await stage.read_roster()).called("Clara")
    forged = replace(clara, id=MemberId("f" * 32), name="Mallory", role=Role.LEAD)
    await stage.database.write(lambda unit: members.save(unit, forged))
    return (Stranger(), MemberId("e" * 32), stage.people["Stas"], gone, forged.id)


async def test_stranger_is_answered_one_thing(group):
    """Whatever is typed, but for an invitation, which admits whoever presents it."""
    for actor in await strangers(group.stage):

        async def work(unit, actor=actor):
            raise Undone({command: await group.answer(unit, actor, command) for command in Command})

        with pytest.raises(Undone) as undone:
            await group.stage.database.write(work)
        (answered,) = undone.value.args
        assert answered == {command: ["stranger"] for command in Command} | {Command.JOIN: ["joined"]}


def test_stranger_may_only_join():
    """The matrix says the same."""
    assert {command for command in Command if MATRIX[command][None] is not Right.NEVER} == {Command.JOIN}
