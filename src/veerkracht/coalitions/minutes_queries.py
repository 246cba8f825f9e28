"""Reading minutes: who can take an action, what was decided and promised, and public decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, QuerySet

from veerkracht.coalitions.models import LineKind, MinuteLine, Point, PointState, Seat
from veerkracht.meetings.models import Decision

if TYPE_CHECKING:
    from veerkracht.coalitions.models import Agenda, Coalition

LINE = "point__agenda__meeting__series__coalition"


def who_can(coalition: Coalition) -> list[Seat]:
    """Seats of organisations, by name: they can take an action upon them."""
    seats = Seat.objects.filter(coalition=coalition, until=None, organisation__isnull=False)
    related = seats.select_related("organisation", "person")
    return list(related.order_by("organisation__name", "person__name", "pk"))


def line_of(pk: int) -> MinuteLine | None:
    """A line with its point, meeting and coalition, its decision and action: one query."""
    related = (f"{LINE}__region", "point__agenda__meeting__facilitator", "decision", "action")
    return MinuteLine.objects.select_related(*related).filter(pk=pk).first()


def decided_and_promised(agenda: Agenda) -> tuple[list[MinuteLine], list[MinuteLine]]:
    """The decisions and the actions of a meeting, in the order of its points: one query."""
    found = MinuteLine.objects.filter(point__agenda=agenda).exclude(kind=LineKind.NOTE)
    related = found.select_related("decision", "action__owner", "action__person", "point")
    rows = list(related.order_by("point__order", "pk"))
    decisions = [one for one in rows if one.kind == LineKind.DECISION]
    return decisions, [one for one in rows if one.kind == LineKind.ACTION]


def not_reached(agenda: Agenda) -> QuerySet[Point]:
    """Points that somebody brought and that nobody came to."""
    return Point.objects.filter(agenda=agenda, standing="", state=PointState.OPEN).order_by("order")


def all_decisions(coalition: Coalition) -> QuerySet[Decision]:
    """What a coalition decided, the latest first."""
    found = Decision.objects.filter(meeting__series=coalition.series_id)
    return found.select_related("meeting").order_by("-meeting__starts_at", "-pk")


def public_decisions(coalition: Coalition) -> QuerySet[Decision]:
    """What everybody may read of what a coalition decided, the latest first."""
    return all_decisions(coalition).filter(inside=False)


def holding(coalition: Coalition) -> QuerySet[Decision]:
    """Public decisions that hold, what is looked at first on top."""
    there = public_decisions(coalition).filter(reviewed_at=None)
    return there.order_by(F("review_on").asc(nulls_last=True), "-meeting__starts_at", "-pk")
