"""The coordinator's pages of courses and their accreditation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate
from veerkracht.kernel.forms import shown_on
from veerkracht.people.policies import signed_in, staff_required
from veerkracht.training import actions, queries
from veerkracht.training.forms import AccreditationForm, CourseForm, differences
from veerkracht.training.models import Accreditation, Course
from veerkracht.training.policies import check_coordinates_somewhere, check_may_change_course

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from veerkracht.people.models import Person

UNPROCESSABLE = 422


def coordinator(request: HttpRequest) -> Person:
    """Who is signed in, when they coordinate a region; NotAllowed otherwise."""
    person = signed_in(request)
    check_coordinates_somewhere(person)
    return person


@staff_required
def courses(request: HttpRequest) -> HttpResponse:
    """The courses of my regions, each with how many editions lie ahead."""
    ahead = Count("editions", filter=Q(editions__starts_at__gt=now(), editions__state="published"))
    mine = queries.courses_of(coordinator(request)).annotate(ahead=ahead)
    return render(request, "training/work/courses.html", {"courses": mine})


@staff_required
def make_course(request: HttpRequest) -> HttpResponse:
    """A new course; then its accreditation and editions."""
    person = coordinator(request)
    form = CourseForm(request.POST or None, person=person)
    if form.is_valid():
        with shown_on(form):
            region = form.cleaned_data["region"]
            course = actions.make_course(by=person, region=region, **form.values())
            messages.success(
                request, _("De training staat klaar. Voeg punten toe en maak een editie.")
            )
            return redirect("training:change_course", course.pk)
    return _page(request, "training/work/make_course.html", {"form": form}, form)


@staff_required
def change_course(request: HttpRequest, pk: int) -> HttpResponse:
    """A course with its accreditation and editions; of an old version both are shown."""
    person = coordinator(request)
    course = get_object_or_404(Course.objects.select_related("region"), pk=pk)
    check_may_change_course(person, course)
    form = CourseForm(
        request.POST or None, instance=course, person=person, initial={"version": course.version}
    )
    facts = {"form": form, **_around(course)}
    if form.is_valid():
        try:
            with shown_on(form):
                version = form.cleaned_data["version"] or 0
                actions.change_course(by=person, course=course, version=version, **form.values())
                messages.success(request, _("Bewaard."))
                return redirect("training:change_course", pk)
        except OutOfDate:
            return out_of_date(request, "training/work/change_course.html", facts, form, course)
    return _page(request, "training/work/change_course.html", facts, form)


@require_POST
@staff_required
def add_accreditation(request: HttpRequest, pk: int) -> HttpResponse:
    """One register's points for a course."""
    person = coordinator(request)
    course = get_object_or_404(Course.objects.select_related("region"), pk=pk)
    check_may_change_course(person, course)
    form = AccreditationForm(request.POST, auto_id="punten_%s")
    if form.is_valid():
        with shown_on(form):
            actions.add_accreditation(by=person, course=course, **form.cleaned_data)
            messages.success(request, _("De punten zijn toegevoegd."))
            return redirect("training:change_course", pk)
    facts = {**_around(course), "accreditation_form": form}
    facts["form"] = CourseForm(instance=course, person=person, initial={"version": course.version})
    return _page(request, "training/work/change_course.html", facts, form)


@require_POST
@staff_required
def remove_accreditation(request: HttpRequest, pk: int, accreditation_pk: int) -> HttpResponse:
    """Take a register's points away."""
    accreditation = get_object_or_404(Accreditation, pk=accreditation_pk, course=pk)
    actions.remove_accreditation(by=coordinator(request), accreditation=accreditation)
    messages.success(request, _("De punten zijn weggehaald."))
    return redirect("training:change_course", pk)


def out_of_date(
    request: HttpRequest, template: str, facts: dict[str, Any], form: Any, stored: Any
) -> HttpResponse:
    """409 with both versions: what was typed stays in the form, what stands there now is listed.

    The form then carries the new version, so that keeping what was typed is a choice one makes.
    """
    stored.refresh_from_db()
    form.data = form.data.copy()
    form.data["version"] = str(stored.version)
    facts = {
        **facts,
        "differences": [*differences(form, stored), *facts.get("more_differences", [])],
    }
    return render(request, template, facts, status=409)


def _around(course: Course) -> dict[str, Any]:
    editions = course.editions.select_related("course", "municipality", "region").order_by(
        "-starts_at"
    )
    return {
        "course": course,
        "accreditations": course.accreditations.order_by("register", "valid_from"),
        "accreditation_form": AccreditationForm(auto_id="punten_%s"),
        "cards": queries.cards(editions[:50]),
    }


def _page(request: HttpRequest, template: str, facts: dict[str, Any], form: Any) -> HttpResponse:
    """200, or 422 when the form was sent and something in it is wrong."""
    return render(request, template, facts, status=UNPROCESSABLE if form.is_bound else 200)
