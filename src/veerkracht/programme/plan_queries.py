"""Reading plans: what is published, and what hangs on one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from veerkracht.kernel.clock import today
from veerkracht.people.policies import is_administrator, regions_of_coordinator
from veerkracht.places.models import Area, AreaKind, AreaMembership
from veerkracht.programme.plan_models import Plan, PlanPart, PlanParty, PlanTarget, PlanVersion
from veerkracht.programme.plan_parts import POINTED_AT, PartShown, page_of, plan_parts
from veerkracht.programme.plan_report_models import PlanReport

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.programme.plan_rules import Half


def versions() -> QuerySet[PlanVersion]:
    """Versions with all that they say: six queries."""
    return reportable().prefetch_related("sections")


def reportable() -> QuerySet[PlanVersion]:
    """Versions with all that a report tells of: everything but the texts."""
    found = PlanVersion.objects.select_related("plan__region")
    return found.prefetch_related(
        "aims",
        "phases",
        Prefetch("parties", PlanParty.objects.select_related("organisation")),
        Prefetch("targets", PlanTarget.objects.select_related("sector", "area")),
    )


def published() -> QuerySet[PlanVersion]:
    """Of each plan the version that holds now."""
    newer = PlanVersion.objects.filter(
        plan=OuterRef("plan"), published_at__isnull=False, number__gt=OuterRef("number")
    )
    found = PlanVersion.objects.filter(published_at__isnull=False).filter(~Exists(newer))
    return found.select_related("plan__region").order_by("title", "pk")


def version_now(plan: Plan, found: QuerySet[PlanVersion] | None = None) -> PlanVersion | None:
    """What the plan says now, as ``found`` reads it, whole unless told; None when nothing was published."""
    read = versions() if found is None else found
    return read.filter(plan=plan, published_at__isnull=False).order_by("-number").first()


def draft_of(plan: Plan) -> PlanVersion | None:
    """The version that is being written, whole."""
    return versions().filter(plan=plan, published_at=None).first()


def plans_kept_by(person: Person) -> QuerySet[Plan]:
    """Plans that somebody keeps: of a region that they coordinate, or of the province it lies in."""
    found = Plan.objects.select_related("region").order_by("slug")
    if is_administrator(person):
        return found
    mine = [one.pk for one in regions_of_coordinator(person)]
    above = AreaMembership.objects.on(today()).filter(area__in=mine).values("parent")
    return found.filter(Q(region__in=mine) | Q(region__in=above))


def areas_of(plan: Plan) -> list[Area]:
    """The area of a plan and the regions in it: whose actions, agreements and money may hang on it."""
    within = AreaMembership.objects.on(today()).filter(parent=plan.region).values("area")
    regions = Q(pk__in=within, kind=AreaKind.REGION)
    return list(Area.objects.filter(Q(pk=plan.region_id) | regions).order_by("name"))


def areas_to_plan_for(person: Person) -> list[Area]:
    """Where somebody may make a plan: their regions and the provinces these lie in."""
    mine = [one.pk for one in regions_of_coordinator(person)]
    above = AreaMembership.objects.on(today()).filter(area__in=mine).values("parent")
    provinces = Q(pk__in=above, kind=AreaKind.PROVINCE)
    return list(Area.objects.filter(Q(pk__in=mine) | provinces).order_by("kind", "name"))


@dataclass(frozen=True)
class HungPart:
    """A thing on a plan: its row, how it stands now, and its page for who keeps the plan."""

    part: PlanPart
    shown: PartShown
    work_url: str


def parts_of(plan: Plan) -> list[tuple[str, list[HungPart]]]:
    """What hangs on a plan by kind, each as it stands now; a query for each kind of an app above."""
    rows = defaultdict(list)
    for part in plan.parts.select_related(*POINTED_AT):
        rows[part.kind].append(part)
    found = []
    for name, kind in plan_parts.items():
        if not rows[name]:
            continue
        known = kind.find(rows[name])
        hung = [
            HungPart(one, known[one.key], page_of(name, one.key) or known[one.key].url)
            for one in rows[name]
            if one.key in known
        ]
        found.append((str(kind.title), hung))
    return found


def reports_missing(person: Person, half: Half) -> QuerySet[Plan]:
    """Plans that somebody keeps, that ran in a half year and of which no report was sent; with their ``title``."""
    sent = PlanReport.objects.filter(
        plan=OuterRef("pk"), year=half.year, half=half.half, sent_at__isnull=False
    )
    ran = PlanVersion.objects.filter(
        plan=OuterRef("pk"), published_at__isnull=False, since__lte=half.until
    ).filter(Q(until=None) | Q(until__gte=half.since))
    title = ran.order_by("-number").values("title")[:1]
    found = plans_kept_by(person).filter(Exists(ran)).filter(~Exists(sent))
    return found.annotate(title=Subquery(title))


def reports_of(plan: Plan) -> list[PlanReport]:
    """The reports of a plan, the newest first, without their papers."""
    return list(plan.reports.defer("paper", "facts"))
