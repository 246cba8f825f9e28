"""What intervision groups give to the registries of the apps below."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.meetings.policies import Purpose, purposes
from veerkracht.people.actions import mergers
from veerkracht.people.policies import is_coordinator
from veerkracht.practice import group_letters
from veerkracht.practice import group_queries as queries
from veerkracht.practice.group_actions import PURPOSE
from veerkracht.practice.group_beside import beside
from veerkracht.practice.group_lesson_models import WAITS_FOR, Lesson, LessonVoice
from veerkracht.practice.group_life_actions import look_after_groups
from veerkracht.practice.group_models import Group
from veerkracht.practice.group_policies import looks_after
from veerkracht.practice.policies import can_coach
from veerkracht.proof.queries import HoursFor, register_hours

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.meetings.models import Series
    from veerkracht.people.models import Person

MOST = 3


def register() -> None:
    """Put every source in its registry."""
    group_letters.register()
    title = gettext_lazy("Intervisie")
    purposes.add(PURPOSE, Purpose(page_of, title, looks_after, beside, methods=True))
    register_hours.add("practice.group", made_hours)
    mergers.add("practice.group", before_merging)
    jobs.add("practice.group_sleeps", Job(run=look_after_groups, every=timedelta(hours=6)))
    own_pages.add("practice.group", my_pages, order=28)
    tasks.add("practice.group", my_tasks, order=32)
    own_data.add("practice.group", OwnGroups())
    retention.add(
        "practice.lessons", Retention(gettext_lazy("Lessen die wachten"), overdue, carry_out)
    )


def page_of(series: Series) -> str:
    """The page of the group that a series belongs to."""
    return reverse("practice:group_of_series", args=[series.pk])


def made_hours(person: Any, since: date, until: date) -> Iterable[HoursFor]:
    """Hours of intervision, for “Mijn register”; one query."""
    for day, number, group in queries.made_hours(person, since, until):
        yield HoursFor(day, number, _("Intervisie: %(group)s") % {"group": group})


def my_pages(person: Person) -> list[OwnPage]:
    """One's own groups; for who coordinates or coaches also the groups they look after."""
    pages = [OwnPage(_("Mijn intervisie"), reverse("practice:groups"))]
    if is_coordinator(person) or can_coach(person):
        pages.append(OwnPage(_("Intervisiegroepen"), reverse("practice:group_overview"), work=True))
    return pages


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Lessons that wait for one's yes or no."""
    (voices,) = yield [queries.voices_waiting(person)[:MOST]]
    return [
        WaitingTask(
            title=_("Mag deze les gedeeld worden?"),
            detail=str(one.lesson.meeting.series),
            url=reverse("meetings:meeting", args=[one.lesson.meeting_id]),
            action=_("Zeg ja of nee"),
        )
        for one in voices
    ]


def before_merging(keep: Person, drop: Person) -> None:
    """One voice a lesson; a group that one would coach as a member has no coach for a while."""
    asked = list(LessonVoice.objects.filter(person=keep).values_list("lesson", flat=True))
    LessonVoice.objects.filter(person=drop, lesson__in=asked).delete()


class OwnGroups:
    """Which groups somebody coaches, and what they are asked about lessons."""

    title = gettext_lazy("Intervisie")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row per group that is coached, per group with why one is in it, and per lesson that waits."""
        groups, mine, voices = yield [
            Group.objects.filter(coach=person).select_related("series"),
            queries.groups_of(person).exclude(why=""),
            LessonVoice.objects.filter(person=person).select_related("lesson"),
        ]
        return [
            *({_("Groep die je begeleidt"): str(one.series)} for one in groups),
            *({_("Groep"): str(one.series), _("Waarom deze mensen"): one.why} for one in mine),
            *(
                {
                    _("Les die wacht"): one.lesson.sentence,
                    _("Jouw antwoord"): _("ja") if one.agreed else _("nog niets"),
                }
                for one in voices
            ),
        ]

    def erase(self, person: Any) -> None:
        """They coach nothing any more; a lesson that waited for them goes, for not all can say yes."""
        Group.objects.filter(coach=person).update(coach=None)
        Lesson.objects.filter(voices__person=person, published_on=None).delete()


def _waited() -> QuerySet[Lesson]:
    return Lesson.objects.filter(Q(published_on=None), proposed_at__lt=now() - WAITS_FOR)


def overdue() -> int:
    """Lessons that waited more than sixty days for everybody's yes."""
    return _waited().count()


def carry_out() -> int:
    """Remove them."""
    gone = overdue()
    _waited().delete()
    return gone
