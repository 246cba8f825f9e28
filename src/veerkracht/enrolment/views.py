"""A person's pages: ask for a place, answer an offer, leave, let a colleague come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.enrolment import actions, letters, policies, queries, rules
from veerkracht.enrolment.agenda import planned_beside
from veerkracht.enrolment.approvals import who_decides
from veerkracht.enrolment.availability import availability
from veerkracht.enrolment.conditions import missing_for
from veerkracht.enrolment.forms import ColleagueForm, LeaveForm, RequestForm, choice_labels
from veerkracht.enrolment.models import SEATED, Enrolment, Handover, State
from veerkracht.enrolment.prospects import Outlook, prospect
from veerkracht.enrolment.words import REFUSALS, RULES
from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.people.policies import signed_in
from veerkracht.training.models import Edition, EditionState
from veerkracht.training.queries import overlapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from veerkracht.people.models import Person


@login_required
@limited("enrolment.request", most=60, seconds=3600)
def request_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a place: the page with everything one should know, and the button."""
    person = signed_in(request)
    form = _posted_form(request, pk) if request.method == "POST" else None
    if form and form.is_valid():
        with shown_on(form):
            return _ask(request, pk, form)
    edition = _open_edition(pk)
    own = queries.mine(person, edition)
    if own:
        return redirect("enrolment:mine", own.pk)
    overlaps = _overlaps(person, edition)
    fill = queries.fills([pk])[pk]
    meets, panels = prospect(person, edition, fill), policies.panels(person, edition)
    others = list(_other_dates(edition, person)) if meets.outlook != Outlook.PLACE else []
    sessions, beside, requests = planned_beside(person, edition, queries.ask_requests(edition))
    facts = {
        "edition": edition,
        "sessions": sessions,
        "form": _page_form(request, form, others, overlaps=bool(overlaps)),
        "overlaps": overlaps,
        "beside": beside,
        "fill": fill,
        "prospect": meets,
        "parties": requests if requests < fill.waiting else 0,  # said where the numbers differ
        "closed": _why_closed(edition),
        "late": now() > edition.cancel_until,
        "panels": panels,
        "missing": missing_for(person, edition),
        "instead": meets.outlook == Outlook.PLACE and any(one.instead for one in panels),
    }
    return render(request, "enrolment/request.html", facts, status=422 if form else 200)


def _posted_form(request: HttpRequest, pk: int) -> RequestForm:
    """What was posted. Other dates are looked up only when some were chosen: this is the busy path."""
    if "also" not in request.POST:
        return RequestForm(request.POST, others=(), overlaps=True)
    others = _other_dates(_open_edition(pk), signed_in(request))
    return RequestForm(request.POST, others=choice_labels(others, _date_label), overlaps=True)


def _page_form(
    request: HttpRequest, posted: RequestForm | None, others: Sequence[Edition], *, overlaps: bool
) -> RequestForm:
    """The form as the page shows it, with what was typed and what was wrong."""
    choices = choice_labels(others, _DateLabels(others))
    form = RequestForm(request.POST if posted else None, others=choices, overlaps=overlaps)
    if not choices:
        form.fields.pop("also", None)
    for field, errors in (posted.errors if posted else {}).items():
        if field not in form.errors:
            form.add_error(field if field in form.fields else None, list(errors))
    return form


def _open_edition(pk: int) -> Edition:
    related = ("course__prerequisite", "municipality", "region")
    return get_object_or_404(
        Edition.objects.select_related(*related).exclude(state=EditionState.DRAFT), pk=pk
    )


def _ask(request: HttpRequest, pk: int, form: RequestForm) -> HttpResponse:
    person = signed_in(request)
    try:
        rows = actions.request_places(
            people=[person],
            editions=[Edition(pk=one) for one in (pk, *form.also_ids())],
            by=person,
            despite_overlap=form.cleaned_data.get("despite_overlap", False),
        )
    except Edition.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _what_came_of_it(rows, pk))
    return redirect("enrolment:mine", rows[0].pk)


