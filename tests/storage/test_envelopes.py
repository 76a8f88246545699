"""Sealed documents: what is sealed comes back to the same place, signed, and nothing else does."""

import dataclasses
import hashlib
import json
import os
import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.documents import (
    Answer,
    AnswerKind,
    Assessment,
    Attachment,
    Closing,
    Consent,
    ConsentGrant,
    ConsentUse,
    Decision,
    DocumentKind,
    Help,
    Language,
    Outcome,
    QuestionnaireKind,
    Reliability,
    Reply,
    Submission,
    Urgency,
)
from storage.envelopes import (
    AttachmentSealer,
    DocumentUnreadable,
    Heading,
    SealedDocument,
    SwappedDocument,
    open_document,
    pad,
    read_document,
    seal_document,
    sign_attachment,
    signed_message,
    verify_attachment,
    write_document,
)
from storage.sealed import (
    AgeError,
    BadSignature,
    HybridIdentity,
    MixedRecipients,
    NoMatch,
    SigningKey,
    X25519Identity,
    open_file,
    open_sealed,
    rewrap,
    seal,
)

GROUP, RECOVERY, OTHER = (HybridIdentity.from_seed(bytes([seed]) * 32) for seed in (1, 2, 3))
INTAKE, TRIAGE, FOREIGN = (SigningKey.from_seed(bytes([seed]) * 32) for seed in (4, 5, 6))
RECIPIENTS = (GROUP.recipient, RECOVERY.recipient)
WHEN = datetime(2026, 11, 22, 3, 13, 0, 5, tzinfo=UTC)
AUTHOR = "a" * 32

SUBMISSION = Submission(
    questionnaire=QuestionnaireKind.REPORT,
    questionnaire_version=3,
    language=Language.UK,
    channel="signal",
    urgency=Urgency.EMERGENCY,
    received=WHEN,
    answers=(
        Answer(question="what", kind=AnswerKind.CHOICES, codes=("search", "threat"), asked="Що?", shown=("А", "Б")),
        Answer(question="where", kind=AnswerKind.PLACE, codes=("UA-43",), text="Джанкой\n\x00\u202e \U0001f54a"),
        Answer(question="files", kind=AnswerKind.FILES, attachments=("f" * 32,)),
        Answer(question="skipped", kind=AnswerKind.LONG_TEXT),
    ),
    attachments=(
        Attachment(
            id="f" * 32,
            name="../../фото.jpg",
            media_type="image/jpeg",
            size=21 << 20,
            sha256="0" * 64,
            blob="b" * 32,
            received=WHEN,
        ),
    ),
    consents=(Consent(use=ConsentUse.PUBLISH, grant=ConsentGrant.INITIALS),),
)
CONTENTS = [
    (DocumentKind.SUBMISSION, SUBMISSION),
    (DocumentKind.ADDITION, dataclasses.replace(SUBMISSION, answers=())),
    (
        DocumentKind.ASSESSMENT,
        Assessment(
            author=AUTHOR,
            at_risk="two sisters",
            reliability=Reliability.LIKELY,
            bears_on_civil_society=True,
            fitting=(Help.LEGAL, Help.REFERRAL),
            conflict_of_interest=False,
            note="",
            written=WHEN,
        ),
    ),
    (DocumentKind.DECISION, Decision(author=AUTHOR, kind=Help.STATEMENT, reason="why", written=WHEN)),
    (DocumentKind.REPLY, Reply(author=AUTHOR, text="Вітаємо", written=WHEN)),
    (DocumentKind.CLOSING, Closing(author=AUTHOR, outcome=Outcome.HELPED, note="", written=WHEN)),
]


def heading(kind=DocumentKind.REPLY, **changes):
    fields = {"deployment": "d" * 32, "case": "c" * 32, "kind": kind}
    return Heading(**(fields | changes))


def sealed_reply(text="the text of a reply", **changes):
    return seal_document(
        "1" * 32,
        heading(**changes),
        Reply(author=AUTHOR, text=text, written=WHEN),
        recipients=RECIPIENTS,
        signer=INTAKE,
        draw=os.urandom,
    )


def opened(sealed, identity=GROUP, writers=(INTAKE.public,)):
    return open_document(sealed, identities=[identity], writers=writers)


@pytest.mark.parametrize(("kind", "content"), CONTENTS, ids=[kind.value for kind, _ in CONTENTS])
def test_every_kind_of_document_comes_back(kind, content):
    """What is sealed opens to an equal value, for every recipient, with any of the writers' keys."""
    sealed = seal_document("1" * 32, heading(kind), content, recipients=RECIPIENTS, signer=INTAKE, draw=os.urandom)
    for identity in (GROUP, RECOVERY):
        assert opened(sealed, identity, (TRIAGE.public, INTAKE.public)) == content


