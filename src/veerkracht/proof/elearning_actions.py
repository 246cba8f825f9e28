"""Verbs on e-learning. Reached through ``actions``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now, wall_time
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people.policies import check_may_coordinate
from veerkracht.proof import elearning_rules as rules
from veerkracht.proof import policies
from veerkracht.proof.elearning_models import Step, StepDone, StepKind
from veerkracht.proof.elearning_reading import Weighed

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.training.models import Course

MOST_STEPS = 50


@transaction.atomic
def add_step(*, course: Course, by: Person, **facts: Any) -> Step:
    """Add a step at the end. ``facts``: kind, title, text, link, options, right.

    Raises NotAllowed unless ``by`` coordinates the region of the course, RuleBroken beyond fifty steps.
    """
    check_may_coordinate(by, course.region_id)
    held = _held_steps(course)
    if len(held) >= MOST_STEPS:
        raise RuleBroken(_("Meer dan 50 stappen kan niet. Voeg er een paar samen."))
    position = held[-1].position + 1 if held else 1
    step = Step.objects.create(course=course, position=position, **_fitting(facts))
    record("proof.step_added", step, by=by, region_id=course.region_id)
    return step


def _fitting(facts: dict[str, Any]) -> dict[str, Any]:
    """Only what belongs to the kind of step."""
    kind, question = facts["kind"], facts["kind"] == StepKind.QUESTION
    return {
        "kind": kind,
        "title": facts["title"],
        "text": facts.get("text", ""),
        "link": facts.get("link", "") if kind == StepKind.FILM else "",
        "options": list(facts.get("options", ())) if question else [],
        "right": facts.get("right") if question else None,
    }


def _held_steps(course: Course) -> list[Step]:
    """The steps of a course in order, held until the end of the transaction."""
    type(course).objects.select_for_update().get(pk=course.pk)
    return list(Step.objects.filter(course=course).order_by("position"))


@transaction.atomic
def change_step(*, step: Step, by: Person, **facts: Any) -> None:
    """Change what a step says; who took it keeps it."""
    check_may_coordinate(by, step.course.region_id)
    for name, value in _fitting(facts).items():
        setattr(step, name, value)
    step.save()
    record("proof.step_changed", step, by=by, region_id=step.course.region_id)


@transaction.atomic
def move_step(*, step: Step, up: bool, by: Person) -> None:
    """Let a step change places with the one before or after it; at either end nothing happens."""
    check_may_coordinate(by, step.course.region_id)
    held = _held_steps(step.course)
    here = next(place for place, one in enumerate(held) if one.pk == step.pk)
    there = here + (-1 if up else 1)
    if not 0 <= there < len(held):
        return
    one, other = held[here], held[there]
    one.position, other.position = other.position, one.position
    Step.objects.bulk_update([one, other], ["position"])
    record("proof.step_moved", step, by=by, region_id=step.course.region_id)


@transaction.atomic
def remove_step(*, step: Step, by: Person) -> None:
    """Take a step away, with who took it."""
    check_may_coordinate(by, step.course.region_id)
    record("proof.step_removed", step, by=by, region_id=step.course.region_id)
    step.delete()


def take_step(*, step: Step, by: Person, answer: int | None = None) -> None:
    """Say that one took a step; once is enough. A question wants the right answer.

    Raises RuleBroken (``field="answer"``) on a wrong answer, NotAllowed when one does not take part.
    """
    policies.check_may_learn(by, step.course)
    if step.kind == StepKind.QUESTION:
        _check_answer(step, answer)
    StepDone.objects.bulk_create(
        [StepDone(step=step, person=by, answer=answer, done_at=now())], ignore_conflicts=True
    )


def _check_answer(step: Step, answer: int | None) -> None:
    if answer is None:
        raise RuleBroken(_("Kies een antwoord."), field="answer")
    if not rules.is_right(answer, options=len(step.options), right=step.right):
        raise RuleBroken(
            _("Dat is niet het goede antwoord. Lees het nog eens en probeer het opnieuw."),
            field="answer",
        )


@transaction.atomic
def take_over_steps(*, course: Course, weighed: Weighed, by: Person) -> int:
    """Keep what another system says was done; what is known stays. Returns how many steps are new."""
    check_may_coordinate(by, course.region_id)
    rows = list(_rows(weighed.judged))
    before = StepDone.objects.filter(step__course=course).count()
    StepDone.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1_000)
    made = StepDone.objects.filter(step__course=course).count() - before
    record("proof.steps_taken_over", course, by=by, region_id=course.region_id)
    return made


def _rows(judged: Sequence[rules.Judged]) -> Iterable[StepDone]:
    for one in judged:
        on = one.line.on
        done_at = wall_time(datetime.combine(on, time(12))) if on else now()
        for step_id in one.step_ids:
            yield StepDone(
                step_id=step_id,
                person_id=one.person_id,
                done_at=min(done_at, now()),
                taken_over=True,
            )