def _what_came_of_it(rows: Sequence[Enrolment], wanted: int) -> str:
    """Where one stands now; a place on another date than was looked at is named by its date."""
    if any(row.state == State.ASKED for row in rows):
        return _("Je aanvraag is binnen. Je krijgt een mail zodra daarover is beslist.")
    if rows[0].state != State.PLACED:
        dated = _open_edition(rows[0].edition_id).starts_at is not None
        return (
            _("Je staat op de wachtlijst. Je krijgt een mail zodra je aan de beurt bent.")
            if dated
            else _("Je staat op de lijst. Je krijgt een mail zodra de datum bekend is.")
        )
    if rows[0].edition_id == wanted:
        return _("Gelukt: je plaats is van jou. We mailen je de gegevens.")
    booked = _date_label(_open_edition(rows[0].edition_id))
    return _(
        "Gelukt: je hebt een plaats op een andere datum: %(date)s. We mailen je de gegevens."
    ) % {"date": booked}


def _why_closed(edition: Edition) -> str:
    why = rules.why_not_open(
        state=edition.state, opens_at=edition.opens_at, closes_at=edition.closes_at, moment=now()
    )
    return str(REFUSALS[why]) if why else ""


def _overlaps(person: Person, edition: Edition) -> list[object]:
    ids = set(Enrolment.objects.live().filter(person=person).values_list("edition_id", flat=True))
    return list(overlapping(ids, edition)) if ids else []


def _other_dates(edition: Edition, person: Person) -> QuerySet[Edition]:
    """Other open editions of the course that this person is not in yet."""
    mine = Enrolment.objects.live().filter(person=person).values("edition")
    return (
        Edition.objects.filter(
            course=edition.course_id,
            state=EditionState.PUBLISHED,
            opens_at__lte=now(),
            closes_at__gt=now(),
        )
        .exclude(pk=edition.pk)
        .exclude(pk__in=mine)
        .select_related("municipality", "course")
        .order_by("starts_at", "pk")[: rules.MOST_EDITIONS]
    )


def _date_label(edition: Edition) -> str:
    """``do 3 december, 9.00 uur · Heerlen``: when it begins, and where."""
    starts = edition.starts_at
    day = _("%(when)s uur") % {"when": date_format(local(starts), "D j F, G.i")} if starts else ""
    return " · ".join(part for part in (day or _("datum volgt"), edition.place) if part)


class _DateLabels:
    """Other dates in words, each with whether there is a place right now."""

    def __init__(self, editions: Sequence[Edition]) -> None:
        self._places = availability([edition.pk for edition in editions])

    def __call__(self, edition: Edition) -> str:
        """The date, the place, and what a tick means."""
        return f"{_date_label(edition)} ({self._means(edition)})"

    def _means(self, edition: Edition) -> str:
        places = self._places.get(edition.pk)
        if places and places.approver:
            return _("daar is goedkeuring voor nodig")
        if edition.starts_at is None:
            return _("je hoort wanneer het is")
        room = places and places.free and not places.waiting
        return _("nog plaats: die krijg je meteen") if room else _("vol: je wacht")


@login_required
def all_mine(request: HttpRequest) -> HttpResponse:
    """Everything one is or was enrolled in."""
    rows = queries.all_of(signed_in(request))
    live = [
        (row, booked)
        for row, booked in rows
        if row.is_live and (row.edition.ends_at is None or row.edition.ends_at >= now())
    ]
    past = [one for one in rows if one not in live]
    return render(request, "enrolment/all_mine.html", {"live": live[::-1], "past": past})


@login_required
def mine(request: HttpRequest, pk: int) -> HttpResponse:
    """One enrolment: where it stands and what one can do."""
    enrolment = _own(request, pk)
    around = queries.around(enrolment)
    facts: dict[str, Any] = {
        "enrolment": enrolment,
        "edition": enrolment.edition,
        "sessions": around.sessions,
        "booked": around.booked,
        "is_mine": enrolment.person_id == signed_in(request).pk,
        "afterwards": around.afterwards,
        "standing": queries.in_words(enrolment),
        "lies_with": _lies_with(enrolment),
        "handover": next(iter(around.handovers), None),
        "others": around.others,
        "history": [(move, RULES[rules.Rule(move.rule)]) for move in around.moves],
        "late": now() > enrolment.edition.cancel_until,
        "started": bool(enrolment.edition.starts_at and now() >= enrolment.edition.starts_at),
    }
    if enrolment.state == State.OFFERED:
        facts["panels"] = policies.panels(enrolment.person, enrolment.edition)
        facts["instead"] = any(panel.instead for panel in facts["panels"])
    return render(request, "enrolment/mine.html", facts)


