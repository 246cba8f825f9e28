"""Forms for several editions at once. They parse what was typed; the actions decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import DayField
from veerkracht.people.policies import regions_of_coordinator
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities
from veerkracht.training.rules import MOST_PLACES
from veerkracht.training.several_editions_actions import Planned
from veerkracht.training.several_editions_rules import (
    MOST_DATES,
    MOST_DAYS,
    SEASON_WEEKS,
    Deed,
    Series,
    Wish,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.people.models import Person

MOST_TOWNS = 30


class DeedForm(forms.Form):
    """What one deed needs: a reason, a number, or nothing."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom gaan ze niet door?"),
        help_text=gettext_lazy("Iedereen die zich inschreef, leest dit in een mail."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Hoeveel plaatsen krijgt elke editie?"),
        min_value=1,
        max_value=MOST_PLACES,
    )
    days = forms.IntegerField(
        label=gettext_lazy("Hoeveel dagen later?"),
        help_text=gettext_lazy(
            "7 is een week later, op dezelfde dag van de week. Met een min ervoor wordt het eerder: -7."
        ),
        min_value=-MOST_DAYS,
        max_value=MOST_DAYS,
        initial=7,
    )
    weeks = forms.TypedChoiceField(
        label=gettext_lazy("Naar wanneer?"),
        coerce=int,
        choices=[
            (SEASON_WEEKS, gettext_lazy("Het volgende halfjaar (26 weken later)")),
            (2 * SEASON_WEEKS, gettext_lazy("Volgend jaar (52 weken later)")),
        ],
        widget=forms.RadioSelect,
        initial=SEASON_WEEKS,
    )

    NEEDS: ClassVar[dict[Deed, tuple[str, ...]]] = {
        Deed.OPEN: (),
        Deed.CALL_OFF: ("reason",),
        Deed.CAPACITY: ("capacity",),
        Deed.MOVE: ("days",),
        Deed.COPY: ("weeks",),
    }

    def __init__(self, *arguments: Any, deed: Deed, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.deed = deed
        self.fields = {name: self.fields[name] for name in self.NEEDS[deed]}

    def wish(self) -> Wish:
        """What the action takes."""
        return Wish(self.deed, **self.cleaned_data)


class SeriesForm(forms.Form):
    """A rule for dates, and the towns that take turns."""

    region = forms.ModelChoiceField(
        label=gettext_lazy("Regio"), queryset=Area.objects.none(), empty_label=None
    )
    weekday = forms.TypedChoiceField(label=gettext_lazy("Op welke dag?"), coerce=int)
    first = DayField(
        label=gettext_lazy("Vanaf welke dag?"),
        help_text=gettext_lazy("De eerste editie begint op die dag van de week hierna."),
    )
    every = forms.IntegerField(
        label=gettext_lazy("Om de hoeveel weken?"), min_value=1, max_value=26, initial=2
    )
    number = forms.IntegerField(
        label=gettext_lazy("Hoeveel edities?"), min_value=1, max_value=MOST_DATES, initial=5
    )
    begins = forms.TimeField(
        label=gettext_lazy("Begintijd"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    ends = forms.TimeField(
        label=gettext_lazy("Eindtijd"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    meetings = forms.IntegerField(
        label=gettext_lazy("Bijeenkomsten per editie"), min_value=1, max_value=20, initial=1
    )
    apart = forms.IntegerField(
        label=gettext_lazy("Weken tussen de bijeenkomsten"), min_value=1, max_value=26, initial=1
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Aantal plaatsen"), min_value=1, max_value=MOST_PLACES
    )
    towns = forms.CharField(
        label=gettext_lazy("Waar?"),
        help_text=gettext_lazy(
            "Eén plek per regel: gemeente, locatie. Bijvoorbeeld: Heerlen, De Proeftuin. "
            "Bij meer plekken gaan de edities ze om de beurt langs."
        ),
        max_length=3_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *arguments: Any, person: Person, **named: Any) -> None:
        super().__init__(*arguments, **named)
        regions = [region.pk for region in regions_of_coordinator(person)]
        self.fields["region"].queryset = (  # type: ignore[attr-defined]  # a field of Django's
            Area.objects.filter(pk__in=regions).order_by("name")
        )
        days = [(number, str(name)) for number, name in WEEKDAYS.items()]
        self.fields["weekday"].choices = days  # type: ignore[attr-defined]

    def clean_first(self) -> Any:
        """A series begins in the future."""
        first = self.cleaned_data["first"]
        if first < today():
            raise ValidationError(_("Deze dag is al geweest."))
        return first

    def clean_towns(self) -> list[tuple[Area | None, str]]:
        """Municipality and venue a line; a municipality we do not know is named with its line."""
        lines = [line.strip() for line in self.cleaned_data["towns"].splitlines()]
        filled = [(number, line) for number, line in enumerate(lines, start=1) if line]
        if len(filled) > MOST_TOWNS:
            raise ValidationError(_("Geef hooguit 30 plekken."))
        known = {area.name.casefold(): area for area in municipalities()} if filled else {}
        return [_town(number, line, known) for number, line in filled]

    def clean(self) -> dict[str, Any]:
        """A session ends on the day on which it starts."""
        given = super().clean() or {}
        if given.get("begins") and given.get("ends") and given["ends"] <= given["begins"]:
            self.add_error("ends", _("De eindtijd ligt vóór de begintijd."))
        return given

    def planned(self) -> list[Planned]:
        """The editions of the series, in order; towns take turns."""
        given = self.cleaned_data
        names = ("first", "weekday", "every", "number", "begins", "ends", "meetings", "apart")
        series = Series(**{name: given[name] for name in names})
        towns: Sequence[tuple[Area | None, str]] = given["towns"] or [(None, "")]
        return [
            Planned(tuple(series.sessions_of(first)), *towns[nth % len(towns)])
            for nth, first in enumerate(series.first_days())
        ]


def _town(number: int, line: str, known: dict[str, Area]) -> tuple[Area | None, str]:
    name, _comma, venue = line.partition(",")
    area = known.get(name.strip().casefold())
    if area is None:
        words = _(
            "Regel %(number)s: we kennen geen gemeente “%(name)s”. Schrijf: gemeente, locatie."
        )
        raise ValidationError(words % {"number": number, "name": name.strip()[:60]})
    return area, venue.strip()[:160]


def letters(number: int) -> str:
    """How many mails go out, in words."""
    if not number:
        return _("niemand krijgt een mail")
    words = ngettext("%(n)s persoon krijgt een mail", "%(n)s mensen krijgen een mail", number)
    return words % {"n": number}
