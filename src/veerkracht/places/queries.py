"""Reading areas: which there are, what lies in what, and how far apart they are."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from veerkracht.kernel.clock import today
from veerkracht.places import rules
from veerkracht.places.boundary_paths import DrawnBoundaries, drawn_boundaries
from veerkracht.places.models import Area, AreaKind, AreaMembership

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.places.models import AreaQuerySet

__all__ = [
    "DrawnBoundaries",
    "distance_km",
    "distances_from",
    "drawn_boundaries",
    "forget_centres",
    "municipalities",
    "region",
    "region_of",
    "regions",
    "within_km",
]

CENTRES_KEPT = 60.0  # seconds; areas change once a year


@dataclass
class _Centres:
    """The centres of today's municipalities, kept in this process."""

    read_at: float = 0.0
    points: tuple[tuple[int, rules.Point], ...] = ()


_centres = _Centres()


def regions() -> AreaQuerySet:
    """Today's regions, by name."""
    return Area.objects.regions().on(today())


def region(code: str) -> Area:
    """Today's region with this code, such as ``zuid-limburg``; else Area.DoesNotExist."""
    return regions().get(code=code)


def municipalities(region: Area | None = None, on: date | None = None) -> AreaQuerySet:
    """Municipalities that exist on a day (today), of one region or partnership or all, by name."""
    day = on or today()
    found = Area.objects.municipalities().on(day)
    return found.within(region, day) if region else found


def region_of(municipality: Area, on: date | None = None) -> Area | None:
    """The region in which a municipality lies on a day (today); None outside our regions."""
    links = AreaMembership.objects.on(on or today()).filter(area=municipality)
    return Area.objects.filter(kind=AreaKind.REGION, pk__in=links.values("parent")).first()


def distance_km(a: Area, b: Area) -> float | None:
    """Kilometres between the centres of two areas; None when a centre is unknown."""
    from_here, to_there = _point(a), _point(b)
    return rules.distance_km(from_here, to_there) if from_here and to_there else None


def within_km(area: Area, km: float) -> list[int]:
    """Ids of today's municipalities whose centre lies within ``km`` of ``area``, nearest first."""
    return [pk for pk, distance in distances_from(area) if distance <= km]


def distances_from(area: Area) -> list[tuple[int, float]]:
    """Municipality id and kilometres from ``area``, nearest first; empty without a centre."""
    here = _point(area)
    if here is None:
        return []
    found = [(pk, rules.distance_km(here, there)) for pk, there in _points()]
    return sorted(found, key=lambda pair: pair[1])


def forget_centres() -> None:
    """Read the centres anew at the next question; called when areas were loaded."""
    _centres.read_at = 0.0


def _point(area: Area) -> rules.Point | None:
    if area.latitude is None or area.longitude is None:
        return None
    return area.latitude, area.longitude


def _points() -> tuple[tuple[int, rules.Point], ...]:
    if not _centres.read_at or time.monotonic() - _centres.read_at > CENTRES_KEPT:
        centres = municipalities().values_list("pk", "latitude", "longitude")
        _centres.points = tuple(
            (pk, (lat, lon)) for pk, lat, lon in centres if lat is not None and lon is not None
        )
        _centres.read_at = time.monotonic()
    return _centres.points
