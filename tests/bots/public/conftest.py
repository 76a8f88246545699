"""A whole installation, as ``solidarity init`` leaves it, opened through the public wiring."""

import os
from pathlib import Path

import pytest

from bots.config import BlobsSection, Config, DatabaseSection, Group, KeysSection
from storage import installation
from storage.database import Database
from storage.installation import Installation
from storage.keys.creation import create


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory: pytest.TempPathFactory):
    """Real keys, made once."""
    folder = tmp_path_factory.mktemp("deployment")
    return folder / "keys", create(folder / "keys", None, "correct horse", draw=os.urandom, work_factor=4)


@pytest.fixture
async def config(tmp_path: Path, keys_folder) -> Config:
    """The configuration of a new installation in ``tmp_path``."""
    folder, created = keys_folder
    url = f"sqlite+aiosqlite:///{tmp_path / 'solidarity.db'}"

    deployment = Installation(deployment=created.manifest.deployment, manifest_version=created.manifest.version)
    await Database.create(url)
    async with await Database.open(url) as database:
        await database.write(lambda unit: installation.establish(unit, deployment))
    return Config(
        group=Group(name="The group"),
        database=DatabaseSection(url=url),
        blobs=BlobsSection(url=str(tmp_path / "blobs")),
        keys=KeysSection(dir=folder, root=created.root_public.encode(), volatile=tmp_path / "memory"),
    )
