"""What happened to people and their roles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RoleGiven:
    """A person has a role from now on.

    ``region_id`` is None for an administrator and for an employer's contact.
    """

    person_id: int
    kind: str
    region_id: int | None


@dataclass(frozen=True)
class RoleEnded:
    """A person's role has ended."""

    person_id: int
    kind: str
    region_id: int | None


@dataclass(frozen=True)
class ProfileSaved:
    """A person changed name, work, language or municipality."""

    person_id: int


@dataclass(frozen=True)
class PersonErased:
    """A person's account was emptied; the number stays, the name and address are gone."""

    person_id: int
