"""The verbs of plans: making, writing the draft, publishing, the next version, and what hangs on one."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.kernel import searching
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.permissions import require
from veerkracht.programme import plan_policies as policies
from veerkracht.programme.money_models import FIRST_YEAR, LAST_YEAR
from veerkracht.programme.plan_models import (
    Plan,
    PlanAim,
    PlanPart,
    PlanParty,
    PlanPartyRole,
    PlanPhase,
    PlanPhaseState,
    PlanSection,
    PlanTarget,
    PlanVersion,
)
from veerkracht.programme.plan_parts import FIELDS, plan_parts
from veerkracht.programme.plan_queries import areas_of
from veerkracht.programme.programme_search import PLANS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from veerkracht.people.models import Organisation, Person, Sector
    from veerkracht.places.models import Area

MOST_ROWS = 60


@dataclass(frozen=True)
class PlanFacts:
    """Name and time of a plan."""

    title: str
    since: date
    until: date | None = None
    title_en: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with its text."""

    heading: str
    body: str = ""
    heading_en: str = ""
    body_en: str = ""


@dataclass(frozen=True)
class Aim:
    """Something to reach, in a sentence."""

    text: str
    text_en: str = ""


@dataclass(frozen=True)
class Target:
    """A number to reach in a year, in an area, for a sector or for all."""

    what: str
    area: Area
    year: int
    wanted: int
    sector: Sector | None = None
    measure: str = ""
    what_en: str = ""


@dataclass(frozen=True)
class Phase:
    """A part of the time."""

    title: str
    since: date
    until: date
    state: str = PlanPhaseState.PLANNED
    title_en: str = ""


@dataclass(frozen=True)
class Party:
    """An organisation, or its name when it is not known here."""

    role: str
    organisation: Organisation | None = None
    name: str = ""
    name_en: str = ""


Row = Section | Aim | Target | Phase | Party
BLOCKS: dict[str, Any] = {
    "sections": PlanSection,
    "aims": PlanAim,
    "targets": PlanTarget,
    "phases": PlanPhase,
    "parties": PlanParty,
}


@transaction.atomic
def make_plan(*, region: Area, facts: PlanFacts, by: Person) -> Plan:
    """Begin a plan with an empty draft. Raises RuleBroken when one of this name exists, or for its dates."""
    require(policies.keeps_area(by, region), _("Dit plan hoort bij een andere regio."))
    _check_facts(facts)
    slug = slugify(facts.title)[:60]
    if not slug or Plan.objects.filter(slug=slug).exists():
        raise RuleBroken(_("Er is al een plan met deze naam."), field="title")
    plan = Plan.objects.create(slug=slug, region=region, made_at=now())
    PlanVersion.objects.create(plan=plan, number=1, made_at=now(), **vars(facts))
    record("plan.made", plan, by=by)
    return plan


def _check_facts(facts: PlanFacts) -> None:
    if not FIRST_YEAR <= facts.since.year <= LAST_YEAR:
        raise RuleBroken(_("Kies een jaar tussen 2015 en 2050."), field="since")
    if facts.until is not None and facts.until < facts.since:
        raise RuleBroken(_("Het plan kan niet eindigen voor het begint."), field="until")


@transaction.atomic
def start_draft(*, plan: Plan, by: Person) -> PlanVersion:
    """Begin the next version as a copy of what holds now. Raises RuleBroken when one is being written."""
    policies.check_may_keep_plan(by, plan)
    Plan.objects.select_for_update().get(pk=plan.pk)
    last = plan.versions.order_by("-number").first()
    if last is None or last.published_at is None:
        raise RuleBroken(_("Er is al een concept. Ga daarmee verder."))
    facts = {field.name: getattr(last, field.name) for field in fields(PlanFacts)}
    draft = PlanVersion.objects.create(plan=plan, number=last.number + 1, made_at=now(), **facts)
    for block, model in BLOCKS.items():
        _copy(list(getattr(last, block).all()), model, draft)
    record("plan.draft_started", plan, by=by, values={"number": draft.number})
    return draft


def _copy(rows: Sequence[Any], model: Any, draft: PlanVersion) -> None:
    for row in rows:
        row.pk, row.version = None, draft
    model.objects.bulk_create(rows)


def _draft(version: PlanVersion, by: Person, edited: int | None) -> PlanVersion:
    """The draft, held until the end of the transaction; OutOfDate when the writer saw an older one."""
    policies.check_may_keep_plan(by, version.plan)
    known = PlanVersion.objects.select_for_update().select_related("plan").get(pk=version.pk)
    if known.published_at is not None:
        raise RuleBroken(_("Deze versie is gepubliceerd en blijft zo. Begin een nieuwe versie."))
    if edited is not None and edited != known.edited:
        raise OutOfDate(_("Iemand anders heeft het concept net gewijzigd."))
    return known


@transaction.atomic
def change_facts(
    *, version: PlanVersion, facts: PlanFacts, by: Person, edited: int | None = None
) -> None:
    """Change the name and time of a draft. Raises RuleBroken for its dates, OutOfDate for who was second."""
    known = _draft(version, by, edited)
    _check_facts(facts)
    PlanVersion.objects.filter(pk=known.pk).update(**vars(facts), edited=known.edited + 1)
    record("plan.changed", known.plan, by=by, values={"block": "facts"})


