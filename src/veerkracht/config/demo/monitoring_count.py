"""The demo's part of monitoring: invented denominators, targets and a series of others, and everything counted once.

All of them say that they are examples. The invented people of ``monitoring_example`` are counted as well: for good
where the demo runs, and once where only its data is made.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings

from veerkracht.config.demo import monitoring_example as example
from veerkracht.kernel.clock import today
from veerkracht.monitoring import count_actions as actions
from veerkracht.monitoring.count_actions import Published, Wanted
from veerkracht.monitoring.count_facts import sources
from veerkracht.monitoring.count_reading import Line, Value
from veerkracht.monitoring.count_roll_actions import recount
from veerkracht.monitoring.models import Denominator, ExternalSeries, Recount, Target
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities

if TYPE_CHECKING:
    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person

COUNTED_BY = "Personeelstelling van de regio’s"
SERIES = "Ouders die roken (voorbeeld)"
TARGETS = (
    ("professionals-trained", "limburg", "", 2_400, "Regioplan (voorbeeld)"),
    ("professionals-trained", "limburg", "kraamzorg", 300, "Regioplan (voorbeeld)"),
    ("professionals-trained", "limburg", "jeugdgezondheidszorg", 200, "Regioplan (voorbeeld)"),
    ("professionals-trained", "zuid-limburg", "", 1_400, "Regioplan (voorbeeld)"),
    ("students-trained", "limburg", "", 250, "Regioplan (voorbeeld)"),
    ("groups-alive", "zuid-limburg", "", 12, "Regioplan (voorbeeld)"),
)


def bring_in(cast: Cast, history: History) -> None:
    """Make what is missing, and count once: figures are there as soon as the demo is."""
    by = cast["Bo Beheer"]
    if not Denominator.objects.exists():
        _denominators(by)
    if not Target.objects.exists():
        _targets(by)
    if not ExternalSeries.objects.filter(title=SERIES).exists():
        _series(by)
    if not Recount.objects.exists():
        _count()


def _count() -> None:
    example.register()
    recount()
    if not settings.DEMO:
        sources.remove(example.NAME)


def _denominators(by: Person) -> None:
    numbers = {area.code: area.pk for area in municipalities()}
    year = today().year - 1
    lines = [
        Line(numbers[town], sector, "", year, number)
        for sector in example.SECTORS
        for town, number in example.working(sector).items()
        if town in numbers
    ]
    actions.bring_denominators(
        lines=lines, kind="workforce", source=COUNTED_BY, by=by, is_example=True
    )


def _targets(by: Person) -> None:
    known = {area.code: area for area in Area.objects.on(today())}
    for indicator, area, sector, number, source in TARGETS:
        wanted = Wanted(
            indicator=indicator,
            area=known[area],
            year=today().year,
            number=number,
            sector=sector,
            source=source,
            is_example=True,
        )
        actions.set_target(wanted=wanted, by=by)


def _series(by: Person) -> None:
    """Percentages that nobody measured; of small municipalities hidden, as such a source does."""
    year = today().year
    values = [
        _value(place, area, one)
        for place, area in enumerate(municipalities())
        for one in (year - 3, year - 2, year - 1)
    ]
    told = Published(
        title=SERIES,
        title_en="Parents who smoke (example)",
        unit="procent van de ouders",
        unit_en="per cent of parents",
        source="Verzonnen getallen, in de vorm van een lijst van Regiobeeld",
        is_example=True,
    )
    actions.bring_series(told=told, values=values, by=by)


def _value(place: int, area: Area, year: int) -> Value:
    if place % 7 == 3:
        return Value(area.pk, year, None, is_hidden=True)
    return Value(
        area.pk, year, Decimal(90 + place * 17 % 80 - (year % 5) * 4) / 10, is_hidden=False
    )
