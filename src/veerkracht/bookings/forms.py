"""Forms of bookings: they parse what was typed and never write."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from veerkracht.bookings import lists, rules
from veerkracht.bookings.rules import Entry, Trouble
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.people import queries as people
from veerkracht.people.models import Organisation, PersonKind, Register, Sector
from veerkracht.places import queries as places
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person


def fresh_key() -> str:
    """A key that makes one form one booking, however often it is sent."""
    return secrets.token_urlsafe(16)


class ListForm(forms.Form):
    """For whom: a pasted list or a file. ``entries`` holds who was read, in order."""

    most = rules.MOST_COLLEAGUES
    quiet_optional = True  # of list and file one is needed; the rest speaks for itself

    organisation = forms.ChoiceField(label=_("Voor welke organisatie boek je?"))
    people = forms.CharField(
        label=_("Plak hier de lijst"),
        help_text=_(
            "Eén persoon per regel: naam en e-mailadres. Bijvoorbeeld: Noor Jansen, noor@voorbeeld.nl"
        ),
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        max_length=rules.MOST_TEXT,
        required=False,
    )
    file = forms.FileField(
        label=_("Of kies een bestand"),
        help_text=_("Een .xlsx of .csv van hoogstens 1 MB, met namen en e-mailadressen."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        required=False,
    )
    form_key = forms.RegexField(r"^[\w-]{16,40}$", widget=forms.HiddenInput)

    def __init__(
        self, *arguments: Any, organisations: Sequence[Organisation], **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.entries: list[Entry] = []
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the reader and mypy
        field.choices = [(str(one.pk), one.name) for one in organisations]
        if len(organisations) == 1:
            field.widget, field.initial = forms.HiddenInput(), str(organisations[0].pk)
        self.fields["form_key"].initial = fresh_key()

    def clean(self) -> dict[str, Any]:
        """Read the list; it must hold somebody, and not too many."""
        cleaned = self.cleaned_data
        if not {"people", "file"} & self.errors.keys():
            self._read(cleaned.get("people") or "", cleaned.get("file"))
        return cleaned

    def _read(self, pasted: str, upload: Any) -> None:
        if pasted.strip() and upload:
            self.add_error("file", gettext("Plak een lijst of kies een bestand, niet allebei."))
            return
        try:
            text = lists.text_of(upload) if upload else pasted
        except RuleBroken as broken:
            self.add_error("file", broken.message)
            return
        self.entries = [_checked(entry) for entry in rules.read_list(text)]
        self._check_number("file" if upload else "people")

    def _check_number(self, field: str) -> None:
        number = len(rules.readable(self.entries))
        if not self.entries:
            self.add_error(field, gettext("Zet er minstens één persoon in."))
        elif number > self.most:
            message = gettext(
                "Je kunt hoogstens %(most)s mensen tegelijk inschrijven. Dit zijn er %(n)s."
            )
            self.add_error(field, message % {"most": self.most, "n": number})

    @property
    def bookable(self) -> list[Entry]:
        """Those on the list who can be booked."""
        return rules.readable(self.entries)


def _checked(entry: Entry) -> Entry:
    """The same, marked when its address cannot be one."""
    if entry.trouble is not None:
        return entry
    try:
        validate_email(entry.address)
    except ValidationError:
        return replace(entry, trouble=Trouble.NOT_AN_ADDRESS)
    nowhere = rules.is_nowhere(entry.address)
    return replace(entry, trouble=Trouble.NOT_AN_ADDRESS) if nowhere else entry


class ColleaguesForm(ListForm):
    """An employer books colleagues."""

    together = forms.BooleanField(
        label=_("Ze willen alleen samen komen"),
        help_text=_("Dan krijgen ze samen een plaats, of wachten ze samen. Dit kan tot 10 mensen."),
        required=False,
    )
    pays = forms.BooleanField(label=_("Wij betalen de training"), required=False)
    note = forms.CharField(
        label=_("Kenmerk voor jezelf"),
        help_text=_("Bijvoorbeeld een nummer voor je administratie. Je collega's zien dit niet."),
        max_length=120,
        required=False,
    )

    def clean_together(self) -> bool:
        """Whether they come as one party; the list is judged in :meth:`clean`."""
        return bool(self.cleaned_data["together"])

    def clean(self) -> dict[str, Any]:
        """A party is small enough to be one."""
        cleaned = super().clean()
        if cleaned.get("together") and len(self.bookable) > rules.MOST_TOGETHER:
            message = ngettext(
                "Samen komen kan met hoogstens %(n)s persoon.",
                "Samen komen kan met hoogstens %(n)s mensen.",
                rules.MOST_TOGETHER,
            )
            self.add_error("together", message % {"n": rules.MOST_TOGETHER})
        return cleaned


class ClassForm(ListForm):
    """A school enrols a class."""

    most = rules.MOST_STUDENTS

    study_year = forms.ChoiceField(label=_("Studiejaar"))
    name = forms.CharField(
        label=_("Naam van de klas"), help_text=_("Bijvoorbeeld VP2B."), max_length=80
    )
    programme = forms.CharField(
        label=_("Opleiding"),
        help_text=_("Bijvoorbeeld Verpleegkunde."),
        max_length=120,
        required=False,
    )
    pays = forms.BooleanField(label=_("Onze school betaalt de training"), required=False)
    field_order = ("organisation", "study_year", "name", "programme", "people", "file", "pays")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["study_year"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the reader and mypy
        years = rules.study_years(today())
        given = str(named.get("initial", {}).get("study_year", ""))
        field.choices = [(year, year) for year in dict.fromkeys([*years, given]) if year]


class AnswerForm(forms.Form):
    """Who I am and where I work, from somebody who was booked and says yes."""

    name = forms.CharField(
        label=_("Je naam"),
        help_text=_("Zo komt je naam op je bewijs van deelname."),
        max_length=rules.MOST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    kind = forms.ChoiceField(
        label=_("Hoe doe je mee?"), choices=PersonKind.choices, widget=forms.RadioSelect
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Je organisatie of school"),
        required=False,
        empty_label=_("Staat er niet bij, of heb ik niet"),
    )
    sector = forms.ModelChoiceField(
        Sector.objects.none(),
        label=_("Waarin werk je of leer je?"),
        required=False,
        empty_label=_("Kies als je wilt"),
    )
    function = forms.CharField(
        label=_("Je functie of opleiding"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    municipality = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("In welke gemeente?"),
        required=False,
        empty_label=_("Kies als je wilt"),
    )
    register = forms.ChoiceField(
        label=_("Beroepsregister"),
        help_text=_("Dan kunnen we je punten doorgeven."),
        choices=[("", _("Ik heb er geen, of doe dit later")), *Register.choices],
        required=False,
    )
    number = forms.CharField(label=_("Nummer in dat register"), max_length=60, required=False)
    show_own = forms.ChoiceField(
        label=_("Mag wie voor je boekte jouw eigen inschrijving zien?"),
        help_text=_("Alleen deze. Verder niets van jou."),
        choices=[("yes", _("Ja, dat mag")), ("no", _("Nee, liever niet"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *arguments: Any, has_own: bool, has_numbers: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        choices = {
            "organisation": people.organisations(),
            "sector": people.sectors(),
            "municipality": places.municipalities(),
        }
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the reader and mypy
            field.queryset = found
        if not has_own:
            del self.fields["show_own"]
        if has_numbers:
            del self.fields["register"], self.fields["number"]

    def clean(self) -> dict[str, Any]:
        """A register and its number come together."""
        cleaned = self.cleaned_data
        if cleaned.get("register") and not cleaned.get("number"):
            self.add_error("number", gettext("Vul het nummer in, of kies geen register."))
        if cleaned.get("number") and not cleaned.get("register"):
            self.add_error("register", gettext("Kies bij welk register dit nummer hoort."))
        return cleaned


def about(person: Person, organisation: Organisation, *, student: bool) -> dict[str, Any]:
    """What the form starts with: what we know, and for somebody without a work or school that of the booking."""
    known = {
        field: getattr(person, field)
        for field in ("name", "kind", "organisation", "sector", "function", "municipality")
    }
    if person.organisation_id is None:
        known["organisation"] = organisation
        known["kind"] = PersonKind.STUDENT if student else person.kind
    return known
