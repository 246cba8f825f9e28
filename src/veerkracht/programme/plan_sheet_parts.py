"""Theme sheets as things that hang on a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.programme.plan_parts import MOST, PartShown
from veerkracht.programme.sheet_models import EditionState, Sheet, SheetEdition

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from veerkracht.places.models import Area
    from veerkracht.programme.plan_models import PlanPart


class Sheets:
    """What a region does about a theme; everybody may read it once it is public."""

    one, title = gettext_lazy("themablad"), gettext_lazy("Themabladen")

    def choices(self, areas: Sequence[Area]) -> list[tuple[int, str]]:
        """Sheets of these areas."""
        found = Sheet.objects.filter(region__in=areas).select_related("theme", "region")
        return [(one.pk, str(one)) for one in found.order_by("-pk")[:MOST]]

    def find(self, parts: Collection[PlanPart]) -> dict[int, PartShown]:
        """Its public edition; a sheet that has none is left out, for it is not yet anybody's to read."""
        found = SheetEdition.objects.filter(
            sheet__in=[part.key for part in parts], state=EditionState.PUBLISHED
        ).select_related("sheet__theme", "sheet__region", "sheet__owner")
        return {one.sheet_id: _shown(one) for one in found}


def _shown(one: SheetEdition) -> PartShown:
    sheet = one.sheet
    address = reverse("programme:sheet", args=[sheet.region.code, sheet.theme.slug])
    state = _("kartrekker: %(owner)s") % {"owner": sheet.owner}
    return PartShown(str(sheet), state, address)
