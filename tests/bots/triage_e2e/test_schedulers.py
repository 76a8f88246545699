"""Two triage processes on one database: whatever falls due is done by one of them, and whoever is told is told once.

The second machine hears Signal, and nothing that it sends arrives; so what arrives twice was written twice.
"""

import json
from dataclasses import dataclass
from os import urandom

from storage.sealed import HybridIdentity, open_file
from tests.bots.processes import Process
from tests.bots.telegram_e2e.scenes import reach_offer
from tests.bots.triage_e2e.house import Colleague, TriageHouse, count, find_silences
from tests.doubles.watching import Watcher
from tests.recordings.telegram import choose

SILENT, DECLINES, ACCEPTS = "Mowa", "Obrij", "Zachyst"
NUMBERS = {SILENT: "+49150000001", DECLINES: "+49150000002", ACCEPTS: "+49150000003"}


class Partner:
    """An organisation on Signal."""

    def __init__(self, house, name):
        self.name = name
        self.identity = HybridIdentity.generate(urandom)
        self.chat = house.staff_signal.add_person(name, number=NUMBERS[name])

    async def enter(self, house):
        """Have it entered into the directory."""
        words = ("--offers", "legal", "--languages", "en", "--number", NUMBERS[self.name])
        recipient = self.identity.recipient.encode()
        entered = await house.call("partners add", self.name, *words, "--recipient", recipient, unlock=True)
        assert entered.status == 0, entered

    @property
    def packages(self):
        """The files that it was sent."""
        return [file.content for message in self.chat.bots for file in message.files]

    async def opens(self):
        """Wait for the package, and open it; the code with which it is answered."""
        await self.chat.awaits(lambda: self.packages, "a package")
        return json.loads(open_file(self.packages[0], [self.identity]))["answer_code"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who takes part.

    Attributes:
        machines: on which triage runs.
        referrer: is on both messengers.
        clara: a coordinator.
        lena: the lead.
        partners: in the order in which they are asked.
    """

    house: TriageHouse
    machines: tuple[Process, Process]
    referrer: Colleague
    clara: Watcher
    lena: Watcher
    partners: tuple[Partner, ...]

    @property
    def rafael(self):
        """The referrer, on Signal."""
        return self.referrer.chats["signal"]

    @property
    def onward(self):
        """The chats of those who take a case onward."""
        return (self.clara, *self.referrer.chats.values())


async def gather(house):
    """Have both machines run, and everybody join."""
    house.start("intake")
    first = house.start("triage")
    await house.listened()
    second = house.start_second()
    await house.listened(machines=2)
    cast = Cast(
        house=house,
        machines=(first, second),
        referrer=await house.enrol("Rafael", "referrer", "signal", "telegram"),
        clara=(await house.enrol("Clara", "coordinator", "telegram")).chats["telegram"],
        lena=(await house.enrol("Lena", "lead", "signal")).chats["signal"],
        partners=tuple(Partner(house, name) for name in NUMBERS),
    )
    for partner in cast.partners:
        await partner.enter(house)
    for chat in (cast.rafael, cast.clara):
        chat.types("/digest 00:00")
        await chat.hears("Your digest comes every day at 00:00")
    return cast


async def ring(cast):
    """An emergency, until somebody takes over: heard by both machines, obeyed by one."""
    submitter = cast.house.add_submitter("en")
    await reach_offer(submitter)
    await choose(submitter, "Send now")
    for chat in cast.referrer.chats.values():
        await chat.sees("ALERT 1:")
    for call, minutes in ((2, 1), (3, 3), (4, 5), (5, 8)):
        cast.house.let_pass(minutes=minutes)
        for chat in cast.referrer.chats.values():
            await chat.sees(f"ALERT 1, call {call}:")
    await cast.clara.sees("ALERT 2, call 3:")
    await cast.lena.sees("ALERT 3, call 2:")
    cast.rafael.types("ack 1")
    await cast.rafael.hears("you have taken over")
    for chat in (*cast.onward, cast.lena):
        await chat.sees("has fallen silent")


async def offer(cast):
    """The first partner is asked and says nothing; meanwhile both machines fall, and come back at the same time."""
    ((reference,),) = cast.house.read("SELECT reference FROM cases")
    cast.rafael.types(f"refer {reference} {', '.join(NUMBERS)} code={cast.referrer.code}")
    await cast.rafael.hears("is being offered to partners")
    await cast.partners[0].opens()
    # What is under way at a kill may come twice; here it shall not, so that it can be counted.
    await cast.house.until("SELECT number FROM outbox")
    for machine in cast.machines:
        cast.house.kill(machine)
    cast.house.let_pass(hours=2)
    cast.house.write("UPDATE digests SET day = '2020-01-01'")
    second = cast.house.start_second()
    cast.house.start("triage")
    await cast.partners[1].opens()
    for chat in cast.onward:
        await chat.sees("did not answer in time")
        await chat.sees("Today:")
    await cast.clara.sees("A reminder:")
    return second


async def answer(cast):
    """The second one declines over the public number, the third one accepts over the staff's."""
    there = cast.house.public_signal.add_person(user=cast.partners[1].chat.user)
    there.types(f"no {await cast.partners[1].opens()}")
    await there.hears("Thank you, noted: no.")
    code = await cast.partners[2].opens()
    for chat in cast.onward:
        await chat.sees("a partner cannot help")
    await cast.house.staff_signal.account.feed.listened(2)
    cast.partners[2].chat.types(f"yes {code}")
    await cast.partners[2].chat.hears("Thank you, noted: yes.")
    for chat in cast.onward:
        await chat.sees("TAKEN IT ON")
    return there


def check_told(cast):
    """Everybody was told everything once."""
    house = cast.house
    assert house.heard_calls() == house.counted_calls()
    assert not any(house.repeated_calls().values())
    assert [len(find_silences(chat)) for chat in (*cast.onward, cast.lena)] == [1] * 4
    for words in ("you have taken over", "is being offered to partners"):
        assert count(cast.rafael, words) == 1
    for words in ("did not answer in time", "a partner cannot help", "TAKEN IT ON", "Today:"):
        assert [count(chat, words) for chat in cast.onward] == [1] * 3, words
    assert [count(chat, "A reminder:") for chat in (*cast.onward, cast.lena)] == [1, 0, 0, 0]
    assert [len(partner.packages) for partner in cast.partners] == [1] * 3
    assert [len(partner.chat.bots) for partner in cast.partners] == [1, 1, 2]


def check_rows(house):
    """Every step was taken once, and none is left."""
    assert house.read("SELECT state FROM offers ORDER BY number") == [("expired",), ("declined",), ("accepted",)]
    acts = house.read("SELECT act, count(*) FROM audit WHERE act LIKE 'offer%' OR act LIKE 'refer%' GROUP BY act")
    once = dict.fromkeys(("referral_begun", "offer_expired", "offer_declined", "offer_accepted"), 1)
    assert dict(acts) == once | {"offer_begun": 3, "offer_sent": 3}
    assert house.read("SELECT count(*) FROM audit WHERE act = 'alert_acknowledged'") == [(1,)]
    assert house.read("SELECT count(*) FROM deadlines WHERE kind = 'offer' AND met_at IS NOT NULL") == [(3,)]
    assert house.read("SELECT count(*) FROM deadlines WHERE kind = 'follow_up' AND met_at IS NULL") == [(1,)]
    assert house.read("SELECT number FROM outbox") == []


async def test_what_falls_due_is_done_once(house):
    """Calls, reminders and digests, the end of an offer and the next partner's turn, answers and what follows."""
    cast = await gather(house)
    await ring(cast)
    second = await offer(cast)
    there = await answer(cast)
    await house.until("SELECT number FROM outbox")
    house.kill(second)
    assert await house.stop() == [0, 0]
    check_told(cast)
    check_rows(house)
    assert len(there.bots) == 1
    assert " ERROR " not in house.said()
