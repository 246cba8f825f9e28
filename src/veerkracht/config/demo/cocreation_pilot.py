"""The demo's part of cocreation: three pilots that are over, in three regions and sectors, and two that run."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from veerkracht.cocreation import pilot_actions as pilots
from veerkracht.cocreation import pilot_measure_actions as measuring
from veerkracht.cocreation import pilot_note_actions as noting
from veerkracht.cocreation import pilot_spread_actions as spreading
from veerkracht.cocreation.models import Pilot, PilotMeasure, ReadingMoment
from veerkracht.config.demo.cocreation_pilot_texts import PILOTS, MeasureTold, PilotTold
from veerkracht.kernel.clock import held_at, local
from veerkracht.kernel.permissions import allows
from veerkracht.messages.actions import send_due
from veerkracht.people.models import Organisation, Sector
from veerkracht.places.queries import municipalities, region
from veerkracht.programme.models import Plan
from veerkracht.programme.plan_actions import hang_on
from veerkracht.programme.plan_policies import check_may_keep_plan

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.config.demo.cast import Cast
    from veerkracht.config.demo.history import History
    from veerkracht.people.models import Person

PLAN = "limburg-positief-gezond"
A_WHILE = 21  # days before its start a pilot was written down


def bring_in(cast: Cast, history: History) -> None:
    """Make the pilots that are missing, one after the other; what is there already stays as it is."""
    for told in PILOTS:
        if not Pilot.objects.filter(title=told.title).exists():
            _tell(told, cast, history)
            send_due()


def _tell(told: PilotTold, cast: Cast, history: History) -> None:
    by = cast.coordinator(told.region)
    with held_at(history.days_ago(told.since + A_WHILE)):
        pilot = _made(told, by, history)
        _team(pilot, told, cast, by)
        for one in told.measures:
            measuring.keep_measure(pilot=pilot, measured=_measured(one), by=by)
        pilots.show_pilot(pilot=pilot, public=True, costs=told.costs_public, by=by)
    _readings(pilot, told, history, "baseline", told.since + 2)
    with held_at(history.days_ago(told.since)):
        pilots.start_pilot(pilot=pilot, by=by)
    _notes(pilot, told, cast, by, history)
    _readings(pilot, told, history, "middle", (told.since + told.until) // 2)
    if told.over:
        _ended(pilot, told, by, history)
    _hang(pilot, by)


def _made(told: PilotTold, by: Person, history: History) -> Pilot:
    area = region(told.region)
    known = {one.slug: one for one in Organisation.objects.all()}
    facts = pilots.PilotFacts(
        title=told.title,
        question=told.question,
        hypothesis=told.hypothesis,
        different=told.different,
        sector=Sector.objects.get(code=told.sector),
        led_by=known[told.led_by],
        since=_day(history, told.since),
        until=_day(history, told.until),
        area=municipalities(area).filter(name=told.town).first(),
        organisations=[known[slug] for slug in told.others],
        planned_cents=told.planned * 100,
        spent_cents=told.spent * 100,
        title_en=told.title_en,
        question_en=told.question_en,
        hypothesis_en=told.hypothesis_en,
        different_en=told.different_en,
    )
    return pilots.make_pilot(region=area, facts=facts, by=by)


def _day(history: History, days: int) -> date:
    return local(history.days_ago(days)).date()


def _team(pilot: Pilot, told: PilotTold, cast: Cast, by: Person) -> None:
    for number, name in enumerate(told.team):
        pilots.join_pilot(pilot=pilot, person=cast[name], leads=number == 0, by=by)


def _measured(one: MeasureTold) -> measuring.Measured:
    return measuring.Measured(
        what=one.what,
        kind=one.kind,
        about=one.about,
        up=one.up,
        unit=one.unit,
        target=Decimal(one.target),
        public=True,
        what_en=one.what_en,
        unit_en=one.unit_en,
    )


def _readings(pilot: Pilot, told: PilotTold, history: History, moment: str, days: int) -> None:
    """What was measured then, of every measure that was measured then."""
    place = list(ReadingMoment.values).index(moment)
    by = pilot.members.filter(leads=True).get().person
    for one in told.measures:
        if one.read[place]:
            measure = PilotMeasure.objects.select_related("pilot").get(pilot=pilot, what=one.what)
            read = measuring.Read(
                Decimal(one.read[place]), _day(history, days), one.source, one.over or None
            )
            with held_at(history.days_ago(days - 1)):
                measuring.keep_reading(measure=measure, moment=moment, read=read, seen=0, by=by)


def _notes(pilot: Pilot, told: PilotTold, cast: Cast, by: Person, history: History) -> None:
    for number, (days, happened, learned, change) in enumerate(told.notes):
        writer = cast[told.team[number % len(told.team)]]
        noted = noting.Noted(_day(history, days), happened, learned, change)
        with held_at(history.days_ago(days) + timedelta(hours=1)):
            note = noting.write_note(pilot=pilot, noted=noted, by=writer)
            noting.show_note(note=note, public=True, by=by)


def _ended(pilot: Pilot, told: PilotTold, by: Person, history: History) -> None:
    """Over, measured once more, and where it is decided, spread."""
    with held_at(history.days_ago(told.until)):
        pilots.end_pilot(pilot=pilot, by=by)
    _readings(pilot, told, history, "end", told.until)
    if told.outcome:
        with held_at(history.days_ago(told.until - 20)):
            row = Pilot.objects.get(pk=pilot.pk)
            verdict = pilots.Verdict(told.outcome, told.reasons, told.reasons_en)
            pilots.decide_pilot(pilot=row, verdict=verdict, seen=row.version, by=by)
    if told.spread_to:
        with held_at(history.days_ago(told.until - 25)):
            _spread(Pilot.objects.get(pk=pilot.pk), told, by, history)


def _spread(pilot: Pilot, told: PilotTold, by: Person, history: History) -> None:
    area = region(told.region)
    wish = spreading.SpreadWish(
        region=area,
        towns=list(municipalities(area).filter(name__in=told.spread_to)),
        organisations=list(spreading.active_in(area).filter(slug__in=told.spread_by)),
        title=told.course,
        action=told.action,
        agreement=told.agreement,
        due_on=_day(history, -120),
    )
    spreading.spread_pilot(pilot=pilot, wish=wish, by=by)


def _hang(pilot: Pilot, by: Person) -> None:
    """On the schooling plan, by who keeps it."""
    plan = Plan.objects.filter(slug=PLAN).first()
    if plan is not None and allows(check_may_keep_plan, by, plan):
        hang_on(plan=plan, kind="pilot", key=pilot.pk, by=by)
