"""``{% load website %}``: links as editors made them, and the drawing on the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import now
from veerkracht.ui.templatetags.ui import button_link, web

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.template.context import Context
    from django.utils.safestring import SafeString

    from veerkracht.training.queries import Card

register = template.Library()

EXAMPLE = (7, 5, 8, 6, 8, 4)
EXAMPLE_BEFORE = (6, 7, 6, 7, 5, 5)


@register.simple_tag(takes_context=True)
def link(context: Context, value: Mapping[str, Any]) -> SafeString:
    """A link block as a link in a text."""
    return format_html('<a href="{}">{}</a>', target(context, value), value["label"])


@register.simple_tag(takes_context=True)
def link_button(context: Context, value: Mapping[str, Any], kind: str = "primary") -> SafeString:
    """A link block as a button, of a kind that ui knows."""
    return button_link(target(context, value), value["label"], kind=kind)


def target(context: Context, value: Mapping[str, Any]) -> str:
    """Where a link block leads: the page's address, or what was typed."""
    page = value["page"]
    return str(page.get_url(context.get("request")) if page else value["address"])


@register.inclusion_tag("ui/web.html")
def example_web() -> dict[str, Any]:
    """The spider web with invented marks, now and some time before."""
    return web(
        EXAMPLE, previous=EXAMPLE_BEFORE, title=_("Voorbeeld van een spinnenweb"), name="example"
    )


@register.simple_tag
def enrol_button(url: str, card: Card) -> SafeString:
    """To the edition, in words that say what one can do there."""
    return button_link(url, _enrol_words(card), size="small")


def _enrol_words(card: Card) -> str:
    if not card.edition.is_open(now()):
        return _("Bekijk")
    places = card.availability
    full = places is not None and (not places.free or places.waiting)
    return _("Op de wachtlijst") if full else _("Schrijf je in")
