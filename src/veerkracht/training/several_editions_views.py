"""The coordinator's pages for several editions at once: choose, look at what happens, do it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import local
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.numbers import whole
from veerkracht.people.policies import staff_required
from veerkracht.training import queries
from veerkracht.training import several_editions_actions as actions
from veerkracht.training.course_views import UNPROCESSABLE, coordinator
from veerkracht.training.models import Course, Edition
from veerkracht.training.policies import check_may_change_course, check_may_change_edition
from veerkracht.training.several_editions_days_off import warnings
from veerkracht.training.several_editions_forms import DeedForm, SeriesForm, letters
from veerkracht.training.several_editions_rules import MOST_EDITIONS, Deed
from veerkracht.training.several_editions_words import DEEDS, day_off

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person
    from veerkracht.training.rules import Meeting
    from veerkracht.training.several_editions_actions import Outcome, Planned
    from veerkracht.training.several_editions_rules import Wish


@dataclass(frozen=True)
class Line:
    """One edition on a page of outcomes: which, what happens, or why nothing does, and what to look out for."""

    edition: Edition
    number: int
    what: str
    refused: str
    warned: str = ""
    sessions: Sequence[Meeting] = ()
    ticked: bool = True


@staff_required
def several(request: HttpRequest) -> HttpResponse:
    """Do one thing to the editions in the address: say what, see what happens to each, do it."""
    person = coordinator(request)
    editions = _chosen(request, person)
    deed = request.GET.get("doe", "")
    if not editions or deed not in set(Deed):
        return _choose(request, editions)
    form = DeedForm(request.POST if request.method == "POST" else None, deed=Deed(deed))
    facts = {"form": form, "deed": deed, "title": DEEDS[Deed(deed)], "editions": editions}
    facts["places"] = queries.availability_of([edition.pk for edition in editions])
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        with shown_on(form):
            return _answer(request, person, form.wish(), facts)
    wrong = UNPROCESSABLE if form.errors else 200
    return render(request, "training/work/several.html", facts, status=wrong)


def _chosen(request: HttpRequest, person: Person) -> list[Edition]:
    """The editions in the address, all of them this person's to change."""
    typed = map(whole, request.GET.getlist("editie")[:MOST_EDITIONS])
    numbers = [one for one in typed if one is not None]
    related = ("course", "municipality", "region")
    found = Edition.objects.select_related(*related).filter(pk__in=numbers)
    editions = list(found.order_by("starts_at", "pk"))
    for edition in editions:
        check_may_change_edition(person, edition)
    return editions


def _choose(request: HttpRequest, editions: list[Edition]) -> HttpResponse:
    """Nothing was chosen yet: which editions, or what to do with them."""
    facts = {"editions": editions, "deeds": DEEDS.items()}
    return render(request, "training/work/several_choose.html", facts)


def _answer(
    request: HttpRequest, person: Person, wish: Wish, facts: dict[str, Any]
) -> HttpResponse:
    """What would happen; or, when that was asked, what did."""
    doing = "do" in request.POST
    if doing:
        outcomes = actions.carry_out(
            by=person, editions=facts["editions"], wish=wish, versions=_versions(request)
        )
    else:
        outcomes = actions.rehearse(by=person, editions=facts["editions"], wish=wish)
    befores = facts["editions"]
    lines = [
        _line(before, outcome, wish) for before, outcome in zip(befores, outcomes, strict=True)
    ]
    facts |= {
        "lines": lines,
        "done": sum(not line.refused for line in lines),
        "refused": sum(bool(line.refused) for line in lines),
        "letters": letters(sum(outcome.letters for outcome in outcomes)),
    }
    template = "training/work/several_done.html" if doing else "training/work/several_preview.html"
    return render(request, template, facts)


def _versions(request: HttpRequest) -> dict[int, int]:
    """The versions that were seen in the preview, as ``editie:versie``."""
    pairs = [one.split(":") for one in request.POST.getlist("versie")[: MOST_EDITIONS + 1]]
    plain = [pair for pair in pairs if len(pair) == 2 and all(part.isdecimal() for part in pair)]
    return {int(number[:9]): int(version[:9]) for number, version in plain}


