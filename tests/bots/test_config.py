"""The configuration: what it holds, where its paths lead, and how it is refused."""

import shutil
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from bots.accounts import PublicChannels, SignalSection, StaffChannels, StaffSignalSection, TelegramSection
from bots.config import DEFAULT, VARIABLE, ConfigRefused, load, locate
from storage.documents import Language, Urgency

ROOT = Path(__file__).parents[2]
SECRET = "AGE-SECRET-KEY-PQ-1QQQQQQ"

LEAST = f"""
[group]
name = "Group"
[database]
url = "sqlite+aiosqlite:///solidarity.db"
[blobs]
url = "blobs"
[keys]
dir = "keys"
root = "{"0" * 64}"
"""


@pytest.fixture
def write(tmp_path):
    """Write a configuration; its place."""

    def write(text: str | bytes) -> Path:
        file = tmp_path / "config.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


def test_example_is_a_configuration(tmp_path):
    """config.example.toml loads as it is, and says what the defaults are."""
    shutil.copy(ROOT / "config.example.toml", tmp_path / "least.toml")
    example = load(tmp_path / "least.toml")
    (tmp_path / "config.toml").write_text(LEAST, encoding="utf-8")
    least = load(tmp_path / "config.toml")
    assert (example.duty, example.referral) == (least.duty, least.referral)
    assert (example.limits, example.retention) == (least.limits, least.retention)
    assert (example.database, example.blobs, example.keys) == (least.database, least.blobs, least.keys)
    assert set(example.group.languages) == set(least.group.languages) == set(Language)


def test_written_configuration_is_explained_by_the_example(made):
    """Every setting that ``init`` writes stands in the example too, with the same value but for name and key."""
    written, example = made.file.read_text(encoding="utf-8"), (ROOT / "config.example.toml").read_text(encoding="utf-8")
    settings = {line.split("#")[0].strip() for line in written.splitlines() if "=" in line.split("#")[0]}
    explained = {line.split("#")[0].strip() for line in example.splitlines()}
    assert {line.split(" ")[0] for line in settings - explained} == {"root", "volatile"}


def test_relative_paths_are_relative_to_the_file(write, tmp_path, monkeypatch):
    """Wherever the program is started, the data is the same."""
    monkeypatch.chdir("/")
    config = load(write(LEAST + 'volatile = "memory"\n'))
    assert config.database.url == f"sqlite+aiosqlite:///{tmp_path}/solidarity.db"
    assert config.blobs.url == str(tmp_path / "blobs")
    assert config.keys.dir == tmp_path / "keys"
    assert config.keys.volatile == tmp_path / "memory"


def test_relative_name_of_the_file_leads_to_the_same_places(write, tmp_path, monkeypatch):
    """``--config config.toml`` gives absolute paths too."""
    write(LEAST)
    monkeypatch.chdir(tmp_path)
    assert load(Path("config.toml")) == load(tmp_path / "config.toml")


def test_absolute_paths_and_addresses_stay(write):
    """What is absolute already, or no path, is taken as it is."""
    text = (
        LEAST.replace("///solidarity.db", "////var/lib/s.db")
        .replace('"blobs"', '"s3://bucket/prefix"')
        .replace('"keys"', '"/etc/keys"')
    )
    config = load(write(text))
    assert config.database.url == "sqlite+aiosqlite:////var/lib/s.db"
    assert config.blobs.url == "s3://bucket/prefix"
    assert config.keys.dir == Path("/etc/keys")
    assert config.keys.volatile is None


def test_steps_of_an_alert_are_minutes(write):
    """The four steps of the escalation, as intervals."""
    config = load(write(LEAST + "[duty]\nminutes = [0, 1, 2, 30]\n"))
    assert config.escalation == tuple(timedelta(minutes=minutes) for minutes in (0, 1, 2, 30))


@pytest.mark.parametrize(
    ("section", "name", "usual"),
    [
        ("limits", "first_answer_hours", (1, 24, 168)),
        ("limits", "assessment_hours", (4, 48, 336)),
        ("limits", "decision_hours", (12, 96, 504)),
        ("referral", "answer_hours", (2, 24, 72)),
    ],
)
def test_hours_can_be_set_by_urgency(write, section, name, usual):
    """What is not set stays as it is, so that every case gets its deadlines."""

    def spans(given: str) -> list[timedelta]:
        hours = getattr(getattr(load(write(f"{LEAST}[{section}]\n{name} = {given}\n")), section), name)
        assert set(hours.spans) == set(Urgency)
        return [hours.spans[urgency] for urgency in (Urgency.EMERGENCY, Urgency.URGENT, Urgency.NORMAL)]

    assert spans("{ emergency = 2, urgent = 3, normal = 4 }") == [timedelta(hours=count) for count in (2, 3, 4)]
    assert spans("{ urgent = 3 }") == [timedelta(hours=count) for count in (usual[0], 3, usual[2])]
    assert spans("{}") == [timedelta(hours=count) for count in usual]


