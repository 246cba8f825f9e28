"""The records that may leave, row by row, under a pseudonym. Conversations are not read here, and never will be.

Who does not want to take part, and whose account is empty, is left out. No names, no organisations and no dates:
of each row only what :data:`veerkracht.monitoring.research_rules.RECORDS` lists.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import local
from veerkracht.meetings.models import Presence as AtMeeting
from veerkracht.monitoring import research_rules as rules
from veerkracht.monitoring.models import RecordKind, ResearchObjection, ResearchRequest
from veerkracht.proof.models import ATTENDED, Attendance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

INTERVISION = "intervision"
WHO = ("person", "person__sector__code", "person__kind", "person__municipality__code")
Row = dict[str, Any]


def rows(request: ResearchRequest, key: bytes) -> Iterator[tuple[str, ...]]:
    """Each record as its pseudonym and the agreed columns, in the order of the list."""
    columns = rules.in_order(request.records, request.columns)
    source = trainings if request.records == RecordKind.TRAININGS else intervision
    for number, found in source(request):
        yield (rules.pseudonym(key, number), *(str(found[code] or "") for code in columns))


def trainings(request: ResearchRequest) -> Iterator[tuple[int, Row]]:
    """Everybody who had a place in a training that ended in the period, with the person's number."""
    period = (request.since, request.until)
    places = _willing(
        Enrolment.objects.filter(state=State.PLACED, edition__ends_at__date__range=period)
    )
    if request.region_id:
        places = places.filter(edition__region=request.region_id)
    presences = _presences(places)
    told = places.values_list(
        "pk",
        "came",
        "edition__ends_at",
        "edition__region__code",
        "edition__course__kind",
        "edition__course__hours",
        *WHO,
    )
    for pk, came, ended, region, kind, hours, number, *who in told.order_by("pk").iterator():
        noted = presences.get(pk) or [came]
        yield (
            number,
            {
                "quarter": rules.quarter(local(ended).date()),
                "region": region,
                "kind": kind,
                "length": rules.length(float(hours)),
                "attended": rules.attended(noted),
                **_who(who),
            },
        )


def intervision(request: ResearchRequest) -> Iterator[tuple[int, Row]]:
    """Everybody of whom was noted whether they were at a meeting of an intervision group."""
    period = (request.since, request.until)
    noted = _willing(
        AtMeeting.objects.filter(
            meeting__series__purpose=INTERVISION, meeting__starts_at__date__range=period
        )
    )
    if request.region_id:
        noted = noted.filter(meeting__series__region=request.region_id)
    told = noted.values_list("there", "meeting__starts_at", "meeting__series__region__code", *WHO)
    for there, began, region, number, *who in told.order_by("pk").iterator():
        yield (
            number,
            {
                "quarter": rules.quarter(local(began).date()),
                "region": region,
                "attended": rules.attended([there]),
                **_who(who),
            },
        )


def _willing(found: QuerySet[Any]) -> QuerySet[Any]:
    """Without who does not want to be in files for research, and without emptied accounts."""
    unwilling = ResearchObjection.objects.values("person")
    return found.filter(person__is_active=True).exclude(person__in=unwilling)


def _who(values: list[Any]) -> Row:
    return dict(zip(("sector", "capacity", "municipality"), values, strict=True))


def _presences(places: QuerySet[Enrolment]) -> dict[int, list[bool | None]]:
    """Whether somebody was at each session of which it is known, by place."""
    found: dict[int, list[bool | None]] = defaultdict(list)
    noted = Attendance.objects.filter(enrolment__in=places, confirmed=True)
    for enrolment, presence in noted.values_list("enrolment", "presence"):
        found[enrolment].append(presence in ATTENDED)
    return found
