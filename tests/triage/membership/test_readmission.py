"""Taking a suspended member back: two of those who run the group, each for themselves."""

import asyncio
import os
from dataclasses import replace

import pytest

from storage import members, suspensions, vouches
from storage.audit import Act
from storage.documents import Language
from storage.members import Role, Standing
from storage.sealed import HybridIdentity, SigningKey, secret_text, step_code
from storage.vouches import Vouch
from triage.desk import Stranger
from triage.membership import roster


@pytest.fixture
async def group(stage):
    """A group in which Anna has just been suspended, and which has a second lead."""
    await stage.enrol("Lev", Role.LEAD)
    await stage.register_key("Anna")
    await suspend(stage, "Anna")
    stage.later(minutes=1)
    return stage


async def suspend(stage, name, desk=None):
    who = stage.people[name]
    await stage.database.write(lambda unit: (desk or stage.desk).suspend(unit, who, stage.now, "identity"))


async def row(stage, name):
    """A member of any standing."""
    return (await stage.database.read(lambda unit: roster.read(unit, stage.keys.group.manifest.roster))).called(name)


async def vouch(stage, name):
    """Let somebody vouch for Anna, and give the part of the invitation that he is shown."""
    (answer,) = await stage.say(name, "/readmit anna")
    assert answer.id in {"vouched", "readmitted-by-two"}
    return answer.lines[0].args["code"]


async def take_back(stage, first, second):
    """Let two vouch for Anna, and give both parts of the invitation that came of it."""
    return f"{await vouch(stage, first)} {await vouch(stage, second)}"


async def test_two_take_a_member_back(group):
    """The first one's word waits; with the second one's there is an invitation."""
    (first,) = await group.say("Clara", "/readmit Anna")
    assert (first.id, first.args["name"]) == ("vouched", "Anna")
    assert (await row(group, "Anna")).standing is Standing.SUSPENDED
    group.later(days=6)
    (second,) = await group.say("Lena", "/readmit  anna ")
    assert (second.id, second.args["first"]) == ("readmitted-by-two", "Clara")
    assert second.args["until"] == group.now + group.open_desk()._room.settings.invitation
    assert await group.ids("Anna", "/queue") == ["stranger"]
    parts = " ".join(answer.lines[0].args["code"] for answer in (first, second))
    assert await group.ids(Stranger(), f"/join {parts}") == ["joined"]
    assert await group.ids("Anna", "/queue") == ["queue-empty"]


async def test_neither_of_the_two_has_more_than_a_part(group):
    """Not even with the digest of the other one's, which lies in the database until the second has vouched."""
    first = await vouch(group, "Clara")
    anna, key = group.people["Anna"], group.keys.group.roster.public
    waiting = await group.database.read(lambda unit: vouches.find(unit, anna, key))
    second = await vouch(group, "Lena")
    guesses = [first, second, f"{first} {first}", f"{second} {second}", f"{waiting.part} {second}", waiting.part]
    for guess in guesses:
        assert await group.ids(Stranger(), f"/join {guess}") == ["stranger"]
    assert await group.ids(Stranger(), f"/join {first} {second}") == ["joined"]


@pytest.mark.parametrize("line", ["{0} {1}", "{0}{1}", "{0}, {1}.", "{1} {0}", "1: {0} 2: {1}", "«{0}» — «{1}»"])
async def test_parts_are_understood_however_they_are_put_together(group, line):
    """One after the other, in whichever order, whatever stands between them."""
    first, second = await vouch(group, "Clara"), await vouch(group, "Lena")
    assert await group.ids(Stranger(), f"/join {line.format(first, second.upper())}", words=False) == ["joined"]


async def test_part_of_a_word_that_has_run_out_is_worth_nothing(group):
    """The second one then is a first one, with a part of another invitation."""
    stale = await vouch(group, "Clara")
    group.later(days=7)
    first, second = await vouch(group, "Lena"), await vouch(group, "Clara")
    for parts in (f"{stale} {first}", f"{stale} {second}"):
        assert await group.ids(Stranger(), f"/join {parts}") == ["stranger"]
    assert await group.ids(Stranger(), f"/join {first} {second}") == ["joined"]