@given(text=st.text())
@settings(max_examples=60)
def test_any_text_comes_back(text):
    """Whatever can be typed survives: controls, directions, emoji."""
    reply = Reply(author=AUTHOR, text=text, written=WHEN)
    assert read_document(heading(), pad(write_document(heading(), reply))) == reply


def test_half_a_surrogate_pair_is_replaced():
    """What JSON cannot carry becomes U+FFFD; two halves become their character; nothing is refused."""
    reply = Reply(author=AUTHOR, text="a\ud800b \ud83d\udd4a", written=WHEN)
    assert read_document(heading(), write_document(heading(), reply)).text == "a\ufffdb \U0001f54a"


def test_a_document_is_json_that_begins_with_its_heading():
    """A reader without this project finds deployment, case, kind and version first."""
    fields = json.loads(write_document(heading(), Reply(author=AUTHOR, text="x", written=WHEN)))
    assert list(fields.items())[:4] == [("deployment", "d" * 32), ("case", "c" * 32), ("kind", "reply"), ("version", 1)]
    assert list(fields["content"]) == ["author", "text", "written"]


def test_header_and_payload_together_are_an_age_file():
    """The two columns of a row, one after the other, open as a file."""
    sealed = sealed_reply()
    assert json.loads(open_file(sealed.header + sealed.payload, [RECOVERY]))["content"]["author"] == AUTHOR


@pytest.mark.parametrize(("size", "padded"), [(0, 4096), (1, 4096), (4096, 4096), (4097, 8192), (40_000, 65_536)])
def test_padding_goes_to_the_next_size_class(size, padded):
    """Sizes are powers of two from 4 KiB; the filling is spaces."""
    document = pad(b"x" * size)
    assert document == b"x" * size + b" " * (padded - size)


def test_sealed_sizes_tell_a_size_class_only():
    """A short reply and a longer one are as long when sealed."""
    assert len(sealed_reply("no").payload) == len(sealed_reply("n" * 2000).payload) == 4096 + 32


@pytest.mark.parametrize(
    "moved",
    [
        {"id": "2" * 32},
        {"heading": heading(case="e" * 32)},
        {"heading": heading(deployment="e" * 32)},
        {"heading": heading(kind=DocumentKind.CLOSING)},
        {"heading": heading(version=2)},
    ],
    ids=["id", "case", "deployment", "kind", "version"],
)
def test_a_document_moved_to_another_row_is_refused(moved):
    """The signature holds a document in its place."""
    with pytest.raises(BadSignature):
        opened(dataclasses.replace(sealed_reply(), **moved))


def test_a_payload_of_another_document_is_refused():
    """A payload that was exchanged is not what the writer signed."""
    one, two = sealed_reply("one"), sealed_reply("two")
    with pytest.raises(BadSignature):
        opened(dataclasses.replace(one, payload=two.payload))


def test_a_header_of_another_document_is_refused():
    """A header that was exchanged opens, but not this payload."""
    one, two = sealed_reply("one"), sealed_reply("two")
    with pytest.raises(AgeError):
        opened(dataclasses.replace(one, header=two.header))


@pytest.mark.parametrize("other", [{"case": "e" * 32}, {"deployment": "e" * 32}], ids=["case", "deployment"])
def test_a_document_signed_into_another_place_is_refused(other):
    """Even a writer's own key cannot move what was sealed for one place to another."""
    sealed = sealed_reply()
    place = heading(**other)
    message = signed_message(sealed.id, place, hashlib.sha256(sealed.payload).digest())
    forged = dataclasses.replace(sealed, heading=place, signature=INTAKE.sign(message))
    with pytest.raises(SwappedDocument):
        opened(forged)


def test_a_kind_is_held_under_the_seal_too():
    """An addition reads like a submission, and still is refused in its place."""
    content = SUBMISSION
    sealed = seal_document(
        "1" * 32, heading(DocumentKind.ADDITION), content, recipients=RECIPIENTS, signer=INTAKE, draw=os.urandom
    )
    place = heading(DocumentKind.SUBMISSION)
    message = signed_message(sealed.id, place, hashlib.sha256(sealed.payload).digest())
    with pytest.raises(SwappedDocument):
        opened(dataclasses.replace(sealed, heading=place, signature=INTAKE.sign(message)))


@pytest.mark.parametrize("writers", [(), (FOREIGN.public,)], ids=["nobody", "another"])
def test_a_document_of_an_unknown_writer_is_refused(writers):
    """Whoever can write rows but holds no writer's key is noticed."""
    with pytest.raises(BadSignature):
        opened(sealed_reply(), writers=writers)


def test_another_identity_opens_nothing():
    """A document is closed to whom it is not sealed to."""
    with pytest.raises(NoMatch):
        opened(sealed_reply(), OTHER)


@given(place=st.integers(0, 4127), bit=st.integers(0, 7))
@settings(max_examples=40)
def test_any_flipped_bit_of_a_payload_is_refused(place, bit):
    """The signature covers every bit of the payload."""
    sealed = sealed_reply()
    payload = bytearray(sealed.payload)
    payload[place] ^= 1 << bit
    with pytest.raises(BadSignature):
        opened(dataclasses.replace(sealed, payload=bytes(payload)))


