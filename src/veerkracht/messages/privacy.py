"""What the queue holds of a person, and how long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import local, now
from veerkracht.kernel.personal_data import Retention
from veerkracht.kernel.together import Asking
from veerkracht.messages.models import Message, MessageState

if TYPE_CHECKING:
    from django.db.models import QuerySet

KEPT = timedelta(days=90)


class Mail:
    """Mail of the last ninety days, by person or by address."""

    title = gettext_lazy("Mail die we je stuurden")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """One row per mail, newest first."""
        (found,) = yield [_of(person).order_by("-queued_at")]
        return [
            {
                _("Onderwerp"): message.subject or _("Deze mail moet nog worden geschreven"),
                _("Aan"): message.address,
                _("Wanneer"): date_format(local(message.queued_at), "j F Y H:i"),
                _("Staat"): str(message.get_state_display()),
            }
            for message in found
        ]

    def erase(self, person: Any) -> None:
        """Delete all, also what still waits."""
        _of(person).delete()


def _of(person: Any) -> QuerySet[Message]:
    return Message.objects.filter(Q(person_id=person.pk) | Q(address__iexact=person.email))


def settled_long_ago() -> QuerySet[Message]:
    """Mail that was sent, withdrawn or given up more than ninety days ago."""
    return Message.objects.exclude(state=MessageState.QUEUED).filter(sent_at__lt=now() - KEPT) | (
        Message.objects.filter(state=MessageState.REFUSED, sent_at=None, due_at__lt=now() - KEPT)
    )


SETTLED = Retention(
    title=gettext_lazy("Mail van meer dan 90 dagen geleden"),
    overdue=lambda: settled_long_ago().count(),
    carry_out=lambda: settled_long_ago().delete()[0],
)
