"""Tags for pages of agreements, checks and plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from veerkracht.kernel.bilingual import in_language

if TYPE_CHECKING:
    from django.db.models import Model

register = template.Library()


@register.simple_tag
def in_words(thing: Model, field: str) -> str:
    """A field that was typed in two languages, in the reader's."""
    return in_language(thing, field)


@register.simple_tag
def cell_label(head: list[str], place: int) -> str:
    """The head above a cell."""
    return head[place] if place < len(head) else ""
