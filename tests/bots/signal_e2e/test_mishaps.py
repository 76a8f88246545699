"""What goes wrong between us and Signal: a member's new phone, a throttled number, a service that is away."""

import asyncio
import re

import pytest

from tests.bots.signal_e2e.house import BothHouse, SignalHouse
from tests.bots.signal_e2e.scenes import ask_for_help
from tests.recordings.telegram import choose as press_choice

MOVING = re.compile(r"\b\d{5} \d{5}\b")
"""A code with which one goes on in another chat."""

PATIENCE = 120.0
"""Seconds for which one asks again and again."""

PART = re.compile(r"\b(?:[a-z]{4}-){6}[a-z]{4}\b")
"""A part of an invitation."""


@pytest.fixture
async def house(answered, starter):
    """A house on Signal of this test's own, in which both sides run."""
    async with SignalHouse(answered, starter) as built:
        built.start("intake")
        built.start("triage")
        await built.listened()
        yield built


@pytest.fixture
async def both(answered, starter):
    """A house on Signal and on Telegram, in which both sides run."""
    async with BothHouse(answered, starter) as built:
        built.start("intake")
        built.start("triage")
        await built.listened()
        yield built


async def invite(house, person, name, role="coordinator"):
    """Let somebody become a member."""
    invited = await house.call("members add", name, "--role", role, unlock=True)
    assert invited.status == 0, invited
    person.types(invited.out.strip())
    await person.hears(f"Welcome, {name}")


async def test_member_with_another_identity_is_suspended_until_two_take_him_back(both):
    """What he wrote with it comes as a stranger's; others are told; with both parts of an invitation he is back."""
    lead = both.add_member()
    await invite(both, lead, "Maria", "lead")
    member, *others = both.add_colleague(), both.add_colleague(), both.add_colleague()
    for person, name in zip((member, *others), ("Taras", "Nadia", "Petro"), strict=True):
        await invite(both, person, name)
    member.types("queue")
    await member.hears("open case")
    count = len(member.bots)
    member.installs_anew()
    member.types("queue")
    await lead.sees("with a new key")
    # The bot itself has let it through, and this is the line that was held back.
    await member.hears("There is nothing for you here")
    assert [message.text for message in member.bots[count:]] == [member.bots[-1].text]
    parts = [await vouch(person, "Taras") for person in others]
    member.types(f"/join {' '.join(parts)}")
    await member.hears("Welcome, Taras")
    member.types("queue")
    await member.hears("open case")
    assert " ERROR " not in both.said()


async def test_line_is_let_through_although_a_letter_to_the_new_phone_is_refused_behind_it(both):
    """What he wrote with it comes as a stranger's, also where he was suspended while we still wrote to him."""
    both.staff_signal.account.chatty = False
    lead, member = both.add_member(), both.add_colleague()
    await invite(both, lead, "Maria", "lead")
    await invite(both, member, "Taras")
    gate = both.staff_signal.account.faults.hold("send")
    member.types("queue")
    await gate.reached()
    member.installs_anew()
    member.types("queue")
    await lead.sees("with a new key")
    gate.release()
    await member.hears("There is nothing for you here")
    assert len([one for one in member.bots if "open case" in one.text]) == 0


async def vouch(person, name):
    """Say that somebody is who he was; one's part of the invitation."""
    person.types(f"readmit {name}")
    found = await person.awaits(
        lambda: next((m for one in person.said for m in [PART.search(one.text)] if m), None), "a part of an invitation"
    )
    return found.group()


async def test_throttled_number_rests_until_the_captcha_is_solved(both):
    """Check says what to do; meanwhile the other number and Telegram go on; then the letter comes, once."""
    both.public_signal.account.throttle(2)
    person = both.add_writer()
    typed = person.types("Hello")
    await person.is_read(typed)
    checked = await awaits_check(both, "signalcaptchas.org")
    assert "solidarity signal captcha" in checked.out + checked.err
    assert not person.bots
    beside = both.add_submitter("en")
    beside.types("/start")
    await beside.hears("How would you like to begin?")
    solved = await both.call("signal captcha", "signalcaptcha://solved")
    assert solved.status == 0, solved
    assert not both.public_signal.account.challenges
    await person.sees("How would you like to begin?")
    assert len([one for one in person.bots if "How would you like to begin?" in one.text]) == 1


