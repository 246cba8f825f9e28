"""Who writes themes and goals: coordinators; what holds everywhere comes with the platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.policies import coordinates, is_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def check_may_write_themes(by: Person | None) -> None:
    """Raise NotAllowed unless ``by`` coordinates some region; None is the installation."""
    require(by is None or is_coordinator(by), _("Alleen een coördinator kan thema’s toevoegen."))


def check_may_write_goals(by: Person | None, region_id: int | None) -> None:
    """Raise NotAllowed unless the framework is of a region that ``by`` coordinates; None is the installation."""
    allowed = by is None or (region_id is not None and coordinates(by, region_id))
    require(allowed, _("Dit kader is van een andere regio, of geldt overal."))


def check_may_read_goals(person: Person) -> None:
    """Raise NotAllowed unless the person coordinates some region."""
    require(is_coordinator(person), _("Deze pagina is voor coördinatoren."))
