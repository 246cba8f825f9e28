"""Who says what is counted, and who keeps denominators, targets and series of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.monitoring.count_queries import areas_kept_by
from veerkracht.people.policies import is_administrator, is_coordinator

if TYPE_CHECKING:
    from collections.abc import Collection

    from veerkracht.people.models import Person


def check_may_define(by: Person) -> None:
    """Raise NotAllowed unless ``by`` is an administrator: an indicator is the same everywhere."""
    require(is_administrator(by), _("Alleen een beheerder kan veranderen wat we tellen."))


def check_keeps_figures(by: Person) -> None:
    """Raise NotAllowed for who coordinates no region."""
    require(is_coordinator(by), _("Deze pagina is voor coördinatoren."))


def check_may_keep_areas(by: Person, numbers: Collection[int]) -> None:
    """Raise NotAllowed unless ``by`` keeps the figures of all these areas; one query."""
    check_keeps_figures(by)
    kept = areas_kept_by(by).filter(pk__in=numbers).values_list("pk", flat=True)
    require(set(kept) == set(numbers), _("Dit gebied hoort bij een andere coördinator."))


def check_may_keep_series(by: Person) -> None:
    """Raise NotAllowed unless ``by`` coordinates a region: series of others are for everybody."""
    check_keeps_figures(by)
