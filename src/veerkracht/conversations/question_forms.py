"""Forms of question sets: they parse and never write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.conversations.question_actions import Owner, Rights, begun_from
from veerkracht.conversations.question_fhir import LANGUAGES
from veerkracht.conversations.question_json import MOST_BYTES
from veerkracht.conversations.question_policies import writing_roles
from veerkracht.conversations.question_reference import own_sets
from veerkracht.conversations.question_rules import (
    BARE_FORMS,
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_STATEMENTS,
    DimensionPart,
    WebSet,
    Wording,
    text_keys,
)
from veerkracht.kernel.forms import DayField
from veerkracht.people.models import RoleKind
from veerkracht.people.policies import is_administrator, regions_of_coordinator

if TYPE_CHECKING:
    from veerkracht.people.models import Person

NEW_LINES: Final = "\n"
ROWS_OF_STATEMENTS: Final = 7
NAMES: Final = {
    "nl": gettext_lazy("Nederlands"),
    "en": gettext_lazy("Engels"),
    "ar": gettext_lazy("Arabisch"),
    "de": gettext_lazy("Duits"),
    "es": gettext_lazy("Spaans"),
    "fa": gettext_lazy("Perzisch"),
    "fr": gettext_lazy("Frans"),
    "it": gettext_lazy("Italiaans"),
    "pl": gettext_lazy("Pools"),
    "pt": gettext_lazy("Portugees"),
    "ro": gettext_lazy("Roemeens"),
    "ru": gettext_lazy("Russisch"),
    "so": gettext_lazy("Somalisch"),
    "ti": gettext_lazy("Tigrinya"),
    "tr": gettext_lazy("Turks"),
    "uk": gettext_lazy("Oekraïens"),
    "zh": gettext_lazy("Chinees"),
}


def owners_of(person: Person) -> dict[str, tuple[str, Owner]]:
    """For whom somebody may make a set: value → label and owner."""
    found: dict[str, tuple[str, Owner]] = {}
    for region in regions_of_coordinator(person):
        found[f"region-{region.pk}"] = (region.name, Owner(region=region))
    for role in writing_roles(person):
        if role.organisation is not None:
            name = role.organisation.name
            found[f"organisation-{role.organisation_id}"] = (
                name,
                Owner(organisation=role.organisation),
            )
        elif role.region is not None and role.kind == RoleKind.EDITOR:
            found[f"region-{role.region_id}"] = (role.region.name, Owner(region=role.region))
    if is_administrator(person):
        found["house"] = (_("Iedereen (sets van het platform)"), Owner())
    return found


class OwnerForm(forms.Form):
    """For whom a set is; not asked when there is one answer."""

    owner = forms.ChoiceField(label=gettext_lazy("Voor wie is deze set?"))

    def __init__(self, person: Person, data: Any = None, **named: Any) -> None:
        super().__init__(data, **named)
        self.owners = owners_of(person)
        field: Any = self.fields["owner"]
        field.choices = [(value, label) for value, (label, _owner) in self.owners.items()]
        if len(self.owners) == 1:
            field.initial = next(iter(self.owners))

    def chosen_owner(self) -> Owner:
        """Whose the set will be."""
        return self.owners[self.cleaned_data["owner"]][1]


class NewSetForm(OwnerForm):
    """A set of one's own, beginning as one that is there."""

    title = forms.CharField(label=gettext_lazy("Naam van je set"), max_length=120)
    start_from = forms.ChoiceField(
        label=gettext_lazy("Waarmee begin je?"),
        help_text=gettext_lazy("Je past daarna alles aan wat je wilt."),
    )
    holder = forms.CharField(
        label=gettext_lazy("Wie schrijft deze set?"),
        help_text=gettext_lazy(
            "De naam van je organisatie of samenwerking. Deze naam staat erbij."
        ),
        max_length=120,
    )
    field_order = ("title", "owner", "start_from", "holder")

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(person, data)
        field: Any = self.fields["start_from"]
        self.starts = {found.code: found for found in own_sets()}
        titles = [(code, each.languages["nl"].texts["title"]) for code, each in self.starts.items()]
        field.choices = titles

    def content(self) -> WebSet:
        """The set to begin with, in Dutch, with the new name and maker."""
        given = self.cleaned_data
        return begun_from(
            self.starts[given["start_from"]], title=given["title"], holder=given["holder"]
        )