@pytest.mark.parametrize("name", ["what?dir", "per%20cent", "пробіл і кома, тут", "a#b&c=d", "%"])
def test_folder_may_be_called_anything(write, tmp_path, name):
    """What means something in an address is encoded in the database's."""
    write(LEAST)
    (tmp_path / name).mkdir()
    file = shutil.copy(tmp_path / "config.toml", tmp_path / name / "config.toml")
    address = load(Path(file)).database.url
    assert unquote(address) == f"sqlite+aiosqlite:///{tmp_path}/{name}/solidarity.db"
    assert not set("?# ") & set(address)


NUMBER = '[public.signal]\nnumber = "+380441234567"\n'


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("[group]", f'[group]\ntoken = "{SECRET}"', "group.token"),
        ("[group]", f'[telegram]\ntoken = "{SECRET}"\n[group]', "telegram"),
        ('name = "Group"', "", "group.name"),
        ('name = "Group"', 'name = ["AGE"]', "group.name"),
        ('name = "Group"', 'name = "x"\nlanguages = []', "group.languages"),
        ('name = "Group"', f'name = "x"\nlanguages = ["{SECRET}"]', "group.languages.0"),
        ('name = "Group"', 'name = "x"\nquorum = 0', "group.quorum"),
        ('name = "Group"', f'name = "x"\nquorum = "{SECRET}"', "group.quorum"),
        ('name = "Group"', f'name = "x"\nmembers = "{SECRET}"', "group.members"),
        ('name = "Group"', 'name = "x"\ntags = ["Ім\'я"]', "group.tags.0"),
        ("[keys]", "[referral]\nanswer_hours = { urgent = 0 }\n[keys]", "referral.answer_hours"),
        (f'root = "{"0" * 64}"', f'root = "{SECRET}"', "keys.root"),
        ("[blobs]", f'[blobs]\npassword = "{SECRET}"', "blobs.password"),
        ("[keys]", f'[duty]\nminutes = [0, 3, 8, "{SECRET}"]\n[keys]', "duty.minutes.3"),
        ("[keys]", "[duty]\nminutes = [0, 3, 8]\n[keys]", "duty.minutes"),
        ("[keys]", "[duty]\nminutes = [0, 3, 8, -1]\n[keys]", "duty.minutes.3"),
        ("[keys]", "[duty]\nminutes = [0, 8, 3, 15]\n[keys]", "duty.minutes"),
        ("[keys]", "[limits]\nfirst_answer_hours = { emergency = 0 }\n[keys]", "limits.first_answer_hours"),
        ("[keys]", "[limits]\ntries = 0\n[keys]", "limits.tries"),
        ("[keys]", "[limits]\nfirst_answer_hours = { soon = 1 }\n[keys]", "limits.first_answer_hours"),
        ("[keys]", "[retention]\ncase_days = 0.5\n[keys]", "retention.case_days"),
        ("[keys]", f'[public.telegram]\ntoken = "{SECRET}"\n[keys]', "public.telegram.token_file"),
        ("[keys]", f'[public.telegram]\ntoken_file = "a"\napi_url = "{SECRET}"\n[keys]', "public.telegram.api_url"),
        ("[keys]", f'[staff.telegram]\ntoken_file = "a"\nwebhook_listen = "{SECRET}"\n[keys]', "staff.telegram"),
        ("[keys]", '[staff.telegram]\ntoken_file = "a"\nwebhook_url = "https://a.example/b"\n[keys]', "staff.telegram"),
        ("[keys]", f'[public.signal]\nnumber = "{SECRET}"\n[keys]', "public.signal.number"),
        ("[keys]", f'{NUMBER}webhook_listen = "{SECRET}"\n[keys]', "public.signal.webhook_listen"),
        ("[keys]", f'{NUMBER}webhook_secret_file = "{SECRET}"\n[keys]', "public.signal"),
        ("[keys]", f'{NUMBER}webhook_listen = "127.0.0.1:8444"\n[keys]', "public.signal"),
        ("[keys]", f"{NUMBER}disappear_hours = 673\n[keys]", "public.signal.disappear_hours"),
        ("[keys]", f'{NUMBER}alert_group = "{SECRET}"\n[keys]', "public.signal.alert_group"),
        ("[keys]", f'[staff.signal]\nnumber = "+380441234567"\nalert_group = "{SECRET}"\n[keys]', "staff.signal.alert"),
        ("[keys]", f'{NUMBER}[staff.signal]\nnumber = "+380441234567"\n[keys]', ": Value error, the public and the"),
    ],
)
def test_refusal_names_the_place_and_not_what_stands_there(write, old, new, place):
    """Somebody may have written a secret where it does not belong; it must not come into a log."""
    assert old in LEAST
    with pytest.raises(ConfigRefused) as refused:
        load(write(LEAST.replace(old, new)))
    assert f"breaks a rule: {place}" in str(refused.value)
    assert SECRET not in str(refused.value)
    assert "config.example.toml" in refused.value.hint


