"""``{% load around %}``: what stands around every page, drawn once for all who see the same.

Header and footer differ from page to page only in two kinds of address: where to sign in, and this page in
another language. All else that they show is in the key, so nothing has to be cleared; the addresses
are put in afterwards.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.template.context import Context

register = template.Library()

FOOTER = ("site_name", "region_name", "contact_email", "source_code_url")
HEADER = ("site_name", "home_url", "site_search_url", "my_place_url")
ROOM = 200  # drawings kept; each word of the menu, language and setting makes one
SIGN_IN, THERE = "@sign-in@", "@there-{}@"
MARKS = re.compile(r"@(?:sign-in|there-[a-z-]+)@")

_drawn: dict[tuple[Any, ...], str] = {}


class _Language(NamedTuple):
    """A language of the page, with a mark instead of its address."""

    code: str
    name: str
    url: str


@register.simple_tag(takes_context=True)
def header(context: Context) -> SafeString:
    """The header of a page."""
    facts: dict[str, Any] = dict(context.flatten())  # type: ignore[arg-type]
    languages = facts.get("languages") or ()
    here = facts.get("other_language_url")
    puts = {THERE.format(one.code): here or one.url for one in languages}
    puts[SIGN_IN] = facts.get("sign_in_url") or ""
    shown = {name: facts.get(name) for name in HEADER} | {
        "person": bool(facts.get("person")),
        "sign_in_url": puts[SIGN_IN] and SIGN_IN,
        "navigation": tuple(facts.get("navigation") or ()),
        "languages": tuple(
            _Language(one.code, one.name, THERE.format(one.code)) for one in languages
        ),
    }
    drawn = _drawing("ui/header.html", shown)
    return mark_safe(MARKS.sub(lambda mark: conditional_escape(puts[mark.group()]), drawn))


@register.simple_tag(takes_context=True)
def footer(context: Context) -> SafeString:
    """The footer of a page."""
    facts: dict[str, Any] = dict(context.flatten())  # type: ignore[arg-type]
    return mark_safe(_drawing("ui/footer.html", {name: facts.get(name) for name in FOOTER}))


def _drawing(name: str, shown: Mapping[str, Any]) -> str:
    """A template with these facts, drawn when it was not drawn with the same before."""
    key = (name, get_language(), *shown.values())
    if key not in _drawn:
        if len(_drawn) >= ROOM:
            _drawn.clear()
        _drawn[key] = render_to_string(name, dict(shown))
    return _drawn[key]