async def test_member_comes_back_as_the_same_without_a_key(group):
    """Name, role and id are as before; what was on a lost device is not trusted."""
    before = await row(group, "Anna")
    code = await take_back(group, "Clara", "Lena")
    assert await group.ids(Stranger(), f"/join {code}") == ["joined"]
    now = await row(group, "Anna")
    assert (now.id, now.role, now.standing, now.recipient) == (before.id, before.role, Standing.ACTIVE, None)


async def test_invitation_of_a_readmitted_member_is_good_once(group):
    """Like every other."""
    code = await take_back(group, "Clara", "Lena")
    answers = [await group.ids(Stranger(), f"/join {code}") for _ in range(2)]
    assert answers == [["joined"], ["stranger"]]


async def test_readmitted_member_has_another_authenticator(group):
    """The new secret comes with the second part; the one of the lost telephone confirms nothing."""
    first = await vouch(group, "Clara")
    (second,) = await group.say("Lena", "/readmit Anna")
    part, secret = second.lines
    await group.say(Stranger(), f"/join {first} {part.args['code']}")
    anna = await row(group, "Anna")
    assert anna.epoch == 1
    former, now = (group.keys.group.step_up(anna.id, epoch) for epoch in (0, 1))
    assert secret.args["secret"] == secret_text(now)
    key = HybridIdentity.generate(os.urandom).recipient.encode()
    answers = [await group.ids("Anna", f"/key {key} {step_code(each, group.now)}") for each in (former, now)]
    assert answers == [["error-code-refused"], ["key-registered"]]


async def test_one_is_not_enough_however_often(group):
    """The second time he is told whose turn it is."""
    answers = [await group.ids("Clara", "/readmit Anna") for _ in range(3)]
    assert answers == [["vouched"], ["vouched-before"], ["vouched-before"]]


async def test_two_who_type_it_at_the_same_moment(group):
    """One of them is the first."""
    answers = await asyncio.gather(*(group.ids(name, "/readmit Anna") for name in ("Clara", "Lena")))
    assert sorted(answers) == [["readmitted-by-two"], ["vouched"]]


@pytest.mark.parametrize("no", ["no", "No", "ні", "НЕТ"])
async def test_word_is_taken_back(group, no):
    """Whoever is no longer sure says so, in any language; whoever vouches next is the first again."""
    former = await vouch(group, "Clara")
    (answer,) = await group.say("Clara", f"/readmit  Anna  {no} ")
    assert (answer.id, answer.args["name"]) == ("vouch-taken-back", "Anna")
    first, second = await vouch(group, "Lena"), await vouch(group, "Clara")
    assert await group.ids(Stranger(), f"/join {former} {second}") == ["stranger"]
    assert await group.ids(Stranger(), f"/join {first} {second}") == ["joined"]
    assert (Act.VOUCH_TAKEN_BACK, group.people["Clara"], group.people["Anna"]) in await group.log()


async def test_only_ones_own_word_is_taken_back(group):
    """And once; the other's stays, for a week."""
    await group.say("Clara", "/readmit Anna")
    assert await group.ids("Lena", "/readmit Anna no") == ["error-not-vouched"]
    assert await group.ids("Clara", "/readmit Anna no") == ["vouch-taken-back"]
    assert await group.ids("Clara", "/readmit Anna no") == ["error-not-vouched"]
    await group.say("Clara", "/readmit Anna")
    group.later(days=7)
    assert await group.ids("Clara", "/readmit Anna no") == ["error-not-vouched"]


async def test_word_is_not_taken_back_once_there_is_an_invitation(group):
    """Whoever is no longer sure then keeps the part to himself."""
    await take_back(group, "Clara", "Lena")
    assert await group.ids("Clara", "/readmit Anna no") == ["error-not-suspended"]