class DraftForm(forms.Form):
    """All texts of a draft in its own language; statements one a line."""

    quiet_optional = True

    def __init__(self, found: WebSet, seen: str, data: Any = None) -> None:
        super().__init__(data)
        self.found = found
        self.bare = found.form in BARE_FORMS
        texts = found.languages[found.source_language].texts
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, initial=seen)
        self._add("title", _("Naam van de set"), texts["title"])
        self._add("intro", _("Inleiding"), texts["intro"], longest=LONGEST_TEXT, rows=3)
        self._add("scale.low", _("Wat betekent een 0?"), texts["scale.low"])
        self._add("scale.high", _("Wat betekent een 10?"), texts["scale.high"])
        for part in found.dimensions:
            self._add_dimension(part, texts)

    def _add(
        self, key: str, label: str, text: str, *, longest: int = LONGEST_LINE, rows: int = 0
    ) -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        required = key != "intro" and not rows
        self.fields[key] = forms.CharField(
            label=label, initial=text, max_length=longest, widget=widget, required=required
        )

    def _add_dimension(self, part: DimensionPart, texts: Any) -> None:
        label = texts[f"dimensions.{part.key}.label"]
        words = {"dimension": label}
        self._add(
            f"dimensions.{part.key}.label", _("Naam van dimensie %(dimension)s") % words, label
        )
        self._add(
            f"dimensions.{part.key}.question",
            _("Vraag bij %(dimension)s") % words,
            texts[f"dimensions.{part.key}.question"],
        )
        if not self.bare:
            lines = NEW_LINES.join(texts[f"statements.{key}"] for key in part.statements)
            words_of = _("Stellingen bij %(dimension)s, één per regel") % words
            self._add(
                f"statements.{part.key}", words_of, lines, longest=7000, rows=ROWS_OF_STATEMENTS
            )

    def content(self) -> WebSet:
        """What was typed. A statement that kept its words keeps its key."""
        parts, texts = [], {key: self.cleaned_data[key] for key in text_keys(self._bare_parts())}
        for part in self.found.dimensions:
            chosen = self._statements(part)
            parts.append(replace(part, statements=tuple(chosen)))
            texts |= {f"statements.{key}": text for key, text in chosen.items()}
        source = self.found.source_language
        wording = replace(self.found.languages[source], texts=texts)
        return replace(self.found, dimensions=tuple(parts), languages={source: wording})

    def _bare_parts(self) -> tuple[DimensionPart, ...]:
        return tuple(replace(part, statements=()) for part in self.found.dimensions)

    def _statements(self, part: DimensionPart) -> dict[str, str]:
        """Key → text, each line once, in the order of the lines."""
        typed = self.cleaned_data.get(f"statements.{part.key}", "").splitlines()
        lines = list(dict.fromkeys(line.strip() for line in typed if line.strip()))
        texts = self.found.languages[self.found.source_language].texts
        known = {texts[f"statements.{key}"]: key for key in part.statements}
        free = (
            key
            for key in (f"{part.key}-n{number}" for number in range(1, 1000))
            if key not in part.statements
        )
        return {known[line] if line in known else next(free): line for line in lines}

    def clean(self) -> dict[str, Any]:
        """At most so many statements in a dimension, none too long."""
        given = super().clean() or {}
        for part in self.found.dimensions:
            lines = (given.get(f"statements.{part.key}") or "").splitlines()
            if len(lines) > MOST_STATEMENTS or any(len(line) > LONGEST_LINE for line in lines):
                message = _("Hoogstens %(most)s stellingen, elk van hoogstens %(longest)s tekens.")
                words = {"most": MOST_STATEMENTS, "longest": LONGEST_LINE}
                self.add_error(f"statements.{part.key}", message % words)
        return given


