"""Forms of agreements: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy

from veerkracht.kernel.bilingual import in_language
from veerkracht.kernel.forms import DayField
from veerkracht.people.models import Organisation, Person, RoleKind
from veerkracht.people.queries import organisations
from veerkracht.programme import agreement_rules as rules
from veerkracht.programme.agreement_actions import Terms
from veerkracht.programme.agreement_models import AgreementStep
from veerkracht.programme.agreement_queries import AgreementFilter, lines_for
from veerkracht.programme.goal_models import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.places.models import Area
    from veerkracht.programme.agreement_models import Agreement
    from veerkracht.programme.money_models import BudgetLine

WORDS: dict[str, Any] = {"max_length": 500, "widget": forms.Textarea(attrs={"rows": 3})}


def day_field(label: Any, *, help_text: Any = "", required: bool = False) -> forms.DateField:
    """A date with the browser's own picker."""
    return DayField(label=label, help_text=help_text, required=required)


class LineField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A budget line by what it is for, its year and who pays."""

    def label_from_instance(self, obj: Any) -> str:
        """“Scholing (2026), Provincie Limburg”."""
        line: BudgetLine = obj
        return f"{in_language(line, 'what')} ({line.year}), {line.funder}"


class AgreementForm(forms.Form):
    """What is promised. ``promised_by`` only when it is new: another organisation is another promise."""

    promised_by = forms.ModelChoiceField(
        label=gettext_lazy("Wie belooft het?"), queryset=Organisation.objects.none()
    )
    person = forms.ModelChoiceField(
        label=gettext_lazy("Wie is daar aanspreekbaar?"),
        queryset=Person.objects.none(),
        required=False,
    )
    what = forms.CharField(
        label=gettext_lazy("Wat is beloofd?"),
        help_text=gettext_lazy("In één zin, zo dat iedereen het begrijpt."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    what_en = forms.CharField(
        label=gettext_lazy("Dezelfde zin in het Engels"), max_length=400, required=False
    )
    theme = forms.ModelChoiceField(
        label=gettext_lazy("Thema"), queryset=Theme.objects.none(), required=False
    )
    structural = forms.BooleanField(
        label=gettext_lazy("Het is structureel: het hoort bij het gewone werk"), required=False
    )
    since = day_field(gettext_lazy("Vanaf"), required=True)
    until = day_field(
        gettext_lazy("Tot en met"), help_text=gettext_lazy("Leeg als er geen einddatum is.")
    )
    review_on = day_field(
        gettext_lazy("Opnieuw bekijken op"),
        help_text=gettext_lazy("Op die dag krijgen jullie een mail."),
    )
    laid_down_in = forms.CharField(
        label=gettext_lazy("In welk beleid of welke begroting staat het?"),
        max_length=200,
        required=False,
    )
    budget_line = LineField(
        label=gettext_lazy("Van welk geld?"), queryset=Theme.objects.none(), required=False
    )
    evidence = forms.CharField(
        label=gettext_lazy("Waar zie je het aan?"),
        help_text=gettext_lazy("Bijvoorbeeld een brief, besluit of bladzijde."),
        required=False,
        **WORDS,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, region: Area, known: Agreement | None = None, data: Any = None) -> None:
        names = [*Terms.__dataclass_fields__, "version"] if known else []
        super().__init__(data, initial={name: getattr(known, name) for name in names})
        fields: dict[str, Any] = self.fields
        fields["theme"].queryset = Theme.objects.all()
        fields["budget_line"].queryset = lines_for(region.pk)
        if known is None:
            fields["promised_by"].queryset = organisations()
            del fields["person"]
        else:
            fields["person"].queryset = _people_of(known)
            del fields["promised_by"]

    def terms(self) -> Terms:
        """What was typed."""
        given = self.cleaned_data
        return Terms(**{n: given[n] for n in Terms.__dataclass_fields__ if n in given})


def _people_of(known: Agreement) -> Any:
    """Who works there or speaks for it, and who is named already."""
    there = Q(organisation=known.promised_by_id, roles__kind=RoleKind.EMPLOYER)
    speaks = Q(roles__organisation=known.promised_by_id, roles__kind=RoleKind.EMPLOYER)
    active = Q(is_active=True) & (there | speaks)
    found = Person.objects.filter(active | Q(pk=known.person_id)).distinct()
    return found.order_by("name", "pk")


class FirmUpForm(forms.Form):
    """The next step, with what shows it."""

    evidence = forms.CharField(
        label=gettext_lazy("Waar zie je dat aan?"),
        help_text=gettext_lazy("Noem de brief, het besluit of de bladzijde."),
        **WORDS,
    )


class FallBackForm(forms.Form):
    """A looser step, with the reason."""

    to = forms.ChoiceField(label=gettext_lazy("Terug naar"), widget=forms.RadioSelect)
    reason = forms.CharField(label=gettext_lazy("Waarom is het minder vast?"), **WORDS)

    def __init__(self, step: str, data: Any = None) -> None:
        super().__init__(data, prefix="terug")
        field: Any = self.fields["to"]
        field.choices = [(one, AgreementStep(one).label) for one in rules.steps_before(step)]


class RenewForm(forms.Form):
    """Until when it is promised now, and with which money."""

    until = day_field(
        gettext_lazy("Tot en met"), help_text=gettext_lazy("Leeg als er geen einddatum meer is.")
    )
    budget_line = LineField(
        label=gettext_lazy("Van welk geld?"), queryset=Theme.objects.none(), required=False
    )
    review_on = day_field(gettext_lazy("Opnieuw bekijken op"))
    evidence = forms.CharField(label=gettext_lazy("Waar zie je dat aan?"), **WORDS)

    def __init__(self, known: Agreement, data: Any = None) -> None:
        given = {"until": known.until, "budget_line": known.budget_line_id}
        super().__init__(data, prefix="verleng", initial=given)
        field: Any = self.fields["budget_line"]
        field.queryset = lines_for(known.region_id)


class ReviewForm(forms.Form):
    """How it stands, and when to look again."""

    words = forms.CharField(label=gettext_lazy("Hoe staat het ervoor?"), **WORDS)
    next_on = day_field(gettext_lazy("Wanneer kijken jullie weer?"))


class EndForm(forms.Form):
    """Why it stops, and when it stopped."""

    reason = forms.CharField(label=gettext_lazy("Waarom stopt de afspraak?"), **WORDS)
    on = day_field(
        gettext_lazy("Sinds wanneer?"), help_text=gettext_lazy("Leeg als dat vandaag is.")
    )


class AgreementFilterForm(forms.Form):
    """Which agreements to list."""

    quiet_optional = True
    regio = forms.ModelChoiceField(
        label=gettext_lazy("Regio"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=gettext_lazy("Alles"),
    )
    thema = forms.ModelChoiceField(
        label=gettext_lazy("Thema"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=gettext_lazy("Alles"),
    )
    stap = forms.ChoiceField(
        label=gettext_lazy("Hoe vast"),
        required=False,
        choices=[("", gettext_lazy("Alles")), *AgreementStep.choices],
    )
    soort = forms.ChoiceField(
        label=gettext_lazy("Soort"),
        required=False,
        choices=[
            ("", gettext_lazy("Alles")),
            ("yes", gettext_lazy("Structureel")),
            ("no", gettext_lazy("Tijdelijk")),
        ],
    )
    let_op = forms.BooleanField(label=gettext_lazy("Alleen wat aandacht vraagt"), required=False)
    afgesloten = forms.BooleanField(label=gettext_lazy("Wat is afgesloten"), required=False)

    def __init__(self, regions: Sequence[Area], data: Any) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["thema"].queryset = Theme.objects.all()
        if len(regions) > 1:
            numbers = [one.pk for one in regions]
            fields["regio"].queryset = type(regions[0]).objects.filter(pk__in=numbers)
        else:
            del fields["regio"]

    def asked(self) -> AgreementFilter:
        """What was asked; nonsense narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return AgreementFilter(
            region=getattr(given.get("regio"), "pk", None),
            theme=getattr(given.get("thema"), "pk", None),
            step=given.get("stap", ""),
            structural=given.get("soort", ""),
            only_alarms=given.get("let_op", False),
            ended=given.get("afgesloten", False),
        )
