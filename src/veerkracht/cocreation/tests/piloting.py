"""Pilots in every state, for tests."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

from tests import factories
from veerkracht.cocreation import pilot_actions as actions
from veerkracht.cocreation import pilot_measure_actions as measuring
from veerkracht.cocreation import pilot_note_actions as noting
from veerkracht.cocreation.models import Pilot, PilotMeasure, PilotNote, PilotReading
from veerkracht.cocreation.pilot_spread_actions import SpreadWish, active_in
from veerkracht.kernel.clock import today
from veerkracht.people.models import Sector
from veerkracht.places.queries import municipalities, region

if TYPE_CHECKING:
    from veerkracht.people.models import Person

_numbers = count(1)
DAY = timedelta(days=1)


def facts(**values: Any) -> actions.PilotFacts:
    """What is said of a pilot."""
    given: dict[str, Any] = {
        "title": f"Pilot {next(_numbers)}",
        "question": "Werkt dit?",
        "hypothesis": "Dit werkt.",
        "different": "We vragen eerst wat goed gaat.",
        "sector": Sector.objects.get(code="kraamzorg"),
        "led_by": factories.organisation(),
        "since": today() - 30 * DAY,
        "until": today() + 60 * DAY,
        **values,
    }
    return actions.PilotFacts(**given)


def drafted(by: Person, *, of: str = factories.ZUID, **values: Any) -> Pilot:
    """A pilot in preparation."""
    return actions.make_pilot(region=region(of), facts=facts(**values), by=by)


def measured(**values: Any) -> measuring.Measured:
    """Something to measure: a percentage of people."""
    given: dict[str, Any] = {
        "what": "Voelt zich gehoord",
        "kind": "percentage",
        "about": "people",
        "up": True,
        "target": Decimal(60),
        "public": True,
        **values,
    }
    return measuring.Measured(**given)


def measure(pilot: Pilot, by: Person, **values: Any) -> PilotMeasure:
    """Something that a pilot measures."""
    return measuring.keep_measure(pilot=pilot, measured=measured(**values), by=by)


def running(by: Person, **values: Any) -> Pilot:
    """A pilot that runs and measures one thing."""
    pilot = drafted(by, **values)
    measure(pilot, by)
    return actions.start_pilot(pilot=pilot, by=by)


def ended(by: Person, **values: Any) -> Pilot:
    """A pilot that is over and waits for a decision."""
    return actions.end_pilot(pilot=running(by, **values), by=by)


def decided(by: Person, outcome: str = "spread", **values: Any) -> Pilot:
    """A pilot of which was decided."""
    pilot = ended(by, **values)
    verdict = actions.Verdict(outcome, "Dit werkt, en kost weinig.")
    return actions.decide_pilot(pilot=pilot, verdict=verdict, seen=pilot.version, by=by)


def read(pilot: Pilot, moment: str, by: Person, value: int = 48, over: int = 40) -> PilotReading:
    """A reading of the one thing that a pilot measures."""
    kept = PilotMeasure.objects.select_related("pilot").get(pilot=pilot)
    said = measuring.Read(Decimal(value), today(), "Vragenlijst", over)
    return measuring.keep_reading(measure=kept, moment=moment, read=said, seen=0, by=by)


def noted(**values: Any) -> noting.Noted:
    """A page of the log."""
    given: dict[str, Any] = {
        "day": today(),
        "happened": "We begonnen.",
        "learned": "Klein beginnen helpt.",
        "change": "We doen dit elke dinsdag.",
        **values,
    }
    return noting.Noted(**given)


def note(pilot: Pilot, by: Person, **values: Any) -> PilotNote:
    """A page in the log of a pilot."""
    return noting.write_note(pilot=pilot, noted=noted(**values), by=by)


def wish(of: str = factories.ZUID, **values: Any) -> SpreadWish:
    """To spread a pilot: a new training in two towns, and two organisations with an action and an agreement."""
    area = region(of)
    given: dict[str, Any] = {
        "region": area,
        "towns": list(municipalities(area)[:2]),
        "organisations": list(active_in(area)[:2]),
        "title": "Samen kijken",
        "action": "Een vaste middag vrijmaken",
        "agreement": "Wij doen twee jaar mee",
        **values,
    }
    return SpreadWish(**given)
