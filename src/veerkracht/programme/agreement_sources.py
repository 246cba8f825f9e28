"""What agreements give to the registries of the apps below: letters, the job, tasks, pages, own data, retention."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import today
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import current_roles, is_coordinator
from veerkracht.programme import agreement_letters as letters
from veerkracht.programme.action_models import KEPT
from veerkracht.programme.agreement_alarms import tell_agreement_alarms
from veerkracht.programme.agreement_models import Agreement, AgreementCause, AgreementMove
from veerkracht.programme.agreement_queries import (
    agreements_visible_to,
    asking_attention,
    causes_of,
)
from veerkracht.programme.agreement_words import cause_in_words

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST = 3


def register() -> None:
    """Put every source in its registry."""
    letters.register()
    jobs.add("programme.agreements", Job(run=tell_agreement_alarms, every=timedelta(days=1)))
    own_pages.add("programme.agreements", my_pages, order=50)
    tasks.add("programme.agreements", my_tasks, order=50)
    own_data.add("programme.agreements", OwnAgreements())
    title = gettext_lazy("Afspraken van organisaties")
    retention.add(
        "programme.agreements",
        Retention(title, lambda: past_agreements().count(), _carry_out),
    )


def my_pages(person: Person) -> list[OwnPage]:
    """Agreements, for who coordinates a region or speaks for an organisation."""
    speaks = any(one.kind == RoleKind.EMPLOYER for one in current_roles(person))
    if not (speaks or is_coordinator(person)):
        return []
    return [OwnPage(_("Afspraken"), reverse("programme:agreements"), work=True)]


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Agreements that ask for attention."""
    found = agreements_visible_to(person).filter(asking_attention()).order_by("review_on", "pk")
    (rows,) = yield [found[:MOST]]
    return [
        WaitingTask(
            title=_("Kijk naar de afspraak: %(what)s") % {"what": in_language(one, "what")},
            detail=_reason(one),
            url=reverse("programme:agreement", args=[one.pk]),
            action=_("Bekijk de afspraak"),
        )
        for one in rows
    ]


def _reason(agreement: Agreement) -> str:
    found = causes_of(agreement) or [AgreementCause.REVIEW]
    return cause_in_words(agreement, found[0])


class OwnAgreements:
    """Agreements that name a person, and what they wrote about them, to see and to be unlinked from."""

    title = gettext_lazy("Afspraken van organisaties")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Which name the person, and what they did with them."""
        named = Agreement.objects.filter(person=person).order_by("pk")
        moves = AgreementMove.objects.filter(by=person).select_related("agreement")
        rows, written = yield [named, moves.order_by("pk")]
        return [
            *({_("Afspraak waarin je genoemd staat"): one.what} for one in rows),
            *(
                {
                    pgettext("belofte", "Afspraak"): one.agreement.what,
                    _("Wat je deed"): str(one.get_kind_display()),
                    _("Wanneer"): one.made_at,
                    _("Wat je schreef"): one.words,
                }
                for one in written
            ),
        ]

    def erase(self, person: Any) -> None:
        """The organisation's promise stays, without the name."""
        Agreement.objects.filter(person=person).update(person=None)
        AgreementMove.objects.filter(by=person).update(by=None)


def past_agreements() -> QuerySet[Agreement]:
    """Names in agreements that ended seven years ago."""
    over = Agreement.objects.filter(ended_on__lt=today() - KEPT)
    return over.filter(Q(person__isnull=False) | Q(moves__by__isnull=False)).distinct()


def _carry_out() -> int:
    """Names go; the promise of an organisation stays."""
    numbers = list(past_agreements().values_list("pk", flat=True))
    AgreementMove.objects.filter(agreement__in=numbers).update(by=None)
    Agreement.objects.filter(pk__in=numbers).update(person=None)
    return len(numbers)
