"""Forms of the ledger: filters, booking by hand, booking back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from veerkracht.funding.ledger_actions import BY_HAND
from veerkracht.funding.ledger_queries import Asked
from veerkracht.funding.models import BookingKind, Cause
from veerkracht.kernel.forms import DayField, EurosField


class FilterForm(forms.Form):
    """Which bookings one wants to see. What does not fit is left out."""

    quiet_optional = True
    soort = forms.ChoiceField(
        label=_("Soort"), choices=[("", _("alles")), *BookingKind.choices], required=False
    )
    oorzaak = forms.ChoiceField(
        label=_("Waarvoor"), choices=[("", _("alles")), *Cause.choices], required=False
    )
    nummer = forms.IntegerField(label=_("Nummer"), min_value=1, max_value=2**62, required=False)
    van = DayField(label=_("Van"), required=False)
    tot = DayField(label=_("Tot en met"), required=False)

    def asked(self) -> Asked:
        """The filters that can be used."""
        self.full_clean()
        given = getattr(self, "cleaned_data", {})
        return Asked(
            kind=given.get("soort") or "",
            cause=given.get("oorzaak") or "",
            number=given.get("nummer"),
            since=given.get("van"),
            until=given.get("tot"),
        )


class BookForm(forms.Form):
    """Money moved by hand."""

    source = forms.ChoiceField(
        label=_("Van"), choices=[(kind.value, kind.label) for kind in BY_HAND]
    )
    target = forms.ChoiceField(
        label=_("Naar"), choices=[(kind.value, kind.label) for kind in reversed(BY_HAND)]
    )
    amount = EurosField(label=_("Bedrag in euro's"))
    reason = forms.CharField(label=_("Waarom?"), max_length=300)
    evidence = forms.CharField(label=_("Welk stuk bewijst dit?"), max_length=120)


class BackForm(forms.Form):
    """Why something is booked back."""

    reason = forms.CharField(label=_("Waarom boek je dit terug?"), max_length=300)
    evidence = forms.CharField(label=_("Welk stuk bewijst dit?"), max_length=120)
