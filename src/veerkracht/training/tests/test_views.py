"""The pages of training: who sees what, and forms that keep what was typed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from veerkracht.kernel.clock import local, now
from veerkracht.people.models import Person, Sector
from veerkracht.places.models import Area
from veerkracht.training import actions, queries
from veerkracht.training.actions import session_holds
from veerkracht.training.models import Course, Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

MOST_QUERIES = 12


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(edition: Edition) -> str:
    return reverse("training:edition", args=[edition.pk, edition.course.slug])


def text_of(response: Any) -> str:
    return str(response.content.decode())


def edition_form(**changes: Any) -> dict[str, Any]:
    """What the browser posts for a simple edition with one session in 40 days."""
    heerlen = Area.objects.get(name="Heerlen", kind="municipality")
    day = (now() + timedelta(days=40)).date().isoformat()
    return {
        "region": Area.objects.get(code=factories.ZUID).pk,
        "municipality": heerlen.pk,
        "venue": "Zaal 3",
        "online_link": "",
        "language": "nl",
        "capacity": "14",
        "queue_policy": "strict",
        "opens_at": "",
        "closes_at": "",
        "cancel_until": "",
        "price": "12,50",
        "subsidy": "185",
        "note": "",
        "sessions-TOTAL_FORMS": "3",
        "sessions-INITIAL_FORMS": "0",
        "sessions-0-day": day,
        "sessions-0-begins": "09:00",
        "sessions-0-ends": "12:30",
        "save": "1",
        **changes,
    }


def course_form(**changes: Any) -> dict[str, Any]:
    return {
        "region": Area.objects.get(code=factories.ZUID).pk,
        "title": "Nieuwe training",
        "kind": "basic",
        "summary": "Kort en goed.",
        "goals": "Luisteren\nVragen",
        "hours": "7",
        "group_min": "8",
        "group_max": "16",
        **changes,
    }


def test_the_finder_lists_what_lies_ahead_in_words() -> None:
    edition = factories.edition(days=2)
    factories.draft()
    shown = text_of(Client().get("/leren/"))
    assert "1 training · eerst wat het eerst begint" in shown
    assert page(edition) in shown
    assert "nog 2 plaatsen van 2" in shown
    assert "csrfmiddlewaretoken" not in shown


def test_filters_keep_their_address() -> None:
    factories.edition()
    shown = text_of(Client().get("/leren/?regio=zuid-limburg&avond=on"))
    assert "?regio=zuid-limburg&amp;avond=on&amp;plek=on" in shown
    assert 'href="?avond=on"' in shown  # what turns the region off


def test_what_the_form_left_open_does_not_stay_in_the_address() -> None:
    for sent, kept in (("q=&regio=zuid-limburg&km=20&soort=", "?regio=zuid-limburg"), ("q=", "")):
        response = Client().get(f"/leren/?{sent}")
        assert (response.status_code, response.headers["Location"]) == (302, f"/leren/{kept}")


@pytest.mark.parametrize(
    "query",
    [
        "regio=nergens&bij=GM9999&sector=x&soort=x&punten=x&maand=2026-13&taal=xx&volgorde=x&km=1e9",
        "page=0",
        "page=-1",
        "page=99999999999",
        "page=abc",
        "page=²",
        "q=%00",
        "q=" + "a" * 5_000,
        "maand=²",
        "q=%27%3B--&km=-5&bij=GM0917",
        "regio=1%20OR%201=1",
    ],
)
def test_an_address_that_makes_no_sense_still_shows_a_list(query: str) -> None:
    factories.edition()
    assert Client().get(f"/leren/?{query}").status_code == 200


def test_an_empty_list_offers_the_filter_to_drop() -> None:
    factories.edition(of=factories.course(factories.NOORD))
    shown = text_of(Client().get("/leren/?regio=zuid-limburg"))
    assert "0 trainingen" in shown
    assert "zonder ‘Zuid-Limburg’: 1 training" in shown


def test_the_second_page_keeps_the_filters() -> None:
    course = factories.course()
    for n in range(21):
        factories.edition(of=course, starts=now() + timedelta(days=30 + n))
    shown = text_of(Client().get("/leren/?regio=zuid-limburg"))
    assert "21 trainingen" in shown
    assert "regio=zuid-limburg&amp;page=2" in shown
    assert text_of(Client().get("/leren/?page=2")).count("card-row__title") == 1


def rich_edition() -> Edition:
    course = factories.course(
        sectors=Sector.objects.all()[:3],
        prerequisite=actions.make_qualification(by=None, slug="basis", name="Basistraining"),
    )
    for register in ("knov", "skj"):
        actions.add_accreditation(
            by=None,
            course=course,
            register=register,
            points=Decimal("7.0"),
            identifier=register,
            valid_from=date(2026, 1, 1),
            valid_until=date(2028, 1, 1),
        )
    factories.edition(of=course)
    return factories.edition(
        of=course,
        days=3,
        price=5_000,
        subsidy=18_500,
        trainers=[factories.trainer(), factories.trainer()],
    )


def test_the_page_of_an_edition_says_all_one_wants_to_know() -> None:
    edition = rich_edition()
    shown = text_of(Client().get(page(edition)))
    for words in (
        "De subsidie betaalt €\xa0185.",
        "Je hebt eerst dit nodig: Basistraining.",
        "Nog 2 plaatsen van 2",
        "Kosteloos afmelden kan tot",
        "Andere datums van deze training",
        "Heerlen, Zaal 2",
        "1 januari 2026 tot en met 1 januari 2028",
    ):
        assert words in shown, words


def test_a_training_that_costs_nothing_says_nothing_of_leaving_without_paying() -> None:
    soon = {"starts": now() + timedelta(days=3), "opens_at": now() - timedelta(days=1)}
    assert "Kosteloos" not in text_of(Client().get(page(factories.edition(**soon))))
    paid = text_of(Client().get(page(factories.edition(price=15_000, **soon))))
    assert "Kosteloos afmelden kan niet meer." in paid


def test_time_and_group_are_those_of_the_edition() -> None:
    course = factories.course(hours=4, group_min=8, group_max=16)
    shown = text_of(Client().get(page(factories.edition(of=course, capacity=12))))
    assert "Reken op 3,5 uur, in 1 bijeenkomst." in shown
    assert "De groep is 8 tot 12 mensen." in shown
    more = text_of(Client().get(page(factories.edition(of=course, capacity=5, days=2))))
    assert "Reken op 7 uur, verdeeld over 2 bijeenkomsten." in more
    assert "Er is plaats voor 5 deelnemers." in more
    assert "Reken op 4 uur." in text_of(Client().get(page(factories.undated(of=course))))


def test_e_learning_counts_in_the_time_of_a_training_that_is_also_e_learning() -> None:
    course = factories.course(hours=8, kind="blended")
    assert "Reken op 8 uur." in text_of(Client().get(page(factories.edition(of=course))))


@pytest.mark.parametrize(
    ("path", "language", "told"),
    [
        ("", "nl", []),
        ("", "en", ["in het Engels"]),
        ("/en", "nl", ["in Dutch"]),
        ("/en", "en", []),
    ],
)
def test_the_language_is_told_to_who_reads_another(
    path: str, language: str, told: list[str]
) -> None:
    edition = factories.edition(language=language, note="Neem je boek mee")
    factories.edition(of=edition.course, language=language)
    shown = text_of(Client().get(f"{path}{page(edition)}"))
    on_cards = ("in het Engels", "in English", "in het Nederlands", "in Dutch")
    assert [words for words in on_cards if f"· {words}" in shown] == told
    beside = shown.partition("edition__side")[2].partition("</dl>")[0]
    assert ("Taal" in beside or "Language" in beside) == bool(told)
    assert '<p lang="nl">Neem je boek mee</p>' in shown


def test_no_public_page_takes_more_than_twelve_queries() -> None:
    edition = rich_edition()
    person = factories.person(municipality=Area.objects.get(name="Venlo", kind="municipality"))
    for client in (Client(), signed_in(person), signed_in(factories.coordinator())):
        for address in ("/leren/", "/leren/?bij=GM0917&q=training&avond=on&plek=on", page(edition)):
            with CaptureQueriesContext(connection) as taken:
                assert client.get(address).status_code == 200
            assert len(taken) <= MOST_QUERIES, "\n".join(
                [address, *(query["sql"][:150] for query in taken)]
            )


def test_my_own_municipality_tells_how_far_it_is() -> None:
    edition = factories.edition()
    person = factories.person(municipality=Area.objects.get(name="Kerkrade", kind="municipality"))
    assert "km van je werk" in text_of(signed_in(person).get(page(edition)))
    assert "km van je werk" not in text_of(Client().get(page(edition)))


def test_a_draft_is_there_for_its_coordinator_and_trainer_only() -> None:
    trainer = factories.trainer()
    draft = factories.draft(trainers=[trainer])
    for person in (factories.coordinator(), trainer):
        assert signed_in(person).get(page(draft)).status_code == 200
    for client in (
        Client(),
        signed_in(factories.person()),
        signed_in(factories.coordinator(factories.NOORD)),
    ):
        for address in (page(draft), f"/leren/{draft.pk}/agenda.ics", f"/leren/{draft.pk}/paneel/"):
            assert client.get(address).status_code == 404


def test_an_old_title_in_the_address_leads_to_the_new_one() -> None:
    edition = factories.edition()
    response = Client().get(f"/leren/{edition.pk}/heel-anders/")
    assert (response.status_code, response.headers["Location"]) == (302, page(edition))
    assert Client().get("/leren/999999999/x/").status_code == 404


def test_html_in_a_title_is_shown_as_text() -> None:
    edition = factories.edition(
        of=factories.course(title="<script>alert(1)</script>", goals="<img src=x>")
    )
    for address in ("/leren/", page(edition), f"/leren/{edition.pk}/paneel/"):
        shown = text_of(Client().get(address))
        assert "<script>alert" not in shown
        assert "<img src=x>" not in shown


def test_the_dates_can_be_put_in_a_calendar() -> None:
    edition = factories.edition()
    response = Client().get(f"/leren/{edition.pk}/agenda.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert 'filename="training-' in response.headers["Content-Disposition"]
    assert "BEGIN:VTIMEZONE" in text_of(response)


def test_pages_in_english_are_there() -> None:
    edition = factories.edition(of=factories.course(title_en="Talking with parents"))
    assert "Talking with parents" in text_of(Client().get(f"/en{page(edition)}"))
    assert Client().get("/en/leren/").status_code == 200


def work_addresses() -> list[str]:
    edition = factories.edition()
    return [
        "/werk/trainingen/",
        "/werk/trainingen/nieuw/",
        f"/werk/trainingen/{edition.course_id}/",
        "/werk/edities/nieuw/",
        f"/werk/edities/nieuw/?training={edition.course_id}",
        f"/werk/edities/{edition.pk}/",
        f"/werk/edities/{edition.pk}/kopie/",
        f"/werk/edities/{edition.pk}/afblazen/",
    ]


def test_work_pages_are_for_coordinators() -> None:
    addresses = work_addresses()
    coordinator = signed_in(factories.coordinator())
    for address in addresses:
        with CaptureQueriesContext(connection) as taken:
            assert coordinator.get(address).status_code == 200, address
        assert len(taken) <= 2 * MOST_QUERIES, (address, len(taken))
        assert Client().get(address).status_code == 302
        for person in (factories.person(), factories.trainer()):
            assert signed_in(person).get(address).status_code == 403


def test_another_regions_coordinator_changes_nothing_here() -> None:
    edition = factories.edition()
    other = signed_in(factories.coordinator(factories.NOORD))
    for address in (
        f"/werk/edities/{edition.pk}/",
        f"/werk/edities/{edition.pk}/openzetten/",
        f"/werk/edities/{edition.pk}/kopie/",
        f"/werk/edities/{edition.pk}/afblazen/",
        f"/werk/trainingen/{edition.course_id}/",
        f"/werk/trainingen/{edition.course_id}/punten/",
    ):
        assert (
            other.post(address, edition_form(reason="x", first_day="2027-01-01")).status_code == 403
        ), address
    forged = other.post(f"/werk/edities/nieuw/?training={edition.course_id}", edition_form())
    assert forged.status_code == 422  # Zuid-Limburg is not among the regions that can be chosen
    assert Edition.objects.count() == 1
    edition.refresh_from_db()
    assert edition.state == "published"


def test_a_coordinator_makes_a_course_with_points_and_an_edition_and_opens_it() -> None:
    client = signed_in(factories.coordinator())
    response = client.post(
        "/werk/trainingen/nieuw/", course_form(sectors=[Sector.objects.all()[0].pk])
    )
    course = Course.objects.get()
    assert response.headers["Location"] == f"/werk/trainingen/{course.pk}/"
    points = {
        "register": "knov",
        "points": "7",
        "identifier": "K1",
        "valid_from": "2026-01-01",
        "valid_until": "2028-01-01",
    }
    assert client.post(f"/werk/trainingen/{course.pk}/punten/", points).status_code == 302
    accreditation = course.accreditations.get()
    client.post(f"/werk/edities/nieuw/?training={course.pk}", edition_form())
    edition = Edition.objects.get()
    assert (edition.price, edition.subsidy, edition.capacity) == (1_250, 18_500, 14)
    assert [row.starts_at.hour for row in queries.sessions_of(edition)] == [8]  # 9.00 in winter
    client.post(f"/werk/edities/{edition.pk}/openzetten/")
    edition.refresh_from_db()
    assert edition.state == "published"
    client.post(f"/werk/trainingen/{course.pk}/punten/{accreditation.pk}/weg/")
    assert not course.accreditations.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"sessions-0-day": "2026-02-30"},
        {"sessions-0-day": "0000-00-00"},
        {"sessions-0-begins": "25:00"},
        {"sessions-0-ends": "08:00"},
        {"sessions-0-day": "2020-01-01"},
        {"sessions-0-day": "9999-12-31"},
        {"sessions-0-day": ""},
        {"sessions-TOTAL_FORMS": "1000000"},
        {"sessions-TOTAL_FORMS": "x"},
        {"municipality": "999999"},
        {"capacity": "-1"},
        {"capacity": "9" * 30},
        {"price": "gratis"},
        {"price": "1e20"},
        {"venue": "x" * 10_000},
        {"online_link": "javascript:alert(1)"},
        {"closes_at": "2027-03-28T02:30"},  # an hour that does not exist
        {"trainers": ["999999"]},
        {"region": "x"},
    ],
)
def test_an_edition_with_bad_input_is_refused_and_keeps_what_was_typed(
    changes: dict[str, Any],
) -> None:
    course = factories.course()
    client = signed_in(factories.coordinator())
    typed = edition_form(note="Blijft staan", **changes)
    response = client.post(f"/werk/edities/nieuw/?training={course.pk}", typed)
    assert response.status_code == 422
    assert "Blijft staan" in text_of(response)
    assert not Edition.objects.exists()


def test_another_row_can_be_asked_for_and_nothing_typed_is_lost() -> None:
    course = factories.course()
    client = signed_in(factories.coordinator())
    typed = edition_form(venue="", capacity="", more="1", **{"sessions-0-ends": ""})
    response = client.post(f"/werk/edities/nieuw/?training={course.pk}", typed)
    shown = text_of(response)
    assert response.status_code == 200
    assert 'name="sessions-3-day"' in shown
    assert 'value="09:00"' in shown
    assert "field--invalid" not in shown


def changed_form(edition: Edition, **changes: Any) -> dict[str, Any]:
    form = edition_form(version=str(edition.version), **changes)
    for number, row in enumerate(queries.sessions_of(edition)):
        start, end = (moment.astimezone() for moment in (row.starts_at, row.ends_at))
        form[f"sessions-{number}-session"] = str(row.pk)
        form[f"sessions-{number}-day"] = start.date().isoformat()
        form[f"sessions-{number}-begins"] = f"{start:%H:%M}"
        form[f"sessions-{number}-ends"] = f"{end:%H:%M}"
        form["sessions-INITIAL_FORMS"] = str(number + 1)
    return {**form, "sessions-TOTAL_FORMS": str(int(form["sessions-INITIAL_FORMS"]) + 3)}


def test_two_coordinators_at_once_see_both_versions() -> None:
    edition = factories.edition()
    client = signed_in(factories.coordinator())
    form = changed_form(edition, venue="Mijn zaal")
    actions.change_edition(by=None, edition=edition, version=edition.version, venue="Andere zaal")
    response = client.post(f"/werk/edities/{edition.pk}/", form)
    shown = text_of(response)
    assert response.status_code == 409
    assert "Andere zaal" in shown
    assert "Mijn zaal" in shown
    edition.refresh_from_db()
    assert edition.venue == "Andere zaal"
    assert f'name="version" value="{edition.version}"' in shown
    assert (
        client.post(
            f"/werk/edities/{edition.pk}/", {**form, "version": edition.version}
        ).status_code
        == 302
    )
    edition.refresh_from_db()
    assert edition.venue == "Mijn zaal"


def test_two_coordinators_at_once_see_both_versions_of_a_course() -> None:
    course = factories.course()
    client = signed_in(factories.coordinator())
    actions.change_course(by=None, course=course, version=1, title="Van een ander")
    response = client.post(f"/werk/trainingen/{course.pk}/", course_form(version="1"))
    assert response.status_code == 409
    assert "Van een ander" in text_of(response)


def test_a_session_can_be_taken_out_and_one_added() -> None:
    edition = factories.edition(days=2)
    client = signed_in(factories.coordinator())
    later = (now() + timedelta(days=90)).date()
    form = changed_form(edition) | {
        "sessions-0-DELETE": "on",
        "sessions-2-day": later.isoformat(),
        "sessions-2-begins": "13:00",
        "sessions-2-ends": "17:00",
    }
    assert client.post(f"/werk/edities/{edition.pk}/", form).status_code == 302
    rows = list(queries.sessions_of(edition))
    assert [row.pk for row in rows[:1]] == [int(form["sessions-1-session"])]
    assert len(rows) == 2
    assert rows[1].starts_at.date() == later


def test_a_session_that_must_stay_is_refused_at_its_row() -> None:
    edition = factories.edition(days=2)
    client = signed_in(factories.coordinator())
    form = changed_form(edition)
    first = int(form["sessions-0-session"])
    other_day = (now() + timedelta(days=80)).date().isoformat()
    path = f"/werk/edities/{edition.pk}/"
    session_holds.add("test", lambda numbers: {first} & set(numbers))
    try:
        for change, words in (
            ({"sessions-0-DELETE": "on"}, "Je kunt die niet verwijderen."),
            ({"sessions-0-day": other_day}, "Je kunt die niet naar een andere dag verplaatsen."),
        ):
            response = client.post(path, form | change)
            shown = text_of(response)
            assert response.status_code == 422
            assert words in shown.split('id="id_sessions-0-begins"')[0].split("<legend>")[-1]
            assert "Bijeenkomst 1, datum:" in shown
        assert client.post(path, form | {"sessions-0-ends": "17:30"}).status_code == 302
    finally:
        session_holds.remove("test")
    assert next(row.pk for row in queries.sessions_of(edition)) == first


def test_deadlines_move_along_with_the_first_session_and_are_told() -> None:
    edition = factories.edition(starts=now() + timedelta(days=20))
    client = signed_in(factories.coordinator())
    later = (now() + timedelta(days=49)).date().isoformat()
    form = changed_form(edition) | {"sessions-0-day": later}
    for name in ("opens_at", "closes_at", "cancel_until"):
        form[name] = f"{local(getattr(edition, name)):%Y-%m-%dT%H:%M}"
    shown = text_of(client.post(f"/werk/edities/{edition.pk}/", form, follow=True))
    assert "Bewaard. Dit schoof mee: inschrijven kan tot " in shown
    assert "kosteloos afmelden kan tot " in shown
    moved = Edition.objects.get(pk=edition.pk)
    assert (moved.closes_at - edition.closes_at).days == 29
    assert (moved.cancel_until - edition.cancel_until).days == 29
    form = changed_form(moved)
    shown = text_of(client.post(f"/werk/edities/{edition.pk}/", form, follow=True))
    assert "Bewaard." in shown
    assert "schoof mee" not in shown


@pytest.mark.parametrize("places", ["2001", "3000000000", "9" * 40])
def test_too_many_places_are_refused_with_a_sensible_bound(places: str) -> None:
    course = factories.course()
    client = signed_in(factories.coordinator())
    typed = edition_form(capacity=places)
    shown = text_of(client.post(f"/werk/edities/nieuw/?training={course.pk}", typed))
    assert "Een editie heeft hooguit 2.000 plaatsen. Klopt het aantal?" in shown
    assert "2147483647 of" not in shown


def test_an_edition_that_is_called_off_meanwhile_keeps_no_version() -> None:
    edition = factories.edition()
    client = signed_in(factories.coordinator())
    form = changed_form(edition, venue="Mijn zaal")
    actions.call_off_edition(by=None, edition=edition, reason="Ziek")
    shown = text_of(client.post(f"/werk/edities/{edition.pk}/", form, follow=True))
    assert "Wat je typte, is niet bewaard." in shown
    assert "dan geldt jouw versie" not in shown
    edition.refresh_from_db()
    assert edition.venue != "Mijn zaal"


@pytest.mark.parametrize("dated", [True, False])
def test_an_edition_that_is_called_off_leads_on(dated: bool) -> None:
    edition = factories.edition() if dated else factories.undated()
    client = signed_in(factories.coordinator())
    actions.call_off_edition(by=None, edition=edition, reason="Ziek")
    copy = f"/werk/edities/{edition.pk}/kopie/"
    new = f"/werk/edities/nieuw/?training={edition.course_id}"
    shown = text_of(client.get(f"/werk/edities/{edition.pk}/"))
    assert (f'href="{copy}"' in shown, f'href="{new}"' in shown) == (dated, not dated)
    response = client.get(copy)
    assert response.status_code == (200 if dated else 302)
    assert dated or response.headers["Location"] == new


def test_the_summary_names_what_is_wrong_in_the_rows() -> None:
    course = factories.course()
    client = signed_in(factories.coordinator())
    typed = edition_form(**{"sessions-0-ends": "08:00"})
    shown = text_of(client.post(f"/werk/edities/nieuw/?training={course.pk}", typed))
    summary = shown.split("data-error-summary")[1].split("</ul>")[0]
    assert "Bijeenkomst 1, tot: De eindtijd ligt vóór de begintijd." in summary
    assert 'href="#id_sessions-0-ends"' in summary


def test_copying_and_calling_off_ask_first() -> None:
    edition = factories.edition()
    client = signed_in(factories.coordinator())
    assert "niet terugdraaien" in text_of(client.get(f"/werk/edities/{edition.pk}/afblazen/"))
    assert client.post(f"/werk/edities/{edition.pk}/afblazen/", {"reason": " "}).status_code == 422
    assert (
        client.post(f"/werk/edities/{edition.pk}/afblazen/", {"reason": "Ziek"}).status_code == 302
    )
    edition.refresh_from_db()
    assert edition.state == "cancelled"
    assert "gaat niet door" in text_of(Client().get(page(edition)))
    assert client.get(f"/werk/edities/{edition.pk}/openzetten/").status_code == 405
    response = client.post(f"/werk/edities/{edition.pk}/kopie/", {"first_day": "2027-03-01"})
    assert response.status_code == 302
    assert Edition.objects.latest("pk").state == "draft"


def test_a_ten_megabyte_name_is_turned_away() -> None:
    client = signed_in(factories.coordinator())
    response = client.post("/werk/trainingen/nieuw/", course_form(title="x" * 10_000_000))
    assert response.status_code in {400, 413}
    assert (
        client.post("/werk/trainingen/nieuw/", course_form(title="x" * 100_000)).status_code == 422
    )
    assert not Course.objects.exists()


def test_trainers_of_the_own_region_come_first_and_others_stand_apart() -> None:
    near, far = factories.trainer(), factories.trainer(factories.NOORD)
    edition = factories.draft()
    actions.assign_trainers(by=None, edition=edition, trainers=[far])
    client = signed_in(factories.coordinator())
    page = client.get(f"/werk/edities/{edition.pk}/")
    form = page.context["form"]
    assert [person.pk for person in form.fields["trainers"].queryset] == [near.pk]
    assert [person.pk for person in form.fields["other_trainers"].queryset] == [far.pk]
    assert "Trainers uit andere regio" in page.content.decode()
    assert form["other_trainers"].value() == [far.pk]


def test_trainers_of_both_groups_are_kept() -> None:
    near, far = factories.trainer(), factories.trainer(factories.NOORD)
    edition = factories.draft()
    client = signed_in(factories.coordinator())
    data = edition_form(
        version=edition.version,
        trainers=[near.pk],
        other_trainers=[far.pk],
        opens_at="2026-11-23T10:00",
    )
    assert client.post(f"/werk/edities/{edition.pk}/", data).status_code == 302
    chosen = set(edition.trainer_assignments.values_list("person", flat=True))
    assert chosen == {near.pk, far.pk}


def test_without_trainers_elsewhere_there_is_no_second_group() -> None:
    factories.trainer()
    page = signed_in(factories.coordinator()).get(f"/werk/edities/{factories.draft().pk}/")
    assert "other_trainers" not in page.context["form"].fields
