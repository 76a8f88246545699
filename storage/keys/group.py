"""Triage's keys: the group identity, which opens cases, and the roster key. The public process never loads this.

Unlocking runs scrypt twice (a second or two, 256 MiB): never on the event loop. The keys then live in memory only.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from storage.ids import MemberId
from storage.keys.errors import KeyFileError, WrongPassphrase
from storage.keys.folder import GROUP, ROSTER, as_text, load_manifest, read_private, read_seed
from storage.manifest import Manifest
from storage.sealed import (
    AgeError,
    HybridIdentity,
    KeyFormatError,
    NoMatch,
    PassphraseIdentity,
    SigningKey,
    VerifyKey,
    open_file,
    parse_identities,
    subkey,
)

STEP_UP_LABEL = "solidarity-intake/step-up/1"
STEP_UP_SIZE = 20
NAMES_LABEL = "solidarity-intake/names/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupKeys:
    """What the staff process holds while it is unlocked.

    Attributes:
        manifest: the public side of all keys.
        identity: opens cases. Secret.
        roster: signs members, partners and the rota. Secret.
    """

    manifest: Manifest
    identity: HybridIdentity = field(repr=False)
    roster: SigningKey = field(repr=False)

    @classmethod
    def unlock(cls, folder: Path, root: VerifyKey, passphrase: str) -> Self:
        """Open the group's key files with the group's passphrase.

        Raises:
            WrongPassphrase: it does not open them.
            KeyFileError: a file is missing, loose or damaged, or belongs to another manifest.
            ManifestRefused: the root key did not sign the manifest.
        """
        manifest = load_manifest(folder, root)
        identity = _identity(_opened(folder / GROUP, passphrase))
        roster = read_seed(_opened(folder / ROSTER, passphrase), ROSTER.name)
        if identity.recipient != manifest.group or roster.public != manifest.roster:
            raise KeyFileError("the group's keys and the manifest do not belong together")
        return cls(manifest=manifest, identity=identity, roster=roster)

    def step_up(self, member: MemberId, epoch: int) -> bytes:
        """The secret of a member's authenticator: 20 bytes (RFC 4226, section 4, R6). Secret.

        Derived from the roster key, so that it lies nowhere and an intake cannot know it; another one in each epoch of
        the member's row, since an authenticator may be lost together with the telephone.
        """
        holder = f"{member}/{epoch}" if epoch else member
        return subkey(self.roster.seed, f"{STEP_UP_LABEL}/{holder}")[:STEP_UP_SIZE]

    @property
    def names_key(self) -> bytes:
        """The key of the index of names: 32 bytes, derived from the roster key. Secret."""
        return subkey(self.roster.seed, NAMES_LABEL)


def _opened(path: Path, passphrase: str) -> bytes:
    data = read_private(path)
    try:
        return open_file(data, [PassphraseIdentity(passphrase=passphrase)])
    except (NoMatch, KeyFormatError) as error:
        raise WrongPassphrase("the passphrase does not open the group's keys") from error
    except AgeError as error:
        message = f"the key file {path.name} cannot be opened: {error}"
        raise KeyFileError(message) from error


def _identity(data: bytes) -> HybridIdentity:
    try:
        (identity,) = parse_identities(as_text(data, GROUP.name))
    except (KeyFormatError, ValueError) as error:
        message = f"the key file {GROUP.name} does not hold one identity"
        raise KeyFileError(message) from error
    if not isinstance(identity, HybridIdentity):
        message = f"the key file {GROUP.name} holds an identity of another kind"
        raise KeyFileError(message)
    return identity
