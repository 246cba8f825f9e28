"""What people see of research under “Mijn gegevens”, what goes when they leave, and after seven years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import now, today
from veerkracht.kernel.personal_data import Retention
from veerkracht.kernel.together import Asking
from veerkracht.monitoring.models import (
    ResearchExport,
    ResearchObjection,
    ResearchRequest,
    ResearchState,
)
from veerkracht.monitoring.research_actions import lapse_files
from veerkracht.monitoring.research_models import KEPT

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.people.models import Person


class OwnResearch:
    """What somebody asked for and decided, and whether they stay out of files for research."""

    title = gettext_lazy("Onderzoek: je verzoeken, besluiten en keuze")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Requests, decisions and the own choice."""
        asked, decided, objections = yield [
            ResearchRequest.objects.filter(asked_by=person),
            ResearchRequest.objects.filter(decided_by=person),
            ResearchObjection.objects.filter(person=person),
        ]
        return [
            *({_("Verzoek om gegevens"): str(one), _("Doel"): one.purpose} for one in asked),
            *(
                {_("Besluit over gegevens"): str(one), _("Toelichting"): one.words}
                for one in decided
            ),
            *({_("Niet in onderzoek sinds"): one.since} for one in objections),
        ]

    def erase(self, person: Any) -> None:
        """What left stays accounted for, without the account; what waits is withdrawn, and no file stays."""
        ResearchObjection.objects.filter(person=person).delete()
        mine = ResearchRequest.objects.filter(asked_by=person)
        mine.filter(state=ResearchState.ASKED).update(
            state=ResearchState.WITHDRAWN, ended_at=now(), version=F("version") + 1
        )
        ResearchExport.objects.filter(request__in=mine, content__isnull=False).update(content=None)
        ResearchExport.objects.filter(request__in=mine, made_at=None).delete()
        mine.update(asked_by=None)
        ResearchRequest.objects.filter(decided_by=person).update(decided_by=None)


def before_merging(keep: Person, drop: Person) -> None:
    """One choice a person: who stays out under one account stays out."""
    if ResearchObjection.objects.filter(person=keep).exists():
        ResearchObjection.objects.filter(person=drop).delete()


def _past() -> QuerySet[ResearchRequest]:
    """Requests that are over for seven years."""
    long_ago, day = now() - KEPT, today() - KEPT
    over = [ResearchState.REFUSED, ResearchState.WITHDRAWN, ResearchState.ENDED]
    found = ResearchRequest.objects.annotate(over_at=Coalesce("ended_at", "decided_at"))
    return found.filter(
        Q(state__in=over, over_at__lt=long_ago)
        | Q(state=ResearchState.APPROVED, keep_until__lt=day)
    )


def _old_files() -> int:
    return ResearchExport.objects.filter(expires_at__lte=now(), content__isnull=False).count()


def _delete_past() -> int:
    gone = list(_past().values_list("pk", flat=True))
    ResearchRequest.objects.filter(pk__in=gone).delete()
    return len(gone)


RULES = {
    "files": Retention(
        gettext_lazy("Bestanden voor onderzoek die niemand ophaalde"), _old_files, lapse_files
    ),
    "requests": Retention(
        gettext_lazy("Verzoeken om gegevens van meer dan 7 jaar geleden"),
        lambda: _past().count(),
        _delete_past,
    ),
}
