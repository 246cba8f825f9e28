"""What pages, the workbook and mails say of a pilot: numbers in words, and only what the reader may see."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from veerkracht.cocreation.models import MeasureKind, PilotOutcome, PilotState, ReadingMoment
from veerkracht.cocreation.pilot_drawing import Drawing, draw
from veerkracht.cocreation.pilot_rules import SILENT_AFTER, Due, DueKind, Verdict, verdict
from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import today
from veerkracht.kernel.money import euros

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from veerkracht.cocreation.models import (
        Pilot,
        PilotMeasure,
        PilotNote,
        PilotReading,
        PilotSpread,
    )

TONES = {
    PilotState.DRAFT: ("plain", "edit"),
    PilotState.RUNNING: ("info", "clock"),
    PilotState.ENDED: ("sun", "hourglass"),
    PilotState.DECIDED: ("pine", "check"),
    PilotState.STOPPED: ("danger", "close"),
}
VERDICTS = {
    Verdict.REACHED: ("pine", "check"),
    Verdict.BETTER: ("info", "chevron-up"),
    Verdict.SAME: ("plain", "minus"),
    Verdict.WORSE: ("danger", "chevron-down"),
}


def plain_number(value: Decimal) -> str:
    """A number without noughts at its end, in the reader's writing."""
    short = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    places = max(0, -int(short.as_tuple().exponent))
    return number_format(short, decimal_pos=places, use_l10n=True, force_grouping=True)


def worded(measure: PilotMeasure, value: Decimal) -> str:
    """A value with what it is: “48 %”, “6,4”, “12 bezoeken”."""
    number = plain_number(value)
    if measure.kind == MeasureKind.PERCENTAGE:
        return f"{number}\N{NO-BREAK SPACE}%"
    unit = in_language(measure, "unit")
    return f"{number} {unit}" if unit else number


@dataclass(frozen=True)
class ShownReading:
    """One of the three readings in words; empty when there is none yet."""

    moment: str
    label: str
    value: str
    day: str
    source: str
    over: str
    row: PilotReading | None


@dataclass(frozen=True)
class ShownMeasure:
    """A measure with its readings, its picture, and how it stands against its target."""

    row: PilotMeasure
    what: str
    unit: str
    wished: str
    target: str
    readings: tuple[ShownReading, ...]
    drawing: Drawing
    verdict: str
    tone: str
    icon: str
    sentence: str


def shown_measure(measure: PilotMeasure) -> ShownMeasure:
    """All that is said of a measure whose readings were read along."""
    found = {one.moment: one for one in measure.readings.all()}
    values = {moment: row.value for moment, row in found.items()}
    reached = _verdict(measure, values)
    tone, icon = VERDICTS.get(reached, ("plain", ""))
    readings = tuple(_reading(measure, moment, found.get(moment)) for moment in ReadingMoment)
    return ShownMeasure(
        row=measure,
        what=in_language(measure, "what"),
        unit=in_language(measure, "unit"),
        wished=_("meer is beter") if measure.up else _("minder is beter"),
        target=worded(measure, measure.target) if measure.target is not None else "",
        readings=readings,
        drawing=draw(measure.kind, values, measure.target),
        verdict=_verdict_words(reached),
        tone=tone,
        icon=icon,
        sentence=_sentence(measure, readings),
    )


def _verdict(measure: PilotMeasure, values: dict[str, Decimal]) -> Verdict:
    last = values.get("end", values.get("middle"))
    first = values.get("baseline")
    return verdict(up=measure.up, target=measure.target, first=first, last=last)


def _verdict_words(reached: Verdict) -> str:
    return {
        Verdict.REACHED: _("doel gehaald"),
        Verdict.BETTER: _("de goede kant op"),
        Verdict.SAME: _("gelijk gebleven"),
        Verdict.WORSE: _("de verkeerde kant op"),
        Verdict.UNKNOWN: "",
    }[reached]


def _reading(
    measure: PilotMeasure, moment: ReadingMoment, row: PilotReading | None
) -> ShownReading:
    if row is None:
        return ShownReading(moment.value, str(moment.label), "", "", "", "", None)
    return ShownReading(
        moment=moment.value,
        label=str(moment.label),
        value=worded(measure, row.value),
        day=date_format(row.day, "j F Y"),
        source=row.source,
        over=_("n = %(number)s") % {"number": row.over} if row.over else "",
        row=row,
    )


def _sentence(measure: PilotMeasure, readings: tuple[ShownReading, ...]) -> str:
    """The picture read aloud."""
    said = [f"{one.label.lower()} {one.value}" for one in readings if one.value]
    if measure.target is not None:
        said.append(_("doel %(target)s") % {"target": worded(measure, measure.target)})
    return ", ".join(said) or _("nog niet gemeten")


