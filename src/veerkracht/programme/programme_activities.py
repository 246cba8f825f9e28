"""Which organisations stand in public sheets and plans, for the map of the movement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.people.queries import Activity, ActivityKind, activities
from veerkracht.programme.plan_models import PlanParty
from veerkracht.programme.plan_queries import published
from veerkracht.programme.sheet_line_models import SheetLine
from veerkracht.programme.sheet_models import EditionState, SheetEdition
from veerkracht.programme.sheet_queries import editions

if TYPE_CHECKING:
    from collections.abc import Iterator


def register() -> None:
    """Put owners, who acts and promises, and partners on the map."""
    for name, words, source, order in (
        ("themabladen", gettext_lazy("trekt een themablad"), owned, 30),
        ("acties", gettext_lazy("doet of belooft iets op een themablad"), acting, 32),
        ("plannen", gettext_lazy("is partner in een plan"), partnered, 34),
    ):
        activities.add(name, ActivityKind(words, source), order=order)


def owned() -> Iterator[Activity]:
    """The owner of each public sheet: one query."""
    for one in editions().filter(state=EditionState.PUBLISHED):
        yield Activity(one.sheet.owner_id, _title(one), _address(one))


def acting() -> Iterator[Activity]:
    """Whose action, promise or name stands on a public sheet, once for each sheet: one query."""
    related = ("edition__sheet__theme", "edition__sheet__region", "action", "agreement")
    public = SheetLine.objects.filter(edition__state=EditionState.PUBLISHED, removed_at=None)
    told = set()
    for line in public.select_related(*related).defer("edition__words").order_by("pk"):
        for organisation in _who(line):
            if (organisation, line.edition_id) not in told:
                told.add((organisation, line.edition_id))
                yield Activity(organisation, _title(line.edition), _address(line.edition))


def _who(line: SheetLine) -> list[int]:
    owner = line.action.owner_id if line.action else None
    promised = line.agreement.promised_by_id if line.agreement else None
    return [one for one in (owner, promised, line.organisation_id) if one]


def partnered() -> Iterator[Activity]:
    """The organisations in what each plan says now: one query."""
    rows = PlanParty.objects.filter(version__in=published().order_by(), organisation__isnull=False)
    for one in rows.select_related("version__plan").order_by("version", "number"):
        address = reverse("programme:plan", args=[one.version.plan.slug])
        yield Activity(one.organisation_id or 0, str(one.version), address)


def _title(one: SheetEdition) -> str:
    return _("%(theme)s in %(region)s") % {"theme": one.sheet.theme, "region": one.sheet.region}


def _address(one: SheetEdition) -> str:
    return reverse("programme:sheet", args=[one.sheet.region.code, one.sheet.theme.slug])
