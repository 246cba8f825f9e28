"""Pages of a date poll: starting one, one's own answers by the link of the mail, and picking a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.kernel.answers import say
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.numbers import whole
from veerkracht.meetings import actions, policies, queries
from veerkracht.meetings.forms import AnswerForm, PollForm
from veerkracht.meetings.models import Poll, PollAnswer, PollDate, PollInvitation, Says
from veerkracht.meetings.views import about, series_of
from veerkracht.people.policies import signed_in

if TYPE_CHECKING:
    from datetime import datetime

    from veerkracht.meetings.rules import Suits


@login_required
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the members when they can."""
    person, series = series_of(request, pk)
    running = queries.open_poll(series)
    if running is not None:
        return redirect("meetings:poll", running.pk)
    form = PollForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            given = {name: form.cleaned_data[name] for name in ("minutes", "place", "online_link")}
            made = actions.start_poll(series=series, dates=form.moments(), by=person, **given)
            messages.success(request, _("Iedereen krijgt een mail met een eigen link."))
            return redirect("meetings:poll", made.pk)
    facts = about(series) | {"form": form}
    return render(request, "meetings/poll_start.html", facts, status=422 if form.is_bound else 200)


@login_required
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """Who can when, and which moment suits best; who closes it picks a date."""
    found, person = (
        get_object_or_404(Poll.objects.select_related("series"), pk=pk),
        signed_in(request),
    )
    policies.check_belongs(person, found.series)
    suits, people, best = queries.poll_table(found)
    answered = sum(1 for _person, said in people if all(said))
    facts = about(found.series) | {
        "poll": found,
        "suits": suits,
        "people": [(one, _in_words(suits, row)) for one, row in people],
        "best": best,
        "answered": answered,
        "length": queries.in_hours(found.minutes),
        "mine": queries.own_invitation(found, person),
    }
    return render(request, "meetings/poll.html", facts)


def _in_words(suits: list[Suits], said: list[str]) -> list[tuple[datetime, str]]:
    """What somebody says, with the moment that it is about."""
    words = [str(Says(one).label) if one else "" for one in said]
    return [(date.starts_at, one) for date, one in zip(suits, words, strict=True)]


@require_POST
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Pick a date, or stop without one."""
    found, person = (
        get_object_or_404(Poll.objects.select_related("series"), pk=pk),
        signed_in(request),
    )
    policies.check_belongs(person, found.series)
    given = request.POST.get("moment", "")
    date = None
    if given:
        date = get_object_or_404(PollDate, pk=whole(given), poll=found)
    try:
        made = actions.close_poll(poll=found, date=date, by=person)
    except RuleBroken as broken:
        say(request, broken)
        return redirect("meetings:poll", pk)
    if made is None:
        messages.success(request, _("De datumprikker is gestopt, zonder datum."))
        return redirect(policies.purpose_of(found.series).page(found.series))
    messages.success(request, _("De datum staat vast. Iedereen krijgt een mail met een afspraak."))
    return redirect("meetings:meeting", made.pk)


# One's own page, by the link in the mail


def _invitation(token: str) -> PollInvitation:
    found = queries.invitation_of(token)
    if found is None:
        raise Http404
    return found


@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Say of each moment whether I can. Opening it changes nothing; the link says whose page it is."""
    request.user = AnonymousUser()
    found = _invitation(token)
    dates = list(found.poll.dates.all())
    mine = PollAnswer.objects.filter(date__in=dates, person=found.person_id)
    known = dict(mine.values_list("date", "says"))
    form = AnswerForm(dates, known, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.answer_poll(invitation=found, answers=form.answers())
            messages.success(request, _("Bewaard. Je mag het veranderen zolang er geen datum is."))
            return redirect("meetings:answer", token)
    facts = {"invitation": found, "poll": found.poll, "form": form, "answered": bool(known)}
    facts |= {"length": queries.in_hours(found.poll.minutes)}
    if found.poll.meeting is not None:
        chosen = found.poll.meeting
        facts["when"] = queries.when_in_words(chosen.starts_at, chosen.ends_at)
    return render(request, "meetings/poll_answer.html", facts, status=422 if form.is_bound else 200)
