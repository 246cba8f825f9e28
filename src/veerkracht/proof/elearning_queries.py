"""Reading e-learning: how far people are, and who is done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.proof.elearning_models import Step, StepDone
from veerkracht.proof.elearning_rules import Progress

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.training.models import Course


def with_progress(enrolments: QuerySet[Enrolment]) -> QuerySet[Any]:
    """Enrolments with ``steps`` of their course, and ``steps_done`` by their person."""
    steps = Step.objects.filter(course=OuterRef("edition__course")).order_by()
    done = StepDone.objects.filter(
        step__course=OuterRef("edition__course"), person=OuterRef("person")
    )
    return enrolments.annotate(
        steps=Coalesce(Subquery(steps.values("course").annotate(n=Count("pk")).values("n")), 0),
        steps_done=Coalesce(
            Subquery(done.order_by().values("person").annotate(n=Count("pk")).values("n")), 0
        ),
    )


def elearning_done(edition_ids: Iterable[int]) -> set[int]:
    """Enrolments (with a place) in these editions whose person took every step of the course; one query.

    Where a course has no steps nobody is in it: a rule that asks for e-learning there asks what is not.
    """
    placed = Enrolment.objects.filter(edition__in=list(edition_ids), state=State.PLACED)
    complete = with_progress(placed).filter(steps__gt=0, steps_done__gte=F("steps"))
    return set(complete.values_list("pk", flat=True))


def progress_of(person: Person, course: Course) -> tuple[Progress, list[tuple[Step, bool]]]:
    """How far somebody is in a course, and each step with whether it is taken."""
    steps = list(Step.objects.filter(course=course).order_by("position"))
    mine = StepDone.objects.filter(step__course=course, person=person)
    done = set(mine.values_list("step_id", flat=True))
    return Progress(len(steps), len(done)), [(step, step.pk in done) for step in steps]
