"""Who came and who did not: the coordinator's working numbers, and what a funder may see."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import today
from veerkracht.kernel.papers import pdf
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import (
    is_coordinator,
    regions_of_coordinator,
    signed_in,
    staff_required,
)
from veerkracht.proof import reports_chart, reports_words
from veerkracht.proof import reports_queries as queries
from veerkracht.proof.papers import TEMPLATES
from veerkracht.proof.register_files import XLSX
from veerkracht.proof.reports_forms import Asked, FunderAsked, years_since
from veerkracht.proof.reports_queries import Counts, Seats
from veerkracht.proof.reports_tables import SafeTable, SafeTotals, safe_table, safe_totals
from veerkracht.proof.reports_workbook import safe_book, working_book
from veerkracht.training.queries import courses_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.places.models import Area
    from veerkracht.training.models import Course, Edition

A_PAGE = 15
MOST_BARS = 30


# Working numbers


@dataclass(frozen=True)
class _Working:
    """Whose regions and courses, what was asked, and the counts."""

    regions: list[Area]
    courses: list[Course]
    asked: Asked
    editions: list[Edition]
    counts: dict[int, Counts]

    @property
    def total(self) -> Counts:
        return sum(self.counts.values(), Counts())

    def per_course(self) -> dict[Course, Counts]:
        return queries.per_course(self.editions, self.counts)


def _my_regions(request: HttpRequest) -> list[Area]:
    person = signed_in(request)
    require(is_coordinator(person), _("Deze pagina is voor coördinatoren."))
    return regions_of_coordinator(person)


def _working(request: HttpRequest) -> _Working:
    regions, courses = _my_regions(request), list(courses_of(signed_in(request)))
    asked = Asked.of(request.GET, regions, courses)
    editions = list(asked.choice(regions).editions())
    return _Working(regions, courses, asked, editions, queries.per_edition(editions))


@staff_required
def report(request: HttpRequest) -> HttpResponse:
    """Planned, placed, came and no-shows with what they cost, by course and by edition."""
    wanted = _working(request)
    page = Paginator(wanted.editions, A_PAGE).get_page(request.GET.get("pagina"))
    per_course = list(wanted.per_course().items())
    facts = {
        "report": wanted,
        "total": wanted.total,
        "per_course": per_course,
        "chart": _course_chart(per_course[:MOST_BARS]),
        "left_out": len(per_course) > MOST_BARS,
        "page_obj": page,
        "rows": [(edition, wanted.counts[edition.pk]) for edition in page.object_list],
    }
    return render(request, "proof/reports.html", facts)


def _course_chart(
    rows: Sequence[tuple[Course, Counts]],
) -> list[tuple[str, reports_chart.Bar, Counts]]:
    bars = reports_chart.bars([(counts.planned, _parts(counts)) for _course, counts in rows])
    return [(str(course), bar, counts) for (course, counts), bar in zip(rows, bars, strict=True)]


def _parts(counts: Counts) -> list[tuple[str, int]]:
    return [
        ("came", counts.came),
        ("other", counts.excused + counts.unknown),
        ("absent", counts.absent),
    ]


@staff_required
def report_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, with every edition."""
    wanted = _working(request)
    rows = [(edition, wanted.counts[edition.pk]) for edition in wanted.editions]
    content = working_book(wanted.per_course(), rows)
    _recorded(request, "proof.report_downloaded")
    return _file(content, XLSX, f"wie-er-kwam-{today():%Y-%m-%d}.xlsx")


# What a funder may see


@dataclass(frozen=True)
class _Funder:
    """One region and year, as it may be shown."""

    regions: list[Area]
    years: list[int]
    asked: FunderAsked
    planned: Seats
    editions: int
    totals: SafeTotals | None
    tables: list[tuple[str, str, SafeTable]]
    per_region: list[tuple[Area, SafeTotals | None]]

    @property
    def region(self) -> Area:
        return next(area for area in self.regions if area.pk == self.asked.region)

    @property
    def cost(self) -> int | None:
        """What no-shows cost, reckoned from the total that is shown."""
        absent = self.totals.columns.get("no-show") if self.totals else None
        number = None if absent is None else absent.or_none()
        return None if number is None else number * self.planned.each


def _funder(request: HttpRequest) -> _Funder:
    regions = _my_regions(request)
    require(bool(regions), _("Deze pagina is voor coördinatoren."))
    numbers = tuple(area.pk for area in regions)
    years = years_since(queries.first_year(numbers))
    asked = FunderAsked.of(request.GET, regions, years)
    everywhere = queries.places(asked.all_of(numbers))
    found = [one for one in everywhere if one.region == asked.region]
    editions = list(asked.choice().editions())
    seats, totals = queries.seats(editions), safe_totals(found)
    per_region = [
        (area, safe_totals([one for one in everywhere if one.region == area.pk]))
        for area in regions
    ]
    return _Funder(
        regions,
        years,
        asked,
        seats.get("", Seats()),
        len(editions),
        totals,
        _tables(found, totals, seats) if totals else [],
        per_region if len(regions) > 1 else [],
    )


