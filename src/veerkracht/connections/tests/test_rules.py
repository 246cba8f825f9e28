"""The rules of tokens and webhooks: what a token may, when to try again, and what is signed."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from veerkracht.connections import rules
from veerkracht.connections.rules import Refusal, Scope

MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
GOOD: dict[str, object] = {
    "name": "Agenda",
    "scopes": ["catalogue:read"],
    "possible": rules.OF_A_PERSON,
    "lives": timedelta(days=90),
    "there": 0,
}


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({}, None),
        ({"name": "  "}, Refusal.NO_NAME),
        ({"scopes": []}, Refusal.NO_SCOPE),
        ({"scopes": ["catalogue:read", "bookings:read"]}, Refusal.OTHER_SCOPE),
        ({"scopes": ["alles"]}, Refusal.OTHER_SCOPE),
        ({"lives": timedelta(0)}, Refusal.IN_THE_PAST),
        ({"lives": timedelta(days=365)}, None),
        ({"lives": timedelta(days=365, seconds=1)}, Refusal.TOO_LONG),
        ({"there": 19}, None),
        ({"there": 20}, Refusal.TOO_MANY_TOKENS),
    ],
)
def test_what_makes_a_token(change: dict[str, object], refusal: Refusal | None) -> None:
    assert rules.why_no_token(**{**GOOD, **change}) == refusal  # type: ignore[arg-type]


def test_provisioning_is_for_organisations_and_enrolling_for_people() -> None:
    assert Scope.SCIM not in rules.OF_A_PERSON
    assert Scope.ENROLMENTS_WRITE not in rules.OF_AN_ORGANISATION


def test_eight_tries_in_twenty_four_hours_ever_further_apart() -> None:
    moments = [MOMENT]
    for tries in range(1, rules.MOST_TRIES):
        later = rules.next_try(tries, moments[-1])
        assert later is not None
        moments.append(later)
    assert len(moments) == 8
    assert moments[-1] - MOMENT == timedelta(hours=24)
    assert rules.next_try(8, MOMENT) is None
    gaps = [later - sooner for sooner, later in pairwise(moments)]
    assert gaps == sorted(gaps)


@pytest.mark.parametrize(
    ("status", "arrived"),
    [
        (200, True),
        (204, True),
        (299, True),
        (None, False),
        (199, False),
        (301, False),
        (500, False),
    ],
)
def test_only_a_status_of_two_hundred_and_some_means_that_it_arrived(
    status: int | None, arrived: bool
) -> None:
    assert rules.arrived(status) is arrived


def test_the_signature_is_that_of_the_specification() -> None:
    """The example that the Standard Webhooks specification 1.0 gives."""
    found = rules.signature(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp=1614265330,
        body='{"test": 2432232314}',
    )
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@settings(max_examples=25, deadline=None)
@given(st.text(), st.text(), st.integers(0, 2**33))
def test_another_body_moment_or_secret_is_another_signature(
    body: str, other: str, stamp: int
) -> None:
    body, other = (one.encode("utf-8", "ignore").decode() for one in (body, other))
    secret, second = (
        rules.SECRET_MARK + base64.b64encode(seed * 32).decode() for seed in (b"a", b"b")
    )

    def sign(secret: str, body: str, stamp: int) -> str:
        return rules.signature([secret], message_id="msg_1", timestamp=stamp, body=body)

    assert (sign(secret, body, stamp) == sign(secret, other, stamp)) is (body == other)
    assert sign(secret, body, stamp) != sign(second, body, stamp)
    assert sign(secret, body, stamp) != sign(secret, body, stamp + 1)


def test_a_token_is_recognised_by_a_part_that_is_too_short_to_use() -> None:
    secret = rules.MARK + "abcdefghijklmnop"
    assert rules.shown_part(secret) == "veerkracht_abcdef"
    assert secret not in rules.hash_of(secret)
