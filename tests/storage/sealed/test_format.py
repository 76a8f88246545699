"""docs/format.md says what the code does: tables, constants and examples are compared with it."""

import dataclasses
import hashlib
import hmac
import json
import os
import re
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import get_args

import pytest

from storage import addresses, bindings, documents, envelopes, manifest
from storage.documents import DatePrecision, DocumentKind, Language, Reply
from storage.envelopes import Heading, pad, seal_document, signed_message, write_document
from storage.keys import creation, folder, group, volatile, working
from storage.keys.post import CHAT_KEY_LABEL, PostKeys
from storage.post import Address, write_address
from storage.sealed import (
    HybridIdentity,
    PassphraseRecipient,
    SealingSession,
    SigningKey,
    VerifyKey,
    derivation,
    derive_receipt,
    session,
    stepup,
)
from storage.sealed.passphrase import MAX_WORK_FACTOR

TEXT = (Path(__file__).parents[3] / "docs" / "format.md").read_text("utf-8")
PLACE = Heading(
    deployment="00112233445566778899aabbccddeeff", case="0123456789abcdef0123456789abcdef", kind=DocumentKind.REPLY
)
REPLY = Reply(
    author="fedcba9876543210fedcba9876543210",
    text="Доброго дня.",
    written=datetime(2026, 11, 22, 3, 13, tzinfo=UTC),
)
DOCUMENT = "ffeeddccbbaa99887766554433221100"


def section(title):
    """The text under a heading, up to the next one."""
    return re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", TEXT, re.DOTALL | re.MULTILINE)[1]


def table(title):
    """The rows of the first table under a heading: what stands in ticks in the first column, and the second column."""
    return dict(re.findall(r"^\| `([^`]+)` \| (.*) \|$", section(title), re.MULTILINE))


def blocks(title):
    """The examples under a heading, without white space around them."""
    return [block.strip() for block in re.findall(r"```\w+\n(.*?)```", section(title), re.DOTALL)]


def enum_of(annotation):
    """The enumeration in a field's type, if there is one."""
    found = [
        kind for kind in (annotation, *get_args(annotation)) if isinstance(kind, type) and issubclass(kind, StrEnum)
    ]
    return found[0] if found else None


@pytest.mark.parametrize(
    "name",
    [
        "Submission",
        "Answer",
        "Attachment",
        "Consent",
        "Assessment",
        "Decision",
        "Reply",
        "Closing",
        "Intervention",
        "Result",
        "Question",
        "Note",
        "Recusal",
    ],
)
def test_every_field_stands_in_its_table(name):
    """Each content's table has the fields of its class in order, and every value of their enumerations."""
    rows, fields = table(name), dataclasses.fields(getattr(documents, name))
    assert list(rows) == [field.name for field in fields]
    for field in fields:
        kind = enum_of(field.type)
        if kind is not None and field.name != "fitting":
            assert re.findall(r"`([^`]+)`", rows[field.name].split(":")[0]) == list(kind)


def test_the_heading_is_the_code_s():
    """Keys in their order, kinds, version."""
    written = json.loads(write_document(PLACE, REPLY))
    rows = table("Documents")
    assert list(rows) == list(written)
    assert re.findall(r"`([^`]+)`", rows["kind"]) == list(DocumentKind)
    assert rows["version"].endswith(f" {envelopes.DOCUMENT_VERSION}")


def test_the_precisions_of_dates_are_the_code_s():
    """A date's precision is one of those that are named."""
    sentence = re.search(r"A date's precision is (.*?)\n\n", TEXT, re.DOTALL)[1]
    assert set(re.findall(r"`([^`]+)`", sentence)) == set(DatePrecision)


def test_the_smallest_size_class_is_the_code_s():
    """The number of the text is the number of the code."""
    assert f"are {envelopes.SMALLEST_CLASS} bytes times a power of two" in TEXT
    assert len(pad(b"")) == envelopes.SMALLEST_CLASS


