"""The pages of an organisation's contact: what was booked, who answered, and the classes of a school."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.audit.actions import record
from veerkracht.bookings import actions, export, policies, queries
from veerkracht.kernel.answers import say
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.bookings.models import Booking, Cohort
    from veerkracht.people.models import Organisation, Person

A_PAGE = 20


@login_required
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Everything that was booked for my organisation, and its classes."""
    person = signed_in(request)
    policies.check_is_contact(person)
    mine = policies.organisations_of(person)
    page = Paginator(queries.visible_to(person), A_PAGE).get_page(request.GET.get("pagina"))
    rows = queries.rows_of(page.object_list)
    facts = {
        "organisations": mine,
        "is_school": any(one.is_school for one in mine),
        "page_obj": page,
        "bookings": [(one, queries.counts(rows[one.pk])) for one in page.object_list],
        **_classes(person, mine, request.GET.get("jaar", "")),
    }
    return render(request, "bookings/overview.html", facts)


def _classes(person: Person, mine: Sequence[Organisation], wanted: str) -> dict[str, object]:
    """The classes of one study year: the one asked for, or the latest that has any."""
    if not any(one.is_school for one in mine):
        return {}
    every = list(queries.cohorts_visible_to(person))
    years = list(dict.fromkeys(cohort.study_year for cohort in every))
    year = wanted if wanted in years else (years[0] if years else "")
    return {
        "years": years,
        "year": year,
        "cohorts": [cohort for cohort in every if cohort.study_year == year],
    }


def _booking(request: HttpRequest, pk: int) -> Booking:
    """A booking of an organisation of mine; any other does not exist for me."""
    return get_object_or_404(queries.visible_to(signed_in(request)), pk=pk)


@login_required
@never_cache
def booking(request: HttpRequest, pk: int) -> HttpResponse:
    """One booking: who has a place, waits, came, said no, and who has not answered."""
    found = _booking(request, pk)
    rows = queries.rows_of([found])[found.pk]
    facts = {
        "booking": found,
        "edition": found.edition,
        "sessions": list(found.edition.sessions.all()),
        "rows": rows,
        "counts": queries.counts(rows),
        "open": sum(row.line.is_open for row in rows),
        "may_remind": any(queries.may_remind(row.line) for row in rows),
    }
    return render(request, "bookings/booking.html", facts)


@require_POST
@login_required
@limited("bookings.remind", most=60, seconds=3600)
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Write once more to who has not answered."""
    number = actions.remind(booking=_booking(request, pk), by=signed_in(request))
    words = ngettext(
        "%(n)s persoon krijgt een herinnering.", "%(n)s mensen krijgen een herinnering.", number
    )
    if number:
        messages.success(request, words % {"n": number})
    else:
        messages.info(request, _("Iedereen kreeg vandaag al een mail. Morgen kan het weer."))
    return redirect("bookings:booking", pk)


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int, line_pk: int) -> HttpResponse:
    """Take back a question that was not answered."""
    found = _booking(request, pk)
    line = get_object_or_404(found.lines.select_related("booking"), pk=line_pk)
    try:
        actions.withdraw(line=line, by=signed_in(request))
        messages.success(
            request, _("De inschrijving van %(name)s is ingetrokken.") % {"name": line.shown_name}
        )
    except RuleBroken as broken:
        say(request, broken)
    return redirect("bookings:booking", pk)


# Classes


def _cohort(request: HttpRequest, pk: int) -> Cohort:
    return get_object_or_404(queries.cohorts_visible_to(signed_in(request)), pk=pk)


@login_required
@never_cache
def cohort(request: HttpRequest, pk: int) -> HttpResponse:
    """A class: its list, and per training who has a place, waits, came."""
    found = _cohort(request, pk)
    bookings = list(queries.visible_to(signed_in(request)).filter(cohort=found))
    rows = queries.rows_of(bookings)
    facts = {
        "cohort": found,
        "students": list(found.students.order_by("name", "address")),
        "bookings": [(one, rows[one.pk], queries.counts(rows[one.pk])) for one in bookings],
    }
    return render(request, "bookings/cohort.html", facts)


@login_required
def choose_edition(request: HttpRequest, pk: int) -> HttpResponse:
    """For which training to enrol a class whose list we know."""
    found = _cohort(request, pk)
    facts = {"cohort": found, "editions": queries.editions_for_students()}
    return render(request, "bookings/choose_edition.html", facts)


# Files


@login_required
@never_cache
def file_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The bookings of one organisation as a .csv for a spreadsheet."""
    return _file(request, pk, "csv")


@login_required
@never_cache
def file_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as an .xlsx."""
    return _file(request, pk, "xlsx")


def _file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Every download is recorded; an organisation that is not mine does not exist for me."""
    person = signed_in(request)
    organisation = next((one for one in policies.organisations_of(person) if one.pk == pk), None)
    if organisation is None:
        raise Http404
    bookings = list(queries.visible_to(person).filter(organisation=organisation))
    rows = export.rows(bookings, queries.rows_of(bookings))
    body, content_type = export.csv_file(rows) if kind == "csv" else export.xlsx_file(rows)
    record("bookings.downloaded", organisation, by=person, values={"kind": kind})
    response = HttpResponse(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="boekingen.{kind}"'
    return response
