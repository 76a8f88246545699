"""From a page to a picture of it, by a Chromium that this machine brings, in a profile that is thrown away."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
SCALE = 2
"""Pixels of the picture for one of the page, so that it is sharp on every screen."""

_SECONDS = 60
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    f"--force-device-scale-factor={SCALE}",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-lcd-text",
    "--disable-font-subpixel-positioning",
    "--font-render-hinting=none",
    "--default-background-color=00000000",
)


class NoPicture(Exception):
    """There is no Chromium, or it drew nothing; the message says which."""


def photograph(page: str, width: int, height: int) -> bytes:
    """A picture of a page of this size, as PNG; transparent where nothing is drawn.

    Raises:
        NoPicture: there is none.
    """
    browser = next(filter(None, map(shutil.which, NAMES)), None)
    if browser is None:
        raise NoPicture(f"none of these is on the PATH: {', '.join(NAMES)}")
    # As root Chromium refuses to start with its sandbox; the page holds nothing but what we have put there.
    flags = (*_FLAGS, "--no-sandbox") if os.geteuid() == 0 else _FLAGS
    with tempfile.TemporaryDirectory(prefix="solidarity-picture-") as name:
        source, picture = Path(name, "page.html"), Path(name, "page.png")
        source.write_text(page, encoding="utf-8")
        command = (
            browser,
            *flags,
            f"--user-data-dir={name}/profile",
            f"--window-size={width},{height}",
            f"--screenshot={picture}",
            source.as_uri(),
        )
        try:
            ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)  # noqa: S603
        except subprocess.TimeoutExpired:
            raise NoPicture(f"{browser} did not end within {_SECONDS} seconds") from None
        if ended.returncode or not picture.exists():
            raise NoPicture(f"{browser} drew nothing:\n{ended.stderr.strip()}")
        return picture.read_bytes()
