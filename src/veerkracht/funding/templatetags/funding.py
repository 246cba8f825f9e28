"""Money on pages."""

from __future__ import annotations

from django import template

from veerkracht.kernel.money import euros as in_euros

register = template.Library()


@register.filter
def euros(cents: int | None) -> str:
    """Cents in words: ``€ 12,50``; a dash for nothing known."""
    return "–" if cents is None else in_euros(cents)
