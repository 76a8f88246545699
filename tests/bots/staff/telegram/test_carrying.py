"""Packages that a member carries, and partners who answer to the staff bot on Telegram."""

import pytest

from storage.documents import Urgency
from storage.sealed import open_file
from tests.triage.conftest import a_submission
from tests.triage.referral.conftest import Referring
from triage.referral.package import read_package


@pytest.fixture
async def referring(office):
    """An emergency that goes to a partner by hand."""
    referring = Referring(office.stage, a_submission)
    await referring.enter("Safe Harbour", number=None)
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY, attachments=())
    await referring.obey("Rafael", "refer lumeko-42")
    await office.seat("Rafael")
    return referring


async def test_member_gets_the_package_that_he_is_to_carry(office, referring):
    """As a file that the partner's key alone opens; the text names no partner."""
    said = await office.say("Rafael", "/offers lumeko-42")
    assert "hand the sealed files over" in said
    assert "Safe Harbour" not in said
    ((_, upload),) = office.files("Rafael")
    identity = referring.identities[referring.partners["Safe Harbour"].id]
    assert read_package(open_file(upload, [identity])).reference == "lumeko-42"


async def test_partner_may_answer_here_too(office, referring):
    """A stranger with a good code is thanked, and with any other told the same."""
    (offer,) = await referring.offers("lumeko-42")
    code = (await referring.open(offer)).answer_code
    person = office.stranger()
    person.chat.open = True
    for said in ("yes bado-kemi-luna-tiso", f"yes {code}"):
        person.types(said)
        await office.settle()
    unknown, thanks = (message.text for message in person.bots)
    assert "not known" in unknown
    assert "Thank you" in thanks
    assert await referring.states("lumeko-42") == ["accepted"]
