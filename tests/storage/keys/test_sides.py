"""The two sides: intake's keys seal, triage's keys open, and neither loads the other's."""

import os
import shutil
import subprocess
import sys

import pytest

from storage.ids import MemberId
from storage.keys.creation import create
from storage.keys.errors import KeyFileError, WrongPassphrase
from storage.keys.folder import write_seed
from storage.keys.group import GroupKeys
from storage.keys.sealing import IntakeKeys
from storage.manifest import ManifestRefused, sign_manifest
from storage.sealed import (
    HybridIdentity,
    PassphraseRecipient,
    SigningKey,
    X25519Identity,
    keyed_hash,
    open_sealed,
    seal,
    subkey,
)

WORDS = "слова"
LOCK = PassphraseRecipient(passphrase=WORDS, work_factor=1)


@pytest.fixture
def created(tmp_path):
    return create(tmp_path / "keys", None, WORDS, draw=os.urandom, work_factor=1)


def intake(tmp_path, created):
    return IntakeKeys.load(tmp_path / "keys", created.root_public, tmp_path / "volatile", os.urandom)


def unlocked(tmp_path, created, passphrase=WORDS):
    return GroupKeys.unlock(tmp_path / "keys", created.root_public, passphrase)


def replace(tmp_path, name, secret):
    """Exchange a passphrase-sealed key file for one with other contents."""
    path = tmp_path / "keys" / name
    path.write_bytes(seal(secret, [LOCK], os.urandom).whole)
    path.chmod(0o600)


def test_what_intake_seals_triage_opens(tmp_path, created):
    """The two sides meet in the manifest."""
    sealing, group = intake(tmp_path, created), unlocked(tmp_path, created)
    sealed = seal(b"content", sealing.manifest.recipients, os.urandom)
    assert open_sealed(sealed.header, sealed.payload, [group.identity]) == b"content"
    assert sealing.signer.public in group.manifest.intake
    assert group.roster.public == sealing.manifest.roster


def test_intake_never_loads_the_group_s_side(tmp_path):
    """Importing intake's keys does not import triage's."""
    code = "import sys, storage.keys.sealing; sys.exit('storage.keys.group' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_chat_is_named_by_a_keyed_hash(tmp_path, created):
    """The same chat has the same name while the draft key lives, and another name after it died."""
    keys = intake(tmp_path, created)
    name = keys.chat("telegram", "bot", "4711")
    assert name == intake(tmp_path, created).chat("telegram", "bot", "4711")
    assert name == keyed_hash(subkey(keys.draft.seed, "solidarity-intake/chat/1"), b"telegram", b"bot", b"4711").hex()
    assert len({name, keys.chat("signal", "bot", "4711"), keys.chat("telegram", "bot4", "711")}) == 3
    shutil.rmtree(tmp_path / "volatile")
    assert name != intake(tmp_path, created).chat("telegram", "bot", "4711")


def test_a_draft_key_is_told_from_another_without_being_known(tmp_path, created):
    """The mark on a draft says whether its key is still there, and is no part of the key."""
    keys = intake(tmp_path, created)
    assert keys.draft_id == intake(tmp_path, created).draft_id
    assert keys.draft_id not in keys.draft.seed.hex() + keys.chat_key.hex()
    shutil.rmtree(tmp_path / "volatile")
    assert keys.draft_id != intake(tmp_path, created).draft_id


def test_no_secret_is_shown(tmp_path, created):
    """Printing what a process holds does not print its secrets."""
    sealing, group = intake(tmp_path, created), unlocked(tmp_path, created)
    shown = repr((sealing, group))
    intakes = (sealing.signer.seed, sealing.draft.seed, sealing.chat_key, sealing.delivery.seed)
    for secret in (*intakes, group.identity.seed, group.roster.seed):
        assert repr(secret)[2:-1] not in shown


def test_drafts_and_mail_are_sealed_by_the_same_hand(tmp_path, created):
    """The draft key, which a process that starts again finds where it was."""
    keys = intake(tmp_path, created)
    assert keys.post.identity == keys.draft
    sealed = keys.seal_own(b"draft", os.urandom)
    assert intake(tmp_path, created).open_own(sealed.header, sealed.payload) == b"draft"
    assert keys.post.chat("telegram", "bot", "4711") == keys.chat("telegram", "bot", "4711")


def test_the_delivery_identity_stays(tmp_path, created):
    """It outlives the machine's memory: who agreed to be told of an answer is told."""
    keys = intake(tmp_path, created)
    assert keys.delivery.encode() == (tmp_path / "keys" / "delivery.key").read_text().strip()
    shutil.rmtree(tmp_path / "volatile")
    assert intake(tmp_path, created).delivery == keys.delivery


def test_an_older_installation_gets_a_delivery_identity(tmp_path, created):
    """Made on the first start, for its owner alone, and kept."""
    path = tmp_path / "keys" / "delivery.key"
    path.unlink()
    keys = intake(tmp_path, created)
    assert path.stat().st_mode & 0o777 == 0o600
    assert intake(tmp_path, created).delivery == keys.delivery


def test_a_damaged_delivery_identity_is_not_replaced_in_silence(tmp_path, created):
    """Those who wait for an answer would never hear of it."""
    (tmp_path / "keys" / "delivery.key").write_text("AGE-SECRET-KEY-PQ-1")
    with pytest.raises(KeyFileError, match=r"delivery\.key is damaged") as refused:
        intake(tmp_path, created)
    assert "nobody is told" in refused.value.hint


