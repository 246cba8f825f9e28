"""The verbs of what is counted and against what: new versions, denominators, targets, series of others."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.monitoring import count_policies as policies
from veerkracht.monitoring.count_definitions import first_versions, newest
from veerkracht.monitoring.count_facts import groups
from veerkracht.monitoring.count_models import (
    FIRST_YEAR,
    LAST_YEAR,
    Denominator,
    DenominatorKind,
    ExternalSeries,
    ExternalValue,
    IndicatorVersion,
    Target,
)
from veerkracht.monitoring.count_rules import Definition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.monitoring.count_reading import Line, Value
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

FEWEST = 10  # of people: a lower threshold would show who they are
BATCH = 1_000


@dataclass(frozen=True)
class Words:
    """What a version of an indicator says, its owner and threshold, and why it is another one."""

    name: str
    meaning: str
    numerator: str
    owner: str
    threshold: int
    why: str
    is_public: bool = True
    denominator: str = ""
    name_en: str = ""
    meaning_en: str = ""
    numerator_en: str = ""
    denominator_en: str = ""


@transaction.atomic
def change_definition(*, code: str, words: Words, seen: int, by: Person) -> IndicatorVersion:
    """Say otherwise what an indicator counts, as a new version; what was released keeps its own.

    ``seen`` is the version on the screen. Raises RuleBroken for empty words, or for a threshold under ten where people
    are counted; OutOfDate when somebody else made a version meanwhile.
    """
    policies.check_may_define(by)
    known = newest()[code]
    if known.version != seen:
        raise OutOfDate(_("Iemand anders heeft dit net veranderd. Bekijk de nieuwe versie."))
    _check_words(known, words)
    try:
        with transaction.atomic():
            made = IndicatorVersion.objects.create(
                code=code, version=seen + 1, made_at=now(), **asdict(words)
            )
    except IntegrityError as error:
        raise OutOfDate(
            _("Iemand anders heeft dit net veranderd. Bekijk de nieuwe versie.")
        ) from error
    record("monitoring.indicator_changed", made, by=by, values={"code": code, "why": words.why})
    return made


def _check_words(known: Definition, words: Words) -> None:
    for name in ("name", "meaning", "numerator", "owner", "why"):
        if not getattr(words, name).strip():
            raise RuleBroken(_("Vul dit in."), field=name)
    if known.about_people and words.threshold < FEWEST:
        raise RuleBroken(_("Dit gaat over mensen. Laat pas iets zien vanaf 10."), field="threshold")
    if not 1 <= words.threshold <= 1000:
        raise RuleBroken(_("Kies een getal van 1 tot 1000."), field="threshold")


# Denominators


@dataclass(frozen=True)
class Counted:
    """How many there are, where, in which year, and who counted them. An empty sector or function is all of them."""

    area: Area
    year: int
    number: int
    source: str
    kind: str = DenominatorKind.WORKFORCE.value
    sector: str = ""
    function: str = ""
    is_example: bool = False


@transaction.atomic
def keep_denominator(
    *, counted: Counted, by: Person, denominator: Denominator | None = None
) -> Denominator:
    """Write down how many there are, or mend it. Raises RuleBroken without a source, or for the same twice."""
    here = {counted.area.pk} | ({denominator.area_id} if denominator else set())
    policies.check_may_keep_areas(by, here)
    _check_counted(counted.kind, counted.sector, counted.function, counted.source)
    _check_year(counted.year)
    row = denominator or Denominator()
    for one in fields(counted):
        setattr(row, one.name, getattr(counted, one.name))
    row.source, row.changed_at = counted.source.strip(), now()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise RuleBroken(_("Dit getal staat er al. Verander dat getal."), field="number") from error
    record("monitoring.denominator_kept", row, by=by, values={"number": counted.number})
    return row


def _check_counted(kind: str, sector: str, function: str, source: str) -> None:
    if kind not in DenominatorKind.values:
        raise RuleBroken(_("Kies om wie het gaat."), field="kind")
    if sector and sector not in {one.code for one in groups("sectors")}:
        raise RuleBroken(_("Deze sector kennen we niet."), field="sector")
    if function and function not in {one.code for one in groups("functions")}:
        raise RuleBroken(_("Deze functie kennen we niet."), field="function")
    if not source.strip():
        raise RuleBroken(_("Schrijf op wie dit heeft geteld."), field="source")


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise RuleBroken(_("Kies een jaar tussen 2011 en 2050."), field="year")


@transaction.atomic
def drop_denominator(*, denominator: Denominator, by: Person) -> None:
    """Take away what was written by mistake; what was released with it stays as it was."""
    policies.check_may_keep_areas(by, {denominator.area_id})
    record("monitoring.denominator_dropped", denominator, by=by)
    denominator.delete()


@transaction.atomic
def bring_denominators(
    *, lines: Sequence[Line], kind: str, source: str, by: Person, is_example: bool = False
) -> int:
    """Take a list over, all of it or nothing; a number that stands there is replaced. Returns how many rows.

    Raises NotAllowed when an area of it is kept by another, RuleBroken without a source or rows.
    """
    policies.check_may_keep_areas(by, {line.area for line in lines})
    _check_counted(kind, "", "", source)
    if not lines:
        raise RuleBroken(_("In deze lijst staan geen rijen."), field="file")
    Denominator.objects.bulk_create(
        [
            Denominator(
                kind=kind,
                area_id=line.area,
                sector=line.sector,
                function=line.function,
                year=line.year,
                number=line.number,
                source=source.strip(),
                is_example=is_example,
                changed_at=now(),
            )
            for line in lines
        ],
        update_conflicts=True,
        unique_fields=["kind", "area", "sector", "function", "year"],
        update_fields=["number", "source", "is_example", "changed_at"],
        batch_size=BATCH,
    )
    record("monitoring.denominators_brought", by, by=by, values={"rows": len(lines)})
    return len(lines)


# Targets


@dataclass(frozen=True)
class Wanted:
    """What one wants to reach: how much of an indicator, where, in which year. An empty sector is all of them."""

    indicator: str
    area: Area
    year: int
    number: int
    sector: str = ""
    source: str = ""
    is_example: bool = False


@transaction.atomic
def set_target(*, wanted: Wanted, by: Person) -> Target:
    """Set a target; one that stands there for the same is replaced.

    Raises RuleBroken for an unknown indicator, or a sector where it is not broken down by that.
    """
    policies.check_may_keep_areas(by, {wanted.area.pk})
    known = first_versions().get(wanted.indicator)
    if known is None:
        raise RuleBroken(_("Kies een meetpunt."), field="indicator")
    if wanted.sector and "sector" not in known.breakdowns:
        raise RuleBroken(_("Dit meetpunt kent geen sectoren."), field="sector")
    _check_counted(DenominatorKind.WORKFORCE.value, wanted.sector, "", "-")
    _check_year(wanted.year)
    if wanted.number < 1:
        raise RuleBroken(_("Een doel is 1 of meer."), field="number")
    row, _new = Target.objects.update_or_create(
        indicator=wanted.indicator,
        area=wanted.area,
        sector=wanted.sector,
        year=wanted.year,
        defaults={
            "number": wanted.number,
            "source": wanted.source.strip(),
            "is_example": wanted.is_example,
            "changed_at": now(),
        },
    )
    record("monitoring.target_set", row, by=by, values={"number": wanted.number})
    return row


@transaction.atomic
def drop_target(*, target: Target, by: Person) -> None:
    """Take a target away."""
    policies.check_may_keep_areas(by, {target.area_id})
    record("monitoring.target_dropped", target, by=by)
    target.delete()


# Series of others


@dataclass(frozen=True)
class Published:
    """What others published: its title and unit, who published it, and where."""

    title: str
    unit: str
    source: str
    title_en: str = ""
    unit_en: str = ""
    address: str = ""
    is_example: bool = False


@transaction.atomic
def bring_series(*, told: Published, values: Sequence[Value], by: Person) -> ExternalSeries:
    """Bring figures of others in, to stand beside ours; the same title again replaces all of them.

    Raises RuleBroken without a title, unit, source or rows.
    """
    policies.check_may_keep_series(by)
    for name in ("title", "unit", "source"):
        if not getattr(told, name).strip():
            raise RuleBroken(_("Vul dit in."), field=name)
    if not values:
        raise RuleBroken(_("In deze lijst staan geen rijen."), field="file")
    slug = slugify(told.title)[:80]
    if not slug:
        raise RuleBroken(_("Geef een titel met letters."), field="title")
    row, _new = ExternalSeries.objects.update_or_create(
        slug=slug, defaults={**asdict(told), "changed_at": now()}
    )
    row.values.all().delete()
    ExternalValue.objects.bulk_create(
        [
            ExternalValue(
                series=row,
                area_id=one.area,
                year=one.year,
                value=one.value,
                is_hidden=one.is_hidden,
            )
            for one in values
        ],
        batch_size=BATCH,
    )
    record("monitoring.series_brought", row, by=by, values={"rows": len(values)})
    return row


@transaction.atomic
def drop_series(*, series: ExternalSeries, by: Person) -> None:
    """Take a series of others away, with all its numbers."""
    policies.check_may_keep_series(by)
    record("monitoring.series_dropped", series, by=by, values={"title": series.title})
    series.delete()