async def awaits_check(house, words):
    """Check again and again until it says something."""
    loop = asyncio.get_running_loop()
    until = loop.time() + PATIENCE
    while loop.time() < until:
        checked = await house.call("check")
        if words in checked.out + checked.err:
            return checked
    raise AssertionError(checked.out + checked.err)


async def test_emergency_goes_over_telegram_while_the_staffs_number_is_throttled(both):
    """Whoever is on both is called on both."""
    member, there = both.add_member(), both.add_colleague()
    await invite(both, there, "Taras")
    joined = await both.call("members invite", "Taras", unlock=True)
    assert joined.status == 0, joined
    member.types(joined.out.strip())
    await member.hears("Welcome, Taras")
    both.staff_signal.account.throttle()
    person = both.add_writer()
    await ask_for_help(person)
    await member.sees("ALERT")


async def test_alert_rings_in_the_group_where_members_may_take_it_over(answered, starter):
    """And do nothing else; what strangers say there is not answered. The group speaks the first language."""
    async with SignalHouse(answered, starter) as house:
        member, stranger = house.add_colleague(), house.add_colleague()
        there = member.gathers("Alerts")
        house.configure(f'alert_group = "{there.group.id}"\n')
        house.start("intake")
        house.start("triage")
        await house.listened()
        await invite(house, member, "Taras")
        await ask_for_help(house.add_writer())
        alert = await there.sees("ТРИВОГА")
        line = re.search(r"ack \d+", alert.text).group()
        stranger.joins(there.group).types(line)
        there.types("queue")
        await there.hears("напишіть це мені особисто")
        there.types(line)
        await there.hears("ви відгукнулися")
        assert not there.group.left
        assert len([message for message in there.bots if "ви відгукнулися" in message.text]) == 1


async def test_service_that_was_away_is_found_again(house):
    """Both ways: what it could not take is sent later, what is written after it came back is heard."""
    person = house.add_writer()
    person.types("Hello")
    await person.hears("How would you like to begin?")
    await house.public_signal.stop()
    await house.public_signal.start()
    await house.public_signal.account.feed.listened()
    person.types("1")
    await person.hears("freedom in danger")
    assert " ERROR " not in house.said()


async def test_what_was_begun_on_telegram_goes_on_on_signal_and_back(both):
    """With a code that is good once; the chat it came from is told, and its answers are there."""
    here, there = both.add_submitter("en"), both.add_writer()
    here.types("/start")
    await here.hears("How would you like to begin?")
    await press_choice(here, "Ask for help")
    await here.hears("freedom in danger")
    await press_choice(here, "No")
    await here.hears("What happened?")
    here.types("They took him at the checkpoint")
    await here.hears("Where did it happen?")
    code = await ask_to_move(here, "/move")
    there.types(code)
    await there.hears("Where did it happen?")
    await here.awaits(lambda: "They took him" not in here.screen and not here.bots[-1].labels, "a neutral chat")
    there.types("5")
    await there.hears("How else can you be reached")
    there.types("review")
    await there.sees("They took him at the checkpoint")
    code = await ask_to_move(there, "move")
    again = both.add_submitter("en")
    again.types(code)
    await again.sees("What you began is here now")
    await press_choice(again, "Look through")
    await again.hears("They took him at the checkpoint", "Kherson region")
    other = both.add_writer()
    other.types(code)
    await other.awaits(lambda: other.said, "an answer")
    assert "They took him" not in other.screen


async def ask_to_move(person, words):
    """Ask for a code with which to go on elsewhere."""
    person.types(words)
    found = await person.awaits(
        lambda: next((m for one in person.said for m in [MOVING.search(one.text)] if m), None), "a code to go on with"
    )
    return found.group()
