"""Forms where one types about a meeting: they parse, notice what looks like a client's story, and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.coalitions.minutes_asking import FIELD, said_of, seen_in
from veerkracht.coalitions.models import LineKind
from veerkracht.kernel.forms import DayField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.coalitions.models import Seat


class CaseFreeForm(forms.Form):
    """A form whose ``texts`` are looked at. What looks like a client's story is asked to be written anew.

    Only then a tick appears with which somebody says that it is a false alarm.
    """

    texts: ClassVar[tuple[str, ...]] = ()
    false_alarm = forms.BooleanField(
        label=gettext_lazy("Dit gaat niet over een cliënt"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields[FIELD] = self.fields.pop(FIELD)  # below what was typed

    def clean(self) -> dict[str, Any]:
        """Notice, unless somebody says that it is a false alarm."""
        given = super().clean() or self.cleaned_data
        seen = seen_in([str(given.get(name, "")) for name in self.texts])
        if seen:
            self.fields[FIELD].widget = forms.CheckboxInput()
        if seen and not given.get(FIELD):
            self.add_error(FIELD, said_of(seen))
        return given


def area(rows: int = 3) -> forms.Textarea:
    """Room for a few lines."""
    return forms.Textarea(attrs={"rows": rows})


class PointForm(CaseFreeForm):
    """A point that a member brings."""

    texts = ("title", "notes")
    title = forms.CharField(label=gettext_lazy("Waar gaat het over?"), max_length=160)
    notes = forms.CharField(
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Wat wil je van de anderen: weten, bespreken of besluiten?"),
        max_length=1000,
        required=False,
        widget=area(),
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Hoeveel minuten?"),
        min_value=1,
        max_value=240,
        initial=10,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class ChangePointForm(PointForm):
    """The same point, as somebody saw it; a standing point keeps its title."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, standing: bool = False, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if standing:
            del self.fields["title"]


class LineForm(CaseFreeForm):
    """A line of the minutes: what kind, the words, and for an action or decision who and when."""

    texts = ("words",)
    kind = forms.ChoiceField(
        label=gettext_lazy("Wat schrijf je op?"),
        choices=LineKind.choices,
        initial=LineKind.NOTE,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=gettext_lazy("In één zin"), max_length=600, widget=area(2))
    who = forms.TypedChoiceField(
        label=gettext_lazy("Wie gaat het doen?"), coerce=int, empty_value=None, required=False
    )
    due_on = DayField(
        label=gettext_lazy("Wanneer is het klaar?"),
        required=False,
    )
    review_on = DayField(
        label=gettext_lazy("Wanneer bekijken jullie het opnieuw?"),
        required=False,
    )
    inside = forms.BooleanField(
        label=gettext_lazy("Alleen leden lezen dit besluit"), required=False
    )

    def __init__(self, seats: Sequence[Seat], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.seats = {one.pk: one for one in seats}
        who = self.fields["who"]
        assert isinstance(who, forms.TypedChoiceField)  # noqa: S101 - for the type checker
        who.choices = [("", _("Kies wie")), *((one.pk, seat_in_words(one)) for one in seats)]

    def clean(self) -> dict[str, Any]:
        """An action needs somebody who does it."""
        given = super().clean()
        if given.get("kind") == LineKind.ACTION and not given.get("who"):
            self.add_error("who", _("Kies wie dit gaat doen."))
        return given


def seat_in_words(seat: Seat) -> str:
    """“GGD Zuid Limburg (Noor Verzonnen)”, or only the organisation."""
    return f"{seat.organisation} ({seat.person})" if seat.person else f"{seat.organisation}"


class ChangeLineForm(CaseFreeForm):
    """Say a line better, as somebody saw it."""

    texts = ("words",)
    words = forms.CharField(label=gettext_lazy("In één zin"), max_length=600, widget=area())
    version = forms.IntegerField(widget=forms.HiddenInput)


class WhyForm(CaseFreeForm):
    """Why a point was not reached."""

    texts = ("why",)
    why = forms.CharField(
        label=gettext_lazy("Waarom lukt het niet?"), max_length=300, required=False
    )
