"""What every indicator counts: the first version comes along with us, later ones lie over it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from veerkracht.kernel.data_files import read_rows
from veerkracht.monitoring.count_facts import DATA
from veerkracht.monitoring.count_models import IndicatorVersion
from veerkracht.monitoring.count_rules import Definition

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a new version may say otherwise; all else belongs to how it is counted.
WORDS = (
    "name",
    "name_en",
    "meaning",
    "meaning_en",
    "numerator",
    "numerator_en",
    "denominator",
    "denominator_en",
    "owner",
    "threshold",
    "is_public",
)
YES_OR_NO = ("has_rates", "is_public", "about_people", "at_a_moment")
NUMBERS = ("order", "threshold")


@cache
def first_versions() -> Mapping[str, Definition]:
    """Code → the definition that came along with us, in order."""
    made = [_definition(row) for row in read_rows(DATA / "indicators.csv")]
    return {one.code: one for one in sorted(made, key=lambda one: one.order)}


def _definition(row: dict[str, str]) -> Definition:
    given: dict[str, object] = dict(row)
    given |= {name: row[name] == "yes" for name in YES_OR_NO}
    given |= {name: int(row[name]) for name in NUMBERS}
    given["breakdowns"] = tuple(row["breakdowns"].split())
    return Definition(version=1, **given)  # type: ignore[arg-type]  # the columns are its fields


def laid_over(row: IndicatorVersion) -> Definition:
    """The definition as it is in this version."""
    first = first_versions()[row.code]
    words = {name: getattr(row, name) for name in WORDS}
    owner_en = first.owner_en if row.owner == first.owner else ""
    return first.changed(row.version, owner_en=owner_en, **words)


def newest() -> dict[str, Definition]:
    """Code → the definition as it is now, in order; one query."""
    rows = IndicatorVersion.objects.filter(code__in=list(first_versions())).order_by("version")
    return dict(first_versions()) | {row.code: laid_over(row) for row in rows}
