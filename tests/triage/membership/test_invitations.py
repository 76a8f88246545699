"""Inviting from a chat: what is handed over, and to whom it may be."""

import re

import pytest

from storage.audit import Act
from storage.documents import Language
from storage.members import Role, Standing
from storage.sealed import secret_text
from triage.desk import Stranger
from triage.notices import flatten


@pytest.fixture
def invite(stage, code):
    """Invites somebody, and gives the answer."""

    async def invite(name, role="member", *, by="Lena"):
        stage.later(minutes=1)
        return await stage.say(by, f"/invite {name} {role} code={code(by)}")

    return invite


def joining(answer):
    """The line that the invited one is to send."""
    (line,) = (notice for notice in flatten(answer) if notice.id == "readmitted-line")
    return f"/join {line.args['code']}"


async def test_invited_one_joins_with_the_line_that_was_shown(stage, invite):
    """In the role that was given."""
    answer = await invite("Petro", "referrer")
    (joined,) = await stage.say(Stranger(), joining(answer))
    assert (joined.id, joined.args) == ("joined", {"name": "Petro", "role": Role.REFERRER})
    assert (await stage.desk.named("Petro")).role is Role.REFERRER


async def test_secret_of_the_authenticator_is_the_members_own(stage, invite):
    """To be typed, and as a link; the same that the desk goes by."""
    _, secret = await invite("Petro")
    member = (await stage.read_roster()).called("Petro")
    typed = secret_text(stage.keys.group.step_up(member.id, 0))
    assert secret.args["typed"] == typed
    assert typed in secret.lines[0].args["uri"]


async def test_what_is_handed_over_is_content(stage, invite):
    """No channel that reads along shows any of it."""
    assert all(notice.content for notice in flatten(await invite("Petro")))


async def test_name_of_several_words_stands_between_quotation_marks(stage, invite):
    """What follows it is the role."""
    await invite("«Петро Шевчук»", "координація")
    assert (await stage.read_roster()).called("петро  шевчук").role is Role.COORDINATOR


async def test_who_has_not_come_is_invited_anew(stage, invite):
    """The former line is worth nothing any more, and the role may be another."""
    former = await invite("Petro")
    latter = await invite("Petro", "lead")
    assert await stage.ids(Stranger(), joining(former)) == ["stranger"]
    assert await stage.ids(Stranger(), joining(latter)) == ["joined"]
    assert (await stage.desk.named("Petro")).role is Role.LEAD


async def test_name_of_somebody_who_has_come_is_taken(stage, order):
    """Whoever is here needs no other invitation from a chat."""
    assert await order("Lena", "/invite anna lead") == ["error-name-taken"]


async def test_name_that_cannot_be_printed_is_refused(stage, order):
    """Others will read it in lists."""
    assert await order("Lena", "/invite a\u202eb member") == ["error-name-refused"]


async def test_who_has_left_may_come_back(stage, invite, order, code):
    """Under the old name, as another role, and with another secret."""
    await order("Lena", "/depart Anna")
    answer = await invite("Anna", "coordinator")
    back = (await stage.read_roster()).called("Anna")
    assert (back.id, back.standing, back.epoch) == (stage.people["Anna"], Standing.INVITED, 1)
    assert await stage.ids(Stranger(), joining(answer)) == ["joined"]
    assert await stage.ids("Anna", f"/suspend Bohdan code={code('Anna')}") == ["error-code-refused"]
    assert await stage.ids("Anna", f"/suspend Bohdan code={code('Anna', epoch=1)}") == ["member-suspended"]


async def test_invitation_is_logged_with_whoever_gave_it(stage, invite):
    """And with the role."""
    await invite("Petro", "referrer")
    assert await stage.log() == [(Act.MEMBER_INVITED, stage.people["Lena"], Role.REFERRER)]


async def test_nobody_is_invited_where_words_may_not_stand(stage):
    """A name, and what is handed over, are for Signal or the desk."""
    assert await stage.ids("Lena", "/invite Petro member", words=False) == ["error-words-refused"]


@pytest.mark.parametrize("language", Language)
async def test_it_is_worded_in_each_language(stage, code, language):
    """With the line, whole."""
    stage.later(minutes=1)
    text = await stage.text("Lena", f"/invite Petro lead code={code('Lena')}", language=language)
    assert re.search(r"^/join [a-z]{4}(-[a-z]{4}){6}$", text, re.MULTILINE)
