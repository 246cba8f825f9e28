"""People come, say who they are, get roles and leave."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from veerkracht.audit.models import Detail, Entry
from veerkracht.audit.queries import entries_about
from veerkracht.kernel import events
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.personal_data import own_data
from veerkracht.kernel.together import Asking, known
from veerkracht.messages.actions import News, queue
from veerkracht.messages.models import Message
from veerkracht.people import actions, policies, queries
from veerkracht.people.events import PersonErased, RoleEnded, RoleGiven
from veerkracht.people.models import (
    Organisation,
    Person,
    PersonKind,
    RegisterNumber,
    Role,
    RoleKind,
    Sector,
)
from veerkracht.places import queries as places

pytestmark = pytest.mark.django_db
ZUID, NOORD = "zuid-limburg", "noord-limburg"


def person(name: str = "Anna", **work: Any) -> Person:
    return actions.invite_person(
        email=f"{name.lower()}@voorbeeld.example", name=name, by=None, **work
    )


def with_role(kind: RoleKind, region: str | None = None, name: str = "Rol") -> Person:
    someone = person(name)
    actions.give_role(
        person=someone, kind=kind, region=places.region(region) if region else None, by=None
    )
    return someone


@pytest.fixture
def heard() -> Any:
    kept: list[object] = []
    for kind in (RoleGiven, RoleEnded, PersonErased):
        events.on(kind)(kept.append)
    yield kept
    for kind in (RoleGiven, RoleEnded, PersonErased):
        events._handlers[kind].remove(kept.append)


def test_the_lists_are_loaded_once() -> None:
    assert actions.load_people_reference() == 0
    assert Organisation.objects.filter(slug__startswith="gemeente-").count() == 31
    assert set(
        Organisation.objects.get(slug="burgerkracht-limburg").regions.values_list("code", flat=True)
    ) == {
        "noord-limburg",
        "midden-limburg",
        "zuid-limburg",
    }


def test_somebody_is_invited_once_whatever_the_capitals() -> None:
    first = person()
    again = actions.invite_person(email=" ANNA@voorbeeld.example", name="Iemand anders", by=None)
    assert again == first
    assert again.name == "Anna"
    assert not first.has_usable_password()


def test_the_database_refuses_a_second_person_with_the_same_address() -> None:
    person()
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="Anna@Voorbeeld.example")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": "geen adres"}, "email"),
        ({"email": "a@voorbeeld.example\nBcc: b@c.example"}, "email"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "x" * 10_000_000}, "name"),
        ({"function": "x" * 81}, "function"),
        ({"kind": "baas"}, "kind"),
    ],
)
def test_impossible_values_are_refused_in_words(values: dict[str, Any], field: str) -> None:
    given = {"email": "b@voorbeeld.example", "name": "Bea", **values}
    with pytest.raises(RuleBroken) as caught:
        actions.invite_person(by=None, **given)
    assert caught.value.field == field
    assert not Person.objects.exists()


def test_a_profile_is_saved_and_told() -> None:
    anna = person()
    school = Organisation.objects.get(slug="zuyd-hogeschool")
    actions.save_profile(
        person=anna, by=anna, name=" Anna\n de  Wit ", kind=PersonKind.STUDENT, organisation=school
    )
    anna.refresh_from_db()
    assert (anna.name, anna.kind, anna.organisation) == ("Anna de Wit", "student", school)
    entry = entries_about(anna).first()
    assert entry is not None
    assert entry.detail.values["name"] == ["Anna", "Anna de Wit"]


def test_saving_the_same_again_writes_nothing() -> None:
    anna = person()
    before = Entry.objects.count()
    actions.save_profile(person=anna, by=anna, name="Anna")
    assert Entry.objects.count() == before


def test_nobody_changes_the_profile_of_another() -> None:
    anna, ben = person(), person("Ben")
    with pytest.raises(NotAllowed):
        actions.save_profile(person=anna, by=ben, name="Gek")
    with pytest.raises(NotAllowed):
        actions.save_register_number(person=anna, register="nip", number="123456", by=ben)


def test_a_number_is_kept_per_register() -> None:
    anna = person()
    for number in ("nip 123456", "654321"):
        actions.save_register_number(person=anna, register="nip", number=number, by=anna)
    actions.save_register_number(person=anna, register="big", number="12 34 56 78 901", by=anna)
    kept = {one.register: one.number for one in queries.register_numbers(anna)}
    assert kept == {"nip": "NIP-654321", "big": "12345678901"}


@pytest.mark.parametrize(
    ("register", "number", "field", "words"),
    [
        ("big", "123", "number", "precies 11 cijfers"),
        ("nip", "abc", "number", "NIP-123456"),
        ("gilde", "123", "register", "Kies een register"),
    ],
)
def test_a_number_of_another_form_gets_advice(
    register: str, number: str, field: str, words: str
) -> None:
    anna = person()
    with pytest.raises(RuleBroken, match=words) as caught:
        actions.save_register_number(person=anna, register=register, number=number, by=anna)
    assert caught.value.field == field


def test_a_role_is_given_once_and_ends(heard: list[object]) -> None:
    anna = person()
    region = places.region(ZUID)
    role = actions.give_role(person=anna, kind=RoleKind.COORDINATOR, region=region, by=None)
    assert actions.give_role(person=anna, kind=RoleKind.COORDINATOR, region=region, by=None) == role
    assert policies.coordinates(anna, region.pk)
    actions.end_role(role=role, by=None)
    actions.end_role(role=role, by=None)
    assert not policies.coordinates(Person.objects.get(pk=anna.pk), region.pk)
    assert heard == [
        RoleGiven(anna.pk, "coordinator", region.pk),
        RoleEnded(anna.pk, "coordinator", region.pk),
    ]


def test_a_role_that_ended_can_be_given_again() -> None:
    anna = with_role(RoleKind.EDITOR, ZUID)
    actions.end_role(role=anna.roles.get(), by=None)
    actions.give_role(person=anna, kind=RoleKind.EDITOR, region=places.region(ZUID), by=None)
    assert anna.roles.count() == 2


@pytest.mark.parametrize("kind", ["coordinator", "employer", "chef"])
def test_a_role_needs_its_place(kind: str) -> None:
    with pytest.raises(RuleBroken):
        actions.give_role(person=person(), kind=kind, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(person=person(), kind=kind)


def test_a_coordinator_makes_trainers_in_the_own_region_only() -> None:
    coordinator, anna = with_role(RoleKind.COORDINATOR, ZUID), person()
    actions.give_role(
        person=anna, kind=RoleKind.TRAINER, region=places.region(ZUID), by=coordinator
    )
    for kind, region in (
        (RoleKind.TRAINER, NOORD),
        (RoleKind.COORDINATOR, ZUID),
        (RoleKind.ADMINISTRATOR, None),
    ):
        with pytest.raises(NotAllowed):
            actions.give_role(
                person=anna,
                kind=kind,
                region=places.region(region) if region else None,
                by=coordinator,
            )


def test_one_administrator_always_remains() -> None:
    admin = with_role(RoleKind.ADMINISTRATOR)
    with pytest.raises(RuleBroken, match="één beheerder"):
        actions.end_role(role=admin.roles.get(), by=admin)
    with pytest.raises(RuleBroken, match="enige beheerder"):
        actions.erase_person(person=admin, by=admin)
    with_role(RoleKind.ADMINISTRATOR, name="Tweede")
    actions.end_role(role=admin.roles.get(), by=admin)
    assert not policies.is_administrator(Person.objects.get(pk=admin.pk))


def test_policies_cost_one_query_per_person(django_assert_num_queries: Any) -> None:
    anna = Person.objects.get(pk=with_role(RoleKind.COORDINATOR, ZUID).pk)
    region = places.region(ZUID)
    with django_assert_num_queries(1):
        for _turn in range(5):
            assert policies.coordinates(anna, region.pk)
            assert policies.has_staff_role(anna)
            assert not policies.is_administrator(anna)
            assert policies.regions_of_coordinator(anna) == [region]


def test_who_is_closed_may_nothing() -> None:
    anna = with_role(RoleKind.ADMINISTRATOR)
    Person.objects.filter(pk=anna.pk).update(is_active=False)
    closed = Person.objects.get(pk=anna.pk)
    assert not policies.is_administrator(closed)
    assert not policies.has_staff_role(closed)


def test_who_sees_whom() -> None:
    heerlen = places.municipalities().get(code="GM0917")
    venlo = places.municipalities().get(code="GM0983")
    near, far = person("Nabij", municipality=heerlen), person("Ver", municipality=venlo)
    coordinator, admin = (
        with_role(RoleKind.COORDINATOR, ZUID),
        with_role(RoleKind.ADMINISTRATOR, name="Baas"),
    )
    assert set(queries.visible_to(near)) == {near}
    assert set(queries.visible_to(coordinator)) == {near, coordinator}
    assert set(queries.visible_to(admin)) == {near, far, coordinator, admin}


def test_erasing_empties_the_account_and_keeps_its_number(heard: list[object]) -> None:
    anna = with_role(RoleKind.COORDINATOR, ZUID, name="Anna")
    actions.save_register_number(person=anna, register="nip", number="123456", by=anna)
    queue([News(kind="proef", address=anna.email, once="1", facts={}, person_id=anna.pk)])
    actions.erase_person(person=anna, by=anna)
    actions.erase_person(person=anna, by=None)
    kept = Person.objects.get(pk=anna.pk)
    assert kept.email == f"verwijderd-{anna.pk}@veerkracht.invalid"
    assert (kept.name, kept.is_active, kept.organisation) == ("", False, None)
    assert not RegisterNumber.objects.exists()
    assert not Role.objects.exists()
    assert not Message.objects.exists()
    assert not Detail.objects.filter(
        entry__subject_kind="people.person", entry__subject_id=anna.pk
    ).exists()
    assert heard.count(PersonErased(anna.pk)) == 1


def test_after_erasing_the_address_is_free_again() -> None:
    anna = person()
    actions.erase_person(person=anna, by=anna)
    assert person().pk != anna.pk


def test_erasing_stops_when_an_app_says_something_must_end_first() -> None:
    class Refusing:
        title = "Proef"

        def export(self, person: Any) -> Asking[list[dict[str, Any]]]:
            return known([])

        def erase(self, person: Any) -> None:
            raise RuleBroken("Rond eerst je training af.")

    anna = person()
    own_data.add("proef", Refusing(), order=999)
    try:
        with pytest.raises(RuleBroken, match="Rond eerst"):
            actions.erase_person(person=anna, by=anna)
    finally:
        own_data.remove("proef")
    assert Person.objects.get(pk=anna.pk).name == "Anna"


def test_nobody_erases_another() -> None:
    anna, ben = person(), person("Ben")
    with pytest.raises(NotAllowed):
        actions.erase_person(person=anna, by=ben)


def test_sectors_speak_both_languages() -> None:
    from django.utils.translation import override  # noqa: PLC0415

    midwifery = Sector.objects.get(code="verloskunde")
    with override("en"):
        assert str(midwifery) == "Midwifery"
    with override("nl"):
        assert str(midwifery) == "Verloskunde"