class TakeOverForm(OwnerForm):
    """A FHIR file and what its licence says. After the preview the file comes back as text."""

    file = forms.FileField(
        label=gettext_lazy("Bestand (FHIR R4 Questionnaire, JSON)"),
        help_text=gettext_lazy("Hoogstens 1 MB. Je ziet eerst wat we eruit begrijpen."),
        required=False,
    )
    text = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    holder = forms.CharField(
        label=gettext_lazy("Wie heeft de rechten?"), max_length=300, required=False
    )
    terms = forms.CharField(
        label=gettext_lazy("Wat mag je organisatie ermee?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    source = forms.CharField(
        label=gettext_lazy("Waar komt de set vandaan?"), max_length=300, required=False
    )
    expires = DayField(
        label=gettext_lazy("Tot en met wanneer geldt de licentie?"),
        required=False,
    )
    may_be_given_on = forms.BooleanField(
        label=gettext_lazy("De licentie staat toe dat iedereen deze set krijgt, ook als bestand"),
        required=False,
    )
    new_version_of = forms.ChoiceField(
        label=gettext_lazy("Is dit een nieuwe versie van een set die er al is?"), required=False
    )
    quiet_optional = True
    field_order = (
        "file",
        "owner",
        "new_version_of",
        "holder",
        "terms",
        "source",
        "expires",
        "may_be_given_on",
    )

    def __init__(
        self, person: Person, known: dict[str, str], data: Any = None, files: Any = None
    ) -> None:
        super().__init__(person, data, files=files)
        field: Any = self.fields["new_version_of"]
        field.choices = [("", _("Nee, dit is een nieuwe set")), *known.items()]

    def clean(self) -> dict[str, Any]:
        """Either a new file of ordinary size, or the text of the one that was looked at."""
        given = super().clean() or {}
        upload = given.get("file")
        if upload and upload.size > MOST_BYTES:
            self.add_error("file", _("Het bestand is groter dan 1 MB."))
        elif not upload and not given.get("text"):
            self.add_error("file", _("Kies een bestand."))
        elif upload:
            given["bytes"] = upload.read(MOST_BYTES + 1)
        else:
            given["bytes"] = given["text"].encode("utf-8", "surrogatepass")
        return given

    def rights(self) -> Rights:
        """What was said of the licence."""
        names = ("holder", "terms", "source", "expires", "may_be_given_on")
        return Rights(**{name: self.cleaned_data[name] for name in names})


class ResponseForm(forms.Form):
    """A file with answers."""

    file = forms.FileField(
        label=gettext_lazy("Bestand met antwoorden (FHIR R4 QuestionnaireResponse, JSON)"),
        help_text=gettext_lazy(
            "We rekenen de scores opnieuw uit. Van het bestand bewaren we niets."
        ),
    )

    def clean_file(self) -> bytes:
        """What is in it, when of ordinary size."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("Het bestand is groter dan 1 MB."))
        content: bytes = upload.read(MOST_BYTES + 1)
        return content


class LanguageForm(forms.Form):
    """In which language to translate."""

    language = forms.ChoiceField(label=gettext_lazy("In welke taal?"))

    def __init__(self, taken: set[str], data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["language"]
        field.choices = [
            (code, f"{NAMES[code]} ({name})")
            for code, name in LANGUAGES.items()
            if code not in taken
        ]


class TranslationForm(forms.Form):
    """Each text beside the one it translates."""

    quiet_optional = True

    def __init__(
        self, found: WebSet, wording: Wording, language: str, seen: str, data: Any = None
    ) -> None:
        super().__init__(data)
        self.keys = text_keys(found.dimensions)
        source = found.languages[found.source_language].texts
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, initial=seen)
        for key in self.keys:
            longest = LONGEST_TEXT if key == "intro" else LONGEST_LINE
            attrs = {"lang": language, "dir": wording.direction, "rows": 2}
            self.fields[key] = forms.CharField(
                label=source[key] or _("(leeg)"),
                initial=wording.texts.get(key, ""),
                max_length=longest,
                required=False,
                widget=forms.Textarea(attrs=attrs),
            )

    def texts(self) -> dict[str, str]:
        """What was typed, by key."""
        return {key: self.cleaned_data[key] for key in self.keys}


class RemarkForm(forms.Form):
    """What could be better."""

    remark = forms.CharField(
        label=gettext_lazy("Wat kan er beter?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
