"""``{% load shell %}``: what the page of the resident's app needs around it."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from veerkracht.ui.icons import ICONS

register = template.Library()

DRAWN = (
    "arrow-left",
    "arrow-right",
    "body",
    "chat",
    "check",
    "check-circle",
    "chevron-right",
    "close",
    "daily",
    "download",
    "error",
    "feeling",
    "home",
    "info",
    "key",
    "light",
    "list",
    "lock",
    "logout",
    "meaning",
    "participation",
    "people",
    "person",
    "phone",
    "plus",
    "print",
    "quality",
    "search",
    "sound",
    "star",
    "swap",
    "trash",
    "warning",
)


@register.simple_tag
def icon_sheet() -> SafeString:
    """The drawings that the app's screens use, once; a screen shows one by ``#icon-<name>``."""
    symbols = format_html_join(
        "",
        '<symbol id="icon-{}" viewBox="0 0 24 24">{}</symbol>',
        ((name, SafeString(ICONS[name])) for name in DRAWN),
    )
    return format_html(
        '<svg class="icon-sheet" width="0" height="0" aria-hidden="true" focusable="false">{}</svg>',
        symbols,
    )
