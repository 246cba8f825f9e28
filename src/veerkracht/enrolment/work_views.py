"""The pages of who runs it: the workbench, and the list of an edition for coordinator and trainer."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.audit.actions import record
from veerkracht.enrolment import actions, policies, queries, rules, share_states, workbench
from veerkracht.enrolment.forms import AddPeopleForm, Guest, LeaveForm
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.enrolment.words import RULES
from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.permissions import allows, require
from veerkracht.kernel.together import gather
from veerkracht.kernel.waiting import tasks
from veerkracht.people.actions import invite_person
from veerkracht.people.policies import has_staff_role, regions_of_coordinator, signed_in
from veerkracht.training.models import Edition, EditionState
from veerkracht.training.queries import DEEDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person


@login_required
def work(request: HttpRequest) -> HttpResponse:
    """What waits for me, and every edition of my regions with how full it is."""
    person = signed_in(request)
    require(has_staff_role(person), _("Deze pagina is voor coördinatoren en trainers."))
    view = workbench.View.of(request.GET)
    editions = workbench.editions(person, view)
    page = Paginator(editions, 25).get_page(request.GET.get("pagina"))
    fills = queries.fills([edition.pk for edition in page.object_list])
    facts = {
        "waiting": [task for found in gather(source(person) for source in tasks) for task in found],
        "rows": [(edition, fills[edition.pk]) for edition in page.object_list],
        "page_obj": page,
        "view": view,
        "regions": regions_of_coordinator(person),
        "coordinates": bool(regions_of_coordinator(person)),
        "deeds": DEEDS.items(),
    }
    return render(request, "enrolment/work.html", facts)


def _edition(pk: int) -> Edition:
    related = ("course", "municipality", "region", "terms")
    return get_object_or_404(Edition.objects.select_related(*related), pk=pk)


@login_required
def edition_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who comes, who waits and why, what happened; coordinators can add and remove people."""
    edition = _edition(pk)
    policies.check_may_see_list(signed_in(request), edition)
    runs = allows(policies.check_may_run, signed_in(request), edition)
    form = AddPeopleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        policies.check_may_run(signed_in(request), edition)
    if form.is_valid():
        with shown_on(form):
            return _add(request, edition, form)
    links = [one for links in queries.list_links for one in links(request, edition)]
    facts = _list_facts(edition, runs=runs) | {"form": form, "runs": runs, "links": links}
    return render(
        request, "enrolment/edition_list.html", facts, status=422 if form.is_bound else 200
    )


def _list_facts(edition: Edition, *, runs: bool) -> dict[str, object]:
    fill = queries.fills([edition.pk])[edition.pk]
    terms = getattr(edition, "terms", None)
    states = share_states.share_states(edition) if terms and terms.has_shares else []
    room = share_states.room_from(fill.free, states)
    shares = [state.share for state in states]
    return _head_facts(edition) | {
        "fill": fill,
        "terms": terms,
        "states": states,
        "participants": list(queries.participants(edition)),
        "asked": list(queries.asked(edition)) if fill.asked and runs else [],
        "queue": queries.queue_of(edition, room=room, shares=shares) if fill.waiting else [],
        "off": edition.state == EditionState.CANCELLED,
        "begun": edition.starts_at is not None and now() >= edition.starts_at,
        "best_fit": queries.is_best_fit(edition),
        "offer_length": queries.offer_length(edition),
        "moves": [(move, RULES[rules.Rule(move.rule)]) for move in queries.moves_of(edition)],
    }


def _head_facts(edition: Edition) -> dict[str, object]:
    return {
        "edition": edition,
        "sessions": list(edition.sessions.all()),
        "trainers": list(edition.trainer_assignments.select_related("person")),
    }


def _add(request: HttpRequest, edition: Edition, form: AddPeopleForm) -> HttpResponse:
    coordinator = signed_in(request)
    guests: Sequence[Guest] = form.cleaned_data["people"]
    with transaction.atomic():  # one who cannot come in keeps all out: the form can be sent again
        people = [_invited(guest, coordinator) for guest in guests]
        parties = [people] if form.cleaned_data["together"] else [[person] for person in people]
        rows = actions.request_for_parties(parties=parties, edition=edition, by=coordinator)
    placed = sum(row.state == State.PLACED for row in rows)
    messages.success(request, _added_words(placed, len(rows) - placed))
    return redirect("enrolment:edition_list", edition.pk)


def _invited(guest: Guest, coordinator: Person) -> Person:
    """The person of this line; what is wrong with a line is told with its number."""
    try:
        return invite_person(email=guest.address, name=guest.name, language="nl", by=coordinator)
    except RuleBroken as broken:
        facts = {"number": guest.line, "address": guest.address, "why": broken.message}
        message = _("Regel %(number)s (%(address)s): %(why)s") % facts
        raise RuleBroken(message, field="people") from broken


def _added_words(placed: int, waiting: int) -> str:
    words = []
    if placed:
        words.append(
            ngettext("%(n)s persoon heeft een plaats.", "%(n)s mensen hebben een plaats.", placed)
            % {"n": placed}
        )
    if waiting:
        words.append(
            ngettext("%(n)s persoon wacht.", "%(n)s mensen wachten.", waiting) % {"n": waiting}
        )
    return " ".join(words)


def _reason(form: LeaveForm) -> str:
    if not form.is_valid():
        raise RuleBroken(
            _("Deze reden is te lang, of we kunnen hem niet lezen. Er is niets veranderd.")
        )
    return str(form.cleaned_data["reason"])


@require_POST
@login_required
def remove(request: HttpRequest, pk: int, enrolment_pk: int) -> HttpResponse:
    """A coordinator takes somebody off the list."""
    enrolment = get_object_or_404(
        Enrolment.objects.select_related("edition", "person"), pk=enrolment_pk, edition=pk
    )
    policies.check_may_run(signed_in(request), enrolment.edition)
    form = LeaveForm(request.POST)
    try:
        actions.leave(enrolment=enrolment, by=signed_in(request), reason=_reason(form))
        messages.success(
            request, _("%(name)s is afgemeld en krijgt een mail.") % {"name": enrolment.person}
        )
    except RuleBroken as broken:
        say(request, broken)
    return redirect("enrolment:edition_list", pk)


@login_required
def attendance_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The list on paper: a line a person, a box a session, room for a signature."""
    edition = _edition(pk)
    policies.check_may_see_list(signed_in(request), edition)
    placed = [row for row in queries.participants(edition) if row.state == State.PLACED]
    facts = _head_facts(edition) | {"placed": placed}
    return render(request, "enrolment/attendance_sheet.html", facts)


@login_required
def participants_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Participants as a .csv for a spreadsheet; every download is recorded."""
    edition = _edition(pk)
    policies.check_may_run(signed_in(request), edition)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="deelnemers-{edition.pk}.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(
        [
            _("Naam"),
            _("E-mail"),
            _("Organisatie"),
            _("Sector"),
            _("Functie"),
            _("Stand"),
            _("Aangevraagd"),
            _("Was er"),
        ]
    )
    for row in queries.participants(edition):
        writer.writerow(workbench.line(row))
    record(
        "enrolment.participants_downloaded",
        edition,
        by=signed_in(request),
        region_id=edition.region_id,
    )
    return response
