"""``solidarity demo``: the whole path on throw-away data."""

import asyncio
import shutil
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

import click

from bots.cli.init import make
from bots.cli.options import draw
from bots.config import load

_KEY_TO_IT = "passphrase.txt"


@click.command("demo")
@click.option(
    "--keep",
    "kept",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Make the data in DIR, and leave it there to go on by hand.",
)
def command(kept: Path | None) -> None:
    """Play one case from the first question to the answer on throw-away data, and check what it left.

    No account and no network are needed. Exit status 1 if any check fails.
    """
    from rich.console import Console

    from bots.demo.play import Demo
    from bots.demo.stage import Stage
    from bots.public.wiring import memory

    # Whoever ends it, nothing of it stays: neither the folder nor the draft key in memory.
    signal.signal(signal.SIGTERM, _end)
    stage = Stage(Console())
    passphrase = draw(16).hex()
    with ExitStack() as cleaning:
        folder = kept or Path(cleaning.enter_context(tempfile.TemporaryDirectory())) / "demo"
        stage.tell("Making keys and a database for a group of one ...")
        make(folder, name="Demo group", passphrase=passphrase)
        config = load(folder / "config.toml")
        if not kept:
            cleaning.callback(shutil.rmtree, memory(config), ignore_errors=True)
        demo = Demo(folder=folder, config=config, passphrase=passphrase, stage=stage, draw=draw)
        passed = asyncio.run(demo.run())
        if kept:
            (folder / _KEY_TO_IT).touch(mode=0o600)
            (folder / _KEY_TO_IT).write_text(f"{passphrase}\n", encoding="ascii")
    stage.act("All checks passed" if passed else "A check FAILED")
    place = kept or Path("DIR")
    stage.tell("To go on by hand:" if kept else "To go on by hand, keep the data (solidarity demo --keep DIR), then:")
    stage.lists(
        [
            f"solidarity chat --config {place / 'config.toml'} --lang uk",
            f"solidarity desk --config {place / 'config.toml'} --as olena --passphrase-file {place / _KEY_TO_IT}",
        ]
    )
    if not passed:
        sys.exit(1)


def _end(_number: int, _frame: FrameType | None) -> None:
    """Let the end from outside be what Ctrl-C is."""
    signal.raise_signal(signal.SIGINT)
