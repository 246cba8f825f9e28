"""Pages of an agenda: reading it, bringing a point, the order, closing, mailing, and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.coalitions import actions, agenda_policies, agenda_queries, policies
from veerkracht.coalitions.agenda_document import agenda_pdf
from veerkracht.coalitions.agenda_rules import both
from veerkracht.coalitions.minutes_forms import ChangePointForm, PointForm
from veerkracht.coalitions.models import Agenda, Point
from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.limits import limited
from veerkracht.meetings.models import MeetingState
from veerkracht.meetings.queries import in_hours, when_in_words
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.coalitions.models import Coalition
    from veerkracht.meetings.models import Meeting
    from veerkracht.people.models import Person


def meeting_of(request: HttpRequest, pk: int) -> tuple[Person, Meeting]:
    """Who is signed in, and a meeting of a coalition in which they take part; 403 for others."""
    person, meeting = signed_in(request), agenda_queries.meeting_of(pk)
    if meeting is None:
        raise Http404
    policies.check_takes_part(person, meeting.series.coalition)
    return person, meeting


def agenda_in(meeting: Meeting) -> Agenda:
    """The agenda of a meeting; 404 when it has none yet."""
    agenda = agenda_queries.agenda_of(meeting)
    if agenda is None:
        raise Http404
    return agenda


def about(meeting: Meeting, person: Person) -> dict[str, Any]:
    """What every page of a meeting says."""
    coalition: Coalition = meeting.series.coalition
    return {
        "meeting": meeting,
        "coalition": coalition,
        "agenda": agenda_queries.agenda_of(meeting),
        "when": when_in_words(meeting.starts_at, meeting.ends_at),
        "begun": meeting.starts_at <= now(),
        "off": meeting.state == MeetingState.CANCELLED,
        "leads": agenda_policies.leads(person, meeting),
    }


@login_required
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda of a meeting: what fills itself, and what members brought."""
    person, meeting = meeting_of(request, pk)
    return _page(request, person, meeting)


def _page(
    request: HttpRequest, person: Person, meeting: Meeting, form: PointForm | None = None
) -> HttpResponse:
    facts = about(meeting, person) | {"form": form or PointForm(), "me": person}
    found = agenda_queries.agenda_of(meeting)
    if found is not None:
        points = list(agenda_queries.points_of(found))
        coalition = meeting.series.coalition
        facts["points"] = agenda_queries.shown(coalition, meeting, found, points)
        facts |= lasting(meeting, points)
    return render(request, "coalitions/agenda.html", facts, status=422 if form else 200)


def lasting(meeting: Meeting, points: Sequence[Point]) -> dict[str, Any]:
    """How long all points take together, and whether that fits."""
    minutes = sum(one.minutes for one in points)
    return {"whole": in_hours(minutes), "too_long": minutes > meeting.minutes}


@require_POST
@login_required
def make(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the agenda, of a meeting that was planned before the coalition was here."""
    person, meeting = meeting_of(request, pk)
    actions.make_agenda(meeting=meeting, by=person)
    return redirect("coalitions:agenda", pk)


@require_POST
@limited("coalitions.point", most=60, seconds=3600)
@login_required
def add_point(request: HttpRequest, pk: int) -> HttpResponse:
    """A member brings a point."""
    person, meeting = meeting_of(request, pk)
    form = PointForm(request.POST)
    if form.is_valid():
        with shown_on(form):
            actions.add_point(agenda=agenda_in(meeting), by=person, **form.cleaned_data)
            messages.success(request, _("Je punt staat op de agenda."))
            return redirect("coalitions:agenda", pk)
    return _page(request, person, meeting, form)


def point_of(request: HttpRequest, pk: int) -> tuple[Person, Point]:
    """Who is signed in, and a point of a coalition in which they take part; 403 for others."""
    person, point = signed_in(request), agenda_queries.point_of(pk)
    if point is None:
        raise Http404
    policies.check_takes_part(person, point.agenda.meeting.series.coalition)
    return person, point


@login_required
def change_point(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a point better. When somebody else did so meanwhile, both texts are shown and none is lost."""
    person, point = point_of(request, pk)
    agenda_policies.check_may_change_point(person, point)
    names = ("title", "notes", "minutes", "version")
    initial = {name: getattr(point, name) for name in names}
    data = request.POST if request.method == "POST" else None
    form = ChangePointForm(data, standing=bool(point.standing), initial=initial)
    if form.is_valid():
        try:
            with shown_on(form):
                actions.change_point(point=point, by=person, **form.cleaned_data)
                messages.success(request, _("Bewaard."))
                return redirect("coalitions:agenda", point.agenda.meeting_id)
        except OutOfDate:
            return _both(request, person, point, form)
    return _point_page(request, person, point, form)


def _both(
    request: HttpRequest, person: Person, point: Point, form: ChangePointForm
) -> HttpResponse:
    """Both texts: what stands there now, and a form with the two under each other."""
    point.refresh_from_db(fields=["title", "notes", "minutes", "version"])
    mine = form.cleaned_data
    joined = {
        "title": mine.get("title", ""),
        "notes": both(point.notes, mine["notes"]),
        "minutes": mine["minutes"],
        "version": point.version,
    }
    again = ChangePointForm(standing=bool(point.standing), initial=joined)
    return _point_page(request, person, point, again, theirs=point, mine=mine)


def _point_page(
    request: HttpRequest, person: Person, point: Point, form: ChangePointForm, **more: Any
) -> HttpResponse:
    title = agenda_queries.title_of(point)
    facts = about(point.agenda.meeting, person) | {"point": point, "title": title, "form": form}
    status = 409 if more else 422 if form.is_bound else 200
    return render(request, "coalitions/point.html", facts | more, status=status)


@require_POST
@login_required
def move_point(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """A place up or down."""
    person, point = point_of(request, pk)
    actions.move_point(point=point, up=way == "omhoog", by=person)
    return redirect(_to(point))


@require_POST
@login_required
def remove_point(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a point off the agenda."""
    person, point = point_of(request, pk)
    try:
        actions.remove_point(point=point, by=person)
        messages.success(request, _("Het punt is van de agenda."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("coalitions:agenda", point.agenda.meeting_id)


def _to(point: Point) -> str:
    """The point on the page of its agenda."""
    page = reverse("coalitions:agenda", args=[point.agenda.meeting_id])
    return f"{page}#punt-{point.pk}"


@require_POST
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the agenda and mail it to everybody; without ``mail`` only close it."""
    person, meeting = meeting_of(request, pk)
    found = agenda_in(meeting)
    try:
        if "mail" in request.POST:
            number = actions.mail_agenda(agenda=found, by=person)
            said = ngettext(
                "De agenda staat vast. %(n)s deelnemer krijgt een mail.",
                "De agenda staat vast. %(n)s deelnemers krijgen ieder een mail.",
                number,
            )
            messages.success(request, said % {"n": number})
        else:
            actions.close_agenda(agenda=found, by=person)
            messages.success(request, _("De agenda staat vast."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("coalitions:agenda", pk)


@require_POST
@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the agenda again."""
    person, meeting = meeting_of(request, pk)
    try:
        actions.reopen_agenda(agenda=agenda_in(meeting), by=person)
        messages.success(request, _("De agenda is weer open voor punten."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("coalitions:agenda", pk)


@login_required
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda as a PDF."""
    _person, meeting = meeting_of(request, pk)
    found = agenda_in(meeting)
    answer = HttpResponse(agenda_pdf(meeting, found), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="agenda-{meeting.starts_at:%Y-%m-%d}.pdf"'
    return answer
