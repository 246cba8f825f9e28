"""What attendance, materials and e-learning give to the registries of the apps below."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.enrolment.models import Enrolment, State
from veerkracht.enrolment.queries import Afterwards, ListLink, after_training, list_links
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.actions import mergers
from veerkracht.proof import attendance_reminders as reminders
from veerkracht.proof import completion_registries
from veerkracht.proof.attendance_models import Attendance
from veerkracht.proof.attendance_rules import OPEN_BEFORE
from veerkracht.proof.elearning_models import StepDone
from veerkracht.proof.elearning_queries import elearning_done, with_progress
from veerkracht.proof.materials_actions import forget
from veerkracht.proof.materials_models import Material
from veerkracht.training.actions import session_holds
from veerkracht.training.models import EditionState, Session

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition

KEEP = timedelta(days=7 * 365 + 2)
KEEP_MATERIAL = timedelta(days=730)


def register() -> None:
    """Put every source in its registry."""
    reminders.register()
    session_holds.add("proof.attendance", days_with_attendance)
    jobs.add("proof.remind", Job(run=reminders.remind, every=timedelta(minutes=15)))
    own_pages.add("proof.learning", my_pages, order=12)
    tasks.add("proof.sessions", my_sessions_now, order=5)
    tasks.add("proof.elearning", my_steps, order=25)
    list_links.add("proof.attendance", links_of, order=10)
    after_training.add("proof.materials", materials_after, order=30)
    completion_registries.elearning_done.add("proof.elearning", elearning_done)
    own_data.add("proof.attendance", OwnAttendance())
    own_data.add("proof.elearning", OwnSteps())
    mergers.add("proof.elearning", before_merging)
    title = gettext_lazy("Wie er bij een bijeenkomst was")
    retention.add("proof.attendance", Retention(title, overdue, carry_out))
    title = gettext_lazy("Stappen van e-learning")
    retention.add("proof.elearning", Retention(title, overdue_steps, carry_out_steps))
    title = gettext_lazy("Materiaal van trainingen")
    retention.add("proof.materials", Retention(title, overdue_materials, carry_out_materials))


def days_with_attendance(session_ids: Collection[int]) -> set[int]:
    """Meetings at which somebody was noted, in whatever way: those stay on their day."""
    noted = Attendance.objects.filter(session__in=session_ids)
    return set(noted.values_list("session_id", flat=True))


def my_pages(person: Person) -> list[OwnPage]:
    """Where a participant finds materials and e-learning."""
    return [OwnPage(_("Materiaal en e-learning"), reverse("proof:all_learning"))]


def links_of(request: HttpRequest, edition: Edition) -> list[ListLink]:
    """From the list of an edition to who was there, and to materials."""
    return [
        ListLink(_("Aanwezigheid"), reverse("proof:edition_day", args=[edition.pk]), "check"),
        ListLink(_("Materiaal"), reverse("proof:materials", args=[edition.pk]), "course"),
    ]


def materials_after(enrolment: Enrolment) -> Asking[list[Afterwards]]:
    """The materials of a training, where there are any."""
    out = Q(visible_from=None) | Q(visible_from__lte=now())
    (found,) = yield [Material.objects.filter(out, edition=enrolment.edition_id)[:1]]
    url = reverse("proof:learning", args=[enrolment.edition_id])
    return [Afterwards(_("Materiaal van deze training"), url, "course")] if found else []


def my_sessions_now(person: Person) -> Asking[list[WaitingTask]]:
    """Meetings of a trainer that are on, or begin within half an hour."""
    moment = now()
    mine = Session.objects.filter(
        edition__trainer_assignments__person=person,
        edition__state=EditionState.PUBLISHED,
        starts_at__lte=moment + OPEN_BEFORE,
        ends_at__gte=moment,
    )
    (rows,) = yield [mine.select_related("edition__course").order_by("starts_at")]
    return [
        WaitingTask(
            title=_("Nu: %(course)s") % {"course": row.edition.course},
            detail=_("Toon de code, of vink aan wie er is."),
            url=reverse("proof:session", args=[row.pk]),
            action=_("Aanwezigheid"),
            due_at=row.starts_at,
        )
        for row in rows
    ]


def my_steps(person: Person) -> Asking[list[WaitingTask]]:
    """E-learning that somebody has not finished, of trainings that are not over."""
    mine = Enrolment.objects.filter(
        person=person, state=State.PLACED, edition__ends_at__gte=now()
    ).select_related("edition__course")
    (rows,) = yield [with_progress(mine)]
    return [_to_learn(row) for row in rows if row.steps_done < row.steps]


def _to_learn(row: Any) -> WaitingTask:
    starts = date_format(local(row.edition.starts_at), "j F")
    facts = {"done": row.steps_done, "steps": row.steps, "day": starts}
    return WaitingTask(
        title=_("E-learning: %(course)s") % {"course": row.edition.course},
        detail=_("%(done)s van %(steps)s stappen klaar. De training begint op %(day)s.") % facts,
        url=reverse("proof:elearning", args=[row.edition.course_id]),
        action=_("Ga verder"),
        due_at=row.edition.starts_at,
    )


class OwnAttendance:
    """At which meetings somebody was, to see; a reason that was given goes at erasure."""

    title = gettext_lazy("Bij welke bijeenkomsten je was")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row a meeting, newest first."""
        mine = Attendance.objects.filter(enrolment__person=person)
        (rows,) = yield [
            mine.select_related("enrolment__edition__course", "session").order_by(
                "-session__starts_at"
            )
        ]
        return [
            {
                _("Training"): str(row.enrolment.edition.course),
                _("Bijeenkomst"): row.session.starts_at,
                _("Stand"): row.get_presence_display(),
                _("Minuten"): row.minutes,
                _("Reden"): row.reason,
                _("Hoe we dat weten"): row.get_means_display(),
            }
            for row in rows
        ]

    def erase(self, person: Any) -> None:
        """Why somebody was not there goes at once; that somebody was there loses its name with the person."""
        Attendance.objects.filter(enrolment__person=person).exclude(reason="").update(reason="")


