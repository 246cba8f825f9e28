"""Somebody who may see results looks after each single answer, everywhere, and learns nothing of one answer."""

from __future__ import annotations

import io
import random
import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests import factories
from veerkracht.people.models import Person
from veerkracht.proof.actions import answer_evaluation, close_evaluations
from veerkracht.proof.evaluation_models import EvaluationForm, Shows
from veerkracht.proof.tests.evaluating import opened, said, text, tokens, with_trainer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
LEAST = 5
Seen = dict[Any, int]


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def cells(content: bytes) -> list[tuple[Any, ...]]:
    """Every row of every sheet."""
    book = load_workbook(io.BytesIO(content))
    return [tuple(row) for sheet in book for row in sheet.iter_rows(values_only=True)]


def looks(clients: list[Client], form: EvaluationForm) -> tuple[list[str], list[tuple[Any, ...]]]:
    """All that there is to see: results of both, list, workbench, Mijn plek; and the workbook's rows."""
    here = f"/werk/edities/{form.edition_id}/evaluatie/"
    first, *others = clients
    pages = [here, f"{here}vragen/", "/werk/evaluaties/", "/werk/", "/mijn-plek/"]
    seen = [text(first.get(page)) for page in pages]
    file = first.get(f"{here}uitkomsten.xlsx")
    return seen + [text(other.get(here)) for other in others], cells(file.content)


def numbers(rows: list[tuple[Any, ...]]) -> Seen:
    """What the workbook counts: people, each option of each question, and each text."""
    found: Seen = Counter()
    for row in rows:
        if row[0] == "Mensen die antwoordden":
            found["people"] = row[2]
        elif len(row) >= 4 and isinstance(row[3], int):
            found[row[0], "answered"] = row[3]
            found[row[0], row[1]] = row[2]
        elif len(row) == 2 and row[0] != "Vraag":
            found["Wat vond je het beste?", "answered"] += 1
    return found


def check_step(before: Seen, after: Seen) -> None:
    """The difference between two looks: nothing, or sums over at least five answers."""
    grown = {key: after[key] - before.get(key, 0) for key in after}
    assert all(number >= 0 for number in grown.values())
    people = grown.get("people", 0)
    assert people == 0 or people >= LEAST
    for key, number in grown.items():
        if isinstance(key, tuple) and number:
            assert people >= LEAST
            assert grown[key[0], "answered"] >= LEAST, key


def random_answers(form: EvaluationForm, chance: random.Random, nth: int) -> Any:
    """Somebody who leaves out a question now and then."""
    values = (
        (chance.randint(1, 5),),
        (chance.randint(0, 2),),
        tuple(sorted(chance.sample(range(5), 2))),
        f"Eigen woorden {chance.random()} van {nth}",
    )
    kept = [value if chance.random() < 0.7 else None for value in values]
    return said(form, *(kept if any(kept) else values))


@pytest.mark.parametrize(("shows", "seed"), [(Shows.CLOSED, 1), (Shows.STEPS, 2)])
def test_attacker(clock: Any, shows: str, seed: int) -> None:
    form, chance = opened(13, shows), random.Random(seed)  # noqa: S311 - a test
    clients = [client_of(factories.coordinator()), client_of(with_trainer(form.edition))]
    (pages, rows), seen = looks(clients, form), []
    everybody = tokens(form)
    chance.shuffle(everybody)
    for nth, token in enumerate(everybody[:12]):
        answer_evaluation(token=token, given=random_answers(form, chance, nth))
        clock.shift(timedelta(minutes=7))
        new_pages, new_rows = looks(clients, form)
        check_step(numbers(rows), numbers(new_rows))
        if numbers(rows).get("people") == numbers(new_rows).get("people"):
            assert (new_pages, new_rows) == (pages, rows), "a page told that somebody answered"
        pages, rows = new_pages, new_rows
        seen.append(numbers(rows).get("people", 0))
    clock.shift(timedelta(days=14))
    close_evaluations()
    _pages, last = looks(clients, form)
    check_step(numbers(rows), numbers(last))
    steps = [nth - nth % LEAST for nth in range(1, 13)]
    assert seen == (steps if shows == Shows.STEPS else [0] * 12)
    assert numbers(last)["people"] == (10 if shows == Shows.STEPS else 12)


def test_own_words_stand_in_the_order_of_the_alphabet() -> None:
    form = opened(6, Shows.STEPS)
    for token, word in zip(tokens(form), ["Zon", "maan", "Aarde", "zee", "Bos"], strict=False):
        answer_evaluation(token=token, given=said(form, (3,), None, None, word))
    page = text(
        client_of(factories.coordinator()).get(f"/werk/edities/{form.edition_id}/evaluatie/")
    )
    quotes = re.findall(r"<li>([A-Za-z]+)</li>", page)
    assert quotes == ["Aarde", "Bos", "maan", "zee", "Zon"]


@pytest.mark.parametrize("number", [0, 4])
def test_too_few_look_the_same_whether_nobody_or_four_answered(clock: Any, number: int) -> None:
    form = opened(6)
    for token in tokens(form)[:number]:
        answer_evaluation(token=token, given=said(form, (3,), None, None, None))
    clock.shift(timedelta(days=14))
    close_evaluations()
    pages, rows = looks([client_of(factories.coordinator())], form)
    assert "Minder dan 5 mensen antwoordden." in pages[0]
    assert len(rows) == 2
    assert f"{number} m" not in pages[0]
