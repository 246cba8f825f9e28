"""The verbs of pilots: making, changing, the team, starting, ending, stopping, deciding, showing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.cocreation import pilot_policies as policies
from veerkracht.cocreation import pilot_rules as rules
from veerkracht.cocreation.models import Pilot, PilotMember, PilotOutcome, PilotState
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.messages.actions import News, queue
from veerkracht.messages.rules import after_quiet
from veerkracht.places.queries import municipalities

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from veerkracht.people.models import Organisation, Person, Sector
    from veerkracht.places.models import Area
    from veerkracht.programme.models import BudgetLine

JOINED, DECIDED = "cocreation.pilot_joined", "cocreation.pilot_decided"
MANY_NAMES = ("organisations", "budget_lines")
STAND_STILL = (
    "question",
    "hypothesis",
)  # once it runs: one does not move the question to the answer
RESERVED = frozenset({"naast-elkaar"})  # words in our own addresses


@dataclass(frozen=True)
class PilotFacts:
    """What is said of a pilot; money in whole cents."""

    title: str
    question: str
    hypothesis: str
    different: str
    sector: Sector
    led_by: Organisation
    since: date
    until: date
    area: Area | None = None
    organisations: Sequence[Organisation] = ()
    planned_cents: int = 0
    spent_cents: int = 0
    budget_lines: Sequence[BudgetLine] = ()
    title_en: str = ""
    question_en: str = ""
    hypothesis_en: str = ""
    different_en: str = ""

    def plain(self) -> dict[str, Any]:
        """The columns of the row."""
        names = [name for name in self.__dataclass_fields__ if name not in MANY_NAMES]
        return {name: getattr(self, name) for name in names}


@transaction.atomic
def make_pilot(*, region: Area, facts: PilotFacts, by: Person) -> Pilot:
    """A pilot in preparation. Raises RuleBroken for what cannot be: an end before the begin, money of elsewhere."""
    policies.check_may_make_pilot(by, region.pk)
    _check(region, facts)
    moment = now()
    pilot = Pilot(region=region, made_at=moment, changed_at=moment, **facts.plain())
    pilot.slug = _free_slug(facts.title)
    pilot.save()
    _link(pilot, facts)
    record("pilot.made", pilot, by=by, region_id=region.pk, values={"title": pilot.title})
    return pilot


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:70] or "pilot"
    taken = RESERVED | set(
        Pilot.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    )
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (wanted, *numbered) if one not in taken)


def _link(pilot: Pilot, facts: PilotFacts) -> None:
    others = [one for one in facts.organisations if one.pk != facts.led_by.pk]
    pilot.organisations.set(others)
    pilot.budget_lines.set(facts.budget_lines)


def _check(region: Area, facts: PilotFacts) -> None:
    for name, message in (
        ("title", _("Geef de pilot een naam.")),
        ("question", _("Schrijf op welke vraag je wilt beantwoorden.")),
        ("hypothesis", _("Schrijf op wat je verwacht.")),
        ("different", _("Schrijf op wat jullie anders doen.")),
    ):
        if not getattr(facts, name).strip():
            raise RuleBroken(message, field=name)
    if facts.until < facts.since:
        raise RuleBroken(_("De pilot eindigt voor hij begint. Klopt de datum?"), field="until")
    _check_place(region, facts)


def _check_place(region: Area, facts: PilotFacts) -> None:
    if facts.area is not None and not municipalities(region).filter(pk=facts.area.pk).exists():
        raise RuleBroken(_("Deze gemeente ligt niet in de regio."), field="area")
    if any(line.region_id != region.pk for line in facts.budget_lines):
        raise RuleBroken(_("Dit geld is van een andere regio."), field="budget_lines")


@transaction.atomic
def change_pilot(*, pilot: Pilot, facts: PilotFacts, seen: int, by: Person) -> Pilot:
    """Change what is said; ``seen`` is the version that was on the screen.

    Raises OutOfDate when somebody else changed it, and RuleBroken when the question or the expectation of a
    pilot that began would change.
    """
    row = held(pilot, seen)
    policies.check_may_keep(by, row)
    _check(row.region, facts)
    changed = [name for name, value in facts.plain().items() if getattr(row, name) != value]
    if row.state != PilotState.DRAFT and set(STAND_STILL) & set(changed):
        raise RuleBroken(
            _("De vraag en de verwachting staan vast zodra de pilot loopt."), field="question"
        )
    for name, value in facts.plain().items():
        setattr(row, name, value)
    _save(row)
    _link(row, facts)
    record("pilot.changed", row, by=by, region_id=row.region_id, values={"fields": changed})
    return row


def held(pilot: Pilot, seen: int | None = None) -> Pilot:
    """The pilot as it is now, under a lock; OutOfDate when it is not what was seen."""
    found = Pilot.objects.select_for_update(of=("self",)).select_related("region")
    row = found.get(pk=pilot.pk)
    if seen is not None and row.version != seen:
        raise OutOfDate(_("Iemand anders heeft deze pilot net veranderd."))
    return row


def _save(row: Pilot) -> None:
    row.version += 1
    row.changed_at = now()
    row.save()


@transaction.atomic
def show_pilot(*, pilot: Pilot, public: bool, costs: bool, by: Person) -> Pilot:
    """Let everybody read the pilot, and its costs as well, or no longer."""
    row = held(pilot)
    policies.check_may_keep(by, row)
    row.public, row.costs_public = public, costs and public
    _save(row)
    values = {"public": row.public, "costs": row.costs_public}
    record("pilot.shown", row, by=by, region_id=row.region_id, values=values)
    return row


@transaction.atomic
def drop_pilot(*, pilot: Pilot, by: Person) -> None:
    """Throw away a pilot in preparation. What began stays: also a pilot that failed teaches something."""
    row = held(pilot)
    policies.check_may_make_pilot(by, row.region_id)
    if row.state != PilotState.DRAFT:
        raise RuleBroken(_("Deze pilot is al begonnen. Zet hem op gestopt, met de reden."))
    record("pilot.dropped", row, by=by, region_id=row.region_id, values={"title": row.title})
    row.delete()


def _go(row: Pilot, to: PilotState) -> None:
    if not rules.may_go(row.state, to):
        said = _("Dat kan nu niet. De stand is: %(state)s.")
        raise RuleBroken(said % {"state": row.get_state_display()})
    row.state = to


@transaction.atomic
def start_pilot(*, pilot: Pilot, by: Person) -> Pilot:
    """The pilot begins today. Raises RuleBroken without something to measure: one could not see whether it works."""
    row = held(pilot)
    policies.check_may_keep(by, row)
    _go(row, PilotState.RUNNING)
    if not row.measures.exists():
        raise RuleBroken(_("Schrijf eerst op wat je meet. Anders zie je straks niet of het werkt."))
    if row.until < today():
        raise RuleBroken(_("De einddatum is al voorbij. Kies eerst een andere."))
    row.started_on = today()
    _save(row)
    record("pilot.started", row, by=by, region_id=row.region_id)
    return row


@transaction.atomic
def end_pilot(*, pilot: Pilot, by: Person) -> Pilot:
    """The pilot is over today, and waits for a decision."""
    row = held(pilot)
    policies.check_may_keep(by, row)
    if row.outcome:
        raise RuleBroken(_("Er is al besloten."))
    _go(row, PilotState.ENDED)
    row.ended_on = today()
    _save(row)
    record("pilot.ended", row, by=by, region_id=row.region_id)
    return row


@transaction.atomic
def stop_pilot(*, pilot: Pilot, reasons: str, seen: int, by: Person) -> Pilot:
    """The pilot stops early, with the reason: that teaches something as well."""
    row = held(pilot, seen)
    policies.check_may_decide(by, row)
    _go(row, PilotState.STOPPED)
    row.reasons = _said(reasons)
    row.ended_on = row.decided_on = today()
    row.decided_by = by
    _save(row)
    record("pilot.stopped", row, by=by, region_id=row.region_id)
    tell_team(row, DECIDED)
    return row


def _said(reasons: str) -> str:
    if not reasons.strip():
        raise RuleBroken(_("Schrijf op waarom."), field="reasons")
    return reasons.strip()


@dataclass(frozen=True)
class Verdict:
    """What is decided, and why."""

    outcome: str
    reasons: str
    reasons_en: str = ""


@transaction.atomic
def decide_pilot(*, pilot: Pilot, verdict: Verdict, seen: int, by: Person) -> Pilot:
    """Spread, adjust or stop, with the reasons. The team hears it by mail.

    Raises RuleBroken without reasons or before the pilot is over, OutOfDate when it changed meanwhile.
    """
    row = held(pilot, seen)
    policies.check_may_decide(by, row)
    _go(row, PilotState.DECIDED)
    if verdict.outcome not in PilotOutcome.values:
        raise RuleBroken(_("Kies wat jullie besluiten."), field="outcome")
    row.outcome, row.reasons = PilotOutcome(verdict.outcome), _said(verdict.reasons)
    row.reasons_en = verdict.reasons_en.strip()
    row.decided_on, row.decided_by = today(), by
    _save(row)
    record("pilot.decided", row, by=by, region_id=row.region_id, values={"outcome": row.outcome})
    tell_team(row, DECIDED)
    return row


@transaction.atomic
def take_back_decision(*, pilot: Pilot, by: Person) -> Pilot:
    """The decision was not right yet; it is to be taken anew. Not while something was drafted because of it."""
    row = held(pilot)
    policies.check_may_decide(by, row)
    if not row.outcome:
        raise RuleBroken(_("Er is nog niet besloten."))
    _go(row, PilotState.ENDED)
    if row.spreads.exists():
        raise RuleBroken(
            _("Er staan al voorstellen klaar voor de verspreiding. Haal die eerst weg.")
        )
    row.outcome, row.reasons, row.reasons_en = "", "", ""
    row.decided_on = row.decided_by = None
    _save(row)
    record("pilot.decision_taken_back", row, by=by, region_id=row.region_id)
    return row


@transaction.atomic
def join_pilot(*, pilot: Pilot, person: Person, leads: bool, by: Person) -> PilotMember:
    """Somebody is in the team from today, and hears so by mail. Who is in it already leads from now on, or not."""
    row = held(pilot)
    policies.check_may_keep(by, row)
    if not person.is_active:
        raise RuleBroken(_("Dit account is niet meer in gebruik."), field="email")
    member, new = PilotMember.objects.get_or_create(
        pilot=row, person=person, until=None, defaults={"leads": leads, "since": today()}
    )
    if not new:
        member.leads = leads
        member.save()
    policies.forget_parts(person)
    values = {"person": person.pk, "leads": leads}
    record("pilot.joined", row, by=by, region_id=row.region_id, values=values)
    if new and person.pk != by.pk:
        queue([_news(row, person, JOINED)])
    return member


@transaction.atomic
def leave_pilot(*, member: PilotMember, by: Person) -> None:
    """Somebody is no longer in the team from today; who came today by mistake leaves no trace."""
    row = held(member.pilot)
    if member.person_id != by.pk:
        policies.check_may_keep(by, row)
    if member.until is not None:
        return
    if member.since == today():
        member.delete()
    else:
        member.until = today()
        member.save()
    policies.forget_parts(member.person)
    values = {"person": member.person_id}
    record("pilot.left", row, by=by, region_id=row.region_id, values=values)


def tell_team(pilot: Pilot, kind: str) -> None:
    """Let everybody who is in the team now know."""
    places = pilot.members.filter(policies.in_team_today()).select_related("person")
    people = {one.person_id: one.person for one in places}
    queue(_told(pilot, people.values(), kind))


def _told(pilot: Pilot, people: Iterable[Person], kind: str) -> list[News]:
    return [_news(pilot, one, kind) for one in people if one.is_active]


def _news(pilot: Pilot, person: Person, kind: str) -> News:
    return News(
        kind=kind,
        address=person.email,
        once=f"{kind}:{pilot.pk}:{person.pk}:{pilot.version}",
        facts={"pilot": pilot.pk, "person": person.pk},
        person_id=person.pk,
        language=person.language,
        due_at=after_quiet(now()),
    )