def _lies_with(enrolment: Enrolment) -> str:
    """With whom a request lies; empty when it does not."""
    return who_decides(enrolment.approval) if enrolment.state == State.ASKED else ""


def _own(request: HttpRequest, pk: int) -> Enrolment:
    """An enrolment that this person may change; anybody else's does not exist for them."""
    related = ("person", "edition__course", "edition__municipality", "approval__organisation")
    enrolment = Enrolment.objects.select_related(*related).filter(pk=pk).first()
    if enrolment is None:
        raise Http404
    policies.check_may_change(signed_in(request), enrolment)
    return enrolment


@require_POST
@login_required
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Yes to an offered place."""
    try:
        actions.accept(enrolment=_own(request, pk), by=signed_in(request))
        messages.success(request, _("Gelukt: je plaats is van jou. We mailen je de gegevens."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("enrolment:mine", pk)


@login_required
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave: a page that says what happens, then the deed."""
    enrolment = _own(request, pk)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            actions.leave(
                enrolment=enrolment, by=signed_in(request), reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("Je bent afgemeld. Dank dat je het laat weten."))
            return redirect("enrolment:mine", pk)
    late = now() > enrolment.edition.cancel_until
    facts = {"enrolment": enrolment, "edition": enrolment.edition, "form": form, "late": late}
    facts["goes_on"] = enrolment.state in SEATED and queries.goes_to_next(enrolment.edition)
    return render(request, "enrolment/leave.html", facts, status=422 if form.is_bound else 200)


@login_required
@limited("enrolment.ask_colleague", most=20, seconds=3600)
def ask_colleague(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a colleague to come instead."""
    enrolment = _own(request, pk)
    form = ColleagueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with shown_on(form):
            address = form.cleaned_data["address"]
            actions.ask_colleague(enrolment=enrolment, address=address, by=signed_in(request))
            messages.success(
                request,
                _(
                    "We hebben je collega gemaild. Tot je collega ja zegt, blijft de plaats van jou."
                ),
            )
            return redirect("enrolment:mine", pk)
    facts = {"enrolment": enrolment, "edition": enrolment.edition, "form": form}
    return render(
        request, "enrolment/ask_colleague.html", facts, status=422 if form.is_bound else 200
    )


def take_over(request: HttpRequest, token: str) -> HttpResponse:
    """A colleague's invitation: see what it is, sign in, and take the place over."""
    related = (
        "enrolment__person",
        "enrolment__edition__course",
        "enrolment__edition__municipality",
    )
    handover = get_object_or_404(Handover.objects.select_related(*related), token=token)
    over = handover.ended_at is not None or handover.enrolment.state != State.PLACED
    if request.method == "POST" and request.user.is_authenticated:
        try:
            successor = actions.take_over(handover=handover, by=request.user)
            messages.success(
                request, _("Gelukt: de plaats is nu van jou. We mailen je de gegevens.")
            )
            return redirect("enrolment:mine", successor.pk)
        except RuleBroken as broken:
            say(request, broken)
            return redirect("enrolment:take_over", token)
    facts = {"handover": handover, "edition": handover.enrolment.edition, "over": over}
    facts["sessions"] = handover.enrolment.edition.sessions.all()
    facts["own"] = _own_place(request, handover.enrolment.edition)
    return render(request, "enrolment/take_over.html", facts)


def _own_place(request: HttpRequest, edition: Edition) -> Enrolment | None:
    """The place that the visitor has in this edition already."""
    own = queries.mine(request.user, edition) if request.user.is_authenticated else None
    return own if own and own.state == State.PLACED else None


@login_required
def appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """The calendar file of a place, to add by hand."""
    enrolment = _own(request, pk)
    if enrolment.state != State.PLACED:
        raise Http404
    response = HttpResponse(
        letters.appointments_of(enrolment), content_type="text/calendar; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return response
