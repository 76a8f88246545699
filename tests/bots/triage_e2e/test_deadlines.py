"""``kill -9`` of triage across the times at which steps fall due: each comes late, at once, and once.

A call that was under way when the process died may come again, as any message may; its number says that it is the same.
"""

from collections import Counter

from tests.bots.signal_e2e.scenes import ask_for_help
from tests.bots.triage_e2e.house import find_calls, find_silences

KILLS = 3


async def test_escalation_survives_every_kill(house):
    """An emergency rings on both messengers, step after step; who takes over on one of them silences all."""
    house.start("intake")
    triage = house.start("triage")
    await house.listened()
    rafael = (await house.enrol("Rafael", "referrer", "signal", "telegram")).chats
    clara = (await house.enrol("Clara", "coordinator", "telegram")).chats["telegram"]
    anna = (await house.enrol("Anna", "member", "signal")).chats["signal"]
    lena = (await house.enrol("Lena", "lead", "telegram")).chats["telegram"]

    await ask_for_help(house.add_writer())
    await all_see(rafael, "ALERT 1:")
    house.let_pass(minutes=1)
    await all_see(rafael, "ALERT 1, call 2:")

    # The backup's time comes while nobody runs, and so does that of the next call.
    house.kill(triage)
    house.let_pass(minutes=2)
    triage = house.start("triage")
    await clara.sees("ALERT 2:")
    await all_see(rafael, "ALERT 1, call 3:")

    # Killed in the middle of a call, for so long that everybody's time has come, and the lead's.
    gate = house.staff_signal.account.faults.hold("send")
    house.let_pass(minutes=1)
    await gate.reached()
    house.kill(triage)
    gate.release()
    house.let_pass(minutes=15)
    triage = house.start("triage")
    for chat in (anna, lena):
        await chat.sees("ALERT 3:")
    await clara.sees("ALERT 2, call 2:")
    await all_see(rafael, "ALERT 1, call 5:")

    # Signal takes a call, and its answer is lost.
    house.staff_signal.account.faults.lose("send")
    house.let_pass(minutes=1)
    await all_see(rafael, "ALERT 1, call 6:")
    await anna.sees("ALERT 3, call 2:")

    clara.types("/ack 2")
    await clara.hears("you have taken over")
    house.kill(triage)
    house.start("triage")
    for number, chat in ((3, anna), (3, lena), (2, clara), *((1, chat) for chat in rafael.values())):
        await chat.sees(f"Alert {number} has fallen silent")
    silenced = house.counted_calls()
    house.let_pass(minutes=30)
    assert (await house.call("duty test")).status == 0
    await all_see(rafael, "DRILL 5:")
    assert await house.stop() == [0, 0]

    # The drill was called after all that rang before it: so nothing of that rings any more.
    assert house.counted_calls() == silenced + Counter([("signal", 5, 1), ("telegram", 5, 1)])
    assert house.heard_calls() == house.counted_calls()
    repeated = house.repeated_calls()
    assert repeated["signal"] >= 1
    assert all(count <= 2 * KILLS + 1 for count in repeated.values()), repeated
    for chat in (clara, anna, lena, *rafael.values()):
        (alert,) = set(find_silences(chat))
        assert alert in find_calls(chat)
    assert house.read("SELECT number FROM alerts WHERE kind = 'case' AND acknowledged_by IS NULL") == []
    assert " ERROR " not in house.said()


async def all_see(chats, words):
    """Wait until somebody has heard something everywhere."""
    for chat in chats.values():
        await chat.sees(words)
