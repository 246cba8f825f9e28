"""``{% load website %}``: links as editors made them, and the drawing on the home page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.training.queries import Availability
from veerkracht.ui.templatetags.ui import button_link, places_left, tag, web

register = template.Library()

EXAMPLE = (7, 5, 8, 6, 8, 4)
EXAMPLE_BEFORE = (6, 7, 6, 7, 5, 5)


@register.simple_tag(takes_context=True)
def link(context: Context, value: Mapping[str, Any]) -> SafeString:
    """A link block as a link in a text."""
    return format_html('<a href="{}">{}</a>', target(context, value), value["label"])


@register.simple_tag(takes_context=True)
def link_button(context: Context, value: Mapping[str, Any], first: bool = True) -> SafeString:  # noqa: FBT001, FBT002 - a template cannot name it better
    """A link block as a button; of several only the first is the main one."""
    return button_link(target(context, value), value["label"], kind="primary" if first else "quiet")


def target(context: Context, value: Mapping[str, Any]) -> str:
    """Where a link block leads: the page's address, or what was typed."""
    page = value["page"]
    return str(page.get_url(context.get("request")) if page else value["address"])


@register.inclusion_tag("ui/web.html")
def example_web() -> dict[str, Any]:
    """The spider web with invented marks, now and some time before."""
    return web(EXAMPLE, previous=EXAMPLE_BEFORE, title=_("Voorbeeld van een spinnenweb"), name="example")


@register.simple_tag
def places(known: Availability | None) -> SafeString:
    """How full an edition is, as a label; nothing when no app counts its places."""
    if known is None:
        return SafeString("")
    if known.free > 0:
        return tag(places_left(known.taken, known.capacity), tone="sun")
    waiting = ngettext("vol · %(count)s wacht", "vol · %(count)s wachten", known.waiting)
    return tag(waiting % {"count": known.waiting} if known.waiting else _("vol"), tone="danger")


@register.simple_tag
def enrol_button(url: str, known: Availability | None) -> SafeString:
    """To the edition, in words that say what one can do there."""
    full = known is not None and known.free <= 0
    return button_link(url, _("Op de wachtlijst") if full else _("Schrijf je in"), size="small")
