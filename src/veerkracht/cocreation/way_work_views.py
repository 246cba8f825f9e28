"""Pages of who keeps the library: what waits, publishing, sending back, hiding a note."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.cocreation import way_actions as actions
from veerkracht.cocreation import way_policies as policies
from veerkracht.cocreation import way_queries as queries
from veerkracht.cocreation.models import WayUse
from veerkracht.cocreation.way_forms import RemarkForm
from veerkracht.cocreation.way_views import seen
from veerkracht.people.policies import signed_in

A_PAGE = 50


@login_required
def work(request: HttpRequest) -> HttpResponse:
    """Every way of working, what waits first."""
    policies.check_keeps(signed_in(request))
    rows = Paginator(queries.to_keep(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cocreation/way_work.html", {"page_obj": rows})


@require_POST
@login_required
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Put it on the site."""
    actions.publish_way(way=seen(request, slug), by=signed_in(request))
    messages.success(request, _("De werkvorm staat online."))
    return redirect("cocreation:way", slug)


@require_POST
@login_required
def send_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Back to the maker, with a remark."""
    found, by = seen(request, slug), signed_in(request)
    form = RemarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Schrijf op wat er beter kan."))
        return redirect("cocreation:way", slug)
    actions.send_back(way=found, remark=form.cleaned_data["remark"], by=by)
    messages.success(request, _("Teruggestuurd. De maker krijgt een mail."))
    return redirect("cocreation:way_work")


@require_POST
@login_required
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take it off the site."""
    actions.withdraw_way(way=seen(request, slug), by=signed_in(request))
    messages.success(
        request, _("De werkvorm is van de site. Zet je hem weer online? Dat kan hier.")
    )
    return redirect("cocreation:way", slug)


@require_POST
@login_required
def hide_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide a note, or show it again."""
    note = get_object_or_404(WayUse.objects.select_related("way"), pk=pk)
    hidden = note.hidden_at is None
    actions.hide_use(use=note, by=signed_in(request), hidden=hidden)
    messages.success(request, _("Verborgen.") if hidden else _("Weer te zien."))
    return redirect("cocreation:way", note.way.slug)
