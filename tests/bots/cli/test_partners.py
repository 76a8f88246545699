"""Partners on the command line: entered, shown, forgotten; and packages that a member takes along."""

import asyncio
import os
import stat
from datetime import UTC, datetime, timedelta

import pytest

from bots.staff import wiring
from storage import cases, consents, offers, parcels, referrals
from storage.cases import Case, CaseState
from storage.documents import Consent, ConsentGrant, ConsentUse, Language, QuestionnaireKind, Urgency
from storage.ids import CaseId, DocumentId, MemberId, PartnerId, Reference
from storage.offers import NewOffer
from storage.parcels import PACKAGE, Parcel
from storage.referrals import Referral
from storage.sealed import HybridIdentity

RECIPIENT = HybridIdentity.generate(os.urandom).recipient.encode()


def add(place, *more, name="Open Door"):
    return place.call("partners add", name, "--recipient", RECIPIENT, *more, unlock=True)


@pytest.fixture
def entered(place):
    """A partner in the directory."""
    words = ("--offers", "medical, legal", "--places", "ua-65,PL", "--languages", "uk", "--number", "+380441234567")
    assert add(place, *words).status == 0
    return place


def test_partner_is_listed_and_shown(entered):
    """In the words of the vocabulary, and nobody needs a passphrase to read."""
    assert entered.call("partners list").out == "Open Door\tlegal,medical\tUA-65,PL\n"
    shown = entered.call("partners show", "open door").out
    assert f"recipient\t{RECIPIENT}\n" in shown
    assert "number\t+380441234567\n" in shown


def test_partner_is_verified_and_dropped(entered):
    """Both by name."""
    assert entered.call("partners verify", "Open Door", unlock=True).status == 0
    assert entered.call("partners drop", "Open Door", unlock=True).status == 0
    assert entered.call("partners list").out == ""


@pytest.mark.parametrize(
    ("words", "status"),
    [(("--offers", "money"), 2), (("--offers", "legal", "--places", "Kherson"), 1)],
)
def test_what_cannot_be_so_is_refused(place, words, status):
    """With a hint, and nothing is written."""
    refused = add(place, *words)
    assert refused.status == status
    assert "hint:" in refused.err
    assert place.call("partners list").out == ""


@pytest.mark.parametrize("words", [("partners show", "Nobody"), ("partners hand", "99", "-o", "out")])
def test_what_is_not_there(place, tmp_path, monkeypatch, words):
    """Nobody of that name, nothing under that number."""
    monkeypatch.chdir(tmp_path)
    refused = place.call(*words)
    assert refused.status == 1
    assert "hint:" in refused.err


async def lay_offer(place):
    """An offer by hand whose turn has come, as the desk writes it; its number."""
    now = datetime.now(UTC)
    case = Case(
        id=CaseId("a" * 32),
        reference=Reference("lumeko-42"),
        questionnaire=QuestionnaireKind.APPEAL,
        urgency=Urgency.NORMAL,
        state=CaseState.DECIDED,
        language=Language.UK,
        received_at=now,
        changed_at=now,
    )
    referral = Referral(
        id=DocumentId("b" * 32),
        case=case.id,
        by=MemberId("c" * 32),
        at=now,
        alone=False,
        override=False,
        answer=timedelta(days=1),
    )
    offer = NewOffer(
        referral=referral.id, case=case.id, partner=PartnerId("d" * 32), turn=0, by_hand=True, digest="e" * 64, key=""
    )

    async def work(unit):
        await cases.add(unit, case)
        await consents.add(unit, case.id, [Consent(use=ConsentUse.REFER, grant=ConsentGrant.YES)], now)
        await referrals.add(unit, referral)
        number = await offers.add(unit, offer)
        package = Parcel(offer=number, document=PACKAGE, case=case.id, header=b"head", payload=b"body", size=8)
        await parcels.add(unit, package)
        await offers.begin(unit, number, now, now + referral.answer)
        return number

    async with wiring.open_database(place.config) as database:
        return await database.write(work)


def test_package_is_taken_along(place, tmp_path):
    """The sealed files as they lie, under names that say nothing."""
    number = asyncio.run(lay_offer(place))
    handed = place.call("partners hand", str(number), "-o", str(tmp_path / "stick"))
    assert handed.status == 0
    (file,) = (tmp_path / "stick").iterdir()
    assert handed.out == f"{file}\n"
    assert file.name == "eeeeeeee.age"
    assert file.read_bytes() == b"headbody"
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    assert place.call("partners hand", str(number), "-o", str(tmp_path / "stick")).status == 0


def test_package_that_cannot_be_written_is_said(place, tmp_path):
    """With a hint."""
    number = asyncio.run(lay_offer(place))
    (tmp_path / "file").touch()
    refused = place.call("partners hand", str(number), "-o", str(tmp_path / "file" / "stick"))
    assert refused.status == 1
    assert "hint: choose another folder" in refused.err
