"""Who reads and writes money: coordinators of the region; the client reads all, a funder only its own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.policies import coordinates
from veerkracht.programme.action_policies import organisations_of

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def check_may_write_money(by: Person | None, region_id: int) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region; None is the installation."""
    allowed = by is None or coordinates(by, region_id)
    require(allowed, _("Alleen de coördinator van deze regio kan bedragen wijzigen."))


def check_may_read_own_money(person: Person) -> None:
    """Raise NotAllowed unless the person speaks for some organisation; which lines they see is for the query."""
    allowed = bool(organisations_of(person))
    require(allowed, _("Deze pagina is voor contactpersonen van organisaties."))
