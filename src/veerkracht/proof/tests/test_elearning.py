"""E-learning: steps, who took them, and a list from another system."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from openpyxl import Workbook

from tests import factories
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.proof import actions
from veerkracht.proof import elearning_rules as rules
from veerkracht.proof.elearning_queries import elearning_done
from veerkracht.proof.elearning_reading import lines_of, weigh
from veerkracht.proof.elearning_rules import Fate, Line
from veerkracht.proof.models import Step, StepDone, StepKind
from veerkracht.proof.queries import elearning_done as sources
from veerkracht.proof.tests.day import Day, a_day, signed_in

STEPS = [(11, "Lees dit"), (12, "Kijk de film"), (13, "Een vraag")]
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("chosen", "right", "good"),
    [(0, 0, True), (1, 0, False), (1, None, True), (2, None, False), (-1, None, False)],
)
def test_what_an_answer_is_worth(chosen: int, right: int | None, good: bool) -> None:
    assert rules.is_right(chosen, options=2, right=right) == good


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("alles", (11, 12, 13)),
        ("ALLES ", (11, 12, 13)),
        ("", (11, 12, 13)),
        ("2", (12,)),
        ("kijk  de film", (12,)),
        ("0", ()),
        ("4", ()),
        ("²", ()),
        ("9" * 40, ()),
        ("onbekend", ()),
    ],
)
def test_how_a_list_names_steps(text: str, steps: tuple[int, ...]) -> None:
    assert rules.steps_named(text, STEPS) == steps


@pytest.mark.parametrize(
    ("line", "fate"),
    [
        (Line(1, "a@b.example", "1", TODAY), Fate.NEW),
        (Line(1, "A@B.example", "2", None), Fate.KNOWN),
        (Line(1, "x@b.example", "1", TODAY), Fate.UNKNOWN_ADDRESS),
        (Line(1, "niemand", "1", TODAY), Fate.NO_ADDRESS),
        (Line(1, "a@b.example", "9", TODAY), Fate.UNKNOWN_STEP),
        (Line(1, "a@b.example", "1", TODAY + timedelta(days=1)), Fate.BAD_DATE),
        (Line(1, "a@b.example", "1", None, "gisteren"), Fate.BAD_DATE),
    ],
)
def test_what_becomes_of_a_line(line: Line, fate: Fate) -> None:
    found = rules.judge(line, people={"a@b.example": 5}, steps=STEPS, taken={(5, 12)}, today=TODAY)
    assert found.fate is fate


def with_steps(day: Day) -> list[Step]:
    by, course = factories.coordinator(), day.edition.course
    add = actions.add_step
    return [
        add(course=course, by=by, kind=StepKind.TEXT, title="Lees dit", text="Hallo"),
        add(course=course, by=by, kind=StepKind.FILM, title="Kijk", link="https://f.example/1"),
        add(
            course=course,
            by=by,
            kind=StepKind.QUESTION,
            title="Wat is het?",
            options=["Dit", "Dat"],
            right=1,
        ),
    ]


@pytest.mark.django_db
def test_who_took_every_step_is_done() -> None:
    day = a_day(2)
    assert elearning_done([day.edition.pk]) == set()
    text, film, question = with_steps(day)
    one, other = (row.person for row in day.rows)
    for step in (text, film):
        actions.take_step(step=step, by=one)
        actions.take_step(step=step, by=one)
    with pytest.raises(RuleBroken, match="niet het goede"):
        actions.take_step(step=question, by=one, answer=0)
    with pytest.raises(RuleBroken, match="Kies een antwoord"):
        actions.take_step(step=question, by=one)
    assert elearning_done([day.edition.pk]) == set()
    actions.take_step(step=question, by=one, answer=1)
    actions.take_step(step=text, by=other)
    assert elearning_done([day.edition.pk, a_day(1).edition.pk]) == {day.rows[0].pk}


def test_completion_asks_here_who_finished() -> None:
    assert elearning_done in list(sources)


@pytest.mark.django_db
def test_done_costs_one_query(django_assert_num_queries: Any) -> None:
    days = [a_day(2) for _ in range(3)]
    for day in days:
        with_steps(day)
    with django_assert_num_queries(1):
        elearning_done([day.edition.pk for day in days])


@pytest.mark.django_db
def test_only_who_takes_part_takes_steps_and_only_coordinators_make_them() -> None:
    day = a_day()
    [step, *_others] = with_steps(day)
    for stranger in (factories.person(), day.trainer, factories.coordinator()):
        with pytest.raises(NotAllowed):
            actions.take_step(step=step, by=stranger)
    elsewhere = factories.coordinator(factories.NOORD)
    for by in (day.trainer, day.rows[0].person, elsewhere):
        for deed in (
            lambda by=by: actions.move_step(step=step, up=False, by=by),
            lambda by=by: actions.remove_step(step=step, by=by),
            lambda by=by: actions.change_step(step=step, by=by, kind="text", title="x", text="x"),
            lambda by=by: actions.add_step(
                course=day.edition.course, by=by, kind="text", title="x", text="x"
            ),
        ):
            with pytest.raises(NotAllowed):
                deed()


@pytest.mark.django_db
def test_steps_change_places_and_go() -> None:
    day, by = a_day(), factories.coordinator()
    one, two, three = with_steps(day)
    actions.move_step(step=three, up=True, by=by)
    actions.move_step(step=one, up=True, by=by)
    order = Step.objects.order_by("position").values_list("pk", flat=True)
    assert list(order) == [one.pk, three.pk, two.pk]
    actions.remove_step(step=three, by=by)
    actions.add_step(course=day.edition.course, by=by, kind="text", title="Laatste", text="x")
    assert [step.title for step in Step.objects.order_by("position")] == [
        "Lees dit",
        "Kijk",
        "Laatste",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"kind": "film"}, "step_film_has_link"),
        ({"kind": "text", "link": "https://x.example"}, "step_film_has_link"),
        ({"kind": "question", "options": ["één"]}, "step_question_has_options"),
        ({"kind": "text", "options": ["a", "b"]}, "step_question_has_options"),
        ({"kind": "text", "right": 0}, "step_question_has_options"),
    ],
)
def test_the_database_guards_steps(values: dict[str, Any], name: str) -> None:
    course = factories.course()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Step.objects.create(course=course, position=1, title="x", **values)


@pytest.mark.django_db
def test_the_database_guards_positions_and_takes_a_step_once() -> None:
    course, person = factories.course(), factories.person()
    step = Step.objects.create(course=course, position=1, title="x", kind="text")
    StepDone.objects.create(step=step, person=person)
    with pytest.raises(IntegrityError, match="step_done_once"), transaction.atomic():
        StepDone.objects.create(step=step, person=person)
    with pytest.raises(IntegrityError, match="step_position_once"), transaction.atomic():
        Step.objects.create(course=course, position=1, title="y", kind="text")
        transaction.get_connection().check_constraints()


# Pages


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.mark.django_db
def test_a_participant_walks_through_the_steps() -> None:
    day = a_day()
    steps = with_steps(day)
    client = signed_in(day.rows[0].person)
    overview = f"/mijn-plek/e-learning/{day.edition.course_id}/"
    assert "0 van 3 stappen klaar" in text(client.get(overview))
    first = client.post(f"{overview}{steps[0].pk}/")
    assert first.headers["Location"] == f"{overview}{steps[1].pk}/"
    client.post(f"{overview}{steps[1].pk}/")
    wrong = client.post(f"{overview}{steps[2].pk}/", {"answer": "0"})
    assert (wrong.status_code, "niet het goede antwoord" in text(wrong)) == (422, True)
    for hostile in ("", "7", "-1", "x", "\0"):
        assert client.post(f"{overview}{steps[2].pk}/", {"answer": hostile}).status_code == 422
    done = client.post(f"{overview}{steps[2].pk}/", {"answer": "1"}, follow=True)
    assert "Je hebt alle stappen gedaan" in text(done)
    assert "Klaar!" in text(client.get(f"/mijn-plek/leren/{day.edition.pk}/"))
    assert "3 van 3 stappen klaar" in text(client.get("/mijn-plek/leren/"))


@pytest.mark.django_db
def test_pages_are_for_who_takes_part_gives_or_runs_it() -> None:
    day = a_day()
    steps = with_steps(day)
    paths = [
        f"/mijn-plek/e-learning/{day.edition.course_id}/{end}" for end in ("", f"{steps[0].pk}/")
    ]
    for path in paths:
        for own in (day.rows[0].person, day.trainer, factories.coordinator()):
            assert signed_in(own).get(path).status_code == 200
        assert signed_in(factories.person()).get(path).status_code == 403
        assert signed_in(factories.coordinator(factories.NOORD)).get(path).status_code == 403
    other = a_day()
    wrong = f"/mijn-plek/e-learning/{other.edition.course_id}/{steps[0].pk}/"
    assert signed_in(other.rows[0].person).get(wrong).status_code == 404
    assert (
        signed_in(other.rows[0].person).get(f"/mijn-plek/leren/{day.edition.pk}/").status_code
        == 404
    )


@pytest.mark.django_db
def test_a_coordinator_makes_changes_and_orders_steps() -> None:
    course = factories.course()
    client, path = signed_in(factories.coordinator()), f"/werk/trainingen/{course.pk}/e-learning/"
    client.post(path, {"kind": "text", "title": "Eén", "text": "Lees"})
    client.post(path, {"kind": "question", "title": "Twee", "answers": "Ja\n* Nee\n"})
    question = Step.objects.get(title="Twee")
    assert (question.options, question.right) == (["Ja", "Nee"], 1)
    page = text(client.get(f"/werk/e-learning/{question.pk}/"))
    assert "* Nee" in page
    client.post(f"/werk/e-learning/{question.pk}/verplaats/", {"way": "up"})
    assert Step.objects.order_by("position")[0] == question
    said = {"kind": "film", "title": "Twee", "link": "https://f.example/2"}
    client.post(f"/werk/e-learning/{question.pk}/", said)
    question.refresh_from_db()
    assert (question.kind, question.options, question.right) == ("film", [], None)
    client.post(f"/werk/e-learning/{question.pk}/weg/")
    assert Step.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        {},
        {"kind": "text", "title": "x"},
        {"kind": "film", "title": "x"},
        {"kind": "film", "title": "x", "link": "javascript:alert(1)"},
        {"kind": "question", "title": "x", "answers": "één"},
        {"kind": "question", "title": "x", "answers": "* a\n* b"},
        {"kind": "question", "title": "x", "answers": "\n".join("abcdefghi")},
        {"kind": "dance", "title": "x", "text": "x"},
        {"kind": "text", "title": "x" * 121, "text": "x"},
    ],
)
def test_bad_steps_stay_on_the_page(said: dict[str, str]) -> None:
    course = factories.course()
    path = f"/werk/trainingen/{course.pk}/e-learning/"
    assert signed_in(factories.coordinator()).post(path, said).status_code == 422
    assert not Step.objects.exists()


# A list from elsewhere


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"e-mail;stap;datum\na@b.example;alles;01-11-2026\n",
        "\ufeffE-mail,Stap,Datum\r\na@b.example,alles,2026-11-01\r\n".encode(),
        b"a@b.example\talles\t1/11/2026",
        workbook(("E-mail", "Stap", "Datum"), ("a@b.example", "alles", date(2026, 11, 1))),
    ],
)
def test_lists_are_read_in_every_usual_writing(content: bytes) -> None:
    [line] = lines_of(content)
    assert (line.address, line.step, line.on) == ("a@b.example", "alles", date(2026, 11, 1))


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"e-mail;stap;datum\n", b"%PDF-1.7", b"PK\x03\x04broken", b"\0" * 50]
)
def test_what_is_no_list_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken):
        lines_of(content)


@pytest.mark.django_db
def test_the_preview_names_unknown_addresses_and_writes_nothing_until_yes() -> None:
    day = a_day(2)
    steps = with_steps(day)
    known, other = (row.person.email for row in day.rows)
    stranger = factories.person().email
    client = signed_in(factories.coordinator())
    path = f"/werk/trainingen/{day.edition.course_id}/e-learning/lijst/"
    lines = [
        "e-mail;stap;datum",
        f"{known.upper()};alles;01-11-2026",
        f"{other};1;",
        f"{stranger};1;",
        "niemand;1;",
        f"{other};9;",
        f"{other};2;morgen",
    ]
    rows = "\n".join(lines)
    file = SimpleUploadedFile("lijst.csv", rows.encode())
    page = text(client.post(path, {"file": file}))
    assert "4 stappen zijn nieuw" in page
    assert stranger in page
    assert "de stap “9” is er niet" in page
    assert "de datum “morgen” kan niet" in page
    assert not StepDone.objects.exists()
    found = weigh(day.edition.course, lines_of(rows.encode()))
    done = client.post(path, {"text": found.text, "doe": "ja"}, follow=True)
    assert "4 stappen overgenomen" in text(done)
    assert elearning_done([day.edition.pk]) == {day.rows[0].pk}
    assert StepDone.objects.filter(step=steps[0], taken_over=True).count() == 2
    again = client.post(path, {"text": found.text, "doe": "ja"})
    assert (again.status_code, StepDone.objects.count()) == (422, 4)


@pytest.mark.django_db
def test_a_bad_file_stays_on_the_page() -> None:
    day = a_day()
    with_steps(day)
    client = signed_in(factories.coordinator())
    path = f"/werk/trainingen/{day.edition.course_id}/e-learning/lijst/"
    for said in (
        {},
        {"text": "  "},
        {"file": SimpleUploadedFile("a.csv", b"%PDF-1.7")},
        {"file": SimpleUploadedFile("a.csv", b"x" * 1_000_001)},
    ):
        assert client.post(path, said).status_code == 422


@pytest.mark.django_db
def test_the_day_of_another_system_is_kept_but_never_ahead() -> None:
    day = a_day(1)
    with_steps(day)
    address = day.rows[0].person.email
    content = f"{address};1;{today() - timedelta(days=5):%d-%m-%Y}\n{address};2;{today():%d-%m-%Y}"
    found = weigh(day.edition.course, lines_of(content.encode()))
    by = factories.coordinator()
    assert actions.take_over_steps(course=day.edition.course, weighed=found, by=by) == 2
    with pytest.raises(NotAllowed):
        actions.take_over_steps(course=day.edition.course, weighed=found, by=day.trainer)
