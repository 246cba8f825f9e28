"""Small sets of numbers as bits of one number."""

from __future__ import annotations


def members(bits: int) -> list[int]:
    """The numbers in a set, the lowest first; none for a negative one."""
    return [at for at in range(max(0, bits).bit_length()) if bits >> at & 1]


def lowest(bits: int) -> int:
    """The lowest number in a set that is not empty."""
    return (bits & -bits).bit_length() - 1
