"""The demo loads whole, loads once, and gives every role something to look at.

That a fresh demo is refused nothing is asked where its template is made (``database.make_demo_template``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.test import Client

from tests import database
from veerkracht.config.demo.loading import load
from veerkracht.config.demo.people import PEOPLE
from veerkracht.config.demo.plans import EDITIONS
from veerkracht.enrolment.messages_to_participants_models import Addressee, MessageToParticipants
from veerkracht.enrolment.models import LIVE, SEATED, Enrolment, Move, State
from veerkracht.kernel.clock import local, now
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.outreach.models import IssueItem
from veerkracht.people.models import Person, PersonKind
from veerkracht.training.models import Accreditation, Course, CourseKind, Edition, EditionState
from veerkracht.training.queries import overlapping
from veerkracht.website.models import NewsPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy of the demo for this module; commits are real and go with the copy."""
    with django_db_blocker.unblock():
        database.make_demo_template()
        database.renew(database.demo_template_name())
        yield
        database.spoil()


def of(key: str) -> Person:
    return Person.objects.get(email=f"{key}@voorbeeld.example")


def counts() -> list[int]:
    return [model.objects.count() for model in (Person, Course, Edition, Enrolment, Move, Message)]


def test_loading_again_changes_nothing() -> None:
    before = counts()
    call_command("load_demo", verbosity=0)
    assert counts() == before


def test_no_newsletter_tells_news_of_after_it() -> None:
    days = dict(NewsPage.objects.values_list("translation_key", "on"))
    told = IssueItem.objects.filter(source="news", issue__sent_at__isnull=False)
    late = [one for one in told.select_related("issue") if days[UUID(one.key)] > _day(one)]
    assert late == []


def _day(item: IssueItem) -> date:
    assert item.issue.sent_at is not None
    return local(item.issue.sent_at).date()


def test_an_older_demo_gets_what_is_missing_and_loses_nothing() -> None:
    missing = Edition.objects.filter(venue="De Haven")
    missing.update(venue="Een andere zaal")
    kept = set(Edition.objects.values_list("pk", flat=True))
    made = load()
    assert (made.people, made.courses, made.editions) == (0, 0, 1)
    assert kept < set(Edition.objects.values_list("pk", flat=True))


def test_the_rules_refused_nothing_on_the_way() -> None:
    assert Edition.objects.count() >= len(EDITIONS)
    send_due()  # what came due between loading and now
    held = Message.objects.filter(due_at__gt=now())  # not at night, and not on a Sunday
    # what was no longer news when its turn came is not sent either
    settled = Message.objects.exclude(pk__in=held)
    assert not settled.exclude(state__in=["sent", "withdrawn"]).exists()


def test_groups_were_written_to_and_one_message_waits() -> None:
    sent = MessageToParticipants.objects.filter(due_at__lt=now())
    assert {one.region.code for one in sent} == {"zuid-limburg", "noord-limburg"}
    assert MessageToParticipants.objects.filter(due_at__gt=now()).count() == 1
    assert not Addressee.objects.filter(person__is_active=False).exists()


def test_everybody_is_invented() -> None:
    assert not Person.objects.exclude(email__endswith="@voorbeeld.example").exists()
    assert not Accreditation.objects.exclude(identifier__startswith="voorbeeld-").exists()


def test_every_kind_of_person_and_course_is_there() -> None:
    assert set(Person.objects.values_list("kind", flat=True)) == set(PersonKind.values)
    assert set(Course.objects.values_list("kind", flat=True)) == set(CourseKind.values)
    assert set(Edition.objects.values_list("state", flat=True)) == set(EditionState.values)


def test_no_edition_seats_more_people_than_it_has_places() -> None:
    seated = Enrolment.objects.filter(state__in=SEATED)
    rows = seated.values("edition", "edition__capacity").annotate(n=Count("pk"))
    assert rows
    assert all(row["n"] <= row["edition__capacity"] for row in rows)


def test_sanne_has_one_place_and_noor_waits_second_and_has_an_offer() -> None:
    to_come = Enrolment.objects.live().filter(edition__ends_at__gt=now())
    (place,) = to_come.filter(person=of("verloskundige"))
    assert place.state == State.PLACED
    others = overlapping({place.edition_id}, place.edition)
    assert [row for row in others if row.edition_id != place.edition_id] == []
    noor = to_come.filter(person=of("jeugdverpleegkundige"))
    assert set(noor.values_list("state", flat=True)) == {State.WAITING, State.OFFERED}
    waits = noor.get(state=State.WAITING)
    ahead = Enrolment.objects.filter(
        edition=waits.edition, state=State.WAITING, requested_at__lt=waits.requested_at
    )
    assert ahead.count() == 1


def test_a_party_of_three_waits_where_the_first_that_fits_is_helped() -> None:
    rows = Enrolment.objects.filter(state=State.WAITING, edition__queue_policy="best-fit")
    assert 3 in [row["n"] for row in rows.values("wish").annotate(n=Count("pk"))]
    assert Move.objects.filter(passed_over__gte=1, rule="first-that-fits").exists()


def test_history_came_about_before_now() -> None:
    assert not Move.objects.filter(at__gt=now()).exists()
    assert Enrolment.objects.filter(state__in=LIVE, edition__ends_at__lt=now()).exists()


PAGES = {
    "verloskundige": ("/mijn-plek/", "Starten met Positieve Gezondheid"),
    "jeugdverpleegkundige": ("/mijn-plek/", "Er is een plaats voor je"),
    "student": ("/leren/?student=ja", "Starten met Positieve Gezondheid"),
    "trainer": ("/werk/", "Het gesprek met (aanstaande) ouders"),
    "coordinator": ("/werk/", "nog maar 3 deelnemers"),
    "coordinator-noord": ("/werk/", "Het gesprek aan de keukentafel"),
    "werkgever": ("/mijn-organisatie/", "3 antwoordden nog niet"),
    "school": ("/mijn-organisatie/", "VP2B"),
    "eigenaar": ("/mijn-plek/themabladen/", "Positieve Gezondheid"),
    "partner": ("/mijn-plek/acties/", "Burgerkracht"),
    "beleid": ("/werk/subsidies/", "Scholing Positieve Gezondheid"),
    "coalitie": ("/mijn-plek/coalities/", "Kansrijke Start"),
    "ouder": ("/mijn-plek/meedoen/", "vergoeding"),
    "betaler": ("/werk/betalen/", "€"),
    "redacteur": ("/mijn-plek/", "Rosa"),
    "beheerder": ("/werk/", "Kansrijk opgroeien"),
}


@pytest.mark.parametrize("key", [person.key for person in PEOPLE])
def test_every_role_has_something_to_look_at(key: str, settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]  # as in the demo
    client = Client()
    client.force_login(of(key))
    path, words = PAGES[key]
    answer = client.get(path)
    assert answer.status_code == 200
    assert words in answer.content.decode()
