"""From an indicator to a release that everybody reads: drafted, attacked, seen by a second person, signed."""

from __future__ import annotations

import hashlib
import re

import pytest

from tests.journeys.browser import Journey, newest_mail
from veerkracht.kernel.clock import today
from veerkracht.monitoring.models import DraftState, ReleaseDraft
from veerkracht.people.models import Person

pytestmark = pytest.mark.browser
SECOND = "coordinator-noord@voorbeeld.example"


def test_an_indicator_becomes_a_release(journey: Journey) -> None:
    as_before()
    before = newest_mail(SECOND)
    draft = drafts(journey)
    waits(journey, draft)
    the_second_looks_and_publishes(journey, draft, before)
    everybody_reads(journey, draft)


def as_before() -> None:
    """Nothing waits any more of what the demo or an earlier walk drafted."""
    ReleaseDraft.objects.exclude(state=DraftState.PUBLISHED).delete()


def drafts(journey: Journey) -> ReleaseDraft:
    """Coby wants to show how many professionals were trained."""
    journey.become("coordinator", at="/werk/vrijgaven/")
    journey.follow("Nieuwe vrijgave", within="main")
    journey.is_headed("Nieuwe vrijgave")
    journey.choose("Over welk gebied?", "Limburg")
    journey.fill("Stand van welke dag?", today().isoformat())
    journey.fill("Vanaf welk jaar?", str(today().year))
    journey.tick("Functie")
    journey.look("new")
    journey.press("Zet de vrijgave klaar", within="main")
    journey.is_headed("Limburg, stand van")
    coby = Person.objects.get(email="coordinator@voorbeeld.example")
    return ReleaseDraft.objects.filter(made_by=coby).latest("pk")


def waits(journey: Journey, draft: ReleaseDraft) -> None:
    """The job counts, hides and attacks; then the page says so by itself."""
    journey.wait_until(lambda: is_looked_at(draft), "the draft is looked at")
    journey.visit(f"/werk/vrijgaven/{draft.pk}/")
    journey.reads("Niemand is te herkennen")
    journey.reads("Nu kijkt een tweede persoon mee")
    journey.look("safe")


def is_looked_at(draft: ReleaseDraft) -> bool:
    """Whether the job is done with it."""
    return ReleaseDraft.objects.exclude(state=DraftState.WAITING).filter(pk=draft.pk).exists()


def the_second_looks_and_publishes(journey: Journey, draft: ReleaseDraft, before: int) -> None:
    """Nico was asked by mail. He looks at a table as everybody will read it, and publishes."""
    mail = journey.mail(SECOND, "Kijk je mee naar nieuwe cijfers?", after=before)
    journey.become("coordinator-noord")
    journey.open_mail(mail)
    journey.follow("Professionals die een training volgden", within="main")
    journey.reads("minder dan 10 is afgeschermd")
    journey.look("preview")
    journey.visit(f"/werk/vrijgaven/{draft.pk}/")
    journey.confirm("Publiceer deze vrijgave")
    journey.reads("De vrijgave staat online")
    journey.look("published")


def everybody_reads(journey: Journey, draft: ReleaseDraft) -> None:
    """A visitor reads it, and the bytes are those of the digest."""
    draft.refresh_from_db()
    assert draft.release is not None
    journey.become_nobody()
    journey.visit("/cijfers/vrijgaven/")
    journey.follow("Limburg, stand van", within="main")
    journey.reads(draft.release.digest)
    journey.reads("Aantallen onder de tien zijn afgeschermd")
    journey.look("public")
    path = f"/cijfers/vrijgaven/limburg/{draft.release.number}.json"
    body = journey.page.request.get(journey.address + path).body()
    assert hashlib.sha256(body).hexdigest() == draft.release.digest
    assert re.search(rb'"C",null', body)
