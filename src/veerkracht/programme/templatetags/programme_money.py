"""Filters for pages of money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from veerkracht.kernel.money import euros as in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from veerkracht.programme.money_view import Stream

register = template.Library()


@register.filter
def euros(cents: int) -> str:
    """Cents in words for a screen."""
    return in_words(cents)


@register.filter
def plain(number: float) -> str:
    """A number as drawings want it: with a point, in any language."""
    return f"{number:g}"


@register.filter
def of(named: Mapping[str, str], key: str) -> str:
    """What a mapping says of a key."""
    return named.get(key, key)


@register.filter
def by_year(stream: Stream, years: Iterable[int]) -> list[tuple[int | None, int]]:
    """The cents of a stream beside their years."""
    return list(zip(stream.cents, years, strict=True))
