"""Pages of actions for coordinators: the list of a region, making, changing, giving and taking away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.numbers import whole
from veerkracht.kernel.permissions import require
from veerkracht.people.models import Organisation
from veerkracht.people.policies import is_coordinator, regions_of_coordinator, signed_in
from veerkracht.people.queries import find_person, organisations
from veerkracht.programme import action_actions as actions
from veerkracht.programme import action_policies as policies
from veerkracht.programme import action_queries as queries
from veerkracht.programme import action_rules as rules
from veerkracht.programme.action_forms import (
    Choices,
    GiveForm,
    WholeActionForm,
    seen_at,
    typed_again,
)
from veerkracht.programme.action_workbook import actions_book, workbook
from veerkracht.programme.goal_queries import goal_of
from veerkracht.programme.models import Action, ActionStatus

if TYPE_CHECKING:
    from django import forms

    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

A_PAGE = 50
STATES = ("late", "adrift", *ActionStatus.values)


def region_asked(request: HttpRequest) -> tuple[Person, list[Area], Area]:
    """A coordinator, the regions they coordinate, and the one that is asked for; 403 for others."""
    person = signed_in(request)
    require(is_coordinator(person), _("Deze pagina is voor coördinatoren."))
    mine = regions_of_coordinator(person)
    asked = request.GET.get("regio", "")
    return person, mine, next((one for one in mine if one.code == asked), mine[0])


def number(request: HttpRequest, name: str) -> int | None:
    """A number in the address; None for what is none."""
    return whole(request.GET.get(name, ""))


def _wanted(request: HttpRequest, region: Area) -> queries.ActionFilter:
    state = request.GET.get("stand", "")
    return queries.ActionFilter(
        region=region,
        theme=number(request, "thema"),
        owner=number(request, "eigenaar"),
        goal=number(request, "doel"),
        state=state if state in STATES else "",
    )


@login_required
def actions_of_region(request: HttpRequest) -> HttpResponse:
    """The actions of a region, by theme, owner, how they stand, and what is late."""
    _person, mine, region = region_asked(request)
    wanted = _wanted(request, region)
    page = Paginator(wanted.apply(), A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, rules.is_late(one.status, one.due_on, today())) for one in page.object_list]
    facts = {
        "rows": rows,
        "page_obj": page,
        "regions": mine,
        "region": region,
        "wanted": wanted,
        "goal": goal_of(wanted.goal, region) if wanted.goal else None,
        "standing": queries.standing(region),
        "states": _states(),
        "themes": list(queries.themes_in(region)),
        "owners": list(queries.owners_in(region)),
        "query": request.GET.urlencode(),
    }
    return render(request, "programme/action_list.html", facts)


def _states() -> list[tuple[str, str]]:
    named = [("late", _("Te laat")), ("adrift", _("Niemand aanspreekbaar"))]
    return [*named, *((value, str(label)) for value, label in ActionStatus.choices)]


@login_required
def actions_file(request: HttpRequest) -> HttpResponse:
    """The same list, whole, as a workbook."""
    _person, _mine, region = region_asked(request)
    found = _wanted(request, region).apply().prefetch_related("partners__organisation", "goals")
    return workbook(actions_book(found), f"acties-{region.code}.xlsx")


@login_required
def make_action(request: HttpRequest) -> HttpResponse:
    """Write down who does what by when."""
    person, mine, region = region_asked(request)
    data = request.POST if request.method == "POST" else None
    form = WholeActionForm(Choices.of(region), data)
    if form.is_valid():
        with shown_on(form.action):
            made = actions.make_action(region=region, by=person, **_facts(form))
            messages.success(request, _("De actie staat in de lijst."))
            return redirect("programme:action", made.pk)
    facts = {"form": form, "region": region, "regions": mine}
    status = 422 if form.is_bound else 200
    return render(request, "programme/action_make.html", facts, status=status)


def _facts(form: WholeActionForm) -> dict[str, Any]:
    """What the whole form says; RuleBroken for an address that we do not know."""
    person = known_person(form.action.cleaned_data["person"], "person")
    parts = [
        actions.Part(
            organisation,
            one.cleaned_data["role"],
            known_person(one.cleaned_data["person"], "partners"),
        )
        for one, organisation in form.chosen()
    ]
    return form.action.facts() | {"person": person, "partners": parts}


def known_person(address: str, field: str) -> Person | None:
    """Who has this address, or nobody without one."""
    if not address:
        return None
    found = find_person(address)
    if found is None or not found.is_active:
        said = _("We kennen niemand met het adres %(address)s. Klopt het?")
        raise RuleBroken(said % {"address": address}, field=field)
    return found


def _writable(request: HttpRequest, pk: int) -> tuple[Person, Action]:
    person = signed_in(request)
    related = Action.objects.select_related("owner", "person", "theme", "region")
    found = get_object_or_404(related, pk=pk)
    policies.check_may_change_action(person, found)
    return person, found


@login_required
def change_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an action; when somebody else did so meanwhile, both texts are shown."""
    person, found = _writable(request, pk)
    data = request.POST if request.method == "POST" else None
    form, others = WholeActionForm(Choices.of(found.region, found), data, found), None
    if form.is_valid():
        seen = seen_at(form.action.cleaned_data["seen"])
        try:
            with shown_on(form.action):
                actions.change_action(action=found, by=person, seen=seen, **_facts(form))
                messages.success(request, _("Bewaard."))
                return redirect("programme:action", pk)
        except OutOfDate:
            others = differences(form.action)
            typed = typed_again(request.POST, found.changed_at)
            form = WholeActionForm(Choices.of(found.region, found), typed, found)
    facts = {"form": form, "action": found, "region": found.region, "others": others}
    status = 409 if others is not None else 422 if form.is_bound else 200
    return render(request, "programme/action_make.html", facts, status=status)