@transaction.atomic
def set_block(
    *, version: PlanVersion, block: str, rows: Sequence[Row], by: Person, edited: int | None = None
) -> None:
    """Let these rows be a block of the draft, in this order; what is left out is gone.

    Raises RuleBroken for rows that cannot be, OutOfDate for who was second.
    """
    known = _draft(version, by, edited)
    if len(rows) > MOST_ROWS:
        raise RuleBroken(_("Dit zijn te veel regels voor één plan."))
    for row in rows:
        _check_row(row)
    model = BLOCKS[block]
    getattr(known, block).all().delete()
    try:
        with transaction.atomic():
            model.objects.bulk_create(
                model(version=known, number=number, **vars(row))
                for number, row in enumerate(rows, start=1)
            )
    except IntegrityError as error:
        raise RuleBroken(_("Twee regels zijn hetzelfde. Voeg ze samen.")) from error
    PlanVersion.objects.filter(pk=known.pk).update(edited=known.edited + 1)
    record("plan.changed", known.plan, by=by, values={"block": block})


def _check_row(row: Row) -> None:
    if isinstance(row, Phase) and row.until < row.since:
        named = {"phase": row.title}
        raise RuleBroken(_("De fase “%(phase)s” kan niet eindigen voor die begint.") % named)
    if isinstance(row, Target) and not FIRST_YEAR <= row.year <= LAST_YEAR:
        raise RuleBroken(_("Kies een jaar tussen 2015 en 2050."))
    if isinstance(row, Party) and (row.organisation is None) == (not row.name):
        raise RuleBroken(_("Kies een organisatie uit de lijst, of typ een naam."))


@transaction.atomic
def publish_plan(
    *, version: PlanVersion, by: Person, changed: str = "", changed_en: str = ""
) -> PlanVersion:
    """Let the draft hold from now on; earlier versions stay to be read.

    Raises RuleBroken without a text or a client, or from the second on without saying what is different.
    """
    known = _draft(version, by, None)
    if not known.sections.exclude(body="").exists():
        raise RuleBroken(_("Schrijf eerst minstens één tekst."))
    if not known.parties.filter(role=PlanPartyRole.CLIENT).exists():
        raise RuleBroken(_("Vul eerst in wie de opdrachtgever is."))
    if known.number > 1 and not changed.strip():
        raise RuleBroken(_("Schrijf op wat er anders is dan eerst."), field="changed")
    known.published_at, known.changed, known.changed_en = now(), changed, changed_en
    known.save(update_fields=["published_at", "changed", "changed_en"])
    record("plan.published", known.plan, by=by, values={"number": known.number})
    searching.changed(PLANS, known.plan_id)
    return known


@transaction.atomic
def drop_draft(*, version: PlanVersion, by: Person) -> None:
    """Throw the draft away; a plan that was never published goes with it.

    Raises RuleBroken when something hangs on a plan that would go.
    """
    known = _draft(version, by, None)
    plan = known.plan
    record("plan.draft_dropped", plan, by=by, values={"number": known.number})
    if plan.versions.exclude(pk=known.pk).exists():
        known.delete()
        return
    if plan.parts.exists() or plan.reports.exists():
        raise RuleBroken(_("Aan dit plan hangt nog iets. Haal dat eerst weg."))
    plan.delete()


@transaction.atomic
def set_phase_state(*, phase: PlanPhase, state: str, by: Person) -> None:
    """Say how a phase stands, also in a published version: time goes on. Raises RuleBroken for no state."""
    policies.check_may_keep_plan(by, phase.version.plan)
    if state not in PlanPhaseState.values:
        raise RuleBroken(_("Kies een van de antwoorden."))
    PlanPhase.objects.filter(pk=phase.pk).update(state=state)
    record("plan.phase_set", phase.version.plan, by=by, values={"state": state})


@transaction.atomic
def hang_on(*, plan: Plan, kind: str, key: int, by: Person) -> PlanPart:
    """Hang something of its area on a plan; again changes nothing. Raises RuleBroken for anything else."""
    policies.check_may_keep_plan(by, plan)
    known = dict(plan_parts.items()).get(kind)
    if known is None or key not in dict(known.choices(areas_of(plan))):
        raise RuleBroken(_("Dit bestaat niet (meer)."))
    pointing = {FIELDS[kind]: key} if kind in FIELDS else {}
    part, _new = PlanPart.objects.get_or_create(plan=plan, kind=kind, key=key, defaults=pointing)
    record("plan.part_hung", plan, by=by, values={"kind": kind, "key": key})
    return part


@transaction.atomic
def take_off(*, part: PlanPart, by: Person) -> None:
    """Take something off a plan; the thing itself stays."""
    policies.check_may_keep_plan(by, part.plan)
    record("plan.part_taken_off", part.plan, by=by, values={"kind": part.kind, "key": part.key})
    part.delete()
