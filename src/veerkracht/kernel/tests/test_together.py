"""Many sources, one message a round."""

from __future__ import annotations

from typing import Any

import pytest

from tests import factories
from veerkracht.enrolment.models import Enrolment
from veerkracht.kernel.together import Asking, alone, gather, known, read
from veerkracht.people.models import Person, Role, Sector

pytestmark = pytest.mark.django_db


def names_in_turn(first: Person) -> Asking[list[str]]:
    (found,) = yield [Person.objects.filter(pk=first.pk)]
    (roles, sectors) = yield [Role.objects.filter(person__in=found), Sector.objects.all()[:2]]
    return [person.name for person in found] + [f"{len(roles)} {len(sectors)}"]


def test_what_all_ask_in_one_round_goes_in_one_message(django_assert_num_queries: Any) -> None:
    one, other = factories.person(), factories.coordinator()
    with django_assert_num_queries(2):
        found = gather([names_in_turn(one), known(["niets"]), names_in_turn(other)])
    assert found == [[one.name, "0 2"], ["niets"], [other.name, "1 2"]]


def test_rows_are_what_the_querysets_themselves_give() -> None:
    person = factories.coordinator()
    asked = [
        Role.objects.filter(person=person).select_related("region"),
        Person.objects.filter(name__contains="%s '").values_list("name", flat=True),
        Sector.objects.order_by("-pk").values("code"),
        Person.objects.none(),
        Person.objects.values_list("email").union(Sector.objects.values_list("code")),
    ]
    found = read(asked)
    assert found == [list(one.all()) for one in asked]
    assert found[0][0].region == person.roles.get().region


def test_what_they_prefetch_comes_along() -> None:
    person = factories.coordinator()
    [[again]] = read([Person.objects.filter(pk=person.pk).prefetch_related("roles")])
    assert [role.kind for role in again.roles.all()] == ["coordinator"]


def test_who_asks_nothing_costs_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert alone(known(3)) == 3
        assert gather([]) == []
        assert read([Enrolment.objects.none()]) == [[]]


def test_what_goes_wrong_in_a_source_is_heard() -> None:
    def broken() -> Asking[int]:
        yield [Person.objects.all()[:1]]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        gather([known(1), broken()])
