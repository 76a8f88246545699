"""``solidarity init``: a new installation."""

import asyncio
import json
import shutil
from importlib.metadata import version
from pathlib import Path

import click

from bots.cli.options import ask_passphrase, draw, with_passphrase_file
from bots.config import load
from storage.database import Database
from storage.errors import PermanentError
from storage.ids import DeploymentId
from storage.installation import Installation, establish
from storage.keys.creation import Created, create

_CONFIG = """\
# solidarity-intake {version}. Every setting is explained in config.example.toml.
# Here are paths and names, never secrets; relative paths are relative to the folder of this file.

[group]
name = {name}
languages = ["uk", "ru", "en"]
quorum = 1
members = "several"

[database]
url = "sqlite+aiosqlite:///solidarity.db"

[blobs]
url = "blobs"

[keys]
dir = "keys"
root = "{root}"

# For solidarity run: a bot for each side, its token alone in a file of yours (chmod 600).
# [public.telegram]
# token_file = "public.token"
# [staff.telegram]
# token_file = "staff.token"
# And a number for each side, with a signal-cli-rest-api of its own.
# [public.signal]
# number = "+380000000000"
# [staff.signal]
# number = "+380000000001"
# api_url = "http://127.0.0.1:8081"

[duty]
minutes = [0, 3, 8, 15]
"""


class FolderRefused(PermanentError):
    """The place for a new installation is taken, or takes no writing."""


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", default="Solidarity group", show_default=True, help="The name of the group.")
@with_passphrase_file
def command(folder: Path, name: str, passphrase_file: Path | None) -> None:
    """Make a new installation in DIR: config.toml, keys, database.

    Asks for the group's passphrase. The recovery identity is shown once, for paper.
    """
    passphrase = ask_passphrase(passphrase_file, new=True)
    created = make(folder, name=name, passphrase=passphrase)
    click.echo(f"Made {folder}: config.toml, keys/, blobs/, solidarity.db\n")
    click.echo("The recovery identity opens every case if the passphrase is lost. It is kept nowhere:")
    click.echo("write it on paper now, clear this screen, and keep the paper where nobody searches.\n")
    click.echo(f"{created.recovery_identity}\n")
    click.echo(f"Move {folder / 'keys' / 'offline'} to a medium that is kept elsewhere: daily work does not need it.\n")
    click.echo("Go on with:")
    click.echo(f"  solidarity chat --config {folder / 'config.toml'}")
    click.echo(f"  solidarity desk --config {folder / 'config.toml'} --as YOUR-NAME")


def make(folder: Path, *, name: str, passphrase: str) -> Created:
    """Make an installation; whatever goes wrong, nothing half-made is left behind.

    Raises:
        FolderRefused: the folder holds something, or cannot be written.
        StorageError: the keys or the database could not be made.
    """
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise FolderRefused(f"{folder} is not empty; nothing in it was changed", hint="choose a new folder")
        folder.chmod(0o700)
    except OSError:
        raise FolderRefused(f"{folder} cannot be written", hint="choose a folder that is yours") from None
    try:
        created = create(folder / "keys", None, passphrase, draw=draw)
        (folder / "blobs").mkdir(mode=0o700)
        text = _CONFIG.format(
            version=version("solidarity-intake"),
            name=json.dumps(name, ensure_ascii=False),  # also how TOML writes a string
            root=created.root_public.encode(),
        )
        (folder / "config.toml").write_text(text, encoding="utf-8")
        asyncio.run(_lay(load(folder / "config.toml").database.url, created))
    except BaseException as error:
        for child in folder.iterdir():
            shutil.rmtree(child) if child.is_dir() else child.unlink()
        for place in new:
            place.rmdir()
        if isinstance(error, OSError):
            raise FolderRefused(f"{folder} could not be filled", hint="free space on the disk, and try again") from None
        raise
    return created


async def _lay(url: str, created: Created) -> None:
    await Database.create(url)
    manifest = created.manifest
    established = Installation(deployment=DeploymentId(manifest.deployment), manifest_version=manifest.version)
    async with await Database.open(url) as database:
        await database.write(lambda unit: establish(unit, established))
