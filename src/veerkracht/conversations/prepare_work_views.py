"""Where the editors and coordinators of a region keep what there is nearby."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.conversations import prepare_actions as actions
from veerkracht.conversations import prepare_policies as policies
from veerkracht.conversations import prepare_queries as queries
from veerkracht.conversations import prepare_rules as rules
from veerkracht.conversations.prepare_forms import OfferForm
from veerkracht.conversations.prepare_models import LocalOffer
from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import signed_in, staff_required
from veerkracht.places.models import Area
from veerkracht.ui.dimensions import DIMENSIONS, KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.people.models import Person

ON_A_PAGE = 30


def _keeper(request: HttpRequest) -> tuple[Person, list[Area]]:
    """Who asks, and the regions that they keep; 403 for who keeps none."""
    person = signed_in(request)
    policies.check_may_keep_offers(person)
    return person, policies.offer_regions(person)


@staff_required
def work_offers(request: HttpRequest) -> HttpResponse:
    """The offers of one's own regions; what waits to be looked at first."""
    _person, regions = _keeper(request)
    towns = list(Area.objects.filter(local_offers__region__in=regions).distinct().order_by("name"))
    town = _one_of([one.code for one in towns], request.GET.get("gemeente", ""))
    side = _one_of(KEYS, request.GET.get("kant", ""))
    waiting = "nakijken" in request.GET
    rows = queries.kept_offers(regions, municipality=town, dimension=side, waiting=waiting)
    day, page = today(), Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    facts = {
        "page_obj": page,
        "rows": [(row, rules.waits(row.checked_on, day), _over(row)) for row in page],
        "towns": towns,
        "dimensions": DIMENSIONS,
        "town": town,
        "side": side,
        "waiting": waiting,
    }
    return render(request, "conversations/prepare_work_offers.html", facts)


def _one_of(known: Iterable[str], asked: str) -> str:
    return asked if asked in known else ""


def _over(row: LocalOffer) -> bool:
    return row.valid_until is not None and row.valid_until < today()


@staff_required
def make_offer(request: HttpRequest) -> HttpResponse:
    """Add something."""
    person, regions = _keeper(request)
    form = OfferForm(regions, data=request.POST if request.method == "POST" else None)
    return _kept(request, form, person, None)


@staff_required
def change_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an offer says; that counts as having looked."""
    person, regions = _keeper(request)
    offer = _offer(person, pk)
    form = OfferForm(regions, offer, request.POST if request.method == "POST" else None)
    return _kept(request, form, person, offer)


def _kept(
    request: HttpRequest, form: OfferForm, person: Person, offer: LocalOffer | None
) -> HttpResponse:
    if form.is_valid():
        region, municipality = form.place()
        with shown_on(form):
            actions.save_offer(
                contents=form.contents(),
                region=region,
                municipality=municipality,
                by=person,
                offer=offer,
            )
            messages.success(request, _("Bewaard. Bewoners en collega’s zien het nu."))
            return redirect("conversations:work_offers")
    facts = {"form": form, "offer": offer}
    status = 422 if form.is_bound else 200
    return render(request, "conversations/prepare_work_offer.html", facts, status=status)


def _offer(person: Person, pk: int) -> LocalOffer:
    offer = get_object_or_404(LocalOffer.objects.select_related("region", "municipality"), pk=pk)
    policies.check_may_keep_offers(person, offer.region_id)
    return offer


@require_POST
@staff_required
def confirm_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """It still holds."""
    person = signed_in(request)
    offer = _offer(person, pk)
    actions.confirm_offer(offer=offer, by=person)
    messages.success(request, _("“%(title)s” is vandaag nagekeken.") % {"title": offer.title})
    return redirect("conversations:work_offers")


@require_POST
@staff_required
def remove_offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it away."""
    person = signed_in(request)
    offer = _offer(person, pk)
    actions.remove_offer(offer=offer, by=person)
    messages.success(request, _("“%(title)s” is weg.") % {"title": offer.title})
    return redirect("conversations:work_offers")