@pytest.mark.parametrize("line", ["/readmit no", "/readmit Mallory no", "/readmit Anna perhaps"])
async def test_no_after_no_name_is_nobodys_word(group, line):
    """Neither alone, nor after somebody who is unknown, nor is another word a no."""
    assert await group.ids("Clara", line) == ["error-name-unknown"]


async def test_name_may_end_in_a_word_that_means_no(group):
    """As some do; a second no then takes the word back."""
    await group.enrol("Min Ji No", standing=Standing.SUSPENDED)
    answers = [await group.ids("Clara", line) for line in ("/readmit min ji no", "/readmit min ji no no")]
    assert answers == [["vouched"], ["vouch-taken-back"]]


async def test_word_of_the_first_does_not_wait_for_ever(group):
    """After a week the second is a first one again."""
    assert await group.ids("Clara", "/readmit Anna") == ["vouched"]
    group.later(days=7)
    assert await group.ids("Lena", "/readmit Anna") == ["vouched"]
    assert await group.ids("Clara", "/readmit Anna") == ["readmitted-by-two"]


@pytest.mark.parametrize("name", ["Bohdan", "Rafael"])
async def test_who_does_not_run_the_group_vouches_for_nobody(group, name):
    """A member or a referrer."""
    assert await group.ids(name, "/readmit Anna") == ["error-not-allowed"]
    assert await group.ids("Clara", "/readmit Anna") == ["vouched"]


async def test_nobody_takes_himself_back(group):
    """Whoever is suspended is a stranger."""
    await suspend(group, "Clara")
    assert await group.ids("Clara", "/readmit Clara") == ["stranger"]
    assert await group.ids("Lena", "/readmit Clara") == ["vouched"]


async def test_word_of_somebody_who_is_suspended_since_counts_no_more(group):
    """He may not have given it."""
    assert await group.ids("Clara", "/readmit Anna") == ["vouched"]
    await suspend(group, "Clara")
    assert await group.ids("Lena", "/readmit Anna") == ["vouched"]


async def test_word_of_somebody_with_another_role_since_counts_no_more(group):
    """A coordinator who has become a member."""
    assert await group.ids("Clara", "/readmit Anna") == ["vouched"]
    changed = members.sign(replace(await row(group, "Clara"), role=Role.MEMBER), group.keys.group.roster)
    await group.database.write(lambda unit: members.save(unit, changed))
    assert await group.ids("Lena", "/readmit Anna") == ["vouched"]


async def test_word_from_an_earlier_suspension_counts_no_more(group):
    """Whoever writes to the database may put it back."""
    first = await vouch(group, "Clara")
    key = group.keys.group.roster
    anna = group.people["Anna"]
    former = await group.database.read(lambda unit: vouches.find(unit, anna, key.public))
    assert await group.ids(Stranger(), f"/join {first} {await vouch(group, 'Lena')}") == ["joined"]
    assert await group.database.read(lambda unit: vouches.find(unit, anna, key.public)) is None
    group.later(minutes=1)
    await suspend(group, "Anna")
    await group.database.write(lambda unit: vouches.save(unit, former))
    assert await group.ids("Lena", "/readmit Anna") == ["vouched"]


async def test_word_that_the_roster_key_did_not_sign_counts_for_nothing(group):
    """Whoever can only write to the database does not vouch in Clara's name."""
    forger = SigningKey.generate(os.urandom)
    forged = Vouch(member=group.people["Anna"], by=group.people["Clara"], at=group.now, part="0" * 64)
    await group.database.write(lambda unit: vouches.save(unit, vouches.sign(forged, forger)))
    assert await group.ids("Lena", "/readmit Anna") == ["vouched"]


async def test_who_is_not_suspended_is_not_taken_back(group):
    """Nor anybody whom the group does not know."""
    assert await group.ids("Clara", "/readmit Bohdan") == ["error-not-suspended"]
    assert await group.ids("Clara", "/readmit Mallory") == ["error-name-unknown"]
    await take_back(group, "Clara", "Lena")
    assert await group.ids("Clara", "/readmit Anna") == ["error-not-suspended"]


