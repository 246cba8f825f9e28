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


@dataclass(frozen=True)
class PeopleBroughtIn:
    """People came with a list; nobody has told them."""

    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class PeopleTakenBack:
    """People who came with a list and did nothing since are gone again."""

    person_ids: tuple[int, ...]


@dataclass(frozen=True)
class PeopleMerged:
    """Two accounts turned out to be one person: what the second had is the first's from now on."""

    kept_id: int
    dropped_id: int
