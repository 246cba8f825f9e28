"""Forms of meetings: they parse and never write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import local, wall_time
from veerkracht.kernel.forms import DayField
from veerkracht.meetings.meeting_actions import MOST_MINUTES, When
from veerkracht.meetings.models import Says, Theme
from veerkracht.meetings.queries import moment_in_words
from veerkracht.meetings.rules import MOST_DATES

if TYPE_CHECKING:
    from veerkracht.meetings.models import Meeting, PollDate, Presence
    from veerkracht.people.models import Person

LENGTHS = [
    (60, gettext_lazy("1 uur")),
    (90, gettext_lazy("anderhalf uur")),
    (120, gettext_lazy("2 uur")),
    (150, gettext_lazy("tweeënhalf uur")),
    (180, gettext_lazy("3 uur")),
    (240, gettext_lazy("4 uur")),
]
STEP_ROWS = 8
Pair = tuple[forms.BoundField, forms.BoundField]


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, picked on a calendar."""
    return DayField(label=label, required=required)


def time_field(label: Any, *, required: bool = True) -> forms.TimeField:
    """A time on a Dutch clock."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, required=required)


def length_field() -> forms.TypedChoiceField:
    """How long it takes."""
    return forms.TypedChoiceField(
        label=gettext_lazy("Hoe lang duurt het?"), choices=LENGTHS, coerce=int, initial=120
    )


def place_field() -> forms.CharField:
    """Where."""
    return forms.CharField(label=gettext_lazy("Waar?"), max_length=120, required=False)


def link_field() -> forms.URLField:
    """The online room."""
    return forms.URLField(
        label=gettext_lazy("Online adres"),
        help_text=gettext_lazy("Alleen als jullie online samenkomen."),
        assume_scheme="https",
        max_length=200,
        required=False,
    )


def _moment(day: date, at: time) -> datetime:
    return wall_time(datetime.combine(day, at))


class DecisionForm(forms.Form):
    """What was decided, and when to look at it again."""

    what = forms.CharField(
        label=gettext_lazy("Wat besloten jullie?"),
        help_text=gettext_lazy("In één zin, zonder namen."),
        max_length=300,
    )
    review_on = day_field(
        gettext_lazy("Wanneer bekijken jullie het opnieuw? (mag leeg)"), required=False
    )


class AgainForm(forms.Form):
    """A later day to look again; none: it is done."""

    again_on = day_field(
        gettext_lazy("Nog een keer bekijken op (leeg: het is klaar)"), required=False
    )


class WhenForm(forms.Form):
    """When and where one meeting is."""

    day = day_field(gettext_lazy("Welke dag?"))
    start = time_field(gettext_lazy("Hoe laat begint het?"))
    minutes = length_field()
    place = place_field()
    online_link = link_field()

    def when(self) -> When:
        """What was typed."""
        given = self.cleaned_data
        starts_at = _moment(given["day"], given["start"])
        ends_at = starts_at + timedelta(minutes=given["minutes"])
        return When(starts_at, ends_at, given["place"], given["online_link"])


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """A meeting as it stands in the form."""
    starts = local(meeting.starts_at)
    return {
        "day": starts.date(),
        "start": starts.time(),
        "minutes": meeting.minutes,
        "place": meeting.place,
        "online_link": meeting.online_link,
    }


class PollForm(forms.Form):
    """Two to six moments, and where."""

    quiet_optional = True
    minutes = length_field()
    place = place_field()
    online_link = link_field()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for number in range(1, MOST_DATES + 1):
            named = {"n": number}
            self.fields[f"day_{number}"] = day_field(_("Dag %(n)s") % named, required=False)
            self.fields[f"time_{number}"] = time_field(_("Tijd %(n)s") % named, required=False)

    def pairs(self) -> list[Pair]:
        """Day and time, moment by moment."""
        numbers = range(1, MOST_DATES + 1)
        return [(self[f"day_{number}"], self[f"time_{number}"]) for number in numbers]

    def clean(self) -> dict[str, Any]:
        """A day without a time, or a time without a day, says nothing."""
        given = super().clean() or {}
        for number in range(1, MOST_DATES + 1):
            day, at = f"day_{number}", f"time_{number}"
            if bool(given.get(day)) != bool(given.get(at)) and not {day, at} & set(self.errors):
                self.add_error(at if given.get(day) else day, _("Vul dit ook in."))
        return given

    def moments(self) -> list[datetime]:
        """What was typed."""
        given = self.cleaned_data
        numbers = [one for one in range(1, MOST_DATES + 1) if given.get(f"day_{one}")]
        return [_moment(given[f"day_{one}"], given[f"time_{one}"]) for one in numbers]


class AnswerForm(forms.Form):
    """Of each moment: I can, I can if I must, I cannot."""

    def __init__(self, dates: Iterable[PollDate], known: dict[int, str], data: Any = None) -> None:
        super().__init__(data)
        for one in dates:
            self.fields[f"moment-{one.pk}"] = forms.ChoiceField(
                label=moment_in_words(one.starts_at),
                choices=Says.choices,
                widget=forms.RadioSelect,
                initial=known.get(one.pk),
            )

    def answers(self) -> dict[int, str]:
        """What was chosen, by the number of the moment."""
        given = self.cleaned_data.items()
        return {int(name.removeprefix("moment-")): says for name, says in given}


class MethodForm(forms.Form):
    """How a meeting goes, and what it is about, from lists.

    ``way``, for a field called ``method`` hides a form's own from scripts.
    """

    way = forms.ChoiceField(label=gettext_lazy("Werkvorm"), required=False)
    theme = forms.ChoiceField(
        label=gettext_lazy("Thema"),
        help_text=gettext_lazy(
            "Meer dan dit hoeft niemand te weten: de situatie zelf blijft in de kamer."
        ),
        required=False,
    )
    quiet_optional = True

    def __init__(self, methods: Sequence[tuple[str, str]], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["way"].choices = [("", _("Nog geen")), *methods]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [("", _("Nog geen")), *Theme.choices]  # type: ignore[attr-defined]


class FacilitatorForm(forms.Form):
    """Who leads this time."""

    person = forms.TypedChoiceField(label=gettext_lazy("Wie leidt deze keer?"), coerce=int)

    def __init__(self, people: Iterable[Person], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        choices = [(person.pk, str(person)) for person in people]
        self.fields["person"].choices = choices  # type: ignore[attr-defined]


class OwnMethodForm(forms.Form):
    """A way of working of one's own: up to eight steps with minutes."""

    quiet_optional = True
    name = forms.CharField(label=gettext_lazy("Hoe heet de werkvorm?"), max_length=80)
    explanation = forms.CharField(
        label=gettext_lazy("Korte uitleg"), max_length=300, required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for number in range(1, STEP_ROWS + 1):
            named = {"n": number}
            self.fields[f"step_{number}"] = forms.CharField(
                label=_("Stap %(n)s") % named, max_length=120, required=False
            )
            self.fields[f"minutes_{number}"] = forms.IntegerField(
                label=_("Minuten %(n)s") % named,
                min_value=1,
                max_value=MOST_MINUTES,
                required=False,
            )

    def pairs(self) -> list[Pair]:
        """Step and minutes, row by row."""
        numbers = range(1, STEP_ROWS + 1)
        return [(self[f"step_{number}"], self[f"minutes_{number}"]) for number in numbers]

    def clean(self) -> dict[str, Any]:
        """A step has words and minutes; one at least."""
        given = super().clean() or {}
        for number in range(1, STEP_ROWS + 1):
            step, minutes = f"step_{number}", f"minutes_{number}"
            if bool(given.get(step)) != bool(given.get(minutes)) and minutes not in self.errors:
                self.add_error(minutes if given.get(step) else step, _("Vul dit ook in."))
        if not self.errors and not given.get("step_1"):
            self.add_error("step_1", _("Schrijf minstens één stap op."))
        return given

    def steps(self) -> list[tuple[str, int]]:
        """What was typed."""
        given = self.cleaned_data
        numbers = [one for one in range(1, STEP_ROWS + 1) if given.get(f"step_{one}")]
        return [(given[f"step_{one}"], given[f"minutes_{one}"]) for one in numbers]


class PresenceForm(forms.Form):
    """Of each member: was there, and for how many minutes."""

    quiet_optional = True

    def __init__(
        self,
        meeting: Meeting,
        people: Sequence[Person],
        known: dict[int, Presence],
        data: Any = None,
    ) -> None:
        super().__init__(data)
        self.people = people
        for person in people:
            row = known.get(person.pk)
            self.fields[f"there-{person.pk}"] = forms.BooleanField(
                label=str(person), required=False, initial=row.there if row else False
            )
            self.fields[f"minutes-{person.pk}"] = forms.IntegerField(
                label=_("Minuten van %(name)s") % {"name": person},
                min_value=1,
                max_value=meeting.minutes,
                initial=row.minutes if row and row.there else meeting.minutes,
                required=False,
            )

    def rows(self) -> list[tuple[Person, forms.BoundField, forms.BoundField]]:
        """Person, tick and minutes."""
        return [(one, self[f"there-{one.pk}"], self[f"minutes-{one.pk}"]) for one in self.people]

    def clean(self) -> dict[str, Any]:
        """Who was there, was there for some minutes."""
        given = super().clean() or {}
        for one in self.people:
            minutes = f"minutes-{one.pk}"
            if (
                given.get(f"there-{one.pk}")
                and not given.get(minutes)
                and minutes not in self.errors
            ):
                self.add_error(minutes, _("Hoeveel minuten?"))
        return given

    def minutes(self) -> dict[int, int]:
        """Minutes by the number of the person; 0 is not there."""
        given = self.cleaned_data
        return {
            one.pk: given[f"minutes-{one.pk}"] if given[f"there-{one.pk}"] else 0
            for one in self.people
        }


class OwnMinutesForm(forms.Form):
    """How many minutes I was there myself."""

    minutes = forms.IntegerField(
        label=gettext_lazy("Hoeveel minuten was je er?"),
        help_text=gettext_lazy("Was je er niet? Vul dan 0 in."),
        min_value=0,
        max_value=720,
    )
