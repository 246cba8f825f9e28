"""Forms of theme sheets: they parse and never write."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.clock import local
from veerkracht.kernel.forms import DayField
from veerkracht.people.queries import organisations
from veerkracht.places.queries import regions
from veerkracht.programme import sheet_queries as queries
from veerkracht.programme.measures import measures
from veerkracht.programme.models import FIRST_YEAR, LAST_YEAR, Theme
from veerkracht.programme.sheet_line_actions import BEHIND, Contents
from veerkracht.programme.sheet_line_models import (
    LONGEST,
    WITH_LINES,
    Aligned,
    LineKind,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.places.models import Area
    from veerkracht.programme.sheet_line_models import SheetLine
    from veerkracht.programme.sheet_models import Sheet

TWO_ROWS, FOUR_ROWS = {"rows": 2}, {"rows": 4}


def one_of(
    things: Iterable[Any], label: Any, *, said: Callable[[Any], str] = str, **more: Any
) -> forms.TypedChoiceField:
    """A list to choose one thing from; its value is the thing itself, or None."""
    known = {str(one.pk): one for one in things}
    return forms.TypedChoiceField(
        label=label,
        choices=[("", _("Kies")), *((pk, said(one)) for pk, one in known.items())],
        coerce=known.__getitem__,
        empty_value=None,
        **more,
    )


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, by the browser's own calendar."""
    return DayField(label=label, required=False, **more)


class SheetForm(forms.Form):
    """Who owns a sheet, and where to find them."""

    contact_url = forms.URLField(
        label=gettext_lazy("Contactpagina van de eigenaar"),
        help_text=gettext_lazy(
            "Een pagina waar je de eigenaar kunt bereiken, geen adres van één persoon."
        ),
        max_length=300,
        required=False,
        assume_scheme="https",
    )

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["owner"] = one_of(organisations(), _("Eigenaar (kartrekker)"))
        self.order_fields(["theme", "region", "owner", "contact_url"])


class NewSheetForm(SheetForm):
    """Which theme, in which region, and who owns it."""

    def __init__(self, theirs: Sequence[Area], data: Any = None) -> None:
        only = {"region": str(theirs[0].pk)} if len(theirs) == 1 else {}
        super().__init__(data, initial=only)
        self.fields["theme"] = one_of(Theme.objects.all(), _("Thema"), said=_theme)
        self.fields["region"] = one_of(theirs, _("Regio"))
        self.order_fields(["theme", "region", "owner", "contact_url"])


def _theme(one: Theme) -> str:
    return f"{one.programme}: {one}"


class WordsForm(forms.Form):
    """A few words with a step."""

    words = forms.CharField(
        label=gettext_lazy("Opmerking"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs=FOUR_ROWS),
    )


class InPlaceForm(forms.Form):
    """Why a coordinator agrees in place of the owner."""

    words = forms.CharField(
        label=gettext_lazy("Waarom bekijk je dit zelf?"),
        max_length=1000,
        widget=forms.Textarea(attrs=TWO_ROWS),
    )


class ActionForm(forms.Form):
    """An action to make right at a line."""

    what = forms.CharField(label=gettext_lazy("Wat gaan jullie doen?"), max_length=300)

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["owner"] = one_of(organisations(), _("Wie doet het?"))
        self.fields["due_on"] = day_field(_("Klaar op"))


