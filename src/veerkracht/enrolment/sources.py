"""What enrolment gives to the registries of the apps below: agenda, tasks, own data, retention, labels."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.enrolment.agenda import SOURCE, my_sessions
from veerkracht.enrolment.approvals import lies_with
from veerkracht.enrolment.availability import availability, with_free_places
from veerkracht.enrolment.models import LIVE, SEATED, Approval, Enrolment, Handover, State
from veerkracht.enrolment.policies import kept_longer
from veerkracht.enrolment.workbench import what_waits
from veerkracht.kernel.clock import local, now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, agenda, own_pages, tasks
from veerkracht.people.policies import has_staff_role
from veerkracht.training import queries as training
from veerkracht.training.actions import CapacityGuard, capacity_guards

if TYPE_CHECKING:
    from veerkracht.people.models import Person

KEEP = timedelta(days=730)  # after the last session
KEEP_HANDOVER = timedelta(days=30)
MOST_COUNTED = 100


def register(guard: CapacityGuard) -> None:
    """Put every source in its registry."""
    from veerkracht.enrolment.edition_block import edition_block  # noqa: PLC0415 - renders templates

    training.availability.add("enrolment", availability)
    training.free_places.add("enrolment", with_free_places)
    training.edition_actions.add("enrolment", edition_block)
    capacity_guards.add("enrolment", guard)
    agenda.add(SOURCE, my_sessions)
    own_pages.add("enrolment", my_pages, order=10)
    tasks.add("enrolment", my_offers, order=10)
    tasks.add("enrolment.approvals", my_approvals, order=15)
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


def my_offers(person: Person) -> Asking[list[WaitingTask]]:
    """Places that are kept for the person until they answer."""
    offers = Enrolment.objects.filter(person=person, state=State.OFFERED)
    (rows,) = yield [offers.select_related("edition__course")]
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


def my_approvals(person: Person) -> Asking[list[WaitingTask]]:
    """Requests that wait for this person's yes or no: one by name, or how many."""
    (rows,) = yield [lies_with(person)[:MOST_COUNTED]]
    if not rows:
        return []
    first = rows[0].enrolment
    url, title = reverse("enrolment:approvals"), _("%(n)s aanvragen om goed te keuren")
    if len(rows) == 1:
        url, title = reverse("enrolment:approve", args=[rows[0].token]), _("%(name)s wil meedoen")
    return [
        WaitingTask(
            title=title % {"n": len(rows), "name": first.person},
            detail=str(first.edition.course) if len(rows) == 1 else _("Zeg ja of nee."),
            url=url,
            action=_("Bekijk en beslis"),
            due_at=first.edition.starts_at,
        )
    ]


class OwnEnrolments:
    """A person's enrolments, to see and to erase."""

    title = gettext_lazy("Inschrijvingen")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Every enrolment with dates and state."""
        mine = Enrolment.objects.filter(person=person).select_related("edition__course")
        decided = Approval.objects.filter(by=person).select_related("enrolment__edition__course")
        rows, decisions = yield [mine.order_by("-pk"), decided.order_by("-pk")]
        return [
            {
                _("Training"): str(row.edition.course),
                _("Begint"): row.edition.starts_at,
                _("Aangevraagd"): row.requested_at,
                _("Stand"): row.get_state_display(),
                _("Was er"): {True: _("ja"), False: _("nee"), None: ""}[row.came],
            }
            for row in rows
        ] + self._decisions(decisions)

    def _decisions(self, decided: list[Approval]) -> list[dict[str, Any]]:
        """Requests of others about which this person said yes or no."""
        return [
            {
                _("Aanvraag waarover je besliste"): str(row.enrolment.edition.course),
                _("Wanneer"): row.decided_at,
                _("Antwoord"): _("ja") if row.agreed else _("nee"),
            }
            for row in decided
        ]

    def erase(self, person: Any) -> None:
        """Refuse while somebody still has a place; the rest loses its link with a name when people does."""
        ahead = Q(edition__ends_at=None) | Q(edition__ends_at__gte=now())
        live = Enrolment.objects.filter(ahead, person=person, state__in=LIVE)
        if live.exists():
            raise RuleBroken(
                _("Meld je eerst af voor de trainingen waarvoor je nog staat ingeschreven.")
            )


def _past() -> QuerySet[Enrolment]:
    """What is over long enough; of an edition that never had dates, what ended."""
    undated = Q(edition__ends_at=None, changed_at__lt=now() - KEEP) & ~Q(state__in=LIVE)
    past = Enrolment.objects.filter(Q(edition__ends_at__lt=now() - KEEP) | undated)
    for evidence in kept_longer:  # an app above shows with it that somebody was there
        past = past.exclude(evidence())
    return past


def overdue() -> int:
    """Enrolments that ended more than two years ago, and that nobody keeps longer as evidence."""
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
