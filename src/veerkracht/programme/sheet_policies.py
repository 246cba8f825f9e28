"""Who keeps, reviews and reads theme sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.permissions import allows, require
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import (
    check_may_coordinate,
    coordinates,
    current_roles,
    is_coordinator,
    represents,
)
from veerkracht.programme.sheet_models import PUBLIC_EDITION

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.programme.sheet_models import Sheet, SheetEdition


def check_may_keep_sheets(by: Person) -> None:
    """Raise NotAllowed unless ``by`` coordinates a region."""
    require(is_coordinator(by), _("Deze pagina is voor coördinatoren."))


def check_may_keep_sheet(by: Person, sheet: Sheet) -> None:
    """Raise NotAllowed unless ``by`` coordinates the region of the sheet."""
    check_may_coordinate(by, sheet.region_id)


def check_may_review(by: Person, sheet: Sheet) -> None:
    """Raise NotAllowed unless ``by`` speaks for the organisation that owns the sheet."""
    require(
        represents(by, sheet.owner_id),
        _("Alleen wie namens de eigenaar spreekt, kan dit blad beoordelen."),
    )


def check_may_see_edition(by: Person | None, edition: SheetEdition) -> None:
    """Raise NotAllowed for who is neither coordinator nor owner, of an edition that is not public."""
    if edition.state in PUBLIC_EDITION:
        return
    sheet = edition.sheet
    inside = by is not None and (coordinates(by, sheet.region_id) or represents(by, sheet.owner_id))
    require(inside, _("Deze editie is nog niet openbaar."))


def may_keep(by: Person | None, sheet: Sheet) -> bool:
    """Whether somebody may change the sheet; nobody is not somebody."""
    return by is not None and allows(check_may_keep_sheet, by, sheet)


def speaks_for(by: Person) -> list[int]:
    """The organisations that somebody speaks for, by number."""
    mine = [role for role in current_roles(by) if role.kind == RoleKind.EMPLOYER]
    return sorted({role.organisation_id for role in mine if role.organisation_id})
