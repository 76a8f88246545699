"""How far a large file has come: told at its beginning and now and again, and the file is the same."""

import pytest

from bots.public.telegram.progress import LARGE, follow
from intake.events import File


@pytest.fixture
def read():
    """Read a file whose pieces take a second each; what was told, and what came."""

    async def read(*pieces: bytes, size: int) -> tuple[list[int], list[bytes]]:
        now, told = 0.0, []

        async def come():
            nonlocal now
            for piece in pieces:
                now += 1
                yield piece

        async def tell(percent: int) -> None:
            told.append(percent)

        file = follow(File(name="f", media_type="", size=size, open=come), tell, lambda: now)
        return told, [piece async for piece in file.open()]

    return read


async def test_large_file_tells_how_far_it_has_come(read):
    """At its beginning, then every three seconds; a chat takes about one message a second."""
    pieces = [b"x" * (LARGE // 10)] * 10
    assert await read(*pieces, size=LARGE) == ([10, 40, 70, 100], pieces)


async def test_small_file_tells_nothing(read):
    """It is there before anybody has read that it comes."""
    assert await read(b"one", b"two", size=6) == ([], [b"one", b"two"])


async def test_file_longer_than_declared_is_never_more_than_whole(read):
    """What was declared may be wrong."""
    told, _ = await read(b"x" * (2 * LARGE), size=LARGE)
    assert told == [100]
