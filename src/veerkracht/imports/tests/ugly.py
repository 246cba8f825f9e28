"""Lists as people really have them: bytes, what they are of, and the fate that each row must have."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook

from veerkracht.imports.fields import Kind
from veerkracht.imports.tests.lists import saved

HALF_PAST_NINE = datetime(2021, 6, 3, 9, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones


@dataclass(frozen=True)
class Ugly:
    """A list, and row → fate; ``says`` holds words that must stand with a row."""

    content: bytes
    fates: dict[int, str]
    kind: Kind = Kind.PEOPLE
    says: dict[int, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()


def semicolons_with_a_mark_and_gaps() -> Ugly:
    text = (
        "Deelnemerslijst najaar;;;;\r\n;;;;\r\nNaam;;E-mailadres;;Organisatie\r\n"
        "Ans Één;;ans@lijst.example;;Zuyd Hogeschool\r\n;;;;\r\n   ;;;;\r\n"
        "Bert Twee  ;; bert@lijst.example ;;zuyd hogeschool \r\nCor Drie;;;;\r\n\r\n"
    )
    return Ugly(
        text.encode("utf-8-sig"),
        {4: "new", 7: "new", 8: "refused"},
        says={8: "geen e-mailadres"},
        people=("ans@lijst.example", "bert@lijst.example"),
    )


def windows_1252() -> Ugly:
    text = "Voornaam;Tussenv.;Achternaam;Mail;Plaats\nZoë;van der;Spöel;zoe@lijst.example;Eijsden-Margraten\n"
    return Ugly(text.encode("cp1252"), {2: "new"}, people=("zoe@lijst.example",))


def unicode_text_of_excel() -> Ugly:
    text = "naam\te-mail\tgemeente\r\nAn Bos\tan@lijst.example\tSittard - Geleen\r\nBo\tan@lijst.example\t\r\n"
    return Ugly(text.encode("utf-16"), {2: "new", 3: "double"}, people=("an@lijst.example",))


def merged_cells_and_real_dates() -> Ugly:
    book = Workbook()
    sheet = book.active
    rows = [
        ["Trainingen 2021–2023", None, None, None, None],
        [None] * 5,
        ["Training", "Deelnemer", "E-mailadres", "Datum", "Uren"],
        ["Basistraining", "An Bos", "an@lijst.example", HALF_PAST_NINE, 7.5],
        [None, "Bo Claes", "bo@lijst.example", date(2021, 6, 3), "7,5 uur"],
        [None, "Cas Dirks", "cas@lijst.example", 44350, 7],
        ["Verdieping", "An Bos", "an@lijst.example", "12 jan. 2023", None],
        [None, "Bo Claes", "bo@lijst.example", "31/12/19", None],
        [None, "Totaal", None, None, None],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:E1", "A4:A6", "A7:A8"):
        sheet.merge_cells(area)
    return Ugly(
        saved(book),
        {4: "new", 5: "new", 6: "new", 7: "new", 8: "refused", 9: "refused"},
        kind=Kind.PAST,
        says={8: "voor 2021"},
        people=("an@lijst.example", "bo@lijst.example", "cas@lijst.example"),
    )


def the_list_is_on_the_third_sheet() -> Ugly:
    book = Workbook()
    book.active.title = "Leeg"
    hidden = book.create_sheet("Verborgen")
    hidden.append(["naam", "e-mail"])
    hidden.append(["Geheim", "geheim@lijst.example"])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("Mensen")
    for _gap in range(3):
        sheet.append([])
    sheet.append([None, None, "Naam", "Mailadres"])
    sheet.append([None, None, "An", "AN@LIJST.EXAMPLE"])
    sheet.cell(2_000, 3, "Ver weg")
    sheet.cell(2_000, 4, "ver@lijst.example")
    return Ugly(
        saved(book), {5: "new", 2_000: "new"}, people=("an@lijst.example", "ver@lijst.example")
    )


def quotes_with_line_breaks() -> Ugly:
    text = (
        'naam,functie,e-mail\n"Bos,\nAn","verloskundige, ""echoscopist""",an@lijst.example\n'
        '"Claes, Bo van der",docent,"bo@lijst.example\n"\n'
    )
    return Ugly(
        text.encode(), {2: "new", 4: "new"}, people=("an@lijst.example", "bo@lijst.example")
    )


def copied_from_a_mail() -> Ugly:
    text = (
        'An Bos <an@lijst.example>; "Claes, Bo" <bo@lijst.example>;\n'
        "cas@lijst.example, Dee <mailto-is-geen-adres>"
    )
    good = text.replace(", Dee <mailto-is-geen-adres>", "").replace('"Claes, Bo"', "Bo Claes")
    return Ugly(
        good.encode(),
        {1: "new", 2: "new", 3: "new"},
        says={3: "Zonder naam"},
        people=("an@lijst.example", "bo@lijst.example", "cas@lijst.example"),
    )


