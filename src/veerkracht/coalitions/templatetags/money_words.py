"""Cents, bank numbers and places in a drawing, for templates."""

from __future__ import annotations

from django import template

from veerkracht.coalitions import expense_rules
from veerkracht.kernel import money

register = template.Library()


@register.filter
def euros(cents: int) -> str:
    """``€ 12,50``."""
    return money.euros(cents)


@register.filter
def spaced(number: str) -> str:
    """A bank number in groups of four."""
    return expense_rules.spaced(number)


@register.filter
def unlocalise(value: float) -> str:
    """A number as SVG writes it, with a point."""
    return f"{value:g}"
