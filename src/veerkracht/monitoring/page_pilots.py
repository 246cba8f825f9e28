"""What a pilot measured itself, at its beginning, halfway and at its end. About few people nothing is ever kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from veerkracht.cocreation.models import MeasureKind, ReadingMoment
from veerkracht.kernel.bilingual import in_language

if TYPE_CHECKING:
    from decimal import Decimal

    from veerkracht.cocreation.models import Pilot, PilotMeasure


@dataclass(frozen=True)
class Measured:
    """One measure in words: what, what it said at each moment (moment, words), and what one wants to reach."""

    what: str
    readings: list[tuple[str, str]]
    target: str


def measures_of(pilot: Pilot) -> list[Measured]:
    """The public measures of a pilot with their readings; two queries."""
    rows = pilot.measures.filter(public=True).prefetch_related("readings")
    return [_measured(one) for one in rows]


def _measured(measure: PilotMeasure) -> Measured:
    said = {one.moment: _words(measure, one.value) for one in measure.readings.all()}
    moments = [
        (str(ReadingMoment(moment).label), said.get(moment, _("nog niet gemeten")))
        for moment in ReadingMoment.values
    ]
    target = _words(measure, measure.target) if measure.target is not None else ""
    return Measured(str(measure), moments, target)


def _words(measure: PilotMeasure, value: Decimal) -> str:
    """A value with its unit."""
    plain = number_format(value.normalize(), use_l10n=True, force_grouping=True)
    if value == value.to_integral_value():
        plain = number_format(int(value), force_grouping=True)
    if measure.kind == MeasureKind.PERCENTAGE:
        return f"{plain}%"
    unit = in_language(measure, "unit")
    return f"{plain} {unit}".strip()
