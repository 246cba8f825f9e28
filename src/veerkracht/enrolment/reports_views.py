"""The coordinator's pages of fill and waiting over time: my regions, one edition, and a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.enrolment import policies, reports_chart
from veerkracht.enrolment import reports_queries as queries
from veerkracht.enrolment.reports_forms import PERIODS, Asked
from veerkracht.enrolment.reports_workbook import workbook
from veerkracht.kernel.clock import local, today
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import (
    is_coordinator,
    regions_of_coordinator,
    signed_in,
    staff_required,
)
from veerkracht.training.models import Edition
from veerkracht.training.queries import courses_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.enrolment.reports_queries import Cell, Choice, Sums
    from veerkracht.places.models import Area
    from veerkracht.training.models import Course

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
A_PAGE = 15
MOST_COLUMNS = 36  # months in one picture; the table has them all


@dataclass(frozen=True)
class _Report:
    """Whose regions and courses, what was asked, and the sums."""

    regions: list[Area]
    courses: list[Course]
    asked: Asked
    choice: Choice
    cells: list[Cell]

    def per_course(self) -> dict[Course, Sums]:
        """Sums per course, by title; courses without editions are left out."""
        sums = queries.by_course(self.cells)
        return {course: sums[course.pk] for course in self.courses if course.pk in sums}


def _report(request: HttpRequest) -> _Report:
    person = signed_in(request)
    require(is_coordinator(person), _("Deze pagina is voor coördinatoren."))
    regions, courses = regions_of_coordinator(person), list(courses_of(person))
    asked = Asked.of(request.GET, regions, courses)
    choice = asked.choice(regions)
    return _Report(regions, courses, asked, choice, queries.cells(choice))


@staff_required
def report(request: HttpRequest) -> HttpResponse:
    """How full my editions are and how many requests wait, by month, by course and by edition."""
    wanted = _report(request)
    months = queries.by_month(wanted.cells)
    page = Paginator(wanted.choice.editions(), A_PAGE).get_page(request.GET.get("pagina"))
    sums = queries.per_edition(wanted.choice, [edition.pk for edition in page.object_list])
    facts = {
        "report": wanted,
        "periods": PERIODS.items(),
        "period": PERIODS[wanted.asked.period],
        "total": queries.total(wanted.cells),
        "months": months.items(),
        "per_course": wanted.per_course().items(),
        "page_obj": page,
        "rows": [(edition, sums.get(edition.pk)) for edition in page.object_list],
        **_month_chart(list(months.items())),
    }
    return render(request, "enrolment/report.html", facts)


def _month_chart(months: Sequence[tuple[Any, Sums]]) -> dict[str, Any]:
    """The picture of the last months, with the words that read it aloud."""
    shown = months[-MOST_COLUMNS:]
    chart = reports_chart.columns([(one.places, one.taken, one.waiting) for _month, one in shown])
    fullest = max(shown, key=lambda pair: pair[1].share, default=None)
    return {
        "chart": chart,
        "chart_months": [month for month, _sums in shown],
        "fullest": {"month": fullest[0], "share": fullest[1].share} if fullest else None,
        "left_out": len(months) - len(shown),
    }


@staff_required
def report_file(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, with every edition."""
    wanted = _report(request)
    sums = queries.per_edition(wanted.choice)
    editions = wanted.choice.editions().iterator(chunk_size=2_000)
    content = workbook(
        months=queries.by_month(wanted.cells),
        courses=wanted.per_course(),
        editions=((edition, sums.get(edition.pk, queries.Sums())) for edition in editions),
    )
    response = HttpResponse(content, content_type=XLSX)
    name = f"plaatsen-en-wachten-{today():%Y-%m-%d}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@staff_required
def edition_report(request: HttpRequest, pk: int) -> HttpResponse:
    """How one edition filled up, day by day."""
    related = Edition.objects.select_related("course", "municipality", "region")
    edition = get_object_or_404(related, pk=pk)
    policies.check_may_see_list(signed_in(request), edition)
    days = queries.history(edition)
    own = queries.Choice((edition.region_id,))
    facts = {
        "edition": edition,
        "days": days,
        "sums": queries.per_edition(own, [edition.pk]).get(edition.pk),
        **_edition_chart(edition, days),
    }
    return render(request, "enrolment/edition_report.html", facts)


def _edition_chart(edition: Edition, days: list[queries.Day]) -> dict[str, Any]:
    if not days:
        return {}
    first = min(local(edition.opens_at).date(), days[0].day)
    begins = local(edition.starts_at).date() if edition.starts_at else today()
    last = max(days[-1].day, min(today(), begins))
    points = [(one.day, one.taken, one.waiting) for one in days]
    return {
        "chart": reports_chart.lines(points, first=first, last=last, places=edition.capacity),
        "first": first,
        "last": last,
        "read_aloud": read_aloud(edition, days),
    }


def read_aloud(edition: Edition, days: Sequence[queries.Day]) -> str:
    """What the picture of an edition shows, in a sentence or two."""
    last = days[-1]
    taken = ngettext(
        "%(n)s plaats van %(all)s is bezet", "%(n)s plaatsen van %(all)s zijn bezet", last.taken
    )
    waiting = ngettext("%(n)s aanvraag wacht", "%(n)s aanvragen wachten", last.waiting)
    now_words = (
        f"{taken % {'n': last.taken, 'all': edition.capacity}}, {waiting % {'n': last.waiting}}."
    )
    full = next((one for one in days if one.taken >= edition.capacity), None)
    if full is None:
        return now_words
    opened = local(edition.opens_at).date()
    within = max(0, (full.day - opened).days)
    words = ngettext("Vol na %(n)s dag.", "Vol na %(n)s dagen.", within)
    return f"{now_words} {words % {'n': within}}"
