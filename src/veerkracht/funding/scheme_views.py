"""Reading schemes: the list, one scheme, and who waits for money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from veerkracht.funding import policies
from veerkracht.funding import scheme_queries as queries
from veerkracht.funding.account_figures import closed_accounts
from veerkracht.funding.account_queries import late_bookings
from veerkracht.funding.models import Scheme
from veerkracht.funding.words import lines_apart
from veerkracht.kernel.together import read
from veerkracht.people.policies import is_coordinator, signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person

A_PAGE = 50


def readable_scheme(request: HttpRequest, pk: int) -> tuple[Person, Scheme]:
    """A scheme that I may read; 403 otherwise."""
    person = signed_in(request)
    related = Scheme.objects.select_related("region", "funder", "client")
    scheme = get_object_or_404(related, pk=pk)
    policies.check_may_read(person, scheme)
    return person, scheme


@login_required
def schemes(request: HttpRequest) -> HttpResponse:
    """The schemes that I may see, each with its bar."""
    person = signed_in(request)
    policies.check_may_see_list(person)
    page = Paginator(queries.schemes_of(person), A_PAGE).get_page(request.GET.get("page"))
    money = queries.money_of(page.object_list)
    facts = {
        "rows": [(scheme, money[scheme.pk]) for scheme in page.object_list],
        "page_obj": page,
        "may_make": is_coordinator(person),
    }
    return render(request, "funding/schemes.html", facts)


@login_required
def scheme(request: HttpRequest, pk: int) -> HttpResponse:
    """One scheme: how its money stands, what was promised, its rules and its steps."""
    person, found = readable_scheme(request, pk)
    covers = Paginator(queries.covers_of(found), 10).get_page(request.GET.get("page"))
    ceilings, steps, rules, waiting, lines, closed = read(
        [
            queries.ceilings_of(found)[:A_PAGE],
            found.steps.order_by("on", "pk"),
            found.rules.order_by("-version")[:1],
            queries.waiting_of(found).values_list("pk"),
            found.lines.all(),
            closed_accounts(found),
        ]
    )
    money = queries.money_of([found])[found.pk]
    facts = {
        "scheme": found,
        "money": money,
        "late": late_bookings(closed),
        "apart": lines_apart(lines, money.awarded),
        "performances": queries.performances_of(found),
        "ceilings": ceilings,
        "rules": rules[0],
        "steps": steps,
        "short": queries.short_hours(found),
        "waiting": len(waiting),
        "covers": covers,
        "may_keep": policies.may_keep(person, found),
        "may_book": policies.may_book(person, found),
    }
    return render(request, "funding/scheme.html", facts)


@login_required
def waiting(request: HttpRequest, pk: int) -> HttpResponse:
    """Who waits for money. Names only for who keeps the scheme."""
    person, found = readable_scheme(request, pk)
    page = Paginator(queries.waiting_of(found), A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "scheme": found,
        "page_obj": page,
        "may_keep": policies.may_keep(person, found),
        "money": queries.money_of([found])[found.pk],
    }
    return render(request, "funding/waiting.html", facts)
