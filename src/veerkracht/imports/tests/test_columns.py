"""Headers and columns are recognised."""

from __future__ import annotations

import pytest

from veerkracht.imports import columns
from veerkracht.imports.columns import Known
from veerkracht.imports.fields import Field, Kind
from veerkracht.imports.reading import Row

KNOWN = Known(
    municipalities={"heerlen", "maastricht"}, organisations={"zuyd hogeschool"}, sectors={"ggz"}
)


def rows(*texts: str) -> list[Row]:
    return [Row(number, text.split(";")) for number, text in enumerate(texts, start=1)]


def guessed(kind: Kind, *texts: str) -> list[str | None]:
    read = rows(*texts)
    place = columns.header_place(read, kind)
    words = columns.headers(read, place, range(1, len(read[0].cells) + 1))
    below = columns.without_empty(read, place)
    return [field.value if field else None for field in columns.guess(words, below, kind, KNOWN)]


@pytest.mark.parametrize(
    ("kind", "texts", "wanted"),
    [
        (Kind.PEOPLE, ("Naam;E-mail", "An;an@a.nl"), ["name", "address"]),
        (
            Kind.PEOPLE,
            ("Voornaam;Naam;Mail", "An;Bos;an@a.nl"),
            ["first-name", "last-name", "address"],
        ),
        (
            Kind.PEOPLE,
            (
                "Contact;Werkt bij;Waar",
                "an@a.nl;Zuyd Hogeschool;Heerlen",
                "bo@a.nl;Zuyd Hogeschool;Maastricht",
            ),
            ["address", "organisation", "municipality"],
        ),
        (
            Kind.PEOPLE,
            ("An;an@a.nl;19012345601", "Bo;bo@a.nl;29012345601"),
            [None, "address", "big"],
        ),
        (
            Kind.PEOPLE,
            (
                "Werkt bij;Mail;BIG",
                "Zuyd Hogeschool;an@a.nl;12",
                "Onbekend;bo@a.nl;13",
                "Ergens;;14",
            ),
            ["organisation", "address", "big"],
        ),
        (
            Kind.PEOPLE,
            ("E-mail;E-mail 2;Naam", "an@a.nl;;An"),
            ["address", None, "name"],
        ),
        (
            Kind.PAST,
            ("Deelnemer;E-mail;Gevolgde training;Datum", "An;an@a.nl;Basis;31-12-2022"),
            ["name", "address", "course", "on"],
        ),
        (
            Kind.COUNTS,
            ("Naam training;Jaar;Aantal deelnemers", "Basis;2022;14"),
            ["course", "year", "number"],
        ),
        (Kind.ORGANISATIONS, ("Organisatie;Website", "Zuyd;www.zuyd.nl"), ["name", "website"]),
        (
            Kind.COURSES,
            ("Titel;Studielast;Doelgroep", "Basis;7;verloskunde"),
            ["course", "hours", "sectors"],
        ),
    ],
)
def test_columns_are_guessed(kind: Kind, texts: tuple[str, ...], wanted: list[str | None]) -> None:
    assert guessed(kind, *texts) == wanted


def test_a_column_that_is_not_an_address_is_not_taken_for_one_by_its_header() -> None:
    assert guessed(Kind.PEOPLE, "naam;mail verstuurd;adres", "An;ja;an@a.nl")[2] == "address"


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (("Naam;E-mail", "An;an@a.nl"), 0),
        (("Lijst van An;", "Bijgewerkt;1 mei", "Naam;E-mail", "An;an@a.nl"), 2),
        (("An;an@a.nl", "Bo;bo@a.nl"), None),
        (("foo;bar", "An;an@a.nl"), 0),
        (("Naam", "An"), 0),
    ],
)
def test_the_header_is_found(texts: tuple[str, ...], place: int | None) -> None:
    assert columns.header_place(rows(*texts), Kind.PEOPLE) == place


def test_a_signature_knows_the_same_headers_again() -> None:
    one = columns.signature(["Naam", "E-Mail "], Kind.PEOPLE)
    assert one == columns.signature(["naam", "e mail"], Kind.PEOPLE)
    assert one != columns.signature(["e mail", "naam"], Kind.PEOPLE)
    assert one != columns.signature(["naam", "e mail"], Kind.PAST)


def test_columns_have_letters_as_in_a_spreadsheet() -> None:
    assert [columns.letter(number) for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]


def test_every_field_is_of_some_list() -> None:
    from veerkracht.imports.fields import FIELDS  # noqa: PLC0415
    from veerkracht.imports.words import FIELDS as WORDS  # noqa: PLC0415

    assert {field for fields in FIELDS.values() for field in fields} == set(Field) == set(WORDS)
