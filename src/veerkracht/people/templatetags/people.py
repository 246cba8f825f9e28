"""``{% load people %}``: words for devices."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from veerkracht.people.rules import device

register = template.Library()


@register.filter
def device_name(user_agent: str) -> str:
    """“Firefox op Windows”, from what a browser says of itself."""
    browser, system = device(user_agent)
    if browser and system:
        return _("%(browser)s op %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("onbekend apparaat")
