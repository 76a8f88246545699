"""Intake's keys: it can seal and sign, and open its own drafts and reply addresses; it cannot open a case.

Never imports ``storage.keys.group``.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from storage.ids import ChatKey, Draw
from storage.keys.errors import KeyFileError
from storage.keys.folder import DELIVERY, INTAKE, load_identity, load_manifest, read_private, read_seed
from storage.keys.post import PostKeys
from storage.keys.volatile import volatile_folder, volatile_identity
from storage.manifest import Manifest
from storage.sealed import HybridIdentity, Sealed, SigningKey, VerifyKey, keyed_hash

__all__ = ["IntakeKeys", "load_manifest", "volatile_folder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeKeys:
    """What the public process holds.

    Attributes:
        manifest: whom it seals to.
        signer: signs what it writes. Secret.
        delivery: opens the addresses of those who agreed to be messaged; it lies on the disk. Secret.
        post: the draft key at work: drafts and the mail of the public bots; it dies with the machine. Secret.
    """

    manifest: Manifest
    signer: SigningKey = field(repr=False)
    delivery: HybridIdentity = field(repr=False)
    post: PostKeys = field(repr=False)

    @classmethod
    def load(cls, folder: Path, root: VerifyKey, volatile: Path, draw: Draw) -> Self:
        """Load what lies in the keys folder, and the draft identity, which is made if the machine has none.

        A delivery identity is made where there is none yet, as in an installation of an earlier version.

        Raises:
            KeyFileError: a file is missing, loose or damaged, or the manifest does not name this intake.
            ManifestRefused: the root key did not sign the manifest.
        """
        manifest = load_manifest(folder, root)
        signer = read_seed(read_private(folder / INTAKE), INTAKE.name)
        if signer.public not in manifest.intake:
            raise KeyFileError("the manifest does not name this intake's signing key")
        delivery = load_identity(
            folder / DELIVERY, draw, hint=f"restore {folder / DELIVERY}; without it nobody is told of an answer"
        )
        post = PostKeys.of(volatile_identity(volatile, draw))
        return cls(manifest=manifest, signer=signer, delivery=delivery, post=post)

    @property
    def draft(self) -> HybridIdentity:
        """The draft identity itself. Secret."""
        return self.post.identity

    @property
    def chat_key(self) -> bytes:
        """What chats are hashed under. Secret."""
        return self.post.hash_key

    @property
    def draft_id(self) -> str:
        """Tells one draft key from another without saying anything about either: 16 hexadecimal digits."""
        return keyed_hash(self.chat_key, b"draft key").hex()[:16]

    def chat(self, channel: str, account: str, chat: str) -> ChatKey:
        """Name a chat, as :meth:`PostKeys.chat`."""
        return self.post.chat(channel, account, chat)

    def seal_own(self, plaintext: bytes, draw: Draw) -> Sealed:
        """Seal to the draft key, as :meth:`PostKeys.seal_own`."""
        return self.post.seal_own(plaintext, draw)

    def open_own(self, header: bytes, payload: bytes) -> bytes:
        """Open what was sealed to the draft key, as :meth:`PostKeys.open_own`. The result is secret.

        Raises:
            AgeError: it was sealed to a draft key that is gone, or it was changed.
        """
        return self.post.open_own(header, payload)
