"""What embedding checks give to the registries of the apps below: letters, the job, tasks, pages, own data."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import now
from veerkracht.kernel.jobs import Job, jobs
from veerkracht.kernel.personal_data import Retention, own_data, retention
from veerkracht.kernel.together import Asking
from veerkracht.kernel.waiting import OwnPage, WaitingTask, own_pages, tasks
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import current_roles, is_coordinator
from veerkracht.programme import embedding_letters as letters
from veerkracht.programme.embedding_actions import tell_checks
from veerkracht.programme.embedding_models import KEPT_EMBEDDING, EmbeddingCheck
from veerkracht.programme.embedding_queries import checks_waiting

if TYPE_CHECKING:
    from veerkracht.people.models import Person

MOST = 3


def register() -> None:
    """Put every source in its registry."""
    letters.register()
    jobs.add("programme.embedding", Job(run=tell_checks, every=timedelta(days=1)))
    own_pages.add("programme.embedding", my_pages, order=51)
    tasks.add("programme.embedding", my_tasks, order=51)
    own_data.add("programme.embedding", OwnChecks())
    title = gettext_lazy("Hoe ver organisaties zijn")
    retention.add(
        "programme.embedding",
        Retention(title, lambda: _past().count(), lambda: _past().update(by=None)),
    )


def my_pages(person: Person) -> list[OwnPage]:
    """The checks, for who coordinates a region or speaks for an organisation."""
    speaks = any(one.kind == RoleKind.EMPLOYER for one in current_roles(person))
    if not (speaks or is_coordinator(person)):
        return []
    return [OwnPage(_("Hoe ver zijn we?"), reverse("programme:embedding_tracks"), work=True)]


def my_tasks(person: Person) -> Asking[list[WaitingTask]]:
    """Checks whose day came."""
    (rows,) = yield [checks_waiting(person)[:MOST]]
    return [
        WaitingTask(
            title=_("Hoe ver is %(organisation)s?") % {"organisation": one.track.organisation},
            detail=_("Vier vragen over beleid, werkwijze, mensen en geld"),
            url=reverse("programme:embedding_check", args=[one.track_id, one.months]),
            action=_("Vul de check in"),
        )
        for one in rows
    ]


class OwnChecks:
    """Which checks a person filled in, to see and to be unlinked from."""

    title = gettext_lazy("Hoe ver organisaties zijn")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Of which organisation, and when."""
        found = EmbeddingCheck.objects.filter(by=person).select_related("track__organisation")
        (rows,) = yield [found.order_by("pk")]
        return [
            {
                _("Check van"): str(one.track.organisation),
                _("Ingevuld op"): one.done_at,
                _("Volgende stap"): one.next_step,
            }
            for one in rows
        ]

    def erase(self, person: Any) -> None:
        """What the organisation said stays, without the name."""
        EmbeddingCheck.objects.filter(by=person).update(by=None)


def _past() -> QuerySet[EmbeddingCheck]:
    return EmbeddingCheck.objects.filter(done_at__lt=now() - KEPT_EMBEDDING, by__isnull=False)
