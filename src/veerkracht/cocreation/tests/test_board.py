"""The board: posted, looked at, reacted to through us, answered, filled, and gone by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.cocreation import actions
from veerkracht.cocreation.models import Placement, Reaction
from veerkracht.cocreation.tests import helping
from veerkracht.cocreation.tests.helping import client_of, mails, subjects, text
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.personal_data import retention
from veerkracht.kernel.searching import find

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
STUDENT = "stan@voorbeeld.example"
REACTED = {
    "name": "Stan Student",
    "email": STUDENT,
    "study": "Sociaal werk, Zuyd",
    "text": "Ik wandel graag.",
    "homepage": "",
}


def typed(**values: Any) -> dict[str, Any]:
    return {
        "organisation": factories.organisation().pk,
        "title": "Wandelkaart van de wijk",
        "kind": "internship",
        "levels": ["hbo"],
        "study": "Sociaal werk",
        "area": helping.town().pk,
        "from_on": "2027-01-10",
        "until_on": "2027-05-01",
        "hours": 16,
        "text": "Je maakt een kaart.",
        "closes_on": "2026-12-20",
        **values,
    }


def test_an_organisation_posts_a_student_reacts_and_is_answered() -> None:
    coordinator = factories.coordinator()
    _organisation, speaker = helping.representative()
    mine = client_of(speaker)
    late = mine.post("/mijn-organisatie/stages/nieuw/", typed(until_on="2026-12-31"))
    assert (late.status_code, "ligt voor de eerste" in text(late)) == (422, True)
    mine.post("/mijn-organisatie/stages/nieuw/", typed())
    row = Placement.objects.get()
    public = f"/stage-en-afstuderen/{row.pk}/"
    assert client_of().get(public).status_code == 404
    keeper = client_of(coordinator)
    assert "Een stage of opdracht wacht op jou" in text(keeper.get("/mijn-plek/"))
    keeper.post(f"/mijn-organisatie/stages/{row.pk}/online/")
    assert "Je opdracht staat online" in subjects(speaker.email)
    student = client_of()
    assert "Wandelkaart" in text(student.get("/stage-en-afstuderen/?niveau=hbo&soort=internship"))
    assert "Wandelkaart" not in text(student.get("/stage-en-afstuderen/?niveau=wo"))
    assert [one.title for one in find("wandelkaart")] == ["Wandelkaart van de wijk"]
    for _time in range(2):
        student.post(public, REACTED)
    reaction = Reaction.objects.get()
    assert not any("student" in one for one in subjects(speaker.email))
    page = f"/stage-en-afstuderen/reactie/{reaction.token}/"
    student.post(f"{page}ja/")
    assert any("Een student reageert" in one for one in subjects(speaker.email))
    assert STUDENT not in mails(speaker.email)[-1].text
    inside = text(mine.get(f"/mijn-organisatie/stages/{row.pk}/"))
    assert ("Ik wandel graag." in inside, STUDENT in inside) == (True, False)
    assert "Een student wacht op antwoord" in text(mine.get("/mijn-plek/"))
    mine.post(f"/mijn-organisatie/stages/reactie/{reaction.pk}/", {"text": "Kom langs op dinsdag."})
    assert "Kom langs op dinsdag." in mails(STUDENT)[-1].text
    assert "Kom langs op dinsdag." in text(student.get(page))
    mine.post(f"/mijn-organisatie/stages/{row.pk}/vervuld/")
    assert "niet meer reageren" in text(student.get(public))
    student.post(f"{page}weg/")
    assert not Reaction.objects.exists()


def test_a_coordinator_refuses_with_a_reason() -> None:
    row = helping.placement(opened=False)
    keeper = client_of(factories.coordinator())
    here = f"/mijn-organisatie/stages/{row.pk}/past-niet/"
    assert keeper.post(here, {"remark": ""}).status_code == 422
    keeper.post(here, {"remark": "Dit is een gewone baan."})
    row.refresh_from_db()
    assert (row.state, row.remark) == ("closed", "Dit is een gewone baan.")
    assert row.posted_by is not None
    assert "Dit is een gewone baan." in mails(row.posted_by.email)[-1].text


def test_it_closes_by_itself(clock: Any) -> None:
    row = helping.placement()
    clock.move_to("2026-12-13T09:00:00Z")
    waiting = actions.react(placement=row, reacting=helping.reacting())
    clock.shift(timedelta(days=1))
    assert actions.close_past() == 1
    row.refresh_from_db()
    assert row.state == "closed"
    with pytest.raises(RuleBroken, match="niet meer reageren"):
        actions.confirm_reaction(reaction=waiting)
    with pytest.raises(RuleBroken, match="niet meer reageren"):
        actions.react(placement=row, reacting=helping.reacting(email="a@voorbeeld.example"))


def test_who_may_not() -> None:
    row = helping.placement()
    reaction = actions.react(placement=row, reacting=helping.reacting())
    actions.confirm_reaction(reaction=reaction)
    elsewhere = factories.contact(factories.organisation("zuyd-hogeschool"))
    strangers = (elsewhere, factories.person(), factories.coordinator(factories.NOORD))
    for person in strangers:
        client = client_of(person)
        assert client.get(f"/mijn-organisatie/stages/{row.pk}/").status_code == 403
        for deed in (actions.fill_placement, actions.close_placement):
            with pytest.raises(NotAllowed):
                deed(placement=row, by=person)
        with pytest.raises(NotAllowed):
            actions.answer_reaction(reaction=reaction, text="x", by=person)
        with pytest.raises(NotAllowed):
            actions.post_placement(
                organisation=row.organisation, wanted=helping.wanted(), by=person
            )
    with pytest.raises(NotAllowed):
        assert row.posted_by is not None
        actions.approve_placement(placement=row, by=row.posted_by)
    with pytest.raises(OutOfDate):
        actions.approve_placement(placement=row, by=factories.coordinator())


def test_a_change_by_the_organisation_is_looked_at_again() -> None:
    row = helping.placement()
    assert row.posted_by is not None
    wanted = helping.wanted(title="Anders")
    actions.post_placement(
        organisation=row.organisation, wanted=wanted, by=row.posted_by, placement=row
    )
    row.refresh_from_db()
    assert (row.title, row.state) == ("Anders", "review")


def test_machines_and_floods(clock: Any) -> None:
    row = helping.placement()
    public = f"/stage-en-afstuderen/{row.pk}/"
    student = client_of()
    student.post(public, {**REACTED, "homepage": "x"})
    assert not Reaction.objects.exists()
    bad = student.post(public, {**REACTED, "email": "a@b.example\nBcc: c@d.example"})
    assert (bad.status_code, "Ik wandel graag." in text(bad)) == (422, True)
    student.post(public, {**REACTED, "text": "<script>alert(1)</script>"})
    reaction = Reaction.objects.get()
    actions.confirm_reaction(reaction=reaction)
    inside = client_of(factories.coordinator()).get(f"/mijn-organisatie/stages/{row.pk}/")
    assert "<script>alert(1)" not in text(inside)
    clock.shift(timedelta(days=181))
    assert dict(retention.items())["cocreation.reactions"].carry_out() == 1


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"title": ""}, "placement_says_something"),
        ({"until_on": today}, "placement_ends_after_start"),
        ({"hours": 41}, "placement_hours"),
        ({"state": "closed"}, "placement_ended_has_moment"),
    ],
)
def test_the_database_holds_what_holds(values: dict[str, Any], name: str) -> None:
    row = helping.placement()
    given = {key: value() if callable(value) else value for key, value in values.items()}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Placement.objects.filter(pk=row.pk).update(**given)
    actions.react(placement=row, reacting=helping.reacting())
    with pytest.raises(IntegrityError, match="reaction_answered"), transaction.atomic():
        Reaction.objects.update(state="answered")
