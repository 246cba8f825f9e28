"""Finding people and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from veerkracht.people import policies
from veerkracht.people.models import Organisation, Person, Role, RoleKind, Sector

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import RegisterNumber
    from veerkracht.places.models import Area


def find_person(email: str) -> Person | None:
    """The person with this e-mail address, whatever its capitals."""
    return Person.objects.filter(email__iexact=email.strip()).first()


def visible_to(person: Person) -> QuerySet[Person]:
    """The people whom somebody may see in a list.

    An administrator sees everybody; a coordinator who works or has a role in the own regions;
    somebody else only oneself.
    """
    active = Person.objects.filter(is_active=True).select_related(
        "organisation", "sector", "municipality"
    )
    if policies.is_administrator(person):
        return active
    regions = policies.regions_of_coordinator(person)
    near = (
        Q(municipality__parents__parent__in=regions)
        | Q(organisation__regions__in=regions)
        | Q(roles__in=Role.objects.current().filter(region__in=regions))
    )
    return (
        active.filter(Q(pk=person.pk) | near).distinct() if regions else active.filter(pk=person.pk)
    )


def with_role(kind: RoleKind, region: Area | None = None) -> QuerySet[Person]:
    """Active people who have this role today, in one region or anywhere, by name."""
    roles = Role.objects.current().filter(kind=kind)
    roles = roles.filter(region=region) if region else roles
    return Person.objects.filter(is_active=True, pk__in=roles.values("person")).order_by("name")


def organisations(region: Area | None = None) -> QuerySet[Organisation]:
    """Organisations by name; of one region or all."""
    found = Organisation.objects.order_by("name")
    return found.filter(regions=region) if region else found


def sectors() -> QuerySet[Sector]:
    """Sectors in the order of the list."""
    return Sector.objects.order_by("order", "name")


def register_numbers(person: Person) -> QuerySet[RegisterNumber]:
    """A person's numbers in professional registers."""
    return person.register_numbers.order_by("register")


def roles_visible_to(person: Person) -> QuerySet[Role]:
    """Current roles that somebody may see: all, or those of the regions one coordinates."""
    found = (
        Role.objects.current()
        .select_related("person", "region", "organisation")
        .order_by("kind", "person__name")
    )
    if policies.is_administrator(person):
        return found
    return found.filter(region__in=policies.regions_of_coordinator(person))
