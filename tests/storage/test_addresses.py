"""Where a submitter is told of an answer: opened by intake alone, and for its own case."""

import os
from dataclasses import replace

import pytest

from storage import addresses
from storage.addresses import ADDRESS_SIZE, AddressUnreadable, open_address, seal_address
from storage.documents import Language
from storage.ids import CaseId
from storage.post import Address
from storage.sealed import HybridIdentity, NoMatch, PayloadFailure, Sealed, seal

DELIVERY, GROUP = HybridIdentity.from_seed(b"d" * 32), HybridIdentity.from_seed(b"g" * 32)
CASE, OTHER = CaseId("c" * 32), CaseId("0" * 32)
ADDRESS = Address(channel="telegram", account="bot", chat="4711", language=Language.UK)


def sealed(address=ADDRESS, case=CASE):
    return seal_address(case, address, DELIVERY.recipient, os.urandom)


@pytest.mark.parametrize("chat", ["4711", "a\nb ", "\ud800", "x" * 600])
def test_an_address_is_opened_as_it_was_sealed(chat):
    """Whatever the platform calls a chat."""
    address = replace(ADDRESS, chat=chat)
    assert open_address(CASE, sealed(address), DELIVERY) == address


def test_its_length_does_not_tell_the_channel():
    """Nor how long the chat's name is."""
    one, another = sealed(), sealed(replace(ADDRESS, channel="signal", chat="a-much-longer-name"))
    assert len(one.payload) == len(another.payload) == 16 + ADDRESS_SIZE + 16


def test_no_two_addresses_share_a_file_key():
    """They lie for long, so each is a file of its own."""
    assert sealed().header != sealed().header


def test_triage_opens_no_address():
    """It knows what, and not where."""
    with pytest.raises(NoMatch):
        open_address(CASE, sealed(), GROUP)


def test_an_address_moved_to_another_case_is_refused():
    """Nobody is told of somebody else's answer."""
    with pytest.raises(AddressUnreadable, match="another case"):
        open_address(OTHER, sealed(), DELIVERY)


def test_a_changed_address_is_refused():
    """A flipped bit is noticed."""
    one = sealed()
    with pytest.raises(PayloadFailure):
        open_address(CASE, replace(one, payload=one.payload[:-1] + bytes([one.payload[-1] ^ 1])), DELIVERY)


def test_an_address_of_an_unknown_form_is_refused():
    """Without being quoted."""
    odd = seal(f"{CASE}\n[1]".encode(), [DELIVERY.recipient], os.urandom)
    with pytest.raises(AddressUnreadable, match="form") as refused:
        open_address(CASE, odd, DELIVERY)
    assert refused.value.__cause__ is None


async def test_a_case_has_one_address(database):
    """The one that was left last; another case has none of it."""
    for payload in (b"1", b"2"):
        await database.write(lambda unit, p=payload: addresses.save(unit, CASE, Sealed(header=b"h", payload=p)))
    assert await database.read(lambda unit: addresses.find(unit, CASE)) == Sealed(header=b"h", payload=b"2")
    assert await database.read(lambda unit: addresses.find(unit, OTHER)) is None


async def test_a_dropped_address_is_gone_from_the_disk(database, file):
    """Dropping it again does nothing."""
    canary = b"canary of a payload" * 100
    await database.write(lambda unit: addresses.save(unit, CASE, Sealed(header=b"h", payload=canary)))
    for _ in range(2):
        await database.write(lambda unit: addresses.drop(unit, CASE))
    assert await database.read(lambda unit: addresses.find(unit, CASE)) is None
    assert b"canary of a payload" not in b"".join(path.read_bytes() for path in file.parent.iterdir())
