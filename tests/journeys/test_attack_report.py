"""What attackers tried: nothing to be found in what is safe, and where they came too near in what is not."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey
from veerkracht.figures.actions import next_number, publish
from veerkracht.figures.models import Release
from veerkracht.kernel.clock import today
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.monitoring.release_building import build
from veerkracht.monitoring.release_rules import Frozen
from veerkracht.monitoring.tests import releasing
from veerkracht.people.models import Person
from veerkracht.places.queries import region

pytestmark = pytest.mark.browser
ZUID = "zuid-limburg"


def test_a_report_is_read_and_what_is_unsafe_stays_in(journey: Journey) -> None:
    unsafe = as_before()
    reads_a_safe_one(journey)
    reads_an_unsafe_one(journey, unsafe)
    leaves_out(journey, unsafe)


def as_before() -> ReleaseDraft:
    """A release of Zuid-Limburg from before there was protection, and a draft of the same people beside it."""
    drafts = ReleaseDraft.objects.filter(area__code=ZUID)
    drafts.delete()
    Release.objects.filter(area__code=ZUID).delete()
    zuid, bo = region(ZUID), Person.objects.get(email="beheerder@voorbeeld.example")
    plain = build(
        Frozen(zuid.code, zuid.name, today(), (releasing.frozen_table(),)),
        next_number(zuid),
        gate=False,
    )
    publish(content=plain.content, area=zuid, by=bo)
    coby = Person.objects.get(email="coordinator@voorbeeld.example")
    draft = releasing.judged(coby, area=zuid, day=today())
    assert draft.state == DraftState.UNSAFE
    ReleaseDraft.objects.filter(pk=draft.pk).update(indicators=[releasing.CODE, "students-trained"])
    return draft


def reads_a_safe_one(journey: Journey) -> None:
    """Coby looks at what was tried with a release that is out."""
    journey.become("coordinator")
    safe = ReleaseDraft.objects.filter(state=DraftState.PUBLISHED).latest("pk")
    journey.visit(f"/werk/vrijgaven/{safe.pk}/")
    journey.follow("Bekijk wat we probeerden", within="main")
    journey.is_headed("Wat we probeerden")
    journey.reads("Het lukte nergens")
    journey.reads("keer raak als we alleen de kleine aantallen hadden verborgen")
    journey.look("safe")


def reads_an_unsafe_one(journey: Journey, unsafe: ReleaseDraft) -> None:
    """Beside an earlier release one could tell who was trained in Heerlen; the report says where, not how many."""
    journey.visit(f"/werk/vrijgaven/{unsafe.pk}/")
    journey.reads("Dit kan zo niet naar buiten")
    journey.look("unsafe")
    journey.follow("Bekijk wat we probeerden", within="main")
    journey.reads("te dichtbij")
    journey.reads("Heerlen")
    journey.look("found")


def leaves_out(journey: Journey, unsafe: ReleaseDraft) -> None:
    """One press makes a draft without that table."""
    journey.visit(f"/werk/vrijgaven/{unsafe.pk}/")
    journey.press("Laat die tabellen weg")
    journey.reads("Er is een nieuw concept zonder die tabellen")
    made = ReleaseDraft.objects.filter(area__code=ZUID).latest("pk")
    assert made.indicators == ["students-trained"]
