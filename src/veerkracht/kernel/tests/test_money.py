"""Cents in words."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.kernel.money import euros


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [
        (0, "€\xa00", "€0"),
        (18_500, "€\xa0185", "€185"),
        (1_250, "€\xa012,50", "€12.50"),
        (5, "€\xa00,05", "€0.05"),
        (123_456_789, "€\xa01.234.567,89", "€1,234,567.89"),
        (-1_250, "-€\xa012,50", "-€12.50"),
    ],
)
def test_money_is_written_as_each_language_does(cents: int, dutch: str, english: str) -> None:
    with override("nl"):
        assert euros(cents) == dutch
    with override("en"):
        assert euros(cents) == english


@given(st.integers(-(10**12), 10**12))
def test_no_cent_is_lost_in_words(cents: int) -> None:
    with override("en"):
        written = euros(cents).replace("€", "").replace(",", "")
    whole, _, rest = written.removeprefix("-").partition(".")
    assert int(whole) * 100 + int(rest or 0) == abs(cents)
    assert written.startswith("-") == (cents < 0)
