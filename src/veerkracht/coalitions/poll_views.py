"""Pages of the yearly poll: answering without a name, opening one, posters, and results that may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions import poll_actions as actions
from veerkracht.coalitions import poll_queries as queries
from veerkracht.coalitions import poll_rules as rules
from veerkracht.coalitions.models import ParentPoll, PollBatch
from veerkracht.coalitions.parent_words import absolute
from veerkracht.coalitions.poll_drawing import qr
from veerkracht.coalitions.poll_forms import BatchForm, OpenPollForm, PollForm
from veerkracht.coalitions.poll_words import POLL_QUESTIONS
from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.kernel.security import quiet
from veerkracht.people.policies import regions_of_coordinator, signed_in
from veerkracht.places.queries import regions

if TYPE_CHECKING:
    from veerkracht.coalitions.poll_queries import PollResult
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

HIDDEN = "—"


def _batch(code: str) -> PollBatch:
    found = queries.batch_with(code)
    if found is None:
        raise Http404
    return found


@csrf_exempt  # the signed mark in the form is the proof; a cookie would break what we promise
@never_cache
@limited("coalitions.poll", most=60, seconds=3600)
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Three questions behind a QR code: no account, no name, no cookie."""
    batch = _batch(code)
    posted = request.POST if request.method == "POST" else None
    if posted is not None:
        actions.check_mark(batch, posted.get("mark", ""))
    form = PollForm(actions.fresh_mark(batch), posted)
    if form.is_valid():
        with shown_on(form):
            given = form.cleaned_data["mark"]
            actions.answer_poll(batch=batch, answers=form.answers(), mark=given)
            return redirect("coalitions:poll_thanks", code)
    facts = {
        "batch": batch,
        "form": form,
        "questions": _asked(form),
        "open": rules.is_open(batch.poll.opens_on, batch.poll.closes_on, today()),
    }
    status = 422 if form.is_bound else 200
    return quiet(render(request, "coalitions/poll_answer.html", facts, status=status))


def _asked(form: PollForm) -> list[tuple[Any, Any, list[tuple[Any, str]]]]:
    """Per question its field, its words, and its choices each with a picture."""
    found = []
    for key, question in POLL_QUESTIONS.items():
        field = form[key]
        pictures = [icon for _words, icon in question.answers.values()]
        found.append((field, question, list(zip(field, pictures, strict=True))))
    return found


@never_cache
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Thank you; and what happens with it."""
    return quiet(render(request, "coalitions/poll_thanks.html", {"batch": _batch(code)}))


def results(request: HttpRequest, code: str) -> HttpResponse:
    """For everybody: what closed polls of a region tell, and how it changed over the years."""
    region = get_object_or_404(regions(), code=code)
    found = queries.results_of(region)
    facts = {
        "region": region,
        "latest": _told(found[0]) if found else None,
        "trend": _trend(found),
        "years": [one.poll.year for one in reversed(found)],
    }
    return render(request, "coalitions/poll_results.html", facts)


def _told(one: PollResult) -> dict[str, Any]:
    """A poll in words, with bars for what may be shown."""
    total = one.total.or_none()
    return {
        "poll": one.poll,
        "total": one.total.told(_("minder dan 10")),
        "few": total is None,
        "questions": [
            (question, _rows(one, key, total)) for key, question in POLL_QUESTIONS.items()
        ],
    }


def _rows(one: PollResult, key: str, total: int | None) -> list[tuple[Any, str, str, int | None]]:
    """Per answer its words, picture, number, and share of all in whole percents."""
    cells = one.answers[key]
    rows = []
    for answer, (words, icon) in POLL_QUESTIONS[key].answers.items():
        number = cells[answer].or_none() if cells else None
        share = round(100 * number / total) if number is not None and total else None
        rows.append((words, icon, HIDDEN if number is None else str(number), share))
    return rows


def _trend(found: list[PollResult]) -> list[tuple[Any, list[str]]]:
    """Per question how many said yes in each year, the earliest first."""
    years = list(reversed(found))
    return [
        (question.short, [_share_of_yes(one, key) for one in years])
        for key, question in POLL_QUESTIONS.items()
    ]


def _share_of_yes(one: PollResult, key: str) -> str:
    cells, total = one.answers[key], one.total.or_none()
    number = cells["yes"].or_none() if cells else None
    if number is None or not total:
        return HIDDEN
    return _("%(share)s van de 100") % {"share": round(100 * number / total)}


@login_required
def polls(request: HttpRequest) -> HttpResponse:
    """The polls of my organisation or region; opening one."""
    person = signed_in(request)
    policies.check_may_poll(person)
    organisations, places = _own(person)
    posted = request.POST if request.method == "POST" else None
    form = OpenPollForm(organisations, places, today(), posted)
    if form.is_valid():
        with shown_on(form):
            poll = actions.open_poll(by=person, **form.values())
            messages.success(request, _("De peiling staat klaar. Maak nu posters."))
            return redirect("coalitions:poll", poll.pk)
    rows = [(one, _stands(one)) for one in queries.polls_of(person)[:50]]
    facts = {"form": form, "rows": rows}
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/poll_list.html", facts, status=status)


def _own(person: Person) -> tuple[list[Any], list[Area]]:
    """The organisations one speaks for, and the regions where one may hold a poll."""
    organisations = policies.organisations_of(person)
    found = {one.pk: one for one in regions_of_coordinator(person)}
    for organisation in organisations:
        found |= {one.pk: one for one in organisation.regions.all()}
    if not organisations:
        organisations = [person.organisation] if person.organisation else []
    return organisations, sorted(found.values(), key=lambda one: one.name)


def _stands(poll: ParentPoll) -> tuple[str, str]:
    if rules.is_closed(poll.closes_on, today()):
        return _("voorbij"), "plain"
    if rules.is_open(poll.opens_on, poll.closes_on, today()):
        return _("nu open"), "pine"
    return _("komt nog"), "info"


def _poll(request: HttpRequest, pk: int) -> tuple[Person, ParentPoll]:
    person = signed_in(request)
    related = ParentPoll.objects.select_related("organisation", "region")
    poll = get_object_or_404(related, pk=pk)
    policies.check_owns_poll(person, poll)
    return person, poll


@login_required
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """One poll: its places with their posters."""
    person, found = _poll(request, pk)
    form = BatchForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            batch = actions.add_batch(poll=found, by=person, **form.cleaned_data)
            return redirect("coalitions:poll_poster", batch.pk)
    facts = {
        "poll": found,
        "form": form,
        "batches": list(found.batches.all()),
        "stands": _stands(found),
        "closed": rules.is_closed(found.closes_on, today()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "coalitions/poll_poll.html", facts, status=status)


@login_required
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """A poster for one place."""
    person = signed_in(request)
    related = PollBatch.objects.select_related("poll__organisation", "poll__region")
    batch = get_object_or_404(related, pk=pk)
    policies.check_owns_poll(person, batch.poll)
    address = absolute("coalitions:poll_answer", batch.code)
    facts = {"batch": batch, "poll": batch.poll, "address": address, "qr": qr(address)}
    return render(request, "coalitions/poll_poster.html", facts)
