"""Joining in: confirmed by mail, looked at, changed, shown only as one chose, and left."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.cocreation import actions
from veerkracht.cocreation.models import Offer
from veerkracht.cocreation.queries import offers_public
from veerkracht.cocreation.tests import helping
from veerkracht.cocreation.tests.helping import client_of, subjects, text
from veerkracht.kernel.errors import NotAllowed, OutOfDate
from veerkracht.kernel.personal_data import retention
from veerkracht.people.models import Organisation, Person
from veerkracht.places.queries import region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
NEW = "joke@voorbeeld.example"


def typed(**values: Any) -> dict[str, Any]:
    return {
        "name": "Joke Jansen",
        "email": NEW,
        "kinds": ["room", "hands"],
        "themes": "een moestuin",
        "organisation_name": "Moestuin De Verzonnen Radijs",
        "area": helping.town().pk,
        "shows": ["organisation"],
        "homepage": "",
        **values,
    }


def test_somebody_joins_is_accepted_changes_and_leaves() -> None:
    coordinator = factories.coordinator()
    visitor = client_of()
    assert "Kijk in je mail" in text(visitor.post("/doe-mee/", typed(), follow=True))
    row = Offer.objects.get()
    assert subjects(NEW) == ["Klopt het dat je mee wilt doen?"]
    here = f"/doe-mee/aanbod/{row.token}/"
    visitor.post(f"{here}ja/")
    visitor.post(f"{here}ja/")
    assert len([one for one in subjects(coordinator.email) if "aanbod" in one]) == 1
    client = client_of(coordinator)
    assert "Iemand wil meedoen" in text(client.get("/mijn-plek/"))
    work = f"/werk/aanbod/{row.pk}/"
    assert "Moestuin De Verzonnen Radijs" in text(client.get(work))
    client.post(work, {"organisation": "", "make_organisation": "on"})
    row.refresh_from_db()
    made = Organisation.objects.get(name="Moestuin De Verzonnen Radijs")
    assert (row.state, row.organisation, row.person) == (
        "accepted",
        made,
        Person.objects.get(email=NEW),
    )
    assert "Welkom bij de beweging" in subjects(NEW)
    assert [one.organisation for one in offers_public()] == [made.name]
    visitor.post(here, {"kinds": ["room"], "themes": "een kas", "is_busy": "on"})
    row.refresh_from_db()
    assert (row.themes, row.is_busy, offers_public()) == ("een kas", True, [])
    assert visitor.post(here, {"kinds": [], "themes": ""}).status_code == 422
    assert "Je bent gestopt" in text(visitor.post(f"{here}stop/", follow=True))
    with pytest.raises(OutOfDate):
        actions.change_offer(offer=row, offering=actions.Offering(["room"], "x"), by=None)


def test_an_organisation_is_not_made_twice() -> None:
    coordinator = factories.coordinator()
    for email in (NEW, "jan@voorbeeld.example"):
        client_of().post("/doe-mee/", typed(email=email))
        row = actions.confirm_offer(offer=Offer.objects.get(email=email))
        actions.accept_offer(offer=row, organisation=None, make_organisation=True, by=coordinator)
    assert Organisation.objects.filter(name="Moestuin De Verzonnen Radijs").count() == 1


def test_only_what_somebody_chose_is_shown() -> None:
    helping.offer(shows=[], organisation=factories.organisation())
    helping.offer(shows=["name", "themes"])
    helping.offer(shows=["organisation", "themes"], organisation=factories.organisation())
    (shown,) = offers_public()
    assert (shown.organisation, shown.name, shown.themes) == (
        "GGD Zuid Limburg",
        "",
        "wandelgroep, buurt",
    )
    assert offers_public(region(factories.NOORD)) == []


def test_a_coordinator_elsewhere_and_others_keep_away() -> None:
    row = helping.offer(accepted=False)
    for person in (factories.coordinator(factories.NOORD), factories.person()):
        assert client_of(person).get(f"/werk/aanbod/{row.pk}/").status_code == 403
        with pytest.raises(NotAllowed):
            actions.refuse_offer(offer=row, by=person)
    client_of(factories.coordinator()).post(f"/werk/aanbod/{row.pk}/past-niet/")
    assert "Over je aanbod aan de beweging" in subjects(row.email)


def test_the_trap_and_asking_twice() -> None:
    visitor = client_of()
    visitor.post("/doe-mee/", typed(homepage="x"))
    assert not Offer.objects.exists()
    for _time in range(2):
        visitor.post("/doe-mee/", typed(name="Joke\nBcc: x@y.example"))
    assert Offer.objects.get().name == "Joke Bcc: x@y.example"
    assert len(subjects(NEW)) == 1


def test_what_nobody_confirmed_or_left_goes(clock: Any) -> None:
    client_of().post("/doe-mee/", typed())
    actions.leave(offer=helping.offer(), by=None)
    helping.offer()
    clock.shift(timedelta(days=31))
    assert dict(retention.items())["cocreation.offers"].carry_out() == 2
    assert Offer.objects.get().state == "accepted"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"themes": ""}, "offer_says_what"),
        ({"kinds": []}, "offer_of_a_kind"),
        ({"decided_at": None}, "offer_decided_has_moment"),
    ],
)
def test_the_database_holds_what_holds(values: dict[str, Any], name: str) -> None:
    row = helping.offer()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Offer.objects.filter(pk=row.pk).update(**values)
