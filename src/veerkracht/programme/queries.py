"""What programme lets apps above read."""

from __future__ import annotations

from veerkracht.programme.agreement_queries import (
    agreements,
    agreements_due,
    agreements_visible_to,
    causes_of,
)

__all__ = [
    "agreements",
    "agreements_due",
    "agreements_visible_to",
    "causes_of",
]
