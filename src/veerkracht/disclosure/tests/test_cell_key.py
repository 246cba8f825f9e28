"""Noise: the same for the same people, small, on average nothing."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from veerkracht.disclosure.cell_key import LIMIT, key_sum, noise, noisy, record_key
from veerkracht.disclosure.tables import MODULUS, RawCell

Keys = st.integers(0, MODULUS - 1)


@given(st.integers(0, 10**6), Keys)
def test_noise_is_small_and_never_below_nothing(count: int, keys: int) -> None:
    moved = noise(count, keys)
    assert abs(moved) <= LIMIT
    assert count + moved >= 0
    assert moved == noise(count, keys)


@given(Keys)
def test_nobody_stays_nobody(keys: int) -> None:
    assert noise(0, keys) == 0


@given(st.lists(Keys, max_size=20), st.randoms(use_true_random=False))
def test_the_order_of_counting_does_not_matter(keys: list[int], chance: random.Random) -> None:
    mixed = list(keys)
    chance.shuffle(mixed)
    half = len(mixed) // 2
    assert key_sum([key_sum(mixed[:half]), key_sum(mixed[half:])]) == key_sum(keys)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 40, 4_000])
def test_on_average_nothing_is_added(count: int) -> None:
    drawn = [noise(count, record_key(b"a secret", str(one))) for one in range(4_000)]
    assert abs(sum(drawn) / len(drawn)) < 0.12
    assert len(set(drawn)) == 2 * min(count, LIMIT) + 1


def test_a_record_has_one_key_under_one_secret() -> None:
    assert record_key(b"one", "x") == record_key(b"one", "x") != record_key(b"two", "x")
    assert 0 <= record_key(b"one", "x") < MODULUS


def test_a_cell_with_its_noise() -> None:
    cell = RawCell(count=50, key_sum=MODULUS + 7)
    assert noisy(cell) == 50 + noise(50, 7)


@pytest.mark.parametrize(("count", "limit"), [(-1, 4), (3, -1)])
def test_what_cannot_be_is_refused(count: int, limit: int) -> None:
    with pytest.raises(ValueError, match=str(count)):
        noise(count, 1, limit=limit)
