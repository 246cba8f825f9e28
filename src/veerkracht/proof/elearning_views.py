"""E-learning: the participant's steps, and the pages on which a coordinator makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.forms import shown_on
from veerkracht.kernel.permissions import allows
from veerkracht.people.policies import check_may_coordinate, signed_in
from veerkracht.proof import actions, policies
from veerkracht.proof.attendance_codes import token_of
from veerkracht.proof.attendance_document import when_in_words
from veerkracht.proof.attendance_models import Attendance
from veerkracht.proof.elearning_forms import AnswerForm, ListForm, StepForm, step_as_typed
from veerkracht.proof.elearning_models import Step, StepDone, StepKind
from veerkracht.proof.elearning_queries import progress_of, with_progress
from veerkracht.proof.elearning_reading import Weighed, lines_of, weigh
from veerkracht.proof.elearning_rules import Fate
from veerkracht.proof.materials_models import Material
from veerkracht.training.models import Course

if TYPE_CHECKING:
    from veerkracht.people.models import Person

SHOWN = 100  # lines of each fate in the preview

# The participant


@login_required
def all_learning(request: HttpRequest) -> HttpResponse:
    """One's trainings, each with its materials and how far the e-learning is."""
    mine = Enrolment.objects.filter(person=signed_in(request), state=State.PLACED)
    related = ("edition__course", "edition__municipality")
    rows = with_progress(mine.select_related(*related)).order_by("-edition__starts_at", "-pk")
    return render(request, "proof/elearning_all.html", {"rows": list(rows[:100])})


@login_required
def learning(request: HttpRequest, pk: int) -> HttpResponse:
    """One training of mine: its e-learning, its materials, and at which meetings I was."""
    related = ("edition__course", "edition__municipality")
    mine = Enrolment.objects.filter(person=signed_in(request), state=State.PLACED, edition=pk)
    row = get_object_or_404(with_progress(mine.select_related(*related)))
    noted = {one.session_id: one for one in Attendance.objects.filter(enrolment=row)}
    sessions = [(one, when_in_words(one), noted.get(one.pk)) for one in row.edition.sessions.all()]
    out = Q(visible_from=None) | Q(visible_from__lte=now())
    facts = {
        "row": row,
        "edition": row.edition,
        "sessions": sessions,
        "materials": list(Material.objects.filter(out, edition=pk)),
        "token": token_of(row.pk),
    }
    return render(request, "proof/elearning_learning.html", facts)


def _course(request: HttpRequest, pk: int) -> tuple[Person, Course]:
    """The course of an e-learning, for who takes part, gives it or runs it; 403 for others."""
    course = get_object_or_404(Course.objects.select_related("region"), pk=pk)
    person = signed_in(request)
    policies.check_may_see_steps(person, course)
    return person, course


