"""The one row about the deployment."""

import pytest

from storage import installation
from storage.ids import DeploymentId
from storage.installation import (
    DeploymentForeign,
    Installation,
    InstallationExists,
    InstallationMissing,
    ManifestOlder,
)

OURS = Installation(deployment=DeploymentId("d" * 32), manifest_version=3)


async def establish(database, row=OURS):
    await database.write(lambda unit: installation.establish(unit, row))


async def pin(database, version, deployment=OURS.deployment):
    await database.write(lambda unit: installation.pin(unit, deployment, version))


async def test_the_deployment_comes_back(database):
    """As it was established."""
    await establish(database)
    assert await database.read(installation.read) == OURS


async def test_a_database_belongs_to_one_deployment(database):
    """A second one is refused, and the first stays."""
    await establish(database)
    with pytest.raises(InstallationExists):
        await establish(database, Installation(deployment=DeploymentId("e" * 32), manifest_version=9))
    assert await database.read(installation.read) == OURS


async def test_a_database_without_deployment_is_told(database):
    """With the command that makes one."""
    with pytest.raises(InstallationMissing) as missing:
        await database.read(installation.read)
    assert "solidarity init" in missing.value.hint


@pytest.mark.parametrize("version", [3, 4])
async def test_the_manifest_s_version_may_stay_and_grow(database, version):
    """The newest that was used is remembered."""
    await establish(database)
    await pin(database, version)
    assert (await database.read(installation.read)).manifest_version == version


async def test_an_older_manifest_is_refused(database):
    """Somebody may have put an old key back."""
    await establish(database)
    with pytest.raises(ManifestOlder):
        await pin(database, 2)
    assert await database.read(installation.read) == OURS


async def test_keys_of_another_deployment_are_refused(database):
    """They would seal to people who cannot open."""
    await establish(database)
    with pytest.raises(DeploymentForeign):
        await pin(database, 9, DeploymentId("e" * 32))
    assert await database.read(installation.read) == OURS