def _line(before: Edition, outcome: Outcome, wish: Wish) -> Line:
    if outcome.refused:
        return Line(before, before.pk, "", outcome.refused)
    after, told = outcome.edition, letters(outcome.letters)
    new_day = date_format(local(after.starts_at), "l j F Y") if after.starts_at else ""
    words = {
        Deed.OPEN: _("staat open voor iedereen"),
        Deed.CALL_OFF: _("gaat niet door: %(told)s"),
        Deed.CAPACITY: _("van %(before)s naar %(after)s plaatsen: %(told)s"),
        Deed.MOVE: _("begint op %(day)s: %(told)s"),
        Deed.COPY: _("een nieuw concept op %(day)s"),
    }[wish.deed]
    places = {"before": before.capacity, "after": after.capacity}
    moves = wish.deed in {Deed.MOVE, Deed.COPY}
    return Line(
        before,
        after.pk or before.pk,
        words % {"day": new_day, "told": told, **places},
        "",
        _warned_of(after) if moves else "",
    )


def _warned_of(edition: Edition) -> str:
    return _warned([local(edition.starts_at).date()]) if edition.starts_at else ""


def _warned(days: Sequence[Any]) -> str:
    """The days on which people may be free, each with why: “9 februari: carnaval, voorjaarsvakantie”."""
    named = [(day, [day_off(one) for one in warnings(day)]) for day in days]
    return "; ".join(
        f"{date_format(day, 'j F')}: {', '.join(words)}" for day, words in named if words
    )


# A series


@staff_required
def series(request: HttpRequest) -> HttpResponse:
    """A series of editions of the course in the address: a rule, the dates that it gives, and drafts."""
    person = coordinator(request)
    number = whole(request.GET.get("training", ""))
    if number is None:
        return redirect("training:make_edition")
    course = get_object_or_404(Course.objects.select_related("region"), pk=number)
    check_may_change_course(person, course)
    last = F("starts_at").desc(nulls_last=True)
    like = course.editions.select_related("municipality").order_by(last).first()
    form = SeriesForm(
        request.POST if request.method == "POST" else None,
        person=person,
        initial=_initial(course, like),
    )
    facts = {"course": course, "like": like, "form": form}
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        with shown_on(form):
            return _series_answer(request, person, facts)
    wrong = UNPROCESSABLE if form.errors else 200
    return render(request, "training/work/series.html", facts, status=wrong)


def _initial(course: Course, like: Edition | None) -> dict[str, Any]:
    """From the last edition where there is one."""
    first: dict[str, Any] = {"region": course.region_id, "capacity": course.group_max}
    sessions = list(like.sessions.all()) if like else []
    if like is None or not sessions:
        return first
    begins, ends = local(sessions[0].starts_at), local(sessions[0].ends_at)
    first |= {
        "weekday": begins.weekday(),
        "begins": begins.time(),
        "ends": ends.time(),
        "meetings": len(sessions),
        "capacity": like.capacity,
    }
    if like.municipality:
        first["towns"] = ", ".join(part for part in (like.municipality.name, like.venue) if part)
    if len(sessions) > 1:
        days = (local(sessions[1].starts_at).date() - begins.date()).days
        first["apart"] = max(1, days // 7)
    return first


def _series_answer(request: HttpRequest, person: Person, facts: dict[str, Any]) -> HttpResponse:
    """The dates with what to look out for; or the drafts that were made."""
    form: SeriesForm = facts["form"]
    planned, doing = form.planned(), "do" in request.POST
    wanted = set(request.POST.getlist("maak"))
    chosen = [one for nth, one in enumerate(planned) if not doing or str(nth) in wanted]
    outcomes = actions.make_series(
        by=person,
        course=facts["course"],
        region=form.cleaned_data["region"],
        planned=chosen,
        like=facts["like"],
        capacity=form.cleaned_data["capacity"],
        keep=doing,
    )
    lines = [
        _planned_line(nth, one, outcome)
        for nth, (one, outcome) in enumerate(zip(chosen, outcomes, strict=True))
    ]
    facts |= {
        "lines": lines,
        "done": sum(not line.refused for line in lines),
        "refused": sum(bool(line.refused) for line in lines),
    }
    template = "training/work/series_done.html" if doing else "training/work/series_preview.html"
    return render(request, template, facts)


def _planned_line(nth: int, planned: Planned, outcome: Outcome) -> Line:
    days = [local(one.starts_at).date() for one in planned.sessions]
    public = any(one.sure and one.why != "weekend" for day in days for one in warnings(day))
    return Line(
        outcome.edition,
        nth,
        "",
        outcome.refused,
        _warned(days),
        planned.sessions,
        ticked=not public,
    )
