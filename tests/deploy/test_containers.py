"""The compose file keeps what README and SECURITY promise of signal-cli's containers."""

import ipaddress
import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

DEPLOY = Path(__file__).parents[2] / "deploy"
TEXT = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
STORE = "/home/.local/share/signal-cli"
SIZES = {"g": 1024, "m": 1}


@pytest.fixture(params=SERVICES)
def service(request):
    """One of the containers."""
    return SERVICES[request.param]


@pytest.fixture
def memory(service):
    """The folders of a container that lie in memory, with their options."""
    return {path: options.split(",") for path, _, options in (line.partition(":") for line in service["tmpfs"])}


def megabytes(said):
    """A size as Docker writes it."""
    return int(said[:-1]) * SIZES[said[-1]]


def test_each_number_has_a_container():
    """Trust is a container's, so neither side shares one."""
    assert set(SERVICES) == {"public", "staff"}


def test_trust_is_what_each_side_needs():
    """A submitter with a new phone is heard; a member with one is not."""
    trust = {name: service["environment"]["JSON_RPC_TRUST_NEW_IDENTITIES"] for name, service in SERVICES.items()}
    assert trust == {"public": "always", "staff": "on-first-use"}


def test_image_is_pinned_by_version_and_digest(service):
    """What is not filled in makes Compose refuse; there is no tag that moves."""
    assert re.fullmatch(
        r"bbernhard/signal-cli-rest-api:\$\{SIGNAL_API_VERSION:\?[^}]+\}@sha256:\$\{SIGNAL_API_DIGEST:\?[^}]+\}",
        service["image"],
    )
    assert "latest" not in TEXT


def test_example_of_settings_names_all_that_compose_asks_for():
    """Each variable of the compose file is explained, and no digest is made up."""
    example = (DEPLOY / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\{(\w+)", TEXT)) == set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))
    assert re.search("^SIGNAL_API_DIGEST=$", example, re.MULTILINE)


@pytest.mark.parametrize(
    "folder", [f"{STORE}/attachments", "/tmp", "/var/log/signal-cli-json-rpc-1", "/var/log/supervisor", "/var/log/rest"]
)
def test_what_may_hold_plaintext_lies_in_memory(memory, folder):
    """Files, what they are made of on the way, and the log of the daemon; each with an end to its size."""
    assert any(option.startswith("size=") for option in memory[folder])


def test_what_the_rest_side_prints_stays_in_memory(service):
    """The addresses of calls, in which people stand, and the secret of a webhook that failed: Docker keeps nothing."""
    assert service["logging"] == {"driver": "none"}
    shell, option, command = service["entrypoint"]
    assert (shell, option) == ("/bin/sh", "-c")
    assert re.fullmatch("exec /entrypoint.sh > /var/log/rest/[a-z]+ 2>&1", command)


def test_only_the_public_number_has_a_webhook():
    """Whoever knew the secret of the staff's could write as any member."""
    assert [name for name, service in SERVICES.items() if "RECEIVE_WEBHOOK_URL" in service["environment"]] == ["public"]


def test_java_can_load_its_libraries(memory):
    """Docker mounts memory so that nothing in it can be run, unless it is told otherwise."""
    assert "exec" in memory["/tmp"]


def test_memory_holds_its_folders_and_is_never_swapped(service, memory):
    """Folders in memory count towards the container's; none of it may go to a disk."""
    folders = sum(
        megabytes(option.removeprefix("size="))
        for options in memory.values()
        for option in options
        if option.startswith("size=")
    )
    heap = megabytes(re.search(r"-Xmx(\w+)", service["environment"]["JAVA_OPTS"])[1])
    assert folders + heap < megabytes(service["mem_limit"])
    assert service["memswap_limit"] == service["mem_limit"]
    assert service["ulimits"]["core"] == 0


def test_nobody_outside_can_call(service):
    """There is no password: what is published is published to this machine alone."""
    assert service["ports"]
    for published in service["ports"]:
        host, outside, inside = published.rsplit(":", 2)
        assert ipaddress.ip_address(host).is_loopback
        assert (outside, inside) == ("8080", "8080")


def test_sides_do_not_share_address_or_network():
    """So that a firewall can keep either process from the other's container."""
    assert len({published for service in SERVICES.values() for published in service["ports"]}) == len(SERVICES)
    networks = [network for service in SERVICES.values() for network in service["networks"]]
    assert sorted(networks) == sorted(set(networks)) == sorted(COMPOSE["networks"])
    assert not any("network_mode" in service for service in SERVICES.values())


def test_daemon_keeps_and_says_as_little_as_it_can(service):
    """The one mode that we speak; no log of messages; nothing fetched that nobody asked for."""
    said = service["environment"]
    assert (said["MODE"], said["LOG_LEVEL"]) == ("json-rpc", "error")
    assert {name for name, value in said.items() if value == "true"} == {
        "JSON_RPC_IGNORE_AVATARS",
        "JSON_RPC_IGNORE_STICKERS",
        "JSON_RPC_IGNORE_STORIES",
    }
    assert "./signal-cli:/usr/local/bin/signal-cli:ro" in service["volumes"]


def test_container_begins_again_and_says_how_it_is(service):
    """It is started after a fall, but not by Docker when the machine starts; and is not well without the wrapper."""
    assert service["restart"] == "on-failure"
    assert "/v1/health" in service["healthcheck"]["test"]
    assert "no-receive-[s]tdout" in service["healthcheck"]["test"]
    assert "no-new-privileges:true" in service["security_opt"]


def called(*words):
    """The words that signal-cli gets when the image calls it with these."""
    environment = {**os.environ, "SIGNAL_CLI": "/bin/echo"}
    done = subprocess.run([DEPLOY / "signal-cli", *words], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_daemon_is_started_with_what_no_setting_can_say():
    """Global options before the image's own words, those of the daemon after them."""
    words = ("--output=json", "--config", "/store/", "daemon", "--tcp", "127.0.0.1:6001")
    before, after = ("--disable-send-log", "--scrub-log"), ("--no-receive-stdout", "--receive-mode", "on-connection")
    assert called(*words) == [*before, *words, *after]


def test_other_commands_are_left_as_they_are():
    """Somebody who works in the container by hand gets signal-cli itself."""
    assert called("--config", "/store/", "listAccounts") == ["--config", "/store/", "listAccounts"]
