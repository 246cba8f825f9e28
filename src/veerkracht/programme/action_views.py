"""Pages of actions for who does them: mine, one with its story, and a word on how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import local, today
from veerkracht.kernel.errors import OutOfDate
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.permissions import allows
from veerkracht.people.policies import signed_in
from veerkracht.programme import action_actions as actions
from veerkracht.programme import action_policies as policies
from veerkracht.programme import action_queries as queries
from veerkracht.programme import action_rules as rules
from veerkracht.programme.action_forms import UpdateForm, WordForm, seen_at, typed_again
from veerkracht.programme.models import Action, ActionPartner

if TYPE_CHECKING:
    from datetime import datetime

    from veerkracht.people.models import Person
    from veerkracht.programme.models import ActionUpdate

A_PAGE = 50


@login_required
def my_actions(request: HttpRequest) -> HttpResponse:
    """What I do for an organisation, or help with: first what waits for my word."""
    person = signed_in(request)
    mine = queries.actions_of(person).prefetch_related("partners")
    page = Paginator(mine, A_PAGE).get_page(request.GET.get("page"))
    waiting = queries.waiting_for(person)
    rows = [
        (one, rules.is_late(one.status, one.due_on, today()), one.pk in waiting)
        for one in page.object_list
    ]
    facts = {"rows": rows, "page_obj": page, "n_waiting": len(waiting)}
    return render(request, "programme/action_mine.html", facts)


def found_action(request: HttpRequest, pk: int) -> tuple[Person, Action]:
    """An action that I may read; 403 otherwise."""
    person = signed_in(request)
    related = Action.objects.select_related("owner", "person", "theme", "region")
    parts = related.prefetch_related("partners__organisation", "partners__person")
    action = get_object_or_404(parts, pk=pk)
    policies.check_may_read_action(person, action)
    return person, action


@login_required
def action(request: HttpRequest, pk: int) -> HttpResponse:
    """One action: what, who, how it stands, and everything that was said of it."""
    person, found = found_action(request, pk)
    return _page(request, person, found)


def _page(
    request: HttpRequest,
    person: Person,
    found: Action,
    *,
    form: UpdateForm | None = None,
    word: tuple[int, WordForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    story = queries.story_of(found)
    facts = {
        "action": found,
        "is_late": rules.is_late(found.status, found.due_on, today()),
        "days_late": rules.days_late(found.due_on, today()),
        "goals": list(found.goals.select_related("framework")),
        "parts": _parts(person, found, story, word),
        "story": _in_time(found, story),
        "writes": allows(policies.check_may_change_action, person, found),
        "owns": policies.speaks_for(person, found.owner_id, found.person_id),
    }
    if facts["owns"] or facts["writes"]:
        facts["form"] = form or UpdateForm(initial=_standing(found))
    return render(request, "programme/action.html", facts, status=status)


def _in_time(
    found: Action, story: list[ActionUpdate]
) -> list[tuple[datetime, ActionUpdate | None]]:
    """Every word and when we last asked for one (None), the newest first."""
    told: list[tuple[datetime, ActionUpdate | None]] = [(one.made_at, one) for one in story]
    asked: list[tuple[datetime, ActionUpdate | None]] = (
        [(found.asked_at, None)] if found.asked_at else []
    )
    return sorted([*told, *asked], key=lambda pair: pair[0], reverse=True)


def _standing(found: Action) -> dict[str, str]:
    return {
        "status": found.status,
        "next_step": found.next_step,
        "evidence": found.evidence,
        "seen": found.changed_at.isoformat(),
    }


def _parts(
    person: Person, found: Action, story: list[ActionUpdate], word: tuple[int, WordForm] | None
) -> list[dict[str, Any]]:
    """Partners with the last that each said, and a form for one's own."""
    newest = {one.organisation_id: one for one in reversed(story)}
    mine = [one.pk for one in policies.parts_of(person, found)]
    typed = dict([word] if word else [])
    return [
        {
            "part": one,
            "is_first": mine[:1] == [one.pk],
            "said": newest.get(one.organisation_id),
            "waits": _waits(found, newest.get(one.organisation_id)),
            "form": (typed.get(one.pk) or WordForm(prefix=f"deel-{one.pk}"))
            if one.pk in mine
            else None,
        }
        for one in found.partners.all()
    ]


def _waits(found: Action, said: ActionUpdate | None) -> bool:
    day = local(said.made_at).date() if said else None
    return rules.asks_for_word(found.status, found.due_on, day, today())


@require_POST
@limited("programme.update", most=60, seconds=3600)
@login_required
def update_action(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner tells how it goes."""
    person, found = found_action(request, pk)
    policies.check_may_update_action(person, found)
    form = UpdateForm(request.POST)
    if not form.is_valid():
        return _page(request, person, found, form=form, status=422)
    given = form.cleaned_data | {"seen": seen_at(form.cleaned_data["seen"])}
    try:
        with shown_on(form):
            actions.update_action(action=found, by=person, **given)
            messages.success(request, _("Bewaard. Dank je wel dat je het vertelt."))
            return redirect("programme:action", pk)
    except OutOfDate:
        return _changed_meanwhile(request, person, found)
    return _page(request, person, found, form=form, status=422)


def _changed_meanwhile(request: HttpRequest, person: Person, found: Action) -> HttpResponse:
    """The page as it is now, with what was typed still in the form: saving again keeps that."""
    again = UpdateForm(typed_again(request.POST, found.changed_at))
    said = _(
        "Iemand anders heeft deze actie intussen veranderd. Hierboven staat hoe het nu is. Wat je typte staat er nog."
    )
    again.add_error(None, said)
    return _page(request, person, found, form=again, status=409)


@require_POST
@limited("programme.word", most=60, seconds=3600)
@login_required
def speak_of_part(request: HttpRequest, pk: int) -> HttpResponse:
    """A partner tells how its own part goes."""
    part = get_object_or_404(ActionPartner.objects.select_related("organisation"), pk=pk)
    person, found = found_action(request, part.action_id)
    policies.check_may_speak_of_part(person, part)
    form = WordForm(request.POST, prefix=f"deel-{pk}")
    if form.is_valid():
        with shown_on(form):
            actions.speak_of_part(part=part, by=person, **form.cleaned_data)
            said = _("Bewaard. %(organisation)s en de coördinator zien het bij de actie.")
            messages.success(request, said % {"organisation": found.owner})
            return redirect("programme:action", found.pk)
    return _page(request, person, found, word=(pk, form), status=422)
