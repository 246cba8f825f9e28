"""Staff roles count only with a second factor."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from veerkracht.messages.models import Message
from veerkracht.people.actions import give_role, invite_person
from veerkracht.people.adapters import SecondFactorAdapter
from veerkracht.people.models import Person, RoleKind
from veerkracht.places import queries as places

pytestmark = pytest.mark.django_db
ROLES = "/werk/rollen/"


@pytest.fixture(autouse=True)
def required(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    cache.clear()


def make_coordinator() -> Person:
    person = invite_person(email="co@voorbeeld.example", name="Co", by=None)
    give_role(
        person=person, kind=RoleKind.COORDINATOR, region=places.region("zuid-limburg"), by=None
    )
    person.last_login = person.joined_at
    person.save()
    return person


@pytest.fixture
def coordinator() -> Person:
    return make_coordinator()


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))


def sign_in(client: Client, email: str, going_to: str = "") -> Any:
    client.post(reverse("account_login"), {"email": email})
    found = re.search(r"\d{6}", Message.objects.latest("pk").subject)
    assert found
    return client.post(reverse("account_confirm_login_code"), {"code": found[0], "next": going_to})


def test_without_a_second_factor_staff_pages_lead_to_setting_one_up(
    client: Client, coordinator: Person
) -> None:
    sign_in(client, coordinator.email)
    for path in (ROLES, "/en/werk/rollen/"):
        assert client.get(path).headers["Location"] == reverse("people:second_factor")
    assert "Stel een tweede stap in" in client.get("/mijn-plek/").content.decode()


def test_without_a_second_factor_the_role_does_not_count_anywhere(
    client: Client, coordinator: Person
) -> None:
    sign_in(client, coordinator.email)
    page = client.get("/mijn-plek/")
    assert page.context["is_staff"] is False


def test_signing_in_asks_for_the_second_step_and_keeps_where_one_was_going(
    client: Client, coordinator: Person
) -> None:
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(coordinator, secret)
    answer = sign_in(client, coordinator.email, ROLES)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(ROLES).status_code == 302  # not in yet
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "klopt niet" in wrong.content.decode()
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert answer.headers["Location"] == ROLES
    assert client.get(ROLES).status_code == 200


def test_a_recovery_code_works_once(client: Client, coordinator: Person) -> None:
    TOTP.activate(coordinator, "JBSWY3DPEHPK3PXP")
    code = RecoveryCodes.activate(coordinator).get_unused_codes()[0]
    sign_in(client, coordinator.email)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    other = Client()
    sign_in(other, coordinator.email)
    assert other.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200


def test_a_session_from_before_the_second_factor_is_asked_to_prove_it(
    client: Client, coordinator: Person
) -> None:
    sign_in(client, coordinator.email)
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(coordinator, secret)
    asked = client.get(ROLES).headers["Location"]
    assert asked == f"{reverse('mfa_reauthenticate')}?next=%2Fwerk%2Frollen%2F"
    assert client.post(asked, {"code": code_of(secret), "next": ROLES}).headers["Location"] == ROLES
    assert client.get(ROLES).status_code == 200


def test_who_has_no_role_is_asked_nothing(client: Client) -> None:
    sign_in(client, "anna@voorbeeld.example")
    assert client.get("/mijn-plek/").status_code == 200
    assert client.get(ROLES).status_code == 403


def test_secrets_lie_encrypted_and_open_after_a_key_change(
    settings: Any, coordinator: Person
) -> None:
    TOTP.activate(coordinator, "JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in str(Authenticator.objects.get().data)
    closed = SecondFactorAdapter().encrypt("geheim")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een nieuwe"
    assert SecondFactorAdapter().decrypt(closed) == "geheim"


def test_setting_up_sends_a_notice_in_our_words(
    clock: Any, client: Client, coordinator: Person, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client, coordinator.email)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    subjects = set(Message.objects.values_list("subject", flat=True))
    assert "Je tweede stap staat aan" in subjects


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "usersessions_list",
        "account_email",
        "account_logout",
        "people:second_factor",
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_about_signing_in_shows_in_our_look(
    client: Client, name: str, language: str
) -> None:
    from django.utils.translation import override  # noqa: PLC0415

    sign_in(client, "anna@voorbeeld.example")
    with override(language):
        page = client.get(reverse(name))
    text = page.content.decode()
    assert page.status_code == 200
    assert 'class="utrecht-document"' in text
    assert "style=" not in text
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_other_sessions_can_be_seen_and_ended(client: Client) -> None:
    other = Client()
    for visitor in (client, other):
        sign_in(visitor, "anna@voorbeeld.example")
    page = client.get(reverse("usersessions_list"))
    assert len(page.context["sessions"]) == 2
    client.post(reverse("usersessions_list"))
    assert client.get("/mijn-plek/").status_code == 200
    assert other.get("/mijn-plek/").status_code == 302


def test_an_address_is_changed_by_a_code(client: Client) -> None:
    sign_in(client, "anna@voorbeeld.example")
    answer = client.post(
        reverse("account_email"),
        {"email": "nieuw@voorbeeld.example", "action_add": "1"},
        follow=True,
    )
    assert "nieuw@voorbeeld.example" in answer.content.decode()
    found = re.search(r"\d{6}", Message.objects.latest("pk").subject)
    assert found
    client.post(reverse("account_email_verification_sent"), {"code": found[0], "action": "verify"})
    assert Person.objects.get().email == "nieuw@voorbeeld.example"
    told = set(Message.objects.values_list("kind", "address"))
    assert ("account/email/email_changed", "anna@voorbeeld.example") in told


def test_the_address_of_another_is_not_taken_and_not_betrayed(client: Client) -> None:
    invite_person(email="ben@voorbeeld.example", name="Ben", by=None)
    sign_in(client, "anna@voorbeeld.example")
    answer = client.post(
        reverse("account_email"), {"email": "ben@voorbeeld.example", "action_add": "1"}
    )
    assert answer.headers["Location"] == reverse("account_email_verification_sent")
    assert Message.objects.latest("pk").kind == "account/email/account_already_exists"
