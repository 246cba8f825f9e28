"""The forms of moving in: bringing a list, columns, values, wishes. They parse and never write."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from veerkracht.imports import cells, columns
from veerkracht.imports.fields import FIELDS, Field
from veerkracht.imports.fields import Kind as FieldKind
from veerkracht.imports.models import ImportedList, Kind
from veerkracht.imports.verdicts import NEW
from veerkracht.imports.words import FIELDS as FIELD_WORDS
from veerkracht.people.policies import regions_of_coordinator
from veerkracht.places.models import Area
from veerkracht.training.models import Qualification

if TYPE_CHECKING:
    from veerkracht.imports.directory import Directory
    from veerkracht.people.models import Person

MOST_QUESTIONS = 40  # on one page
MOST_OTHERS = 400  # names below the proposals of each question
SURE = 0.8  # a proposal this alike is chosen beforehand


class BringForm(forms.Form):
    """A file, or pasted text; of which sort, for which region."""

    quiet_optional = True
    kind = forms.ChoiceField(
        label=gettext_lazy("Wat staat er in je lijst?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
    )
    region = forms.ModelChoiceField(
        label=gettext_lazy("Voor welke regio?"), queryset=Area.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        required=False,
        help_text=gettext_lazy(
            "Een bestand van Excel (.xlsx) of .csv, tot 10 MB en 20.000 rijen. Je kunt het hierheen slepen."
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,.xlsm,.csv,.tsv,.txt", "data-drop-here": ""}
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Of plak hier je rijen"),
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "Kopieer ze uit Excel, uit een mail of uit een andere tabel. Met de koppen erbij."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "data-paste-here": ""}),
    )

    def __init__(self, *arguments: Any, by: Person, **named: Any) -> None:
        super().__init__(*arguments, **named)
        regions = regions_of_coordinator(by)
        field = self.fields["region"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type alone
        field.queryset = Area.objects.filter(pk__in=[region.pk for region in regions])
        if len(regions) == 1:
            field.initial, field.widget = regions[0].pk, forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """One of both, the file first."""
        given = super().clean() or {}
        if not self.errors and not given.get("file") and not (given.get("text") or "").strip():
            self.add_error("file", _("Kies een bestand, of plak je rijen."))
        return given

    def content(self) -> tuple[str, bytes]:
        """The name of the list, and its bytes."""
        file = self.cleaned_data.get("file")
        if file:
            return file.name, file.read()
        return "", self.cleaned_data["text"].encode()


class ColumnsForm(forms.Form):
    """For each column a choice of what it holds."""

    quiet_optional = True

    def __init__(self, *arguments: Any, imported: ImportedList, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.count = len(imported.headers)
        fields = FIELDS[FieldKind(imported.kind)]
        choices = [("", _("niet overnemen")), *((one.value, FIELD_WORDS[one]) for one in fields)]
        for place, words in enumerate(imported.headers):
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=words,
                choices=choices,
                required=False,
                initial=imported.columns[place] if place < len(imported.columns) else "",
            )

    def chosen(self) -> list[str]:
        """The choices, in the order of the columns."""
        return [self.cleaned_data[f"c{place}"] for place in range(self.count)]


class SheetForm(forms.Form):
    """Another sheet, or another row as header."""

    quiet_optional = True
    sheet = forms.ChoiceField(label=gettext_lazy("Tabblad"), required=False)
    header = forms.IntegerField(
        label=gettext_lazy("Op welke rij staan de koppen?"),
        min_value=0,
        max_value=2_000_000,
        help_text=gettext_lazy(
            "Het nummer van de rij in het bestand. Vul 0 in als er geen koppen zijn."
        ),
    )

    def __init__(self, *arguments: Any, imported: ImportedList, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.initial = {"header": imported.header}
        self.imported = imported
        field = self.fields["sheet"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type alone
        field.choices = [(name, name) for name in imported.sheets]
        field.initial = imported.sheet
        if len(imported.sheets) < 2:
            del self.fields["sheet"]

    def where(self) -> tuple[str, int | None]:
        """The sheet and the row; on another sheet the row is found anew."""
        sheet = self.cleaned_data.get("sheet") or self.imported.sheet
        return sheet, None if sheet != self.imported.sheet else self.cleaned_data["header"]


class ValuesForm(forms.Form):
    """What values mean that the house does not know: a proposal, a new organisation, or nothing."""

    quiet_optional = True

    def __init__(
        self,
        *arguments: Any,
        questions: dict[str, Counter[str]],
        directory: Directory,
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        self.texts: dict[str, tuple[str, str]] = {}
        self.directory = directory
        for what, texts in questions.items():
            for text, number in texts.most_common(MOST_QUESTIONS - len(self.texts)):
                self._ask(what, text, number)

    def _ask(self, what: str, text: str, number: int) -> None:
        name = f"v{len(self.texts)}"
        self.texts[name] = (what, text)
        near = self.directory.near(what, text)
        words = {
            "organisation": self.directory.organisation_names,
            "municipality": self.directory.town_names,
            "sector": self.directory.sector_names,
        }[what]
        others = sorted((label, pk) for pk, label in words.items() if pk not in near)
        choices: list[Any] = [(str(pk), words[pk]) for pk in near]
        if what == "organisation":
            choices.append((NEW, _("nieuw: %(name)s") % {"name": text[:80]}))
        choices.append(("", _("leeg laten")))
        if others and len(others) <= MOST_OTHERS:
            choices.append((_("iets anders"), [(str(pk), label) for label, pk in others]))
        rows = ngettext("in %(n)s rij", "in %(n)s rijen", number) % {"n": number}
        self.fields[name] = forms.ChoiceField(
            label=text[:120],
            help_text=rows,
            choices=choices,
            required=False,
            initial=self._first(what, text, near, words),
        )
        # the question stands with the answer: the page may be of a moment ago
        self.fields[f"{name}t"] = forms.CharField(initial=text, widget=forms.HiddenInput())

    @staticmethod
    def _first(what: str, text: str, near: list[int], words: dict[int, str]) -> str:
        """What stands chosen: a likely proposal; else a new organisation, or nothing."""
        from difflib import SequenceMatcher  # noqa: PLC0415 - only where something is asked

        key = columns.town(text) if what == "municipality" else cells.organisation_key(text)
        for pk in near[:1]:
            other = cells.organisation_key(words[pk])
            alike = SequenceMatcher(None, key, other).ratio() >= SURE
            if alike or f" {key} " in f" {other} ":
                return str(pk)
        return NEW if what == "organisation" else ""

    def meanings(self) -> dict[str, dict[str, str]]:
        """What → text → answer, as the action takes it."""
        said: dict[str, dict[str, str]] = {}
        for name, (what, text) in self.texts.items():
            if self.cleaned_data[f"{name}t"] == text:
                said.setdefault(what, {})[text] = self.cleaned_data[name]
        return said


class WishesForm(forms.Form):
    """For earlier training: rows without an address, and a qualification."""

    quiet_optional = True
    count_nameless = forms.BooleanField(
        label=gettext_lazy("Tel rijen zonder e-mailadres mee als aantal"), required=False
    )
    grants = forms.ModelChoiceField(
        label=gettext_lazy("Geef iedereen uit deze lijst deze kwalificatie"),
        queryset=Qualification.objects.order_by("name"),
        required=False,
        empty_label=gettext_lazy("geen"),
        help_text=gettext_lazy(
            "Alleen als je zeker weet dat de training gelijk is aan die van ons. Bij alleen een jaar telt 1 januari."
        ),
    )


def named_field(name: str) -> str:
    """The words of a field, empty for a column that is not taken over."""
    return str(FIELD_WORDS[Field(name)]) if name else ""
