"""The units keep the two processes apart from each other, and both from the rest of the machine."""

import ipaddress
import re
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from bots.cli.program import _COMMANDS
from storage.keys import folder

DEPLOY = Path(__file__).parents[2] / "deploy"
SIDES = ("intake", "triage")
SERVICES = {"intake": "public", "triage": "staff"}
HARDENED = {
    "AmbientCapabilities": "",
    "CapabilityBoundingSet": "",
    "DevicePolicy": "closed",
    "KeyringMode": "private",
    "LimitCORE": "0",
    "LockPersonality": "yes",
    "MemoryDenyWriteExecute": "yes",
    "MemorySwapMax": "0",
    "NoNewPrivileges": "yes",
    "PrivateDevices": "yes",
    "PrivateTmp": "yes",
    "PrivateUsers": "yes",
    "ProcSubset": "pid",
    "ProtectClock": "yes",
    "ProtectControlGroups": "yes",
    "ProtectHome": "yes",
    "ProtectHostname": "yes",
    "ProtectKernelLogs": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectProc": "invisible",
    "ProtectSystem": "strict",
    "ReadWritePaths": "/var/lib/solidarity",
    "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    "RestrictNamespaces": "yes",
    "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
    "SystemCallErrorNumber": "EPERM",
    "UMask": "0007",
}


def read(name, section="Service"):
    """A unit: the values of each setting of a section, in order."""
    said = defaultdict(list)
    unit = (DEPLOY / f"solidarity-{name}.service").read_text(encoding="utf-8").partition(f"\n[{section}]\n")[2]
    for line in unit.partition("\n[")[0].splitlines():
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            said[name].append(value)
    return said