def test_the_example_is_what_the_code_writes():
    """Document, padding, message, key and signature of the example."""
    document, message, signed = blocks("Example")
    written = write_document(PLACE, REPLY)
    key = SigningKey.from_seed(bytes(32))
    assert document.encode() == written
    assert f"its {len(pad(written)) - len(written):,} spaces" in TEXT
    assert bytes.fromhex(message) == signed_message(DOCUMENT, PLACE, bytes(32))
    assert f"{len(bytes.fromhex(message))} bytes in hexadecimal" in TEXT
    verify_key, signature = signed.split("\n", 1)
    assert VerifyKey.from_text(verify_key) == key.public
    key.public.verify(bytes.fromhex(message), bytes.fromhex(signature))


def test_the_domains_are_the_code_s():
    """Each kind of signature has its own domain, and its length is right."""
    assert f"`{envelopes.SIGNATURE_DOMAIN[:-1].decode()}`" in section("Signatures")
    assert f"{len(envelopes.SIGNATURE_DOMAIN)} bytes together" in section("Signatures")
    assert f"`{manifest.SIGNATURE_DOMAIN[:-1].decode()}`" in section("The recipients manifest")


def test_a_manifest_is_signed_as_the_text_says():
    """A stranger's check, by hand, of a manifest that the code signed."""
    root = SigningKey.from_seed(b"r" * 32)
    written = json.loads(
        manifest.sign_manifest(
            manifest.Manifest(
                deployment="d" * 32,
                version=1,
                group=HybridIdentity.from_seed(b"g" * 32).recipient,
                recovery=HybridIdentity.from_seed(b"p" * 32).recipient,
                intake=(root.public,),
                roster=root.public,
                receipt_salt=bytes(16),
            ),
            root,
        )
    )
    fields = written["manifest"]
    assert list(table("The recipients manifest")) == list(fields)
    message = b"solidarity-intake/manifest/1\0" + json.dumps(fields, separators=(",", ":")).encode()
    root.public.verify(message, bytes.fromhex(written["signature"]))


def test_the_key_files_are_the_code_s():
    """All files are named, and the work factors are the code's."""
    names = {folder.GROUP, folder.ROSTER, folder.ROOT, folder.INTAKE, folder.DELIVERY, folder.MANIFEST}
    assert set(table("Key files")) == {name.as_posix() for name in names} | {volatile.DRAFT, working.WORKING}
    usual = PassphraseRecipient(passphrase="p").work_factor
    assert f"work factor {usual}; readers refuse more than {MAX_WORK_FACTOR}" in section("Key files")
    assert creation.create.__kwdefaults__["work_factor"] == usual


def test_the_receipt_derivation_is_the_code_s():
    """Parameters, labels and the example."""
    text = section("The receipt code")
    for number, unit in (
        (derivation.ARGON2_MEMORY_KIB, "KiB"),
        (derivation.ARGON2_PASSES, "passes"),
        (derivation.ARGON2_LANES, "lanes"),
        (derivation.RECEIPT_SECRET_SIZE, "bytes"),
    ):
        assert f"{number} {unit}" in text
    labels = [derivation.LOCATOR_LABEL.decode(), derivation.IDENTITY_LABEL.decode()]
    assert list(table("The receipt code")) == labels
    secrets = derive_receipt("1234 5678 9012 3456", bytes.fromhex("000102030405060708090a0b0c0d0e0f"))
    assert blocks("The receipt code") == [f"{secrets.locator}\n{secrets.identity.encode()}"]


