"""Where one is signed in, ending that, and the mail about a new device."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from veerkracht.kernel.clock import now
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people import own_sessions
from veerkracht.people.actions import invite_person
from veerkracht.people.models import KnownDevice, Person

pytestmark = pytest.mark.django_db
PAGE = "/account/apparaten/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"


@pytest.fixture(autouse=True)
def fresh(settings: Any) -> None:
    cache.clear()
    settings.RATE_LIMITS = False
    settings.ACCOUNT_RATE_LIMITS = False


def browser(user_agent: str = FIREFOX) -> Client:
    return Client(headers={"user-agent": user_agent})


def sign_in(client: Client, email: str = "anna@voorbeeld.example") -> Person:
    client.post(reverse("account_login"), {"email": email})
    found = re.search(r"\b\d{6}\b", Message.objects.latest("pk").subject)
    assert found
    client.post(reverse("account_confirm_login_code"), {"code": found[0]})
    return Person.objects.get(email=email)


def news() -> int:
    return Message.objects.filter(kind="people.new_device").count()


def test_the_page_says_devices_in_words_and_which_is_this(client: Client) -> None:
    here, elsewhere = browser(), browser(IPHONE)
    sign_in(here)
    sign_in(elsewhere)
    page = here.get(PAGE)
    found = [(one.device, one.is_this) for one in page.context["sessions"]]
    assert found == [("Firefox op Windows", True), ("Safari op iPhone", False)]
    assert "127.0.0.1" not in page.content.decode()


def test_where_somebody_was_is_not_kept() -> None:
    here = browser()
    sign_in(here)
    here.get("/mijn-plek/")
    assert set(UserSession.objects.values_list("ip", flat=True)) == {own_sessions.NOWHERE}


def test_one_session_is_ended_and_the_others_stay() -> None:
    here, elsewhere, third = browser(), browser(IPHONE), browser()
    for visitor in (here, elsewhere, third):
        sign_in(visitor)
    number = UserSession.objects.get(session_key=elsewhere.session.session_key).pk
    assert here.post(f"{PAGE}{number}/uit/").headers["Location"] == PAGE
    assert elsewhere.get("/mijn-plek/").status_code == 302
    assert third.get("/mijn-plek/").status_code == 200
    assert here.post(f"{PAGE}{number}/uit/").headers["Location"] == PAGE


def test_all_others_are_ended_at_once() -> None:
    here, elsewhere, third = browser(), browser(IPHONE), browser()
    for visitor in (here, elsewhere, third):
        sign_in(visitor)
    here.post(PAGE)
    assert [visitor.get("/mijn-plek/").status_code for visitor in (here, elsewhere, third)] == [
        200,
        302,
        302,
    ]


def test_nobody_ends_the_session_of_another() -> None:
    here, other = browser(), browser()
    sign_in(here)
    sign_in(other, "ben@voorbeeld.example")
    number = UserSession.objects.get(session_key=other.session.session_key).pk
    here.post(f"{PAGE}{number}/uit/")
    here.post(PAGE)
    assert other.get("/mijn-plek/").status_code == 200
    assert len(here.get(PAGE).context["sessions"]) == 1


def test_a_session_that_ran_out_is_not_shown() -> None:
    here, elsewhere = browser(), browser(IPHONE)
    sign_in(here)
    sign_in(elsewhere)
    key = elsewhere.session.session_key
    Session.objects.filter(session_key=key).update(expire_date=now() - timedelta(days=1))
    assert len(here.get(PAGE).context["sessions"]) == 1


def test_the_page_of_somebody_with_many_sessions_costs_no_more(
    django_assert_max_num_queries: Any,
) -> None:
    here = browser()
    for _turn in range(8):
        sign_in(browser())
    sign_in(here)
    with django_assert_max_num_queries(6):
        assert len(here.get(PAGE).context["sessions"]) == 9


def test_last_use_is_written_down_once_an_hour(clock: Any) -> None:
    here = browser()
    sign_in(here)
    started = now()
    here.get("/mijn-plek/")
    clock.shift(600)
    here.get("/mijn-plek/")
    assert UserSession.objects.get().last_seen_at == started
    clock.shift(3600)
    here.get("/mijn-plek/")
    assert UserSession.objects.get().last_seen_at == now()


def test_a_session_that_began_elsewhere_is_shown_too() -> None:
    here = browser()
    person = invite_person(email="anna@voorbeeld.example", name="Anna", by=None)
    here.force_login(person)
    here.get("/mijn-plek/")
    page = here.get(PAGE)
    assert [one.is_this for one in page.context["sessions"]] == [True]


def test_visitors_without_a_session_cost_nothing(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        client.get("/privacy/")


def test_the_first_device_is_no_news_and_a_known_one_neither() -> None:
    here = browser()
    sign_in(here)
    here.post(reverse("account_logout"))
    sign_in(here)
    assert news() == 0
    assert KnownDevice.objects.count() == 1


def test_a_new_device_is_told_once_in_the_persons_own_language() -> None:
    person = sign_in(browser())
    Person.objects.update(language="en")
    elsewhere = browser(IPHONE)
    for _turn in range(2):
        sign_in(elsewhere)
        elsewhere.post(reverse("account_logout"))
    assert news() == 1
    send_due()
    mail = Message.objects.get(kind="people.new_device")
    assert (mail.address, mail.language) == (person.email, "en")
    assert "Safari" in mail.text
    assert "/en/account/apparaten/" in mail.text


def test_two_people_at_one_computer_each_have_it_as_their_own() -> None:
    here = browser()
    sign_in(here)
    here.post(reverse("account_logout"))
    sign_in(here, "ben@voorbeeld.example")
    assert news() == 0
    assert KnownDevice.objects.count() == 2


@pytest.mark.parametrize("odd", ["", "x", "x" * 5000, "é" * 22])
def test_an_odd_cookie_is_replaced(odd: str) -> None:
    here = browser()
    here.cookies[own_sessions.DEVICE] = odd.encode().decode("latin-1")
    sign_in(here)
    assert len(here.cookies[own_sessions.DEVICE].value) == own_sessions.TOKEN


def test_the_cookie_is_kept_from_scripts_and_only_its_hash_from_us() -> None:
    here = browser()
    sign_in(here)
    cookie = here.cookies[own_sessions.DEVICE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie.value not in KnownDevice.objects.get().mark


def test_a_device_unseen_for_a_year_is_forgotten(clock: Any) -> None:
    from veerkracht.people import retention  # noqa: PLC0415

    sign_in(browser())
    clock.shift(timedelta(days=364))
    assert retention.old_devices().count() == 0
    clock.shift(timedelta(days=2))
    assert retention.old_devices().count() == 1


def test_erasing_an_account_forgets_its_devices() -> None:
    here = browser()
    sign_in(here)
    here.post("/mijn-plek/gegevens/verwijderen/")
    assert not KnownDevice.objects.exists()
    assert not UserSession.objects.exists()
