"""Cents in words, and euros as people type them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.kernel.forms import EurosField
from veerkracht.kernel.money import MOST_CENTS, NotMoney, Wrong, as_typed, cents_of, euros

CENTS = st.integers(0, MOST_CENTS)


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


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("45.000", 45_000_00),
        ("45000", 45_000_00),
        ("€ 45.000,50", 45_000_50),
        ("1.234.567,8", 1_234_567_80),
        ("1250.5", 1_250_50),
        ("1,250.50", 1_250_50),
        ("12,-", 12_00),
        ("0", 0),
        ("45 000", 45_000_00),
        ("100.000.000.000", MOST_CENTS),
    ],
)
def test_amounts_as_people_type_them(typed: str, cents: int) -> None:
    assert cents_of(typed) == cents


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("-5", Wrong.NEGATIVE),
        ("€ -5,00", Wrong.NEGATIVE),
        ("(5)", Wrong.NEGATIVE),
        ("1,234", Wrong.DECIMALS),
        ("1.2345", Wrong.DECIMALS),
        ("0,001", Wrong.DECIMALS),
        ("45.00.0", Wrong.UNREADABLE),
        ("veel", Wrong.UNREADABLE),
        ("", Wrong.UNREADABLE),
        ("1e9", Wrong.UNREADABLE),
        ("٤٥", Wrong.UNREADABLE),
        ("100.000.000.000,01", Wrong.TOO_MUCH),
        ("9" * 40, Wrong.TOO_MUCH),
    ],
)
def test_what_is_no_amount_says_why(typed: str, why: Wrong) -> None:
    with pytest.raises(NotMoney) as wrong:
        cents_of(typed)
    assert wrong.value.why == why


@given(CENTS)
def test_what_we_write_we_read_again(cents: int) -> None:
    assert cents_of(as_typed(cents)) == cents


@given(st.text(max_size=20))
def test_whatever_is_typed_is_an_amount_or_says_why(typed: str) -> None:
    found = 0
    with suppress(NotMoney):
        found = cents_of(typed)
    assert 0 <= found <= MOST_CENTS


def test_a_field_says_what_is_wrong_and_what_nothing_means() -> None:
    field = EurosField(most=50_000, nothing=0, required=False)
    assert [field.clean(typed) for typed in ("", "12,50", "1.2")] == [0, 1_250, 120]
    assert EurosField(required=False).clean("") is None
    for typed, said in (("-1", "onder nul"), ("1,234", "twee cijfers"), ("500,01", "te groot")):
        with pytest.raises(ValidationError, match=said):
            field.clean(typed)
    assert field.prepare_value(1_250_50) == "1.250,50"
    assert field.prepare_value("twaalf") == "twaalf"
