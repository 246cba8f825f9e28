"""Reading the board: what is open, what is of one's organisation or region, and reactions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Q, QuerySet, When

from veerkracht.cocreation.models import (
    Level,
    Placement,
    PlacementKind,
    PlacementState,
    Reaction,
    ReactionState,
)
from veerkracht.cocreation.student_policies import organisations_of
from veerkracht.kernel.clock import today
from veerkracht.people.policies import regions_of_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person

RELATED = ("organisation", "area", "region", "posted_by")
SEEN = (ReactionState.SENT, ReactionState.ANSWERED)


@dataclass(frozen=True)
class BoardChoice:
    """What a student chose; empty means everything."""

    kind: str = ""
    level: str = ""
    region: str = ""


def open_placements(choice: BoardChoice | None = None) -> QuerySet[Placement]:
    """What one can react to, the soonest to close first."""
    rows = Placement.objects.filter(state=PlacementState.OPEN, closes_on__gte=today())
    asked = choice or BoardChoice()
    if asked.kind in PlacementKind.values:
        rows = rows.filter(kind=asked.kind)
    if asked.level in Level.values:
        rows = rows.filter(levels__contains=[asked.level])
    if asked.region:
        rows = rows.filter(region__code=asked.region)
    return rows.select_related("organisation", "area", "region").order_by("closes_on", "pk")


def placements() -> QuerySet[Placement]:
    """Every placement with what its page shows."""
    return Placement.objects.select_related(*RELATED)


def run_by(person: Person) -> QuerySet[Placement]:
    """Of one's organisations or regions: what waits first, then what is open, then the rest."""
    mine = Q(organisation__in=[one.pk for one in organisations_of(person)])
    regions = Q(region__in=[one.pk for one in regions_of_coordinator(person)])
    order = Case(
        When(state=PlacementState.REVIEW, then=0),
        When(state=PlacementState.OPEN, then=1),
        default=2,
    )
    return placements().filter(mine | regions).order_by(order, "closes_on", "-pk")


def to_review(person: Person) -> QuerySet[Placement]:
    """What waits for a coordinator, the oldest first."""
    regions = [one.pk for one in regions_of_coordinator(person)]
    rows = Placement.objects.filter(region__in=regions, state=PlacementState.REVIEW)
    return rows.select_related("organisation").order_by("made_at")


def reactions_of(placement: Placement) -> QuerySet[Reaction]:
    """What students wrote, unanswered first; never what was not confirmed."""
    order = Case(When(state=ReactionState.SENT, then=0), default=1)
    rows = Reaction.objects.filter(placement=placement, state__in=SEEN)
    return rows.order_by(order, "-made_at")


def to_answer(person: Person) -> QuerySet[Reaction]:
    """Reactions to one's organisations that wait for an answer, the oldest first."""
    mine = [one.pk for one in organisations_of(person)]
    rows = Reaction.objects.filter(placement__organisation__in=mine, state=ReactionState.SENT)
    return rows.select_related("placement").order_by("made_at")


def reaction_with(token: str) -> Reaction | None:
    """A reaction by what stands in its address."""
    related = ("placement__organisation", "placement__area")
    return Reaction.objects.select_related(*related).filter(token=token).first()
