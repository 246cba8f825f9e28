"""A coordinator moves in with an ugly list: looked at first, taken over as a whole, and undone."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.journeys.browser import Journey
from veerkracht.imports.models import ImportedList, State
from veerkracht.people.models import Person

pytestmark = pytest.mark.browser

ROWS = 24
MISSPELT = {"touch": "Zuyd Hogeschol", "keyboard": "Zuid Hogeschool", "plain": "Zuyd Hogeshool"}
A_JOB_GOES_LAST = 120_000  # milliseconds: on a busy machine the web goes first


def test_a_coordinator_takes_a_list_over(journey: Journey) -> None:
    journey.become("coordinator")
    drops_the_list(journey)
    corrects_a_column(journey)
    explains_an_organisation(journey)
    answers_who_it_is(journey)
    takes_over(journey)
    undoes(journey)
    sees_who_is_twice_there(journey)
    sees_what_was_learnt_before(journey)


def ugly(way: str) -> bytes:
    """A title above the header, gaps, a merged cell, one wrong address, and somebody whom we know already."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Netwerk"
    sheet.append(["Deelnemers netwerkdag", None, None, None])
    sheet.append([])
    sheet.append([None, "Wie", "Mailadres", "Werkt bij", f"Wat doe je ({way})", "BIG"])
    sheet.append(
        [
            None,
            "Voorbeeld, Sanne",
            f"sanne-{way}@lijst.example",
            "Kansrijke Start Zuid-Limburg",
            "verloskundige",
        ]
    )
    sheet.append([None, "Fred Fout", "fred apenstaart lijst.example", None, "adviseur"])
    sheet.append([])
    for number in range(ROWS):
        organisation = MISSPELT[way] if number == 0 else None
        address = f"Gast-{number}-{way}@LIJST.example "
        sheet.append(
            [None, f"Gast Nummer{chr(65 + number % 26)}", address, organisation, "docent", "12"]
        )
    first = 7
    sheet.merge_cells(start_row=first, end_row=first + ROWS - 1, start_column=4, end_column=4)
    sheet.merge_cells("A1:F1")
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def drops_the_list(journey: Journey) -> None:
    """From “Mijn plek” to the page where a list is dropped."""
    journey.follow("Lijsten overnemen", within="main")
    journey.is_headed("Lijsten overnemen")
    journey.look("lists")
    journey.follow("Nieuwe lijst", within="main")
    journey.is_headed("Nieuwe lijst")
    journey.tick("Mensen")
    journey.look("bring")
    file = {
        "name": f"netwerkdag ({journey.way.name}).xlsx",
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": ugly(journey.way.name),
    }
    journey.page.get_by_label("Bestand").set_input_files(file)  # type: ignore[arg-type]
    journey.press("Lees de lijst")
    journey.is_headed("Klopt dit zo?")


def corrects_a_column(journey: Journey) -> None:
    """All but one was guessed."""
    journey.reads("Voorbeeld, Sanne")
    journey.look("columns")
    journey.choose(f"Wat doe je ({journey.way.name})", "functie")
    journey.press("Zo klopt het")
    journey.is_headed("Wat wordt hiermee bedoeld?")


def explains_an_organisation(journey: Journey) -> None:
    """A name that is nearly one we know: asked, with the likely answer ready."""
    field = journey.page.get_by_label(MISSPELT[journey.way.name])
    assert field.evaluate("list => list.selectedOptions[0].label") == "Zuyd Hogeschool"
    journey.look("values")
    journey.press("Bewaar en ga verder")
    journey.is_headed("Dit gaat er gebeuren")


def answers_who_it_is(journey: Journey) -> None:
    """Sanne is there already, under another address."""
    journey.reads("Sanne Voorbeeld staat er al met verloskundige@voorbeeld.example")
    assert journey.page.get_by_role("button", name="Neem").count() == 0
    journey.look("preview-asks")
    journey.tick("dezelfde")
    journey.press("Bewaar mijn antwoorden")
    journey.reads("1 rij kan niet")
    journey.look("preview")
    journey.follow("kan niet (1)", within="main")
    journey.reads("Dit is geen e-mailadres")
    assert not Person.objects.filter(email__endswith=f"-{journey.way.name}@lijst.example").exists()


def takes_over(journey: Journey) -> None:
    """A job does it; the page follows by itself."""
    journey.press(f"Neem {ROWS} rijen over")
    waits_for(journey, "De lijst is overgenomen")
    journey.reads(f"{ROWS}")
    journey.reads("Niemand kreeg een mail.")
    journey.look("result")
    people = Person.objects.filter(email__endswith=f"-{journey.way.name}@lijst.example")
    assert people.count() == ROWS
    assert {str(one.organisation) for one in people} == {"Zuyd Hogeschool"}


def undoes(journey: Journey) -> None:
    """And all of it goes again."""
    journey.follow("Draai de lijst terug", within="main")
    journey.is_headed("De hele lijst terugdraaien?")
    journey.look("undo")
    journey.press("Ja, draai terug")
    waits_for(journey, "De lijst is teruggedraaid")
    journey.reads("Alles staat weer zoals het was.")
    journey.look("undone")
    assert not Person.objects.filter(email__endswith=f"-{journey.way.name}@lijst.example").exists()
    assert ImportedList.objects.filter(
        state=State.UNDONE, title__contains=journey.way.name
    ).exists()


def sees_who_is_twice_there(journey: Journey) -> None:
    """An earlier list held one person under two addresses."""
    journey.visit("/mijn-plek/")
    journey.follow("Dubbele mensen", within="main")
    journey.is_headed("Dubbele mensen")
    journey.reads("Vera Vroeger")
    journey.look("doubles")


def sees_what_was_learnt_before(journey: Journey) -> None:
    """Sanne finds what a list said of her, apart from what she achieved."""
    journey.become("verloskundige")
    journey.follow("Wat ik leerde", within="main")
    journey.is_headed("Wat ik leerde")
    journey.reads("Eerder gevolgd")
    journey.reads("Kennismaken met Positieve Gezondheid")
    journey.look("learnt")


def waits_for(journey: Journey, words: str) -> None:
    """The page comes to say so by itself, with and without scripts."""
    expect(journey.page.locator("h1")).to_have_text(words, timeout=A_JOB_GOES_LAST)
