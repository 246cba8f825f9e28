"""The same value gives the same bytes, whatever order it came in; and the bytes give the value again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.disclosure.tables import Dimension
from veerkracht.disclosure.values import ABSENT, HIDDEN, Figure, shown
from veerkracht.figures.contents import (
    CellContent,
    Content,
    TableContent,
    cells_of,
    content_of,
    digest_of,
    text_of,
)

AREA = Dimension("area", {"zuid-limburg": "", "GM0917": "zuid-limburg", "GM0935": "zuid-limburg"})
PERIOD = Dimension("period", {"2025": "", "2026": ""})
FIGURES = st.one_of(st.just(HIDDEN), st.just(ABSENT), st.integers(0, 10**12).map(shown))
KEYS = st.tuples(
    st.sampled_from(["", "GM0917", "GM0935"]),
    st.sampled_from(["", "kraamzorg"]),
    st.just(""),
    st.sampled_from(["2025", "2026"]),
)


def table(cells: dict[tuple[str, ...], Figure], **values: object) -> TableContent:
    """A table with these figures."""
    made = TableContent(
        indicator="professionals-trained",
        name="Geschoolde professionals – “nieuw”",
        unit="mensen",
        dimensions=(AREA, PERIOD),
        cells=tuple(CellContent(key, figure) for key, figure in cells.items()),
    )
    return replace(made, **values)  # type: ignore[arg-type]  # named by the caller


def content(*tables: TableContent) -> Content:
    """A release of these tables."""
    return Content("limburg", "Limburg", 1, date(2026, 11, 1), tables, {"batch": 10})


@given(st.dictionaries(KEYS, FIGURES), st.randoms())
def test_the_order_in_which_it_was_made_does_not_matter(
    cells: dict[tuple[str, ...], Figure], chance: object
) -> None:
    mixed = list(cells.items())
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert text_of(content(table(cells))) == text_of(content(table(dict(mixed))))


@given(st.dictionaries(KEYS, FIGURES))
def test_the_text_gives_the_value_again(cells: dict[tuple[str, ...], Figure]) -> None:
    text = text_of(content(table(cells)))
    again = content_of(text)
    assert text_of(again) == text
    assert {cell.key: cell.figure for _table, cell in cells_of(again)} == cells


def test_words_are_kept_as_they_are_and_hidden_is_no_nought() -> None:
    text = text_of(content(table({("GM0917", "", "", "2026"): HIDDEN}, order=2)))
    assert "“nieuw”" in text
    assert '["GM0917","","","2026","C",null,"M",null,"M",null]' in text
    assert " :" not in text
    assert len(digest_of(text)) == 64


def test_other_texts_are_refused() -> None:
    text = text_of(content(table({})))
    with pytest.raises(ValueError, match="canonical"):
        content_of(text.replace(":", ": ", 1))
    with pytest.raises(ValueError, match="other"):
        content_of(text.replace("veerkracht-figures/1", "other"))
