"""How the targets of plans stand: read once a day from the measures that apps above registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import override

from veerkracht.figures.models import Table
from veerkracht.figures.queries import widest
from veerkracht.kernel.clock import today
from veerkracht.programme.measures import beside, measures
from veerkracht.programme.plan_models import PlanTarget
from veerkracht.programme.plan_queries import published

if TYPE_CHECKING:
    from veerkracht.programme.measures import Measure, Reading, Released
    from veerkracht.programme.plan_models import PlanVersion

MOST_WORDS = 80
YEARS_BACK = 1  # an older year does not change any more


def read_targets() -> int:
    """Read every target of the plans that hold now (a job); returns how many were read."""
    return sum(read_targets_of(version) for version in published())


def read_targets_of(version: PlanVersion) -> int:
    """Read the targets of one version: of this year and the one before, and what was never read."""
    known, year = dict(measures.items()), today().year
    number = 0
    for one in version.targets.filter(measure__in=known, year__lte=year).select_related("area"):
        if one.year < year - YEARS_BACK and one.reached:
            continue
        dutch, english = (_read(known[one.measure], one, language) for language in ("nl", "en"))
        values = {
            "reached": dutch.words[:MOST_WORDS] if dutch else "",
            "reached_en": english.words[:MOST_WORDS] if english else "",
            "reached_until": dutch.until if dutch else None,
        }
        number += PlanTarget.objects.filter(pk=one.pk).update(**values)
    return number


def _read(measure: Measure, target: PlanTarget, language: str) -> Reading | None:
    with override(language):
        return measure.read(target.area, target.year, target.sector)


def beside_targets(version: PlanVersion) -> list[Released]:
    """The released figures that one may lay beside the targets of a plan; one query when there may be any."""
    counted = {one.measure for one in version.targets.all()}
    found = {one.indicator: one for name, one in beside.items() if name in counted}
    if not found:
        return []
    newest = widest().values("pk")[:1]
    known = Table.objects.filter(release__in=newest, indicator__in=found)
    return [found[code] for code in known.values_list("indicator", flat=True)]
