"""Forms about certificates: they parse and never write."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.kernel.numbers import whole

CODE = re.compile(r"[A-Za-z0-9_-]{22}")


class ShownForm(forms.Form):
    """What a stranger sees who has the code, and what the badge says of the holder."""

    quiet_optional = True

    name = forms.BooleanField(label=gettext_lazy("Mijn naam"), required=False)
    hours = forms.BooleanField(label=gettext_lazy("Hoeveel uur ik volgde"), required=False)
    email = forms.BooleanField(
        label=gettext_lazy("Mijn e-mailadres in de badge"),
        help_text=gettext_lazy(
            "Niemand kan het erin lezen. Wie je adres kent, kan zien dat de badge van jou is. Soms is dat nodig."
        ),
        required=False,
    )


class RevokeForm(forms.Form):
    """Why a certificate is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom trek je het in?"),
        help_text=gettext_lazy(
            "De deelnemer leest dit in een mail. Schrijf niets over iemands gezondheid."
        ),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CodeForm(forms.Form):
    """A code, or the whole address of the page about a certificate."""

    code = forms.CharField(
        label=gettext_lazy("Code van het certificaat"),
        help_text=gettext_lazy("22 tekens. Je vindt hem onder de QR-code. Het hele adres mag ook."),
        max_length=300,
    )

    def clean_code(self) -> str:
        """The code out of what was typed: what stands last in an address."""
        typed = str(self.cleaned_data["code"]).strip().rstrip("/").rpartition("/")[2]
        if not CODE.fullmatch(typed):
            raise forms.ValidationError(
                gettext_lazy("Dit is geen code van een certificaat. Kijk nog eens goed.")
            )
        return typed


class RuleForm(forms.Form):
    """What a course asks before somebody has completed it."""

    quiet_optional = True

    may_miss = forms.IntegerField(
        label=gettext_lazy("Hoeveel bijeenkomsten mag iemand missen?"),
        help_text=gettext_lazy("0 betekent: iedereen moet overal bij zijn."),
        min_value=0,
        max_value=20,
    )
    needs_assignment = forms.BooleanField(
        label=gettext_lazy("Er is een opdracht, en de trainer of coördinator keurt die goed"),
        required=False,
    )
    needs_elearning = forms.BooleanField(
        label=gettext_lazy("De e-learning moet af zijn"), required=False
    )


def ticked(given: Iterable[str]) -> set[int]:
    """The numbers that were ticked; what is no number is passed over."""
    return {number for number in map(whole, given) if number is not None}
