"""The calls about a number's own things: files, identities, groups, captchas (the service's src/api/api.go)."""

from typing import Any

from tests.doubles.signal.account import Account
from tests.doubles.signal.chats import Group, User
from tests.doubles.signal.fields import demand
from tests.doubles.signal.refusals import Refused, failed, malformed


def tell_health(_account: Account, _values: dict[str, Any]) -> None:
    """The service is there."""


def tell_about(account: Account, _values: dict[str, Any]) -> dict[str, Any]:
    """What the service is."""
    return {
        "versions": ["v1", "v2"],
        "build": 2,
        "mode": account.mode,
        "version": account.version,
        "capabilities": {"v2/send": ["quotes", "mentions"]},
    }


def list_accounts(account: Account, _values: dict[str, Any]) -> list[str]:
    """The numbers that are registered."""
    return [account.number]


def list_attachments(account: Account, _values: dict[str, Any]) -> list[str]:
    """The files in the folder."""
    return list(account.attachments)


def remove_attachment(account: Account, values: dict[str, Any]) -> None:
    """Delete a file."""
    if account.attachments.pop(values["id"], None) is None:
        raise Refused(404, "No attachment with that name found")


def list_groups(account: Account, _values: dict[str, Any]) -> list[dict[str, Any]]:
    """All groups that the number was ever in."""
    return [_tell_group(account, group) for group in account.groups]


def get_group(account: Account, values: dict[str, Any]) -> dict[str, Any]:
    """One of them."""
    return _tell_group(account, _find_group(account, values))


def quit_group(account: Account, values: dict[str, Any]) -> None:
    """Leave a group."""
    group = _find_group(account, values)
    if group.left:
        raise failed("User is not a member in group")
    group.left = True
    account.chat(group).note()


def list_identities(account: Account, _values: dict[str, Any]) -> list[dict[str, Any]]:
    """Everybody's identity as it was saved last."""
    return [
        {
            "number": user.number or "",
            "status": trust.status,
            "fingerprint": trust.fingerprint,
            "added": str(trust.added),
            "safety_number": user.safety_number,
            "uuid": user.uuid,
        }
        for user, trust in account.trust.items()
    ]


def trust_identity(account: Account, values: dict[str, Any]) -> None:
    """Trust somebody's identity: as verified with a safety number, or whatever it is."""
    number, everything = values.get("verified_safety_number"), values.get("trust_all_known_keys", False)
    if (number is None) != everything:
        raise malformed("please either provide a safety number or set 'trust_all_known_keys' to true")
    user = account.find(values["name"])
    if not isinstance(user, User) or user not in account.trust:
        raise failed("Failed to set the trust for this number, make sure the number is registered.")
    if number is not None and number.replace(" ", "") != user.safety_number.replace(" ", ""):
        raise failed("Failed to set the trust for this number, make sure the number and the fingerprint are correct.")
    account.rely_on(user, "TRUSTED_VERIFIED" if number is not None else "TRUSTED_UNVERIFIED")


def solve_challenge(account: Account, values: dict[str, Any]) -> None:
    """Show Signal a captcha."""
    token = demand(values, "challenge_token", "challenge token missing")
    account.solve(token, demand(values, "captcha", "captcha missing"))


def _find_group(account: Account, values: dict[str, Any]) -> Group:
    found = account.find(values["group"])
    if not isinstance(found, Group):
        raise Refused(404, "No group with that id found")
    return found


def _tell_group(account: Account, group: Group) -> dict[str, Any]:
    return {
        "name": group.name,
        "description": "",
        "id": group.id,
        "internal_id": group.internal,
        "members": [account.number, *(member.number or member.uuid for member in group.members)],
        "blocked": False,
        "member": not group.left,
        "pending_invites": [],
        "pending_requests": [],
        "invite_link": "",
        "admins": [group.members[0].number or group.members[0].uuid],
        "permissions": {
            "add_members": "only-admins", "edit_group": "only-admins", "send_messages": "every-member",
        },
    }  # fmt: skip
