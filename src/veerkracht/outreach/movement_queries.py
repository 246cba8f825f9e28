"""Who is active where: organisations with what they do in public, by municipality."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Max

from veerkracht.people.models import Organisation
from veerkracht.people.queries import activities
from veerkracht.places.queries import municipalities

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import Promise

    from veerkracht.people.queries import Activity
    from veerkracht.places.models import Area


@dataclass(frozen=True)
class Doing:
    """What an organisation does of one kind: the kind's code and words, and each thing with its address."""

    code: str
    words: str | Promise
    things: list[Activity] = field(default_factory=list)


@dataclass(frozen=True)
class Active:
    """An organisation in one municipality (or None: in the whole region), with what it does there."""

    organisation: Organisation
    area: int | None
    doing: list[Doing]


@dataclass(frozen=True)
class Movement:
    """Everybody who is active, by municipality; ``elsewhere`` are those without a place on the map."""

    here: dict[int, list[Active]]
    elsewhere: list[Active]

    def counts(self) -> dict[int, int]:
        """How many organisations are active in each municipality."""
        return {area: len(rows) for area, rows in self.here.items()}


def movement(*, sector: str = "", kind: str = "") -> Movement:
    """Who is active where, of one sector or kind of activity or of all: a few queries for each app."""
    told = _told(kind)
    organisations = _organisations({one for one, _area in told}, sector)
    here: dict[int, list[Active]] = defaultdict(list)
    elsewhere: list[Active] = []
    merged: dict[tuple[int, int | None], list[Doing]] = defaultdict(list)
    for (number, area), doing in told.items():
        if number in organisations:
            merged[number, area or organisations[number].municipality_id] += doing
    for (number, area), doing in merged.items():
        active = Active(organisations[number], area, _together(doing))
        (here[area] if area else elsewhere).append(active)
    for rows in (*here.values(), elsewhere):
        rows.sort(key=lambda one: one.organisation.name.casefold())
    return Movement(dict(here), elsewhere)


def _told(kind: str) -> dict[tuple[int, int | None], list[Doing]]:
    """What every app tells, by organisation and municipality."""
    told: dict[tuple[int, int | None], list[Doing]] = defaultdict(list)
    for code, one in activities.items():
        if kind in ("", code):
            for activity in one.source():
                key = (activity.organisation, activity.area)
                told[key].append(Doing(code, one.words, [activity]))
    return told


def _together(doing: list[Doing]) -> list[Doing]:
    """Each kind once, with each thing once."""
    found: dict[str, Doing] = {}
    for one in doing:
        kept = found.setdefault(one.code, Doing(one.code, one.words))
        kept.things.extend(thing for thing in one.things if thing.url not in _urls(kept))
    return list(found.values())


def _urls(doing: Doing) -> set[str]:
    return {one.url for one in doing.things}


def _organisations(numbers: set[int], sector: str) -> dict[int, Organisation]:
    rows = Organisation.objects.filter(pk__in=numbers)
    if sector:
        rows = rows.filter(sectors__code=sector)
    return {one.pk: one for one in rows.select_related("municipality")}


def of_organisation(organisation: Organisation) -> list[Active]:
    """What one organisation does, by municipality."""
    found = movement()
    rows = [*(one for rows in found.here.values() for one in rows), *found.elsewhere]
    return [one for one in rows if one.organisation.pk == organisation.pk]


def areas() -> list[Area]:
    """Today's municipalities, by name, each with the newest year of its boundaries (``drawn``)."""
    return list(municipalities().annotate(drawn=Max("boundaries__year")))


def kinds() -> list[tuple[str, str | Promise]]:
    """The kinds of activity: code and words."""
    return [(code, one.words) for code, one in activities.items()]


def boundary_year(municipalities_now: Iterable[Area]) -> int | None:
    """The newest year of which boundaries are loaded, of areas from :func:`areas`; without a query."""
    years = [one.__dict__["drawn"] for one in municipalities_now if one.__dict__["drawn"]]
    return max(years, default=None)
