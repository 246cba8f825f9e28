"""Pages of intervision: my groups, one group, my hours, the bringer's card, and lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from veerkracht.kernel.answers import say
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.meetings.models import MeetingState
from veerkracht.meetings.policies import check_belongs, check_may_see_meeting
from veerkracht.meetings.queries import (
    in_hours,
    meeting_of,
    meetings_of,
    members_of,
    open_poll,
    own_invitation,
    when_in_words,
)
from veerkracht.people.policies import signed_in
from veerkracht.people.queries import register_numbers
from veerkracht.places.queries import region_of, regions
from veerkracht.practice import group_lesson_actions as lessons
from veerkracht.practice import group_queries as queries
from veerkracht.practice.forming_models import WishState
from veerkracht.practice.forming_queries import wish_of
from veerkracht.practice.group_documents import (
    intervision_proof,
    rule_in_words,
    verdict_in_words,
)
from veerkracht.practice.group_forms import LessonForm
from veerkracht.practice.group_lesson_models import Lesson
from veerkracht.practice.group_models import Group

if TYPE_CHECKING:
    from veerkracht.meetings.models import Meeting
    from veerkracht.people.models import Person

LATELY = 12  # meetings on the page of a group
A_PAGE = 30


@login_required
def groups(request: HttpRequest) -> HttpResponse:
    """My groups; with one group, that one."""
    person = signed_in(request)
    rows = list(queries.lives(queries.groups_of(person)))
    if len(rows) == 1:
        return redirect("practice:group", rows[0][0].pk)
    wish = None if rows else wish_of(person)
    waits = wish if wish and wish.state == WishState.OPEN else None
    facts = {"rows": rows, "waits": waits, "coaches": Group.objects.filter(coach=person).exists()}
    return render(request, "practice/groups.html", facts)


@login_required
def group_of_series(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of the group that a series belongs to."""
    found = get_object_or_404(Group, series=pk)
    return redirect("practice:group", found.pk)


@login_required
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """One group: who, when next, a poll that runs, what was, and my hours."""
    person = signed_in(request)
    related = Group.objects.select_related("series__region", "coach")
    found = get_object_or_404(related, pk=pk)
    check_belongs(person, found.series)
    rows = list(meetings_of(found.series)[: LATELY + 6])
    ahead = [one for one in rows if one.ends_at > now() and one.state == MeetingState.PLANNED]
    past = [one for one in rows if one not in ahead][:LATELY]
    poll = open_poll(found.series)
    year = queries.hours_of_year(person, today().year)
    facts = {
        "group": found,
        "series": found.series,
        "members": list(members_of(found.series)),
        "ahead": [(one, _when(one)) for one in reversed(ahead)],
        "past": past,
        "card_ends": queries.card_ends(person),
        "poll": poll,
        "mine": own_invitation(poll, person) if poll else None,
        "year": year,
        "hours": in_hours(year.minutes),
    }
    return render(request, "practice/group.html", facts)


def _when(meeting: Meeting) -> str:
    return when_in_words(meeting.starts_at, meeting.ends_at)


# Hours


@login_required
def hours(request: HttpRequest) -> HttpResponse:
    """My hours of intervision, year by year, and whether they meet the rule."""
    years = queries.hours_by_year(signed_in(request))
    rows = [
        (
            one,
            in_hours(one.minutes),
            verdict_in_words(one.verdict),
            [(row, in_hours(row.minutes)) for row in one.rows],
        )
        for one in years
    ]
    return render(request, "practice/group_hours.html", {"rows": rows, "rule": rule_in_words()})


@login_required
def proof(request: HttpRequest, year: int) -> HttpResponse:
    """The proof of one year, as a PDF."""
    person = signed_in(request)
    if not 2000 <= year <= today().year:
        raise Http404
    found = queries.hours_of_year(person, year)
    made = intervision_proof(person, register_numbers(person), found, get_language() or "nl")
    answer = HttpResponse(made, content_type="application/pdf")
    name = _("bewijs-van-intervisie")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{year}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


# The bringer's card, and lessons


def _meeting(request: HttpRequest, pk: int) -> tuple[Person, Meeting]:
    """Who is signed in, and a meeting of theirs; 404 for what is not intervision."""
    person, found = signed_in(request), meeting_of(pk)
    if found is None or queries.group_of(found.series) is None:
        raise Http404
    check_may_see_meeting(person, found)
    return person, found


@login_required
@never_cache
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The bringer's card: it lives on this device, and the server never sees a word of it."""
    person, found = _meeting(request, pk)
    gone = found.state != MeetingState.PLANNED or found.ends_at <= now()
    until = "0" if gone else str(int(found.ends_at.timestamp() * 1000))
    facts = {"meeting": found, "until": until, "gone": gone, "when": _when(found)}
    facts["card_ends"] = queries.card_ends(person)
    return render(request, "practice/group_card.html", facts)


@require_POST
@login_required
def propose_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose one sentence to share."""
    person, found = _meeting(request, pk)
    form = LessonForm(request.POST)
    if not form.is_valid():
        say(request, RuleBroken(_("Schrijf één zin van hooguit 240 tekens.")))
        return redirect("meetings:meeting", pk)
    try:
        lessons.propose_lesson(meeting=found, by=person, **form.cleaned_data)
        words = _("Voorgesteld. Zegt iedereen die erbij was ja, dan wordt de les gedeeld.")
        messages.success(request, words)
    except RuleBroken as broken:
        say(request, broken)
    return redirect("meetings:meeting", pk)


@require_POST
@login_required
def answer_lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no to sharing a lesson."""
    person = signed_in(request)
    lesson = get_object_or_404(Lesson, pk=pk, voices__person=person)
    agrees = request.POST.get("mag") == "ja"
    back = reverse("meetings:meeting", args=[lesson.meeting_id])
    published = lessons.answer_lesson(lesson=lesson, agrees=agrees, by=person)
    if published:
        messages.success(request, _("Iedereen zei ja. De les staat nu bij de lessen van de regio."))
        return redirect("practice:group_lessons", lesson.region.code)
    words = _("Bewaard.") if agrees else _("De les is weg. Niemand ziet wie nee zei.")
    messages.success(request, words)
    return redirect(back)


@login_required
def lessons_of(request: HttpRequest, code: str = "") -> HttpResponse:
    """Lessons that groups in a region shared."""
    person, areas = signed_in(request), list(regions())
    home = region_of(person.municipality) if person.municipality else None
    wanted = code or (home.code if home else "")
    chosen = next((one for one in areas if one.code == wanted), None)
    if code and chosen is None:
        raise Http404
    chosen = chosen or areas[0]
    page = Paginator(queries.lessons_in(chosen), A_PAGE).get_page(request.GET.get("page"))
    facts: dict[str, Any] = {"regions": areas, "region": chosen, "page_obj": page}
    return render(request, "practice/group_lessons.html", facts)
