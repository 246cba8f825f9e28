"""The gate before forms that anybody may send: a mark that is ours, not too quick and not too old, and a trap.

The mark is random, signed and carries when the page was made: a script that posts at once, or a page that was kept
for a day, is turned away. The trap is a field that people do not see; who fills it in is thanked and forgotten.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel import marks
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.permissions import require

PURPOSE = "cocreation.gate"
SHORTEST = timedelta(seconds=3)
LONGEST = timedelta(hours=6)


def fresh_mark(whose: str) -> str:
    """What a page carries: for what it is, and a random number; signed, with its time."""
    return marks.fresh(PURPOSE, whose)


def check_mark(whose: str, mark: str) -> None:
    """Raise NotAllowed for a mark that is forged, of another page or too old."""
    message = _("Deze pagina stond te lang open. Open hem opnieuw.")
    require(marks.holds(PURPOSE, whose, mark, LONGEST), message)


def check_pace(whose: str, mark: str) -> None:
    """Raise RuleBroken for a page of ``whose`` that comes back sooner than anybody reads; for a visitor's post only."""
    if settings.RATE_LIMITS and marks.holds(PURPOSE, whose, mark, SHORTEST):
        raise RuleBroken(_("Dat ging wel heel snel. Druk nog een keer op de knop."))


def kept_form(mark: str) -> str:
    """What is kept of a mark, to count its page once."""
    return marks.kept_form(PURPOSE, mark)


class GatedForm(forms.Form):
    """A form that carries a mark and a trap."""

    mark = forms.CharField(widget=forms.HiddenInput(), max_length=300)
    website = forms.CharField(
        label=gettext_lazy("Laat dit leeg"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, whose: str, data: Any = None, **named: Any) -> None:
        initial = {"mark": fresh_mark(whose), **named.pop("initial", {})}
        super().__init__(data, initial=initial, **named)

    @property
    def is_trapped(self) -> bool:
        """Whether somebody filled in what people do not see."""
        return bool(self.data.get("website"))
