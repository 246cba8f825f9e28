"""Time and size of a way of working in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ALONE = 1


def minutes_in_words(minutes: int) -> str:
    """“15 minuten”."""
    return ngettext("%(n)s minuut", "%(n)s minuten", minutes) % {"n": minutes}


def group_in_words(least: int, most: int) -> str:
    """“alleen”, “6 mensen” or “2 tot 12 mensen”."""
    if most == ALONE:
        return _("alleen")
    if least == most:
        return _("%(n)s mensen") % {"n": most}
    return _("%(least)s tot %(most)s mensen") % {"least": least, "most": most}
