"""A release for tests of pages, without counting: hidden, rounded and rated as real ones.

They are made from the inhabitants of a municipality and a fixed pattern, so no person is behind any of them.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from veerkracht.disclosure.values import ABSENT, HIDDEN, Figure, rate, shown
from veerkracht.figures.models import Cell, Release, Table
from veerkracht.kernel.clock import now, today
from veerkracht.places.models import Area, AreaKind, AreaMembership, Population

if TYPE_CHECKING:
    from veerkracht.people.models import Person

SECTORS = {  # per 10.000 inhabitants who work there, and how far training reaches, in percent
    "verloskunde": (2, 42),
    "kraamzorg": (7, 17),
    "jeugdgezondheidszorg": (3, 58),
    "welzijn": (28, 14),
    "huisartsenzorg": (13, 18),
    "gemeente": (11, 19),
}
FUNCTIONS = {"geboortezorg": 45, "sociaal": 35, "sturing": 20}  # percent of each sector
GROWTH = (45, 60, 80, 100)  # percent of the latest year
THRESHOLD = 10
Key = tuple[str, str, str, str]
Raw = dict[Key, tuple[int, int]]  # a number and its denominator, before anything is hidden


@dataclass(frozen=True)
class Plan:
    """One invented indicator."""

    indicator: str
    name: str
    name_en: str
    unit: str
    unit_en: str
    source: str = ""
    threshold: int = THRESHOLD


TRAINED = Plan(
    "professionals-trained",
    "Bereik van de scholing",
    "Reach of the training",
    "professionals",
    "professionals",
    "voorbeeld van een personeelstelling, 2025",
)
STUDENTS = Plan(
    "students-trained", "Studenten geschoold", "Students trained", "studenten", "students"
)
GROUPS = Plan(
    "groups-alive",
    "Intervisiegroepen die samenkomen",
    "Intervision groups that meet",
    "groepen",
    "groups",
    threshold=1,
)
TALKS = Plan(
    "conversations",
    "Gesprekken die meetellen",
    "Conversations that count",
    "gesprekken",
    "conversations",
)


def invented_release(*, by: Person | None = None, years: int = 4) -> Release:
    """A release of the first of this month, with four indicators."""
    towns = _towns()
    as_of = today().replace(day=1)
    periods = [str(as_of.year - back) for back in reversed(range(years))]
    quarters = [f"{as_of.year}-Q{n}" for n in range(1, 1 + max(1, (as_of.month - 1) // 3))]
    release = _release(as_of, by)
    tables: list[tuple[Plan, Raw]] = [
        (TRAINED, _trained(towns, periods)),
        (STUDENTS, _plain(towns, periods, 6)),
        (GROUPS, _by_region(towns, quarters, 4)),
        (TALKS, _by_region(towns, quarters, 37)),
    ]
    for order, (plan, raw) in enumerate(tables, 1):
        _table(release, plan, raw, order)
    return release


def _release(as_of: date, by: Person | None) -> Release:
    area = Area.objects.get(code="limburg")
    number = 1 + Release.objects.filter(area=area).count()
    told = {"area": area.code, "as_of": as_of.isoformat(), "invented": True, "number": number}
    content = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return Release.objects.create(
        area=area,
        number=number,
        as_of=as_of,
        published_at=now() - timedelta(hours=1),
        published_by=by,
        content=content,
        digest=hashlib.sha256(content.encode()).hexdigest(),
        signature="",
        key="",
    )


@dataclass(frozen=True)
class Town:
    """A municipality with its region and inhabitants."""

    code: str
    region: str
    people: int


def _towns() -> list[Town]:
    inside = AreaMembership.objects.on(today()).filter(
        area__kind=AreaKind.MUNICIPALITY, parent__kind=AreaKind.REGION
    )
    counted = dict(Population.objects.order_by("year").values_list("area__code", "inhabitants"))
    pairs = inside.order_by("area__code").values_list("area__code", "parent__code")
    return [Town(code, region, counted.get(code, 20_000)) for code, region in pairs]


def _up(key: Key, region: str) -> Iterator[Key]:
    """A cell and every total that it counts in, but for the total over periods."""
    area, sector, function, period = key
    for where in (area, region, "") if area != region else (region, ""):
        for what in dict.fromkeys((sector, "")):
            for who in dict.fromkeys((function, "")):
                yield where, what, who, period


def _added(leaves: Iterable[tuple[Key, str, int, int]]) -> Raw:
    """Leaves (key, region, number, denominator) with their totals."""
    sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for key, region, number, out_of in leaves:
        for place in _up(key, region):
            sums[place][0] += number
            sums[place][1] += out_of
    return {key: (number, out_of) for key, (number, out_of) in sums.items()}


def _trained(towns: Sequence[Town], periods: Sequence[str]) -> Raw:
    leaves = []
    for place, town in enumerate(towns):
        swing = 60 + (place * 37) % 81  # percent: some places are further than others
        for sector, (density, reach) in SECTORS.items():
            for function, part in FUNCTIONS.items():
                work = town.people * density * part // 1_000_000
                for period, growth in zip(periods, GROWTH[-len(periods) :], strict=True):
                    done = min(work, work * reach * swing * growth // 1_000_000)
                    leaves.append(((town.code, sector, function, period), town.region, done, work))
    return _added(leaves)


def _plain(towns: Sequence[Town], periods: Sequence[str], per: int) -> Raw:
    return _added(
        ((town.code, "", "", period), town.region, town.people * per * growth // 1_000_000, 0)
        for town in towns
        for period, growth in zip(periods, GROWTH[-len(periods) :], strict=True)
    )


def _by_region(towns: Sequence[Town], periods: Sequence[str], per: int) -> Raw:
    regions = sorted({town.region for town in towns})
    return _added(
        ((region, "", "", period), region, per * (3 + place) + 2 * n, 0)
        for place, region in enumerate(regions)
        for n, period in enumerate(periods)
    )


def _table(release: Release, plan: Plan, raw: Raw, order: int) -> None:
    rated = bool(plan.source)
    table = Table.objects.create(
        release=release,
        indicator=plan.indicator,
        order=order,
        name=plan.name,
        name_en=plan.name_en,
        unit=plan.unit,
        unit_en=plan.unit_en,
        has_rates=rated,
        source=plan.source,
    )
    hidden = _hidden(raw, plan.threshold)
    base = 5 if plan.threshold > 1 else 1
    cells = []
    for key, (number, out_of) in raw.items():
        figure = HIDDEN if key in hidden else shown(_rounded(number, base))
        whole = shown(_rounded(out_of, base)) if rated else ABSENT
        cells.append(_cell(table, key, figure, whole, rate(figure, whole) if rated else ABSENT))
    Cell.objects.bulk_create(cells, batch_size=2_000)


def _hidden(raw: Raw, threshold: int) -> set[Key]:
    """What is small; and where one part of a total stands alone, the next smallest as well."""
    small = {key for key, (number, _out_of) in raw.items() if 0 < number < threshold}
    parts: dict[Key, list[Key]] = defaultdict(list)
    for key in raw:
        if key[0].startswith("GM"):
            parts["", *key[1:]].append(key)
    for group in parts.values():
        if sum(key in small for key in group) == 1:
            others = [key for key in group if key not in small and raw[key][0]]
            small |= set(sorted(others, key=lambda key: raw[key][0])[:1])
    return small


def _rounded(number: int, base: int) -> int:
    return (2 * number + base) // (2 * base) * base


def _cell(table: Table, key: Key, number: Figure, out_of: Figure, share: Figure) -> Cell:
    area, sector, function, period = key
    return Cell(
        table=table,
        area=area,
        sector=sector,
        function=function,
        period=period,
        status=number.status.value,
        number=number.number,
        denominator_status=out_of.status.value,
        denominator=out_of.number,
        percentage_status=share.status.value,
        percentage=share.number,
    )
