"""Numbers in an address or a field that no form checks: somebody may type anything there."""

from __future__ import annotations

BIGINT = 18  # digits that surely fit in a number of PostgreSQL
INTEGER = 9  # the same of a smaller one


def whole(text: str, *, digits: int = BIGINT) -> int | None:
    """The number that these digits write; None for any other signs, and for more digits than that.

    Python takes “²” for a digit and cannot read it, and reads no number of more than 4,300 digits.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
