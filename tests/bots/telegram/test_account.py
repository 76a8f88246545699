"""A bot's account: its secrets, read from where the configuration says."""

import pytest

from bots.accounts import TelegramSection
from bots.secrets import SecretRefused
from bots.telegram.account import Account, read_account
from bots.telegram.webhook import Hook


@pytest.fixture
def write(tmp_path):
    """Write a secret; its place."""

    def write(name, secret):
        file = tmp_path / name
        file.touch(mode=0o600)
        file.write_text(secret, encoding="ascii")
        return file

    return write


def test_account_is_named_by_its_number(write):
    """The digits of the token, which are no secret; the rest is not shown."""
    account = read_account(TelegramSection(token_file=write("token", "123:canary")))
    assert account == Account(id="123", token="123:canary", api_url="https://api.telegram.org", hook=None)
    assert "canary" not in repr(account)


def test_webhook_listens_where_it_is_told(write):
    """Address and secret for the platform, host and port for us."""
    section = TelegramSection(
        token_file=write("token", "123:canary"),
        webhook_url="https://a.example/b3f1",
        webhook_secret_file=write("secret", "canary-7f3a"),
        webhook_listen="localhost:8444",
    )
    hook = read_account(section).hook
    assert hook == Hook(url="https://a.example/b3f1", secret="canary-7f3a", host="localhost", port=8444)
    assert "canary" not in repr(hook)


@pytest.mark.parametrize("secret", ["with space", "with.dot", "x" * 257])
def test_secret_that_telegram_does_not_take_is_refused(write, secret):
    """1 to 256 letters, digits, _ and -; better said now than by the platform, again and again."""
    section = TelegramSection(
        token_file=write("token", "123:canary"),
        webhook_url="https://a.example/b3f1",
        webhook_secret_file=write("secret", secret),
    )
    with pytest.raises(SecretRefused) as refused:
        read_account(section)
    assert secret not in str(refused.value)
