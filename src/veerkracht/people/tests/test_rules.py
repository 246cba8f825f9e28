"""Numbers and names as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.people import rules
from veerkracht.people.models import Register


@pytest.mark.parametrize(
    ("register", "typed", "normal"),
    [
        ("big", "19 012 345 678", "19012345678"),
        ("big", "BIG: 1901.2345.678", "19012345678"),
        ("nip", "123456", "NIP-123456"),
        ("nip", "nip 123456", "NIP-123456"),
        ("nip", "NIP–123456", "NIP-123456"),
        ("knov", " knov-123456 ", "KNOV-123456"),
        ("registerplein", "RP123456", "RP-123456"),
    ],
)
def test_numbers_are_written_as_the_register_writes_them(
    register: str, typed: str, normal: str
) -> None:
    assert rules.normal_number(register, typed) == normal
    assert rules.is_number(register, normal)


@pytest.mark.parametrize(
    ("register", "typed"),
    [
        ("big", "1901234567"),
        ("big", "190123456789"),
        ("big", "1901234567a"),
        ("big", "١٢٣٤٥٦٧٨٩٠"),
        ("big", ""),
        ("nip", "SKJ-123456"),
        ("nip", "NIP-"),
        ("nip", "NIP-12a456"),
        ("skj", "1" * 40),
        ("knov", "KNOV-123456\n; DROP TABLE"),
    ],
)
def test_what_has_another_form_is_no_number(register: str, typed: str) -> None:
    assert not rules.is_number(register, rules.normal_number(register, typed))


def test_every_register_has_its_form_and_a_sound_example() -> None:
    assert set(rules.NUMBER_FORMS) == set(Register.values)
    for register, form in rules.NUMBER_FORMS.items():
        assert rules.is_number(register, form.example)


@given(st.sampled_from(sorted(rules.NUMBER_FORMS)), st.text(max_size=200))
def test_writing_a_number_twice_changes_nothing(register: str, typed: str) -> None:
    once = rules.normal_number(register, typed)
    if rules.is_number(register, once):
        assert rules.normal_number(register, once) == once


@given(st.text(max_size=200))
def test_a_tidy_name_is_one_line(typed: str) -> None:
    name = rules.tidy(typed)
    assert name == name.strip()
    assert "  " not in name
    assert len(name.splitlines()) <= 1


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130 Safari/537.36 Edg/130",
            ("Edge", "Windows"),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1",
            ("Safari", "iPhone"),
        ),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130 Mobile Safari/537.36", ("Chrome", "Android")),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
            ("Firefox", "Linux"),
        ),
        ("curl/8", ("", "")),
    ],
)
def test_a_device_is_named_by_its_usual_name(said: str, meant: tuple[str, str]) -> None:
    assert rules.device(said) == meant