@pytest.mark.parametrize("text", ["[group", f'name = "{SECRET}', f"{SECRET}", f'a = "{SECRET}"\na = 1'])
def test_what_is_no_toml_is_said_with_its_place_and_not_quoted(write, text):
    """The line and column are named, the line is not."""
    with pytest.raises(ConfigRefused, match="is no TOML") as refused:
        load(write(text))
    assert SECRET not in str(refused.value)


def test_missing_file_leads_to_init(tmp_path):
    """Who has no configuration is told how to make one."""
    with pytest.raises(ConfigRefused, match="there is no configuration") as refused:
        load(tmp_path / "config.toml")
    assert "solidarity init" in refused.value.hint


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_file_that_cannot_be_read_is_said(write, tmp_path, content):
    """Neither bytes that are no text nor a folder in the file's place are a traceback."""
    file = tmp_path / "folder" if content is None else write(content)
    if content is None:
        file.mkdir()
    with pytest.raises(ConfigRefused, match="cannot be read"):
        load(file)


def test_place_of_the_configuration(monkeypatch):
    """The option, else the variable, else this folder."""
    monkeypatch.setenv(VARIABLE, "/by/variable.toml")
    assert locate(Path("/by/option.toml")) == Path("/by/option.toml")
    assert locate(None) == Path("/by/variable.toml")
    monkeypatch.setenv(VARIABLE, "")
    assert locate(None) == DEFAULT


CHANNELS = """
[public.telegram]
token_file = "public.token"
api_url = "http://127.0.0.1:8081/"
webhook_url = "https://a.example/b3f1c8"
webhook_secret_file = "/etc/solidarity/secret"
[staff.telegram]
token_file = "staff.token"
[public.signal]
number = "+380441234567"
webhook_listen = "127.0.0.1:8444"
webhook_secret_file = "public.path"
[staff.signal]
number = "+380441234568"
api_url = "http://127.0.0.1:8081/"
disappear_hours = 1
alert_group = "group.ZXhhbXBsZQ=="
"""


def test_sides_have_no_accounts_unless_they_are_named(write):
    """An installation without bots is one."""
    config = load(write(LEAST))
    assert config.public == PublicChannels(telegram=None, signal=None)
    assert config.staff == StaffChannels(telegram=None, signal=None)


def test_accounts_of_both_sides_are_told_apart(write, tmp_path):
    """Files are relative to the configuration, addresses lose their last slash, and what is not said is usual."""
    config = load(write(LEAST + CHANNELS))
    assert config.public.telegram == TelegramSection(
        token_file=tmp_path / "public.token",
        api_url="http://127.0.0.1:8081",
        webhook_url="https://a.example/b3f1c8",
        webhook_secret_file=Path("/etc/solidarity/secret"),
        webhook_listen="127.0.0.1:8443",
    )
    assert config.public.signal == SignalSection(
        number="+380441234567", webhook_listen="127.0.0.1:8444", webhook_secret_file=tmp_path / "public.path"
    )
    assert config.public.signal.disappear_hours == 24
    assert config.staff == StaffChannels(
        telegram=TelegramSection(token_file=tmp_path / "staff.token"),
        signal=StaffSignalSection(
            number="+380441234568", api_url="http://127.0.0.1:8081", disappear_hours=1, alert_group="group.ZXhhbXBsZQ=="
        ),
    )
    assert config.staff.telegram.api_url == "https://api.telegram.org"


def test_accounts_in_the_example_can_be_uncommented(tmp_path):
    """What config.example.toml shows of bots is right, once somebody takes the marks away."""
    example = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    begun, rest = example.split("# [public.telegram]")
    shown, rest = rest.split("[duty]")
    shown = "\n".join(line.removeprefix("# ") for line in shown.splitlines() if "=" in line or "[" in line)
    (tmp_path / "config.toml").write_text(f"{begun}[public.telegram]\n{shown}\n[duty]{rest}", encoding="utf-8")
    config = load(tmp_path / "config.toml")
    usual = TelegramSection(token_file=tmp_path / "staff.token")
    assert config.staff.telegram == usual
    assert config.public.telegram.api_url == usual.api_url
    assert config.public.telegram.webhook_listen == usual.webhook_listen
    assert config.public.signal.api_url == SignalSection(number="+380000000000").api_url
    assert config.public.signal.disappear_hours == SignalSection(number="+380000000000").disappear_hours
    assert config.staff.signal.number != config.public.signal.number
    assert config.staff.signal.alert_group
