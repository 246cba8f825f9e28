"""Signing in: one field for who is known and who is new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from veerkracht.kernel import limits
from veerkracht.messages.models import Message
from veerkracht.people.actions import invite_person
from veerkracht.people.models import Person

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.django_db
ADDRESS = "anna@voorbeeld.example"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()
    limits.forget()


def ask_code(client: Client, address: str = ADDRESS, going_to: str = "") -> str:
    query = f"?next={going_to}" if going_to else ""
    answer = client.post(reverse("account_login") + query, {"email": address, "next": going_to})
    assert answer.status_code == 302, answer.content
    return newest_code()


def newest_code() -> str:
    subject = Message.objects.latest("pk").subject
    found = re.search(r"\b(\d{6})\b", subject)
    assert found, subject
    return found[1]


def give_code(client: Client, code: str, going_to: str = "") -> Any:
    return client.post(reverse("account_confirm_login_code"), {"code": code, "next": going_to})


def known(**work: Any) -> Person:
    return invite_person(email=ADDRESS, name="Anna", by=None, **work)


def signed_in_as(answer: HttpResponse, client: Client) -> int | None:
    number = client.session.get("_auth_user_id")
    return int(number) if number else None


def test_somebody_new_gets_an_account_after_typing_the_code(client: Client) -> None:
    code = ask_code(client)
    assert not Person.objects.filter(email=ADDRESS).exists()
    answer = give_code(client, code)
    person = Person.objects.get(email=ADDRESS)
    assert signed_in_as(answer, client) == person.pk
    assert EmailAddress.objects.get(user=person).verified


def test_somebody_known_signs_in_to_the_account_that_was_made_for_them(client: Client) -> None:
    person = known()
    answer = give_code(client, ask_code(client, "ANNA@Voorbeeld.example"))
    assert signed_in_as(answer, client) == person.pk
    assert Person.objects.count() == 1


def test_the_pages_and_the_mail_are_the_same_for_known_and_unknown(client: Client) -> None:
    known()
    pages = []
    for address in (ADDRESS, "nieuw@voorbeeld.example"):
        visitor = Client()
        ask_code(visitor, address)
        page = visitor.get(reverse("account_confirm_login_code")).content.decode()
        pages.append(
            re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(address, "X")
        )
    assert pages[0] == pages[1]
    kinds = set(Message.objects.values_list("kind", flat=True))
    assert kinds == {"account/email/login_code"}


def test_the_first_visit_goes_by_the_profile_and_keeps_where_one_was_going(client: Client) -> None:
    answer = give_code(client, ask_code(client, going_to="/leren/"), "/leren/")
    assert answer.headers["Location"] == "/mijn-plek/profiel/?next=%2Fleren%2F"
    page = client.get(answer.headers["Location"])
    assert 'href="/leren/"' in page.content.decode()
    facts = {"name": "Anna", "kind": "student", "language": "nl", "next": "/leren/"}
    assert client.post("/mijn-plek/profiel/", facts).headers["Location"] == "/leren/"


def test_the_second_visit_goes_straight_on(client: Client) -> None:
    give_code(client, ask_code(client))
    client.post(reverse("account_logout"))
    answer = give_code(client, ask_code(client, going_to="/leren/"), "/leren/")
    assert answer.headers["Location"] == "/leren/"


def test_nobody_is_sent_to_another_site(client: Client) -> None:
    give_code(client, ask_code(client))
    client.post(reverse("account_logout"))
    answer = give_code(
        client, ask_code(client, going_to="//kwaad.example/"), "https://kwaad.example/"
    )
    assert answer.headers["Location"] == "/mijn-plek/"


def test_a_wrong_code_says_so_and_three_end_it(client: Client) -> None:
    code = ask_code(client)
    wrong = "000000" if code != "000000" else "111111"
    assert "klopt niet" in give_code(client, wrong).content.decode()
    give_code(client, wrong)
    assert give_code(client, wrong).headers["Location"] == reverse("account_login")
    assert give_code(client, code).headers["Location"] == reverse("account_login")
    assert not Person.objects.exists()


def test_a_code_is_tried_three_times_also_by_many_at_once(client: Client) -> None:
    """Each comes with the session as it was before the others: the count in it is overtaken."""
    code = ask_code(client)
    wrong = "000000" if code != "000000" else "111111"
    before = dict(client.session.items())

    def as_it_was() -> None:
        session = client.session
        session.clear()
        session.update(before)
        session.save()

    for _time in range(3):
        as_it_was()
        assert "klopt niet" in give_code(client, wrong).content.decode()
    as_it_was()
    give_code(client, code)
    assert not Person.objects.exists()


def test_one_address_gets_so_many_codes_an_hour(client: Client, clock: Any) -> None:
    for _time in range(15):
        ask_code(client)
        clock.shift(61)
    answer = client.post(reverse("account_login"), {"email": ADDRESS})
    assert answer.status_code == 200
    assert Message.objects.count() == 15


def test_a_cookie_that_is_no_key_opens_nothing(client: Client) -> None:
    client.cookies["sessionid"] = "abc\x00defghijk"
    assert client.get(reverse("people:my_place")).status_code == 302


def test_a_code_works_once(client: Client) -> None:
    code = ask_code(client)
    give_code(client, code)
    client.post(reverse("account_logout"))
    assert give_code(client, code).headers["Location"] == reverse("account_login")


def test_a_code_of_an_hour_ago_does_not_work(client: Client, clock: Any) -> None:
    code = ask_code(client)
    clock.shift(3600)
    assert give_code(client, code).headers["Location"] == reverse("account_login")


def test_another_browser_cannot_use_the_code(client: Client) -> None:
    code = ask_code(client)
    assert give_code(Client(), code).headers["Location"] == reverse("account_login")


def test_a_new_code_replaces_the_old_one_twice_at_most(client: Client) -> None:
    first = ask_code(client)
    client.post(reverse("account_send_again"))
    second = newest_code()
    client.post(reverse("account_send_again"))
    client.post(reverse("account_send_again"))
    assert Message.objects.count() == 3
    if first != newest_code():
        assert "klopt niet" in give_code(client, first).content.decode()
    assert second


def test_one_address_is_not_asked_for_endlessly(client: Client) -> None:
    for _turn in range(3):
        ask_code(client)
    answer = client.post(reverse("account_login"), {"email": ADDRESS})
    assert answer.status_code == 200
    assert "te vaak" in answer.content.decode()
    assert Message.objects.count() == 3


def test_the_letter_follows_the_language_of_the_page(client: Client) -> None:
    client.post("/en/account/login/", {"email": ADDRESS})
    assert Message.objects.get().language == "en"


def test_a_closed_account_stays_closed(client: Client) -> None:
    person = known()
    Person.objects.filter(pk=person.pk).update(is_active=False)
    answer = give_code(client, ask_code(client))
    assert answer.headers["Location"] == reverse("account_inactive")
    assert signed_in_as(answer, client) is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "geen adres",
        "a@b",
        "x" * 300 + "@voorbeeld.example",
        "a@voorbeeld.example\nBcc: b@c.example",
    ],
)
def test_what_is_no_address_gets_no_code(client: Client, address: str) -> None:
    assert client.post(reverse("account_login"), {"email": address}).status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "signup/",
        "password/change/",
        "password/set/",
        "password/reset/",
        "social/connections/",
        "3rdparty/",
        "reauthenticate/",
        "2fa/",
    ],
)
def test_pages_that_we_do_not_offer_are_not_there(client: Client, path: str) -> None:
    assert client.get(f"/account/{path}").status_code == 404


def test_signing_in_stands_in_the_audit_trail(client: Client) -> None:
    from veerkracht.audit.queries import entries_about  # noqa: PLC0415

    give_code(client, ask_code(client))
    verbs = {entry.verb for entry in entries_about(Person.objects.get())}
    assert verbs == {"person joined", "signed in"}
