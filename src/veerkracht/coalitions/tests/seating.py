"""Coalitions for tests, made as people make them."""

from __future__ import annotations

from typing import Any

from tests import factories
from veerkracht.coalitions.actions import start_coalition
from veerkracht.coalitions.models import Coalition
from veerkracht.meetings.policies import is_member
from veerkracht.people.models import Person
from veerkracht.places.models import Area
from veerkracht.places.queries import region


def coalition(name: str = "Kansrijke Start Heerlen", **values: Any) -> Coalition:
    """A local coalition in Heerlen, with a coordinator who has no role in the region."""
    given: dict[str, Any] = {
        "kind": "local",
        "area": Area.objects.get(code="GM0917"),
        "region": region(factories.ZUID),
        "coordinator": factories.person("Carla"),
        **values,
    }
    return start_coalition(name=name, by=factories.coordinator(), **given)


def meets(coalition: Coalition, person: Person) -> bool:
    """Whether somebody is a member of its meetings."""
    return is_member(person, coalition.series)
