"""Forms of the facilitator's contacts: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.coalitions.contact_actions import Heard, Talk
from veerkracht.coalitions.expense_fields import day_field
from veerkracht.kernel.clock import today
from veerkracht.people.models import Organisation, Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.coalitions.models import Contact

NAMES = ("organisation", "day", "spoke_with", "words", "follow_up", "follow_up_on")


class RegionForm(forms.Form):
    """In which of one's regions; not asked of who has one."""

    region = forms.ChoiceField(label=gettext_lazy("In welke regio?"))

    def __init__(self, regions: Sequence[Area], data: Any = None, **named: Any) -> None:
        super().__init__(data, **named)
        self.regions = {one.code: one for one in regions}
        field: Any = self.fields["region"]
        field.choices = [(one.code, str(one)) for one in regions]
        if len(regions) == 1:
            field.widget = forms.HiddenInput()
            field.initial = regions[0].code

    def chosen(self) -> Area:
        """The region."""
        return self.regions[self.cleaned_data["region"]]


class ContactForm(RegionForm):
    """A talk, what to come back to, and a wish that was heard."""

    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Met welke organisatie?"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Kies"),
    )
    day = day_field(label=gettext_lazy("Wanneer?"))
    spoke_with = forms.CharField(
        label=gettext_lazy("Met wie?"),
        help_text=gettext_lazy("Een functie is vaak genoeg: “teamleider”."),
        max_length=120,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("Waar ging het over?"),
        help_text=gettext_lazy("In een paar woorden. Nooit over cliënten."),
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    follow_up = forms.CharField(
        label=gettext_lazy("Waar kom je op terug?"), max_length=200, required=False
    )
    follow_up_on = day_field(label=gettext_lazy("Wanneer kom je terug?"), required=False)

    def __init__(self, regions: Sequence[Area], contact: Contact | None, data: Any = None) -> None:
        known: dict[str, Any] = {"day": today()}
        if contact:
            known = {name: getattr(contact, name) for name in NAMES}
            known["region"] = contact.region.code
        super().__init__(regions, data, initial=known)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.all()
        self.order_fields([*NAMES, "region"])

    def talk(self) -> Talk:
        """What was typed."""
        return Talk(**{name: self.cleaned_data[name] for name in NAMES})


class WishForm(RegionForm):
    """A wish, of which sector and where."""

    words = forms.CharField(
        label=gettext_lazy("Welke wens hoorde je?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sector = forms.ModelChoiceField(
        label=gettext_lazy("Van welke sector?"),
        queryset=Sector.objects.all(),
        required=False,
        empty_label=gettext_lazy("Van geen of meer sectoren"),
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("In welke gemeente?"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=gettext_lazy("In de hele regio"),
    )

    def __init__(self, regions: Sequence[Area], data: Any = None) -> None:
        super().__init__(regions, data)
        field: Any = self.fields["area"]
        field.queryset = municipalities()
        self.order_fields(["words", "sector", "area", "region"])

    def heard(self) -> Heard:
        """What was typed."""
        given = self.cleaned_data
        return Heard(words=given["words"], sector=given["sector"], area=given["area"])


class OutcomeForm(forms.Form):
    """What became of a wish."""

    outcome = forms.CharField(label=gettext_lazy("Wat werd het?"), max_length=300)
