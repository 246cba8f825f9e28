"""Noise that is always the same for the same people: the cell key method, in whole numbers. Pure.

Every record has a fixed random key; the keys of the people in a cell are added modulo 2**64, and that sum decides the
noise. So the same people get the same noise in every table, on every date and in whatever order they were counted,
and asking again teaches nothing. Keys add up as counts do: a total has the sum of the keys of its parts. Only whole
numbers are used, so every machine gives the same answer.

Sources: Fraser and Wooton, 2005; Thompson, Broadfoot and Elazar, *Methodology for the automatic confidentialisation
of statistical outputs from remote servers*, UNECE, 2013; Meindl and Enderle, *cellKey*, 2019.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from itertools import accumulate

from veerkracht.disclosure.tables import MODULUS, RawCell

LIMIT = 4  # no count is moved further


def record_key(secret: bytes, what: str) -> int:
    """The fixed random key of one record, below 2**64: HMAC-SHA256 of what names it, under a secret of the house."""
    return int.from_bytes(hmac.digest(secret, what.encode(), "sha256")[:8], "big")


def key_sum(keys: Iterable[int]) -> int:
    """The keys of a cell or of its parts, added modulo 2**64."""
    return sum(keys) % MODULUS


def noise(count: int, keys: int, *, limit: int = LIMIT) -> int:
    """What is added to a count: a whole number from ``-limit`` to ``limit``, small ones more often, on average 0.

    0 stays 0, and nothing becomes less than 0: of a count below the limit the noise goes no further up than down.
    """
    if count < 0 or limit < 0:
        raise ValueError((count, limit))
    reach = min(count, limit)
    weights = [reach + 1 - abs(step) for step in range(-reach, reach + 1)]
    drawn = _mixed(keys) * sum(weights) // MODULUS
    below = sum(1 for reached in accumulate(weights) if reached <= drawn)
    return below - reach


def noisy(cell: RawCell, *, limit: int = LIMIT) -> int:
    """The count of a cell with its noise."""
    return cell.count + noise(cell.count, cell.key_sum % MODULUS, limit=limit)


def _mixed(keys: int) -> int:
    """Spread evenly below 2**64, also when the keys themselves are not."""
    return int.from_bytes(hashlib.sha256(keys.to_bytes(8, "big")).digest()[:8], "big")
