"""Who drafted and published releases, under “Mijn gegevens”; what goes when they leave or when its time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.figures.actions import forget_names_before, forget_publisher
from veerkracht.figures.models import KEPT as NAMES_KEPT
from veerkracht.figures.models import Release
from veerkracht.figures.queries import naming_before
from veerkracht.kernel.clock import now
from veerkracht.kernel.personal_data import Retention
from veerkracht.kernel.together import Asking
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.release_models import DRAFT_KEPT, KEPT

if TYPE_CHECKING:
    from django.db.models import QuerySet


class OwnReleases:
    """What somebody drafted and published."""

    title = gettext_lazy("Vrijgaven van cijfers die je klaarzette of publiceerde")

    def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
        """Drafts and releases, with their day."""
        drafted, published = yield [
            ReleaseDraft.objects.filter(made_by=person).select_related("area"),
            Release.objects.filter(published_by=person).select_related("area").defer("content"),
        ]
        return [
            *(
                {_("Klaargezet"): one.made_at, _("Gebied"): str(one.area), _("Stand"): one.as_of}
                for one in drafted
            ),
            *(
                {_("Gepubliceerd"): one.published_at, _("Gebied"): str(one.area)}
                for one in published
            ),
        ]

    def erase(self, person: Any) -> None:
        """Figures stay, without the name."""
        ReleaseDraft.objects.filter(made_by=person).update(made_by=None)
        forget_publisher(person)


def _old_drafts() -> QuerySet[ReleaseDraft]:
    unpublished = ReleaseDraft.objects.exclude(state=DraftState.PUBLISHED)
    return unpublished.filter(made_at__lt=now() - DRAFT_KEPT)


def _old_inputs() -> QuerySet[ReleaseDraft]:
    """What was published long ago, except the newest of each area: late changes are seen against that one."""
    published = ReleaseDraft.objects.filter(state=DraftState.PUBLISHED)
    newest = published.order_by("area", "-release__number").distinct("area").values("pk")
    old = published.filter(release__published_at__lt=now() - KEPT)
    return old.exclude(pk__in=newest).filter(~Q(inputs="") | Q(made_by__isnull=False))


def overdue() -> int:
    """How many drafts, frozen counts and names are past their time."""
    return _old_drafts().count() + _old_inputs().count() + naming_before(now() - NAMES_KEPT)


def carry_out() -> int:
    """Drop old drafts, forget frozen counts and names; how many."""
    gone = _old_drafts().delete()[0]
    numbers = list(_old_inputs().values_list("pk", flat=True))
    emptied = ReleaseDraft.objects.filter(pk__in=numbers).update(inputs="", made_by=None)
    return gone + emptied + forget_names_before(now() - NAMES_KEPT)


RULE = Retention(
    gettext_lazy("Concepten van vrijgaven na 90 dagen; versleutelde tellingen na 2 jaar"),
    overdue,
    carry_out,
)
