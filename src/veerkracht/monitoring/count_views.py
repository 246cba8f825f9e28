"""What everybody may read: how each indicator is counted, and what others published beside it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from veerkracht.kernel import page_cache
from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.workbooks import unrun
from veerkracht.monitoring import count_queries as queries
from veerkracht.monitoring.count_definitions import first_versions
from veerkracht.monitoring.count_models import IndicatorVersion
from veerkracht.monitoring.count_words import Shown

if TYPE_CHECKING:
    from veerkracht.monitoring.count_models import ExternalSeries, ExternalValue

TOPIC = "indicators"


@require_safe
@page_cache.public(TOPIC)
def how_we_count(request: HttpRequest) -> HttpResponse:
    """Every public indicator with the question it answers, and the rules that hold for all."""
    shown = [Shown(one) for one in queries.definitions() if one.is_public]
    return render(request, "monitoring/count_how.html", {"indicators": shown})


@require_safe
@page_cache.public(TOPIC)
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator in plain words: what counts, of what it is a part, and which versions there were."""
    if code not in first_versions():
        raise Http404
    known = queries.definition(code)
    if not known.is_public:
        raise Http404
    facts = {
        "shown": Shown(known),
        "source": queries.denominator_source(code),
        "versions": IndicatorVersion.objects.filter(code=code),
    }
    return render(request, "monitoring/count_indicator.html", facts)


@require_safe
@page_cache.public(TOPIC)
def others(request: HttpRequest) -> HttpResponse:
    """What others published, beside our figures."""
    return render(request, "monitoring/count_others.html", {"series": queries.series()})


@require_safe
@page_cache.public(TOPIC)
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbers of one series: areas below each other, years beside each other."""
    row = get_object_or_404(queries.series(), slug=slug)
    values = list(row.values.select_related("area"))
    years = sorted({one.year for one in values})
    cells = {(one.area_id, one.year): one for one in values}
    areas = {one.area_id: one.area for one in values}
    rows = [
        (area, [(year, value_in_words(cells.get((pk, year)))) for year in years])
        for pk, area in areas.items()
    ]
    facts = {"series": row, "years": years, "rows": rows, "unit": unit_of(row)}
    return render(request, "monitoring/count_series.html", facts)


def unit_of(row: ExternalSeries) -> str:
    """Its unit in the reader's language."""
    return in_language(row, "unit")


def value_in_words(one: ExternalValue | None) -> str:
    """A number with a comma and no noughts at its end, or what the source said instead."""
    if one is None:
        return "–"
    if one.value is None:
        return _("verborgen") if one.is_hidden else "–"
    text = f"{one.value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


@require_safe
def series_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same numbers as a file, with their source in every row."""
    row = get_object_or_404(queries.series(), slug=slug)
    answer = csv_answer(f"{row.slug}.csv")
    writer = csv.writer(answer, delimiter=";")
    writer.writerow([_("code"), _("gebied"), _("jaar"), _("waarde"), _("eenheid"), _("bron")])
    unit, source = unrun(row.unit), unrun(row.source)  # typed; a number may begin with a minus
    for one in row.values.select_related("area"):
        shown = value_in_words(one)
        writer.writerow([one.area.code, one.area.name, one.year, shown, unit, source])
    return answer


def csv_answer(name: str) -> HttpResponse:
    """An empty .csv to be saved under a name; with the mark by which spreadsheets know UTF-8."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.write("\ufeff")
    return answer
