"""All the keys of a new deployment, made once and never overwritten.

What opens or signs lies under the group's passphrase; the recovery identity is returned for paper and is in no file.
"""

from dataclasses import dataclass, field
from pathlib import Path

from storage.ids import DeploymentId, Draw, draw_id
from storage.keys.errors import KeysExist
from storage.keys.folder import (
    DELIVERY,
    GROUP,
    INTAKE,
    MANIFEST,
    ROOT,
    ROSTER,
    make_folder,
    write_identity,
    write_new,
    write_seed,
)
from storage.keys.volatile import volatile_identity
from storage.manifest import RECEIPT_SALT_SIZE, Manifest, sign_manifest
from storage.sealed import HybridIdentity, PassphraseRecipient, SigningKey, VerifyKey, seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """What the making of keys yields besides files.

    Attributes:
        root_public: to be pinned in the configuration.
        manifest: version 1.
        recovery_identity: ``AGE-SECRET-KEY-PQ-1…``, to be printed once for paper. Secret.
    """

    root_public: VerifyKey
    manifest: Manifest
    recovery_identity: str = field(repr=False)


def create(folder: Path, volatile: Path | None, passphrase: str, *, draw: Draw, work_factor: int = 18) -> Created:
    """Make every key of a deployment.

    Args:
        folder: made 0700; the files in it 0600.
        volatile: where the draft key is made as well; None leaves that to the first start of intake.
        passphrase: the group's; opens group.age, roster.age and offline/root.age. Secret.
        draw: the source of every key.
        work_factor: of the passphrase, as a base-two logarithm; only tests lower it.

    Raises:
        KeysExist: a file of these names is there already; nothing was written.
        KeyFileError: the folder cannot be written.
        KeyFormatError: the passphrase is empty.
    """
    for name in (GROUP, ROSTER, ROOT, INTAKE, DELIVERY, MANIFEST):
        if (folder / name).exists():
            message = f"the keys folder already holds {name}"
            raise KeysExist(message)
    lock = PassphraseRecipient(passphrase=passphrase, work_factor=work_factor)
    group, recovery = HybridIdentity.generate(draw), HybridIdentity.generate(draw)
    root, roster, intake = (SigningKey.generate(draw) for _ in range(3))
    manifest = Manifest(
        deployment=DeploymentId(draw_id(draw)),
        version=1,
        group=group.recipient,
        recovery=recovery.recipient,
        intake=(intake.public,),
        roster=roster.public,
        receipt_salt=draw(RECEIPT_SALT_SIZE),
    )
    secrets = {GROUP: _identity_file(group), ROSTER: write_seed(roster), ROOT: write_seed(root)}
    files = {name: seal(secret, [lock], draw).whole for name, secret in secrets.items()}
    files[INTAKE] = write_seed(intake)
    files[DELIVERY] = write_identity(HybridIdentity.generate(draw))
    files[MANIFEST] = sign_manifest(manifest, root).encode()  # last: with it the folder is complete
    for name, data in files.items():
        make_folder((folder / name).parent)
        write_new(folder / name, data)
    if volatile is not None:
        volatile_identity(volatile, draw)
    return Created(root_public=root.public, manifest=manifest, recovery_identity=recovery.encode())


def _identity_file(identity: HybridIdentity) -> bytes:
    """Write an identity as ``age-keygen`` does, so that stock ``age -i`` takes the file. Secret."""
    lines = (
        "# the group identity of a solidarity-intake deployment",
        f"# public key: {identity.recipient.encode()}",
        identity.encode(),
    )
    return "".join(f"{line}\n" for line in lines).encode("ascii")
