"""Forms of what is counted and against what: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.imports.reading import Unreadable, read
from veerkracht.monitoring import count_queries as queries
from veerkracht.monitoring.count_actions import Counted, Published, Wanted, Words
from veerkracht.monitoring.count_definitions import WORDS
from veerkracht.monitoring.count_facts import groups
from veerkracht.monitoring.count_models import FIRST_YEAR, LAST_YEAR, MOST, DenominatorKind
from veerkracht.monitoring.count_reading import Names, Reader
from veerkracht.monitoring.count_words import faults_in_words, told
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from veerkracht.monitoring.count_models import Denominator
    from veerkracht.monitoring.count_reading import Line, Value
    from veerkracht.monitoring.count_rules import Definition
    from veerkracht.people.models import Person

FILE = {"accept": ".csv,.xlsx,.txt"}
IN_DUTCH = {"lang": "nl"}
MOST_LIST = 2_000_000  # bytes
FILE_HELP = gettext_lazy(
    "Een .csv of .xlsx met een kop boven elke kolom: gebied, jaar en aantal. Getallen zoals 2900 of 2.900."
)


def _text(most: int, *, rows: int = 0, dutch: bool = False, **given: Any) -> forms.CharField:
    attributes: dict[str, Any] = dict(IN_DUTCH) if dutch else {}
    widget: forms.Widget = forms.TextInput(attrs=attributes)
    if rows:
        widget = forms.Textarea(attrs={"rows": rows, **attributes})
    return forms.CharField(max_length=most, widget=widget, **given)


def _year() -> forms.IntegerField:
    return forms.IntegerField(label=gettext_lazy("Jaar"), min_value=FIRST_YEAR, max_value=LAST_YEAR)


def _choices(kind: str, empty: Any) -> list[tuple[str, Any]]:
    named = [(one.code, queries.label(kind, one.code)) for one in groups(f"{kind}s")]
    return [("", empty), *named]


class DefinitionForm(forms.Form):
    """What an indicator says; the version on the screen goes along."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    name = _text(160, dutch=True, label=gettext_lazy("Naam"))
    meaning = _text(
        400, rows=2, dutch=True, label=gettext_lazy("Welke vraag beantwoordt dit meetpunt?")
    )
    numerator = _text(600, rows=3, dutch=True, label=gettext_lazy("Wie of wat telt mee?"))
    denominator = _text(
        400,
        rows=2,
        dutch=True,
        required=False,
        label=gettext_lazy("Van wie of wat is het een deel?"),
    )
    owner = _text(160, dutch=True, label=gettext_lazy("Wie gaat erover?"))
    threshold = forms.IntegerField(
        label=gettext_lazy("Vanaf hoeveel laten we het zien?"),
        help_text=gettext_lazy("Minder blijft verborgen. Gaat het over mensen, dan minstens 10."),
        min_value=1,
        max_value=1000,
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Iedereen mag dit cijfer lezen"), required=False
    )
    name_en = _text(160, required=False, label=gettext_lazy("Naam in het Engels"))
    meaning_en = _text(400, rows=2, required=False, label=gettext_lazy("De vraag in het Engels"))
    numerator_en = _text(
        600, rows=3, required=False, label=gettext_lazy("Wie of wat telt mee, in het Engels")
    )
    denominator_en = _text(
        400, rows=2, required=False, label=gettext_lazy("Waarvan het een deel is, in het Engels")
    )
    why = _text(
        300,
        dutch=True,
        label=gettext_lazy("Wat is er anders, en waarom?"),
        help_text=gettext_lazy("Dit staat op de pagina bij de versies."),
    )

    def __init__(self, known: Definition, data: Any = None) -> None:
        initial = {name: getattr(known, name) for name in WORDS} | {"seen": known.version}
        super().__init__(data, initial=initial)

    def words(self) -> Words:
        """What was typed."""
        given = {name: self.cleaned_data[name] for name in (*WORDS, "why")}
        return Words(**given)


