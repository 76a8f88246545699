"""Partners on Signal: the package goes to their number, the answer comes back as a stranger's line, and rows decide."""

import os
from dataclasses import replace

import pytest

from bots.signal.refusals import RecipientUntrusted
from bots.staff.referring import Referring as Clockwork
from bots.staff.signal import offering
from bots.traffic import ChatClosed, Undeliverable
from storage import cases, offers, partners
from storage.documents import Urgency
from storage.offers import OfferState
from storage.sealed import HybridIdentity, open_file
from tests.triage.conftest import a_submission
from tests.triage.referral.conftest import Referring
from triage.referral.package import read_package


class Partners(Referring):
    """Partners with phones, and the clock's look at their offers."""

    def __init__(self, office):
        super().__init__(office.stage, a_submission)
        self.office = office
        self.phones = {}

    async def meet(self, name, **changes):
        """Enter a partner with a phone of its own."""
        phone = self.office.signal.add_person(number=f"+4915112345{len(self.phones):02d}")
        self.office.account.meet(phone.user)
        partner = await self.enter(name, number=phone.user.number, **changes)
        self.phones[partner.id] = phone
        return phone

    async def look(self):
        """Let the clock look, and what was written be sent."""
        done = await Clockwork(self.office.office, self.office.calling).look(self.stage.now)
        await self.office.settle()
        return done

    def got(self, phone):
        """The files that a partner got."""
        return [file for message in phone.bots for file in message.files]

    def code(self, name, phone):
        """The code in the package that a partner has opened."""
        identity = self.identities[self.partners[name].id]
        return read_package(open_file(self.got(phone)[0].content, [identity])).answer_code

    async def answer(self, phone, said):
        """The partner answers; what it is told."""
        return await self.office.hear(phone, lambda: phone.types(said))


@pytest.fixture
async def asked(office):
    """An emergency that a referrer has offered to a partner, by Signal, and to another one after it."""
    referring = Partners(office)
    await office.seat("Rafael")
    phone = await referring.meet("Open Door", places=("UA-65",))
    await referring.meet("Safe Harbour", places=("UA",))
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY, attachments=())
    await office.stage.attach("lumeko-42", b"a photograph of a court")
    await referring.obey("Rafael", "refer lumeko-42")
    return referring, phone


async def test_package_goes_to_the_partners_number(asked):
    """A neutral line in the partner's language, and files that its key alone opens; once."""
    referring, phone = asked
    assert await referring.look()
    package, photograph = referring.got(phone)
    identity = referring.identities[referring.partners["Open Door"].id]
    assert read_package(open_file(package.content, [identity])).reference == "lumeko-42"
    assert open_file(photograph.content, [identity]) == b"a photograph of a court"
    said = phone.bots[0].text
    assert "чи можете ви допомогти" in said
    assert not any(word in said.casefold() for word in ("lumeko", "солідарн", "справ"))
    assert not await referring.look()
    assert len(referring.got(phone)) == 2
    assert ("offer_sent", referring.partners["Open Door"].id) in await referring.stage.acts("lumeko-42")


async def test_answer_comes_back_to_the_number(asked):
    """A yes is taken, thanked for, and told to the members; a wrong code is told from no other."""
    referring, phone = asked
    await referring.look()
    assert "невідомий" in await referring.answer(phone, "так bado-kemi-luna-tiso") or "not known" in phone.bots[-1].text
    code = referring.code("Open Door", phone)
    thanks = await referring.answer(phone, f"так {code}")
    assert thanks
    assert await referring.answer(phone, f"так {code}") == phone.bots[2].text
    assert await referring.look()
    assert "TAKEN IT ON" in referring.office.people["Rafael"].screen
    assert await referring.states("lumeko-42") == ["accepted", "revoked"]


async def test_wrong_codes_are_answered_a_few_times(asked):
    """Nobody wears the number out with them; the right one is taken however many came before."""
    referring, phone = asked
    await referring.look()
    before = len(phone.bots)
    for _ in range(9):
        phone.types("no bado-kemi-luna-tiso")
    await referring.office.settle()
    assert len(phone.bots) - before == 5
    await referring.answer(phone, f"no {referring.code('Open Door', phone)}")
    assert (await referring.states("lumeko-42"))[0] == "declined"


async def test_next_partner_is_asked_while_the_desk_is_locked(asked):
    """The package for it was sealed from the beginning."""
    referring, phone = asked
    await referring.look()
    await referring.office.start(locked=True)
    referring.stage.later(hours=2)
    assert await referring.look()
    second = referring.phones[referring.partners["Safe Harbour"].id]
    assert len(referring.got(second)) == 2
    assert await referring.states("lumeko-42") == ["expired", "offered"]
    assert len(referring.got(phone)) == 2


