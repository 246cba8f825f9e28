"""The page where somebody answers an organisation that wants to link their account."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from veerkracht.connections import scim_actions
from veerkracht.connections.scim_queries import asked_by
from veerkracht.connections.scim_rules import ProvisionState
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from veerkracht.connections.scim_models import ProvisionedPerson


@never_cache
@require_http_methods(["GET", "POST"])
@limited("answer-organisation", most=30, seconds=600)
def answer_organisation(request: HttpRequest, key: str) -> HttpResponse:
    """What it means, and yes or no. The key came by mail, or stands on Mijn plek of its owner."""
    row = asked_by(key)
    if row is None:
        raise Http404
    if request.method == "POST":
        return _answered(request, row)
    here = urlencode({"next": request.path})
    facts = {
        "row": row,
        "waits": row.state == ProvisionState.WAITING,
        "login_url": f"{reverse('account_login')}?{here}",
    }
    return render(request, "connections/answer_organisation.html", facts)


def _answered(request: HttpRequest, row: ProvisionedPerson) -> HttpResponse:
    names = {"organisation": row.organisation}
    try:
        if request.POST.get("answer") == "no":
            scim_actions.decline(row=row)
            messages.success(request, _("Goed. %(organisation)s koppelt je account niet.") % names)
            return redirect(request.path)
        scim_actions.accept(row=row, person=signed_in(request))
        messages.success(request, _("Je account hoort nu bij %(organisation)s.") % names)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect(request.path)
    return redirect("people:my_place")
