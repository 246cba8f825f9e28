"""What the database itself refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests import factories
from veerkracht.imports.models import Deed, ImportedList, Line, Memory
from veerkracht.imports.tests.lists import bring

pytestmark = pytest.mark.django_db


def refused(name: str, act: Any) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


def test_a_list_says_when_it_was_taken_over_and_why_it_was_refused() -> None:
    imported = ImportedList.objects.filter(pk=bring("naam;e-mail\nAn;an@lijst.example\n").pk)
    refused("list_taken_over_when", lambda: imported.update(state="taken-over"))
    refused("list_refused_why", lambda: imported.update(state="refused"))


def test_a_row_stands_once_and_has_a_known_answer() -> None:
    imported = bring("naam;e-mail\nAn;an@lijst.example\n")
    refused("line_number_once", lambda: Line.objects.create(imported=imported, number=2, cells=[]))
    refused("line_answer_known", lambda: imported.lines.update(answer="misschien"))


def test_a_deed_and_a_memory_stand_once() -> None:
    imported = bring("naam;e-mail\nAn;an@lijst.example\n")
    facts = {"imported": imported, "what": "person", "row": 1, "made": True}
    Deed.objects.create(**facts)
    refused("deed_once", lambda: Deed.objects.create(**facts))
    memory = {"person": factories.person(), "signature": "a", "columns": []}
    Memory.objects.create(**memory)
    refused("memory_once", lambda: Memory.objects.create(**memory))


def test_everything_has_a_name_for_who_looks_in_the_database() -> None:
    imported = bring("naam;e-mail\nAn;an@lijst.example\n")
    assert [str(imported), str(imported.upload), str(imported.progress)] == [
        "lijst.csv",
        f"upload of {imported.pk}",
        "0/0",
    ]
    assert str(imported.lines.get()) == f"{imported.pk}/2 "
