"""Rounding shown counts, and what a rounded count tells. Pure; whole numbers only.

Deterministic, to the nearest multiple of the base: the same count is shown in the same way in every table and every
release, so that it cannot be averaged out. Source: Hundepool e.a., *Statistical Disclosure Control*, 2012, section
5.4.
"""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]  # the least and the most it can be


def rounded(count: int, base: int) -> int:
    """The multiple of ``base`` nearest to a count of 0 or more, halves up; with base 1 the count itself."""
    if count < 0 or base < 1:
        raise ValueError((count, base))
    return (count + base // 2) // base * base


def span(number: int, base: int, *, threshold: int = 1) -> Span:
    """Between which whole numbers (both included) a count lies that is shown as ``number``.

    Who knows the method knows also that a shown count other than 0 is at least the threshold.
    """
    low, high = number - base // 2, number + (base - 1) // 2
    if number == 0:
        return (0, high) if high >= threshold else (0, 0)
    return max(low, threshold), max(high, threshold)


def common(spans: Iterable[Span]) -> Span:
    """What several of them leave together; the least above the most when they contradict each other."""
    read = list(spans)
    return max(low for low, _high in read), min(high for _low, high in read)


def values_in(between: Span) -> int:
    """How many whole numbers lie in it."""
    return max(0, between[1] - between[0] + 1)
