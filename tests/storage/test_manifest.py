"""The recipients manifest: the root key's word, or nothing."""

import dataclasses
import json

import pytest

from storage.manifest import Manifest, ManifestRefused, read_manifest, sign_manifest
from storage.sealed import HybridIdentity, SigningKey, X25519Identity

ROOT, INTAKE, ROSTER, OTHER = (SigningKey.from_seed(bytes([seed]) * 32) for seed in range(1, 5))
GROUP, RECOVERY, FOREIGN = (HybridIdentity.from_seed(bytes([seed]) * 32).recipient for seed in range(5, 8))
MANIFEST = Manifest(
    deployment="d" * 32,
    version=1,
    group=GROUP,
    recovery=RECOVERY,
    intake=(INTAKE.public, OTHER.public),
    roster=ROSTER.public,
    receipt_salt=bytes(range(16)),
)
TEXT = sign_manifest(MANIFEST, ROOT)


def test_a_manifest_comes_back():
    """What the root key signed is read as it was."""
    assert read_manifest(TEXT, ROOT.public) == MANIFEST


def test_cases_are_sealed_to_group_and_recovery():
    """Whoever seals needs the manifest only."""
    assert MANIFEST.recipients == (GROUP, RECOVERY)


def test_a_manifest_of_another_root_is_refused():
    """Only the pinned root key counts."""
    with pytest.raises(ManifestRefused, match="root key"):
        read_manifest(sign_manifest(MANIFEST, OTHER), ROOT.public)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deployment", "e" * 32),
        ("version", 2),
        ("group", FOREIGN.encode()),
        ("recovery", FOREIGN.encode()),
        ("intake", [OTHER.public.encode(), INTAKE.public.encode()]),
        ("roster", OTHER.public.encode()),
        ("receipt_salt", "00" * 16),
    ],
)
def test_any_changed_field_is_refused(field, value):
    """The signature covers every field."""
    signed = json.loads(TEXT)
    signed["manifest"][field] = value
    with pytest.raises(ManifestRefused, match="root key"):
        read_manifest(json.dumps(signed), ROOT.public)


def test_the_layout_of_the_text_does_not_matter():
    """Other white space and another order of fields is the same manifest."""
    signed = json.loads(TEXT)
    signed["manifest"] = dict(sorted(signed["manifest"].items()))
    assert read_manifest(json.dumps(dict(reversed(signed.items()))), ROOT.public) == MANIFEST


@pytest.mark.parametrize(
    "change",
    [
        {"version": 0},
        {"intake": ()},
        {"receipt_salt": bytes(15)},
        {"group": X25519Identity.from_seed(bytes(32)).recipient},
    ],
    ids=["version", "intake", "salt", "classic"],
)
def test_a_signed_manifest_that_lacks_something_is_refused(change):
    """Even the root key cannot sign away what every manifest has."""
    with pytest.raises(ManifestRefused):
        read_manifest(sign_manifest(dataclasses.replace(MANIFEST, **change), ROOT), ROOT.public)


def resigned(**changes):
    """A manifest text whose fields were changed before it was signed with the true root key."""
    fields = json.loads(TEXT)["manifest"] | changes
    message = b"solidarity-intake/manifest/1\0" + json.dumps(fields, separators=(",", ":")).encode()
    return json.dumps({"manifest": fields, "signature": ROOT.sign(message).hex()})


@pytest.mark.parametrize(
    "changes", [{"group": "age1nobody"}, {"roster": "00"}, {"intake": ["x"]}, {"receipt_salt": "zz"}]
)
def test_a_signed_key_that_is_none_is_refused(changes):
    """A slip of the hand before signing is found on reading."""
    assert read_manifest(resigned(), ROOT.public) == MANIFEST
    with pytest.raises(ManifestRefused, match="malformed"):
        read_manifest(resigned(**changes), ROOT.public)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        TEXT[:-20],
        TEXT.replace('"version": 1', '"version": "1"'),
        TEXT.replace('"signature": "', '"signature": "g'),
    ],
)
def test_what_is_no_manifest_is_refused(text):
    """A damaged file is refused with a hint, not with a traceback."""
    with pytest.raises(ManifestRefused) as refused:
        read_manifest(text, ROOT.public)
    assert "manifest.json" in refused.value.hint
