"""Which deployment the database belongs to, and the newest recipients manifest it has seen."""

from dataclasses import dataclass

from sqlalchemy import select, update

from storage.database import Unit, tables
from storage.errors import PermanentError
from storage.ids import DeploymentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """The one row about the deployment itself.

    Attributes:
        deployment: its id, which every document names.
        manifest_version: of the newest manifest that was used; an older one is refused.
    """

    deployment: DeploymentId
    manifest_version: int


class InstallationMissing(PermanentError):
    """The database belongs to no deployment yet."""

    hint = "run: solidarity init"


class InstallationExists(PermanentError):
    """The database belongs to a deployment already."""

    hint = "begin a new deployment in a new folder"


class DeploymentForeign(PermanentError):
    """Keys of one deployment were brought to the database of another."""

    hint = "put the keys folder and the database back together that were made together"


class ManifestOlder(PermanentError):
    """The recipients manifest is older than one that was used before."""

    hint = "put the newest manifest.json in its place; if nobody changed it, treat the host as tampered with"


_TABLE = tables.installation


async def establish(unit: Unit, installation: Installation) -> None:
    """Write the row, once.

    Raises:
        InstallationExists: it is there.
    """
    statement = unit.insert(_TABLE).values(
        one=1, deployment=installation.deployment, manifest_version=installation.manifest_version
    )
    if (await unit.execute(statement.on_conflict_do_nothing())).rowcount == 0:
        raise InstallationExists("the database belongs to a deployment already")


async def read(unit: Unit) -> Installation:
    """Read the row.

    Raises:
        InstallationMissing: nobody has written it.
    """
    row = (await unit.execute(select(_TABLE))).one_or_none()
    if row is None:
        raise InstallationMissing("the database belongs to no deployment")
    return Installation(deployment=DeploymentId(row.deployment), manifest_version=row.manifest_version)


async def pin(unit: Unit, deployment: DeploymentId, manifest_version: int) -> None:
    """Remember the version of the manifest in use; it only grows.

    Raises:
        DeploymentForeign: the manifest is another deployment's.
        ManifestOlder: a newer one was used before.
        InstallationMissing: the database belongs to no deployment.
    """
    known = await read(unit)
    if deployment != known.deployment:
        raise DeploymentForeign("the keys and the database belong to different deployments")
    if manifest_version < known.manifest_version:
        raise ManifestOlder("the version of the recipients manifest may only grow")
    if manifest_version > known.manifest_version:
        await unit.execute(update(_TABLE).values(manifest_version=manifest_version))
