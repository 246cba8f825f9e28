"""Pages of wishes for everybody: sending one, hearing how it stands, and what was done with all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.cocreation import asker_actions as askers
from veerkracht.cocreation import wish_queries as queries
from veerkracht.cocreation.wish_forms import WISH, ToldForm, WishForm
from veerkracht.cocreation.wish_gate import check_mark, check_pace
from veerkracht.cocreation.wish_sending import send_wish
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.security import quiet
from veerkracht.places.queries import regions

if TYPE_CHECKING:
    from veerkracht.cocreation.models import NeedAsker

A_PAGE, LATEST = 20, 3


@never_cache
@limited("cocreation.wish", most=30, seconds=3600)
def say(request: HttpRequest) -> HttpResponse:
    """Send a wish; no account is needed. Who falls in the trap is thanked, and nothing is kept."""
    form = WishForm(request.POST if request.method == "POST" else None)
    if form.is_trapped:
        return redirect("cocreation:wish_thanks")
    if form.is_valid():
        with shown_on(form):
            check_mark(WISH, form.cleaned_data["mark"])
            check_pace(WISH, form.cleaned_data["mark"])
            email = form.cleaned_data["email"]
            send_wish(heard=form.heard(), email=email)
            page = redirect("cocreation:wish_thanks")
            return redirect(f"{page.url}?mail=ja") if email else page
    latest = queries.with_answers(list(queries.told_to_all(state="done")[:LATEST]))
    facts = {"form": form, "latest": latest}
    status = 422 if form.is_bound else 200
    return render(request, "cocreation/wish_say.html", facts, status=status)


def thanks(request: HttpRequest) -> HttpResponse:
    """Thank you; and what happens now."""
    facts = {"mail": request.GET.get("mail") == "ja"}
    return render(request, "cocreation/wish_thanks.html", facts)


def told(request: HttpRequest) -> HttpResponse:
    """Jij zei, wij deden: in our own words, without names."""
    form = ToldForm(list(regions()), request.GET)
    form.is_valid()
    found = queries.told_to_all(**form.cleaned_data)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    facts = {"form": form, "page_obj": page, "rows": queries.with_answers(list(page))}
    return render(request, "cocreation/wish_told.html", facts)


def _asker(token: str) -> NeedAsker:
    found = queries.asker_with(token)
    if found is None:
        raise Http404
    return found


@never_cache
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """How my wish stands, by what stands in my mail. A visit alone confirms nothing: mail scanners visit too."""
    asker = _asker(token)
    head = asker.need.merged_into or asker.need
    facts = {
        "asker": asker,
        "need": asker.need,
        "head": head,
        "moves": queries.moves_told(head),
        "came": queries.with_answers([head])[0][2],
    }
    return quiet(render(request, "cocreation/wish_follow.html", facts))


@require_POST
@limited("cocreation.follow", most=60, seconds=3600)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The address is mine: keep me informed."""
    askers.confirm_asker(asker=_asker(token))
    messages.success(request, _("Dank je wel. Je krijgt een mail als er nieuws is."))
    return redirect("cocreation:follow_wish", token)


@require_POST
@limited("cocreation.follow", most=60, seconds=3600)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more mail about this wish."""
    asker = _asker(token)
    askers.stop_asker(asker=asker)
    messages.success(request, _("Je krijgt hierover geen mail meer."))
    if asker.confirmed_at is None:
        return redirect("cocreation:say_wish")
    return redirect("cocreation:follow_wish", token)
