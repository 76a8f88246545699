"""Files that lie with the REST side: read as a stream, and deleted there in the end."""

from datetime import timedelta

import pytest

from bots.public.signal.files import Downloads
from bots.signal.reading import Remote
from bots.signal.refusals import ApiFailed
from intake.files import FileDelayed, FileRefused
from tests.bots.public.signal.rest import Rest


@pytest.fixture
def rest() -> Rest:
    """The REST side."""
    return Rest()


async def read(rest: Rest, remote: Remote) -> bytes:
    """A whole file."""
    return b"".join([chunk async for chunk in Downloads(rest)(remote)])


@pytest.mark.parametrize("size", [0, 4, 6])
async def test_file_is_read(rest, size):
    """Piece by piece; more than was declared is no matter, as its sender is not to be trusted with sizes."""
    rest.files["a"] = [b"abc", b"def"]
    assert await read(rest, Remote(id="a", size=size)) == b"abcdef"


@pytest.mark.parametrize("id", ["gone", ""])
async def test_file_that_is_gone_is_refused(rest, id):  # noqa: A002
    """To ask again would bring nothing; a file without a name was never fetched."""
    with pytest.raises(FileRefused):
        await read(rest, Remote(id=id))


@pytest.mark.parametrize("error", [ApiFailed("away"), ApiFailed("HTTP 500", status=500)])
async def test_file_that_does_not_come_is_asked_for_again(rest, error):
    """At its beginning or midway: it still lies there."""
    rest.files["a"] = [b"abc", error]
    with pytest.raises(FileDelayed):
        await read(rest, Remote(id="a", size=3))
    assert await read(rest, Remote(id="a", size=3)) == b"abc"


async def test_file_that_ends_too_soon_is_asked_for_again(rest):
    """What was sealed of it is not the file."""
    rest.files["a"] = [b"abc"]
    with pytest.raises(FileDelayed):
        await read(rest, Remote(id="a", size=4))


async def test_file_that_nobody_came_for_is_deleted(side):
    """Once it was there for an hour."""
    side.rest.files["lost.jpg"] = [b"x"]
    await side.sweep.do()
    side.rest.files["new.jpg"] = [b"x"]
    await side.sweep.do()
    assert list(side.rest.files) == ["new.jpg"]


async def test_nothing_is_swept_for_a_day_while_mail_waits(side):
    """A letter that waits may name the file; but one chat that sticks does not keep them all for ever."""
    side.rest.files["a.jpg"] = [b"x"]
    await side.desk.post.accept(side.address("7"), "1", b"{}")
    for _ in range(23):
        await side.sweep.do()
    side.rest.files["new.jpg"] = [b"x"]
    assert list(side.rest.files) == ["a.jpg", "new.jpg"]
    await side.sweep.do()
    assert list(side.rest.files) == ["new.jpg"]


async def test_sweep_goes_on_after_a_file_that_resists(side):
    """It comes again in an hour."""
    side.rest.files.update({"a.jpg": [b"x"], "b.jpg": [b"x"]})
    await side.sweep.do()
    side.rest.fail("discard", ApiFailed("HTTP 500", status=500))
    await side.sweep.do()
    assert len(side.rest.files) == 1
    await side.sweep.do()
    assert not side.rest.files


async def come_with_a_file_while_nothing_is_sent(side) -> None:
    """Have a file taken whose letter waits, as the platform takes none."""
    person = side.person()
    await person.type("hello", "1", "1", "1")
    await side.line.pause(side.now + timedelta(hours=1), ())
    with person.deaf():
        await person.attach("a.jpg", b"x")


async def test_file_that_is_kept_does_not_wait_for_its_letter(side):
    """It lies plain on the REST side, and the platform may take no letters for hours; once is enough."""
    await come_with_a_file_while_nothing_is_sent(side)
    assert list(side.rest.files) == ["a.jpg"]
    for _ in range(2):
        await side.relief.do()
    assert not side.rest.files
    assert side.rest.named("discard") == [("discard", "a.jpg")]
    await side.line.resume()
    await side.relief.do()
    await side.send()
    assert side.rest.named("discard") == [("discard", "a.jpg")] * 2


async def test_file_that_resists_is_deleted_the_next_minute(side):
    """As long as its letter waits."""
    await come_with_a_file_while_nothing_is_sent(side)
    side.rest.fail("discard", ApiFailed("HTTP 500", status=500))
    await side.relief.do()
    assert side.rest.files
    await side.relief.do()
    assert not side.rest.files


async def test_letters_delete_their_files_themselves_while_they_are_sent(side):
    """In their order, and nothing is looked through."""
    await come_with_a_file_while_nothing_is_sent(side)
    await side.line.resume()
    await side.relief.do()
    assert side.rest.files
