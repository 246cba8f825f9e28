"""Facts of meeting together: groups that live, coalitions with the standing item, parents at activities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from veerkracht.coalitions.models import Coalition, ParentActivity, Point
from veerkracht.kernel.clock import local
from veerkracht.meetings.models import Meeting, MeetingState
from veerkracht.monitoring.count_facts import Source, same, sources
from veerkracht.monitoring.count_keys import key_of
from veerkracht.monitoring.count_rules import QUARTER, YEAR, Fact, period_of
from veerkracht.practice.models import Group

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from veerkracht.monitoring.count_facts import Asked, Found

INVOLVED, HEARD = "parents-involved", "parents-heard"
STANDING = "health"  # the standing point about Positive Health in the area


def register() -> None:
    """Put the sources in their registry."""
    series = {"series": same, "meeting": _series_of}
    sources.add("groups", Source(("groups-alive",), group_facts, series))
    sources.add("coalitions", Source(("coalitions-standing-item",), coalition_facts, series))
    activities = {"parent-activity": same}
    sources.add("parents", Source((INVOLVED, HEARD), parent_facts, activities))


def _series_of(meetings: Collection[int]) -> Iterable[int]:
    return Meeting.objects.filter(pk__in=meetings).values_list("series_id", flat=True)


def _held(series: Asked) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(state=MeetingState.HELD)
    found = found if series is None else found.filter(series__in=series)
    return found.select_related("series__region").order_by("starts_at", "pk")


def group_facts(series: Asked) -> Found:
    """Each meeting of an intervision group that was held, in its quarter; the record is the series."""
    groups = Group.objects.values("series")
    for meeting in _held(series).filter(series__in=groups):
        yield meeting.series_id, _meeting_fact(meeting, "groups-alive", QUARTER, "series")


def coalition_facts(series: Asked) -> Found:
    """Each meeting of a coalition that was held with the standing point on its agenda; the record is the series."""
    stood = Point.objects.filter(agenda__meeting=OuterRef("pk"), standing=STANDING)
    found = _held(series).filter(Exists(stood), series__in=Coalition.objects.values("series"))
    for meeting in found:
        yield (
            meeting.series_id,
            _meeting_fact(meeting, "coalitions-standing-item", YEAR, "coalition"),
        )


def _meeting_fact(meeting: Meeting, indicator: str, kind: str, unit: str) -> Fact:
    day = local(meeting.starts_at).date()
    return Fact(
        indicator=indicator,
        period=period_of(day, kind),
        who=key_of(unit, meeting.series_id),
        item=key_of("meeting", meeting.pk),
        on=day,
        area=meeting.series.region.code,
    )


def parent_facts(activities: Asked) -> Found:
    """Each activity with parents stands for as many as were there, and apart from them as many as only heard."""
    found = ParentActivity.objects.select_related("municipality")
    found = found if activities is None else found.filter(pk__in=activities)
    for row in found.order_by("pk"):
        for indicator, number in ((INVOLVED, row.parents + row.experts), (HEARD, row.heard)):
            if number:
                yield row.pk, _parents_fact(row, indicator, number)


def _parents_fact(row: ParentActivity, indicator: str, number: int) -> Fact:
    return Fact(
        indicator=indicator,
        period=period_of(row.day, YEAR),
        who=key_of("parent-activity", row.pk),
        item=key_of("parent-activity", row.pk),
        on=row.day,
        area=row.municipality.code,
        number=number,
        contributor=key_of("organisation", row.organisation_id),
    )
