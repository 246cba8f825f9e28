"""Who forms groups: the coordinators of a region, for that region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import require
from veerkracht.people.policies import regions_of_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person


def check_forms_groups(by: Person) -> None:
    """Raise NotAllowed unless ``by`` coordinates a region."""
    require(bool(regions_of_coordinator(by)), _("Dit is voor coördinatoren."))
