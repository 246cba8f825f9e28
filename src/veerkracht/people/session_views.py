"""The page about where I am signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from veerkracht.people import actions
from veerkracht.people.own_sessions import sessions_of
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def own_sessions(request: HttpRequest) -> HttpResponse:
    """Every device where I am signed in; a POST ends all but this one."""
    person, key = signed_in(request), request.session.session_key or ""
    if request.method == "POST":
        actions.end_other_sessions(person=person, key=key)
        messages.success(request, _("Je bent nu alleen nog hier ingelogd."))
        return redirect("usersessions_list")
    return render(request, "people/own_sessions.html", {"sessions": sessions_of(person, key)})


@login_required
@require_POST
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """End one of my sessions; one that ended already is fine."""
    actions.end_session(person=signed_in(request), number=number)
    messages.success(request, _("Op dat apparaat ben je uitgelogd."))
    return redirect("usersessions_list")
