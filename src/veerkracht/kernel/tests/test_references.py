"""Which rows refer to a row, found by asking the models."""

from __future__ import annotations

import pytest

from tests import factories
from veerkracht.enrolment.actions import request_places
from veerkracht.kernel.references import referred_to, relations_to
from veerkracht.people.models import Organisation, Person
from veerkracht.places.models import Area

pytestmark = pytest.mark.django_db


def test_relations_without_a_name_back_count_and_own_links_do_not() -> None:
    to_person = {
        f"{one.related_model._meta.label_lower}.{one.field.name}" for one in relations_to(Person)
    }
    assert {"enrolment.enrolment.person", "enrolment.enrolment.asked_by"} <= to_person
    to_organisation = {one.related_model._meta.label_lower for one in relations_to(Organisation)}
    assert "people.person" in to_organisation
    assert "people.organisation_sectors" not in to_organisation
    assert "people.organisation_regions" in {
        one.related_model._meta.label_lower for one in relations_to(Area)
    }


def test_who_is_referred_to_is_found_but_for_what_does_not_count() -> None:
    alone, enrolled = factories.person(), factories.person()
    request_places(people=[enrolled], editions=[factories.edition()], by=enrolled)
    found = referred_to(Person, [alone.pk, enrolled.pk])
    assert set(found) == {enrolled.pk}
    every = {one.related_model._meta.label_lower for one in relations_to(Person)}
    assert referred_to(Person, [enrolled.pk], apart_from=every) == {}
