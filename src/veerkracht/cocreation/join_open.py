"""What every form for anybody has: a trap for machines, text in one line, and a ceiling for each address."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import RuleBroken
from veerkracht.places.queries import region_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.places.models import Area

A_DAY = timedelta(days=1)
MOST_UNCONFIRMED = 3  # that wait for one address within a day: nobody can fill somebody's mailbox


class LineField(forms.CharField):
    """Text in one line: line breaks become spaces, so that it may stand in a subject."""

    def clean(self, value: Any) -> Any:
        """One line."""
        return super().clean(" ".join(str(value or "").split()))


class OpenForm(forms.Form):
    """A form that anybody may post. ``trapped`` says that a machine filled in what nobody sees."""

    homepage = forms.CharField(
        label=gettext_lazy("Laat dit veld leeg"),
        required=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"class": "trap", "tabindex": "-1", "autocomplete": "off", "aria-hidden": "true"}
        ),
    )

    @property
    def trapped(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.data.get("homepage"))


def check_pace(rows: QuerySet[Any]) -> None:
    """Raise RuleBroken when too many rows of one address wait for a yes; ``rows`` are those of the address."""
    if rows.filter(state="asked", made_at__gt=now() - A_DAY).count() >= MOST_UNCONFIRMED:
        message = _("Er wachten al drie berichten op een ja uit je mail. Kijk eerst in je mail.")
        raise RuleBroken(message, field="email")


def region_here(area: Area) -> Area:
    """The region of a municipality; RuleBroken outside our regions."""
    found = region_of(area)
    if found is None:
        raise RuleBroken(_("Deze gemeente ligt buiten onze regio's."), field="area")
    return found
