"""The recipients manifest: the public keys that intake seals to, signed by the offline root key.

Whoever replaces it would be sealed to, so nothing in it is used before its signature is checked against the root
key that the configuration pins. All of it is public.
"""

import json
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter, ValidationError

from storage.errors import PermanentError
from storage.ids import DeploymentId
from storage.sealed import AgeError, BadSignature, HybridRecipient, SigningKey, VerifyKey, parse_recipient

SIGNATURE_DOMAIN = b"solidarity-intake/manifest/1\0"
RECEIPT_SALT_SIZE = 16


class ManifestRefused(PermanentError):
    """The manifest is not one that the root key signed."""

    hint = "restore manifest.json from a copy you trust, and compare the root key in the configuration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Whom intake seals to, and whose signatures count.

    Attributes:
        version: from 1; it only grows.
        group: opens cases, in triage.
        recovery: opens cases, from paper.
        intake: the keys that sign what intake writes; old ones stay as long as their documents do.
        roster: signs members, partners and the rota.
        receipt_salt: 16 bytes, one a deployment, for receipt codes.
    """

    deployment: DeploymentId
    version: int
    group: HybridRecipient
    recovery: HybridRecipient
    intake: tuple[VerifyKey, ...]
    roster: VerifyKey
    receipt_salt: bytes

    @property
    def recipients(self) -> tuple[HybridRecipient, HybridRecipient]:
        """Whom a case is sealed to."""
        return self.group, self.recovery


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """The manifest as JSON writes it, in this order."""

    deployment: DeploymentId
    version: int
    group: str
    recovery: str
    intake: tuple[str, ...]
    roster: str
    receipt_salt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signed:
    manifest: _Text
    signature: str


_SIGNED = TypeAdapter(_Signed)


def sign_manifest(manifest: Manifest, root: SigningKey) -> str:
    """Write a manifest with its signature as JSON text."""
    text = _write(manifest)
    signed = _Signed(manifest=text, signature=root.sign(_message(text)).hex())
    return json.dumps(asdict(signed), indent=2) + "\n"


def read_manifest(text: str, root: VerifyKey) -> Manifest:
    """Read a manifest and check its signature.

    Raises:
        ManifestRefused: it is malformed, or the root key did not sign it.
    """
    try:
        signed = _SIGNED.validate_json(text, strict=True)
        root.verify(_message(signed.manifest), bytes.fromhex(signed.signature))
        return _read(signed.manifest)
    except BadSignature as error:
        raise ManifestRefused("the root key did not sign this manifest") from error
    except (ValidationError, AgeError, ValueError) as error:
        raise ManifestRefused("the manifest is malformed") from error


def _write(manifest: Manifest) -> _Text:
    return _Text(
        deployment=manifest.deployment,
        version=manifest.version,
        group=manifest.group.encode(),
        recovery=manifest.recovery.encode(),
        intake=tuple(key.encode() for key in manifest.intake),
        roster=manifest.roster.encode(),
        receipt_salt=manifest.receipt_salt.hex(),
    )


def _read(text: _Text) -> Manifest:
    manifest = Manifest(
        deployment=text.deployment,
        version=text.version,
        group=_hybrid(text.group),
        recovery=_hybrid(text.recovery),
        intake=tuple(VerifyKey.from_text(key) for key in text.intake),
        roster=VerifyKey.from_text(text.roster),
        receipt_salt=bytes.fromhex(text.receipt_salt),
    )
    if manifest.version < 1 or not manifest.intake or len(manifest.receipt_salt) != RECEIPT_SALT_SIZE:
        raise ManifestRefused("the manifest lacks what every manifest has")
    return manifest


def _hybrid(text: str) -> HybridRecipient:
    recipient = parse_recipient(text)
    if not isinstance(recipient, HybridRecipient):
        raise ManifestRefused("the manifest names a recipient that does not withstand quantum computers")
    return recipient


def _message(text: _Text) -> bytes:
    """Write what the root key signs: the compact JSON of the fields, in their order."""
    return SIGNATURE_DOMAIN + json.dumps(asdict(text), separators=(",", ":")).encode("ascii")
