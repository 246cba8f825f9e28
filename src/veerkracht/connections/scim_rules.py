"""What an organisation's description of somebody means here. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 254
STUDENT, PROFESSIONAL = "student", "professional"


class ProvisionState(StrEnum):
    """How far an organisation's wish about somebody has come."""

    WAITING = "waiting"
    LINKED = "linked"
    DECLINED = "declined"
    LEFT = "left"


@dataclass(frozen=True)
class Description:
    """The values that we act on, out of a record."""

    user_name: str
    external_id: str
    address: str
    name: str
    title: str
    kind: str
    active: bool


def describe(record: Mapping[str, Any]) -> Description:
    """Read a record; ``address`` is empty when there is none."""
    user_name = str(record.get("userName") or "").strip()
    return Description(
        user_name=user_name,
        external_id=str(record.get("externalId") or ""),
        address=_address(record, user_name),
        name=_name(record, user_name),
        title=str(record.get("title") or "")[:80],
        kind=STUDENT if str(record.get("userType") or "").lower() == STUDENT else PROFESSIONAL,
        active=record.get("active") is not False,
    )


def next_state(
    before: ProvisionState | None, *, active: bool, is_owned: bool, has_moved: bool
) -> ProvisionState:
    """Where somebody stands after a change.

    ``is_owned``: the domain of the address is the organisation's, as an administrator wrote down; then
    nobody needs to be asked. ``has_moved``: the address is another one than before.
    A refusal stands until the organisation names another address, or lets the person go first.
    """
    if not active:
        return ProvisionState.LEFT
    if before == ProvisionState.LINKED:
        return ProvisionState.LINKED
    if before == ProvisionState.DECLINED and not has_moved:
        return ProvisionState.DECLINED
    return ProvisionState.LINKED if is_owned else ProvisionState.WAITING


def _address(record: Mapping[str, Any], user_name: str) -> str:
    """The primary address, else the first, else a user name that is one."""
    emails = [one for one in record.get("emails") or [] if one.get("value")]
    chosen = next((one for one in emails if one.get("primary")), emails[0] if emails else None)
    found = str(chosen["value"]) if chosen else user_name
    return found.strip().lower() if "@" in found else ""


def _name(record: Mapping[str, Any], user_name: str) -> str:
    parts = record.get("name") or {}
    whole = record.get("displayName") or parts.get("formatted")
    spelled = " ".join(str(parts.get(part) or "") for part in ("givenName", "familyName")).strip()
    return str(whole or spelled or user_name.partition("@")[0])[:120]
