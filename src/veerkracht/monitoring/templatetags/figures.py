"""``{% load figures %}``: small drawings that take a reading, so that a template never does sums with figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from veerkracht.monitoring import page_rules as rules

if TYPE_CHECKING:
    from veerkracht.monitoring.page_words import Reading

register = template.Library()


@register.inclusion_tag("monitoring/parts/page_bar.html")
def bar(row: Reading, longest: int, hatch: str) -> dict[str, Any]:
    """A bar as long as the reading's main figure; hatched for what is hidden, never of no length instead."""
    return {"row": row, "share": rules.share(row.main, longest), "hatch": hatch}
