"""A person's pages, with wrong, late, double, forged and hostile requests."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape

from tests import factories
from veerkracht.enrolment import actions
from veerkracht.enrolment.models import Enrolment, Handover, Move, Seat, State
from veerkracht.kernel.clock import now
from veerkracht.kernel.limits import forget
from veerkracht.messages.models import Message
from veerkracht.people.models import Organisation, Person
from veerkracht.training.actions import (
    call_off_edition,
    make_qualification,
    record_achievement,
)
from veerkracht.training.models import Edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
HOSTILE = "<script>alert('x')</script>"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    forget()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def ask_page(edition: Edition) -> str:
    return f"/leren/{edition.pk}/inschrijven/"


def page_of(row: Enrolment, end: str = "") -> str:
    return f"/mijn-plek/inschrijvingen/{row.pk}/{end}"


def ask(edition: Edition, person: Person) -> Enrolment:
    return actions.request_places(people=[person], editions=[edition], by=person)[0]


def fill_up(edition: Edition) -> list[Enrolment]:
    return [ask(edition, factories.person()) for _ in range(edition.capacity)]


def offered(edition: Edition) -> Enrolment:
    """Somebody with an offer in a full edition."""
    placed = fill_up(edition)
    row = ask(edition, factories.person())
    actions.leave(enrolment=placed[0], by=placed[0].person)
    row.refresh_from_db()
    assert row.state == State.OFFERED
    return row


def rows_of(person: Person) -> list[str]:
    return list(
        Enrolment.objects.filter(person=person).order_by("pk").values_list("state", flat=True)
    )


# Asking for a place


def test_the_page_says_what_one_should_know_and_gives_a_place() -> None:
    edition, sanne = factories.edition(), factories.person()
    client = signed_in(sanne)
    assert "Schrijf me in" in text(client.get(ask_page(edition)))
    response = client.post(ask_page(edition), follow=True)
    assert "Je doet mee" in text(response)
    assert rows_of(sanne) == ["placed"]


def test_a_full_edition_says_so_and_gives_a_place_in_the_queue() -> None:
    edition, sanne = factories.edition(), factories.person()
    fill_up(edition)
    client = signed_in(sanne)
    assert "wachtlijst" in text(client.get(ask_page(edition)))
    assert "Je staat eerste" in text(client.post(ask_page(edition), follow=True)) or rows_of(
        sanne
    ) == ["waiting"]


def test_a_double_click_gives_one_place_and_one_mail() -> None:
    edition, sanne = factories.edition(), factories.person()
    client = signed_in(sanne)
    first, second = client.post(ask_page(edition)), client.post(ask_page(edition))
    assert first.status_code == 302
    assert second.status_code == 302
    assert second.headers["Location"] == first.headers["Location"]
    assert rows_of(sanne) == ["placed"]
    assert Message.objects.filter(person=sanne).count() == 1


def test_two_tabs_and_the_back_button_lead_to_what_one_has() -> None:
    edition, sanne = factories.edition(), factories.person()
    one, other = signed_in(sanne), signed_in(sanne)
    one.get(ask_page(edition))
    other.get(ask_page(edition))
    place = one.post(ask_page(edition)).headers["Location"]
    assert other.post(ask_page(edition)).headers["Location"] == place
    assert one.get(ask_page(edition)).headers["Location"] == place
    assert Seat.objects.filter(edition=edition, taken=True).count() == 1


def test_the_back_button_after_leaving_changes_nothing() -> None:
    edition, sanne = factories.edition(), factories.person()
    row, client = ask(edition, sanne), signed_in(sanne)
    assert client.post(page_of(row, "afmelden/")).status_code == 302
    moves = Move.objects.count()
    again = client.post(page_of(row, "afmelden/"))
    assert again.status_code == 422
    assert "al gestopt" in text(again)
    assert (Move.objects.count(), rows_of(sanne)) == (moves, ["cancelled"])


@pytest.mark.parametrize("state", ["draft", "not yet", "closed", "called off"])
def test_an_edition_that_is_not_open_takes_nobody(
    state: str, clock: time_machine.Traveller
) -> None:
    sanne = factories.person()
    if state == "draft":
        edition = factories.draft()
    else:
        opens = now() + timedelta(days=1 if state == "not yet" else -1)
        edition = factories.edition(opens_at=opens)
    if state == "closed":
        clock.shift(timedelta(days=30))
    if state == "called off":
        call_off_edition(by=None, edition=edition, reason="Ziek")
    client = signed_in(sanne)
    assert client.post(ask_page(edition)).status_code == (404 if state == "draft" else 422)
    assert client.get(ask_page(edition)).status_code == (404 if state == "draft" else 200)
    assert rows_of(sanne) == []


@pytest.mark.parametrize("number", ["0", "99999999999999999999", "-1", "1e3", "²"])
def test_an_edition_that_cannot_be_is_not_found(number: str) -> None:
    client = signed_in(factories.person())
    assert client.post(f"/leren/{number}/inschrijven/").status_code == 404


def test_other_dates_of_the_course_can_be_waited_for_at_once() -> None:
    course, sanne = factories.course(), factories.person()
    one = factories.edition(of=course)
    other = factories.edition(of=course, starts=now() + timedelta(days=60))
    fill_up(one)
    fill_up(other)
    signed_in(sanne).post(ask_page(one), {"also": [other.pk]})
    assert rows_of(sanne) == ["waiting", "waiting"]


@pytest.mark.parametrize(
    "kind", ["other course", "draft", "closed", "nonsense", "huge", "null", "itself", "twice"]
)
def test_forged_other_dates_are_refused_and_nothing_is_kept(kind: str) -> None:
    course, sanne = factories.course(), factories.person()
    edition = factories.edition(of=course)
    fill_up(edition)
    forged: dict[str, list[Any]] = {
        "other course": [factories.edition().pk],
        "draft": [factories.draft(of=course).pk],
        "closed": [factories.edition(of=course, opens_at=now() + timedelta(days=2)).pk],
        "nonsense": ["x"],
        "huge": ["9" * 30],
        "null": ["\0"],
        "itself": [edition.pk],
        "twice": ["1", "1", str(edition.pk)],
    }
    response = signed_in(sanne).post(ask_page(edition), {"also": forged[kind]})
    assert response.status_code == 422
    assert rows_of(sanne) == []


def test_an_overlap_is_told_and_may_be_meant() -> None:
    one, other, sanne = factories.edition(), factories.edition(), factories.person()
    ask(one, sanne)
    client = signed_in(sanne)
    response = client.post(ask_page(other))
    assert response.status_code == 422
    assert "despite_overlap" in text(response)
    assert "al een andere training" in text(response)
    assert rows_of(sanne) == ["placed"]
    assert client.post(ask_page(other), {"despite_overlap": "on"}).status_code == 302
    assert rows_of(sanne) == ["placed", "placed"]


def test_nobody_is_enrolled_by_a_link() -> None:
    edition, sanne = factories.edition(), factories.person()
    signed_in(sanne).get(ask_page(edition), {"despite_overlap": "on"})
    Client().post(ask_page(edition))
    assert not Enrolment.objects.filter(edition=edition).exists()


def test_a_script_that_asks_for_ever_is_told_to_wait(settings: Any) -> None:
    settings.RATE_LIMITS = True
    edition, client = factories.edition(), signed_in(factories.person())
    statuses = [client.post(ask_page(edition)).status_code for _ in range(61)]
    assert statuses[-1] == 429
    assert 429 not in statuses[:60]


# Answering an offer


def test_yes_twice_is_yes_once() -> None:
    row = offered(factories.edition())
    client = signed_in(row.person)
    client.post(page_of(row, "ja/"))
    response = client.post(page_of(row, "ja/"), follow=True)
    assert "geen plaats voor je vrijgehouden" in text(response)
    assert rows_of(row.person) == ["placed"]


def test_an_offer_that_ran_out_is_said_kindly(clock: time_machine.Traveller) -> None:
    row = offered(factories.edition())
    client = signed_in(row.person)
    clock.shift(timedelta(hours=48))
    assert "verlopen" in text(client.post(page_of(row, "ja/"), follow=True))
    actions.lapse_offers()
    assert "verlopen" in text(client.post(page_of(row, "ja/"), follow=True))
    assert rows_of(row.person) == ["lapsed"]


def test_a_link_in_a_mail_never_says_yes_by_itself() -> None:
    row = offered(factories.edition())
    assert signed_in(row.person).get(page_of(row, "ja/")).status_code == 405
    assert rows_of(row.person) == ["offered"]


# Somebody else's


@pytest.mark.parametrize("end", ["", "ja/", "afmelden/", "collega/", "afspraak.ics"])
def test_somebody_elses_enrolment_gives_nothing_away(end: str) -> None:
    edition = factories.edition(of=factories.course(title="Geheime training"))
    row = ask(edition, factories.person("Noor Geheim"))
    client = signed_in(factories.person())
    for response in (
        client.get(page_of(row, end)),
        client.post(page_of(row, end), {"address": "a@b.nl"}),
    ):
        assert response.status_code in {403, 405}
        assert "Geheim" not in text(response)
        assert row.person.email not in text(response)
    assert rows_of(row.person) == ["placed"]
    assert not Handover.objects.exists()


def test_who_no_longer_coordinates_loses_the_people_they_enrolled(settings: Any) -> None:
    edition, noor, coordinator = factories.edition(), factories.person(), factories.coordinator()
    [row] = actions.request_places(people=[noor], editions=[edition], by=coordinator)
    client = signed_in(coordinator)
    assert client.get(page_of(row)).status_code == 200
    settings.SECOND_FACTOR_REQUIRED = True
    assert client.get(page_of(row)).status_code == 403
    assert client.post(page_of(row, "afmelden/")).status_code == 403
    assert rows_of(noor) == ["placed"]


@pytest.mark.parametrize("number", ["0", "99999999999999999999"])
@pytest.mark.parametrize("end", ["", "ja/", "afmelden/", "collega/", "afspraak.ics"])
def test_an_enrolment_that_is_not_there_is_not_found(number: str, end: str) -> None:
    client = signed_in(factories.person())
    assert client.post(f"/mijn-plek/inschrijvingen/{number}/{end}").status_code == 404


# A colleague comes instead


def asked() -> Handover:
    row = ask(factories.edition(capacity=1), factories.person("Noor Jansen"))
    return actions.ask_colleague(enrolment=row, address="collega@voorbeeld.example", by=row.person)


def test_a_colleague_takes_the_place_over_once() -> None:
    handover, colleague = asked(), factories.person()
    path, client = f"/leren/overnemen/{handover.token}/", signed_in(colleague)
    assert "Kom jij in plaats van Noor" in text(client.get(path))
    assert client.post(path).status_code == 302
    again = client.post(path, follow=True)
    assert "geldt niet meer" in text(again)
    late = signed_in(factories.person()).post(path, follow=True)
    assert "geldt niet meer" in text(late)
    assert "Noor" not in text(late)
    assert rows_of(colleague) == ["placed"]
    assert Seat.objects.filter(taken=True).count() == 1


def test_a_guessed_invitation_is_not_found() -> None:
    handover = asked()
    wrong = [
        handover.token[:-1],
        handover.token.swapcase(),
        handover.token + "A",
        "A" * 22,
        str(handover.pk),
        "%00",
        "A" * 5_000,
    ]
    client = signed_in(factories.person())
    assert {client.post(f"/leren/overnemen/{token}/").status_code for token in wrong} == {404}
    assert len({asked().token for _ in range(20)}) == 20
    assert len(handover.token) >= 22


def test_without_signing_in_nothing_is_taken_over() -> None:
    handover = asked()
    response = Client().post(f"/leren/overnemen/{handover.token}/")
    assert response.status_code == 200
    assert handover.enrolment.person.email not in text(response)
    assert rows_of(handover.enrolment.person) == ["placed"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "geen adres",
        "a@b",
        "\0@b.nl",
        "x" * 300 + "@b.nl",
        "a@b.nl\nBcc: c@d.nl",
        f"{HOSTILE}@b.nl",
    ],
)
def test_an_address_that_cannot_be_is_explained(address: str) -> None:
    row = ask(factories.edition(), factories.person())
    response = signed_in(row.person).post(page_of(row, "collega/"), {"address": address})
    assert response.status_code == 422
    assert HOSTILE not in text(response)
    assert not Handover.objects.exists()


# Hostile text


def test_html_in_names_is_text_on_every_page() -> None:
    organisation = Organisation.objects.create(slug="x", name=f"Org {HOSTILE}")
    noor = factories.person(f"Noor {HOSTILE}", organisation=organisation, function=HOSTILE[:80])
    course = factories.course(title=f"Training {HOSTILE}", summary=HOSTILE)
    edition = factories.edition(of=course, venue=HOSTILE, note=HOSTILE)
    row = ask(edition, noor)
    handover = actions.ask_colleague(enrolment=row, address="c@voorbeeld.example", by=noor)
    own, coordinator = signed_in(noor), signed_in(factories.coordinator())
    seen: list[Any] = [
        *(own.get(page_of(row, end)) for end in ("", "afmelden/", "collega/")),
        own.get("/mijn-plek/"),
        own.get("/mijn-plek/gegevens/"),
        own.get("/mijn-plek/inschrijvingen/"),
        own.get("/leren/"),
        own.get(f"/leren/{edition.pk}/{course.slug}/"),
        own.get(f"/leren/{edition.pk}/paneel/"),
        own.get("/"),
        Client().get(f"/leren/overnemen/{handover.token}/"),
        signed_in(factories.person()).get(ask_page(edition)),
        coordinator.get("/werk/"),
        coordinator.get(f"/werk/edities/{edition.pk}/lijst/"),
        coordinator.get(f"/werk/edities/{edition.pk}/presentielijst/"),
        coordinator.get(f"/werk/edities/{edition.pk}/"),
        coordinator.get("/werk/trainingen/"),
    ]
    assert [response.status_code for response in seen] == [200] * len(seen)
    assert [number for number, response in enumerate(seen) if HOSTILE in text(response)] == []
    assert escape(HOSTILE) in text(seen[0])


def test_ten_megabytes_are_turned_away_with_a_page() -> None:
    row = ask(factories.edition(), factories.person())
    client = signed_in(row.person)
    for end, field in (("afmelden/", "reason"), ("collega/", "address")):
        huge = client.post(page_of(row, end), {field: "x" * 10_000_000})
        assert huge.status_code in {400, 413}
        assert "<h1" in text(huge)
        assert client.post(page_of(row, end), {field: "x" * 100_000}).status_code == 422
    assert rows_of(row.person) == ["placed"]


def test_null_bytes_in_what_is_typed_are_refused() -> None:
    row = ask(factories.edition(), factories.person())
    response = signed_in(row.person).post(page_of(row, "afmelden/"), {"reason": "a\0b"})
    assert response.status_code == 422
    assert rows_of(row.person) == ["placed"]


def test_pages_speak_english_and_forms_work_there() -> None:
    edition, sanne = factories.edition(), factories.person()
    client = signed_in(sanne)
    page = text(client.get(f"/en{ask_page(edition)}"))
    assert '<html lang="en"' in page
    response = client.post(f"/en{ask_page(edition)}")
    assert response.headers["Location"].startswith("/en/mijn-plek/")
    shown = client.get(response.headers["Location"])
    assert '<html lang="en"' in text(shown)
    assert re.search(r'hreflang="nl"|lang="nl"', text(shown))


def test_who_asks_does_not_learn_that_a_colleague_has_a_place_already() -> None:
    edition = factories.edition()
    row, known = ask(edition, factories.person()), ask(edition, factories.person()).person
    client = signed_in(row.person)
    answers = [
        client.post(page_of(row, "collega/"), {"address": address}, follow=True)
        for address in ("vreemd@voorbeeld.example", known.email)
    ]
    said = [[str(message) for message in answer.context["messages"]] for answer in answers]
    assert said[0] == said[1]
    assert [answer.redirect_chain for answer in answers] == [answers[0].redirect_chain] * 2


def test_a_colleague_who_comes_already_is_told_so_and_takes_nothing() -> None:
    edition = factories.edition()
    row, known = ask(edition, factories.person()), ask(edition, factories.person()).person
    handover = actions.ask_colleague(enrolment=row, address=known.email, by=row.person)
    page = f"/leren/overnemen/{handover.token}/"
    assert "Je doet zelf al mee" in text(signed_in(known).get(page))
    assert "Je doet zelf al mee" not in text(signed_in(factories.person()).get(page))
    signed_in(known).post(page)
    assert rows_of(row.person) == ["placed"]
    assert Seat.objects.filter(taken=True).count() == 2


def test_ones_own_address_is_no_colleague() -> None:
    row = ask(factories.edition(), factories.person())
    own = {"address": row.person.email.upper()}
    response = signed_in(row.person).post(page_of(row, "collega/"), own)
    assert response.status_code == 422
    assert "Vul het adres van een collega in" in text(response)


def test_another_date_with_room_is_said_to_be_booked_at_once_before_and_after() -> None:
    course, sanne = factories.course(), factories.person()
    full = factories.edition(of=course)
    free = factories.edition(of=course, starts=now() + timedelta(days=60))
    other = factories.edition(of=course, starts=now() + timedelta(days=70))
    fill_up(full)
    fill_up(other)
    client = signed_in(sanne)
    page = text(client.get(ask_page(full)))
    assert page.count("nog plaats: die krijg je meteen") == 1
    assert page.count("vol: je wacht") == 1
    chosen = {"also": [free.pk, other.pk]}
    shown = text(client.post(ask_page(full), chosen, follow=True))
    assert "je hebt een plaats op een andere datum: vr 22 januari" in shown
    assert rows_of(sanne) == ["placed"]
    assert Enrolment.objects.get(person=sanne).edition_id == free.pk


# What one should know before saying yes


def test_every_page_with_a_button_that_commits_says_what_it_costs() -> None:
    edition, sanne = factories.edition(price=15_000, subsidy=2_050), factories.person()
    client, costs = signed_in(sanne), "€\xa0150"
    assert costs in text(client.get(ask_page(edition)))
    row = ask(edition, sanne)
    assert costs in text(client.get(page_of(row)))
    handover = actions.ask_colleague(enrolment=row, address="c@voorbeeld.example", by=sanne)
    page = text(Client().get(f"/leren/overnemen/{handover.token}/"))
    assert costs in page
    assert "De subsidie betaalt €\xa020,50." in page


@pytest.mark.parametrize(
    ("price", "days", "told"),
    [
        (15_000, 30, "Kosteloos afmelden kan tot"),
        (15_000, 3, "Kosteloos afmelden kan niet meer."),
        (0, 30, ""),
        (0, 3, ""),
    ],
)
def test_leaving_without_paying_is_told_as_it_is(price: int, days: int, told: str) -> None:
    edition = factories.edition(price=price, starts=now() + timedelta(days=days))
    sanne = factories.person()
    client = signed_in(sanne)
    pages = [text(client.get(ask_page(edition)))]
    pages.append(text(client.get(page_of(ask(edition, sanne)))))
    assert {
        re.search("Kosteloos afmelden kan (tot|niet meer.)", page) is None for page in pages
    } == {not told}
    assert all(told in page for page in pages)


def test_a_colleague_without_a_name_is_called_by_the_address() -> None:
    nameless = factories.person()
    Person.objects.filter(pk=nameless.pk).update(name="")
    row = ask(factories.edition(), Person.objects.get(pk=nameless.pk))
    handover = actions.ask_colleague(enrolment=row, address="c@voorbeeld.example", by=row.person)
    page = signed_in(factories.person()).get(f"/leren/overnemen/{handover.token}/")
    assert f"Kom jij in plaats van {nameless.email}?" in text(page)


def test_the_next_in_line_is_named_only_when_there_is_one() -> None:
    edition = factories.edition(capacity=1)
    row = ask(edition, factories.person())
    client = signed_in(row.person)
    alone = text(client.get(page_of(row, "afmelden/")))
    assert "naar de volgende op de wachtlijst" not in alone
    assert "De plaats komt vrij." in alone
    ask(edition, factories.person())
    assert "naar de volgende op de wachtlijst" in text(client.get(page_of(row, "afmelden/")))


def test_what_one_must_have_first_is_said_before_anything_is_asked() -> None:
    basic = make_qualification(by=None, slug="basis", name="Basis")
    factories.course(kind="refresher", grants=basic)
    edition, sanne = factories.edition(of=factories.course(prerequisite=basic)), factories.person()
    client = signed_in(sanne)
    edition_page = f"/leren/{edition.pk}/{edition.course.slug}/"
    for address in (edition_page, ask_page(edition)):
        shown = text(client.get(address))
        assert "heb je eerst “Basis” nodig" in shown
        assert "/leren/?soort=refresher" in shown
        assert "Schrijf me in" not in shown
    assert client.post(ask_page(edition)).status_code == 422
    assert "Schrijf me in" in text(Client().get(edition_page))
    record_achievement(person=sanne, qualification=basic, on=now().date(), by=None)
    for address in (edition_page, ask_page(edition)):
        shown = text(client.get(address))
        assert "Schrijf me in" in shown
        assert "heb je eerst" not in shown


def test_a_party_that_waits_is_one_request_and_all_its_people() -> None:
    edition = factories.edition(capacity=3)
    fill_up(edition)
    party = [factories.person() for _ in range(3)]
    actions.request_places(people=party, editions=[edition], by=factories.coordinator())
    first = ask(edition, factories.person())
    assert "Er is 1 aanvraag (3 mensen) voor je." in text(
        signed_in(first.person).get(page_of(first))
    )
    late = factories.person()
    assert "Er wachten 2 aanvragen (4 mensen)." in text(signed_in(late).get(ask_page(edition)))
    mine = ask(edition, late)
    assert "Er zijn 2 aanvragen (4 mensen) voor je." in text(signed_in(late).get(page_of(mine)))
    alone = factories.edition(capacity=1)
    fill_up(alone)
    other, last = ask(alone, factories.person()), factories.person()
    assert other.state == State.WAITING
    assert "Er wacht 1 ander." in text(signed_in(last).get(ask_page(alone)))
    behind = ask(alone, last)
    assert "Er is 1 aanvraag voor je." in text(signed_in(last).get(page_of(behind)))