def differences(form: forms.Form) -> list[tuple[str, str, str]]:
    """What stands there now and what was typed, for each field in which they differ."""
    named = []
    for name in form.changed_data:
        field = form[name]
        if not field.is_hidden:
            choices = dict(getattr(form.fields[name], "choices", ()))
            named.append(
                (
                    str(field.label),
                    _said(field.initial, choices),
                    _said(form.cleaned_data.get(name), choices),
                )
            )
    return named


def _said(value: Any, choices: dict[Any, Any]) -> str:
    """A value in words."""
    if isinstance(value, list):
        return ", ".join(str(choices.get(one, one)) for one in value)
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return str(choices.get(value, "" if value is None else value))


@login_required
def give_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Let another organisation answer for an action."""
    person, found = _writable(request, pk)
    others: dict[int, Organisation] = {one.pk: one for one in organisations()}
    form = GiveForm(others, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            owner = others[int(form.cleaned_data["owner"])]
            named = known_person(form.cleaned_data["person"], "person")
            actions.give_action(action=found, owner=owner, person=named, by=person)
            said = _("%(organisation)s doet deze actie vanaf nu.")
            messages.success(request, said % {"organisation": owner})
            return redirect("programme:action", pk)
    facts = {"form": form, "action": found}
    status = 422 if form.is_bound else 200
    return render(request, "programme/action_give.html", facts, status=status)


@require_POST
@login_required
def delete_action(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an action away; what refers to it is in the way."""
    person, found = _writable(request, pk)
    region = found.region.code
    try:
        actions.delete_action(action=found, by=person)
    except RuleBroken as broken:
        messages.error(request, broken.message)
        return redirect("programme:action", pk)
    messages.success(request, _("De actie is weg."))
    response = redirect("programme:actions")
    response["Location"] += f"?regio={region}"
    return response


@login_required
def to_action(request: HttpRequest, pk: int) -> HttpResponse:
    """From a list to one action: by way of the second factor, for who coordinates."""
    _person, found = _writable(request, pk)
    return redirect("programme:action", found.pk)
