"""Many people at once: brought in, completed, restored, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.audit.models import Entry
from veerkracht.kernel import events
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.messages.models import Message
from veerkracht.people.actions import (
    Filled,
    Newcomer,
    NewOrganisation,
    as_register_number,
    bring_in_organisations,
    bring_in_people,
    check_newcomer,
    complete_organisation,
    complete_people,
    restore_people,
    take_back_organisations,
    take_back_people,
)
from veerkracht.people.events import PeopleBroughtIn, PeopleTakenBack
from veerkracht.people.models import Organisation, Person
from veerkracht.places.queries import region

pytestmark = pytest.mark.django_db


def test_people_are_brought_in_with_a_trail_and_one_event_and_no_mail(monkeypatch: Any) -> None:
    heard: list[Any] = []
    monkeypatch.setitem(events._handlers, PeopleBroughtIn, [heard.append])
    told: list[int] = []
    newcomers = [Newcomer(f" N{n}@Lijst.Example ", f"Naam  {n}") for n in range(1_200)]
    made = bring_in_people(newcomers=newcomers, by=factories.coordinator(), told=told.append)
    assert told == [1_000, 1_200]
    assert [len(event.person_ids) for event in heard] == [1_000, 200]
    assert Person.objects.get(pk=made["n7@lijst.example"]).name == "Naam 7"
    assert Entry.objects.filter(verb="person brought in").count() == 1_200
    assert not Message.objects.exists()


def test_somebody_who_is_there_already_stops_all() -> None:
    known = factories.person()
    newcomers = [Newcomer("nieuw@lijst.example"), Newcomer(known.email)]
    with pytest.raises(IntegrityError), transaction.atomic():
        bring_in_people(newcomers=newcomers, by=factories.coordinator())
    assert not Person.objects.filter(email="nieuw@lijst.example").exists()


@pytest.mark.parametrize(
    "newcomer",
    [
        Newcomer(""),
        Newcomer("geen adres"),
        Newcomer("a@b.example", "n" * 200),
        Newcomer("a@b.example", kind="baas"),
        Newcomer(f"{'a' * 250}@b.example"),
    ],
)
def test_who_cannot_be_somebody_is_refused(newcomer: Newcomer) -> None:
    with pytest.raises(RuleBroken):
        check_newcomer(newcomer)


def test_a_long_function_is_cut_and_numbers_are_written_as_registers_do() -> None:
    assert len(check_newcomer(Newcomer("a@b.example", function="f" * 200)).function) == 80
    assert as_register_number("knov", "knov 123456") == "KNOV-123456"
    assert as_register_number("big", "123") == ""


def test_only_coordinators_bring_in_and_only_people_in_sight_are_completed() -> None:
    professional, by = factories.person(), factories.coordinator()
    acts: list[Any] = [
        lambda: bring_in_people(newcomers=[], by=professional),
        lambda: complete_people(completions={}, by=professional),
        lambda: restore_people(fillings=[], by=professional),
        lambda: take_back_people(numbers=[], by=professional),
        lambda: complete_people(
            completions={professional.pk: Newcomer(professional.email, "Ander")}, by=by
        ),
        lambda: bring_in_organisations(organisations=[], region=region(factories.NOORD), by=by),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_restoring_touches_nothing_that_changed_since() -> None:
    zuyd = Organisation.objects.get(slug="zuyd-hogeschool")
    an, by = factories.person("An", organisation=zuyd), factories.coordinator()
    given = {an.pk: Newcomer(an.email, function="docent", numbers=(("big", "19012345601"),))}
    [filled] = complete_people(completions=given, by=by)
    assert filled.after == {"function": "docent", "register big": "19012345601"}
    assert complete_people(completions=given, by=by) == []
    an.register_numbers.update(number="29012345601")
    assert restore_people(fillings=[filled], by=by) == {an.pk}
    an.refresh_from_db()
    assert an.function == ""
    assert an.register_numbers.get().number == "29012345601"
    assert restore_people(fillings=[Filled(0, {}, {"function": "x"})], by=by) == {0}


def test_who_did_nothing_goes_and_who_signed_in_stays(monkeypatch: Any) -> None:
    heard: list[Any] = []
    monkeypatch.setitem(events._handlers, PeopleTakenBack, [heard.append])
    by = factories.coordinator()
    made = bring_in_people(newcomers=[Newcomer(f"n{n}@lijst.example") for n in range(3)], by=by)
    one, two, three = made.values()
    Person.objects.filter(pk=one).update(last_login=by.joined_at)
    assert take_back_people(numbers=[one, two, three], by=by) == {one: "signed-in"}
    assert heard == [PeopleTakenBack((two, three))]
    assert Entry.objects.filter(verb="person taken back").count() == 2


def test_organisations_get_addresses_of_their_own_and_go_when_unused() -> None:
    zuid, by = region(factories.ZUID), factories.coordinator()
    given = [NewOrganisation("De Bron"), NewOrganisation("De  bron!"), NewOrganisation("Het Huis")]
    made = bring_in_organisations(organisations=given, region=zuid, by=by)
    slugs = Organisation.objects.filter(pk__in=made.values()).values_list("slug", flat=True)
    assert set(slugs) == {"de-bron", "de-bron-2", "het-huis"}
    factories.person(organisation=Organisation.objects.get(slug="het-huis"))
    stay = take_back_organisations(numbers=list(made.values()), region=zuid, by=by)
    assert stay == {made["Het Huis"]: "people.person"}
    with pytest.raises(RuleBroken):
        bring_in_organisations(organisations=[NewOrganisation(" ")], region=zuid, by=by)


def test_an_organisation_of_another_region_is_not_completed() -> None:
    zuid, by = region(factories.ZUID), factories.coordinator()
    noord = Organisation.objects.get(slug="viecuri")
    with pytest.raises(NotAllowed):
        complete_organisation(
            organisation=noord,
            given=NewOrganisation("x", website="https://x.example"),
            region=zuid,
            by=by,
        )
