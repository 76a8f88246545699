"""Intake's keys: it can seal and sign, and open its own drafts; it cannot open a case.

Never imports ``storage.keys.group``.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from storage.ids import ChatKey, Draw
from storage.keys.errors import KeyFileError
from storage.keys.folder import INTAKE, load_manifest, read_private, read_seed
from storage.keys.volatile import volatile_folder, volatile_identity
from storage.manifest import Manifest
from storage.sealed import HybridIdentity, SigningKey, VerifyKey, keyed_hash, subkey

__all__ = ["IntakeKeys", "load_manifest", "volatile_folder"]

CHAT_KEY_LABEL = "solidarity-intake/chat/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeKeys:
    """What the public process holds.

    Attributes:
        manifest: whom it seals to.
        signer: signs what it writes. Secret.
        draft: seals and opens drafts and the public inbox; dies with the machine. Secret.
        chat_key: hashes chats into keys; 32 bytes, derived from the draft identity. Secret.
    """

    manifest: Manifest
    signer: SigningKey = field(repr=False)
    draft: HybridIdentity = field(repr=False)
    chat_key: bytes = field(repr=False)

    @classmethod
    def load(cls, folder: Path, root: VerifyKey, volatile: Path, draw: Draw) -> Self:
        """Load what lies in the keys folder, and the draft identity, which is made if the machine has none.

        Raises:
            KeyFileError: a file is missing, loose or damaged, or the manifest does not name this intake.
            ManifestRefused: the root key did not sign the manifest.
        """
        manifest = load_manifest(folder, root)
        signer = read_seed(read_private(folder / INTAKE), INTAKE.name)
        if signer.public not in manifest.intake:
            raise KeyFileError("the manifest does not name this intake's signing key")
        draft = volatile_identity(volatile, draw)
        return cls(manifest=manifest, signer=signer, draft=draft, chat_key=subkey(draft.seed, CHAT_KEY_LABEL))

    @property
    def draft_id(self) -> str:
        """Tells one draft key from another without saying anything about either: 16 hexadecimal digits."""
        return keyed_hash(self.chat_key, b"draft key").hex()[:16]

    def chat(self, channel: str, account: str, chat: str) -> ChatKey:
        """Name a chat without naming anybody: without the draft key the name can be neither made nor tested."""
        parts = (part.encode("utf-8", "surrogatepass") for part in (channel, account, chat))
        return ChatKey(keyed_hash(self.chat_key, *parts).hex())
