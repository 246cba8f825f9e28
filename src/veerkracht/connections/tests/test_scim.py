"""Coming, saying yes, going, and what is kept: people whom a system of their organisation describes."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.audit.queries import entries_about
from veerkracht.connections import scim_letters, scim_rules
from veerkracht.connections.models import ProvisionedPerson
from veerkracht.connections.scim_queries import key_of
from veerkracht.connections.scim_rules import ProvisionState
from veerkracht.connections.tests.scim_ways import ANNA, created, is_error, row
from veerkracht.connections.tests.scim_world import System, described
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment, State
from veerkracht.kernel.together import alone
from veerkracht.messages.actions import send_due
from veerkracht.messages.models import Message
from veerkracht.people.actions import give_role, invite_person
from veerkracht.people.models import Organisation, Person, RoleKind, SignInDomain, SignInProvider
from veerkracht.people.policies import represents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unhurried")]


def owns(system: System, domain: str = "mumc.example") -> None:
    """An administrator wrote down that a domain is the organisation's."""
    provider, _made = SignInProvider.objects.get_or_create(
        slug=f"bij-{domain}".replace(".", "-"), name="X", issuer="https://x.example"
    )
    SignInDomain.objects.create(provider=provider, domain=domain, organisation=system.organisation)


def accepted(found: dict[str, Any], person: Person) -> None:
    visitor = Client()
    visitor.force_login(person)
    answer = visitor.post(f"/account/koppelen/{key_of(row(found))}/", {"answer": "yes"})
    assert answer.headers["Location"] == "/mijn-plek/"


# Going


def leaver(system: System) -> tuple[dict[str, Any], Person]:
    """Somebody who was linked, represents the organisation, and has a place in a training."""
    owns(system)
    found = created(system)
    person = Person.objects.get(email=ANNA)
    give_role(person=person, kind=RoleKind.EMPLOYER, organisation=system.organisation, by=None)
    SocialAccount.objects.create(
        user=person, provider="x", uid="1", extra_data={"organisation": system.organisation.pk}
    )
    request_places(people=[person], editions=[factories.edition()], by=person)
    return found, person


# Coming


def test_at_an_address_elsewhere_nothing_happens_until_the_person_says_yes(mumc: System) -> None:
    found = created(mumc, "anna@prive.example")
    assert not Person.objects.filter(email="anna@prive.example").exists()
    send_due()
    mail = Message.objects.get(kind="connections.scim_asked")
    assert mail.address == "anna@prive.example"
    assert "Maastricht UMC+" in mail.subject
    assert key_of(row(found)) in mail.text
    person = invite_person(email="anna@prive.example", name="Anna Zelf", by=None)
    accepted(found, person)
    person.refresh_from_db()
    assert person.organisation == mumc.organisation
    assert person.name == "Anna Zelf"
    assert row(found).state == ProvisionState.LINKED


def test_at_an_address_of_its_own_domain_somebody_new_is_made_at_once(mumc: System) -> None:
    owns(mumc)
    created(mumc, title="Verpleegkundige", userType="Student")
    person = Person.objects.get(email=ANNA)
    assert (person.name, person.function, person.kind) == (
        "Anna Bos",
        "Verpleegkundige",
        "student",
    )
    assert person.organisation == mumc.organisation
    send_due()
    assert "hoort nu bij" in Message.objects.get(kind="connections.scim_linked").subject


def test_at_an_address_of_its_own_domain_somebody_known_keeps_every_word(mumc: System) -> None:
    owns(mumc)
    person = invite_person(email=ANNA, name="Anna Zelf", by=None, function="arts")
    created(mumc, title="Verpleegkundige")
    person.refresh_from_db()
    assert (person.name, person.function) == ("Anna Zelf", "arts")
    assert person.organisation == mumc.organisation
    assert Person.objects.filter(email=ANNA).count() == 1