def test_each_member_has_an_authenticator_secret(tmp_path, created):
    """Twenty bytes, the same after each unlocking, and nothing that intake could derive."""
    anna, borys = MemberId("a" * 32), MemberId("b" * 32)
    group = unlocked(tmp_path, created)
    secret = group.step_up(anna, 0)
    assert secret == unlocked(tmp_path, created).step_up(anna, 0)
    assert secret == subkey(group.roster.seed, f"solidarity-intake/step-up/1/{anna}")[:20]
    assert secret != group.step_up(borys, 0)


def test_each_epoch_has_another_authenticator_secret(tmp_path, created):
    """The one of a lost telephone is worth nothing once its owner was taken back."""
    anna = MemberId("a" * 32)
    group = unlocked(tmp_path, created)
    assert len({group.step_up(anna, epoch) for epoch in range(3)}) == 3
    assert group.step_up(anna, 1) == subkey(group.roster.seed, f"solidarity-intake/step-up/1/{anna}/1")[:20]


@pytest.mark.parametrize("passphrase", ["слово", "", "\ud800"])
def test_a_wrong_passphrase_is_said(tmp_path, created, passphrase):
    """Other words, no words and what is no text do not unlock."""
    with pytest.raises(WrongPassphrase) as refused:
        unlocked(tmp_path, created, passphrase)
    assert "type it again" in refused.value.hint


@pytest.mark.parametrize("name", ["manifest.json", "group.age", "roster.age"])
def test_triage_names_the_missing_file(tmp_path, created, name):
    """A lost key file is named."""
    (tmp_path / "keys" / name).unlink()
    with pytest.raises(KeyFileError, match=f"{name} is missing"):
        unlocked(tmp_path, created)


@pytest.mark.parametrize("name", ["manifest.json", "intake.key"])
def test_intake_names_the_missing_file(tmp_path, created, name):
    """A lost key file is named."""
    (tmp_path / "keys" / name).unlink()
    with pytest.raises(KeyFileError, match=f"{name} is missing"):
        intake(tmp_path, created)


@pytest.mark.parametrize("name", ["group.age", "roster.age"])
def test_triage_refuses_a_loose_key_file(tmp_path, created, name):
    """A key that others could read, even sealed, is a finding."""
    (tmp_path / "keys" / name).chmod(0o644)
    with pytest.raises(KeyFileError, match="open to others"):
        unlocked(tmp_path, created)


def test_intake_refuses_a_loose_signing_key(tmp_path, created):
    """A signing key that others could read may have signed anything."""
    (tmp_path / "keys" / "intake.key").chmod(0o640)
    with pytest.raises(KeyFileError, match="open to others"):
        intake(tmp_path, created)


def test_triage_refuses_a_damaged_key_file(tmp_path, created):
    """Damage is told apart from a wrong passphrase."""
    path = tmp_path / "keys" / "group.age"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(KeyFileError, match=r"group\.age cannot be opened"):
        unlocked(tmp_path, created)


def test_the_group_s_keys_must_be_the_manifest_s(tmp_path, created):
    """A group key of another deployment would open nothing that is sealed here."""
    replace(tmp_path, "group.age", HybridIdentity.generate(os.urandom).encode().encode())
    with pytest.raises(KeyFileError, match="belong together"):
        unlocked(tmp_path, created)


def test_the_roster_key_must_be_the_manifest_s(tmp_path, created):
    """A roster key of another deployment would sign members that nobody believes in."""
    replace(tmp_path, "roster.age", write_seed(SigningKey.generate(os.urandom)))
    with pytest.raises(KeyFileError, match="belong together"):
        unlocked(tmp_path, created)


@pytest.mark.parametrize("secret", [b"", b"nothing", b"\xff"], ids=["empty", "text", "no text"])
def test_a_group_file_without_an_identity_is_refused(tmp_path, created, secret):
    """What opens to something else is no group identity."""
    replace(tmp_path, "group.age", secret)
    with pytest.raises(KeyFileError, match=r"group\.age"):
        unlocked(tmp_path, created)


def test_a_group_file_with_two_identities_is_refused(tmp_path, created):
    """Which of them would be the group's?"""
    two = (HybridIdentity.generate(os.urandom).encode() + "\n") * 2
    replace(tmp_path, "group.age", two.encode())
    with pytest.raises(KeyFileError, match="one identity"):
        unlocked(tmp_path, created)


def test_a_classic_group_identity_is_refused(tmp_path, created):
    """The group's key withstands quantum computers."""
    replace(tmp_path, "group.age", X25519Identity.generate(os.urandom).encode().encode())
    with pytest.raises(KeyFileError, match="another kind"):
        unlocked(tmp_path, created)


def test_a_manifest_of_another_root_is_refused_on_both_sides(tmp_path, created):
    """Whoever exchanges the manifest is not sealed to."""
    forged = sign_manifest(created.manifest, SigningKey.generate(os.urandom))
    (tmp_path / "keys" / "manifest.json").write_text(forged)
    for load in (intake, unlocked):
        with pytest.raises(ManifestRefused):
            load(tmp_path, created)


def test_an_intake_that_the_manifest_does_not_name_is_refused(tmp_path, created):
    """What it signed, triage would not believe."""
    path = tmp_path / "keys" / "intake.key"
    path.write_bytes(write_seed(SigningKey.generate(os.urandom)))
    with pytest.raises(KeyFileError, match="does not name"):
        intake(tmp_path, created)
