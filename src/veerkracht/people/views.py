"""Pages about oneself: my place, my profile, my data; and the list of roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.permissions import require
from veerkracht.kernel.waiting import own_pages
from veerkracht.people import actions, own_data, policies, queries, waiting
from veerkracht.people.entrance_views import next_of
from veerkracht.people.forms import WORK, ProfileForm, RegisterNumberForm, RoleForm, profile_of
from veerkracht.people.models import Role
from veerkracht.people.organisation_sign_in import FILLED_IN_BY
from veerkracht.people.policies import signed_in, staff_required

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from veerkracht.people.models import Person


@login_required
def my_place(request: HttpRequest) -> HttpResponse:
    """What waits for me, and what comes next."""
    person = signed_in(request)
    tasks, items = waiting.tasks_and_agenda_of(person)
    facts = {
        "tasks": tasks,
        "items": items,
        "is_staff": policies.has_staff_role(person),
        "gives_roles": policies.is_coordinator(person),
        "own_pages": [page for source in own_pages for page in source(person)],
    }
    return render(request, "people/my_place.html", facts)


@login_required
@limited("profile", most=60, seconds=600)
def profile(request: HttpRequest) -> HttpResponse:
    """Who I am and where I work; comes by itself on a first visit, and can be skipped."""
    person, going_to = signed_in(request), next_of(request)
    form = ProfileForm(request.POST or None, initial=profile_of(person))
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            _save_profile(person, form)
            request.session.pop(FILLED_IN_BY, None)
        if form.is_valid():
            messages.success(request, _("Je gegevens zijn bewaard."))
            return redirect(going_to or "people:my_place")
    filled_in_by = request.session.get(FILLED_IN_BY, "")
    facts = {
        "form": form,
        "next": going_to,
        "is_new": not person.name or filled_in_by,
        "filled_in_by": filled_in_by,
    }
    return render(request, "people/profile.html", facts)


def _save_profile(person: Person, form: ProfileForm) -> None:
    cleaned = form.cleaned_data
    work = {field: cleaned[field] for field in WORK}
    actions.save_profile(
        person=person, by=person, name=cleaned["name"], language=cleaned["language"], **work
    )


@login_required
@limited("register-numbers", most=60, seconds=600)
def register_numbers(request: HttpRequest) -> HttpResponse:
    """My numbers in professional registers."""
    person = signed_in(request)
    form = RegisterNumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            actions.save_register_number(person=person, by=person, **form.cleaned_data)
        if form.is_valid():
            messages.success(request, _("Je nummer is bewaard."))
            return redirect("people:register_numbers")
    numbers = queries.register_numbers(person)
    return render(request, "people/register_numbers.html", {"form": form, "numbers": numbers})


@login_required
@require_POST
def remove_register_number(request: HttpRequest, register: str) -> HttpResponse:
    """Forget one of my numbers."""
    person = signed_in(request)
    actions.remove_register_number(person=person, register=register, by=person)
    messages.success(request, _("Het nummer is weggehaald."))
    return redirect("people:register_numbers")


@login_required
@never_cache
def my_data(request: HttpRequest) -> HttpResponse:
    """All that the house holds of me, app by app."""
    return render(
        request, "people/my_data.html", {"parts": own_data.everything_of(signed_in(request))}
    )


@login_required
@never_cache
def download_my_data(request: HttpRequest) -> HttpResponse:
    """The same as one file that other programs can read (AVG art. 20)."""
    parts = own_data.everything_of(signed_in(request))
    name = f"veerkracht-{local(now()):%Y-%m-%d}.json"
    answer = JsonResponse(
        {str(part.title): part.rows for part in parts},
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@login_required
@never_cache
@limited("erase", most=10, seconds=600)
def erase_me(request: HttpRequest) -> HttpResponse:
    """What happens when I delete my account; and doing it."""
    if request.method != "POST":
        return render(request, "people/erase.html")
    person = signed_in(request)
    try:
        actions.erase_person(person=person, by=person)
    except RuleBroken as broken:
        return render(request, "people/erase.html", {"trouble": broken.message}, status=422)
    logout(request)
    messages.success(request, _("Je account is verwijderd. Bedankt dat je meedeed."))
    return redirect("account_login")


@staff_required
@limited("roles", most=120, seconds=600)
def roles(request: HttpRequest) -> HttpResponse:
    """Who has which role; an administrator gives every role, a coordinator makes trainers."""
    by = signed_in(request)
    require(policies.is_coordinator(by), _("Alleen een coördinator of beheerder kan rollen geven."))
    form = RoleForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            _give_role(by, form)
        if form.is_valid():
            messages.success(request, _("De rol is gegeven."))
            return redirect("people:roles")
    return render(
        request, "people/roles.html", {"form": form, "roles": queries.roles_visible_to(by)}
    )


def _give_role(by: Person, form: RoleForm) -> None:
    given = dict(form.cleaned_data)
    email, name = given.pop("email"), given.pop("name")
    known = queries.find_person(email)
    policies.check_may_give(by, given["kind"], given["region"].pk if given["region"] else None)
    person = known or actions.invite_person(email=email, name=name, by=by)
    actions.give_role(person=person, by=by, **given)


@staff_required
@require_POST
def end_role(request: HttpRequest, role_id: int) -> HttpResponse:
    """End somebody's role."""
    by = signed_in(request)
    role = get_object_or_404(
        Role.objects.select_related("person", "region", "organisation"), pk=role_id
    )
    try:
        actions.end_role(role=role, by=by)
    except RuleBroken as broken:
        messages.error(request, broken.message)
    else:
        messages.success(request, _("De rol is beëindigd."))
    return redirect("people:roles")
