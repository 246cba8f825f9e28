"""Reading pilots: which somebody may see, what waits, and all that stands on a page of one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from veerkracht.cocreation import pilot_rules as rules
from veerkracht.cocreation.models import (
    Pilot,
    PilotMeasure,
    PilotMember,
    PilotNote,
    PilotReading,
    PilotSpread,
    PilotState,
)
from veerkracht.cocreation.pilot_policies import in_team_today
from veerkracht.cocreation.pilot_rules import Due, Standing
from veerkracht.kernel.clock import today
from veerkracht.people.policies import regions_of_coordinator

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.contrib.auth.models import AnonymousUser

    from veerkracht.people.models import Person, Sector
    from veerkracht.places.models import Area

RELATED = ("region", "area", "sector", "led_by")
OPEN = (PilotState.DRAFT, PilotState.RUNNING, PilotState.ENDED)
MOST_BESIDE = 6


def visible_to(person: Person | AnonymousUser) -> QuerySet[Pilot]:
    """Public pilots, those of regions that somebody coordinates, and of teams they are in."""
    seen = Q(public=True)
    if person.is_authenticated:
        regions = [one.pk for one in regions_of_coordinator(person)]
        seen |= Q(region__in=regions) | Q(pk__in=teams_of(person).values("pilot"))
    return Pilot.objects.filter(seen).select_related(*RELATED)


def public() -> QuerySet[Pilot]:
    """What everybody may read, the latest first."""
    return Pilot.objects.filter(public=True).select_related(*RELATED)


def teams_of(person: Person) -> QuerySet[PilotMember]:
    """The places in teams that somebody has today."""
    return PilotMember.objects.filter(in_team_today(), person=person)


def of_team(person: Person) -> QuerySet[Pilot]:
    """The pilots in whose team somebody is today."""
    mine = Pilot.objects.filter(pk__in=teams_of(person).values("pilot"))
    return with_standing(mine.select_related(*RELATED))


def kept_by(person: Person) -> QuerySet[Pilot]:
    """The pilots of the regions that somebody coordinates."""
    found = Pilot.objects.filter(region__in=regions_of_coordinator(person))
    return with_standing(found.select_related(*RELATED))


def chosen(
    found: QuerySet[Pilot], *, sector: Sector | None, region: Area | None
) -> QuerySet[Pilot]:
    """Only of a sector, a region, or both."""
    if sector is not None:
        found = found.filter(sector=sector)
    return found.filter(region=region) if region is not None else found


def inside_of(person: Person | AnonymousUser, pilots: Iterable[Pilot]) -> set[int]:
    """Of these pilots, those of which somebody sees everything: their regions and their teams. One query at most."""
    if not person.is_authenticated:
        return set()
    regions = {one.pk for one in regions_of_coordinator(person)}
    rest = [one.pk for one in pilots if one.region_id not in regions]
    mine = teams_of(person).filter(pilot__in=rest) if rest else PilotMember.objects.none()
    own = {one.pk for one in pilots if one.region_id in regions}
    return own | set(mine.values_list("pilot", flat=True))


def with_standing(found: QuerySet[Pilot]) -> QuerySet[Pilot]:
    """Pilots with what :func:`standing_of` reads: the last note, and which readings are missing."""
    lacking = {f"lacks_{one}": _lacks(one) for one in rules.MOMENTS}
    known = found.annotate(last_note_on=Max("notes__day"), **lacking)
    return known.order_by("-since", "title", "pk")  # what is grouped has no order of its own


def _lacks(moment: str) -> Exists:
    read = PilotReading.objects.filter(measure=OuterRef("pk"), moment=moment)
    return Exists(PilotMeasure.objects.filter(~Exists(read), pilot=OuterRef("pk")))


def standing_of(pilot: Any) -> Standing:
    """What must be known to say what is due, of a pilot from :func:`with_standing`."""
    return Standing(
        state=pilot.state,
        since=pilot.since,
        until=pilot.until,
        started_on=pilot.started_on,
        ended_on=pilot.ended_on,
        last_note_on=pilot.last_note_on,
        lacking=frozenset(one for one in rules.MOMENTS if getattr(pilot, f"lacks_{one}")),
    )


def due_of(pilot: Pilot) -> list[Due]:
    """What a pilot from :func:`with_standing` waits for today."""
    return rules.due(standing_of(pilot), today())


def perhaps_waiting() -> QuerySet[Pilot]:
    """Pilots that may wait for something: not decided, nor stopped, nor far from their start."""
    soon = today() + rules.BASELINE_AHEAD + timedelta(days=1)
    return with_standing(Pilot.objects.filter(state__in=OPEN, since__lt=soon))


def in_full(found: QuerySet[Pilot]) -> QuerySet[Pilot]:
    """Pilots with measures, readings, notes and organisations: a query for each sort."""
    return found.select_related(*RELATED, "decided_by").prefetch_related(
        "organisations",
        Prefetch("measures", PilotMeasure.objects.prefetch_related("readings")),
        Prefetch("notes", PilotNote.objects.select_related("by")),
    )


def teams_now_and_before(pilot: Pilot) -> tuple[list[PilotMember], list[PilotMember]]:
    """Who is in the team today, who leads first; and who was in it before. One query."""
    day = today()
    places = list(pilot.members.select_related("person__organisation")[:100])
    here = [one for one in places if one.until is None or one.until > day]
    return here, [one for one in places if one not in here]


def spreads_of(pilot: Pilot) -> QuerySet[PilotSpread]:
    """What was drafted because the pilot is spread, by region."""
    related = ("region", "area", "organisation", "course", "edition__course", "action", "agreement")
    found = PilotSpread.objects.filter(pilot=pilot).select_related(*related, "made_by")
    return found.order_by("region__name", Coalesce("organisation__name", "area__name"), "pk")


def leaders_of(pilots: Collection[int]) -> dict[int, list[Person]]:
    """Who leads each of these pilots today; the whole team where nobody leads. One query."""
    places = PilotMember.objects.filter(
        in_team_today(), pilot__in=pilots, person__is_active=True
    ).select_related("person")
    leading: dict[int, list[Person]] = {}
    team: dict[int, list[Person]] = {}
    for one in places:
        team.setdefault(one.pilot_id, []).append(one.person)
        if one.leads:
            leading.setdefault(one.pilot_id, []).append(one.person)
    return team | leading


def places_in(found: QuerySet[Pilot]) -> QuerySet[PilotMember]:
    """The places in the teams of these pilots that somebody has today."""
    return PilotMember.objects.filter(
        in_team_today(), pilot__in=found.values("pk"), person__is_active=True
    )
