"""Reading what a provider says, also when it says odd things."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.people import claims
from veerkracht.people.claims import Claims, Unusable

ODD: list[Any] = [
    None,
    True,
    0,
    7,
    "",
    "a@b",
    "\x00",
    "\ud800",
    "x" * 5000,
    [],
    [[]],
    [None, "mfa"],
    {},
    {"a": 1},
]
NAMES = [
    "email",
    "email_verified",
    "name",
    "given_name",
    "eduperson_affiliation",
    "schac_home_organization",
    "amr",
    "acr",
]


def read(signed: dict[str, Any], told: dict[str, Any] | None = None) -> Claims:
    return claims.read(
        {"sub": "1", **signed},
        {"sub": "1", **told} if told is not None else {},
        kind_claim="eduperson_affiliation",
        home_claim="schac_home_organization",
    )


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("student", "student"),
        (["member", "student"], "student"),
        (["Student@school.example"], "student"),
        (["student", "employee"], "professional"),
        (["staff"], "professional"),
        ("faculty", "professional"),
        ("alum", ""),
        ([], ""),
        (None, ""),
        ({"student": True}, ""),
        ([["student"]], ""),
    ],
)
def test_the_kind_follows_the_affiliation(value: object, kind: str) -> None:
    assert read({"eduperson_affiliation": value}).kind == kind


def test_userinfo_says_more_but_not_about_factors() -> None:
    found = read({"amr": ["pwd"], "name": "A"}, {"amr": ["mfa"], "acr": "loa3", "name": "B"})
    assert (found.name, found.methods, found.level) == ("B", frozenset({"pwd"}), "")


def test_userinfo_about_somebody_else_is_refused() -> None:
    with pytest.raises(Unusable):
        claims.read({"sub": "1"}, {"sub": "2"}, kind_claim="", home_claim="")
    with pytest.raises(Unusable):
        claims.read({"sub": "1"}, {"email": "a@b.example"}, kind_claim="", home_claim="")


@pytest.mark.parametrize("subject", [None, "", 7, "x" * 192, "a\x00b", ["1"]])
def test_without_a_usable_subject_there_is_nobody(subject: object) -> None:
    with pytest.raises(Unusable):
        claims.read({"sub": subject}, {}, kind_claim="", home_claim="")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"name": "  Anna \n Bos "}, "Anna Bos"),
        ({"given_name": "Anna", "family_name": "Bos"}, "Anna Bos"),
        ({"name": "", "given_name": "Anna"}, "Anna"),
        ({"name": "x" * 500}, "x" * 120),
        ({"name": "A\x00B"}, ""),
        ({"name": "\ud800Anna"}, "Anna"),
        ({}, ""),
    ],
)
def test_a_name_is_made_fit_to_keep(told: dict[str, Any], name: str) -> None:
    assert read(told).name == name


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (" Anna@School.Example ", "anna@school.example"),
        ("geen adres", ""),
        ("x" * 300 + "@school.example", ""),
        (["anna@school.example"], ""),
    ],
)
def test_an_address_is_tidied_or_dropped(address: object, kept: str) -> None:
    assert read({"email": address}).email == kept


@pytest.mark.parametrize(
    ("verified", "denied"), [(True, False), (None, False), (False, True), ("false", True)]
)
def test_a_provider_can_say_that_it_did_not_check(verified: object, denied: bool) -> None:
    assert read({"email_verified": verified}).denies_email is denied


@pytest.mark.parametrize(
    ("signed", "levels", "proved"),
    [
        ({"amr": ["pwd", "mfa"]}, "", True),
        ({"amr": ["pwd"]}, "", False),
        ({"acr": "http://surfconext.nl/assurance/loa2"}, "", False),
        (
            {"acr": "http://surfconext.nl/assurance/loa2"},
            "\nhttp://surfconext.nl/assurance/loa2\r\n",
            True,
        ),
        ({"acr": ""}, "\n\n", False),
        ({}, "", False),
    ],
)
def test_a_second_factor_is_proved_by_amr_or_a_level(
    signed: dict[str, Any], levels: str, proved: bool
) -> None:
    assert claims.proves_second_factor(read(signed), levels) is proved


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(ODD)))
def test_nothing_that_can_be_said_is_a_crash(told: dict[str, Any]) -> None:
    found = read(told)
    assert len(found.name) <= 120
    assert found.email == "" or "@" in found.email