def test_a_rewrapped_document_is_still_signed():
    """The header may be rewritten for another recipient; signature and content stay."""
    sealed = sealed_reply("kept")
    header = rewrap(sealed.header, [GROUP], [OTHER.recipient], os.urandom)
    assert opened(dataclasses.replace(sealed, header=header), OTHER).text == "kept"


def test_classic_and_hybrid_recipients_do_not_share_a_document():
    """The rule of the sealed files holds for documents."""
    with pytest.raises(MixedRecipients):
        seal_document(
            "1" * 32,
            heading(),
            Reply(author=AUTHOR, text="", written=WHEN),
            recipients=[GROUP.recipient, X25519Identity.from_seed(bytes(32)).recipient],
            signer=INTAKE,
            draw=os.urandom,
        )


@pytest.mark.parametrize("kind", [DocumentKind.DECISION, DocumentKind.ATTACHMENT])
def test_a_content_of_another_kind_is_not_sealed(kind):
    """A reply under the heading of a decision is a mistake of the program."""
    with pytest.raises(TypeError, match="another content"):
        seal_document(
            "1" * 32,
            heading(kind),
            Reply(author=AUTHOR, text="", written=WHEN),
            recipients=RECIPIENTS,
            signer=INTAKE,
            draw=os.urandom,
        )


def test_what_could_not_be_read_again_is_not_sealed():
    """A field of a wrong type is refused when it is written, without quoting it."""
    with pytest.raises(TypeError, match="another type") as refused:
        write_document(heading(), Reply(author=AUTHOR, text=["canary"], written=WHEN))
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(
    "plaintext",
    [b"", b"canary", b"[]", b'{"deployment":"d"}', b"\xff", write_document(heading(), CONTENTS[4][1])[:-2]],
)
def test_a_form_that_is_not_known_is_refused_without_a_trace(plaintext):
    """Genuine, but not a document: the error neither quotes the plaintext nor carries it in its causes."""
    sealed = seal(plaintext, RECIPIENTS, os.urandom)
    message = signed_message("1" * 32, heading(), hashlib.sha256(sealed.payload).digest())
    document = SealedDocument(
        id="1" * 32,
        heading=heading(),
        header=sealed.header,
        payload=sealed.payload,
        signature=INTAKE.sign(message),
    )
    with pytest.raises(DocumentUnreadable) as refused:
        opened(document)
    assert refused.value.__context__ is None
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize("place", [heading(version=2), heading(DocumentKind.ATTACHMENT)])
def test_a_version_or_kind_without_a_form_is_refused(place):
    """What a newer program wrote is not guessed at."""
    with pytest.raises(DocumentUnreadable):
        read_document(place, b"{}")


def test_an_attachment_is_sealed_byte_for_byte():
    """Piece by piece in, an age file out, with the measures of original and payload."""
    original = random.Random(7).randbytes(200_000)
    sealer = AttachmentSealer(RECIPIENTS, os.urandom)
    payload = b"".join(sealer.update(original[start : start + 30_000]) for start in range(0, len(original), 30_000))
    payload += sealer.finish()
    assert open_sealed(sealer.header, payload, [GROUP]) == original
    assert sealer.size == len(original)
    assert sealer.sha256 == hashlib.sha256(original).hexdigest()
    assert sealer.payload_sha256 == hashlib.sha256(payload).digest()


def test_an_empty_attachment_is_sealed():
    """A file of no bytes is a file."""
    sealer = AttachmentSealer(RECIPIENTS, os.urandom)
    assert open_sealed(sealer.header, sealer.finish(), [GROUP]) == b""
    assert sealer.size == 0


def test_an_attachment_s_signature_holds_it_in_its_place():
    """A signed payload verifies where it belongs and nowhere else."""
    place, digest = heading(DocumentKind.ATTACHMENT), bytes(32)
    signature = sign_attachment("1" * 32, place, digest, INTAKE)
    verify_attachment("1" * 32, place, digest, signature, [FOREIGN.public, INTAKE.public])
    for id_, elsewhere, other in (
        ("2" * 32, place, digest),
        ("1" * 32, heading(DocumentKind.ATTACHMENT, case="e" * 32), digest),
        ("1" * 32, place, bytes(31) + b"\x01"),
    ):
        with pytest.raises(BadSignature):
            verify_attachment(id_, elsewhere, other, signature, [INTAKE.public])


@given(a=st.tuples(*[st.text(max_size=3)] * 3), b=st.tuples(*[st.text(max_size=3)] * 3))
def test_two_places_never_sign_alike(a, b):
    """The parts of the signed message cannot run into each other."""
    messages = {
        signed_message(id_, heading(deployment=deployment, case=case), bytes(32)) for id_, deployment, case in (a, b)
    }
    assert len(messages) == len({a, b})
