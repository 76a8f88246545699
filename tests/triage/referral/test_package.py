"""The package: only what the submitter wrote, as far as the consent covers it, and only for its partner."""

import hashlib

import pytest

from storage.blobs import BlobStore
from storage.documents import AnswerKind, ConsentGrant, ConsentUse, Urgency
from storage.sealed import NoMatch, open_sealed
from triage.referral.handing import read_files
from triage.referral.package import read_package


async def test_partner_reads_what_the_submitter_wrote(referring):
    """Every answer that was given is there, contact included, and what else was agreed to."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    (first, _) = await referring.offers("lumeko-42")
    package = await referring.open(first)
    (part,) = package.parts
    assert [answer.question for answer in part.answers] == ["happened", "where", "need", "contact"]
    assert package.agreed
    assert (package.reference, package.answer_hours) == ("lumeko-42", 72)
    given = {consent.use: consent.grant for consent in package.consents}
    assert given == {
        ConsentUse.MEMBERS: ConsentGrant.NO,
        ConsentUse.UN: ConsentGrant.YES,
        ConsentUse.PUBLISH: ConsentGrant.NO,
    }


async def test_nothing_that_a_member_wrote_is_in_it(referring):
    """No judgement, no note and no name leaves with a case."""
    await referring.receive("lumeko-42")
    await referring.obey("Anna", "note lumeko-42 canary of a member")
    await referring.refer("lumeko-42")
    (first, _) = await referring.offers("lumeko-42")
    package = await referring.open(first)
    assert "canary of a member" not in str(package.parts)
    assert "Clara" not in str(package)


async def test_without_an_agreement_nobody_can_be_reached_through_it(referring):
    """An override passes on what happened, and not how the submitter can be reached."""
    await referring.receive("lumeko-42", urgency=Urgency.EMERGENCY, decided=False, agreed=False)
    await referring.obey("Rafael", "refer lumeko-42 override=he may be killed tonight")
    (first, _) = await referring.offers("lumeko-42")
    package = await referring.open(first)
    assert not package.agreed
    assert AnswerKind.CONTACT not in {answer.kind for part in package.parts for answer in part.answers}


async def test_each_partner_opens_its_own_alone(referring):
    """Another partner's key does not open a package, and each one has a code of its own."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    first, second = await referring.offers("lumeko-42")
    (package,) = await referring.files(second)
    with pytest.raises(NoMatch):
        open_sealed(package.header, package.payload, [referring.identities[first.partner]])
    assert (await referring.open(first)).answer_code != (await referring.open(second)).answer_code


async def test_attached_files_go_along_without_being_unsealed(referring, tmp_path):
    """The partner opens the file that intake sealed, and finds its digest in the package."""
    await referring.receive("lumeko-42", attachments=())
    file = await referring.stage.attach("lumeko-42", b"a photograph of a court")
    await referring.refer("lumeko-42")
    (first, _) = await referring.offers("lumeko-42")
    files = await referring.stage.database.read(lambda unit: read_files(unit, first.number))
    named = next(one for part in (await referring.open(first)).parts for one in part.files)
    (sealed,) = [one for one in files if one.name == named.file]
    blobs = BlobStore.open(str(tmp_path / "blobs"))
    payload = b"".join([chunk async for chunk in blobs.read(sealed.blob)])
    opened = open_sealed(sealed.header, payload, [referring.identities[first.partner]])
    assert opened == b"a photograph of a court"
    assert named.sha256 == hashlib.sha256(opened).hexdigest() == file.sha256
    assert sealed.size == len(sealed.header) + len(payload)


async def test_file_that_is_not_what_intake_signed_stays(referring):
    """A file that was exchanged is neither named nor sent."""
    await referring.receive("lumeko-42", attachments=())
    await referring.stage.attach("lumeko-42", signer=referring.stage.keys.group.roster)
    await referring.refer("lumeko-42")
    (first, _) = await referring.offers("lumeko-42")
    assert [part.files for part in (await referring.open(first)).parts] == [(), ()]
    assert len(await referring.files(first)) == 1


async def test_size_of_a_package_says_little(referring):
    """Packages are padded like documents."""
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42")
    first, second = await referring.offers("lumeko-42")
    (one,), (other,) = await referring.files(first), await referring.files(second)
    assert len(one.payload) == len(other.payload)


def test_what_is_no_package_is_refused():
    """A reader is told, and nothing is guessed."""
    with pytest.raises(ValueError, match="Package"):
        read_package(b"{}")


async def test_partner_reads_how_to_answer(referring):
    """In its own language and in English, with its code and its time; in each where its language is not known."""
    await referring.enter("Nowhere", languages=())
    await referring.receive("lumeko-42")
    await referring.refer("lumeko-42", "Open Door, Nowhere")
    first, second = [await referring.open(offer) for offer in await referring.offers("lumeko-42")]
    ukrainian, english = first.how_to_answer
    assert f"«так {first.answer_code}»" in ukrainian
    assert "72 годин" in ukrainian
    assert f"“no {first.answer_code}”" in english
    assert len(second.how_to_answer) == 3
    assert first.answer_code not in repr(first)
