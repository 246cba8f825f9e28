"""Reading think tanks: which there are, which are mine, who sits there, who is missing, what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from veerkracht.cocreation.council_rules import Place, missing_names, places, scale
from veerkracht.cocreation.council_words import listed
from veerkracht.cocreation.models import (
    Council,
    CouncilAnswer,
    CouncilInvitation,
    CouncilMember,
    CouncilRole,
)
from veerkracht.kernel.clock import today
from veerkracht.kernel.together import read
from veerkracht.meetings.models import Decision
from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.people.queries import sectors
from veerkracht.places.queries import municipalities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person

RELATED = ("region", "series", "coordinator", "plan")
WIDTH = 100  # of a bar, in its own units


def public_councils() -> QuerySet[Council]:
    """Think tanks that work now, by name: for everybody."""
    day = today()
    going = Council.objects.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
    return going.select_related(*RELATED).order_by("name")


def with_ended() -> QuerySet[Council]:
    """All of them, also those that stopped: what they decided can still be read."""
    return Council.objects.select_related(*RELATED)


def visible_to(person: Person) -> QuerySet[Council]:
    """Think tanks whose inside the person sees: where they sit, or that they look after. By name."""
    found = Council.objects.select_related(*RELATED).order_by("name")
    if is_administrator(person):
        return found
    return found.filter(_own(person) | _of_region(person))


def of_person(person: Person) -> QuerySet[Council]:
    """Think tanks that somebody sits in or coordinates; a role in the region does not count."""
    return Council.objects.select_related(*RELATED).filter(_own(person)).order_by("name")


def looked_after_by(person: Person) -> QuerySet[Council]:
    """Think tanks that somebody coordinates, or that lie in their region."""
    found = Council.objects.select_related(*RELATED).order_by("name")
    own = Q(coordinator=person) | _of_region(person)
    return found if is_administrator(person) else found.filter(own)


def _own(person: Person) -> Q:
    sits = CouncilMember.objects.filter(council=OuterRef("pk"), person=person, until=None)
    return Q(Exists(sits)) | Q(coordinator=person)


def _of_region(person: Person) -> Q:
    return Q(region__in=[region.pk for region in regions_of_coordinator(person)])


def members_of(council: Council) -> QuerySet[CouncilMember]:
    """Who sits there now, by name."""
    there = CouncilMember.objects.filter(council=council, until=None)
    return there.select_related("person__organisation", "sector", "area").order_by(
        "person__name", "pk"
    )


def open_invitations(council: Council) -> QuerySet[CouncilInvitation]:
    """Who was asked and did not answer, the latest first."""
    asked = CouncilInvitation.objects.filter(council=council, state=CouncilAnswer.OPEN)
    return asked.order_by("-pk")


def invitation_with(token: str) -> CouncilInvitation | None:
    """The invitation with this in its address."""
    related = CouncilInvitation.objects.select_related("council__series", "made_by")
    return related.filter(token=token).first()


def decided(council: Council, *, also_inside: bool = False) -> QuerySet[Decision]:
    """What everybody may read of what it decided, the latest first, with the proposal it came from.

    ``also_inside``: for who looks after it, what is kept inside as well.
    """
    found = Decision.objects.filter(meeting__series=council.series_id)
    if not also_inside:
        found = found.filter(inside=False)
    return found.select_related("meeting", "consent_round__version").order_by("-made_at", "-pk")


# Who is there and who is missing


@dataclass(frozen=True)
class Bar:
    """A place in the picture: how far its bar goes, where the mark of what one wants stands, and its words."""

    place: Place
    have: float
    wanted: float


@dataclass(frozen=True)
class Block:
    """All sectors, areas or roles."""

    key: str
    title: str
    bars: list[Bar]
    missing: str


Names = dict[str, tuple[Any, dict[str, str]]]


def block_names(council: Council) -> Names:
    """What members may be from: sectors, municipalities of the region, roles; key → name. One query."""
    known, towns = read([sectors(), municipalities(council.region)])
    return {
        "role": (_("Als wat"), {f"role:{key}": str(label) for key, label in CouncilRole.choices}),
        "sector": (_("Sector"), {f"sector:{one.pk}": str(one) for one in known}),
        "area": (
            _("Gemeente"),
            {f"area:{one.pk}": str(one) for one in towns},
        ),
    }


def balance(council: Council, members: Sequence[CouncilMember], named: Names) -> list[Block]:
    """Members by role, sector and municipality beside what the coordinator wants.

    Members are named to each other, so these are working numbers, not figures.
    """
    held = {
        "role": [f"role:{one.role}" for one in members],
        "sector": [f"sector:{one.sector_id}" for one in members if one.sector_id],
        "area": [f"area:{one.area_id}" for one in members if one.area_id],
    }
    return [
        _block(key, title, places(names, held[key], council.wished))
        for key, (title, names) in named.items()
    ]


def _block(key: str, title: str, found: list[Place]) -> Block:
    unit = WIDTH / scale(found)
    bars = [Bar(one, one.have * unit, one.wanted * unit) for one in found]
    return Block(key, title, bars, listed(missing_names(found)))