@dataclass(frozen=True)
class ShownPilot:
    """A pilot for one reader: ``inside`` sees everything, others what is marked public."""

    row: Pilot
    inside: bool
    title: str
    question: str
    hypothesis: str
    different: str
    place: str
    period: str
    team: str
    state: str
    tone: str
    icon: str
    decision: str
    reasons: str
    costs: str
    measures: tuple[ShownMeasure, ...]
    notes: tuple[PilotNote, ...]

    def of_kind(self, kind: str) -> list[ShownMeasure]:
        """The measures of one kind."""
        return [one for one in self.measures if one.row.kind == kind]


def shown_pilot(pilot: Pilot, *, inside: bool) -> ShownPilot:
    """What one reader sees of a pilot that was read in full (``pilot_queries.in_full``)."""
    tone, icon = TONES[PilotState(pilot.state)]
    measures = [one for one in pilot.measures.all() if inside or one.public]
    costs = inside or pilot.costs_public
    return ShownPilot(
        row=pilot,
        inside=inside,
        title=in_language(pilot, "title"),
        question=in_language(pilot, "question"),
        hypothesis=in_language(pilot, "hypothesis"),
        different=in_language(pilot, "different"),
        place=place_of(pilot),
        period=period_of(pilot),
        team=", ".join([str(pilot.led_by), *(str(one) for one in pilot.organisations.all())]),
        state=state_of(pilot),
        tone=tone,
        icon=icon,
        decision=str(PilotOutcome(pilot.outcome).label) if pilot.outcome else "",
        reasons=in_language(pilot, "reasons"),
        costs=costs_of(pilot) if costs else "",
        measures=tuple(shown_measure(one) for one in measures),
        notes=tuple(one for one in pilot.notes.all() if inside or one.public),
    )


def place_of(pilot: Pilot) -> str:
    """Where it is: the municipality and the region, or the region."""
    return f"{pilot.area}, {pilot.region}" if pilot.area_id else str(pilot.region)


def period_of(pilot: Pilot) -> str:
    """From when until when."""
    last = pilot.ended_on or pilot.until
    days = {"since": date_format(pilot.since, "j F Y"), "until": date_format(last, "j F Y")}
    return _("%(since)s tot en met %(until)s") % days


def state_of(pilot: Pilot) -> str:
    """How it stands, with what was decided."""
    if pilot.state == PilotState.DECIDED:
        outcome = str(PilotOutcome(pilot.outcome).label).lower()
        return _("Besloten: %(outcome)s") % {"outcome": outcome}
    return str(pilot.get_state_display())


def costs_of(pilot: Pilot) -> str:
    """What was planned and spent."""
    money = {"planned": euros(pilot.planned_cents), "spent": euros(pilot.spent_cents)}
    return _("%(planned)s geraamd, %(spent)s besteed") % money


def due_words(one: Due) -> str:
    """What a pilot waits for, as something to do."""
    silent = (today() - one.since + SILENT_AFTER).days // 7
    return {
        DueKind.BASELINE: _("Schrijf de nulmeting op"),
        DueKind.MIDDLE: _("Meet halverwege"),
        DueKind.END: _("Schrijf de eindmeting op"),
        DueKind.NOTE: _("Schrijf in het logboek: het is %(weeks)s weken stil") % {"weeks": silent},
        DueKind.ENDING: _("De einddatum is voorbij: rond de pilot af of verleng hem"),
        DueKind.DECISION: _("Neem een besluit: verspreiden, aanpassen of stoppen"),
    }[one.kind]


def draft_title(spread: PilotSpread) -> str:
    """What something that was drafted is called."""
    course = spread.edition.course if spread.edition is not None else spread.course
    return str(course or spread.action or spread.agreement)


def draft_state(spread: PilotSpread) -> str:
    """How something that was drafted stands now."""
    if spread.edition is not None:
        return str(spread.edition.get_state_display())
    if spread.action is not None:
        return str(spread.action.get_status_display()).lower()
    if spread.agreement is not None:
        ended = spread.agreement.ended_on
        return _("afgesloten") if ended else str(spread.agreement.get_step_display()).lower()
    return _("staat klaar in je trainingen")


def by_kind(
    pilots: Iterable[ShownPilot],
) -> list[tuple[str, list[tuple[ShownPilot, list[ShownMeasure]]]]]:
    """Rows of measures, a kind each, for pilots side by side; kinds that nobody measures are left out."""
    columns = list(pilots)
    rows = []
    for kind in MeasureKind:
        cells = [(one, one.of_kind(kind)) for one in columns]
        if any(found for _pilot, found in cells):
            rows.append((str(kind.label), cells))
    return rows


def grouped(pilots: Collection[ShownPilot]) -> list[tuple[str, list[ShownPilot]]]:
    """Pilots under the name of their sector, in the order of the list of sectors."""
    found: dict[tuple[int, str], list[ShownPilot]] = defaultdict(list)
    for one in pilots:
        found[one.row.sector.order, str(one.row.sector)].append(one)
    return [(name, found[order, name]) for order, name in sorted(found)]