async def test_what_was_revoked_on_its_way_does_not_leave(asked):
    """The letter is read only when it is sent."""
    referring, phone = asked
    await Clockwork(referring.office.office, referring.office.calling).look(referring.stage.now)
    await referring.obey("Rafael", "revoke lumeko-42")
    await referring.office.settle()
    assert referring.got(phone) == []
    assert not await referring.look()
    assert phone.bots == []


async def test_partner_is_told_that_it_does_not_stand_any_more(asked):
    """Once, in neutral words, if it has the package already."""
    referring, phone = asked
    await referring.look()
    await referring.obey("Rafael", "revoke lumeko-42")
    assert await referring.look()
    assert "видаліть файл" in phone.bots[-1].text
    assert not await referring.look()


async def test_consent_that_was_taken_back_stops_what_is_on_its_way(asked):
    """Nothing leaves, and the members hear it."""
    referring, phone = asked
    await referring.withdraw_consent("lumeko-42")
    await referring.look()
    assert referring.got(phone) == []
    assert await referring.states("lumeko-42") == ["revoked", "revoked"]
    assert "does not agree any more" in referring.office.people["Rafael"].screen


async def test_consent_that_was_taken_back_recalls_what_a_partner_has(asked):
    """The partner is told, its code is worth nothing any more, nobody else is asked, and the members hear it once."""
    referring, phone = asked
    await referring.look()
    code = referring.code("Open Door", phone)
    await referring.withdraw_consent("lumeko-42")
    assert await referring.look()
    assert "видаліть файл" in phone.bots[-1].text
    assert await referring.states("lumeko-42") == ["revoked", "revoked"]
    assert referring.office.people["Rafael"].screen.count("does not agree any more") == 1
    assert not await referring.look()
    assert "застарів" in await referring.answer(phone, f"так {code}") or "too old" in phone.bots[-1].text


@pytest.mark.parametrize("failure", [ChatClosed(), Undeliverable("no"), RecipientUntrusted()])
async def test_partner_whom_signal_does_not_reach_is_left_to_a_member(asked, monkeypatch, failure):
    """The members are told to hand the package over, once."""
    referring, phone = asked

    async def fail(*_args):
        raise failure

    monkeypatch.setattr(offering.Offering, "_send", fail)
    await referring.look()
    first, _ = await referring.offers("lumeko-42")
    assert (first.state, first.by_hand) == (OfferState.OFFERED, True)
    assert referring.office.people["Rafael"].screen.count("hand the package over") == 1
    assert not await referring.look()
    assert phone.bots == []


@pytest.mark.parametrize("failure", [None, ChatClosed()])
async def test_case_that_is_erased_while_its_package_leaves(asked, monkeypatch, failure):
    """There is nothing to note any more, and nothing breaks."""
    referring, _ = asked
    stage = referring.stage
    case = await stage.case("lumeko-42")
    first, _ = await referring.offers("lumeko-42")

    async def erased(*_args):
        await stage.database.write(lambda unit: cases.erase(unit, case.id, at=stage.now))
        if failure is not None:
            raise failure

    monkeypatch.setattr(offering.Offering, "_send", erased)
    office = referring.office
    number = referring.partners["Open Door"].number
    await offering.Offering(office.office, office.calling, None).deliver(number, first.number)
    assert await referring.offers("lumeko-42") == ()


async def test_without_a_number_of_ours_a_member_carries(asked):
    """Where the group has no Signal, nobody waits for it."""
    referring, _ = asked
    referring.office.calling._voices.clear()
    assert await referring.look()
    assert (await referring.offers("lumeko-42"))[0].by_hand


async def test_partner_whose_row_changed_on_the_way_is_sent_nothing(asked):
    """A letter that lay in the outbox goes to no other number than the signed one."""
    referring, phone = asked
    clockwork = Clockwork(referring.office.office, referring.office.calling)
    await clockwork.look(referring.stage.now)
    gone = referring.partners["Open Door"].id
    await referring.stage.database.write(lambda unit: partners.drop(unit, gone))
    await referring.office.settle()
    assert referring.got(phone) == []


