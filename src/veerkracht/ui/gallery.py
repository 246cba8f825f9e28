"""The gallery at ``/ui/``: every component in every state, for eyes and for axe."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from veerkracht.kernel.forms import DayField
from veerkracht.ui.icons import ICONS
from veerkracht.ui.palette import schemes

NOW = (7, 5, 8, 6, 8, 4)
BEFORE = (6, 7, 6, 7, 5, 5)
SECOND = (6, 4, 7, 6, 7, 6)
PARTS = (None, 5, 8, None, 7, 4)
REGIONS = [
    ("noord", _("Noord-Limburg")),
    ("midden", _("Midden-Limburg")),
    ("zuid", _("Zuid-Limburg")),
]


class ExampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=_("Je naam"), help_text=_("Zoals je op de lijst wilt staan."))
    email = forms.EmailField(label=_("E-mailadres"))
    places = forms.IntegerField(label=_("Aantal plaatsen"), min_value=1, max_value=20)
    region = forms.ChoiceField(label=_("Regio"), choices=REGIONS)
    kind = forms.ChoiceField(label=_("Hoe kom je?"), choices=REGIONS, widget=forms.RadioSelect)
    sectors = forms.MultipleChoiceField(
        label=_("Waar werk je?"),
        choices=REGIONS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Je mag meer dan één antwoord kiezen."),
    )
    day = DayField(label=_("Datum"))
    start = forms.TimeField(
        label=_("Begint om"), widget=forms.TimeInput(attrs={"type": "time"}), required=False
    )
    remark = forms.CharField(
        label=_("Wil je nog iets kwijt?"), widget=forms.Textarea, required=False
    )
    proof = forms.FileField(label=_("Bewijs"), required=False)
    agree = forms.BooleanField(label=_("Ik heb de afspraken gelezen"))


class TakenForm(ExampleForm):
    """The same form, sent with mistakes."""

    def clean(self) -> dict[str, Any]:
        """One mistake that belongs to no field."""
        raise forms.ValidationError(_("De inschrijving voor deze training is net gesloten."))


def gallery(request: HttpRequest) -> HttpResponse:
    """Everything on one page; only in the demo and in tests."""
    if not (settings.DEMO or settings.TEST):
        raise Http404
    wrong = TakenForm({"name": "", "email": "saskia@", "places": 40}, auto_id="wrong_%s")
    return render(
        request, "ui/gallery.html", {"form": ExampleForm(), "wrong": wrong, **_pictures()}
    )


def example_page(request: HttpRequest) -> HttpResponse:
    """A whole page, as the first mock draws it."""
    if not (settings.DEMO or settings.TEST):
        raise Http404
    return render(request, "ui/gallery_page.html", {**_pictures(), "editions": _editions()})


def _pictures() -> dict[str, Any]:
    found = schemes()
    colours = [
        (name, value, found["dark"].get(name, value)) for name, value in found["light"].items()
    ]
    return {
        "icons": sorted(ICONS),
        "colours": colours,
        "now": NOW,
        "before": BEFORE,
        "second": SECOND,
        "parts": PARTS,
        "page_obj": Paginator(range(240), 20).page(4),
        "day": dt.date(2026, 12, 3),
        "later": dt.date(2027, 1, 14),
    }


def _editions() -> list[dict[str, Any]]:
    titles = (
        (
            _("Het gesprek met (aanstaande) ouders"),
            _("Basistraining · 2 dagdelen · Heerlen"),
            13,
            16,
            3,
        ),
        (
            _("Positieve Gezondheid in het wijkteam"),
            _("Verdieping · 3 dagdelen · Sittard-Geleen"),
            12,
            12,
            9,
        ),
        (_("Intervisie leren begeleiden"), _("Voor coaches · 2 dagen · Maastricht"), 3, 12, 14),
    )
    return [
        {
            "title": title,
            "text": text,
            "taken": taken,
            "capacity": capacity,
            "day": dt.date(2026, 12, day),
        }
        for title, text, taken, capacity, day in titles
    ]
