"""What looks like the story of one person is noticed, and what coalitions really write is let through."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from veerkracht.coalitions.minutes_cases import Looks, noticed, passes_eleven, suspicions

YEAR = 2026
quickly = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
STORIES = {
    Looks.NUMBER: (
        "Haar nummer is 123456782.",
        "BSN 1112.22.333 staat in het dossier",
        "Zoek op 123 456 782 in het systeem",
    ),
    Looks.PHONE: (
        "Bel haar op 06-12345678",
        "Bereikbaar op 045 123 45 67 na vijven",
        "Zijn nummer: +31 6 1234 5678",
        "tel. (043) 3211234",
    ),
    Looks.BIRTH: (
        "Kind geboren op 3 mei 2024, loopt bij ons",
        "geb. 12-03-2025",
        "Geboortedatum: 1-1-1999",
        "Het gaat om 04/11/1991",
        "12 augustus 2003 staat in de brief",
    ),
    Looks.AGE: (
        "Een moeder van 19 met een baby van 3 weken vroeg om hulp",
        "We spraken over een 17-jarige die zwanger is",
        "De vader (34) zit thuis",
        "Een alleenstaande moeder van drie kinderen, 24 jaar, komt niet rond",
        "Er is een meisje van 15 dat niet naar school gaat",
        "Zij is 16 jaar en woont bij haar oma",
        "Een gezin met schulden, oudste zoon is 12 jaar",
        "een 23-jarige vrouw uit de wijk",
    ),
    Looks.ADDRESS: (
        "J.P. uit de Kerkstraat heeft hulp nodig",
        "Ze woont op de Saroleastraat 12",
        "Dorpsstraat 4, bij M.K., is het mis",
    ),
    Looks.NAMED: (
        "Mevrouw Jansen komt vaak te laat",
        "mw. De Boer wil niet meer",
        "Dhr. van den Berg belde",
        "De heer Özdemir vroeg om een gesprek",
        "We bespraken familie Peters",
        "Gezin De Wit krijgt hulp",
        "De moeder Fatima wil graag mee",
    ),
    Looks.CLIENT: (
        "Een cliënt van mij wacht al maanden",
        "De cliënte wil dat niet",
        "Onze patient kwam niet opdagen",
        "Casus: moeder met schulden",
        "We bespreken de casus van vorige week",
        "Het kind is uit huis geplaatst",
    ),
}
HARMLESS = (
    "We spreken af dat elke organisatie het spinnenweb aanbiedt.",
    "De GGD schrijft een voorstel voor de training in Heerlen.",
    "Besluit: we komen elke zes weken samen, op dinsdag van 10 tot 12 uur.",
    "Kinderen van 0 tot 4 jaar zijn de doelgroep.",
    "Moeders onder de 23 jaar bereiken we nog te weinig.",
    "Ieder kind van 2 jaar krijgt een uitnodiging.",
    "Per kind van 3 jaar is er budget.",
    "In Heerlen wonen 87.122 mensen in 45.697 huishoudens.",
    "Het budget is 12.500 euro.",
    "De begroting van 2026 is 25000 euro.",
    "Volgende bijeenkomst: 12-01-2027 in het Huis van de Wijk.",
    "We komen samen in de Kerkstraat 12 in Sittard.",
    "De cliëntenraad denkt mee over het plan.",
    "Cliëntondersteuning staat op de agenda.",
    "Geen cliënt hoort in dit verslag.",
    "Elke patiënt krijgt dezelfde folder.",
    "De cliënt staat centraal in ons beleid.",
    "Ouders en ervaringsdeskundigen praten mee over de folder.",
    "Vrouwen die zwanger zijn, krijgen een prenataal huisbezoek.",
    "Mevrouw de voorzitter opent de bijeenkomst.",
    "De ouders hebben zelf drie wensen opgeschreven.",
    "Actie: Burgerkracht belt de huisartsen voor 1 maart 2027.",
    "De werkgroep bestaat uit 12 organisaties en 3 ouders.",
    "We vieren het 10-jarig bestaan van de coalitie.",
    "De meerjarige afspraken lopen tot en met 2028.",
    "De eerste 1000 dagen beginnen voor de geboorte.",
    "Het gezin is de kern: eerst luisteren, dan pas praten.",
    "Nu Niet Zwanger en Stevig Ouderschap werken samen.",
    "Op 4 november 2026 is de themamiddag.",
    "Rapport nummer 2026-00123 ligt ter inzage.",
    "KvK 12345678 staat onder de offerte.",
    "De Gezonde Basisschool doet mee.",
    "We bespreken hier geen casussen.",
    "Moeder en kind krijgen dezelfde hulpverlener.",
    "Vader worden is een cursus van vier avonden.",
)


@pytest.mark.parametrize(
    ("looks", "sentence"), [(looks, one) for looks, many in STORIES.items() for one in many]
)
def test_a_story_about_somebody_is_noticed(looks: Looks, sentence: str) -> None:
    assert looks in {one.looks for one in suspicions(sentence, YEAR)}


@pytest.mark.parametrize("sentence", HARMLESS)
def test_what_coalitions_write_is_let_through(sentence: str) -> None:
    assert suspicions(sentence, YEAR) == []


@quickly
@given(st.lists(st.sampled_from(HARMLESS), max_size=4), st.data())
def test_a_story_does_not_hide_among_other_sentences(
    around: list[str], data: st.DataObject
) -> None:
    looks = data.draw(st.sampled_from(list(STORIES)))
    story = data.draw(st.sampled_from(STORIES[looks]))
    place = data.draw(st.integers(0, len(around)))
    text = "\n".join([*around[:place], story, *around[place:]])
    assert looks in {one.looks for one in noticed([text], date(YEAR, 5, 1))}


@quickly
@given(st.lists(st.sampled_from(HARMLESS), max_size=6))
def test_harmless_sentences_together_stay_harmless(sentences: list[str]) -> None:
    assert noticed(sentences, date(YEAR, 5, 1)) == []
    assert suspicions(" ".join(sentences), YEAR) == []


@quickly
@given(st.from_regex(r"[1-9]\d{7}", fullmatch=True))
def test_nine_digits_are_a_citizen_number_when_they_pass_the_eleven_test(digits: str) -> None:
    weighed = sum(weight * int(one) for weight, one in zip(range(9, 1, -1), digits, strict=True))
    last = weighed % 11
    for check in range(10):
        number = f"{digits}{check}"
        assert passes_eleven(number) == (check == last)
        kinds = {one.looks for one in suspicions(f"Zie {number}.", YEAR)}
        assert (Looks.NUMBER in kinds) == (check == last)


@quickly
@given(st.text(max_size=400))
def test_any_text_is_read_and_only_pieces_of_it_are_given_back(text: str) -> None:
    squeezed = " ".join(text.split())
    assert all(one.piece in squeezed for one in suspicions(text, YEAR))


def test_long_texts_are_read_quickly() -> None:
    for hard in ("een moeder " * 900, "0" * 9000, "J. " * 3000, "A.B. " * 2000, "woont " * 1500):
        suspicions(hard, YEAR)
