"""What training gives to "Mijn plek", "Mijn gegevens" and retention."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import now, today
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import AgendaItem, OwnPage
from veerkracht.messages.calendar import uid
from veerkracht.training.models import Achievement, EditionState, TakenOver, TrainerAssignment
from veerkracht.training.queries import sessions_given_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from veerkracht.training.models import Session

KEEP = timedelta(days=7 * 365 + 2)


def sessions_i_give(person: Any, since: datetime) -> Asking[list[AgendaItem]]:
    """A trainer's sessions from a moment on; those called off in the last 30 days as cancelled."""
    (sessions,) = yield [sessions_given_by(person, since)]
    return [_agenda_item(person, session) for session in sessions]


def _agenda_item(person: Any, session: Session) -> AgendaItem:
    edition = session.edition
    cancelled = edition.state == EditionState.CANCELLED
    return AgendaItem(
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=str(edition.course),
        place=session.venue or edition.place,
        url=reverse("training:edition", args=[edition.pk, edition.course.slug]),
        kind=_("Je geeft deze training"),
        state=str(EditionState(edition.state).label) if cancelled else "",
        uid=uid(f"session-{session.pk}-trainer", person.pk),
        sequence=edition.sequence,
        changed_at=edition.changed_at,
        description=session.online_link or edition.online_link,
        cancelled=cancelled,
    )


def my_pages(person: Any) -> list[OwnPage]:
    """What somebody learnt, here and elsewhere."""
    return [OwnPage(_("Wat ik leerde"), reverse("training:learnt"))]


class OwnLearning:
    """What somebody achieved and what they train at: to see, and to erase."""

    title = gettext_lazy("Kwalificaties en trainingen die je geeft")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row per qualification, per training from before the platform, and per edition trained."""
        achieved, given, earlier = yield [
            Achievement.objects.filter(person=person).select_related("qualification"),
            TrainerAssignment.objects.filter(person=person).select_related("edition__course"),
            TakenOver.objects.filter(person=person).order_by("year", "on"),
        ]
        return [
            *(
                {
                    _("Overgenomen training"): row.title,
                    _("Wanneer"): row.on or row.year,
                    _("Aanbieder"): row.provider,
                }
                for row in earlier
            ),
            *(
                {
                    _("Kwalificatie"): str(row.qualification),
                    _("Behaald op"): row.achieved_on,
                    _("Geldig tot"): row.valid_until,
                }
                for row in achieved
            ),
            *(
                {_("Je geeft"): str(row.edition.course), _("Begint"): row.edition.starts_at}
                for row in given
            ),
        ]

    def erase(self, person: Any) -> None:
        """Achievements and earlier training go; that somebody trained stays with the erased person's number."""
        TakenOver.objects.filter(person=person).delete()
        Achievement.objects.filter(person=person).delete()


def old_achievements() -> QuerySet[Achievement]:
    """Qualifications that lapsed seven years ago."""
    return Achievement.objects.filter(valid_until__lt=today() - KEEP)


def old_assignments() -> QuerySet[TrainerAssignment]:
    """Who trained at editions that ended seven years ago."""
    return TrainerAssignment.objects.filter(edition__ends_at__lt=now() - KEEP)


def old_taken_over() -> QuerySet[TakenOver]:
    """Earlier training of more than seven years ago."""
    return TakenOver.objects.filter(year__lt=(today() - KEEP).year)


def count(old: Callable[[], QuerySet[Any]]) -> int:
    """How many rows are past their time."""
    return old().count()


def remove(old: Callable[[], QuerySet[Any]]) -> int:
    """Remove them; returns how many went."""
    removed, _per_model = old().delete()
    return removed
