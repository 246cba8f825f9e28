"""The library: found by lemmas, proposed and published, printed, and used by people who may take it back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.cocreation import actions
from veerkracht.cocreation.models import Way, WayStep, WayUse
from veerkracht.cocreation.tests import helping
from veerkracht.cocreation.tests.helping import client_of, subjects, text
from veerkracht.cocreation.way_document import way_pdf
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import NotAllowed, OutOfDate, RuleBroken
from veerkracht.kernel.personal_data import retention
from veerkracht.kernel.searching import find
from veerkracht.people.actions import erase_person
from veerkracht.people.models import RoleKind

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def typed(**values: Any) -> dict[str, Any]:
    return {
        "title": "Kaarten van de buurt",
        "summary": "Bewoners laten zien wat er is.",
        "for_whom": ["residents"],
        "minutes": 30,
        "group_least": 2,
        "group_most": 12,
        "steps": "10 Teken de straat\n20 Praat na",
        **values,
    }


def test_a_professional_proposes_an_editor_sends_back_and_publishes() -> None:
    person, editor = factories.person(), factories.with_role(RoleKind.EDITOR, factories.ZUID)
    client = client_of(person)
    assert client.post("/werkvormen/voorstellen/", typed(steps="Teken")).status_code == 422
    client.post("/werkvormen/voorstellen/", typed())
    row = Way.objects.get()
    here = f"/werkvormen/{row.slug}/"
    assert client_of().get(here).status_code == 404
    assert client_of(factories.person()).get(here).status_code == 404
    client.post(f"{here}voorleggen/")
    keeper = client_of(editor)
    assert "Een werkvorm wacht op jou" in text(keeper.get("/mijn-plek/"))
    keeper.post(f"/werk/werkvormen/{row.slug}/terug/", {"remark": "Maak stap 1 korter."})
    assert "Je werkvorm kan nog beter" in subjects(person.email)
    assert "Maak stap 1 korter." in text(client.get("/mijn-plek/werkvormen/"))
    client.post(f"{here}wijzigen/", typed(title="Kaarten van onze buurt"))
    client.post(f"{here}voorleggen/")
    keeper.post(f"/werk/werkvormen/{row.slug}/online/")
    assert "Je werkvorm staat online" in subjects(person.email)
    assert "Kaarten van onze buurt" in text(client_of().get(here))
    assert client.post(f"{here}wijzigen/", typed()).status_code == 403
    keeper.post(f"/werk/werkvormen/{row.slug}/weg/")
    assert client_of().get(here).status_code == 404


def test_it_is_found_by_word_time_and_for_whom() -> None:
    helping.way(title="Voor gezinnen", minutes=20, steps=[(20, "Praat")])
    helping.way(title="Voor teams", for_whom=["teams"], minutes=90)
    helping.way(title="Concept voor gezinnen", published=False)
    visitor = client_of()

    def shown(query: str) -> set[str]:
        page = text(visitor.get(f"/werkvormen/?{query}"))
        return {one for one in ("Voor gezinnen", "Voor teams", "Concept") if f">{one}" in page}

    assert shown("") == {"Voor gezinnen", "Voor teams"}
    assert shown("q=gezin") == {"Voor gezinnen"}
    assert shown("tijd=30") == {"Voor gezinnen"}
    assert shown("voor=teams") == {"Voor teams"}
    assert shown("tijd=onzin&voor=%27&page=99") == {"Voor gezinnen", "Voor teams"}
    assert "Niets gevonden" in text(visitor.get("/werkvormen/?q=zeppelin"))
    assert [one.title for one in find("gezin") if one.kind == "werkvorm"] == ["Voor gezinnen"]


def test_the_paper_is_one_page_and_the_same_each_time() -> None:
    row = helping.way(material="Papier #set page", credit="Tess")
    response = client_of().get(f"/werkvormen/{row.slug}/papier.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    made = way_pdf(row)
    assert made == way_pdf(row)
    assert made.startswith(b"%PDF")


def test_a_note_is_shown_as_its_writer_chose_and_can_be_taken_back() -> None:
    row, writer = helping.way(), factories.person("Noor Noteert")
    client = client_of(writer)
    note = {"day": "2026-11-20", "with_whom": "een team", "went_well": "<b>Goed</b>", "tip": "Kalm"}
    assert (
        client.post(f"/werkvormen/{row.slug}/gebruikt/", {**note, "day": "2027-01-01"}).status_code
        == 422
    )
    for _time in range(2):
        client.post(f"/werkvormen/{row.slug}/gebruikt/", note)
    use = WayUse.objects.get()
    page = text(client_of().get(f"/werkvormen/{row.slug}/"))
    assert ("&lt;b&gt;Goed" in page, "Noor Noteert" in page) == (True, False)
    WayUse.objects.update(shows_name=True)
    assert "Noor Noteert" in text(client_of().get(f"/werkvormen/{row.slug}/"))
    keeper = client_of(factories.coordinator())
    keeper.post(f"/werk/werkvormen/ervaring/{use.pk}/verberg/")
    assert "Kalm" not in text(client_of().get(f"/werkvormen/{row.slug}/"))
    keeper.post(f"/werk/werkvormen/ervaring/{use.pk}/verberg/")
    assert "Kalm" in text(client_of().get(f"/werkvormen/{row.slug}/"))
    other = client_of(factories.person())
    assert other.post(f"/werkvormen/ervaring/{use.pk}/weg/").status_code == 403
    assert other.post(f"/werk/werkvormen/ervaring/{use.pk}/verberg/").status_code == 403
    client.post(f"/werkvormen/ervaring/{use.pk}/weg/")
    assert not WayUse.objects.exists()


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"steps": []}, "minstens één stap"),
        ({"steps": [(60, "Te lang")]}, "langer dan de hele"),
        ({"for_whom": []}, "voor wie"),
        ({"group_least": 9, "group_most": 3}, "kleinste aantal"),
    ],
)
def test_what_a_way_of_working_refuses(values: dict[str, Any], why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        actions.save_way(contents=helping.contents(**values), by=factories.person())


def test_who_may_not_publish_and_what_is_too_late() -> None:
    row, person = helping.way(published=False), factories.person()
    for deed in (actions.publish_way, actions.withdraw_way):
        with pytest.raises(NotAllowed):
            deed(way=row, by=person)
    with pytest.raises(OutOfDate):
        actions.withdraw_way(way=row, by=factories.coordinator())
    with pytest.raises(NotAllowed, match="niet online"):
        actions.tell_use(way=row, used=actions.Used(today(), "x", "y"), by=person)


def test_titles_may_be_the_same_but_addresses_are_not() -> None:
    slugs = {helping.way(title=title).slug for title in ("Rondje", "Rondje", "Voorstellen", "★")}
    assert slugs == {"rondje", "rondje-2", "voorstellen-2", "werkvorm"}


def test_erasing_takes_notes_and_names_and_leaves_what_was_published() -> None:
    maker = factories.person()
    row = helping.way(by=maker, credit="Maak Maker")
    helping.way(by=maker, published=False, title="Concept")
    actions.tell_use(way=row, used=actions.Used(today(), "x", "y"), by=maker)
    erase_person(person=maker, by=maker)
    left = Way.objects.get()
    assert (left.made_by, left.credit, WayUse.objects.count()) == (None, "", 0)


def test_notes_go_after_five_years() -> None:
    row, by = helping.way(), factories.person()
    actions.tell_use(way=row, used=actions.Used(today(), "x", "nieuw"), by=by)
    actions.tell_use(way=row, used=actions.Used(date(2021, 1, 1), "x", "oud"), by=by)
    assert dict(retention.items())["cocreation.way_uses"].carry_out() == 1
    assert WayUse.objects.get().went_well == "nieuw"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"title": ""}, "way_says_what"),
        ({"minutes": 0}, "way_minutes"),
        ({"group_most": 0}, "way_group_size"),
        ({"published_at": None}, "way_published_has_moment"),
    ],
)
def test_the_database_holds_what_holds(values: dict[str, Any], name: str) -> None:
    row = helping.way()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Way.objects.filter(pk=row.pk).update(**values)
    with pytest.raises(IntegrityError, match="way_step_once"), transaction.atomic():
        WayStep.objects.filter(way=row).update(order=1)
    with pytest.raises(IntegrityError, match="way_step_says"), transaction.atomic():
        WayStep.objects.filter(way=row).update(words="")


def test_the_list_asks_few_queries(django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        helping.way(title=f"Werkvorm {number}")
    visitor = client_of()
    visitor.get("/werkvormen/")
    with django_assert_max_num_queries(8):
        assert visitor.get("/werkvormen/").status_code == 200
