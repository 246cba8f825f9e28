"""Uploaded lists: any usual writing is read, and what is dangerous or broken is refused in words."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from veerkracht.bookings import lists, rules
from veerkracht.kernel.errors import RuleBroken

NOOR = [(2, "Noor Jansen", "noor@b.nl"), (3, "Zoë", "zoe@b.nl")]
TEXT = "Naam;E-mail\nNoor Jansen;noor@b.nl\nZoë;zoe@b.nl\n"


def sheet(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def read(content: bytes, name: str = "lijst.csv") -> list[tuple[int, str, str]]:
    text = lists.text_of(SimpleUploadedFile(name, content))
    return [(one.line, one.name, one.address) for one in rules.readable(rules.read_list(text))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_in_any_usual_writing_is_read(encoding: str, separator: str) -> None:
    assert read(TEXT.replace(";", separator).encode(encoding)) == NOOR


def test_a_sheet_of_one_or_two_columns_is_read_with_its_own_row_numbers() -> None:
    head = ["Naam", "E-mail"]
    assert read(sheet(head, ["Noor Jansen", "noor@b.nl"], ["Zoë", "ZOE@b.nl"])) == NOOR
    assert read(sheet([], [], ["Noor <noor@b.nl>"])) == [(3, "Noor", "noor@b.nl")]


def test_odd_cells_do_no_harm() -> None:
    row = ["Noor\nJansen", "noor@b.nl", 12, 3.5, date(2026, 1, 1), True, None]
    assert read(sheet(["kop"], row))[0][2] == "noor@b.nl"


def test_formulas_are_not_run_and_their_text_is_not_read() -> None:
    formula = '=HYPERLINK("http://x.example","noor@b.nl")'
    assert read(sheet([formula, "piet@b.nl"], ["=1+1"])) == [(1, "", "piet@b.nl")]


def refused(content: bytes, name: str = "lijst.xlsx") -> str:
    with pytest.raises(RuleBroken) as broken:
        read(content, name)
    assert broken.value.field == "file"
    return broken.value.message


def test_what_is_too_large_old_or_locked_is_refused() -> None:
    assert "1 MB" in refused(b"a" * 1_000_001, "lijst.csv")
    assert "wachtwoord" in refused(b"\xd0\xcf\x11\xe0 old", "lijst.xls")


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 not a zip", b"PK", sheet(["a@b.nl"])[:600], b"\x00\x01\x02", b"a@b.nl\x00"],
)
def test_what_is_broken_is_refused_in_words(content: bytes) -> None:
    assert "bestand" in refused(content)


def packed(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return kept.getvalue()


def test_a_zip_that_is_no_sheet_and_a_bomb_are_refused_before_unpacking() -> None:
    assert "stuk" in refused(packed(readme=b"hello"))
    assert "te veel" in refused(packed(bomb=b"0" * 30_000_000))
    assert "te veel" in refused(packed(**{f"part{n}": b"" for n in range(400)}))


def test_entities_in_a_sheet_are_not_followed() -> None:
    good = zipfile.ZipFile(io.BytesIO(sheet(["a@b.nl"])))
    parts = {name: good.read(name) for name in good.namelist()}
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    assert "stuk" in refused(packed(**parts))


def test_a_very_long_sheet_is_cut_off() -> None:
    content = sheet(*([f"p{n}@b.nl"] for n in range(1_200)))
    assert len(read(content)) == lists.MOST_ROWS
