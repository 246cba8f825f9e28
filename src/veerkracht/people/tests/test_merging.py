"""Two accounts of one person become one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests import factories
from veerkracht.enrolment.actions import request_places
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.people import queries
from veerkracht.people.actions import give_role, merge_people, save_register_number
from veerkracht.people.models import Organisation, Person, Role, RoleKind
from veerkracht.places.queries import region
from veerkracht.training.actions import make_qualification, record_achievement

pytestmark = pytest.mark.django_db


def two(name: str = "Jan Jansen") -> tuple[Person, Person]:
    """One name, twice at one organisation of Zuid-Limburg."""
    zuyd = Organisation.objects.get(slug="zuyd-hogeschool")
    return factories.person(name, organisation=zuyd), factories.person(name, organisation=zuyd)


def test_all_of_the_one_goes_to_the_other() -> None:
    keep, drop = two()
    edition = factories.edition()
    request_places(people=[drop], editions=[edition], by=drop)
    save_register_number(person=drop, register="big", number="19012345601", by=drop)
    basis = make_qualification(by=None, slug="basis", name="Basis")
    for one in (keep, drop):
        record_achievement(by=None, person=one, qualification=basis, on=date(2024, 1, 1))
    record_achievement(by=None, person=drop, qualification=basis, on=date(2025, 1, 1))
    merge_people(keep=keep, drop=drop, by=factories.coordinator())
    row = Enrolment.objects.get(edition=edition)
    assert (row.person, row.asked_by) == (keep, keep)
    assert keep.register_numbers.get().number == "19012345601"
    assert keep.achievements.count() == 2
    drop.refresh_from_db()
    assert (drop.name, drop.is_active) == ("", False)
    assert drop.email.endswith("@veerkracht.invalid")


def test_what_the_kept_one_says_of_itself_stays() -> None:
    keep, drop = (
        factories.person("An", function="docent"),
        factories.person("Anna", function="lector"),
    )
    kept = merge_people(keep=keep, drop=drop, by=factories.administrator())
    assert (kept.name, kept.function) == ("An", "docent")


def test_two_live_enrolments_for_one_training_stand_in_the_way() -> None:
    keep, drop = two()
    course = factories.course(title="Basis")
    for one in (keep, drop):
        request_places(people=[one], editions=[factories.edition(of=course)], by=one)
    with pytest.raises(RuleBroken, match="Basis"):
        merge_people(keep=keep, drop=drop, by=factories.administrator())
    assert Enrolment.objects.filter(person=drop).exists()


def test_a_coordinator_lets_no_account_go_that_was_used_or_has_a_role() -> None:
    keep, drop = two()
    by = factories.coordinator()
    Person.objects.filter(pk=drop.pk).update(last_login=now())
    with pytest.raises(NotAllowed):
        merge_people(keep=keep, drop=drop, by=by)
    Person.objects.filter(pk=drop.pk).update(last_login=None)
    give_role(person=drop, kind=RoleKind.TRAINER, region=region(factories.ZUID), by=None)
    with pytest.raises(NotAllowed):
        merge_people(keep=keep, drop=drop, by=by)
    merge_people(keep=keep, drop=drop, by=factories.administrator())
    assert Role.objects.get(kind=RoleKind.TRAINER).person == keep


def test_nobody_merges_people_of_another_region_or_into_oneself() -> None:
    keep, drop = two()
    noord = factories.coordinator(factories.NOORD)
    with pytest.raises(NotAllowed):
        merge_people(keep=noord, drop=drop, by=noord)
    heerlen = factories.person("Noor", municipality=region(factories.ZUID).members.all()[0].area)
    with pytest.raises(NotAllowed):
        merge_people(keep=heerlen, drop=factories.person("Vreemd"), by=factories.coordinator())
    with pytest.raises(NotAllowed):
        merge_people(keep=keep, drop=drop, by=factories.person())
    with pytest.raises(RuleBroken):
        merge_people(keep=keep, drop=keep, by=factories.administrator())


def test_who_is_twice_there_is_found_and_merged_on_a_page(client: Client, settings: Any) -> None:
    settings.RATE_LIMITS = False
    keep, drop = two("Dubbele Dirk")
    by = factories.coordinator()
    assert [[one.pk for one in group] for group in queries.doubles(by)] == [[keep.pk, drop.pk]]
    client.force_login(by)
    assert "Dubbele Dirk" in client.get("/werk/mensen/dubbel/").content.decode()
    unknown = client.post("/werk/mensen/dubbel/", {"keep": keep.email, "drop": "x@y.example"})
    assert unknown.status_code == 422
    done = client.post(
        "/werk/mensen/dubbel/", {"keep": keep.email, "drop": drop.email}, follow=True
    )
    assert "Samengevoegd" in done.content.decode()
    assert queries.doubles(by) == []


def test_who_is_out_of_sight_is_unknown(client: Client, settings: Any) -> None:
    settings.RATE_LIMITS = False
    stranger, other = factories.person("Vreemd"), factories.person("Iemand")
    client.force_login(factories.coordinator())
    answer = client.post("/werk/mensen/dubbel/", {"keep": stranger.email, "drop": other.email})
    assert answer.status_code == 422
    assert "Vreemd" not in answer.content.decode()
