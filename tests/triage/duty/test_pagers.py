"""A member's own pager."""

import pytest

from storage import alerts, pagers
from storage.alerts import AlertKind
from storage.audit import Act

URL = "ntfys://topic-of-anna?priority=max"


async def say(stage, line, who="Anna", **options):
    """Type a line as somebody who has shown that it is himself."""
    return await stage.desk.obey(stage.people[who], line, stage.now, proven=True, **options)


async def ids(stage, line, **options):
    return [notice.id for notice in await say(stage, line, **options)]


async def pager(stage, who="Anna"):
    key = stage.keys.group.manifest.roster
    return await stage.database.read(lambda unit: pagers.of(unit, stage.people[who], key))


async def test_a_pager_is_set_signed_and_logged(stage):
    """The log does not hold where."""
    assert await ids(stage, f"/pager {URL}") == ["pager-set"]
    assert (await pager(stage)).url == URL
    assert await stage.log() == [(Act.PAGER_SET, stage.people["Anna"], None)]


async def test_a_url_is_in_no_answer(stage):
    """It holds what its service takes for a password."""
    for line in (f"/pager {URL}", "/pager", "/pager https//topic-of-anna"):
        assert "topic-of-anna" not in repr(await say(stage, line))


async def test_whether_there_is_a_pager_can_be_asked(stage):
    """Of one's own."""
    assert await ids(stage, "/pager") == ["pager-none"]
    await say(stage, f"/pager {URL}")
    assert await ids(stage, "/pager") == ["pager-known"]
    assert await ids(stage, "/pager", who="Bohdan") == ["pager-none"]


async def test_a_pager_is_switched_off_once(stage):
    """A second time does nothing."""
    await say(stage, f"/pager {URL}")
    for _ in range(2):
        assert await ids(stage, "/pager off") == ["pager-none"]
    assert await pager(stage) is None
    assert [act for act, _, _ in await stage.log()] == [Act.PAGER_SET, Act.PAGER_DROPPED]


@pytest.mark.parametrize(
    "url",
    [
        "topic",
        "ntfys://127.0.0.1/topic",
        "ntfys://",
        "ntfys:topic",
        "://topic",
        "ntfys://to pic",
        "ntfys://\x07",
        f"ntfys://{'x' * 2000}",
    ],
)
async def test_what_is_no_url_of_a_pager_is_refused(stage, url):
    """Nothing is written."""
    assert await ids(stage, f"/pager {url}") == ["error-pager-refused"]
    assert await pager(stage) is None


async def test_a_url_is_refused_where_others_read_along(stage):
    """Switching off and trying out are not."""
    assert await ids(stage, f"/pager {URL}", words=False) == ["error-words-refused"]
    assert await ids(stage, "/pager off", words=False) == ["pager-none"]


async def test_trying_out_calls_the_member_alone_and_not_for_long(stage):
    """A plain member could not silence it."""
    assert await ids(stage, "/pager test") == ["pager-tested"]
    (ringing,) = await stage.database.read(lambda unit: alerts.due(unit, stage.now, None))
    assert (ringing.person, ringing.kind) == (stage.people["Anna"], AlertKind.DRILL)
    stage.later(minutes=2)
    assert await stage.database.read(lambda unit: alerts.due(unit, stage.now, None)) == ()


async def test_a_pager_asks_for_the_members_own_code(stage):
    """Whoever has found his phone must not be called in his place."""
    (refused,) = await stage.ids("Anna", f"/pager {URL}")
    assert refused not in {"pager-set", "pager-known"}
    assert await pager(stage) is None
