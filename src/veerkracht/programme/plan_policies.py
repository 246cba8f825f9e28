"""Who keeps a plan, who reads a report, and who reads a draft. What is published is for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from veerkracht.kernel.clock import today
from veerkracht.kernel.permissions import require
from veerkracht.people.policies import coordinates, regions_of_coordinator, represents
from veerkracht.places.models import Area
from veerkracht.programme.plan_models import PlanPartyRole

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.programme.plan_models import Plan
    from veerkracht.programme.plan_report_models import PlanReport


def check_may_keep_plan(by: Person, plan: Plan) -> None:
    """Raise NotAllowed unless ``by`` coordinates its region, or a region within its province."""
    require(keeps_area(by, plan.region), _("Dit plan hoort bij een andere regio."))


def keeps_area(by: Person, area: Area) -> bool:
    """Whether somebody coordinates this area or one that lies in it today."""
    if coordinates(by, area.pk):
        return True
    mine = [one.pk for one in regions_of_coordinator(by)]
    return bool(mine) and Area.objects.within(area, today()).filter(pk__in=mine).exists()


def check_may_read_report(by: Person, report: PlanReport) -> None:
    """Raise NotAllowed unless ``by`` keeps the plan, or speaks for its client and it was sent."""
    if report.sent_at is not None and any(represents(by, one) for one in clients_of(report.plan)):
        return
    check_may_keep_plan(by, report.plan)


def clients_of(plan: Plan) -> list[int]:
    """The client organisations of the version that holds now: the last that was published."""
    version = plan.versions.filter(published_at__isnull=False).order_by("-number").first()
    if version is None:
        return []
    found = version.parties.filter(role=PlanPartyRole.CLIENT, organisation__isnull=False)
    return [number for number in found.values_list("organisation", flat=True) if number]
