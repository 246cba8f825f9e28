"""Pages of joining in: saying what one offers, one's own page, and the coordinator's look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.cocreation import join_actions as actions
from veerkracht.cocreation import join_queries as queries
from veerkracht.cocreation.ask_views import visitor
from veerkracht.cocreation.join_forms import AcceptForm, JoinForm, OfferForm
from veerkracht.cocreation.models import HelpKind, Offer, OfferState, Shows
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.security import quiet
from veerkracht.people.policies import check_coordinates_any, check_may_coordinate, signed_in

if TYPE_CHECKING:
    from veerkracht.people.models import Person

A_PAGE = 50


@limited("cocreation.join", most=30, seconds=3600)
def join(request: HttpRequest) -> HttpResponse:
    """Join in."""
    person = visitor(request)
    form = JoinForm(person, request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.trapped:
            return redirect("cocreation:join_sent")
        with shown_on(form):
            language = get_language() or "nl"
            made = actions.join_in(joining=form.joining(), by=person, language=language)
            return _joined(made, person)
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/join_join.html", {"form": form}, status=status)


def _joined(made: Offer, person: Person | None) -> HttpResponse:
    if person is None:
        return redirect("cocreation:join_sent")
    return redirect("cocreation:joined", made.token)


def sent(request: HttpRequest) -> HttpResponse:
    """Look in your mail."""
    return render(request, "cocreation/join_sent.html")


def _found(token: str) -> Offer:
    found = queries.offer_with(token)
    if found is None:
        raise Http404
    return found


@never_cache
@limited("cocreation.offer", most=60, seconds=3600)
def joined(request: HttpRequest, token: str) -> HttpResponse:
    """One's own offer: confirm it, change it, pause it, stop."""
    found = _found(token)
    form = OfferForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            by = visitor(request)
            actions.change_offer(offer=found, offering=form.offering(), by=by)
            messages.success(request, _("Bewaard."))
            return redirect("cocreation:joined", token)
    facts = {"offer": found, "form": form, "states": OfferState}
    status = 422 if form.is_bound else 200
    return quiet(render(request, "cocreation/join_joined.html", facts, status=status))


@require_POST
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Yes, it is me."""
    actions.confirm_offer(offer=_found(token))
    messages.success(request, _("Dank je wel. De coördinator kijkt ernaar. Je krijgt een mail."))
    return redirect("cocreation:joined", token)


@require_POST
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Stop."""
    actions.leave(offer=_found(token), by=visitor(request))
    messages.success(request, _("Je bent gestopt. Je aanbod is van de kaart."))
    return redirect("cocreation:joined", token)


@login_required
def work(request: HttpRequest) -> HttpResponse:
    """Offers of my regions, what waits first."""
    person = signed_in(request)
    check_coordinates_any(person)
    rows = Paginator(queries.offers_for(person), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cocreation/join_work.html", {"page_obj": rows})


def _offer(request: HttpRequest, pk: int) -> tuple[Person, Offer]:
    person = signed_in(request)
    found = get_object_or_404(Offer.objects.select_related(*queries.RELATED), pk=pk)
    check_may_coordinate(person, found.region_id)
    return person, found


@login_required
def work_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at an offer, and accept it."""
    person, found = _offer(request, pk)
    form = AcceptForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            given = form.cleaned_data
            actions.accept_offer(
                offer=found,
                organisation=given["organisation"],
                make_organisation=given.get("make_organisation", False),
                by=person,
            )
            messages.success(request, _("Welkom geheten. Er gaat een mail naar wie meedoet."))
            return redirect("cocreation:join_work")
    facts = {
        "offer": found,
        "form": form,
        "waits": found.state == OfferState.CONFIRMED,
        "kinds": [HelpKind(one).label for one in found.kinds],
        "shows": [Shows(one).label for one in found.shows],
    }
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/join_work_offer.html", facts, status=status)


@require_POST
@login_required
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not fit."""
    person, found = _offer(request, pk)
    actions.refuse_offer(offer=found, by=person)
    messages.success(request, _("Afgewezen. Na 30 dagen zijn de gegevens weg."))
    return redirect("cocreation:join_work")