def lines(name):
    """The lines of a file for systemd that say something, in words."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


def modes():
    """Mode and owner of each path that tmpfiles cares for."""
    return {path: (mode, user, group) for _, path, mode, user, group, _ in lines("solidarity.tmpfiles")}


@pytest.fixture(params=SIDES)
def side(request):
    """One of the two processes."""
    return request.param


@pytest.mark.parametrize("name", HARDENED)
def test_unit_is_hardened(side, name):
    """Each setting is said once, as it is meant."""
    assert read(side)[name] == [HARDENED[name]]


def test_unit_may_call_what_a_service_calls_and_no_more(side):
    """A list of what is allowed, less what only an administrator needs."""
    assert read(side)["SystemCallFilter"] == ["@system-service", "~@privileged @resources"]


def test_unit_runs_its_side_as_a_user_of_its_own(side):
    """The command is one that exists, with options that exist."""
    unit = read(side)
    assert unit["User"] == [f"solidarity-{side}"]
    program, *words = unit["ExecStart"][0].split()
    assert program.endswith("/.venv/bin/solidarity")
    assert words == ["run", side, "--config", "/etc/solidarity/config.toml"]
    assert ["u", f"solidarity-{side}"] in [line[:2] for line in lines("solidarity.sysusers")]


def test_unit_is_started_again_and_ended_in_order(side):
    """It has longer than the ten seconds that an orderly end takes, and is never given up."""
    unit = read(side)
    assert unit["Restart"] == ["on-failure"]
    assert int(unit["TimeoutStopSec"][0]) > 10
    assert read(side, "Unit")["StartLimitIntervalSec"] == ["0"]


def test_volatile_keys_outlive_a_restart(side):
    """What would sweep /dev/shm, or hide it, is not said."""
    unit = read(side)
    assert unit["RemoveIPC"] == ["no"]
    assert not {"PrivateIPC", "DynamicUser"} & set(unit)


@pytest.mark.parametrize(("side", "container"), SERVICES.items())
def test_container_runs_only_while_its_process_does(side, container):
    """Started after it, stopped before it, started anew with it: nobody keeps what comes while nobody listens."""
    name = f"signal-{container}"
    order = read(name, "Unit")
    assert f"solidarity-{side}.service" in order["After"][0].split()
    assert order["PartOf"] == read(name, "Install")["WantedBy"] == [f"solidarity-{side}.service"]
    assert read(name)["ExecStart"] == [f"/usr/bin/docker compose up --detach --wait {container}"]
    assert read(name)["ExecStop"] == [f"/usr/bin/docker compose stop {container}"]


def test_container_waits_for_who_is_to_listen():
    """Where a webhook is configured somebody answers there first; who looks at the processes reads no secret path."""
    shell, command = re.fullmatch(r"(/bin/sh) -c '(.+)'", read("signal-public")["ExecStartPre"][0]).groups()
    script = f'curl() {{ printf %s "$5"; }}; {command.replace("$$", "$").replace("%%", "%")}'
    for address, asked in (("", ""), ("http://10.0.0.1:9101/canary", "http://10.0.0.1:9101/")):
        done = subprocess.run(
            [shell, "-c", script], env={"PUBLIC_WEBHOOK_URL": address}, capture_output=True, text=True, check=True
        )
        assert done.stdout == asked


@pytest.mark.parametrize(("side", "other"), [SIDES, SIDES[::-1]])
def test_process_cannot_call_the_other_sides_container(side, other):
    """Neither where it is published nor in its network."""
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    denied = [ipaddress.ip_network(address) for address in read(side)["IPAddressDeny"][0].split()]

    def closed(service):
        published = [ipaddress.ip_network(port.split(":")[0]) for port in compose["services"][service]["ports"]]
        inside = [
            ipaddress.ip_network(part["subnet"])
            for network in compose["services"][service]["networks"]
            for part in compose["networks"][network]["ipam"]["config"]
        ]
        return [any(place.subnet_of(net) for net in denied) for place in published + inside]

    assert all(closed(SERVICES[other]))
    assert not any(closed(SERVICES[side]))


@pytest.mark.parametrize(
    ("side", "names"),
    [("intake", (folder.GROUP, folder.ROSTER)), ("triage", (folder.INTAKE, folder.DELIVERY))],
)
def test_process_cannot_read_the_other_sides_keys(side, names):
    """Neither by their owner nor, should that be wrong, by their place."""
    other = {"intake": "triage", "triage": "intake"}[side]
    hidden = read(side)["InaccessiblePaths"][0].split()
    for name in names:
        path = f"/etc/solidarity/keys/{name}"
        assert f"-{path}" in hidden
        assert modes()[path] == ("0400", f"solidarity-{other}", f"solidarity-{other}")
    assert "-/etc/solidarity/keys/offline" in hidden


def test_neither_process_can_change_keys_or_configuration():
    """Their folders are root's, and nobody else may write in them."""
    for path, (mode, user, _) in modes().items():
        if path.startswith("/etc/"):
            assert not int(mode, 8) & 0o022
            assert user == "root" or (user.startswith("solidarity-") and not int(mode, 8) & 0o277)
    assert modes()["/etc/solidarity/keys"][1] == "root"


def test_both_processes_share_what_both_write():
    """Database and blobs belong to the group, new files too, and are closed to everybody else."""
    for path in ("/var/lib/solidarity", "/var/lib/solidarity/blobs"):
        assert modes()[path] == ("2770", "root", "solidarity")
    assert modes()["/var/lib/solidarity/solidarity.db*"] == ("0660", "-", "solidarity")
    members = {(line[1], line[2]) for line in lines("solidarity.sysusers") if line[0] == "m"}
    assert members == {(f"solidarity-{side}", "solidarity") for side in SIDES}


def test_guide_names_commands_and_files_that_exist():
    """What a reader of deploy/README.md types next is there."""
    guide = (DEPLOY / "README.md").read_text(encoding="utf-8")
    files = re.findall(r"(?<![\w/.-])deploy/([\w.-]+\w)", guide)
    assert files
    assert not [name for name in files if not (DEPLOY / name).exists()]
    commands = set(re.findall(r"(?:^ {4}|`|bin/)solidarity (\w+)", guide, re.MULTILINE))
    assert commands
    assert not commands - set(_COMMANDS)
