"""Who may do what with agreements: the coordinator everything, who promised only with that promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.policies import coordinates, represents

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.programme.agreement_models import Agreement


def check_may_keep_agreements(by: Person, region_id: int | None) -> None:
    """Raise NotAllowed unless ``by`` coordinates this region: making, changing, ending, taking away."""
    require(coordinates(by, region_id), _("Deze afspraak hoort bij een andere regio."))


def check_may_read_agreement(by: Person, agreement: Agreement) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region, or speaks for who promised it."""
    promised = represents(by, agreement.promised_by_id) or by.pk == agreement.person_id
    require(
        promised or coordinates(by, agreement.region_id),
        _("Deze afspraak is van een andere organisatie."),
    )


def check_may_move_agreement(by: Person, agreement: Agreement) -> None:
    """Raise NotAllowed unless ``by`` may say how firm it is: who may read it."""
    check_may_read_agreement(by, agreement)
