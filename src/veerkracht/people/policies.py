"""Who may do what. Roles are read once per person instance; a policy costs no query after that."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.kernel.registries import Registry
from veerkracht.people.models import STAFF_ROLES, Person, Role, RoleKind
from veerkracht.places import queries as places

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from veerkracht.places.models import Area

# Names of addresses, such as “bookings:answer”: nobody is sent by way of the profile first.
asks_profile_itself: Registry[str] = Registry("Pages that ask who one is themselves")

_ROLES = "_current_roles"
_REGIONS = "_all_regions"  # of an administrator, read once per instance as well
NO_SECOND_FACTOR = "second_factor_missing"  # set on a person by the middleware, for one request


def current_roles(person: Person) -> tuple[Role, ...]:
    """The roles that hold today, read once per instance.

    In a session without a second factor where one is required, staff roles do not count.
    """
    roles = all_current_roles(person)
    if getattr(person, NO_SECOND_FACTOR, False):
        return tuple(role for role in roles if role.kind not in STAFF_ROLES)
    return roles


def all_current_roles(person: Person) -> tuple[Role, ...]:
    """The roles that hold today, whether or not this session has a second factor."""
    if not person.pk or not person.is_active:
        return ()
    if _ROLES not in person.__dict__:
        found = (
            Role.objects.current().filter(person=person).select_related("region", "organisation")
        )
        person.__dict__[_ROLES] = tuple(found)
    kept: tuple[Role, ...] = person.__dict__[_ROLES]
    return kept


def forget_roles(person: Person) -> None:
    """Read this instance's roles anew at the next question; called when they change."""
    person.__dict__.pop(_ROLES, None)
    person.__dict__.pop(_REGIONS, None)


def is_administrator(person: Person) -> bool:
    """Whether the person may do everything everywhere."""
    if not person.is_active or getattr(person, NO_SECOND_FACTOR, False):
        return False
    return person.is_superuser or _has(person, RoleKind.ADMINISTRATOR)


def has_staff_role(person: Person) -> bool:
    """Whether the person works with other people's data: such a person must use a second factor."""
    return is_administrator(person) or any(
        role.kind in STAFF_ROLES for role in current_roles(person)
    )


def must_use_second_factor(person: Person) -> bool:
    """Whether the person has a staff role, whatever this session is worth."""
    if not person.is_active:
        return False
    return person.is_superuser or any(
        role.kind in STAFF_ROLES for role in all_current_roles(person)
    )


def coordinates(person: Person, region_id: int | None) -> bool:
    """Whether the person coordinates this region; an administrator coordinates all."""
    return is_administrator(person) or _has(person, RoleKind.COORDINATOR, region_id)


def edits(person: Person, region_id: int | None = None) -> bool:
    """Whether the person may write the website: of this region, or of any."""
    in_region = any(
        role.kind == RoleKind.EDITOR and region_id in {None, role.region_id}
        for role in current_roles(person)
    )
    return is_administrator(person) or in_region


def represents(person: Person, organisation_id: int | None) -> bool:
    """Whether the person is the contact of this employer."""
    mine = [role for role in current_roles(person) if role.kind == RoleKind.EMPLOYER]
    return any(role.organisation_id == organisation_id for role in mine)


def pays(person: Person, region_id: int | None) -> bool:
    """Whether the person pays fees and expenses in this region. Being an administrator is not enough."""
    return _has(person, RoleKind.PAYER, region_id)


def is_coordinator(person: Person) -> bool:
    """Whether the person coordinates any region."""
    return is_administrator(person) or any(
        role.kind == RoleKind.COORDINATOR for role in current_roles(person)
    )


def regions_of_coordinator(person: Person) -> list[Area]:
    """The regions that the person coordinates, by name; all of them for an administrator."""
    if is_administrator(person):
        if _REGIONS not in person.__dict__:
            person.__dict__[_REGIONS] = list(places.regions())
        return list(person.__dict__[_REGIONS])
    mine = [role for role in current_roles(person) if role.kind == RoleKind.COORDINATOR]
    return sorted((role.region for role in mine if role.region), key=lambda region: region.name)


def check_coordinates_any(person: Person) -> None:
    """Raise NotAllowed unless the person coordinates a region."""
    require(is_coordinator(person), _("Deze pagina is voor coördinatoren van een regio."))


def region_to_coordinate(person: Person, code: str) -> Area:
    """The region with this code. Raises NotAllowed for who coordinates none, Http404 for somebody else's region."""
    check_coordinates_any(person)
    mine = [one for one in regions_of_coordinator(person) if one.code == code]
    if not mine:
        raise Http404
    return mine[0]


def check_may_coordinate(person: Person, region_id: int | None) -> None:
    """Raise NotAllowed unless the person coordinates this region."""
    require(coordinates(person, region_id), _("Deze regio hoort bij een andere coördinator."))


def check_is_staff(person: Person) -> None:
    """Raise NotAllowed unless the person has a staff role."""
    require(
        has_staff_role(person),
        _("Deze pagina is voor trainers, coördinatoren, redacteuren, betalers en beheerders."),
    )


def check_is_administrator(person: Person) -> None:
    """Raise NotAllowed unless the person is an administrator."""
    require(is_administrator(person), _("Alleen een beheerder kan dit."))


def check_may_change_profile(by: Person, person: Person) -> None:
    """A person changes their own profile; an administrator anybody's."""
    require(
        by.pk == person.pk or is_administrator(by), _("Je kunt alleen je eigen gegevens wijzigen.")
    )


def check_may_give(by: Person, kind: str, region_id: int | None) -> None:
    """An administrator gives and ends every role; a coordinator makes trainers in the own region."""
    in_own_region = (
        kind == RoleKind.TRAINER and region_id is not None and coordinates(by, region_id)
    )
    require(is_administrator(by) or in_own_region, _("Alleen een beheerder kan deze rol geven."))


def check_may_bring_in(by: Person) -> None:
    """Coordinators and administrators move in with lists of people."""
    require(is_coordinator(by), _("Alleen een coördinator of beheerder kan lijsten overnemen."))


def check_may_merge(by: Person, keep: Person, drop: Person) -> None:
    """An administrator merges anybody; a coordinator two people in sight, of whom one never came in.

    A merge hands over what the account that goes had. So a coordinator cannot let an account go that
    somebody signed in to, or that has a role.
    """
    if is_administrator(by):
        return
    check_may_bring_in(by)
    unused = drop.last_login is None and not drop.roles.exists()
    require(
        unused and by.pk not in {keep.pk, drop.pk},
        _("Iemand die zelf al inlogde of een rol heeft, kan alleen een beheerder samenvoegen."),
    )
    from veerkracht.people.queries import visible_to  # noqa: PLC0415 - queries reads policies

    seen = visible_to(by).filter(pk__in=[keep.pk, drop.pk]).count()
    require(seen == 2, _("Een van deze twee hoort bij een andere regio."))


def staff_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only people with a staff role through to a view; others are asked to sign in, or get 403.

    The second factor is asked for by the middleware, before any view under a staff path.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        check_is_staff(signed_in(request))
        return view(request, *arguments, **named)

    return login_required(guarded)


def signed_in(request: HttpRequest) -> Person:
    """The person who is signed in; for views behind ``login_required``."""
    person = request.user
    require(person.is_authenticated)
    return person  # type: ignore[return-value]  # one user model, whatever the stubs allow


def _has(person: Person, kind: RoleKind, region_id: int | None = None) -> bool:
    """Whether a current role is of this kind; with a region, in that region."""
    return any(role.kind == kind and role.region_id == region_id for role in current_roles(person))
