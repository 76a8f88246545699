"""A directory of partners, each with a key of its own, and what a test does with their offers."""

import os
from dataclasses import replace

import pytest

from storage import cases, consents, offers, parcels, partners, referrals
from storage.cases import CaseState
from storage.documents import Answer, AnswerKind, Consent, ConsentGrant, ConsentUse, Help, Language, Urgency
from storage.ids import PartnerId, draw_id
from storage.parcels import PACKAGE
from storage.partners import Aid, Partner
from storage.sealed import HybridIdentity, open_sealed
from storage.spoken import read_answer
from triage.referral import progress
from triage.referral.package import read_package

SIGNAL = "+49151000000"


class Referring:
    """Partners, and a stage on which cases are offered to them."""

    def __init__(self, stage, submission):
        self.stage = stage
        self.submission = submission
        self.identities = {}
        self.partners = {}

    async def enter(self, name, *, offers=(Aid.LEGAL,), places=(), number=SIGNAL, languages=(Language.UK,)):
        """Enter a partner into the directory."""
        identity = HybridIdentity.generate(os.urandom)
        partner = Partner(
            id=PartnerId(draw_id(os.urandom)),
            name=name,
            offers=offers,
            places=places,
            languages=languages,
            number=number,
            recipient=identity.recipient.encode(),
            verified_at=self.stage.now,
        )
        signed = partners.sign(partner, self.stage.keys.group.roster)
        await self.stage.database.write(lambda unit: partners.save(unit, signed))
        self.identities[signed.id] = identity
        self.partners[name] = signed
        return signed

    async def receive(self, reference, *, urgency=Urgency.NORMAL, decided=True, agreed=True, **changes):
        """Write a case that asks for a lawyer in Kherson, decided on or not."""
        answers = (
            Answer(question="happened", kind=AnswerKind.LONG_TEXT, text="Мого батька забрали", asked="Що сталося?"),
            Answer(question="where", kind=AnswerKind.PLACE, codes=("UA-65",), asked="Де?", shown=("Херсон",)),
            Answer(question="need", kind=AnswerKind.CHOICES, codes=("legal",), asked="Що допомогло б?"),
            Answer(question="contact", kind=AnswerKind.CONTACT, text="canary@example.org", asked="Як вас знайти?"),
            Answer(question="who", kind=AnswerKind.SHORT_TEXT, asked="Хто?"),
        )
        grant = ConsentGrant.YES if agreed else ConsentGrant.NO
        given = (Consent(use=ConsentUse.REFER, grant=grant), Consent(use=ConsentUse.UN, grant=ConsentGrant.YES))
        content = self.submission(**{"answers": answers, "consents": given, **changes})
        state = CaseState.DECIDED if decided else CaseState.RECEIVED
        return await self.stage.receive(reference, urgency, submission=content, state=state)

    async def obey(self, actor, line, *, words=True):
        """What the desk answers to somebody who has proved who he is."""
        stage = self.stage
        return await stage.desk.obey(stage.people[actor], line, stage.now, words=words, proven=True)

    async def ids(self, actor, line, *, words=True):
        """The ids of the top notices of the answer."""
        return [notice.id for notice in await self.obey(actor, line, words=words)]

    async def refer(self, reference, names=""):
        """Have two members refer a case."""
        (proposed,) = await self.obey("Clara", f"refer {reference} {names}".strip())
        assert proposed.id == "proposed", proposed
        answer = await self.obey("Lena", f"approve {proposed.args['number']}")
        assert "referral-begun" in {notice.id for notice in answer}, answer
        return answer

    async def offers(self, reference):
        """The offers of a case, in order."""
        case = await self.stage.case(reference)
        return await self.stage.database.read(lambda unit: offers.of_case(unit, case.id))

    async def states(self, reference):
        """How far they have come."""
        return [offer.state.value for offer in await self.offers(reference)]

    async def referral(self, reference):
        """The newest referral of a case."""
        case = await self.stage.case(reference)
        return (await self.stage.database.read(lambda unit: referrals.of_case(unit, case.id)))[-1]

    async def files(self, offer):
        """What a partner gets, the package first."""
        return await self.stage.database.read(lambda unit: parcels.of_offer(unit, offer.number))

    async def open(self, offer):
        """What the partner reads in its package."""
        package = (await self.files(offer))[0]
        assert package.document == PACKAGE
        return read_package(open_sealed(package.header, package.payload, [self.identities[offer.partner]]))

    async def deliver(self, offer):
        """A bot has sent the package; whether that was noted."""
        return await self.stage.database.write(lambda unit: progress.note_sent(unit, offer, self.stage.now))

    async def answer(self, offer, said="yes"):
        """Take the partner's answer with the code from its package, as intake would."""
        code = (await self.open(offer)).answer_code
        spoken = read_answer(f"{said} {code}")
        return await self.stage.database.write(lambda unit: offers.take(unit, spoken, self.stage.now))

    async def advance(self):
        """Let the clock look; what members are told."""
        key, now = self.stage.keys.group.manifest.roster, self.stage.now
        events = await self.stage.database.write(lambda unit: progress.advance(unit, key, now))
        return [(event.step.value, event.number) for event in events]

    async def withdraw_consent(self, reference):
        """Let the submitter take back what was agreed to."""
        case = await self.stage.case(reference)
        taken = [Consent(use=ConsentUse.REFER, grant=ConsentGrant.NO)]
        await self.stage.database.write(lambda unit: consents.add(unit, case.id, taken, self.stage.now))

    async def change(self, reference, **changes):
        """Change the row of a case."""
        case = await self.stage.case(reference)
        await self.stage.database.write(lambda unit: cases.save(unit, replace(case, **changes), expected=case))

    async def decide(self, reference, kind=Help.LEGAL):
        """Note a decision in the row."""
        await self.change(reference, state=CaseState.DECIDED, decision=kind)


@pytest.fixture
async def referring(stage, submission):
    """Three partners: one that fits a lawyer in Kherson best, one in all Ukraine by hand, one elsewhere."""
    referring = Referring(stage, submission)
    await referring.enter("Open Door", places=("UA-65",))
    await referring.enter("Safe Harbour", places=("UA",), number=None)
    await referring.enter("Far Away", offers=(Aid.LEGAL, Aid.MEDICAL), places=("PL",))
    return referring