class LineForm(forms.Form):
    """A line of one kind: words, and what this kind asks for."""

    section = forms.ChoiceField(label=gettext_lazy("Onder welke kop?"))
    text = forms.CharField(
        label=gettext_lazy("Tekst"), max_length=LONGEST, widget=forms.Textarea(attrs=FOUR_ROWS)
    )
    text_en = forms.CharField(
        label=gettext_lazy("Tekst in het Engels"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs=TWO_ROWS),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(
        self,
        kind: str,
        sheet: Sheet,
        data: Any = None,
        *,
        line: SheetLine | None = None,
        section: str = "",
        words: str = "",
    ) -> None:
        super().__init__(data, initial=_known(line, kind) if line else {"section": section})
        self.kind = kind
        sections: Any = self.fields["section"]
        sections.choices = [(one.value, one.label) for one in WITH_LINES]
        for name, field in FIELDS[kind](sheet, words, line).items():
            self.fields[name] = field

    def contents(self) -> Contents:
        """What was typed."""
        given = self.cleaned_data
        behind = {name: given.get(name) for name in BEHIND[self.kind]}
        return Contents(given["section"], given["text"], self.kind, given["text_en"], behind)


def _known(line: SheetLine, kind: str) -> dict[str, Any]:
    names = ("section", "text", "text_en", "version", *BEHIND[kind])
    return {name: _initial(getattr(line, name)) for name in names}


def _initial(value: Any) -> Any:
    return str(value.pk) if hasattr(value, "pk") else value


Fields = dict[str, forms.Field]


def _attached(things: Sequence[Any], line: SheetLine | None, name: str) -> list[Any]:
    """Things to choose from, and first the one that hangs on the line already."""
    there = getattr(line, name) if line else None
    return [there, *(one for one in things if one != there)] if there else list(things)


def _text(_sheet: Sheet, _words: str, _line: SheetLine | None) -> Fields:
    return {}


def _action(sheet: Sheet, words: str, line: SheetLine | None) -> Fields:
    things = _attached(queries.actions_to_attach(sheet, words), line, "action")
    return {"action": one_of(things, _("Actie"), said=_said_action, required=False)}


def _said_action(one: Any) -> str:
    return f"{in_language(one, 'what')} ({one.owner}, {one.get_status_display()})"


def _money(sheet: Sheet, words: str, line: SheetLine | None) -> Fields:
    things = _attached(queries.budget_lines_to_attach(sheet, words), line, "budget_line")
    said = lambda one: f"{in_language(one, 'what')} ({one.year}, {one.funder})"  # noqa: E731
    return {"budget_line": one_of(things, _("Begrotingsregel"), said=said, required=False)}


def _agreement(sheet: Sheet, words: str, line: SheetLine | None) -> Fields:
    things = _attached(queries.agreements_to_attach(sheet, words), line, "agreement")
    said = lambda one: f"{in_language(one, 'what')} ({one.promised_by})"  # noqa: E731
    return {"agreement": one_of(things, pgettext("belofte", "Afspraak"), said=said, required=False)}


def _decision(sheet: Sheet, words: str, line: SheetLine | None) -> Fields:
    things = _attached(queries.decisions_to_attach(sheet, words), line, "decision")
    return {"decision": one_of(things, _("Besluit"), said=_said_decision, required=False)}


def _said_decision(one: Any) -> str:
    return f"{one.what} ({date_format(local(one.made_at), 'j F Y')})"


def _indicator(_sheet: Sheet, _words: str, _line: SheetLine | None) -> Fields:
    known = [(name, str(one.title)) for name, one in measures.items()]
    return {
        "measure": forms.ChoiceField(
            label=_("Waaruit lezen we dit?"),
            choices=[("", _("Nog nergens uit")), *known],
            required=False,
        ),
        "target": forms.IntegerField(
            label=_("Streefgetal"),
            help_text=_("Een getal. Vul dan ook het jaar in."),
            required=False,
            min_value=0,
            max_value=10_000_000,
        ),
        "target_year": forms.IntegerField(
            label=_("In het jaar"),
            required=False,
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
        ),
    }


def _question(_sheet: Sheet, _words: str, _line: SheetLine | None) -> Fields:
    return {
        "next_step": forms.CharField(label=_("Volgende stap"), max_length=300, required=False),
        "who": forms.CharField(
            label=_("Wie pakt het op?"),
            help_text=_("Een organisatie of een groep. Dit blad is openbaar: noem geen personen."),
            max_length=160,
            required=False,
        ),
        "by_when": day_field(_("Voor wanneer?")),
        "settled_on": day_field(
            _("Uitgezocht op"), help_text=_("Vul dit in als de verkenning klaar is.")
        ),
        "why": forms.CharField(label=_("Wat is het antwoord?"), max_length=400, required=False),
    }


def _alignment(sheet: Sheet, _words: str, _line: SheetLine | None) -> Fields:
    others = [one for one in regions() if one.pk != sheet.region_id]
    return {
        "other_region": one_of(others, _("Met welke regio?")),
        "aligned_on": day_field(_("Afgestemd op")),
        "aligned": forms.ChoiceField(
            label=_("Wat kwam eruit?"),
            choices=[("", _("Nog af te stemmen")), *Aligned.choices],
            required=False,
        ),
        "why": forms.CharField(
            label=_("Waarom?"),
            help_text=_("Vul dit in als jullie het anders doen."),
            max_length=400,
            required=False,
        ),
    }


def _link(_sheet: Sheet, _words: str, _line: SheetLine | None) -> Fields:
    return {
        "url": forms.URLField(label=_("Adres van de pagina"), max_length=300, assume_scheme="https")
    }


def _partner(_sheet: Sheet, _words: str, _line: SheetLine | None) -> Fields:
    return {"organisation": one_of(organisations(), _("Organisatie"))}


FIELDS: dict[str, Callable[[Any, str, Any], Fields]] = {
    LineKind.TEXT: _text,
    LineKind.ACTION: _action,
    LineKind.INDICATOR: _indicator,
    LineKind.MONEY: _money,
    LineKind.AGREEMENT: _agreement,
    LineKind.DECISION: _decision,
    LineKind.QUESTION: _question,
    LineKind.ALIGNMENT: _alignment,
    LineKind.LINK: _link,
    LineKind.PARTNER: _partner,
}
SEARCHED = (LineKind.ACTION, LineKind.MONEY, LineKind.AGREEMENT, LineKind.DECISION)
