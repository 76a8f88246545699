"""Files from Telegram: streamed, counted, and explained where they do not come."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import DeleteMessage, EditMessageText, GetFile, SendMessage
from aiohttp import ClientConnectionError, ClientPayloadError, ClientResponseError

from bots.public.telegram.files import LARGE, Downloads
from bots.public.telegram.reading import Remote
from bots.public.wiring import texts
from intake.files import FileRefused
from storage.documents import Language
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

    async def download(*pieces: bytes | Exception, size: int = 0) -> list[bytes]:
        platform.files.setdefault("f", []).extend(pieces)
        downloads = Downloads(Bot(TOKEN, session=platform), texts())
        return [chunk async for chunk in downloads(Remote(id="f", size=size, chat=7, language=Language.EN))]

    return download


async def test_file_comes_piece_by_piece(download, platform):
    """A file is handed on as it comes, and nothing is said of a small one."""
    assert await download(b"one", b"two", size=6) == [b"one", b"two"]
    assert platform.named(SendMessage) == []


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
    with pytest.raises(TemporaryError):
        await download(b"one")


async def test_throttled_file_lets_the_update_wait(download, platform):
    """Where Telegram wants us to wait, so does the update."""
    for _ in range(3):
        platform.fail(GetFile, TelegramRetryAfter(METHOD, "no", 5))
    with pytest.raises(TemporaryError):
        await download(b"one")


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


async def test_large_file_says_how_far_it_has_come(download, platform):
    """A large file is announced, counted in quarters, and the message goes when it has come."""
    pieces = [b"x" * (LARGE // 10)] * 10
    await download(*pieces, size=LARGE)
    said = [call.text for call in platform.named(SendMessage, EditMessageText)]
    assert said == [texts().text(Language.EN, "file-coming", {"percent": percent}) for percent in (10, 30, 50, 80, 100)]
    assert platform.chat(7) == {}


async def test_progress_that_cannot_be_said_holds_nothing_up(download, platform):
    """A file comes whole, whatever becomes of what is said about it."""
    for method in (SendMessage, EditMessageText, DeleteMessage):
        platform.fail(method, TelegramRetryAfter(METHOD, "no", 5))
    pieces = [b"x" * (LARGE // 4)] * 4
    assert sum(map(len, await download(*pieces, size=LARGE))) == LARGE


async def test_progress_is_taken_back_when_the_file_breaks_off(download, platform):
    """What was said of a file that did not come does not stay."""
    with pytest.raises(OSError):  # noqa: PT011 - any
        await download(b"x", ClientPayloadError(), size=LARGE)
    assert platform.chat(7) == {}
