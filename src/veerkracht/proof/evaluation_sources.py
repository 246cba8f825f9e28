"""What evaluation gives to the registries of the apps below: jobs, letters, pages, tasks, retention."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.enrolment.queries import Afterwards, after_training
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.policies import has_staff_role
from veerkracht.proof import evaluation_letters
from veerkracht.proof.evaluation_actions import (
    close_evaluations,
    open_evaluations,
    remind_of_evaluations,
)
from veerkracht.proof.evaluation_models import (
    ANSWERS_KEPT,
    BALLOTS_KEPT,
    Answer,
    Ballot,
    EvaluationForm,
)
from veerkracht.proof.evaluation_queries import evaluations_for
from veerkracht.training import queries as training

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from veerkracht.enrolment.models import Enrolment
    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition

FRESH = timedelta(days=14)  # results are news for so long
MOST = 5


def register() -> None:
    """Put every source in its registry."""
    evaluation_letters.register()
    jobs.add("proof.evaluation_open", Job(run=open_evaluations, every=timedelta(minutes=5)))
    jobs.add("proof.evaluation_remind", Job(run=remind_of_evaluations, every=timedelta(minutes=30)))
    jobs.add("proof.evaluation_close", Job(run=close_evaluations, every=timedelta(minutes=5)))
    own_pages.add("proof.evaluation", my_pages, order=40)
    tasks.add("proof.evaluation", new_results, order=60)
    after_training.add("proof.evaluation", evaluation_after, order=20)
    training.workbench_actions.add("proof.evaluation", evaluation_block)
    retention.add(
        "proof.ballots",
        Retention(gettext_lazy("Gebruikte links van evaluaties"), overdue_ballots, remove_ballots),
    )
    retention.add(
        "proof.answers",
        Retention(gettext_lazy("Antwoorden op evaluaties"), overdue_answers, remove_answers),
    )


def my_pages(person: Person) -> list[OwnPage]:
    """The evaluations of one's editions, for who has a staff role."""
    if not has_staff_role(person):
        return []
    return [OwnPage(_("Evaluaties"), reverse("proof:evaluations"), work=True)]


def new_results(person: Person) -> Asking[list[WaitingTask]]:
    """Evaluations that closed lately and have something to show, of editions that one gives or runs."""
    if not has_staff_role(person):
        yield from ()
        return []
    fresh = evaluations_for(person).filter(closed_at__gte=now() - FRESH, shown__gt=0)
    (rows,) = yield [fresh[:MOST]]
    return [
        WaitingTask(
            title=_("De evaluatie is klaar: %(course)s") % {"course": row.edition.course},
            detail=_("%(n)s mensen antwoordden.") % {"n": row.shown},
            url=reverse("proof:evaluation", args=[row.edition_id]),
            action=_("Bekijk de uitkomsten"),
        )
        for row in rows
    ]


def evaluation_after(enrolment: Enrolment) -> Asking[list[Afterwards]]:
    """That one can still say what one thought of it. The link lies in one's mail alone, and not here.

    So it is told to who answered already too: no page that knows who one is looks at ballots.
    """
    forms = EvaluationForm.objects.filter(edition=enrolment.edition_id)
    (found,) = yield [forms.filter(opened_at__lte=now(), closes_at__gt=now())]
    return [
        Afterwards(
            _("Je mening geven kan tot en met %(until)s. De link staat in je mail.")
            % {"until": date_format(local(one.closes_at), "l j F")}
        )
        for one in found
        if one.closes_at
    ]


def evaluation_block(request: HttpRequest, edition: Edition) -> SafeString:
    """The way to the evaluation from the page of an edition."""
    return render_to_string("proof/parts/evaluation_block.html", {"edition": edition}, request)


def _old_ballots() -> QuerySet[Ballot]:
    return Ballot.objects.filter(form__closed_at__lt=now() - BALLOTS_KEPT)


def overdue_ballots() -> int:
    """Ballots of forms that closed more than thirty days ago."""
    return _old_ballots().count()


def remove_ballots() -> int:
    """Remove them."""
    return _old_ballots().delete()[0]


def _old_answers() -> QuerySet[Answer]:
    return Answer.objects.filter(form__closed_at__lt=now() - ANSWERS_KEPT)


def overdue_answers() -> int:
    """Answers of forms that closed more than five years ago."""
    return _old_answers().count()


def remove_answers() -> int:
    """Remove them; how many people's answers there were stays as a number."""
    return _old_answers().delete()[0]
