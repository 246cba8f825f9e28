"""Pages of minutes: reading them, writing point by point, finishing, and approving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.coalitions import (
    actions,
    agenda_policies,
    agenda_queries,
    agenda_rules,
    minutes_queries,
)
from veerkracht.coalitions.agenda_views import about, agenda_in, meeting_of, point_of
from veerkracht.coalitions.minutes_forms import ChangeLineForm, LineForm, WhyForm
from veerkracht.coalitions.models import MinuteLine
from veerkracht.kernel.answers import say
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from veerkracht.coalitions.models import Agenda, Point
    from veerkracht.people.models import Person


@login_required
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes of a meeting, to read and to print; who leads writes them point by point."""
    person, meeting = meeting_of(request, pk)
    facts = about(meeting, person)
    found: Agenda | None = facts["agenda"]
    if found is not None:
        points = list(agenda_queries.minuted_points_of(found))
        facts["points"] = [(one, agenda_queries.title_of(one)) for one in points]
        facts["next"] = next((one for one in points if one.state == "open"), None)
        presences = meeting.presences.filter(there=True).select_related("person")
        facts["there"] = list(presences.order_by("person__name"))
    return render(request, "coalitions/minutes.html", facts)


@login_required
def point(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the minutes of one point: each line is saved at once."""
    person, found = point_of(request, pk)
    agenda_policies.check_may_lead(person, found.agenda.meeting)
    seats = minutes_queries.who_can(found.agenda.meeting.series.coalition)
    form = LineForm(seats, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.write_line(point=found, line=_line(form), by=person)
            return redirect("coalitions:minute_point", pk)
    return _page(request, person, found, form)


def _line(form: LineForm) -> actions.Line:
    given = form.cleaned_data
    day = {"action": given["due_on"], "decision": given["review_on"]}.get(given["kind"])
    return actions.Line(
        kind=given["kind"],
        words=given["words"],
        seat=form.seats.get(given["who"]) if given["kind"] == "action" else None,
        day=day,
        inside=given["inside"],
        false_alarm=given["false_alarm"],
    )


def _page(
    request: HttpRequest,
    person: Person,
    found: Point,
    form: LineForm,
    why: WhyForm | None = None,
) -> HttpResponse:
    points = list(agenda_queries.minuted_points_of(found.agenda))
    here = next(at for at, one in enumerate(points) if one.pk == found.pk)
    current, meeting = points[here], found.agenda.meeting
    title = agenda_queries.title_of(current)
    ((_point, _title, standing),) = agenda_queries.shown(
        meeting.series.coalition, meeting, found.agenda, [current]
    )
    facts = about(meeting, person) | {
        "point": current,
        "title": title,
        "standing": standing,
        "lines": list(current.minute_lines.all()),
        "form": form,
        "why_form": why or WhyForm(initial={"why": current.why}),
        "asks_why": agenda_rules.asks_why(current.carried),
        "points": [(one, agenda_queries.title_of(one)) for one in points],
        "following": points[here + 1] if here + 1 < len(points) else None,
    }
    bound = form.is_bound or why is not None
    return render(request, "coalitions/minute_point.html", facts, status=422 if bound else 200)


@require_POST
@login_required
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes of a point: discussed, taken along, not needed, open again."""
    person, found = point_of(request, pk)
    form = WhyForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        with shown_on(form):
            deed = request.POST.get("deed", "")
            actions.settle_point(
                point=found,
                deed=deed,
                by=person,
                why=given["why"],
                false_alarm=given["false_alarm"],
            )
            return redirect("coalitions:minute_point", pk)
    agenda_policies.check_may_lead(person, found.agenda.meeting)
    seats = minutes_queries.who_can(found.agenda.meeting.series.coalition)
    return _page(request, person, found, LineForm(seats), form)


def _line_of(request: HttpRequest, pk: int) -> tuple[Person, MinuteLine]:
    """Who is signed in, and a line of minutes that they may write; 403 for others."""
    person, line = signed_in(request), minutes_queries.line_of(pk)
    if line is None:
        raise Http404
    agenda_policies.check_may_lead(person, line.point.agenda.meeting)
    return person, line


@login_required
def change_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a line better. When somebody else did so meanwhile, both texts are shown and none is lost."""
    person, line = _line_of(request, pk)
    data = request.POST if request.method == "POST" else None
    initial = {"words": line.words, "version": line.version}
    form = ChangeLineForm(data, initial=initial)
    if form.is_valid():
        try:
            with shown_on(form):
                actions.change_line(line=line, by=person, **form.cleaned_data)
                return redirect("coalitions:minute_point", line.point_id)
        except OutOfDate:
            return _both(request, person, line, form)
    return _line_page(request, person, line, form)


def _both(
    request: HttpRequest, person: Person, line: MinuteLine, form: ChangeLineForm
) -> HttpResponse:
    line.refresh_from_db(fields=["words", "version"])
    mine = form.cleaned_data["words"]
    joined = {"words": agenda_rules.both(line.words, mine), "version": line.version}
    again = ChangeLineForm(initial=joined)
    return _line_page(request, person, line, again, theirs=line.words, mine=mine)


def _line_page(
    request: HttpRequest, person: Person, line: MinuteLine, form: ChangeLineForm, **more: Any
) -> HttpResponse:
    facts = about(line.point.agenda.meeting, person) | {"line": line, "form": form}
    status = 409 if more else 422 if form.is_bound else 200
    return render(request, "coalitions/minute_line.html", facts | more, status=status)


@require_POST
@login_required
def remove_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line away."""
    person, line = _line_of(request, pk)
    try:
        actions.remove_line(line=line, by=person)
        messages.success(request, _("De regel is weg."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("coalitions:minute_point", line.point_id)


@require_POST
@login_required
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes are ready: mail who does what, and take along what nobody came to."""
    person, meeting = meeting_of(request, pk)
    try:
        brought = actions.finish_minutes(agenda=agenda_in(meeting), by=person)
        messages.success(request, _finished(len(brought)))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("coalitions:minutes", pk)


def _finished(number: int) -> str:
    told = _("Het verslag is klaar. Iedereen krijgt een mail met wat is besloten en wie wat doet.")
    if not number:
        return told
    along = ngettext(
        "%(n)s punt gaat mee naar de volgende keer.",
        "%(n)s punten gaan mee naar de volgende keer.",
        number,
    )
    return f"{told} {along % {'n': number}}"


@require_POST
@login_required
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes are right."""
    person, meeting = meeting_of(request, pk)
    try:
        actions.approve_minutes(agenda=agenda_in(meeting), by=person)
        messages.success(request, _("Het verslag is vastgesteld."))
    except RuleBroken as broken:
        say(request, broken)
    return redirect("coalitions:minutes", pk)