def test_the_domain_of_another_organisation_is_no_help(mumc: System, viecuri: System) -> None:
    owns(viecuri, "viecuri.example")
    created(mumc, "ben@viecuri.example")
    assert not Person.objects.filter(email="ben@viecuri.example").exists()
    assert ProvisionedPerson.objects.get().state == ProvisionState.WAITING


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize("is_owned", [True, False])
def test_the_answer_is_the_same_for_known_and_unknown(
    mumc: System, is_known: bool, is_owned: bool
) -> None:
    if is_owned:
        owns(mumc)
    if is_known:
        elsewhere = Organisation.objects.get(slug="viecuri")
        invite_person(email=ANNA, name="Een Ander", by=None, organisation=elsewhere)
    answer = mumc.create(ANNA)
    found = answer.json()
    text = answer.content.decode()
    assert answer.status_code == 201
    assert "Een Ander" not in text
    assert "viecuri" not in text.lower()
    assert found["active"] is True
    assert found["name"] == {"givenName": "Anna", "familyName": "Bos"}
    assert set(found) == {
        *("schemas", "id", "externalId", "meta", "userName", "name", "active", "emails")
    }
    assert mumc.get(f"/Users/{found['id']}").json() == found
    kinds = set(Message.objects.filter(address=ANNA).values_list("kind", flat=True))
    assert len(kinds) == 1


def test_an_account_is_not_opened_nor_changed_by_a_description(mumc: System) -> None:
    owns(mumc)
    found = created(mumc)
    person = Person.objects.get(email=ANNA)
    mumc.patch(
        found["id"],
        {"op": "replace", "path": "userName", "value": "boef@elders.example"},
        {"op": "replace", "path": 'emails[type eq "work"].value', "value": "boef@elders.example"},
        {"op": "replace", "path": "displayName", "value": "Boef"},
    )
    person.refresh_from_db()
    assert (person.email, person.name) == (ANNA, "Anna Bos")
    assert not Person.objects.filter(email="boef@elders.example").exists()
    assert not person.has_usable_password()


def test_a_password_that_is_sent_is_not_kept(mumc: System) -> None:
    answer = mumc.create(ANNA, password="Welkom01")
    assert answer.status_code == 201
    assert "Welkom01" not in answer.content.decode()
    assert "Welkom01" not in json.dumps(ProvisionedPerson.objects.get().record)


def test_asking_again_and_again_sends_one_mail_a_day(mumc: System, clock: Any) -> None:
    for _turn in range(5):
        found = created(mumc, "anna@prive.example")
        mumc.ask("DELETE", f"/Users/{found['id']}")
    assert Message.objects.filter(kind="connections.scim_asked").count() == 1
    clock.shift(timedelta(days=1))
    created(mumc, "anna@prive.example")
    assert Message.objects.filter(kind="connections.scim_asked").count() == 2


def test_without_an_address_nobody_is_asked_until_there_is_one(mumc: System) -> None:
    found = created(mumc, "p12345", emails=None)
    assert not Message.objects.filter(kind="connections.scim_asked").exists()
    add = {"op": "add", "path": "emails", "value": [{"value": "anna@prive.example"}]}
    assert mumc.patch(found["id"], add).status_code == 200
    assert Message.objects.get(kind="connections.scim_asked").address == "anna@prive.example"


# What the person says


def test_the_mail_opens_a_page_and_changes_nothing_by_itself(mumc: System) -> None:
    found = created(mumc, "anna@prive.example")
    page = f"/account/koppelen/{key_of(row(found))}/"
    answer = Client().get(page)
    text = answer.content.decode()
    assert "Hoort je account bij Maastricht UMC+?" in text
    assert f"/account/login/?next={page.replace('/', '%2F').replace(':', '%3A')}" in text
    assert row(found).state == ProvisionState.WAITING


def test_no_is_no_and_the_organisation_does_not_learn_it(mumc: System) -> None:
    found = created(mumc, "anna@prive.example")
    page = f"/account/koppelen/{key_of(row(found))}/"
    Client().post(page, {"answer": "no"})
    assert row(found).state == ProvisionState.DECLINED
    assert mumc.get(f"/Users/{found['id']}").json() == found
    mumc.patch(found["id"], {"op": "replace", "path": "title", "value": "arts"})
    assert row(found).state == ProvisionState.DECLINED
    visitor = Client()
    visitor.force_login(factories.person())
    visitor.post(page, {"answer": "yes"})
    assert row(found).person is None


def test_who_is_not_signed_in_cannot_say_yes(mumc: System) -> None:
    found = created(mumc, "anna@prive.example")
    answer = Client().post(f"/account/koppelen/{key_of(row(found))}/", {"answer": "yes"})
    assert answer.status_code == 403
    assert row(found).person is None


def test_with_the_mail_one_links_the_account_one_already_has(mumc: System) -> None:
    found = created(mumc, "anna@werk.example")
    person = invite_person(email="anna@prive.example", name="Anna", by=None)
    accepted(found, person)
    assert row(found).person == person
    assert not Person.objects.filter(email="anna@werk.example").exists()