@login_required
def elearning(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps of a course, and how far I am."""
    person, course = _course(request, pk)
    progress, steps = progress_of(person, course)
    following = next((step for step, taken in steps if not taken), None)
    facts = {"course": course, "progress": progress, "steps": steps, "following": following}
    return render(request, "proof/elearning.html", facts)


@login_required
def step(request: HttpRequest, pk: int, step_pk: int) -> HttpResponse:
    """One step: reading, watching, or answering."""
    person, course = _course(request, pk)
    progress, steps = progress_of(person, course)
    here = next((n for n, (one, _t) in enumerate(steps) if one.pk == step_pk), None)
    if here is None:
        raise Http404
    found, taken = steps[here]
    asks = found.kind == StepKind.QUESTION
    form = AnswerForm(request.POST if request.method == "POST" else None, step=found)
    if request.method == "POST" and (not asks or form.is_valid()):
        with shown_on(form):
            answer = form.cleaned_data["answer"] if asks else None
            actions.take_step(step=found, by=person, answer=answer)
            return _onward(request, course, steps, here)
    facts = {
        "course": course,
        "progress": progress,
        "step": found,
        "number": here + 1,
        "taken": taken,
        "form": form if asks else None,
        "learns": allows(policies.check_may_learn, person, course),
        "before": steps[here - 1][0] if here else None,
        "after": steps[here + 1][0] if here + 1 < len(steps) else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "proof/elearning_step.html", facts, status=status)


def _onward(
    request: HttpRequest, course: Course, steps: list[tuple[Step, bool]], here: int
) -> HttpResponse:
    """To the next step that is not taken; or back to the overview when that was the last."""
    later = [one for one, taken in steps[here + 1 :] if not taken]
    earlier = [one for one, taken in steps[:here] if not taken]
    if later or earlier:
        return redirect("proof:elearning_step", course.pk, [*later, *earlier][0].pk)
    messages.success(request, _("Klaar! Je hebt alle stappen gedaan."))
    return redirect("proof:elearning", course.pk)


# The coordinator


def _own_course(request: HttpRequest, pk: int) -> tuple[Person, Course]:
    course = get_object_or_404(Course.objects.select_related("region"), pk=pk)
    person = signed_in(request)
    check_may_coordinate(person, course.region_id)
    return person, course


@login_required
def steps(request: HttpRequest, pk: int) -> HttpResponse:
    """The steps of a course in order, and a form for one more."""
    person, course = _own_course(request, pk)
    form = StepForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with shown_on(form):
            actions.add_step(course=course, by=person, **form.facts)
            messages.success(request, _("De stap staat erbij, als laatste."))
            return redirect("proof:steps", pk)
    rows = list(Step.objects.filter(course=course).order_by("position"))
    facts = {"course": course, "rows": rows, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "proof/elearning_steps.html", facts, status=status)


def _own_step(request: HttpRequest, pk: int) -> tuple[Person, Step]:
    found = get_object_or_404(Step.objects.select_related("course__region"), pk=pk)
    person = signed_in(request)
    check_may_coordinate(person, found.course.region_id)
    return person, found


@login_required
def change_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a step says."""
    person, found = _own_step(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = StepForm(posted, initial=step_as_typed(found))
    if form.is_valid():
        actions.change_step(step=found, by=person, **form.facts)
        messages.success(request, _("Bewaard."))
        return redirect("proof:steps", found.course_id)
    facts = {
        "course": found.course,
        "step": found,
        "form": form,
        "taken": StepDone.objects.filter(step=found).exists(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "proof/elearning_change.html", facts, status=status)


@require_POST
@login_required
def move_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Earlier or later in the order."""
    person, found = _own_step(request, pk)
    actions.move_step(step=found, up=request.POST.get("way") == "up", by=person)
    return redirect("proof:steps", found.course_id)


@require_POST
@login_required
def remove_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a step away."""
    person, found = _own_step(request, pk)
    actions.remove_step(step=found, by=person)
    messages.success(request, _("De stap is weg."))
    return redirect("proof:steps", found.course_id)


@login_required
def bring_steps(request: HttpRequest, pk: int) -> HttpResponse:
    """A list of who did it in another system: first what becomes of each line, then the deed."""
    person, course = _own_course(request, pk)
    posted = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if posted else ListForm()
    weighed: Weighed | None = None
    if form.is_valid():
        with shown_on(form):
            weighed = weigh(course, lines_of(form.content))
            if "doe" in request.POST:
                return _taken_over(request, course, weighed, person)
    facts = {
        "course": course,
        "form": form,
        "weighed": weighed,
        "steps": Step.objects.filter(course=course).order_by("position"),
        "unknown": weighed.of(Fate.UNKNOWN_ADDRESS)[:SHOWN] if weighed else [],
        "faulty": weighed.of(Fate.UNKNOWN_STEP, Fate.BAD_DATE, Fate.NO_ADDRESS)[:SHOWN]
        if weighed
        else [],
    }
    wrong = form.is_bound and not form.is_valid()
    return render(request, "proof/elearning_list.html", facts, status=422 if wrong else 200)


def _taken_over(
    request: HttpRequest, course: Course, weighed: Weighed, person: Person
) -> HttpResponse:
    if not weighed.new_steps:
        raise RuleBroken(_("In deze lijst staat niets nieuws."))
    number = actions.take_over_steps(course=course, weighed=weighed, by=person)
    words = ngettext("%(n)s stap overgenomen.", "%(n)s stappen overgenomen.", number)
    messages.success(request, words % {"n": number})
    return redirect("proof:steps", course.pk)