async def test_partner_who_was_dropped_is_passed_over(asked):
    """The next one is asked, and nobody carries a package to one who left the directory."""
    referring, phone = asked
    gone = referring.partners["Open Door"].id
    await referring.stage.database.write(lambda unit: partners.drop(unit, gone))
    await referring.look()
    assert await referring.states("lumeko-42") == ["revoked", "offered"]
    await referring.look()
    assert referring.got(phone) == []
    assert len(referring.got(referring.phones[referring.partners["Safe Harbour"].id])) == 2


async def erase(referring):
    """Erase the case, as intake, the clock or two members do."""
    case, stage = await referring.stage.case("lumeko-42"), referring.stage
    await stage.database.write(lambda unit: cases.erase(unit, case.id, at=stage.now))


@pytest.mark.parametrize("accepted", [False, True])
async def test_erasing_a_case_recalls_what_a_partner_has(asked, accepted):
    """The partner is told once, also one that has taken the case on; then nothing is left of the offer."""
    referring, phone = asked
    await referring.look()
    if accepted:
        await referring.answer(phone, f"так {referring.code('Open Door', phone)}")
        await referring.look()
    before = len(phone.bots)
    await erase(referring)
    assert await referring.look()
    assert ["видаліть файл" in message.text for message in phone.bots[before:]] == [True]
    assert await referring.states("lumeko-42") == []
    assert not await referring.look()


async def test_erasing_a_case_tells_members_of_a_package_they_handed_over(asked):
    """No bot can tell that partner; members hear the reference, once."""
    referring, _ = asked
    (first, _) = await referring.offers("lumeko-42")
    now = referring.stage.now
    await referring.stage.database.write(lambda unit: offers.carry(unit, first.number, now))
    await referring.stage.database.write(lambda unit: offers.hand(unit, first.number, now, now))
    await erase(referring)
    assert await referring.look()
    assert referring.office.people["Rafael"].screen.count("lumeko-42: nothing more goes to partners") == 1
    assert await referring.states("lumeko-42") == []
    assert not await referring.look()


async def test_partner_with_another_key_by_now_is_passed_over(asked):
    """What was sealed to the key before goes to nobody; the next partner is asked, and members need do nothing."""
    referring, phone = asked
    renewed = HybridIdentity.generate(os.urandom).recipient.encode()
    partner = replace(referring.partners["Open Door"], recipient=renewed)
    signed = partners.sign(partner, referring.stage.keys.group.roster)
    await referring.stage.database.write(lambda unit: partners.save(unit, signed))
    await referring.look()
    assert await referring.states("lumeko-42") == ["revoked", "offered"]
    assert referring.got(phone) == []


async def test_two_looks_send_once(asked):
    """What waits in the outbox is not written again; what was settled meanwhile is left alone."""
    referring, phone = asked
    clockwork = Clockwork(referring.office.office, referring.office.calling)
    assert await clockwork.look(referring.stage.now)
    assert not await clockwork.look(referring.stage.now)
    await referring.office.settle()
    assert len(referring.got(phone)) == 2
    first, _ = await referring.offers("lumeko-42")
    database, now = referring.stage.database, referring.stage.now
    assert not await database.write(lambda unit: clockwork._send(unit, number=first.number, now=now))
    await database.write(lambda unit: offers.revoke(unit, first.number))
    assert await database.write(lambda unit: clockwork._recall(unit, number=first.number))
    assert not await database.write(lambda unit: clockwork._recall(unit, number=first.number))


async def test_file_that_is_too_large_is_said_to_come_in_another_way(asked, monkeypatch):
    """What is small enough goes, and the partner is told of the rest."""
    referring, phone = asked
    first, _ = await referring.offers("lumeko-42")
    package, photograph = await referring.files(first)
    assert photograph.size < package.size
    monkeypatch.setattr(offering, "LARGEST", photograph.size)
    await referring.look()
    assert [len(file.content) for file in referring.got(phone)] == [photograph.size]
    assert "Ще 1 файл завеликий" in phone.bots[0].text
    await referring.office.settle()
    assert "too large for Signal" in referring.office.people["Rafael"].screen


async def test_member_gets_the_package_that_he_is_to_carry(office):
    """On Signal, with the list of the offers; the partner's key alone opens it."""
    referring = Partners(office)
    rafael = await office.seat("Rafael")
    await referring.enter("Safe Harbour", number=None)
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY, attachments=())
    await referring.obey("Rafael", "refer lumeko-42")
    assert "hand the sealed files over" in await office.say("Rafael", "offers lumeko-42")
    (file,) = referring.got(rafael)
    identity = referring.identities[referring.partners["Safe Harbour"].id]
    assert read_package(open_file(file.content, [identity])).reference == "lumeko-42"
