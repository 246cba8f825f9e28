"""``{% load website %}``: links as editors made them, and the drawing on the home page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from veerkracht.kernel.clock import now
from veerkracht.ui.templatetags.ui import button_link, web
from veerkracht.website.menu import INDEXES, address
from veerkracht.website.queries import SHARED, address_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.template.context import Context
    from django.utils.safestring import SafeString

    from veerkracht.training.queries import Card

register = template.Library()


@dataclass(frozen=True)
class Feed:
    """A feed as a page links to it."""

    url: str
    type: str
    name: str
    label: str


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
def page_address(page: Any, *, full: bool = False) -> str:
    """Where a page of this language is; ``full`` with the name of the site. No query."""
    return (settings.PUBLIC_URL if full else "") + address_of(page)


@register.simple_tag
def share_picture(page: Any) -> str:
    """The page's own picture in the size that messages show; "" for a page without one."""
    picture = getattr(page, "picture", None)
    return str(picture.get_rendition(SHARED).url) if picture else ""


@register.simple_tag
def news_feeds() -> list[Feed]:
    """The news of this language for feed readers."""
    return [
        Feed(reverse("news_atom"), "application/atom+xml", "Atom", _("Nieuws (Atom)")),
        Feed(reverse("news_rss"), "application/rss+xml", "RSS", _("Nieuws (RSS)")),
    ]


@register.simple_tag
def index_url(key: str) -> str:
    """The address of one of the lists, in the language of this moment; without a query."""
    return address(next(page for page in INDEXES if page.key == key))


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