async def test_locked_desk_takes_nobody_back(group):
    """It cannot sign."""
    assert await group.ids("Clara", "/readmit Anna", desk=group.open_desk(locked=True)) == ["error-locked"]


async def test_who_was_suspended_while_the_desk_was_locked_is_taken_back(group):
    """What was written without a key is lifted, whoever wrote it."""
    await suspend(group, "Bohdan", group.open_desk(locked=True))
    answers = [await group.ids(name, "/readmit Bohdan") for name in ("Clara", "Lena")]
    assert answers == [["vouched"], ["readmitted-by-two"]]
    assert await group.database.read(suspensions.all) == ()
    assert (await row(group, "Bohdan")).standing is Standing.INVITED


@pytest.mark.parametrize("line", ["/readmit Anna", "/readmit"])
async def test_invitation_is_shown_only_where_words_are(group, line):
    """A channel that must not carry words refuses, and says where to go; nothing was vouched."""
    assert await group.ids("Clara", line, words=False) == ["error-words-refused"]
    assert await group.ids("Lena", "/readmit Anna") == ["vouched"]


async def test_in_a_group_of_one_one_is_enough(group):
    """As its configuration says: with a whole invitation, and the authenticator's new secret."""
    (answer,) = await group.say("Lena", "/readmit Anna", desk=group.open_desk(alone=True))
    line, secret = answer.lines
    assert [answer.id, line.id, secret.id] == ["readmitted", "readmitted-line", "readmitted-secret"]
    assert await group.ids(Stranger(), f"/join {line.args['code']}") == ["joined"]


async def test_everything_is_logged(group):
    """Who vouched for whom, who was the second, and that the member came."""
    code = await take_back(group, "Clara", "Lena")
    await group.say(Stranger(), f"/join {code}")
    anna, clara, lena = (group.people[name] for name in ("Anna", "Clara", "Lena"))
    assert await group.log() == [
        (Act.MEMBER_SUSPENDED, anna, "identity"),
        (Act.MEMBER_VOUCHED, clara, anna),
        (Act.MEMBER_READMITTED, lena, anna),
        (Act.MEMBER_JOINED, anna, Role.MEMBER),
    ]


@pytest.mark.parametrize("language", Language)
async def test_answers_are_worded(group, language):
    """With the part that is to be handed over on a line of its own, and how a word is taken back as it is typed."""
    (taking_back, _) = (await group.text("Clara", "/readmit Anna", language=language)).splitlines()
    for way in (taking_back, await group.text("Clara", "/readmit Anna", language=language)):
        assert await group.ids("Clara", way[way.index("/readmit") :]) == ["vouch-taken-back"]
        (_, first) = (await group.text("Clara", "/readmit Anna", language=language)).splitlines()
    (words, second, secret) = (await group.text("Lena", "/readmit Anna", language=language)).splitlines()
    assert "Clara" in words
    assert secret.endswith(secret_text(group.keys.group.step_up(group.people["Anna"], 1)))
    assert await group.ids(Stranger(), f"/join {first} {second}") == ["joined"]


@pytest.mark.parametrize("change", ["suspended", "demoted"])
async def test_who_may_no_more_is_refused_in_the_transaction(group, change):
    """The row that counts is the one of that moment."""
    clara = await row(group, "Clara")
    known = await group.desk._read_roster(group.desk._room)
    changes = {"standing": Standing.SUSPENDED} if change == "suspended" else {"role": Role.MEMBER}
    changed = members.sign(replace(clara, **changes), group.keys.group.roster)
    await group.database.write(lambda unit: members.save(unit, changed))

    async def before(_room):
        return known

    desk = group.open_desk()
    desk._read_roster = before
    assert await group.ids("Clara", "/readmit Anna", desk=desk) == ["error-not-allowed"]
