"""A coordinator chooses what is asked, a participant answers without signing in, and results come in company."""

from __future__ import annotations

import pytest

from tests.journeys.browser import Journey
from veerkracht.kernel.clock import now
from veerkracht.proof.actions import close_evaluations
from veerkracht.proof.evaluation_actions import who_was_there
from veerkracht.proof.evaluation_queries import ballot_of
from veerkracht.proof.evaluation_tokens import token_of
from veerkracht.proof.models import EvaluationForm
from veerkracht.training.models import Edition

pytestmark = pytest.mark.browser

VENUE = "De Proeftuin, serre"  # where the demo held a day that is being evaluated now


def test_people_say_what_they_thought(journey: Journey) -> None:
    chooses_the_questions(journey)
    keeps_the_bank(journey)
    form = EvaluationForm.objects.select_related("edition__course").get(edition__venue=VENUE)
    token = answers(journey, form)
    cannot_answer_twice(journey, token)
    nobody_sees_yet(journey, form)
    sees_results(journey)


def chooses_the_questions(journey: Journey) -> None:
    """Before a training that is to come."""
    ahead = Edition.objects.filter(
        region__code="zuid-limburg", state="published", starts_at__gt=now()
    )
    edition = ahead.order_by("starts_at")[0]
    journey.become("coordinator", at=f"/werk/edities/{edition.pk}/evaluatie/")
    journey.is_headed("Wat mensen vonden")
    journey.reads("gaat vanzelf na de laatste bijeenkomst")
    journey.look("before")
    if edition_has_questions(edition):  # chosen on an earlier walk
        return
    journey.follow("Kies de vragen", within="main")
    journey.is_headed("Wat vraag je na afloop?")
    journey.tick("Hoe was de locatie?")
    journey.look("arrange")
    journey.press("Bewaar deze vragen")
    journey.reads("Deze vragen stellen we na de laatste bijeenkomst")


def edition_has_questions(edition: Edition) -> bool:
    return EvaluationForm.objects.filter(edition=edition, rows__question__key="place").exists()


def keeps_the_bank(journey: Journey) -> None:
    """The questions of the region, and one more."""
    journey.visit("/werk/evaluaties/")
    journey.is_headed("Evaluaties")
    journey.look("evaluations")
    journey.follow("Vragen van", within="main")
    journey.is_headed("Vragen voor evaluaties")
    journey.look("bank")
    journey.follow("Nieuwe vraag", within="main")
    journey.is_headed("Nieuwe vraag")
    journey.tick("Eén keuze")
    journey.fill("Vraag", f"Kom je terug? ({journey.way.name})")
    journey.fill("Keuzes, één per regel", "ja")
    journey.expected.append("422")
    journey.press("Zet in de lijst")
    journey.reads("minstens twee keuzes")
    journey.look("question")
    journey.fill("Keuzes, één per regel", "ja\nnee")
    journey.press("Zet in de lijst")
    journey.reads("De vraag staat in de lijst")


def answers(journey: Journey, form: EvaluationForm) -> str:
    """By the link of the mail, without signing in; what was typed stays when nothing was chosen yet."""
    rows = [row for row in who_was_there(form.edition) if is_unused(token_of(form, row.pk))]
    person, token = rows[0].person, token_of(form, rows[0].pk)
    mail = journey.mail(person.email, "vond je van")
    assert f"/mening/{token}/" in mail.text
    journey.become_nobody()
    journey.visit(f"/mening/{token}/")  # the mail was written when the demo was made, elsewhere
    journey.is_headed("Wat vond je van")
    journey.look("questions")
    journey.press("Stuur mijn antwoorden")
    journey.reads("Geef minstens één antwoord")
    journey.look("nothing-answered")
    journey.tick("4")
    journey.fill("Wat vond je het beste?", f"De oefening ({journey.way.name})")
    journey.press("Stuur mijn antwoorden")
    journey.is_headed("Dank je wel")
    journey.look("thanks")
    return token


def is_unused(token: str) -> bool:
    ballot = ballot_of(token)
    return ballot is not None and not ballot.used


def cannot_answer_twice(journey: Journey, token: str) -> None:
    """The link works once; an invented one never."""
    journey.visit(f"/mening/{token}/")
    journey.reads("al geantwoord")
    journey.look("answered-before")
    journey.expected.append("404")
    journey.visit("/mening/verzonnen/")
    journey.reads("Deze link klopt niet")


def nobody_sees_yet(journey: Journey, form: EvaluationForm) -> None:
    """Words of one person are nowhere, nor is a count that grew by one."""
    journey.become("trainer", at=f"/werk/edities/{form.edition_id}/evaluatie/")
    shown = journey.page.locator("main").inner_text()
    assert f"De oefening ({journey.way.name})" not in shown or form.shown >= 5
    journey.look("open")


def sees_results(journey: Journey) -> None:
    """Of a training that ended: as bars, as tables, in own words, and as a file."""
    close_evaluations()
    shown = EvaluationForm.objects.filter(
        shown__gt=0, closed_at__isnull=False, edition__region__code="zuid-limburg"
    )
    form = shown.order_by("-shown", "pk")[0]
    journey.become("coordinator", at=f"/werk/edities/{form.edition_id}/evaluatie/")
    journey.reads(f"{form.shown} mensen antwoordden.")
    journey.reads("van 5.")
    journey.unfold("Toon als tabel")
    journey.look("results")
    assert journey.page.get_by_role("link", name="Als spreadsheet").count() == 1
