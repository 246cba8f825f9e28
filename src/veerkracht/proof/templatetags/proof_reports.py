"""Filters of the reports."""

from __future__ import annotations

from django import template

from veerkracht.kernel.money import euros

register = template.Library()


@register.filter
def in_euros(cents: int) -> str:
    """An amount in cents in words."""
    return euros(cents)
