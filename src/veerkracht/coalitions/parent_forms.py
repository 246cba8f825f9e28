"""Forms for parents and who guides them: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.coalitions.expense_fields import day_field
from veerkracht.coalitions.models import SeatKind
from veerkracht.coalitions.parent_actions import Done, Invitation, Terms
from veerkracht.coalitions.parent_activity_actions import Counted
from veerkracht.coalitions.parent_models import ActivityKind
from veerkracht.coalitions.parent_rules import MOST
from veerkracht.kernel.clock import local
from veerkracht.kernel.forms import EurosField
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.coalitions.models import ParentActivity, ParentTerms
    from veerkracht.meetings.models import Meeting

USUAL_KILOMETRE = 23  # cents


class TermsForm(forms.Form):
    """What parents get in a coalition, and who helps."""

    fee = EurosField(
        most=50_000,
        nothing=0,
        label=gettext_lazy("Vergoeding voor één bijeenkomst"),
        help_text=gettext_lazy("In euro’s, bijvoorbeeld 25. Laat leeg als er geen is."),
        required=False,
    )
    kilometre = EurosField(
        most=100,
        nothing=0,
        label=gettext_lazy("Vergoeding voor één kilometer"),
        help_text=gettext_lazy("In euro’s, bijvoorbeeld 0,23."),
        required=False,
    )
    childcare = forms.BooleanField(label=gettext_lazy("We betalen de oppas"), required=False)
    helper = forms.CharField(
        label=gettext_lazy("Wie helpt ouders?"),
        help_text=gettext_lazy("Eén naam. Ouders kunnen deze persoon bellen of mailen."),
        max_length=80,
    )
    helper_contact = forms.CharField(label=gettext_lazy("Telefoon of e-mailadres"), max_length=80)

    def __init__(self, terms: ParentTerms | None, data: Any = None) -> None:
        known = {
            "fee": terms.fee_cents if terms else 0,
            "kilometre": terms.kilometre_cents if terms else USUAL_KILOMETRE,
            "childcare": terms.childcare if terms else True,
            "helper": terms.helper if terms else "",
            "helper_contact": terms.helper_contact if terms else "",
        }
        super().__init__(data, initial=known)

    def terms(self) -> Terms:
        """What was typed."""
        given = self.cleaned_data
        return Terms(
            fee_cents=given["fee"],
            kilometre_cents=given["kilometre"],
            childcare=given["childcare"],
            helper=given["helper"],
            helper_contact=given["helper_contact"],
        )


class InviteForm(forms.Form):
    """Whom to ask, and the plain words."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Hoe doet iemand mee?"),
        choices=[(one.value, one.label) for one in list(SeatKind)[1:]],
        widget=forms.RadioSelect,
        initial=SeatKind.PARENT,
    )
    name = forms.CharField(
        label=gettext_lazy("Voornaam"),
        help_text=gettext_lazy("Mag leeg blijven bij een brief op papier."),
        max_length=80,
        required=False,
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Laat leeg voor een brief op papier, met een QR-code."),
        required=False,
    )
    asked = forms.CharField(
        label=gettext_lazy("Wat vraag je?"),
        help_text=gettext_lazy("In gewone woorden. Lees het hardop."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        initial=gettext_lazy(
            "We praten over wat gezinnen nodig hebben. Jij vertelt hoe het voor jou is."
        ),
    )
    when = forms.CharField(
        label=gettext_lazy("Wanneer?"),
        help_text=gettext_lazy("Bijvoorbeeld: vier keer per jaar, op dinsdag van 10 tot 12 uur."),
        max_length=200,
    )
    place = forms.CharField(label=gettext_lazy("Waar?"), max_length=200)

    def invitation(self) -> Invitation:
        """What was typed."""
        return Invitation(**self.cleaned_data)


class AcceptForm(forms.Form):
    """A yes: the name, and on paper an address if one has it."""

    name = forms.CharField(label=gettext_lazy("Hoe heet je?"), max_length=80)
    email = forms.EmailField(
        label=gettext_lazy("Je e-mailadres"),
        help_text=gettext_lazy(
            "Heb je geen e-mail? Laat dit leeg. Dan bellen we je via wie je helpt."
        ),
        required=False,
    )

    def __init__(self, name: str, data: Any = None, *, on_paper: bool) -> None:
        super().__init__(data, initial={"name": name})
        if not on_paper:
            del self.fields["email"]
        if name and not on_paper:
            self.fields["name"].widget = forms.HiddenInput()


class SayForm(forms.Form):
    """What a parent says about one meeting."""

    meeting = forms.ChoiceField(label=gettext_lazy("Bij welke bijeenkomst?"))
    said = forms.CharField(
        label=gettext_lazy("Wat zei je, of wat wil je zeggen?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, meetings: Sequence[Meeting], data: Any = None) -> None:
        super().__init__(data)
        self.meetings = {str(one.pk): one for one in meetings}
        field: Any = self.fields["meeting"]
        field.choices = [(key, _day(one)) for key, one in self.meetings.items()]

    def chosen(self) -> Meeting:
        """The meeting."""
        return self.meetings[self.cleaned_data["meeting"]]


def _day(meeting: Meeting) -> str:
    return date_format(local(meeting.starts_at), "l j F Y")


class DoneForm(forms.Form):
    """What one parent said, and what was done with it."""

    said = forms.CharField(
        label=gettext_lazy("Wat zei deze ouder?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    done = forms.CharField(
        label=gettext_lazy("Wat deden we ermee?"),
        help_text=gettext_lazy(
            "Schrijf tegen de ouder: “We hebben …”. Deze woorden gaan per mail."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    nothing = forms.BooleanField(
        label=gettext_lazy("Deze keer was er niets om op terug te komen"), required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput())
    quiet_optional = True

    def look_again(self, version: int) -> None:
        """Whoever sends this again has seen this version."""
        self.data = {**self.data.dict(), "seen": str(version)}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Something, or nothing: one of both."""
        given = super().clean() or {}
        if given.get("nothing") and (given.get("said") or given.get("done")):
            self.add_error("nothing", _("Je schreef toch iets op. Haal het vinkje weg."))
        if not given.get("nothing") and not given.get("said"):
            self.add_error("said", _("Schrijf op wat deze ouder zei, of zet het vinkje."))
        return given

    def what(self) -> Done:
        """What was typed."""
        return Done(said=self.cleaned_data["said"], done=self.cleaned_data["done"])


class ActivityForm(forms.Form):
    """What an organisation did with parents, and how many came."""

    title = forms.CharField(
        label=gettext_lazy("Hoe heette het?"),
        help_text=gettext_lazy("Bijvoorbeeld: Oudercafé Heerlen-Noord."),
        max_length=120,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Wat voor iets?"), choices=ActivityKind.choices, widget=forms.RadioSelect
    )
    day = day_field(label=gettext_lazy("Wanneer?"))
    municipality = forms.ModelChoiceField(
        label=gettext_lazy("In welke gemeente?"),
        queryset=Area.objects.none(),
        empty_label=gettext_lazy("Kies"),
    )
    parents = forms.IntegerField(
        label=gettext_lazy("Hoeveel ouders waren er?"), min_value=0, max_value=MOST
    )
    experts = forms.IntegerField(
        label=gettext_lazy("Hoeveel ervaringsdeskundigen waren er?"),
        min_value=0,
        max_value=MOST,
        required=False,
        initial=0,
    )
    heard = forms.IntegerField(
        label=gettext_lazy("Hoeveel anderen hoorden hier van Positieve Gezondheid?"),
        help_text=gettext_lazy(
            "Wie niet meedeed, maar er wel van hoorde. Bijvoorbeeld bij een kraam."
        ),
        min_value=0,
        max_value=MOST,
        required=False,
        initial=0,
    )

    def __init__(self, activity: ParentActivity | None, data: Any = None) -> None:
        names = ("title", "kind", "day", "parents", "experts", "heard", "municipality")
        known = {name: getattr(activity, name) for name in names} if activity else {}
        super().__init__(data, initial=known)
        field: Any = self.fields["municipality"]
        field.queryset = municipalities()

    def counted(self) -> Counted:
        """What was typed."""
        given = self.cleaned_data
        return Counted(**{**given, **{name: given[name] or 0 for name in ("experts", "heard")}})
