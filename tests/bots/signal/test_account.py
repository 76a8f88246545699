"""A number, read from what the configuration names."""

import pytest

from bots.accounts import SignalSection
from bots.secrets import SecretRefused
from bots.signal.account import Hook, find_loose, read_account

NUMBER = "+380440000001"


@pytest.fixture
def make(tmp_path):
    """A section with a webhook, its secret in a file."""

    def make(secret, mode=0o600):
        file = tmp_path / "public.path"
        file.write_text(secret, encoding="ascii")
        file.chmod(mode)
        return SignalSection(number=NUMBER, webhook_listen="127.0.0.1:8444", webhook_secret_file=file)

    return make


def test_number_without_a_webhook_needs_no_file():
    """It is read by its socket alone."""
    account = read_account(SignalSection(number=NUMBER))
    assert (account.number, account.box, account.hook) == (NUMBER, f"signal:{NUMBER}", None)
    assert find_loose(SignalSection(number=NUMBER)) == []
    assert NUMBER not in repr(account)


def test_webhook_has_a_secret_path(make):
    """It is the only lock that the REST side can keep."""
    section = make("8b1f3c0d9e7a4c5b\n")
    assert read_account(section).hook == Hook(path="/8b1f3c0d9e7a4c5b", host="127.0.0.1", port=8444)
    assert find_loose(section) == []


@pytest.mark.parametrize("secret", ["short", "with/a-slash-and-long-enough", "a" * 257])
def test_path_that_could_be_guessed_or_misread_is_refused(make, secret):
    """And not quoted."""
    with pytest.raises(SecretRefused) as refused:
        read_account(make(secret))
    assert secret not in str(refused.value)


def test_file_that_others_may_read_is_found(make):
    """It may have been read."""
    section = make("8b1f3c0d9e7a4c5b", 0o644)
    assert find_loose(section) == [section.webhook_secret_file]
