"""Reading requests for records, and the files that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Exists, OuterRef, Value, When

from veerkracht.kernel.clock import now, today
from veerkracht.monitoring.models import (
    ResearchExport,
    ResearchObjection,
    ResearchRequest,
    ResearchState,
)
from veerkracht.monitoring.research_policies import in_sight
from veerkracht.monitoring.research_rules import REMIND_BEFORE

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person

LEFT = (ResearchState.APPROVED, ResearchState.ENDED)


def own_requests(person: Person) -> QuerySet[ResearchRequest]:
    """What somebody asked for, the newest first."""
    return ResearchRequest.objects.filter(asked_by=person).select_related("region")


def to_decide(person: Person) -> QuerySet[ResearchRequest]:
    """Requests that wait for somebody's decision: in one's regions, and not one's own; the oldest first."""
    waiting = ResearchRequest.objects.filter(in_sight(person), state=ResearchState.ASKED)
    return waiting.exclude(asked_by=person).select_related("region").order_by("asked_at", "pk")


def seen_by(person: Person) -> QuerySet[ResearchRequest]:
    """Every request in the regions of who decides, those that wait first."""
    found = ResearchRequest.objects.filter(in_sight(person)).select_related("region")
    waits = Case(When(state=ResearchState.ASKED, then=Value(0)), default=Value(1))
    return found.order_by(waits, "-asked_at", "-pk")


def in_public() -> QuerySet[ResearchRequest]:
    """What was approved, for everybody to read; the newest first."""
    return (
        ResearchRequest.objects.filter(state__in=LEFT)
        .select_related("region")
        .order_by("-decided_at", "-pk")
    )


def files_of(request: ResearchRequest) -> QuerySet[ResearchExport]:
    """The files of a request without what is in them, the newest first."""
    return request.exports.defer("content").order_by("-number")


def ready_files(person: Person) -> QuerySet[ResearchExport]:
    """Files that wait to be fetched by who asked for them."""
    ready = ResearchExport.objects.defer("content").filter(
        expires_at__gt=now(), content__isnull=False
    )
    return ready.filter(request__asked_by=person).select_related("request").order_by("expires_at")


def to_destroy() -> QuerySet[ResearchRequest]:
    """Requests whose file was fetched and must be destroyed within two weeks, or should have been."""
    fetched = ResearchExport.objects.filter(request=OuterRef("pk"), downloads__gte=1)
    last = today() + REMIND_BEFORE
    return ResearchRequest.objects.filter(
        Exists(fetched), state=ResearchState.APPROVED, keep_until__lte=last
    )


def objects(person: Person) -> bool:
    """Whether somebody does not want to be in files for research."""
    return ResearchObjection.objects.filter(person=person).exists()
