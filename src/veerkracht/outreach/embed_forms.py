"""The form that makes a snippet: it parses and never writes; what cannot be is passed over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from veerkracht.monitoring.queries import indicators
from veerkracht.outreach import embed_rules as rules
from veerkracht.outreach.embed_snippets import AGENDA, COMPONENT, FIGURE, FINDER, WEB, Asked
from veerkracht.outreach.newsletter_models import LANGUAGES
from veerkracht.people.models import Sector
from veerkracht.places.queries import regions
from veerkracht.programme.queries import public_sheets

MOST_SHEETS = 60
FONT_NAMES = [
    ("eigen", gettext_lazy("Goed leesbaar (Atkinson)")),
    ("systeem", gettext_lazy("Zoals op het apparaat")),
    ("schreef", gettext_lazy("Met schreef")),
]


def _colour_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=7, widget=forms.TextInput(attrs={"type": "color"})
    )


class SnippetForm(forms.Form):
    """What to show, of which region and sector, and how it looks."""

    quiet_optional = True
    use_required_attribute = False

    wat = forms.ChoiceField(label=gettext_lazy("Wat wil je laten zien?"), required=False)
    regio = forms.ChoiceField(label=gettext_lazy("Welke regio?"), required=False)
    sector = forms.ChoiceField(label=gettext_lazy("Welke sector?"), required=False)
    aantal = forms.IntegerField(
        label=gettext_lazy("Hoeveel in de lijst?"),
        required=False,
        min_value=rules.FEWEST,
        max_value=rules.MOST,
    )
    hoogte = forms.IntegerField(
        label=gettext_lazy("Hoe hoog, in pixels?"),
        required=False,
        min_value=rules.LOWEST,
        max_value=rules.HIGHEST,
    )
    taal = forms.ChoiceField(
        label=gettext_lazy("In welke taal?"), required=False, choices=LANGUAGES
    )
    kleur = _colour_field(gettext_lazy("Kleur van links"))
    tekst = _colour_field(gettext_lazy("Kleur van tekst"))
    achtergrond = _colour_field(gettext_lazy("Achtergrond"))
    letter = forms.ChoiceField(label=gettext_lazy("Lettertype"), required=False, choices=FONT_NAMES)

    def __init__(self, data: Any = None) -> None:
        usual = Asked()
        given = {
            "wat": usual.what,
            "aantal": str(usual.number),
            "hoogte": str(usual.height),
            "taal": (get_language() or "nl")[:2],
            "kleur": rules.ACCENT,
            "tekst": rules.TEXT,
            "achtergrond": rules.GROUND,
            "letter": "eigen",
            **({name: data[name] for name in data if data[name]} if data else {}),
        }
        super().__init__(given)
        self._offer("wat", _things())
        everything = [("", _("Alles"))]
        self._offer("regio", everything + [(one.code, str(one)) for one in regions()])
        self._offer("sector", everything + [(one.code, str(one)) for one in Sector.objects.all()])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def asked(self) -> Asked:
        """What was chosen; the usual for what is wrong."""
        self.is_valid()
        given, usual = self.cleaned_data, Asked()
        return Asked(
            what=given.get("wat") or usual.what,
            region=given.get("regio") or "",
            sector=given.get("sector") or "",
            number=given.get("aantal") or usual.number,
            height=given.get("hoogte") or usual.height,
            language=given.get("taal") or usual.language,
            look=rules.look({name: str(given.get(name) or "") for name in LOOK}),
        )

    @property
    def is_legible(self) -> bool:
        """Whether the colours can stay as they were chosen."""
        look = self.asked().look
        chosen = {name: rules.colour(self.cleaned_data.get(name) or "") for name in LOOK[:3]}
        return chosen == {"kleur": look.accent, "tekst": look.text, "achtergrond": look.ground}


LOOK = ("kleur", "tekst", "achtergrond", "letter")


def _things() -> list[tuple[str, str]]:
    sheets = [
        (
            f"themablad/{one.sheet.region.code}/{one.sheet.theme.slug}",
            _("Themablad: %(theme)s, %(region)s")
            % {"theme": one.sheet.theme, "region": one.sheet.region},
        )
        for one in public_sheets()[:MOST_SHEETS]
    ]
    return [
        (AGENDA, _("De agenda (zonder script)")),
        (COMPONENT, _("De agenda (onderdeel met script)")),
        (FINDER, _("Zoek een training")),
        (WEB, _("Het lege spinnenweb")),
        *(
            (f"{FIGURE}/{code}", _("Cijfer: %(name)s") % {"name": name})
            for code, name in indicators()
        ),
        *sheets,
    ]
