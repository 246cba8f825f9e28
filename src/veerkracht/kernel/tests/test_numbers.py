"""Whatever somebody types, it is a number that a database takes, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.kernel.numbers import INTEGER, whole


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0", 0),
        ("007", 7),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5_000, None),
        ("", None),
        ("-1", None),
        ("1.0", None),
        (" 1", None),
        ("²", None),
        ("٣", None),
        ("1\x00", None),
    ],
)
def test_only_plain_digits_are_a_number(text: str, meant: int | None) -> None:
    assert whole(text) == meant


def test_fewer_digits_where_a_column_is_smaller() -> None:
    assert (whole("9" * 9, digits=INTEGER), whole("9" * 10, digits=INTEGER)) == (999_999_999, None)


@given(st.text())
def test_no_text_is_an_error(text: str) -> None:
    number = whole(text)
    assert number is None or 0 <= number < 2**63
