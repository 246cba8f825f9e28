"""The pages of a training day: what trainers and participants meet, and what bad input changes (nothing)."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from tests import factories
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel import limits
from veerkracht.kernel.clock import now
from veerkracht.proof import attendance_codes as codes
from veerkracht.proof import attendance_rules as rules
from veerkracht.proof.models import Attendance, Means, Preparation, Presence
from veerkracht.proof.tests.day import Day, a_day, signed_in
from veerkracht.training.actions import call_off_edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def text(response: Any) -> str:
    return str(response.content.decode())


def address(day: Day, *, paper: bool = False) -> str:
    code = codes.paper_code(day.session) if paper else codes.screen_code(day.session)
    return f"/aanwezig/{day.session.pk}/{rules.in_address(code)}/"


def digits(day: Day, *, paper: bool = False) -> str:
    code = codes.paper_code(day.session) if paper else codes.screen_code(day.session)
    return rules.as_digits(code)


def link(row: Enrolment) -> str:
    return f"/aanwezig/mijn/{codes.token_of(row.pk)}/"


def phone_of(row: Enrolment) -> Client:
    """A phone on which somebody opened the link in the mail."""
    client = Client()
    assert client.get(link(row)).status_code == 200
    return client


def say_yes(client: Client, path: str) -> Any:
    ticket = re.search(r'name="ticket" value="([^"]+)"', text(client.get(path)))
    assert ticket
    return client.post(path, {"ticket": ticket[1]}, follow=True)


# Participants


def test_by_the_link_in_the_mail_and_a_scan_somebody_is_noted() -> None:
    day = a_day()
    shown = say_yes(phone_of(day.rows[0]), address(day))
    assert "Je staat op de lijst" in text(shown)
    noted = Attendance.objects.get()
    assert (noted.enrolment_id, noted.means, noted.confirmed) == (day.rows[0].pk, "screen", True)


def test_who_is_signed_in_needs_no_link_and_the_page_shows_no_other_names() -> None:
    day = a_day()
    client = signed_in(day.rows[1].person)
    assert "Deelnemer 1" not in text(client.get(address(day)))
    assert "Je staat op de lijst" in text(say_yes(client, address(day)))


def test_an_unknown_phone_is_told_what_to_do_and_never_chooses_a_name() -> None:
    day = a_day()
    answer = Client().get(address(day))
    assert answer.status_code == 403
    assert "Typ daar de zes cijfers" in text(answer)
    assert "Deelnemer" not in text(answer)
    assert Client().post(address(day), {"ticket": "x"}).status_code == 403
    assert not Attendance.objects.exists()


def test_six_digits_on_the_personal_page_do_the_same() -> None:
    day = a_day()
    typed = digits(day)
    answer = Client().post(link(day.rows[0]), {"code": f"{typed[:3]} {typed[3:]}"}, follow=True)
    assert "Je staat op de lijst" in text(answer)


def test_the_code_on_paper_waits(clock: time_machine.Traveller) -> None:
    day = a_day()
    assert "wacht op bevestiging" in text(say_yes(phone_of(day.rows[0]), address(day, paper=True)))
    answer = Client().post(link(day.rows[1]), {"code": digits(day, paper=True)}, follow=True)
    assert "wacht op bevestiging" in text(answer)
    trainer = signed_in(day.trainer)
    page = text(trainer.get(f"/werk/bijeenkomsten/{day.session.pk}/"))
    assert "Bevestig allemaal" in page
    confirm = f"/werk/bijeenkomsten/{day.session.pk}/bevestig/"
    assert "1 persoon bevestigd" in text(
        trainer.post(confirm, {"enrolment": day.rows[0].pk}, follow=True)
    )
    assert "1 persoon bevestigd" in text(trainer.post(confirm, follow=True))
    assert Attendance.objects.filter(confirmed=True, means=Means.PRINTED).count() == 2


def test_an_old_code_is_refused_clearly(clock: time_machine.Traveller) -> None:
    day = a_day()
    client, photographed, typed = phone_of(day.rows[0]), address(day), digits(day)
    clock.shift(timedelta(seconds=60))
    answer = client.get(photographed)
    assert answer.status_code == 422
    assert "Deze code is verlopen" in text(answer)
    answer = client.post(link(day.rows[0]), {"code": typed})
    assert answer.status_code == 422
    assert "Deze code klopt niet" in text(answer)
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("code", ["AAAAAAAAAAAAAAAAAAAAAA", "x", "000000", "9" * 200])
def test_a_forged_code_is_refused(code: str) -> None:
    day = a_day()
    answer = phone_of(day.rows[0]).get(f"/aanwezig/{day.session.pk}/{code}/")
    assert (answer.status_code, "Deze code klopt niet" in text(answer)) == (422, True)


def test_a_code_of_another_meeting_is_refused() -> None:
    day, other = a_day(), a_day()
    code = address(other).split("/")[3]
    answer = phone_of(day.rows[0]).get(f"/aanwezig/{day.session.pk}/{code}/")
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "abcdef", "²²²²²²", "\0" * 6, "<b>123", "9" * 400]
)
def test_what_are_no_six_digits_stays_on_the_page(typed: str) -> None:
    day = a_day()
    assert Client().post(link(day.rows[0]), {"code": typed}).status_code == 422
    assert not Attendance.objects.exists()


def test_the_moment_of_scanning_counts_when_the_answer_comes_late(
    clock: time_machine.Traveller,
) -> None:
    day = a_day()
    client = phone_of(day.rows[0])
    page = text(client.get(address(day)))
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)
    path = address(day)
    clock.shift(timedelta(minutes=9))
    assert ticket
    assert client.post(path, {"ticket": ticket[1]}).status_code == 302
    assert Attendance.objects.get().marked_at == now() - timedelta(minutes=9)
    clock.shift(timedelta(minutes=2))
    assert client.post(path, {"ticket": ticket[1]}).status_code == 422


def test_a_ticket_is_of_one_person_and_one_meeting() -> None:
    day, other = a_day(), a_day()
    page = text(phone_of(day.rows[0]).get(address(day)))
    ticket = re.search(r'name="ticket" value="([^"]+)"', page)
    assert ticket
    for client, path in (
        (phone_of(day.rows[1]), address(day)),
        (phone_of(other.rows[0]), address(other)),
    ):
        assert client.post(path, {"ticket": ticket[1]}).status_code == 422
        assert client.post(path, {"ticket": ticket[1] + "x"}).status_code == 422
        assert client.post(path).status_code == 422
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("minutes", [-60, 300])
def test_outside_the_hours_a_scan_changes_nothing(
    clock: time_machine.Traveller, minutes: int
) -> None:
    day = a_day()
    client = phone_of(day.rows[0])
    clock.shift(timedelta(minutes=minutes))
    answer = client.get(address(day))
    assert answer.status_code == 422
    assert ("kan nog niet" in text(answer)) or ("is voorbij" in text(answer))


def test_a_link_is_of_128_bits_and_a_forged_one_is_not_found() -> None:
    day = a_day()
    token = codes.token_of(day.rows[0].pk)
    assert len(token.partition("-")[2]) == 22
    number, _dash, seal = token.partition("-")
    forged = [
        f"{day.rows[1].pk}-{seal}",
        f"{number}-",
        number,
        f"{number}-{'A' * 22}",
        "-",
        "9" * 40,
    ]
    for one in forged:
        assert Client().get(f"/aanwezig/mijn/{one}/").status_code == 404


def test_a_forged_cookie_is_nobody() -> None:
    day = a_day()
    client = Client()
    client.cookies[f"aanwezig-{day.edition.pk}"] = f"{day.rows[0].pk}:forged:seal"
    assert client.get(address(day)).status_code == 403


def test_the_cookie_is_of_one_edition_and_no_script_reads_it() -> None:
    day, other = a_day(), a_day()
    client = phone_of(day.rows[0])
    cookie = client.cookies[f"aanwezig-{day.edition.pk}"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    client.cookies[f"aanwezig-{other.edition.pk}"] = cookie.value
    assert client.get(address(other)).status_code == 403


def test_guessing_digits_stops_after_ten_tries(settings: Any) -> None:
    settings.RATE_LIMITS = True
    limits.forget()
    day = a_day()
    wrong = f"{(int(digits(day)) + 1) % 10**6:06}"
    answers = [text(Client().post(link(day.rows[0]), {"code": wrong})) for _ in range(11)]
    assert "klopt niet" in answers[9]
    assert "te vaak" in answers[10]
    assert "te vaak" not in text(Client().post(link(day.rows[1]), {"code": wrong}))


# The trainer


@pytest.mark.parametrize("page", ["", "erbij/", "scherm/", "papier/", "tekenlijst.pdf"])
def test_only_who_gives_or_runs_it_sees_the_pages(page: str) -> None:
    day = a_day()
    path = f"/werk/bijeenkomsten/{day.session.pk}/{page}"
    assert Client().get(path).status_code == 302
    for other in (day.rows[0].person, factories.trainer(), factories.coordinator(factories.NOORD)):
        assert signed_in(other).get(path).status_code == 403
    for own in (day.trainer, factories.coordinator()):
        assert signed_in(own).get(path).status_code == 200


def test_the_screen_shows_picture_and_digits_and_renews_itself(
    clock: time_machine.Traveller,
) -> None:
    day = a_day()
    client, path = signed_in(day.trainer), f"/werk/bijeenkomsten/{day.session.pk}/scherm/"
    page = text(client.get(path))
    typed = digits(day)
    assert f"{typed[:3]} {typed[3:]}" in page
    assert "<svg" in page
    assert " style=" not in page
    assert 'http-equiv="refresh"' in page
    clock.shift(timedelta(seconds=30))
    piece = text(client.get(path, headers={"HX-Request": "true"}))
    assert "<html" not in piece
    typed = digits(day)
    assert f"{typed[:3]} {typed[3:]}" in piece


def test_the_screen_shows_no_code_that_no_longer_works(clock: time_machine.Traveller) -> None:
    day, off = a_day(), a_day()
    call_off_edition(by=None, edition=off.edition, reason="Ziek")
    clock.shift(timedelta(hours=9))
    for one, words in ((day, "De bijeenkomst is voorbij."), (off, "Deze training gaat niet door.")):
        path = f"/werk/bijeenkomsten/{one.session.pk}/scherm/"
        for headers in ({}, {"HX-Request": "true"}):
            shown = text(signed_in(one.trainer).get(path, headers=headers))
            assert words in shown
            assert "Scan de code" not in shown
            assert "code-card" not in shown


def test_the_screen_says_that_it_is_early() -> None:
    day = a_day(starts_in=60)
    shown = text(signed_in(day.trainer).get(f"/werk/bijeenkomsten/{day.session.pk}/scherm/"))
    assert "vanaf een half uur voor het begin" in shown
    assert "Scan de code" in shown


def fields(row: Enrolment, presence: str, was: str = "||", **more: str) -> dict[str, str]:
    named = {"presence": presence, "was": was, "minutes": "", "reason": "", **more}
    return {f"{name}-{row.pk}": value for name, value in named.items()}


def test_the_form_keeps_what_was_changed_and_leaves_scans_alone() -> None:
    day = a_day(3)
    client, path = signed_in(day.trainer), f"/werk/bijeenkomsten/{day.session.pk}/"
    say_yes(phone_of(day.rows[0]), address(day))
    said = fields(day.rows[0], "") | fields(day.rows[1], "late", minutes="90")
    said |= fields(day.rows[2], "excused", reason="file op de A2")
    assert "van 2 mensen" in text(client.post(path, said, follow=True))
    assert Attendance.objects.get(enrolment=day.rows[0]).means == Means.SCREEN
    assert Attendance.objects.get(enrolment=day.rows[1]).minutes == 90
    again = fields(day.rows[1], "late", was="late|90|", minutes="90")
    assert "niets veranderd" in text(client.post(path, again, follow=True))


@pytest.mark.parametrize(
    "wrong",
    [
        {"presence": "late", "minutes": "een uur"},
        {"presence": "late", "minutes": "-5"},
        {"presence": "late", "minutes": "9999"},
        {"presence": "sleeping"},
        {"presence": "excused", "reason": "x" * 201},
        {"presence": "excused", "reason": "\0"},
    ],
)
def test_what_cannot_be_read_is_told_at_the_person_and_nothing_is_kept(
    wrong: dict[str, str],
) -> None:
    day = a_day()
    said = fields(day.rows[0], "present") | fields(day.rows[1], **wrong)
    answer = signed_in(day.trainer).post(f"/werk/bijeenkomsten/{day.session.pk}/", said)
    assert answer.status_code == 422
    assert f'id="fout-{day.rows[1].pk}"' in text(answer)
    assert not Attendance.objects.exists()


def parcel(*rows: Enrolment, **more: Any) -> dict[str, Any]:
    marks = [
        {
            "key": str(uuid4()),
            "enrolment": row.pk,
            "presence": "present",
            "minutes": None,
            "reason": "",
            "made": 100.0,
            **more,
        }
        for row in rows
    ]
    return {"sent": 160.0, "marks": marks}


def send(client: Client, day: Day, said: object) -> Any:
    body = said if isinstance(said, (str, bytes)) else json.dumps(said)
    path = f"/werk/bijeenkomsten/{day.session.pk}/vinkjes/"
    return client.post(path, body, content_type="application/json")


def test_marks_that_waited_are_taken_once() -> None:
    day = a_day()
    client, said = signed_in(day.trainer), parcel(*day.rows)
    keys = [one["key"] for one in said["marks"]]
    for _ in range(2):
        assert send(client, day, said).json() == {"taken": keys, "refused": {}}
    assert {row.marked_at for row in Attendance.objects.all()} == {now() - timedelta(seconds=60)}


def test_a_refused_mark_is_told_with_its_reason() -> None:
    day, other = a_day(), a_day()
    said = parcel(other.rows[0])
    answer = send(signed_in(day.trainer), day, said).json()
    assert "geen plaats" in answer["refused"][said["marks"][0]["key"]]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "{",
        "[]",
        "null",
        b"\xff\xfe",
        "[" * 5_000,
        {"marks": []},
        {"sent": True, "marks": []},
        {"sent": 1, "marks": {}},
        {"sent": 1, "marks": [None]},
        {"sent": 1, "marks": [{"key": None}]},
        {"sent": 1e300, "marks": []},
    ],
)
def test_what_we_do_not_send_ourselves_is_refused(said: object) -> None:
    assert send(signed_in(a_day().trainer), a_day(), said).status_code in {400, 403}
    day = a_day()
    assert send(signed_in(day.trainer), day, said).status_code == 400
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    "more",
    [
        {"key": "x"},
        {"enrolment": "1"},
        {"enrolment": True},
        {"enrolment": 10**30},
        {"presence": "gone"},
        {"presence": None},
        {"minutes": "90"},
        {"minutes": -1},
        {"minutes": 1.5},
        {"reason": 7},
        {"reason": "\0"},
        {"made": None},
        {"made": "now"},
    ],
)
def test_a_mark_that_is_none_stops_no_other(more: dict[str, Any]) -> None:
    day = a_day()
    said = parcel(*day.rows)
    said["marks"][0] |= more
    keys = [one["key"] for one in said["marks"]]
    answer = send(signed_in(day.trainer), day, said).json()
    assert sorted(answer["taken"]) == sorted(keys)
    assert list(answer["refused"]) == keys[:1]
    assert "Dit konden we niet lezen." in answer["refused"][keys[0]]
    assert [row.enrolment_id for row in Attendance.objects.all()] == [day.rows[1].pk]


def test_more_minutes_than_a_meeting_takes_are_refused_by_name_and_the_rest_is_kept() -> None:
    day = a_day()
    said = parcel(*day.rows)
    said["marks"][0] |= {"presence": "late", "minutes": 9999}
    answer = send(signed_in(day.trainer), day, said).json()
    words = "Deelnemer 1: Zoveel minuten duurt de bijeenkomst niet."
    assert answer["refused"] == {said["marks"][0]["key"]: words}
    assert [row.enrolment_id for row in Attendance.objects.all()] == [day.rows[1].pk]


def test_marks_want_the_proof_of_a_form() -> None:
    day = a_day()
    client = Client(enforce_csrf_checks=True)
    client.force_login(day.trainer)
    assert send(client, day, parcel(day.rows[0])).status_code == 403


def test_at_the_door_full_is_said_plainly() -> None:
    day = a_day(1)
    path = f"/werk/bijeenkomsten/{day.session.pk}/erbij/"
    said = {"name": "Dee Deur", "email": "dee@voorbeeld.example"}
    answer = signed_in(day.trainer).post(path, said)
    assert answer.status_code == 422
    assert "De training is vol" in text(answer)
    roomy = a_day(1, capacity=2)
    path = f"/werk/bijeenkomsten/{roomy.session.pk}/erbij/"
    answer = signed_in(roomy.trainer).post(path, said, follow=True)
    assert "Dee Deur doet mee" in text(answer)
    assert signed_in(roomy.trainer).post(path, {"name": "", "email": "x"}).status_code == 422


def test_the_overview_says_how_it_stands_and_keeps_what_to_bring() -> None:
    day = a_day(3, meetings=2)
    say_yes(phone_of(day.rows[0]), address(day))
    say_yes(phone_of(day.rows[1]), address(day, paper=True))
    client, path = signed_in(day.trainer), f"/werk/edities/{day.edition.pk}/aanwezig/"
    page = text(client.get(path))
    assert "1 van 3 is er · 1 wacht op je bevestiging · van 1 weten we het nog niet" in page
    client.post(path, {"bring": " pen "})
    assert Preparation.objects.get().bring == "pen"
    assert client.post(path, {"bring": "x" * 301}).status_code == 422


def test_the_signature_list_is_an_accessible_pdf() -> None:
    day = a_day(40)
    answer = signed_in(day.trainer).get(f"/werk/bijeenkomsten/{day.session.pk}/tekenlijst.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"pdfuaid" in answer.content
    again = signed_in(day.trainer).get(f"/werk/bijeenkomsten/{day.session.pk}/tekenlijst.pdf")
    assert again.content == answer.content


def test_a_large_group_comes_in_pages_below_the_most_fields_of_a_form(
    django_assert_max_num_queries: Any,
) -> None:
    day = a_day(60)
    client = signed_in(day.trainer)
    path = f"/werk/bijeenkomsten/{day.session.pk}/"
    client.get(path)
    with django_assert_max_num_queries(12):
        page = text(client.get(path))
    assert page.count("<fieldset") == 50
    assert text(client.get(f"{path}?page=2")).count("<fieldset") == 10


def test_the_list_of_an_edition_leads_to_the_pages() -> None:
    day = a_day()
    page = text(signed_in(day.trainer).get(f"/werk/edities/{day.edition.pk}/lijst/"))
    assert f"/werk/edities/{day.edition.pk}/aanwezig/" in page
    assert f"/werk/edities/{day.edition.pk}/materiaal/" in page


def test_every_presence_has_its_word_on_the_noted_page() -> None:
    day = a_day()
    client = signed_in(day.rows[0].person)
    path = f"/aanwezig/{day.session.pk}/klaar/"
    assert "nog niet genoteerd" in text(client.get(path))
    row = Attendance.objects.create(
        enrolment=day.rows[0], session=day.session, means=Means.TRAINER, presence="absent"
    )
    assert "als afwezig" in text(client.get(path))
    for presence in (Presence.LATE, Presence.LEFT_EARLY, Presence.PRESENT):
        row.presence, row.minutes = presence, 20 if presence == Presence.LATE else None
        row.save()
        assert "Je staat op de lijst" in text(client.get(path))
    assert Client().get(path).status_code == 403
