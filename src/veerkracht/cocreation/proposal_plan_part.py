"""Agreed proposals as things that hang on a plan, so that what changes there traces back to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.cocreation.council_words import on_day
from veerkracht.cocreation.models import ConsentRound, ProposalState, RoundOutcome
from veerkracht.kernel.clock import local
from veerkracht.programme.queries import MOST_PLAN_PARTS, PartShown

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.db.models import QuerySet

    from veerkracht.places.models import Area
    from veerkracht.programme.models import PlanPart


class Proposals:
    """What a think tank agreed on."""

    one, title = gettext_lazy("voorstel"), gettext_lazy("Voorstellen van de denktank")

    def choices(self, areas: Sequence[Area]) -> list[tuple[int, str]]:
        """Agreed proposals of think tanks in these areas."""
        found = _agreed().filter(proposal__council__region__in=areas)
        rows = found.order_by("-closed_at")[:MOST_PLAN_PARTS]
        return [(one.proposal_id, one.version.title) for one in rows]

    def find(self, parts: Collection[PlanPart]) -> dict[int, PartShown]:
        """When and by whom each was agreed; a page only where everybody may read the decision."""
        found = _agreed().filter(proposal__in=[part.key for part in parts])
        return {one.proposal_id: _shown(one) for one in found}


def _agreed() -> QuerySet[ConsentRound]:
    found = ConsentRound.objects.filter(
        outcome=RoundOutcome.PASSED, proposal__state=ProposalState.AGREED
    )
    return found.select_related("version", "decision", "proposal__council")


def _shown(one: ConsentRound) -> PartShown:
    assert one.closed_at is not None  # noqa: S101 - a constraint says so
    facts = {
        "council": one.proposal.council,
        "day": on_day(local(one.closed_at).date()),
        "number": one.version.number,
    }
    state = _("%(council)s, besloten op %(day)s (versie %(number)s)") % facts
    public = one.decision is not None and not one.decision.inside
    page = reverse("cocreation:public_proposal", args=[one.proposal_id]) if public else ""
    return PartShown(one.version.title, state, page)
