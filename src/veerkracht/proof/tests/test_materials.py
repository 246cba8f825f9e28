"""Materials: which files, under which name, for whom."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from tests import factories
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import NotAllowed
from veerkracht.proof import actions
from veerkracht.proof import attendance_sources as sources
from veerkracht.proof import materials_rules as rules
from veerkracht.proof.materials_rules import Fault
from veerkracht.proof.models import Material
from veerkracht.proof.tests.day import Day, a_day, signed_in

PDF = b"%PDF-1.7 voorbeeld"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.mark.parametrize(
    ("name", "head", "wrong"),
    [
        ("a.pdf", PDF, None),
        ("a.PDF", PDF, None),
        ("a.docx", b"PK\x03\x04", None),
        ("a.txt", b"hallo", None),
        ("a.jpg", b"\xff\xd8\xff\xe0", None),
        ("a.html", b"<script>", Fault.KIND),
        ("a.svg", b"<svg>", Fault.KIND),
        ("a.exe", b"MZ", Fault.KIND),
        ("a.docm", b"PK\x03\x04", Fault.KIND),
        ("pdf", PDF, Fault.KIND),
        ("", PDF, Fault.KIND),
        ("a.pdf.exe", PDF, Fault.KIND),
        ("a.pdf", b"MZ", Fault.NOT_WHAT_IT_SAYS),
        ("a.png", b"<script>alert(1)", Fault.NOT_WHAT_IT_SAYS),
        ("a.txt", b"\0\0", Fault.NOT_WHAT_IT_SAYS),
    ],
)
def test_which_files_may_be_given(name: str, head: bytes, wrong: Fault | None) -> None:
    assert rules.fault(name, 10, head) is wrong


def test_size_has_two_ends() -> None:
    assert rules.fault("a.pdf", rules.MOST_BYTES, PDF) is None
    assert rules.fault("a.pdf", rules.MOST_BYTES + 1, PDF) is Fault.TOO_LARGE
    assert rules.fault("a.pdf", 0, b"") is Fault.EMPTY


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\map\\Werkblad één.PDF", "Werkblad één.pdf"),
        ('x"; filename="kwaad.exe\r\n.pdf', "x filename kwaad exe.pdf"),
        (".pdf", "materiaal.pdf"),
        ("\u202efdp.pdf", "fdp.pdf"),
        ("a" * 300 + ".pdf", "a" * 80 + ".pdf"),
    ],
)
def test_names_are_safe_everywhere(name: str, safe: str) -> None:
    assert rules.safe_name(name) == safe


def content(answer: Any) -> bytes:
    """The whole file; the test's client closes it at its end."""
    return b"".join(answer.streaming_content)


def sheet(day: Day, **more: Any) -> Material:
    file = ContentFile(PDF, name="Werkblad één.pdf")
    return actions.add_material(
        edition=day.edition, title="Werkblad", file=file, by=day.trainer, **more
    )


@pytest.mark.django_db
def test_a_file_is_for_participants_trainers_and_coordinators_alone() -> None:
    day, other = a_day(), a_day()
    path = f"/materiaal/{sheet(day).pk}/"
    for somebody in (day.rows[0].person, day.trainer, factories.coordinator()):
        answer = signed_in(somebody).get(path)
        assert answer.status_code == 200
        assert content(answer) == PDF
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith("attachment")
    for stranger in (
        other.rows[0].person,
        factories.trainer(),
        factories.coordinator(factories.NOORD),
        factories.contact(),
    ):
        assert signed_in(stranger).get(path).status_code == 404
    assert Client().get(path).status_code == 302


@pytest.mark.django_db
def test_what_comes_later_is_not_there_yet(clock: time_machine.Traveller) -> None:
    day = a_day()
    path = f"/materiaal/{sheet(day, visible_from=now() + timedelta(days=1)).pk}/"
    page = f"/mijn-plek/leren/{day.edition.pk}/"
    client = signed_in(day.rows[0].person)
    assert client.get(path).status_code == 404
    assert content(signed_in(day.trainer).get(path)) == PDF
    assert "Werkblad" not in client.get(page).content.decode()
    clock.shift(timedelta(days=1, minutes=1))
    client = signed_in(day.rows[0].person)
    assert content(client.get(path)) == PDF
    assert "Werkblad" in client.get(page).content.decode()


@pytest.mark.django_db
def test_files_lie_under_a_name_that_nobody_guesses(files: Path) -> None:
    material = sheet(a_day())
    assert "erkblad" not in str(material.file.name)
    stored = [path for path in files.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in stored] == [PDF]
    assert Client().get(f"/media/{material.file.name}/").status_code == 404


def test_taking_it_away_takes_the_file_too(committed: None, files: Path) -> None:
    day = a_day()
    material = sheet(day)
    for stranger in (day.rows[0].person, factories.trainer()):
        with pytest.raises(NotAllowed):
            actions.remove_material(material=material, by=stranger)
    signed_in(day.trainer).post(f"/werk/materiaal/{material.pk}/weg/")
    assert not Material.objects.exists()
    assert not [path for path in files.rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_the_page_takes_a_file_or_a_link_from_a_day_on() -> None:
    day = a_day()
    client, path = signed_in(day.trainer), f"/werk/edities/{day.edition.pk}/materiaal/"
    file = SimpleUploadedFile("blad.pdf", PDF, content_type="text/html")
    client.post(path, {"title": "Blad", "file": file, "visible_on": today().isoformat()})
    client.post(path, {"title": "Film", "link": "https://film.voorbeeld.example/1"})
    assert [row.title for row in Material.objects.all()] == ["Blad", "Film"]
    answer = signed_in(day.rows[0].person).get(f"/materiaal/{Material.objects.last().pk}/")  # type: ignore[union-attr]
    assert answer.headers["Location"] == "https://film.voorbeeld.example/1"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "more",
    [
        {},
        {"link": "javascript:alert(1)"},
        {"link": "ftp://x.example/a"},
        {"link": "https://x.example", "file": ("a.pdf", PDF)},
        {"file": ("a.html", b"<script>")},
        {"file": ("a.pdf", b"MZ")},
        {"file": ("a.pdf", b"")},
        {"link": "https://x.example", "visible_on": "gisteren"},
        {"link": "https://x.example", "title": ""},
    ],
)
def test_bad_input_stays_on_the_page(more: dict[str, Any]) -> None:
    day = a_day()
    said: dict[str, Any] = {"title": "Blad", **more}
    if "file" in said:
        said["file"] = SimpleUploadedFile(*said["file"])
    answer = signed_in(day.trainer).post(f"/werk/edities/{day.edition.pk}/materiaal/", said)
    assert answer.status_code == 422
    assert not Material.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({}, "material_is_file_or_link"),
        ({"link": "https://x.example", "file": "materials/x", "name": "x"}, "is_file_or_link"),
        ({"file": "materials/x"}, "material_file_has_name"),
    ],
)
def test_the_database_guards(values: dict[str, Any], name: str) -> None:
    day = a_day()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Material.objects.create(edition=day.edition, title="x", **values)


@pytest.mark.django_db
def test_two_years_after_the_training_it_goes(clock: time_machine.Traveller) -> None:
    sheet(a_day())
    assert sources.overdue_materials() == 0
    clock.shift(timedelta(days=733))
    assert (sources.overdue_materials(), sources.carry_out_materials()) == (1, 1)
