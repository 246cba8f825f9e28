"""The ledger on a page and as a file, and booking by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from veerkracht.funding import actions, policies
from veerkracht.funding import ledger_queries as queries
from veerkracht.funding.ledger_forms import BackForm, BookForm, FilterForm
from veerkracht.funding.ledger_workbook import MOST_ROWS, ledger_workbook
from veerkracht.funding.models import Account, AccountKind, Booking, Scheme
from veerkracht.funding.scheme_change_views import carried_out, form_page, posted
from veerkracht.funding.scheme_queries import money_of
from veerkracht.funding.scheme_views import A_PAGE, readable_scheme
from veerkracht.kernel.limits import limited

if TYPE_CHECKING:
    from veerkracht.people.models import Person

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Counted(Paginator[Any]):
    """Pages of all bookings of a scheme: how many there are stands on its account."""

    scheme: Scheme

    @cached_property
    def count(self) -> int:
        """The number that the account carries; one row instead of all."""
        free = Account.objects.get(scheme=self.scheme, kind=AccountKind.AVAILABLE)
        return free.bookings


@login_required
def ledger(request: HttpRequest, pk: int) -> HttpResponse:
    """The bookings, the newest first, with filters."""
    person, scheme = readable_scheme(request, pk)
    form = FilterForm(request.GET)
    asked = form.asked()
    found = queries.bookings(scheme, asked)
    pages: Paginator[Booking] = Paginator(found, A_PAGE)
    if asked == queries.Asked():
        pages = Counted(found, A_PAGE)
        pages.scheme = scheme
    page = pages.get_page(request.GET.get("page"))
    facts = {
        "scheme": scheme,
        "form": form,
        "page_obj": page,
        "lines": [queries.line_of(one) for one in page.object_list],
        "may_book": policies.may_book(person, scheme),
        "money": money_of([scheme])[scheme.pk],
    }
    return render(request, "funding/ledger.html", facts)


@limited("funding.ledger_file", most=30, seconds=3600)
@login_required
def ledger_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same bookings as a workbook, the newest of them."""
    _person, scheme = readable_scheme(request, pk)
    found = queries.bookings(scheme, FilterForm(request.GET).asked())[:MOST_ROWS]
    return as_file(
        ledger_workbook(map(queries.line_of, found)), f"boekingen-{scheme.pk}.xlsx", XLSX
    )


def as_file(contents: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(contents, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _booking_scheme(request: HttpRequest, pk: int) -> tuple[Person, Scheme]:
    person, scheme = readable_scheme(request, pk)
    policies.check_may_book(person, scheme)
    return person, scheme


@login_required
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """Book by hand."""
    person, scheme = _booking_scheme(request, pk)
    form = BookForm(posted(request))
    if carried_out(
        form, lambda: actions.book_by_hand(scheme=scheme, by=person, **form.cleaned_data)
    ):
        messages.success(request, _("De boeking staat in het grootboek."))
        return redirect("funding:ledger", pk)
    lead = money_of([scheme])[scheme.pk].sentence
    return form_page(
        request, scheme, form, title=_("Met de hand boeken"), button=_("Boek dit"), lead=lead
    )


@login_required
def book_back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Book back what was booked by hand."""
    person, scheme = _booking_scheme(request, pk)
    booking = get_object_or_404(Booking.objects.select_related("scheme"), pk=number, scheme=scheme)
    form = BackForm(posted(request))
    if carried_out(
        form, lambda: actions.book_back(booking=booking, by=person, **form.cleaned_data)
    ):
        messages.success(request, _("De boeking is teruggeboekt."))
        return redirect("funding:ledger", pk)
    lead = _("Boeking %(number)s: %(reason)s") % {"number": number, "reason": booking.reason}
    return form_page(
        request, scheme, form, title=_("Boeking terugboeken"), button=_("Boek terug"), lead=lead
    )
