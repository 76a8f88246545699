"""The webhook beside the socket: what one of them misses the other brings, and what both bring is one message."""

import socket

import pytest

from tests.bots.signal_e2e.house import SignalHouse

SECRET = "0123456789abcdef0123"


@pytest.fixture
async def house(answered, starter):
    """A house whose public number has a webhook, too."""
    async with SignalHouse(answered, starter) as built:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        secret = built.place.root / "hook.secret"
        secret.write_text(f"{SECRET}\n", encoding="utf-8")
        secret.chmod(0o600)
        listening = f'webhook_listen = "127.0.0.1:{port}"\nwebhook_secret_file = "../hook.secret"\n'
        built.place.rewrite("\n[staff.signal]", f"{listening}\n[staff.signal]")
        built.start("intake")
        feed = built.public_signal.account.feed
        await feed.listened()
        feed.hook = f"http://127.0.0.1:{port}/{SECRET}"
        yield built


async def test_what_both_bring_is_one_message(house):
    """Each is answered once."""
    person = house.add_writer()
    for line in ("Hello", "1", "4"):
        typed = person.types(line)
        await person.hears("?")
        await person.is_read(typed)
    await house.public_signal.account.feed.empties()
    assert all(frame.posted and frame.offered for frame in house.public_signal.account.feed.frames)
    assert len([message for message in person.bots if "freedom in danger" in message.text]) == 1


async def test_what_the_socket_misses_comes_by_the_webhook(house):
    """Nothing is lost that one of them was told."""
    person = house.add_writer()
    house.public_signal.account.chatty = False
    house.public_signal.account.feed.miss()
    person.types("Hello")
    await person.hears("How would you like to begin?")
    await house.public_signal.account.feed.empties()
    (told, *_) = house.public_signal.account.feed.frames
    assert (told.offered, told.posted) == (0, True)
