"""What enrolment gives to the registries of the apps below: agenda, tasks, own data, retention, labels."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.enrolment.availability import availability, with_free_places
from veerkracht.enrolment.models import LIVE, SEATED, Enrolment, Handover, State
from veerkracht.enrolment.workbench import what_waits
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.waiting import AgendaItem, OwnPage, WaitingTask, agenda, own_pages, tasks
from veerkracht.people.policies import has_staff_role
from veerkracht.training import queries as training
from veerkracht.training.actions import CapacityGuard, capacity_guards

if TYPE_CHECKING:
    from veerkracht.people.models import Person

KEEP = timedelta(days=730)  # after the last session
KEEP_HANDOVER = timedelta(days=30)


def register(guard: CapacityGuard) -> None:
    """Put every source in its registry."""
    from veerkracht.enrolment.edition_block import edition_block  # noqa: PLC0415 - renders templates

    training.availability.add("enrolment", availability)
    training.free_places.add("enrolment", with_free_places)
    training.edition_actions.add("enrolment", edition_block)
    capacity_guards.add("enrolment", guard)
    agenda.add("enrolment", my_sessions)
    own_pages.add("enrolment", my_pages, order=10)
    tasks.add("enrolment", my_offers, order=10)
    tasks.add("enrolment.work", what_waits, order=20)
    own_data.add("enrolment", OwnEnrolments())
    retention.add("enrolment", Retention(gettext_lazy("Inschrijvingen"), overdue, carry_out))
    retention.add(
        "enrolment.handover",
        Retention(gettext_lazy("Vragen aan collega's"), overdue_handovers, end_handovers),
    )


def my_pages(person: Person) -> list[OwnPage]:
    """One's trainings, and the workbench for who has a staff role."""
    pages = [OwnPage(_("Mijn trainingen"), reverse("enrolment:all_mine"))]
    if has_staff_role(person):
        pages.append(OwnPage(_("Mijn werk"), reverse("enrolment:work"), work=True))
    return pages


def my_sessions(person: Person, since: datetime) -> list[AgendaItem]:
    """Sessions of editions in which the person has a place or is offered one, or waits for one."""
    rows = Enrolment.objects.live().filter(person=person, edition__ends_at__gte=since)
    related = rows.select_related("edition__course", "edition__municipality")
    return [
        AgendaItem(
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            title=str(row.edition.course),
            place=session.venue or row.edition.place,
            url=reverse("enrolment:mine", args=[row.pk]),
            kind=_("Training"),
            state="" if row.state == State.PLACED else str(State(row.state).label),
        )
        for row in related.prefetch_related("edition__sessions")
        for session in row.edition.sessions.all()
        if session.ends_at >= since
    ]


def my_offers(person: Person) -> list[WaitingTask]:
    """Places that are kept for the person until they answer."""
    rows = Enrolment.objects.filter(person=person, state=State.OFFERED).select_related(
        "edition__course"
    )
    return [
        WaitingTask(
            title=_("Er is een plaats voor je: %(course)s") % {"course": row.edition.course},
            detail=_("We houden hem vrij tot %(until)s uur.")
            % {"until": date_format(local(row.offer_expires_at), "l j F, G.i")},
            url=reverse("enrolment:mine", args=[row.pk]),
            action=_("Zeg ja of nee"),
            due_at=row.offer_expires_at,
        )
        for row in rows
        if row.offer_expires_at
    ]


class OwnEnrolments:
    """A person's enrolments, to see and to erase."""

    title = gettext_lazy("Inschrijvingen")

    def export(self, person: Any) -> list[dict[str, Any]]:
        """Every enrolment with dates and state."""
        rows = (
            Enrolment.objects.filter(person=person)
            .select_related("edition__course")
            .order_by("-pk")
        )
        return [
            {
                _("Training"): str(row.edition.course),
                _("Begint"): row.edition.starts_at,
                _("Aangevraagd"): row.requested_at,
                _("Stand"): row.get_state_display(),
            }
            for row in rows
        ]

    def erase(self, person: Any) -> None:
        """Refuse while somebody still has a place; the rest loses its link with a name when people does."""
        live = Enrolment.objects.filter(person=person, state__in=LIVE, edition__ends_at__gte=now())
        if live.exists():
            raise RuleBroken(
                _("Meld je eerst af voor de trainingen waarvoor je nog staat ingeschreven.")
            )


def _past() -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(edition__ends_at__lt=now() - KEEP)


def overdue() -> int:
    """Enrolments whose last session is more than two years ago."""
    return _past().count()


def carry_out() -> int:
    """Remove them, with their moves; seats stay as numbers without a person."""
    seated = list(_past().filter(state__in=SEATED).values_list("pk", flat=True))
    Enrolment.objects.filter(pk__in=seated).update(
        seat=None, state=State.CANCELLED, offer_expires_at=None
    )
    removed, _per_model = _past().delete()
    return removed


def _old_handovers() -> QuerySet[Handover]:
    return Handover.objects.filter(asked_at__lt=now() - KEEP_HANDOVER)


def overdue_handovers() -> int:
    """Questions to colleagues asked more than thirty days ago."""
    return _old_handovers().count()


def end_handovers() -> int:
    """Remove them."""
    removed, _per_model = _old_handovers().delete()
    return removed
