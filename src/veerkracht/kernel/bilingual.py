"""Data that people typed in two languages: Dutch always, English where given."""

from __future__ import annotations

from django.db.models import Model
from django.utils.translation import get_language


def in_language(thing: Model, field: str) -> str:
    """``field`` of a thing in the reader's language: ``<field>_en`` for English when filled in."""
    english = (get_language() or "nl").startswith("en")
    value = getattr(thing, f"{field}_en", "") if english else ""
    return str(value or getattr(thing, field))
