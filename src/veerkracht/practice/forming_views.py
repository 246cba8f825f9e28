"""One's own wish to join a group."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import signed_in
from veerkracht.practice import forming_actions as actions
from veerkracht.practice.forming_forms import JoinForm
from veerkracht.practice.forming_models import WishState
from veerkracht.practice.forming_queries import wish_of
from veerkracht.practice.forming_words import part_in_words


@login_required
def join(request: HttpRequest) -> HttpResponse:
    """Ask for a group, change what was asked, or see which group it became."""
    person = signed_in(request)
    wish = wish_of(person)
    if wish is not None and wish.state == WishState.PLACED:
        return render(request, "practice/forming_placed.html", {"wish": wish})
    form = JoinForm(person, wish, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.wish_to_join(wished=form.wished(), by=person)
            messages.success(
                request, _("Je staat erbij. Je krijgt een mail zodra je een groep hebt.")
            )
            return redirect("practice:join")
    facts = {
        "form": form,
        "wish": wish,
        "when": [part_in_words(part) for part in sorted(wish.parts)] if wish else [],
    }
    return render(
        request, "practice/forming_join.html", facts, status=422 if form.is_bound else 200
    )


@require_POST
@login_required
def withdraw_wish(request: HttpRequest) -> HttpResponse:
    """Wish no longer."""
    actions.withdraw_wish(by=signed_in(request))
    messages.success(request, _("Je wens is weg. Je kunt altijd opnieuw meedoen."))
    return redirect("practice:join")
