"""The pages of decisions, for a purpose that keeps them: who leads writes and closes, others read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests import factories
from veerkracht.kernel.clock import now, today
from veerkracht.meetings import actions
from veerkracht.meetings.actions import When
from veerkracht.meetings.models import Decision, Meeting
from veerkracht.meetings.policies import Purpose, purposes
from veerkracht.people.models import Person
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def table() -> Iterator[None]:
    """A purpose of which decisions are kept."""
    purposes.add("table", Purpose(lambda one: "/", "Tafel", decisions=True))
    yield
    purposes.remove("table")


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def begun(anna: Person, bert: Person, clock: Any) -> Meeting:
    """A meeting led by Anna that began an hour ago."""
    series = actions.start_series(
        region=region(factories.ZUID),
        purpose="table",
        name="Ronde tafel",
        people=[anna, bert],
        by=anna,
    )
    starts = now() + timedelta(days=1)
    when = When(starts, starts + timedelta(hours=2))
    meeting = actions.plan_meeting(series=series, when=when, by=anna)
    Meeting.objects.filter(pk=meeting.pk).update(facilitator=anna)
    clock.shift(timedelta(days=1, hours=1))
    return meeting


def test_who_leads_writes_down_and_closes_and_others_read(table: None, clock: Any) -> None:
    anna, bert, stranger = (factories.person(name) for name in ("Anna", "Bert", "Vreemd"))
    meeting = begun(anna, bert, clock)
    leads, reads = client_of(anna), client_of(bert)
    page, list_page = (
        f"/samenkomen/bijeenkomst/{meeting.pk}/besluit/",
        f"/samenkomen/{meeting.series_id}/besluiten/",
    )
    shown = text(leads.get(f"/samenkomen/bijeenkomst/{meeting.pk}/"))
    assert "nog niets vastgelegd" in shown
    assert "in de kamer" not in shown  # ways of working are of intervision
    past = leads.post(page, {"what": "We bellen eerst", "review_on": today()})
    assert (past.status_code, "dag die nog komt" in text(past)) == (422, True)
    later = today() + timedelta(days=30)
    leads.post(page, {"what": "We <b>bellen</b> eerst", "review_on": later})
    made = Decision.objects.get()
    shown = text(reads.get(list_page))
    assert "We &lt;b&gt;bellen&lt;/b&gt; eerst" in shown
    assert f"/samenkomen/besluiten/{made.pk}/" not in shown
    review = f"/samenkomen/besluiten/{made.pk}/"
    refused = [reads.get(page), reads.post(review), client_of(stranger).get(list_page)]
    assert [one.status_code for one in refused] == [403, 403, 403]
    clock.shift(timedelta(days=31))
    leads = client_of(anna)
    assert "nu aan de beurt" in text(leads.get(list_page))
    leads.post(review, {"again_on": ""})
    assert "Afgerond" in text(leads.get(list_page))