def test_the_question_waits_on_mijn_plek_of_its_owner_alone(mumc: System) -> None:
    found = created(mumc, "anna@prive.example")
    person = invite_person(email="anna@prive.example", name="Anna", by=None)
    tasks = alone(scim_letters.tasks(person))
    assert [task.url for task in tasks] == [f"/account/koppelen/{key_of(row(found))}/"]
    assert alone(scim_letters.tasks(factories.person())) == []


@pytest.mark.parametrize("odd", ["x", "a:b:c", "%00", "a" * 3000])
def test_an_odd_key_opens_nothing(client: Client, odd: str) -> None:
    assert client.get(f"/account/koppelen/{odd}/").status_code == 404


def test_a_key_is_worth_nothing_once_the_address_moved_or_after_two_months(
    client: Client, mumc: System, clock: Any
) -> None:
    found = created(mumc, "anna@prive.example")
    first = key_of(row(found))
    add = {"op": "replace", "path": "emails", "value": [{"value": "anna@nieuw.example"}]}
    mumc.patch(found["id"], add)
    assert client.get(f"/account/koppelen/{first}/").status_code == 404
    second = key_of(row(found))
    assert client.get(f"/account/koppelen/{second}/").status_code == 200
    clock.shift(timedelta(days=61))
    assert client.get(f"/account/koppelen/{second}/").status_code == 404


def test_one_account_is_linked_once_per_organisation(mumc: System) -> None:
    person = invite_person(email="anna@prive.example", name="Anna", by=None)
    accepted(created(mumc, "anna@een.example"), person)
    visitor = Client()
    visitor.force_login(person)
    second = created(mumc, "anna@twee.example")
    visitor.post(f"/account/koppelen/{key_of(row(second))}/", {"answer": "yes"})
    assert row(second).person is None


@pytest.mark.parametrize("way", ["delete", "patch", "patch without a path", "replace"])
def test_who_leaves_keeps_the_account_and_the_places_and_loses_the_rest(
    mumc: System, way: str
) -> None:
    found, person = leaver(mumc)
    ways: dict[str, Any] = {
        "delete": lambda: mumc.ask("DELETE", f"/Users/{found['id']}"),
        "patch": lambda: mumc.patch(
            found["id"], {"op": "Replace", "path": "active", "value": "False"}
        ),
        "patch without a path": lambda: mumc.patch(
            found["id"], {"op": "replace", "value": {"active": False}}
        ),
        "replace": lambda: mumc.ask("PUT", f"/Users/{found['id']}", described(ANNA, active=False)),
    }
    assert ways[way]().status_code in {200, 204}
    person = Person.objects.get(pk=person.pk)
    assert person.organisation is None
    assert not represents(person, mumc.organisation.pk)
    assert not SocialAccount.objects.filter(user=person).exists()
    assert person.is_active
    assert Enrolment.objects.get(person=person).state == State.PLACED
    assert "organisation left" in {entry.verb for entry in entries_about(person)}
    send_due()
    mail = Message.objects.get(kind="people.organisation_left")
    assert "blijven van jou" in mail.text


def test_leaving_twice_tells_it_once(mumc: System) -> None:
    found, _person = leaver(mumc)
    off = {"op": "replace", "path": "active", "value": False}
    mumc.patch(found["id"], off)
    mumc.patch(found["id"], off)
    mumc.ask("DELETE", f"/Users/{found['id']}")
    assert Message.objects.filter(kind="people.organisation_left").count() == 1


def test_who_went_to_work_elsewhere_meanwhile_stays_there(mumc: System) -> None:
    found, person = leaver(mumc)
    elsewhere = Organisation.objects.get(slug="viecuri")
    Person.objects.filter(pk=person.pk).update(organisation=elsewhere)
    mumc.ask("DELETE", f"/Users/{found['id']}")
    person.refresh_from_db()
    assert person.organisation == elsewhere


def test_who_comes_back_is_asked_again(mumc: System, clock: Any) -> None:
    found = created(mumc, "anna@prive.example")
    person = invite_person(email="anna@prive.example", name="Anna", by=None)
    accepted(found, person)
    mumc.patch(found["id"], {"op": "replace", "path": "active", "value": False})
    clock.shift(timedelta(days=2))
    mumc.patch(found["id"], {"op": "replace", "path": "active", "value": True})
    assert row(found).state == ProvisionState.WAITING
    assert row(found).person is None
    assert Message.objects.filter(kind="connections.scim_asked").count() == 2


