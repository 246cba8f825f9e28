"""Pages of the facilitator's contacts: talks, wishes, following up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.coalitions import contact_actions as actions
from veerkracht.coalitions import contact_queries as queries
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions.contact_forms import ContactForm, OutcomeForm, WishForm
from veerkracht.coalitions.models import Contact, Wish
from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import regions_of_coordinator, signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person

A_PAGE = 50


def _coordinator(request: HttpRequest) -> Person:
    person = signed_in(request)
    policies.check_may_see_contacts(person)
    return person


@login_required
def contacts(request: HttpRequest) -> HttpResponse:
    """Talks in my regions, and what I am to come back to."""
    person = _coordinator(request)
    page = Paginator(queries.contacts_for(person), A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "page_obj": page,
        "due": list(queries.to_follow_up(person)[:10]),
        "today": today(),
    }
    return render(request, "coalitions/contact_list.html", facts)


@login_required
def new_contact(request: HttpRequest) -> HttpResponse:
    """Write a talk down."""
    return _contact_page(request, _coordinator(request), None)


def _contact(request: HttpRequest, pk: int) -> tuple[Person, Contact]:
    person = _coordinator(request)
    related = Contact.objects.select_related("region", "organisation")
    row = get_object_or_404(related, pk=pk)
    policies.check_may_see_contact(person, row)
    return person, row


@login_required
def change_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a talk."""
    return _contact_page(request, *_contact(request, pk))


def _contact_page(request: HttpRequest, person: Person, contact: Contact | None) -> HttpResponse:
    regions = regions_of_coordinator(person)
    form = ContactForm(regions, contact, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            region = contact.region if contact else form.chosen()
            row = actions.keep_contact(region=region, talk=form.talk(), by=person, contact=contact)
            messages.success(request, _("Bewaard. Hoorde je ook een wens? Schrijf die erbij."))
            return redirect("coalitions:contact", row.pk)
    facts = {"form": form, "contact": contact}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/contact_form.html", facts, status=status)


@login_required
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """One talk, with the wishes heard in it."""
    person, row = _contact(request, pk)
    form = WishForm([row.region], request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.keep_wish(region=row.region, heard=form.heard(), by=person, contact=row)
            messages.success(request, _("De wens staat erbij."))
            return redirect("coalitions:contact", pk)
    facts = {"contact": row, "form": form, "today": today()}
    facts["wishes"] = list(row.wishes.select_related("sector", "area"))
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/contact_contact.html", facts, status=status)


@require_POST
@login_required
def followed(request: HttpRequest, pk: int) -> HttpResponse:
    """I came back to it."""
    person, row = _contact(request, pk)
    actions.follow_up(contact=row, by=person)
    messages.success(request, _("Afgevinkt."))
    return redirect("coalitions:contact", pk)


@require_POST
@login_required
def drop_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a talk away."""
    person, row = _contact(request, pk)
    actions.drop_contact(contact=row, by=person)
    messages.success(request, _("Weggehaald."))
    return redirect("coalitions:contacts")


@login_required
def wishes(request: HttpRequest) -> HttpResponse:
    """Every wish heard in my regions, open ones first; and writing one down."""
    person = _coordinator(request)
    regions = regions_of_coordinator(person)
    form = WishForm(regions, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.keep_wish(region=form.chosen(), heard=form.heard(), by=person)
            messages.success(request, _("De wens staat erbij."))
            return redirect("coalitions:wishes")
    page = Paginator(queries.wishes_for(person), A_PAGE).get_page(request.GET.get("page"))
    facts = {"page_obj": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/contact_wishes.html", facts, status=status)


@login_required
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of a wish."""
    person = _coordinator(request)
    row = get_object_or_404(Wish.objects.select_related("region", "contact__organisation"), pk=pk)
    policies.check_may_see_contact(person, row)
    posted = request.POST if request.method == "POST" else None
    form = OutcomeForm(posted, initial={"outcome": row.outcome})
    if form.is_valid():
        with shown_on(form):
            actions.settle_wish(wish=row, outcome=form.cleaned_data["outcome"], by=person)
            messages.success(request, _("Bewaard."))
            return redirect("coalitions:wishes")
    facts = {"form": form, "wish": row}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/contact_wish.html", facts, status=status)