def without_a_header() -> Ugly:
    text = "An Bos;an@lijst.example;Heerlen;19012345601\nBo Claes;bo@lijst.example;Maastricht;29012345601\n"
    return Ugly(
        text.encode(), {1: "new", 2: "new"}, people=("an@lijst.example", "bo@lijst.example")
    )


def american_english() -> Ugly:
    text = (
        "First name,Last name,Email address,Course,Date,Hours\n"
        "Ann,Forest,ann@lijst.example,Basics,12/31/2022,7.5\n"
        "Bob,Field,bob@lijst.example,Basics,01/02/2022,7.5\n"
        "Bob,Field,bob@lijst.example,Basics,2/30/2022,7.5\n"
    )
    return Ugly(
        text.encode(),
        {2: "new", 3: "new", 4: "refused"},
        kind=Kind.PAST,
        says={4: "geen datum"},
        people=("ann@lijst.example", "bob@lijst.example"),
    )


def dates_in_every_way() -> Ugly:
    written = (
        "31-12-2022", "31/12/22", "2022-12-31", "12 jan. 2023", "ma 2 mei 2022", "1.2.2023", "44927",
        "31-12-2022 09:30", "2021/2022", "20230131", "eind 2022", "31-02-2022", "31-12-2031", "2020",
    )  # fmt: skip
    rows = [f"p{n}@lijst.example;Basis;{when}" for n, when in enumerate(written)]
    taken = dict.fromkeys(range(2, 12), "new") | dict.fromkeys(range(12, 16), "refused")
    return Ugly("\n".join(["e-mail;cursus;datum", *rows]).encode(), taken, kind=Kind.PAST)


def two_hundred_columns() -> Ugly:
    book = Workbook()
    sheet = book.active
    words = [f"veld {n}" for n in range(230)]
    words[5], words[150], words[220] = "Naam", "E-mail werk", "Te ver"
    sheet.append(words)
    row = [f"waarde {n}" for n in range(230)]
    row[5], row[150] = "An Bos", "an@lijst.example"
    sheet.append(row)
    return Ugly(saved(book), {2: "new"}, people=("an@lijst.example",))


def formulas_and_injection() -> Ugly:
    text = (
        "naam;e-mail;functie\n=HYPERLINK(1);an@lijst.example;@SUM(A1)\n"
        "+31 6 12;bo@lijst.example;-2+3\n"
    )
    return Ugly(
        text.encode(), {2: "new", 3: "new"}, people=("an@lijst.example", "bo@lijst.example")
    )


def numbers_by_formula() -> Ugly:
    book = Workbook()
    sheet = book.active
    for row in (
        ["Training", "Jaar", "Aantal"],
        ["Basis", 2021, 120],
        ["Basis", 2022, 7],
        ["Totaal", None, 127],
    ):
        sheet.append(row)
    content = _with_formula(saved(book), "C3", "60+7", "67")
    return Ugly(
        content,
        {2: "counted", 3: "counted", 4: "refused"},
        kind=Kind.COUNTS,
        says={3: "2022: 67", 4: "niet wanneer"},
    )


def named_separator_and_shouting() -> Ugly:
    text = (
        "sep=;\nE-MAIL;NAAM;ORGANISATIE\nAN@LIJST.EXAMPLE;AN BOS;GEMEENTE HEERLEN\n"
        "an@lijst.example.;An Bos;\nmailto:bo@lijst.example;Bo;n.v.t.\nbo@lijst;Bo;\n"
    )
    return Ugly(
        text.encode(),
        {2: "new", 3: "double", 4: "new", 5: "refused"},
        people=("an@lijst.example", "bo@lijst.example"),
    )


def organisations_written_badly() -> Ugly:
    text = (
        "Naam organisatie\tInternet\tVestigingsplaats\n"
        "ZUYD  hogeschool\t\t\nStichting Nieuwe Praktijk\thttp://nieuw.example/x\tKerkrade\n"
        "Nieuwe Praktijk\t\t\n\t\tHeerlen\nPraktijk X\tgeen\tAmsterdam\n"
    )
    return Ugly(
        text.encode("utf-16-le"),
        {2: "unchanged", 3: "new", 4: "double", 5: "refused", 6: "new"},
        kind=Kind.ORGANISATIONS,
        says={6: "geen website"},
    )


LISTS = (
    semicolons_with_a_mark_and_gaps,
    windows_1252,
    unicode_text_of_excel,
    merged_cells_and_real_dates,
    the_list_is_on_the_third_sheet,
    quotes_with_line_breaks,
    copied_from_a_mail,
    without_a_header,
    american_english,
    dates_in_every_way,
    two_hundred_columns,
    formulas_and_injection,
    numbers_by_formula,
    named_separator_and_shouting,
    organisations_written_badly,
)


def _with_formula(content: bytes, cell: str, formula: str, value: str) -> bytes:
    """The workbook with a formula in a cell, and the value that a spreadsheet last saw there."""
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                wanted = f'<c r="{cell}"><f>{formula}</f><v>{value}</v></c>'
                part, done = re.subn(rf'<c r="{cell}"[^>]*>.*?</c>', wanted, part)
                assert done == 1
            new.writestr(name, part)
    return made.getvalue()
