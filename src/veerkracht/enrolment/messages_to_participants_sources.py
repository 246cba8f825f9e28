"""What messages to participants give to the registries: letter, job, own data and retention."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.enrolment import messages_to_participants_letters as letters
from veerkracht.enrolment.messages_to_participants_actions import reach_late_comers
from veerkracht.enrolment.messages_to_participants_models import Addressee, MessageToParticipants
from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.people.actions import mergers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person

KEEP = timedelta(days=730)  # after the last session, as enrolments themselves


def register() -> None:
    """Put every source in its registry."""
    letters.register()
    jobs.add("enrolment.reach_late_comers", Job(run=reach_late_comers, every=timedelta(minutes=1)))
    own_data.add("enrolment.messages", OwnMessages())
    mergers.add("enrolment.messages", before_merging)
    title = gettext_lazy("Berichten aan deelnemers")
    retention.add("enrolment.messages", Retention(title, overdue, carry_out))


def before_merging(keep: Person, drop: Person) -> None:
    """What both got, the one person who stays got once."""
    got = Addressee.objects.filter(person=keep).values("message")
    Addressee.objects.filter(person=drop, message__in=got).delete()


class OwnMessages:
    """Messages that somebody got about a training, and those one wrote."""

    title = gettext_lazy("Berichten over je trainingen")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row a message, newest first: what one got, and what one wrote. One query."""
        got = Q(addressees__person=person)
        mine = MessageToParticipants.objects.filter(got | Q(by=person)).distinct()
        (rows,) = yield [mine.select_related("by").order_by("-made_at", "-pk")]
        return [
            {
                _("Je schreef") if row.by_id == person.pk else _("Je kreeg"): row.subject,
                _("Van"): str(row.by),
                _("Wanneer"): row.due_at,
            }
            for row in rows
        ]

    def erase(self, person: Any) -> None:
        """That one got them goes; what one wrote stays with the erased person's number, for who got it."""
        Addressee.objects.filter(person=person).delete()


def _past() -> QuerySet[MessageToParticipants]:
    recent = MessageToParticipants.objects.filter(editions__ends_at__gte=now() - KEEP)
    old = MessageToParticipants.objects.filter(due_at__lt=now() - KEEP)
    return old.exclude(pk__in=recent.values("pk"))


def overdue() -> int:
    """Messages about editions that ended more than two years ago."""
    return _past().count()


def carry_out() -> int:
    """Remove them, with who got them; returns how many messages went."""
    old = list(_past().values_list("pk", flat=True))
    MessageToParticipants.objects.filter(pk__in=old).delete()
    return len(old)