def test_a_deleted_person_is_gone_for_the_organisation_and_can_be_described_anew(
    mumc: System,
) -> None:
    found = created(mumc)
    assert mumc.ask("DELETE", f"/Users/{found['id']}").status_code == 204
    is_error(mumc.get(f"/Users/{found['id']}"), 404)
    is_error(mumc.ask("DELETE", f"/Users/{found['id']}"), 404)
    assert created(mumc)["id"] != found["id"]


# What the database guards, and what goes in time


def test_the_database_keeps_what_the_rules_promise(mumc: System) -> None:
    first = row(created(mumc))
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("provisioned_linked_has_person", {"state": "linked"}),
        ("provisioned_inactive_has_left", {"active": False}),
        ("provisioned_inactive_has_left", {"state": "left"}),
        ("provisioned_linked_has_person", {"person": factories.person()}),
    ]
    for name, values in wrong:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ProvisionedPerson.objects.filter(pk=first.pk).update(**values)
    second = row(created(mumc, "ben@mumc.example"))
    for name, values in [
        ("provisioned_user_name_once", {"user_name": ANNA.upper()}),
        ("provisioned_address_once", {"address": ANNA.upper()}),
    ]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ProvisionedPerson.objects.filter(pk=second.pk).update(**values)
    person = factories.person()
    ProvisionedPerson.objects.filter(pk=first.pk).update(person=person, state="linked")
    with pytest.raises(IntegrityError, match="provisioned_person_once"), transaction.atomic():
        ProvisionedPerson.objects.filter(pk=second.pk).update(person=person, state="linked")


def test_who_left_is_forgotten_after_a_year(mumc: System, clock: Any) -> None:
    found = created(mumc)
    mumc.patch(found["id"], {"op": "replace", "path": "active", "value": False})
    clock.shift(timedelta(days=364))
    assert scim_letters.left_long_ago().count() == 0
    clock.shift(timedelta(days=2))
    assert scim_letters.left_long_ago().count() == 1


def test_my_data_shows_what_the_organisation_said_and_erasing_forgets_it(mumc: System) -> None:
    owns(mumc)
    found = created(mumc, title="arts")
    person = Person.objects.get(email=ANNA)
    own = scim_letters.OwnProvisioning()
    assert [next(iter(line.values())) for line in alone(own.export(person))] == ["Maastricht UMC+"]
    visitor = Client()
    visitor.force_login(person)
    visitor.post("/mijn-plek/gegevens/verwijderen/")
    is_error(mumc.get(f"/Users/{found['id']}"), 404)


# The rules


@pytest.mark.parametrize(
    ("before", "active", "is_owned", "has_moved", "after"),
    [
        (None, True, False, False, ProvisionState.WAITING),
        (None, True, True, False, ProvisionState.LINKED),
        (None, False, True, False, ProvisionState.LEFT),
        (ProvisionState.LINKED, True, False, True, ProvisionState.LINKED),
        (ProvisionState.LINKED, False, True, False, ProvisionState.LEFT),
        (ProvisionState.DECLINED, True, True, False, ProvisionState.DECLINED),
        (ProvisionState.DECLINED, True, False, True, ProvisionState.WAITING),
        (ProvisionState.LEFT, True, False, False, ProvisionState.WAITING),
        (ProvisionState.WAITING, True, True, False, ProvisionState.LINKED),
    ],
)
def test_where_somebody_stands_follows_from_what_was_and_what_is_said(
    before: ProvisionState | None, active: bool, is_owned: bool, has_moved: bool, after: str
) -> None:
    found = scim_rules.next_state(before, active=active, is_owned=is_owned, has_moved=has_moved)
    assert found == after


@pytest.mark.parametrize(
    ("record", "address"),
    [
        ({"userName": "A@B.example"}, "a@b.example"),
        ({"userName": "p1"}, ""),
        ({"userName": "p1", "emails": [{"value": "a@b.example"}]}, "a@b.example"),
        (
            {"emails": [{"value": "a@b.example"}, {"value": "c@d.example", "primary": True}]},
            "c@d.example",
        ),
        ({"userName": "a@b.example", "emails": [{"type": "work"}]}, "a@b.example"),
    ],
)
def test_the_address_is_the_primary_one(record: dict[str, Any], address: str) -> None:
    assert scim_rules.describe(record).address == address
