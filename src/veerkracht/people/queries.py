"""Finding people and organisations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from veerkracht.kernel.clock import now
from veerkracht.people import claims, policies, rules
from veerkracht.people.activities import (
    Activity,
    ActivityKind,
    ActivitySource,
    activities,
)
from veerkracht.people.models import (
    Organisation,
    Person,
    Role,
    RoleKind,
    Sector,
    SignInDomain,
    SignInProvider,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from veerkracht.people.models import RegisterNumber
    from veerkracht.places.models import Area

__all__ = [
    "Activity",
    "ActivityKind",
    "ActivitySource",
    "LinkedAccount",
    "SignInChoice",
    "activities",
    "contacts_of",
    "coordinators_of",
    "doubles",
    "find_person",
    "has_sign_in_choices",
    "is_register_number",
    "linked_accounts",
    "organisation_of",
    "organisations",
    "owns_domain",
    "provider_name",
    "register_numbers",
    "roles_visible_to",
    "sectors",
    "session_number",
    "sign_in_choices",
    "visible_to",
    "who_is_signed_in",
    "with_role",
]


@dataclass(frozen=True)
class SignInChoice:
    """A school or organisation that somebody can sign in at: its name, and the provider it uses."""

    name: str
    provider: str


@dataclass(frozen=True)
class LinkedAccount:
    """An account elsewhere that signs a person in here."""

    number: int
    provider: str
    email: str
    since: datetime


def find_person(email: str) -> Person | None:
    """The person with this e-mail address, whatever its capitals.

    Compared in small letters on both sides: an odd sign whose capital is an ordinary letter (ı, ſ)
    must not lead to somebody else.
    """
    small = Person.objects.alias(small=Lower("email"))
    return small.filter(small=rules.tidy_address(email)).first()


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


def contacts_of(organisation_id: int | None) -> list[Person]:
    """Who speaks for an organisation today, by name; nobody for none."""
    return _with_current(kind=RoleKind.EMPLOYER, organisation=organisation_id)


def coordinators_of(region_id: int) -> list[Person]:
    """Who coordinates a region today, by name."""
    return _with_current(kind=RoleKind.COORDINATOR, region=region_id)


def _with_current(**role: Any) -> list[Person]:
    if None in role.values():
        return []
    people = Role.objects.current().filter(**role).values("person")
    return list(Person.objects.filter(pk__in=people, is_active=True).order_by("name", "pk"))


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


def is_register_number(register: str, number: str) -> bool:
    """Whether a number is written as this register writes its numbers."""
    return rules.is_number(register, number)


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


def has_sign_in_choices() -> bool:
    """Whether people can sign in at any school or organisation."""
    return SignInProvider.objects.filter(is_open=True).exists()


def provider_name(slug: str) -> str:
    """What a provider is called; empty for one that is gone."""
    return str(
        SignInProvider.objects.filter(slug=slug).values_list("name", flat=True).first() or ""
    )


def sign_in_choices() -> list[SignInChoice]:
    """Where people can sign in, by name: each organisation, or the provider when it names none."""
    rows = SignInProvider.objects.filter(is_open=True).values_list(
        "domains__organisation__name", "name", "slug"
    )
    found = {SignInChoice(organisation or name, slug) for organisation, name, slug in rows}
    return sorted(found, key=lambda choice: choice.name.casefold())


def organisation_of(provider: SignInProvider, domains: Iterable[str]) -> Organisation | None:
    """The organisation of the first of these domains that a provider speaks for.

    Of a provider that speaks for one organisation alone: that one, whatever the domain.
    """
    rows = {row.domain: row.organisation for row in provider.domains.select_related("organisation")}
    for domain in domains:
        if domain in rows:
            return rows[domain]
    only = set(rows.values())
    return only.pop() if len(only) == 1 else None


def owns_domain(organisation: Organisation, email: str) -> bool:
    """Whether an administrator said that the addresses of this domain belong to the organisation."""
    domain = claims.domain_of(email)
    return SignInDomain.objects.filter(organisation=organisation, domain=domain).exists()


def linked_accounts(person: Person) -> list[LinkedAccount]:
    """The accounts elsewhere that sign this person in, oldest first."""
    provider = SignInProvider.objects.filter(slug=OuterRef("provider")).values("name")[:1]
    rows = SocialAccount.objects.filter(user=person).annotate(name=Subquery(provider))
    return [
        LinkedAccount(row.pk, row.name or "", row.extra_data.get("email", ""), row.date_joined)
        for row in rows.order_by("date_joined")
    ]


def doubles(by: Person, most: int = 30) -> list[list[Person]]:
    """People in sight who may be one: the same name at the same organisation; groups by name."""
    seen = Person.objects.filter(pk__in=visible_to(by).order_by().values("pk")).exclude(name="")
    small = seen.filter(organisation__isnull=False).annotate(small=Lower("name"))
    keys = (
        small.values("small", "organisation")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .order_by("small")
    )
    wanted: dict[tuple[str, int | None], list[Person]] = {}
    for row in keys[:most]:
        wanted[row["small"], row["organisation"]] = []
    names = {name for name, _organisation in wanted}
    rows = small.filter(small__in=names).select_related("organisation")
    for person in rows.order_by("pk"):
        wanted.get((person.name.lower(), person.organisation_id), []).append(person)
    return [group for group in wanted.values() if len(group) > 1]


def session_number(person: Person, key: str) -> int:
    """The number of somebody's open session: it can be named elsewhere and opens nothing. 0 when there is none."""
    found = UserSession.objects.filter(user=person, session_key=key).values_list("pk", flat=True)
    return found.first() or 0


def who_is_signed_in(session: int) -> QuerySet[Person]:
    """The person of the session with this number, as long as it is open: one who signed out is not found."""
    open_ones = Session.objects.filter(expire_date__gt=now()).values("session_key")
    return Person.objects.filter(
        is_active=True, usersession__pk=session, usersession__session_key__in=open_ones
    )
