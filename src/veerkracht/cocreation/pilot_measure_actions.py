"""The verbs of measuring: what a pilot measures, and what the readings say."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.cocreation import pilot_policies as policies
from veerkracht.cocreation import pilot_rules as rules
from veerkracht.cocreation.events import PilotMeasured
from veerkracht.cocreation.models import (
    MeasureAbout,
    MeasureKind,
    PilotMeasure,
    PilotReading,
    PilotState,
    ReadingMoment,
)
from veerkracht.cocreation.pilot_actions import held
from veerkracht.cocreation.pilot_rules import Refused
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.events import announce

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from veerkracht.cocreation.models import Pilot
    from veerkracht.people.models import Person

MOST_MEASURES = 12
STAND_STILL = ("kind", "about", "unit", "target", "up")  # once there is a reading


@dataclass(frozen=True)
class Measured:
    """What is measured, in which unit, which way is better, and what one wants to reach."""

    what: str
    kind: str
    about: str
    up: bool
    unit: str = ""
    target: Decimal | None = None
    public: bool = False
    what_en: str = ""
    unit_en: str = ""


@transaction.atomic
def keep_measure(
    *,
    pilot: Pilot,
    measured: Measured,
    by: Person,
    measure: PilotMeasure | None = None,
    seen: int = 0,
) -> PilotMeasure:
    """Write down what is measured, or change it; ``seen`` is its version on the screen.

    Raises RuleBroken for a target without a unit or out of range, and when the kind or the target would change
    after a reading; OutOfDate when somebody else changed it.
    """
    row = held(pilot)
    policies.check_may_keep(by, row)
    _check_open(row)
    _check_measured(row, measured, measure)
    kept = _measure(row, measure, seen)
    if kept.pk and kept.readings.exists():
        _check_stands_still(kept, measured)
    for name, value in asdict(measured).items():
        setattr(kept, name, value)
    kept.save()
    record("pilot.measure_kept", kept, by=by, region_id=row.region_id)
    return kept


def _check_open(pilot: Pilot) -> None:
    if pilot.state == PilotState.DECIDED:
        raise RuleBroken(_("Het besluit is genomen op deze cijfers. Ze staan nu vast."))


def _measure(pilot: Pilot, measure: PilotMeasure | None, seen: int) -> PilotMeasure:
    if measure is None:
        if pilot.measures.count() >= MOST_MEASURES:
            raise RuleBroken(_("Meet hoogstens twaalf dingen. Kies wat het meest zegt."))
        return PilotMeasure(pilot=pilot)
    kept = PilotMeasure.objects.select_for_update().get(pk=measure.pk, pilot=pilot)
    if kept.version != seen:
        raise OutOfDate(_("Iemand anders heeft dit net veranderd."))
    kept.version += 1
    return kept


def _check_measured(pilot: Pilot, measured: Measured, measure: PilotMeasure | None) -> None:
    others = pilot.measures.exclude(pk=measure.pk) if measure else pilot.measures.all()
    if not measured.what.strip():
        raise RuleBroken(_("Schrijf op wat je meet."), field="what")
    if others.filter(what=measured.what).exists():
        raise RuleBroken(_("Dit meet de pilot al."), field="what")
    if measured.kind not in MeasureKind.values or measured.about not in MeasureAbout.values:
        raise RuleBroken(_("Kies wat voor getal het is."), field="kind")
    if measured.about == MeasureAbout.COUNT and measured.kind != MeasureKind.NUMBER:
        raise RuleBroken(_("Hoeveel mensen het zijn, is altijd een aantal."), field="kind")
    _check_target(measured)


def _check_target(measured: Measured) -> None:
    if measured.target is None:
        return
    if measured.kind == MeasureKind.NUMBER and not measured.unit.strip():
        raise RuleBroken(
            _("Een doel heeft een eenheid nodig, zoals “bezoeken per week”."), field="unit"
        )
    refused = rules.refuse_value(measured.kind, measured.target)
    if refused:
        raise RuleBroken(why(refused, measured.kind), field="target")


def _check_stands_still(kept: PilotMeasure, measured: Measured) -> None:
    changed = [name for name in STAND_STILL if getattr(kept, name) != getattr(measured, name)]
    if changed:
        raise RuleBroken(
            _("Er is al gemeten. Soort, eenheid en doel staan nu vast."), field=changed[0]
        )


def why(refused: Refused, kind: str) -> str:
    """The sentence for who typed a number that cannot be kept."""
    if refused == Refused.RANGE:
        return {
            "percentage": _("Een percentage ligt tussen 0 en 100."),
            "scale": _("Een cijfer ligt tussen 0 en 10."),
        }.get(kind, _("Vul nul of meer in."))
    return {
        Refused.WHOLE: _("Mensen tel je in hele getallen."),
        Refused.OVER_MISSING: _("Vul in over hoeveel het gaat."),
        Refused.FEW_PEOPLE: _(
            "Dit gaat over minder dan 10 mensen. Dan kan iemand te herkennen zijn, dus bewaren we het niet. "
            "Wacht tot er meer zijn, of schrijf in het logboek wat je zag."
        ),
        Refused.FEW_FOR_PERCENTAGE: _(
            "Een percentage zegt pas iets bij 30 of meer. Kies een aantal, of wacht tot er meer zijn."
        ),
    }[refused]


@transaction.atomic
def drop_measure(*, measure: PilotMeasure, by: Person) -> None:
    """Take away something that was never measured."""
    row = held(measure.pilot)
    policies.check_may_keep(by, row)
    if measure.readings.exists():
        raise RuleBroken(_("Hier is al gemeten. Haal eerst de metingen weg."))
    record("pilot.measure_dropped", measure, by=by, region_id=row.region_id)
    measure.delete()


@dataclass(frozen=True)
class Read:
    """What was measured: the value, the day, where it comes from, and about how many (n)."""

    value: Decimal
    day: date
    source: str
    over: int | None = None


@transaction.atomic
def keep_reading(
    *, measure: PilotMeasure, moment: str, read: Read, seen: int, by: Person
) -> PilotReading:
    """Write down what was measured at one of the three moments; ``seen`` is its version on the screen, 0 for none.

    Raises RuleBroken for a value out of range, a day to come, no source, and what is about too few people;
    OutOfDate when somebody else wrote it meanwhile.
    """
    pilot = held(measure.pilot)
    policies.check_may_write(by, pilot)
    _check_open(pilot)
    _check_read(measure, moment, read)
    row = _reading(measure, moment, seen)
    row.value, row.day, row.source = read.value, read.day, read.source.strip()
    row.over = int(read.value) if measure.about == MeasureAbout.COUNT else read.over
    row.by, row.made_at = by, now()
    row.save()
    record("pilot.reading_kept", row, by=by, region_id=pilot.region_id, values={"moment": moment})
    announce(PilotMeasured(measure.pk))
    return row


def _check_read(measure: PilotMeasure, moment: str, read: Read) -> None:
    if moment not in ReadingMoment.values:
        raise RuleBroken(_("Kies het begin, halverwege of het einde."))
    if not read.source.strip():
        raise RuleBroken(_("Schrijf op waar het vandaan komt."), field="source")
    refused = rules.refuse_reading(measure.kind, measure.about, read.value, read.over)
    if refused:
        missing = {Refused.OVER_MISSING, Refused.FEW_FOR_PERCENTAGE}
        about_people = refused == Refused.FEW_PEOPLE and measure.about != MeasureAbout.COUNT
        field = "over" if refused in missing or about_people else "value"
        raise RuleBroken(why(refused, measure.kind), field=field)
    _check_day(measure, moment, read.day)


def _check_day(measure: PilotMeasure, moment: str, day: date) -> None:
    if day > today():
        raise RuleBroken(_("Deze dag moet nog komen."), field="day")
    order = rules.MOMENTS
    for other in measure.readings.exclude(moment=moment):
        earlier = order.index(other.moment) < order.index(moment)
        if (other.day > day) if earlier else (other.day < day):
            said = _("De volgorde klopt niet: “%(moment)s” was op een andere dag.")
            raise RuleBroken(said % {"moment": other.get_moment_display()}, field="day")


def _reading(measure: PilotMeasure, moment: str, seen: int) -> PilotReading:
    """The row under the lock of its pilot, or a new one that is not yet kept."""
    found = PilotReading.objects.filter(measure=measure, moment=moment).first()
    if (found.version if found else 0) != seen:
        raise OutOfDate(_("Iemand anders schreef deze meting net op."))
    if found is not None:
        found.version += 1
        return found
    return PilotReading(measure=measure, moment=moment)


@transaction.atomic
def drop_reading(*, reading: PilotReading, by: Person) -> None:
    """Take away a reading that was wrong."""
    pilot = held(reading.measure.pilot)
    policies.check_may_write(by, pilot)
    _check_open(pilot)
    record("pilot.reading_dropped", reading, by=by, region_id=pilot.region_id)
    announce(PilotMeasured(reading.measure_id))
    reading.delete()
