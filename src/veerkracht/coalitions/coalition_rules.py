"""What a coalition is among series of meetings, and how its address is made. Pure."""

from __future__ import annotations

import re
import unicodedata

PURPOSE = "coalition"  # of its series of meetings
LONGEST_SLUG = 80
_OTHER = re.compile(r"[^a-z0-9]+")


def slug_of(name: str, taken: frozenset[str] = frozenset()) -> str:
    """Part of an address made of a name; with a number behind it when that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = _OTHER.sub("-", plain).strip("-")[: LONGEST_SLUG - 4].strip("-") or "coalitie"
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(one for one in numbered if one not in taken)
