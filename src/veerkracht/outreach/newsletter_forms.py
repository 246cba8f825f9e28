"""Forms of the newsletter: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from veerkracht.imports.reading import Unreadable, read
from veerkracht.outreach import newsletter_rules as rules
from veerkracht.outreach.models import Ground, Interest
from veerkracht.outreach.newsletter_issue_actions import Head, Told
from veerkracht.outreach.newsletter_models import LANGUAGES
from veerkracht.outreach.newsletter_subscribe_actions import Choices
from veerkracht.people.models import Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import regions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.outreach.models import Issue, IssueItem, Subscriber

MOST_BYTES = 2_000_000
HEAD = ("subject", "intro", "subject_en", "intro_en", "public", "pace")
TOLD = ("kind", "title", "text", "url", "title_en", "text_en")


class ChoicesForm(forms.Form):
    """What one wants to read."""

    regions = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Over welke regio’s?"),
        help_text=gettext_lazy("Kies je niets, dan krijg je alle regio’s."),
        queryset=Area.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Waarover wil je lezen?"),
        help_text=gettext_lazy("Kies je niets, dan krijg je alles."),
        choices=Interest.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sectors = forms.ModelMultipleChoiceField(
        label=gettext_lazy("In welke sector werk je?"),
        queryset=Sector.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=gettext_lazy("In welke taal?"), choices=LANGUAGES)

    def __init__(self, data: Any = None, subscriber: Subscriber | None = None) -> None:
        super().__init__(data, initial=_chosen(subscriber))
        fields: Any = self.fields
        fields["regions"].queryset = regions()
        fields["sectors"].queryset = Sector.objects.all()

    def choices(self) -> Choices:
        """What was chosen."""
        given = self.cleaned_data
        return Choices(
            list(given["regions"]), list(given["sectors"]), given["kinds"], given["language"]
        )


def _chosen(subscriber: Subscriber | None) -> dict[str, Any]:
    if subscriber is None:
        return {"language": (get_language() or "nl")[:2]}
    return {
        "regions": [one.code for one in subscriber.regions.all()],
        "sectors": [one.code for one in subscriber.sectors.all()],
        "kinds": subscriber.kinds,
        "language": subscriber.language,
    }


class AskForm(ChoicesForm):
    """An address and what one wants to read. ``homepage`` is for machines that fill in everything."""

    email = forms.CharField(
        label=gettext_lazy("Je e-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    homepage = forms.CharField(required=False, max_length=400)

    field_order = ("email", "regions", "kinds", "sectors", "language")

    @property
    def is_machine(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.cleaned_data.get("homepage"))


class IssueForm(forms.Form):
    """What an issue says before its pieces, for whom it is, and how fast it goes."""

    region = forms.ChoiceField(label=gettext_lazy("Van welke regio?"))
    subject = forms.CharField(
        label=gettext_lazy("Onderwerp"),
        help_text=gettext_lazy("Dit zien mensen in hun mail. Hoe korter, hoe beter."),
        max_length=120,
    )
    intro = forms.CharField(
        label=gettext_lazy("Begin"),
        help_text=gettext_lazy("Een paar zinnen. Een lege regel begint een nieuwe alinea."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    subject_en = forms.CharField(
        label=gettext_lazy("Onderwerp in het Engels"), max_length=120, required=False
    )
    intro_en = forms.CharField(
        label=gettext_lazy("Begin in het Engels"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    sectors = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Alleen voor deze sectoren"),
        help_text=gettext_lazy("Kies je niets, dan is hij voor iedereen."),
        queryset=Sector.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    public = forms.BooleanField(
        label=gettext_lazy("Iedereen mag hem op de website teruglezen"), required=False
    )
    pace = forms.IntegerField(
        label=gettext_lazy("Hoeveel mails per minuut?"),
        help_text=gettext_lazy("Te snel kan als spam gelden. 300 is een goed begin."),
        min_value=rules.SLOWEST,
        max_value=rules.FASTEST,
    )

    def __init__(self, choices: Sequence[Area], issue: Issue | None, data: Any = None) -> None:
        super().__init__(data, initial=self._known(issue))
        self.known = {one.code: one for one in choices}
        fields: Any = self.fields
        fields["sectors"].queryset = Sector.objects.all()
        fields["region"].choices = [(one.code, str(one)) for one in choices]
        if issue is not None:
            del fields["region"]
        elif len(choices) == 1:
            fields["region"].widget = forms.HiddenInput()
            fields["region"].initial = choices[0].code

    @staticmethod
    def _known(issue: Issue | None) -> dict[str, Any]:
        if issue is None:
            return {"public": True, "pace": rules.USUAL}
        known = {name: getattr(issue, name) for name in HEAD}
        return {**known, "sectors": [one.code for one in issue.sectors.all()]}

    def chosen(self) -> Area:
        """The region that was chosen."""
        return self.known[self.cleaned_data["region"]]

    def head(self) -> Head:
        """What was typed."""
        given = {name: self.cleaned_data[name] for name in HEAD}
        return Head(sectors=list(self.cleaned_data["sectors"]), **given)


class ItemForm(forms.Form):
    """A piece of an issue."""

    kind = forms.ChoiceField(label=gettext_lazy("Onder welke kop?"), choices=Interest.choices)
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=160)
    text = forms.CharField(
        label=gettext_lazy("Tekst"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    url = forms.CharField(
        label=gettext_lazy("Link"),
        help_text=gettext_lazy("Naar de pagina waar meer staat."),
        max_length=400,
        required=False,
    )
    title_en = forms.CharField(
        label=gettext_lazy("Titel in het Engels"), max_length=160, required=False
    )
    text_en = forms.CharField(
        label=gettext_lazy("Tekst in het Engels"),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, item: IssueItem | None, data: Any = None) -> None:
        known = {name: getattr(item, name) for name in TOLD} if item else {"kind": "news"}
        super().__init__(data, initial=known)

    def told(self) -> Told:
        """What was typed."""
        return Told(**{name: self.cleaned_data[name] for name in TOLD})


class ListForm(forms.Form):
    """A list of addresses, of which region, and why we may ask these people."""

    region = forms.ChoiceField(label=gettext_lazy("Voor welke regio?"))
    file = forms.FileField(
        label=gettext_lazy("De lijst"),
        help_text=gettext_lazy("Een bestand .csv of .xlsx. We zoeken er de e-mailadressen in."),
    )
    ground = forms.ChoiceField(
        label=gettext_lazy("Waarom mag je deze mensen vragen?"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label=gettext_lazy("Waar komt de lijst vandaan?"),
        help_text=gettext_lazy(
            "Dit lezen ze in de mail. Bijvoorbeeld: de startbijeenkomst in Heerlen."
        ),
        max_length=200,
    )

    def __init__(self, choices: Sequence[Area], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        self.known = {one.code: one for one in choices}
        field: Any = self.fields["region"]
        field.choices = [(one.code, str(one)) for one in choices]
        if len(choices) == 1:
            field.widget = forms.HiddenInput()
            field.initial = choices[0].code

    def clean_file(self) -> list[list[str]]:
        """The rows of the file as text."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("Dit bestand is te groot. Kies er een tot 2 MB."))
        try:
            table = read(given.read())
        except Unreadable as error:
            words = _("We kunnen dit bestand niet lezen. Kies een bestand .csv of .xlsx.")
            raise forms.ValidationError(words) from error
        return [row.cells for row in table.rows]

    def chosen(self) -> Area:
        """The region that was chosen."""
        return self.known[self.cleaned_data["region"]]
