"""Files from Telegram: streamed, counted, and explained where they do not come."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import GetFile
from aiohttp import ClientConnectionError, ClientPayloadError, ClientResponseError

from bots.public.telegram.files import Downloads
from bots.public.telegram.reading import Remote
from intake.files import FileDelayed, FileRefused
from storage.errors import TemporaryError
from tests.bots.public.telegram.platform import TOKEN, Platform

METHOD = GetFile(file_id="f")


@pytest.fixture
def platform() -> Platform:
    """Telegram."""
    return Platform()


@pytest.fixture
def download(platform):
    """Read a file of these pieces to its end."""
    downloads = Downloads(Bot(TOKEN, session=platform), lambda: platform.now)

    async def download(*pieces: bytes | Exception, size: int = 0) -> list[bytes]:
        platform.files.setdefault("f", []).extend(pieces)
        return [chunk async for chunk in downloads(Remote(id="f", size=size))]

    return download


async def test_file_comes_piece_by_piece(download):
    """A file is handed on as it comes."""
    assert await download(b"one", b"two", size=6) == [b"one", b"two"]


async def test_empty_file_comes_empty(download):
    """A file of no bytes is one, and what that means is for others to say."""
    assert b"".join(await download()) == b""


@pytest.mark.parametrize("error", [TelegramNetworkError(METHOD, "no"), TelegramServerError(METHOD, "no")])
async def test_question_that_fails_is_asked_again(download, platform, error):
    """Where Telegram does not answer, it is asked again."""
    platform.fail(GetFile, error)
    assert await download(b"one") == [b"one"]


@pytest.mark.parametrize("error", [ClientConnectionError(), TimeoutError(), ConnectionResetError()])
async def test_broken_connection_is_tried_again_before_the_first_byte(download, error):
    """A connection that breaks before anything came is made again."""
    assert await download(error, b"one") == [b"one"]


async def test_silent_platform_lets_the_update_wait(download, platform):
    """Where Telegram does not answer at all, the whole update is kept and tried again later."""
    for _ in range(3):
        platform.fail(GetFile, TelegramNetworkError)
    with pytest.raises(FileDelayed):
        await download(b"one")


async def test_throttled_file_lets_the_update_wait(download, platform):
    """Where Telegram wants us to wait, it is not asked again at once."""
    platform.fail(GetFile, TelegramRetryAfter(METHOD, "no", 5))
    with pytest.raises(FileDelayed):
        await download(b"one")
    assert len(platform.named(GetFile)) == 1


async def test_platform_that_wants_us_to_wait_is_not_asked_meanwhile(download, platform):
    """Until then no file is asked for, and that is no failure of the file's; then it comes."""
    platform.fail(GetFile, TelegramRetryAfter(METHOD, "no", 5))
    with pytest.raises(FileDelayed):
        await download()
    platform.now += 4.9
    with pytest.raises(TemporaryError) as waiting:
        await download()
    assert not isinstance(waiting.value, FileDelayed)
    assert len(platform.named(GetFile)) == 1
    platform.now += 0.2
    assert await download(b"one") == [b"one"]


async def test_platform_that_wants_us_to_wait_for_days_is_asked_before(download, platform):
    """Somebody waits for an answer: after five minutes it is asked again."""
    platform.fail(GetFile, TelegramRetryAfter(METHOD, "no", 10**6))
    with pytest.raises(FileDelayed):
        await download()
    platform.now += 300
    assert await download(b"one") == [b"one"]


async def test_download_that_is_throttled_is_not_tried_again_at_once(download, platform):
    """The server that holds the files may throttle, too."""
    with pytest.raises(FileDelayed):
        await download(ClientResponseError(None, (), status=429))  # type: ignore[arg-type]
    assert len(platform.named(GetFile)) == 1


async def test_too_large_file_is_explained(download, platform):
    """A file whose size was not declared, and which Telegram does not hand out, is explained as such."""
    platform.fail(GetFile, TelegramBadRequest(METHOD, "Bad Request: file is too big"))
    with pytest.raises(FileRefused) as refused:
        await download(b"one")
    assert refused.value.mistake.message == "correct-file-platform"


@pytest.mark.parametrize(
    "error",
    [
        TelegramBadRequest(METHOD, "Bad Request: wrong file_id or the file is temporarily unavailable"),
        ClientResponseError(None, (), status=404),  # type: ignore[arg-type]
    ],
)
async def test_file_that_is_not_there_is_explained(download, platform, error):
    """A file that Telegram does not have is to be sent again."""
    platform.fail(GetFile, error)
    with pytest.raises(FileRefused) as refused:
        await download(b"one")
    assert refused.value.mistake.message == "correct-file-unreadable"


@pytest.mark.parametrize("error", [ClientPayloadError(), TimeoutError(), ConnectionResetError()])
async def test_file_that_breaks_off_is_no_whole_file(download, error):
    """After the first byte, a broken connection ends the file as unreadable; its address is not quoted."""
    with pytest.raises(OSError) as broken:  # noqa: PT011 - any
        await download(b"one", error)
    assert TOKEN not in str(broken.value)


async def test_file_shorter_than_declared_is_no_whole_file(download):
    """What ends too early without an error is not taken for whole."""
    with pytest.raises(OSError, match="not as long"):
        await download(b"one", size=4)