def test_what_waits_is_sealed_as_the_text_says():
    """Numbers, labels and domains."""
    text = section("What waits, and is soon forgotten")
    assert f"up to {session.SESSION_USES} payloads" in text
    assert f"with spaces up to {addresses.ADDRESS_SIZE} bytes" in text
    assert f"`{CHAT_KEY_LABEL}`" in text
    assert f"`{bindings.SIGNATURE_DOMAIN[:-1].decode()}`" in text
    assert f"`{group.STEP_UP_LABEL}/`" in text
    assert f"the first {group.STEP_UP_SIZE} bytes" in text
    assert f"SHA-1, {stepup.CODE_DIGITS} digits and {stepup.STEP_SECONDS} seconds" in text


def test_the_example_of_an_address_is_what_the_code_writes():
    """Compact JSON in one line."""
    (example,) = re.findall(r"`(\[.*?\])`", section("What waits, and is soon forgotten"))
    address = Address(channel="telegram", account="bot", chat="4711", language=Language.UK)
    assert example.encode() == write_address(address)


def test_a_chat_is_named_as_the_text_says():
    """HMAC over lengths and parts, under a key that HKDF derives from the identity's seed."""
    prk = hmac.digest(bytes(32), b"v" * 32, "sha256")
    key = hmac.digest(prk, b"solidarity-intake/chat/1\x01", "sha256")
    message = b"".join(len(part).to_bytes(8, "big") + part for part in (b"telegram", b"bot", b"4711"))
    name = PostKeys.of(HybridIdentity.from_seed(b"v" * 32)).chat("telegram", "bot", "4711")
    assert name == hmac.digest(key, message, "sha256")[:16].hex()


def test_a_binding_is_signed_as_the_text_says():
    """A stranger's check, by hand."""
    roster = SigningKey.from_seed(b"r" * 32)
    at = datetime(2026, 11, 22, 3, 13, tzinfo=UTC)
    bound = bindings.sign(
        bindings.Binding(channel="telegram", account="bot", chat="4711", member="f" * 32, changed_at=at), roster
    )
    fields = f'["telegram","bot","4711","{"f" * 32}","2026-11-22T03:13:00.000000+00:00"]'
    roster.public.verify(b"solidarity-intake/binding/1\0" + fields.encode(), bound.signature)


def test_another_program_opens_what_a_session_sealed(peer):
    """Each payload with the header they share is a file of its own."""
    draft = HybridIdentity.generate(os.urandom)
    sealing = SealingSession([draft.recipient])
    for plaintext in (b"one", b"another"):
        sealed = sealing.seal(plaintext, os.urandom)
        assert peer("decrypt", identity=draft.encode(), data=sealed.whole) == plaintext


def test_a_stranger_reads_a_case_with_another_program(peer):
    """Header and payload open as one file in npm's age-encryption; JSON, heading and signature are as described."""
    group, signer = HybridIdentity.generate(os.urandom), SigningKey.generate(os.urandom)
    sealed = seal_document(DOCUMENT, PLACE, REPLY, recipients=[group.recipient], signer=signer, draw=os.urandom)
    plaintext = peer("decrypt", identity=group.encode(), data=sealed.header + sealed.payload)
    assert json.loads(plaintext)["content"]["text"] == REPLY.text
    assert plaintext.rstrip(b" ") == write_document(PLACE, REPLY)
    parts = [PLACE.deployment, PLACE.case, DOCUMENT, "reply", "1"]
    message = b"solidarity-intake/document/1\0"
    message += b"".join(len(part).to_bytes(8, "big") + part.encode() for part in parts)
    signer.public.verify(message + hashlib.sha256(sealed.payload).digest(), sealed.signature)


def test_a_stranger_unlocks_the_group_identity_with_another_program(peer, tmp_path):
    """group.age opens under the passphrase to an identity file that any age implementation takes."""
    created = creation.create(tmp_path, None, "correct horse", draw=os.urandom, work_factor=10)
    opened = peer("decrypt", passphrase="correct horse", data=(tmp_path / "group.age").read_bytes()).decode()
    (identity,) = (line for line in opened.splitlines() if not line.startswith("#"))
    assert peer("recipient", identity=identity) == created.manifest.group.encode()
