"""New keys: the right files, for their owner alone, and never over old ones."""

import os

import pytest

from storage.keys.creation import create
from storage.keys.errors import KeyFileError, KeysExist
from storage.keys.folder import load_manifest
from storage.sealed import (
    HybridIdentity,
    KeyFormatError,
    NoMatch,
    PassphraseIdentity,
    SigningKey,
    open_file,
    parse_identities,
    parse_identity,
)

FILES = {"group.age", "roster.age", "offline/root.age", "manifest.json", "intake.key", "delivery.key"}
WORDS = "слова"


def made(folder, volatile=None, passphrase=WORDS):
    return create(folder, volatile, passphrase, draw=os.urandom, work_factor=1)


def opened(path):
    return open_file(path.read_bytes(), [PassphraseIdentity(passphrase=WORDS)])


def test_the_files_are_their_owners_alone(tmp_path):
    """Every file is 0600, every folder 0700, whatever the mask of the process."""
    mask = os.umask(0)
    try:
        made(tmp_path / "keys")
    finally:
        os.umask(mask)
    found = {path.relative_to(tmp_path / "keys").as_posix(): path for path in (tmp_path / "keys").rglob("*")}
    assert {name for name, path in found.items() if path.is_file()} == FILES
    assert {path.stat().st_mode & 0o777 for path in found.values() if path.is_file()} == {0o600}
    assert {(tmp_path / "keys" / name).stat().st_mode & 0o777 for name in (".", "offline")} == {0o700}


def test_a_strict_mask_does_not_hinder(tmp_path):
    """A process that may write nothing by default still makes files it can read."""
    mask = os.umask(0o777)
    try:
        (tmp_path / "keys").mkdir()
        (tmp_path / "keys").chmod(0o700)
        made(tmp_path / "keys")
    finally:
        os.umask(mask)
    assert (tmp_path / "keys" / "intake.key").stat().st_mode & 0o777 == 0o600


def test_the_keys_belong_to_the_manifest(tmp_path):
    """Each secret's public half stands in the manifest, which the returned root key verifies."""
    created = made(tmp_path)
    assert load_manifest(tmp_path, created.root_public) == created.manifest
    (group,) = parse_identities(opened(tmp_path / "group.age").decode())
    assert group.recipient == created.manifest.group
    assert parse_identity(created.recovery_identity).recipient == created.manifest.recovery
    roster, root = (
        SigningKey.from_seed(bytes.fromhex(opened(tmp_path / name).decode())).public
        for name in ("roster.age", "offline/root.age")
    )
    assert roster == created.manifest.roster
    assert root == created.root_public
    intake = SigningKey.from_seed(bytes.fromhex((tmp_path / "intake.key").read_text()))
    assert created.manifest.intake == (intake.public,)
    assert created.manifest.version == 1


def test_the_recovery_identity_is_in_no_file(tmp_path):
    """It exists on paper only, and the result does not show it by accident."""
    created = made(tmp_path)
    seed = parse_identity(created.recovery_identity).seed
    for path in tmp_path.rglob("*.*"):
        if path.is_file():
            data = opened(path) if path.suffix == ".age" else path.read_bytes()
            assert created.recovery_identity.encode() not in data
            assert seed.hex().encode() not in data
    assert created.recovery_identity not in repr(created)


def test_another_passphrase_opens_nothing(tmp_path):
    """The key files are closed to other words."""
    made(tmp_path)
    with pytest.raises(NoMatch):
        open_file((tmp_path / "group.age").read_bytes(), [PassphraseIdentity(passphrase="other")])


@pytest.mark.parametrize("name", sorted(FILES))
def test_nothing_is_overwritten(tmp_path, name):
    """One file of these names is enough to refuse, and nothing is written beside it."""
    (tmp_path / "offline").mkdir()
    (tmp_path / name).write_text("precious")
    with pytest.raises(KeysExist):
        made(tmp_path)
    assert (tmp_path / name).read_text() == "precious"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / name]


def test_an_empty_passphrase_makes_no_keys(tmp_path):
    """Keys under no passphrase would open every case to a thief."""
    with pytest.raises(KeyFormatError):
        made(tmp_path / "keys", passphrase="")
    assert not (tmp_path / "keys").exists()


def test_the_draft_key_is_made_where_it_is_wanted(tmp_path):
    """A configured volatile folder gets its draft key at once."""
    made(tmp_path / "keys", tmp_path / "volatile")
    assert isinstance(parse_identity((tmp_path / "volatile" / "draft.key").read_text().strip()), HybridIdentity)


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    """A file in the folder's place is refused with a hint."""
    (tmp_path / "keys").write_text("")
    with pytest.raises(KeyFileError) as refused:
        made(tmp_path / "keys" / "deeper")
    assert refused.value.hint
