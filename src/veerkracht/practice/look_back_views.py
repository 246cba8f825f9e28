"""Looking back by the link in a mail: no sign-in; opening it changes nothing, the tap on the page does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.kernel.answers import say
from veerkracht.kernel.errors import RuleBroken
from veerkracht.practice import actions, queries
from veerkracht.practice.forms import WhyForm
from veerkracht.practice.models import Commitment, LookBack, Outcome, Went


def _found(token: str) -> LookBack:
    look_back = queries.look_back_of(token)
    if look_back is None:
        raise Http404
    return look_back


@never_cache
def look_back(request: HttpRequest, token: str) -> HttpResponse:
    """Each thing with three answers."""
    request.user = AnonymousUser()  # the link says whose page this is, not who is signed in
    found = _found(token)
    given = {one.commitment_id: one for one in found.outcomes.all()}
    things = [(one, given.get(one.pk)) for one in found.plan.commitments.all()]
    return render(
        request, "practice/look_back.html", {"look_back": found, "things": things, "answers": Went}
    )


def _thing(found: LookBack, pk: int) -> Commitment:
    return get_object_or_404(Commitment, pk=pk, plan=found.plan_id)


@require_POST
def say_how(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """The tap: how it went."""
    found = _found(token)
    thing = _thing(found, pk)
    try:
        went = request.POST.get("hoe", "")
        actions.say_how_it_went(look_back=found, commitment=thing, went=went)
    except RuleBroken as broken:
        say(request, broken)
        return redirect("practice:look_back", token)
    return redirect("practice:why", token, pk)


@never_cache
def why(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """What helped or hindered; may be left out."""
    request.user = AnonymousUser()
    found = _found(token)
    thing = _thing(found, pk)
    outcome = Outcome.objects.filter(look_back=found, commitment=thing).first()
    if outcome is None:
        return redirect("practice:look_back", token)
    initial = {"influences": outcome.influences, "words": outcome.words}
    form = WhyForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.say_why(outcome=outcome, **form.cleaned_data)
        messages.success(request, _("Bewaard. Dank je wel."))
        return redirect("practice:look_back", token)
    facts: dict[str, Any] = {"look_back": found, "outcome": outcome, "thing": thing, "form": form}
    return render(request, "practice/why.html", facts, status=422 if form.is_bound else 200)


@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No more look-backs: one tap on this page."""
    request.user = AnonymousUser()
    found = _found(token)
    if request.method == "POST":
        actions.stop_look_backs(look_back=found)
        return redirect(reverse("practice:stop", args=[token]))
    return render(request, "practice/stop.html", {"look_back": found})