def _tables(
    found: list[queries.Place], totals: SafeTotals, seats: dict[str, Seats]
) -> list[tuple[str, str, SafeTable]]:
    by = attrgetter
    return [
        (_("Per training"), _("Training"), safe_table(found, totals, by("course"), seats)),
        (_("Per organisatie"), _("Organisatie"), safe_table(found, totals, by("organisation"))),
        (_("Per sector"), _("Sector"), safe_table(found, totals, by("sector"))),
    ]


@staff_required
def funder(request: HttpRequest) -> HttpResponse:
    """The page for a funder: no number under ten, nor one that gives such a number away."""
    wanted = _funder(request)
    facts = {
        "report": wanted,
        "totals": reports_words.totals_cells(wanted.totals) if wanted.totals else [],
        "tables": [_as_page(*one) for one in wanted.tables],
        "regions": _regions_table(wanted),
        "notes": reports_words.notes(),
    }
    return render(request, "proof/reports_funder.html", facts)


def _as_page(title: str, first: str, table: SafeTable) -> dict[str, Any]:
    """A table as its page shows it: words, numbers told, and a bar for each row whose numbers are known."""
    placed = [row.placed.or_none() for row in table.rows]
    bars = reports_chart.bars([(number or 0, [("came", number or 0)]) for number in placed])
    head = reports_words.safe_head(table, first)
    cells = reports_words.safe_cells(table)
    return {
        "title": title,
        "head": head,
        "rows": [list(zip(head, row, strict=True)) for row in cells],
        "bars": [
            (row[0], bar if number is not None else None, reports_words.told(one.placed))
            for row, bar, number, one in zip(cells, bars, placed, table.rows, strict=True)
        ],
        "hides": table.hides,
    }


def _regions_table(wanted: _Funder) -> list[tuple[Area, list[tuple[str, str]]]]:
    return [
        (area, reports_words.totals_cells(totals) if totals else [])
        for area, totals in wanted.per_region
    ]


@staff_required
def funder_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    wanted = _funder(request)
    _recorded(request, "proof.funder_report_downloaded", wanted)
    return _file(safe_book(wanted.totals, wanted.tables), XLSX, f"{_name(wanted)}.xlsx")


@staff_required
def funder_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper, as PDF/UA."""
    wanted = _funder(request)
    _recorded(request, "proof.funder_report_downloaded", wanted)
    return _file(
        pdf(TEMPLATES / "reports.typ", _printed(wanted)), "application/pdf", f"{_name(wanted)}.pdf"
    )


def _printed(wanted: _Funder) -> dict[str, Any]:
    """What the printed report says, as plain values."""
    named = {"region": wanted.region, "year": wanted.asked.year}
    parts = [_printed_totals(wanted)] if wanted.totals else []
    for title, first, table in wanted.tables:
        if table.rows:
            head = reports_words.safe_head(table, first)
            parts.append({"title": title, "head": head, "rows": reports_words.safe_cells(table)})
    return {
        "lang": (get_language() or "nl")[:2],
        "title": _("Wie er kwam: %(region)s, %(year)s") % named,
        "lead": _("Plaatsen in trainingen, en wat ervan kwam. Kleine getallen zijn verborgen."),
        "parts": parts,
        "notes_title": _("Toelichting"),
        "notes": reports_words.notes(),
        "page": _("Pagina"),
        "of": _("van"),
    }


def _printed_totals(wanted: _Funder) -> dict[str, Any]:
    rows = [[_("Edities"), str(wanted.editions)], [_("Gepland"), str(wanted.planned.number)]]
    rows += (
        [list(pair) for pair in reports_words.totals_cells(wanted.totals)] if wanted.totals else []
    )
    return {"title": _("Totaal"), "head": [_("Wat"), _("Aantal")], "rows": rows}


def _name(wanted: _Funder) -> str:
    return f"wie-er-kwam-{wanted.region.code}-{wanted.asked.year}"


def _recorded(request: HttpRequest, verb: str, wanted: _Funder | None = None) -> None:
    """Who took a report, and of what."""
    person = signed_in(request)
    region = wanted.asked.region if wanted else None
    values = {"query": request.GET.urlencode()[:200]} if request.GET else None
    record(verb, person, by=person, region_id=region, values=values)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
