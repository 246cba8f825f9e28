"""Reading agendas: one meeting with its agenda, its points with what fills them, and what waits for a next time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Max, Prefetch, Q, QuerySet

from veerkracht.coalitions.agenda_standing import StandingLine, filled, standing_items
from veerkracht.coalitions.models import Agenda, MinuteLine, Point, PointState
from veerkracht.kernel.clock import now
from veerkracht.meetings.models import Meeting, MeetingState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.coalitions.models import Coalition
    from veerkracht.meetings.models import Series

RELATED = ("series__coalition__area", "series__coalition__region", "series__region", "facilitator")


def meeting_of(pk: int) -> Meeting | None:
    """A meeting of a coalition, with the coalition and its agenda if there is one: one query."""
    found = Meeting.objects.filter(series__coalition__isnull=False)
    return found.select_related(*RELATED, "agenda__approved_in").filter(pk=pk).first()


def agenda_of(meeting: Meeting) -> Agenda | None:
    """The agenda of a meeting that :func:`meeting_of` gave."""
    agenda: Agenda | None = getattr(meeting, "agenda", None)
    return agenda


def point_of(pk: int) -> Point | None:
    """A point with its meeting, coalition and who brought it: one query."""
    meeting = [f"agenda__meeting__{name}" for name in RELATED]
    return Point.objects.select_related(*meeting, "brought_by").filter(pk=pk).first()


def points_of(agenda: Agenda) -> QuerySet[Point]:
    """The points in order, with who brought them."""
    return Point.objects.filter(agenda=agenda).select_related("brought_by").order_by("order", "pk")


def minuted_points_of(agenda: Agenda) -> QuerySet[Point]:
    """The points in order with the lines written under each: two queries."""
    lines = MinuteLine.objects.select_related("decision", "action__owner", "action__person")
    return points_of(agenda).prefetch_related(Prefetch("minute_lines", lines.order_by("pk")))


def title_of(point: Point) -> str:
    """What the point is called; a standing point by its item, also when that is no longer there."""
    if not point.standing:
        return point.title
    item = dict(standing_items.items()).get(point.standing)
    return str(item.title) if item else point.standing


def shown(
    coalition: Coalition, meeting: Meeting, agenda: Agenda, points: Sequence[Point]
) -> list[tuple[Point, str, list[StandingLine]]]:
    """Each point with its title and what fills it: live, or as it was when the agenda was closed."""
    if agenda.closed_at is None:
        names = [one.standing for one in points if one.standing]
        live = filled(coalition, meeting, names)
        return [(one, title_of(one), live.get(one.standing, [])) for one in points]
    return [(one, title_of(one), [StandingLine(*line) for line in one.lines]) for one in points]


def next_order(agenda: Agenda) -> int:
    """The place behind the last point."""
    last: int = Point.objects.filter(agenda=agenda).aggregate(last=Max("order"))["last"] or 0
    return last + 1


def waiting_points(series: Series) -> QuerySet[Point]:
    """What was taken along and has no next meeting yet, and what a called-off meeting left; the oldest first."""
    left = Q(state=PointState.CARRIED) | Q(
        state=PointState.OPEN, agenda__meeting__state=MeetingState.CANCELLED
    )
    found = Point.objects.filter(
        left, standing="", carried_to=None, agenda__meeting__series=series.pk
    )
    return found.select_related("agenda__meeting").order_by("agenda__meeting__starts_at", "order")


def next_meeting(series: Series, after: Meeting | None = None) -> Meeting | None:
    """The first meeting that is planned and has not ended; later than another, if that is given."""
    coming = Meeting.objects.filter(series=series, state=MeetingState.PLANNED, ends_at__gt=now())
    if after is not None:
        coming = coming.filter(starts_at__gt=after.starts_at)
    return coming.order_by("starts_at").first()


def without_agenda(until_days: int) -> QuerySet[Meeting]:
    """Meetings of coalitions within so many days that have no agenda yet."""
    ahead = Meeting.objects.filter(
        series__coalition__isnull=False,
        agenda=None,
        state=MeetingState.PLANNED,
        starts_at__range=(now(), now() + timedelta(days=until_days)),
    )
    return ahead.select_related("series__coalition").order_by("starts_at")


def agendas_of(series: Series) -> QuerySet[Agenda]:
    """The agendas of a series, the latest meeting first."""
    found = Agenda.objects.filter(meeting__series=series).select_related("meeting")
    return found.order_by(F("meeting__starts_at").desc())
