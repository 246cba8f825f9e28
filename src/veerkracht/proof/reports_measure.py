"""How many people finished a training, in words that may be shown to anybody: what targets are read from.

Each person counts once a year and region, at the editions that were over before this month. Small numbers
are hidden by the tables of the report for funders; what is left is rounded to fives, so that it does not
tell with that report who did not finish.
"""

from __future__ import annotations

from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import today
from veerkracht.places.models import Area, AreaKind
from veerkracht.programme.measures import Reading, Released
from veerkracht.proof.completion_queries import completions
from veerkracht.proof.reports_forms import year_of
from veerkracht.proof.reports_queries import NOWHERE, Outcome, Place
from veerkracht.proof.reports_tables import CAME, safe_table, safe_totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.people.models import Sector

ROUNDED_TO = 5
BESIDE = Released(
    "professionals-trained",
    gettext_lazy(
        "De cijfers tellen anders: elke professional één keer, in het jaar van de eerste training. "
        "Daarom staan daar andere aantallen en een ander doel."
    ),
)


class FinishedTraining:
    """People who finished a training."""

    title: Any = gettext_lazy("Mensen die een training afrondden")

    def read(self, area: Area, year: int, sector: Sector | None) -> Reading | None:
        """Of a region, or of a province by what its regions show; None elsewhere and before the first month."""
        until = min(date(year + 1, 1, 1), today().replace(day=1)) - timedelta(days=1)
        if until.year < year:
            return None
        if area.kind == AreaKind.REGION:
            return Reading(in_words([shown(area.pk, year, sector)]), until)
        if area.kind != AreaKind.PROVINCE:
            return None
        regions = Area.objects.regions().within(area, today())
        return Reading(in_words([shown(one.pk, year, sector) for one in regions]), until)


def shown(region: int, year: int, sector: Sector | None) -> int | None:
    """The number of people of one region and year that may be shown; None when it is hidden."""
    found = finished(region, year)
    if not found:
        return 0
    totals = safe_totals(found)
    if totals is None:
        return None
    if sector is None:
        count = totals.columns.get(CAME)
        return None if count is None else count.or_none()
    table = safe_table(found, totals, attrgetter("sector"))
    rows = {row.name: row.columns.get(CAME) for row in table.rows}
    if not table.rows:
        return None
    number = rows.get(sector.name, 0)
    return number if number is None or isinstance(number, int) else number.or_none()


def finished(region: int, year: int) -> list[Place]:
    """Each person who completed an edition of this region and year, once; stand-ins stay out."""
    editions = list(year_of(year, (region,)).editions())
    people: dict[int, Place] = {}
    for enrolment in _completed(completions(editions).values()):
        person = enrolment.person
        if not person.email.endswith(NOWHERE):
            sector = person.sector.name if person.sector else ""
            people.setdefault(person.pk, Place(region, "", "", sector, Outcome.CAME, person.pk))
    return list(people.values())


def _completed(standings: Iterable[Sequence[Any]]) -> Iterable[Enrolment]:
    numbers = [one.enrolment.pk for rows in standings for one in rows if one.is_complete]
    return Enrolment.objects.filter(pk__in=numbers).select_related("person__sector")


def in_words(numbers: Sequence[int | None]) -> str:
    """Numbers of regions, added and told roughly; “at least” when one of them is hidden."""
    known = [one for one in numbers if one is not None]
    total = ROUNDED_TO * round(sum(known) / ROUNDED_TO)
    if len(known) == len(numbers):
        return _("ongeveer %(n)s mensen") % {"n": total} if total else _("nog niemand")
    if total:
        return _("minstens ongeveer %(n)s mensen") % {"n": total}
    return _("te weinig mensen om te laten zien")