class DenominatorForm(forms.Form):
    """How many people work or study somewhere."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Om wie gaat het?"), choices=DenominatorKind.choices
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("Gebied"),
        queryset=Area.objects.none(),
        empty_label=gettext_lazy("Kies een gebied"),
    )
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False)
    function = forms.ChoiceField(label=gettext_lazy("Functie"), required=False)
    year = _year()
    number = forms.IntegerField(
        label=gettext_lazy("Hoeveel zijn het?"), min_value=0, max_value=MOST
    )
    source = _text(
        200,
        label=gettext_lazy("Wie heeft dit geteld?"),
        help_text=gettext_lazy("Bijvoorbeeld: personeelstelling van de regio."),
    )

    def __init__(self, by: Person, row: Denominator | None = None, data: Any = None) -> None:
        names = ("kind", "area", "sector", "function", "year", "number", "source")
        initial = {name: getattr(row, name) for name in names} if row else None
        super().__init__(data, initial=initial)
        area: Any = self.fields["area"]
        area.queryset = queries.areas_kept_by(by)
        for name, empty in (("sector", _("alle sectoren")), ("function", _("alle functies"))):
            field: Any = self.fields[name]
            field.choices = _choices(name, empty)

    def counted(self) -> Counted:
        """What was typed."""
        return Counted(**self.cleaned_data)


class ListForm(forms.Form):
    """A form with a list: its rows are read when the rest is right."""

    file = forms.FileField(
        label=gettext_lazy("Je lijst"),
        help_text=FILE_HELP,
        widget=forms.ClearableFileInput(attrs=FILE),
    )
    names: Names

    def clean(self) -> dict[str, Any]:
        """The rows, or what is wrong with them, row by row."""
        given = super().clean() or {}
        if given.get("file") is not None:
            given["rows"] = self._read(given["file"])
        return given

    def _read(self, file: Any) -> list[Any]:
        if file.size > MOST_LIST:
            self.add_error("file", _("Dit bestand is te groot: hoogstens 2 MB."))
            return []
        try:
            table = read(file.read())
        except Unreadable:
            self.add_error("file", _("Dit bestand kunnen we niet lezen. Bewaar het als .csv."))
            return []
        reader = Reader([(row.number, row.cells) for row in table.rows], self.names)
        found = self.taken(reader)
        for sentence in faults_in_words(reader.wrong):
            self.add_error("file", sentence)
        return found

    def taken(self, reader: Reader) -> list[Any]:
        """What the rows of this list are."""
        raise NotImplementedError


def _names(by: Person | None) -> Names:
    """What a list may name: areas that somebody keeps, or all of today."""
    kept = queries.areas_kept_by(by) if by else queries.areas_with_figures()
    areas = [
        (key.casefold(), area.pk)
        for area in sorted(kept, key=lambda one: one.kind != "municipality", reverse=True)
        for key in (area.code, area.name)
    ]
    return Names(dict(areas), _group_names("sector"), _group_names("function"))


def _group_names(kind: str) -> dict[str, str]:
    known = groups(f"{kind}s")
    return {key.casefold(): one.code for one in known for key in (one.code, one.name, one.name_en)}


class DenominatorsForm(ListForm):
    """A list of how many people work or study somewhere."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Om wie gaat het?"), choices=DenominatorKind.choices
    )
    source = _text(200, label=gettext_lazy("Wie heeft dit geteld?"))
    field_order = ("kind", "source", "file")

    def __init__(self, by: Person, *data: Any) -> None:
        super().__init__(*data)
        self.names = _names(by)

    def taken(self, reader: Reader) -> list[Line]:
        """Denominators."""
        return reader.denominators()


class TargetForm(forms.Form):
    """What one wants to reach."""

    indicator = forms.ChoiceField(label=gettext_lazy("Meetpunt"))
    area = forms.ModelChoiceField(
        label=gettext_lazy("Gebied"),
        queryset=Area.objects.none(),
        empty_label=gettext_lazy("Kies een gebied"),
    )
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False)
    year = _year()
    number = forms.IntegerField(
        label=gettext_lazy("Wat wil je bereiken?"),
        help_text=gettext_lazy("Een aantal, geen percentage."),
        min_value=1,
        max_value=MOST,
    )
    source = _text(
        200,
        required=False,
        label=gettext_lazy("Waar staat dit doel?"),
        help_text=gettext_lazy("Bijvoorbeeld: het regioplan."),
    )

    def __init__(self, by: Person, data: Any = None) -> None:
        super().__init__(data)
        indicator, sector, area = (
            self._field("indicator"),
            self._field("sector"),
            self._field("area"),
        )
        indicator.choices = [(one.code, told(one, "name").text) for one in queries.definitions()]
        sector.choices = _choices("sector", _("alle sectoren"))
        area.queryset = queries.areas_kept_by(by)

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def wanted(self) -> Wanted:
        """What was typed."""
        return Wanted(**self.cleaned_data)


class SeriesForm(ListForm):
    """Figures of others: what they are, who published them, and the list."""

    title = _text(160, dutch=True, label=gettext_lazy("Titel"))
    unit = _text(
        60,
        dutch=True,
        label=gettext_lazy("Eenheid"),
        help_text=gettext_lazy("Bijvoorbeeld: procent, of mensen."),
    )
    source = _text(
        200, label=gettext_lazy("Bron"), help_text=gettext_lazy("Bijvoorbeeld: RIVM, Regiobeeld.")
    )
    address = forms.URLField(
        label=gettext_lazy("Adres van de bron"), required=False, assume_scheme="https"
    )
    title_en = _text(160, required=False, label=gettext_lazy("Titel in het Engels"))
    unit_en = _text(60, required=False, label=gettext_lazy("Eenheid in het Engels"))
    field_order = ("title", "unit", "source", "address", "file", "title_en", "unit_en")

    def __init__(self, *data: Any) -> None:
        super().__init__(*data)
        self.names = _names(None)
        self.fields["file"].help_text = _(
            "Een .csv of .xlsx met een kop boven elke kolom: gebied, jaar en waarde. Wat de bron verbergt: <10 of x."
        )

    def taken(self, reader: Reader) -> list[Value]:
        """Figures."""
        return reader.values()

    def published(self) -> Published:
        """What was typed."""
        names = ("title", "unit", "source", "address", "title_en", "unit_en")
        return Published(**{name: self.cleaned_data[name] for name in names})
