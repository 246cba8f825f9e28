"""The first administrator comes from the command line."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from veerkracht.audit.models import Entry
from veerkracht.people.models import Person, Role, RoleKind
from veerkracht.people.policies import is_administrator

pytestmark = pytest.mark.django_db
ADDRESS = "eerste.beheerder@voorbeeld.example"


def make(*words: str) -> str:
    said = StringIO()
    call_command("make_administrator", *words, stdout=said)
    return said.getvalue()


def test_somebody_new_is_invited_and_becomes_administrator() -> None:
    said = make(ADDRESS, "--name", "Eva Eerste")
    person = Person.objects.get(email=ADDRESS)
    assert person.name == "Eva Eerste"
    assert is_administrator(person)
    assert ADDRESS in said


def test_the_name_may_be_left_out() -> None:
    make(ADDRESS)
    assert Person.objects.get(email=ADDRESS).name == "eerste.beheerder"


def test_once_more_changes_nothing() -> None:
    make(ADDRESS)
    entries = Entry.objects.count()
    make(ADDRESS.upper())
    assert Role.objects.filter(kind=RoleKind.ADMINISTRATOR, person__email=ADDRESS).count() == 1
    assert Entry.objects.count() == entries


def test_the_trail_knows_who_became_administrator() -> None:
    make(ADDRESS)
    person = Person.objects.get(email=ADDRESS)
    verbs = Entry.objects.filter(subject_id=person.pk).values_list("verb", flat=True)
    assert {"person invited", "role given"} <= set(verbs)


def test_a_wrong_address_is_refused_and_changes_nothing() -> None:
    before = Person.objects.count()
    with pytest.raises(CommandError, match="Nothing was changed"):
        make("geen-adres")
    assert Person.objects.count() == before
