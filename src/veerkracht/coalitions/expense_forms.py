"""Forms of fees and expenses: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.coalitions.expense_actions import Asked
from veerkracht.coalitions.expense_fields import KilometresField, day_field
from veerkracht.coalitions.expense_rules import RECEIPTS
from veerkracht.kernel.clock import local, today
from veerkracht.kernel.forms import EurosField
from veerkracht.kernel.money import euros

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.coalitions.models import Claim, ParentTerms
    from veerkracht.meetings.models import Meeting


class ClaimForm(forms.Form):
    """Which meeting or day, and what is asked for it."""

    meeting = forms.ChoiceField(
        label=gettext_lazy("Voor welke bijeenkomst?"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": gettext_lazy(
                "Kies een bijeenkomst uit de lijst. Een dag waarvoor al iets is gevraagd, staat er niet bij."
            )
        },
    )
    day = day_field(label=gettext_lazy("Welke dag was het?"), required=False)
    fee = forms.BooleanField(required=False)
    kilometres = KilometresField(
        label=gettext_lazy("Hoeveel kilometer reed of fietste je?"),
        help_text=gettext_lazy("Heen en terug samen."),
        required=False,
    )
    ticket = EurosField(
        most=100_000,
        nothing=0,
        label=gettext_lazy("Of: wat kostten bus, trein of parkeren?"),
        help_text=gettext_lazy("In euro’s, bijvoorbeeld 6,40."),
        required=False,
    )
    childcare = EurosField(
        most=100_000, nothing=0, label=gettext_lazy("Wat kostte de oppas?"), required=False
    )
    receipt = forms.FileField(
        label=gettext_lazy("Foto of bestand van je bonnetje"),
        help_text=gettext_lazy("Een foto (jpg of png) of een pdf, tot 5 MB."),
        required=False,
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{end}" for end in RECEIPTS)}),
    )
    note = forms.CharField(
        label=gettext_lazy("Wil je er iets bij zeggen?"), max_length=300, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    quiet_optional = True

    def __init__(
        self,
        terms: ParentTerms | None,
        meetings: Sequence[Meeting],
        claim: Claim | None = None,
        data: Any = None,
        files: Any = None,
    ) -> None:
        super().__init__(data, files, initial=_known(claim))
        self.meetings = {str(one.pk): one for one in meetings}
        field: Any = self.fields["meeting"]
        days = [(key, _words(one)) for key, one in self.meetings.items()]
        field.choices = [*days, ("other", _("Iets anders, op een andere dag"))]
        self._follow(terms)
        if claim is None:
            self.initial["meeting"] = str(meetings[0].pk) if meetings else "other"

    def _follow(self, terms: ParentTerms | None) -> None:
        """Only what this coalition pays."""
        if terms is None or not terms.fee_cents:
            del self.fields["fee"]
        else:
            said = _("De vergoeding voor één bijeenkomst: %(money)s")
            self.fields["fee"].label = said % {"money": euros(terms.fee_cents)}
        if terms is None or not terms.childcare:
            del self.fields["childcare"]

    def clean(self) -> dict[str, Any]:
        """A day with what has none of itself."""
        given = super().clean() or {}
        if given.get("meeting") == "other" and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Vul dit nog in."))
        return given

    def look_again(self, version: int) -> None:
        """Whoever sends this again has seen this version."""
        self.data = {**self.data.dict(), "seen": str(version)}  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What was typed."""
        given = self.cleaned_data
        meeting = self.meetings.get(given["meeting"])
        day = local(meeting.starts_at).date() if meeting else given["day"]
        return Asked(
            day=day,
            meeting=meeting,
            fee=given.get("fee", False),
            kilometres=given["kilometres"],
            ticket_cents=given["ticket"],
            childcare_cents=given.get("childcare", 0),
            note=given["note"],
        )


def _known(claim: Claim | None) -> dict[str, Any]:
    if claim is None:
        return {"fee": True}
    return {
        "meeting": str(claim.meeting_id or "other"),
        "day": claim.day,
        "fee": bool(claim.fee_cents),
        "kilometres": claim.kilometres,
        "ticket": claim.ticket_cents,
        "childcare": claim.childcare_cents,
        "note": claim.note,
        "seen": claim.version,
    }


def _words(meeting: Meeting) -> str:
    return date_format(local(meeting.starts_at), "l j F Y")


class WordForm(forms.Form):
    """A question about a claim."""

    word = forms.CharField(
        label=gettext_lazy("Wat wil je weten?"),
        help_text=gettext_lazy("De ouder krijgt deze vraag per mail."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class BankForm(forms.Form):
    """A bank number and on whose name."""

    number = forms.CharField(
        label=gettext_lazy("Rekeningnummer (IBAN)"),
        help_text=gettext_lazy("Het staat op je bankpas. Bijvoorbeeld NL00 BANK 0123 4567 89."),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    holder = forms.CharField(
        label=gettext_lazy("Op naam van"),
        help_text=gettext_lazy("Zoals het op de bankpas staat."),
        max_length=70,
    )


class RunForm(forms.Form):
    """When the bank should pay."""

    pay_on = day_field(label=gettext_lazy("Op welke dag betaalt de bank?"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"pay_on": today()})
