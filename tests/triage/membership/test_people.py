"""Who belongs to the group, and from which channels."""

import pytest

from storage import bindings
from storage.audit import Act
from storage.bindings import Binding
from storage.documents import Language
from storage.members import Role, Standing
from triage.notices import flatten


@pytest.fixture
def bind(stage):
    """Makes a chat a member's."""

    async def bind(name, *channels):
        for channel in channels:
            chat = Binding(channel=channel, account="staff", chat=name, member=stage.people[name], changed_at=stage.now)
            signed = bindings.sign(chat, stage.keys.group.roster)
            await stage.database.write(lambda unit, signed=signed: bindings.save(unit, signed))

    return bind


async def test_members_are_listed_by_name(stage, bind):
    """With role, standing and channels; who has left is not."""
    await stage.enrol("Ivan", standing=Standing.INVITED)
    await stage.enrol("Zoya", standing=Standing.DEPARTED)
    await bind("Anna", "signal", "telegram")
    (heading,) = await stage.say("Anna", "/members")
    assert heading.args == {"count": 6}
    assert [line.args["name"] for line in heading.lines] == ["Anna", "Bohdan", "Clara", "Ivan", "Lena", "Rafael"]
    assert heading.lines[0].args["channels"] == "Signal, Telegram"
    assert heading.lines[3].args["standing"] is Standing.INVITED
    assert all(line.content for line in heading.lines)


async def test_where_names_may_not_stand_there_are_numbers(stage):
    """Of those who may act, by role."""
    await stage.enrol("Ivan", standing=Standing.INVITED)
    (heading,) = await stage.say("Anna", "/members", words=False)
    assert heading.args == {"count": 5}
    assert [(line.args["role"], line.args["count"]) for line in heading.lines] == [
        (Role.MEMBER, 2),
        (Role.COORDINATOR, 1),
        (Role.REFERRER, 1),
        (Role.LEAD, 1),
    ]
    assert not [notice for notice in flatten((heading,)) if notice.content]


async def test_own_channels_are_shown(stage, bind):
    """Since when; never the chats themselves, and nobody else's."""
    assert await stage.ids("Anna", "/channels") == ["channels-none"]
    await bind("Anna", "telegram")
    await bind("Bohdan", "signal")
    (heading,) = await stage.say("Anna", "/channels", words=False)
    assert [line.args for line in heading.lines] == [{"channel": "Telegram", "since": stage.now}]


async def test_channel_is_dropped_with_a_code(stage, bind, code):
    """Whoever has one telephone of a member must not cut him off from the other."""
    await bind("Anna", "signal", "telegram")
    assert await stage.ids("Anna", "/channels drop telegram") == ["error-proof-needed"]
    assert await stage.ids("Anna", f"/channels drop telegram {code('Anna')}") == ["channel-dropped", "channels-heading"]
    assert (Act.MEMBER_UNBOUND, stage.people["Anna"], "telegram") in await stage.log()
    stage.later(minutes=1)
    assert await stage.ids("Anna", f"/channels забути signal код={code('Anna')}") == [
        "channel-dropped",
        "channels-none",
    ]


async def test_channel_on_which_nobody_is_known(stage):
    """There is nothing to drop."""
    answer = await stage.desk.obey(stage.people["Anna"], "/channels drop signal", stage.now, proven=True)
    assert [notice.id for notice in answer] == ["error-not-bound"]


@pytest.mark.parametrize(
    ("line", "missing"), [("/channels drop", "messenger"), ("/channels signal", "the word “drop”")]
)
async def test_half_of_it_is_corrected(stage, line, missing):
    """The word and the channel belong together."""
    (refused,) = await stage.say("Anna", line)
    assert refused.id == "error-wrong-usage"
    assert refused.lines[0].args == {"argument": missing}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("words", [True, False])
async def test_it_is_worded_in_each_language(stage, bind, language, words):
    """The list, the counts and the channels."""
    await stage.enrol("Ivan", standing=Standing.SUSPENDED)
    await bind("Anna", "signal")
    for line in ("/members", "/channels"):
        assert await stage.text("Anna", line, language=language, words=words)