class OwnSteps:
    """Which steps of e-learning somebody took."""

    title = gettext_lazy("E-learning")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row a step, newest first."""
        mine = StepDone.objects.filter(person=person).select_related("step__course")
        (rows,) = yield [mine.order_by("-done_at", "-pk")]
        return [
            {
                _("Training"): str(row.step.course),
                _("Stap"): row.step.title,
                _("Wanneer"): row.done_at,
                _("Antwoord"): _answer(row),
            }
            for row in rows
        ]

    def erase(self, person: Any) -> None:
        """All of it goes."""
        StepDone.objects.filter(person=person).delete()


def _answer(row: StepDone) -> str:
    """The option that was chosen, as the step has it now."""
    chosen = row.answer
    return row.step.options[chosen] if chosen is not None and chosen < len(row.step.options) else ""


def before_merging(keep: Person, drop: Person) -> None:
    """A step that both took, the one person who stays took once."""
    taken = StepDone.objects.filter(person=keep).values("step")
    StepDone.objects.filter(person=drop, step__in=taken).delete()


def _old() -> QuerySet[Attendance]:
    return Attendance.objects.filter(enrolment__edition__ends_at__lt=now() - KEEP)


def overdue() -> int:
    """Who was where, of editions that ended more than seven years ago."""
    return _old().count()


def carry_out() -> int:
    """Remove them."""
    return _old().delete()[0]


def _old_steps() -> QuerySet[StepDone]:
    return StepDone.objects.filter(done_at__lt=now() - KEEP)


def overdue_steps() -> int:
    """Steps taken more than seven years ago."""
    return _old_steps().count()


def carry_out_steps() -> int:
    """Remove them."""
    return _old_steps().delete()[0]


def _old_materials() -> QuerySet[Material]:
    return Material.objects.filter(edition__ends_at__lt=now() - KEEP_MATERIAL)


def overdue_materials() -> int:
    """Files and links of editions that ended more than two years ago."""
    return _old_materials().count()


def carry_out_materials() -> int:
    """Remove them, with their files."""
    old = list(_old_materials())
    for material in old:
        forget(material)
    return len(old)
