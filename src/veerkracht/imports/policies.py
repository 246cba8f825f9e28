"""Who may bring and see lists: coordinators in their own regions, and administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from veerkracht.people.policies import check_may_bring_in, check_may_coordinate

if TYPE_CHECKING:
    from veerkracht.imports.models import ImportedList
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area


def check_may_see(person: Person, imported: ImportedList) -> None:
    """Coordinators of the list's region, and administrators; a list holds names and addresses."""
    check_may_coordinate(person, imported.region_id)


def check_may_bring(person: Person, region: Area) -> None:
    """The same, for a region that a list is about."""
    check_may_bring_in(person)
    check_may_coordinate(person, region.pk)
