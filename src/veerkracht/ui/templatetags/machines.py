"""``{% load machines %}``: what search engines and other sites read of a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django.template.context import Context
    from django.utils.safestring import SafeString

register = template.Library()

# Within a script element only these could end it or open a comment (as in django.utils.html.json_script).
_ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
LOCALES = {"nl": "nl_NL", "en": "en_GB"}


@register.simple_tag
def json_ld(things: Any) -> SafeString:
    """Things of schema.org as a data block, which no browser runs; nothing for nothing."""
    if not things:
        return mark_safe("")
    graph = things if isinstance(things, list) else [things]
    written = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    block = mark_safe(written.translate(_ESCAPED))
    return format_html('<script type="application/ld+json">{}</script>', block)


@register.inclusion_tag("ui/social.html", takes_context=True)
def social(
    context: Context, title: str, description: str = "", picture: str = "", kind: str = "website"
) -> dict[str, Any]:
    """Open Graph: how a link to this page looks in a message. The picture is ours unless given."""
    request = context.get("request")
    return {
        "title": title,
        "description": description,
        "picture": settings.PUBLIC_URL + (picture or static("ui/share.png")),
        "kind": kind,
        "url": settings.PUBLIC_URL + request.path if request else "",
        "site_name": settings.SITE_NAME,
        "locale": LOCALES.get(get_language() or "nl", "nl_NL"),
    }
