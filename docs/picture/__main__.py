"""Draw the picture that the README shows."""

import asyncio
import sys
from pathlib import Path

from docs.picture.browser import NoPicture, photograph
from docs.picture.moments import hold
from docs.picture.page import HEIGHT, WIDTH, draw

TARGET = Path(__file__).parents[1] / "conversation.png"


def main() -> int:
    """Draw it; the exit status."""
    page = draw(asyncio.run(hold()))
    try:
        picture = photograph(page, WIDTH, HEIGHT)
    except NoPicture as error:
        print(f"Error: {error}\nhint: on Debian and Ubuntu: apt install chromium", file=sys.stderr)
        return 1
    TARGET.write_bytes(picture)
    print(f"{TARGET.name}: {len(picture) // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
