"""Forms about agreements on places: they parse and never write."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.enrolment.models import Approver, ShareKind
from veerkracht.enrolment.terms_actions import Whom
from veerkracht.kernel.clock import wall_time
from veerkracht.kernel.forms import DayField
from veerkracht.people.models import Organisation, Sector
from veerkracht.people.queries import organisations, sectors
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities, regions

if TYPE_CHECKING:
    from collections.abc import Iterable

STUDENTS = "studenten"
MOST = 20_000


class ApproverForm(forms.Form):
    """Who must agree before somebody gets a place."""

    quiet_optional = True

    approver = forms.ChoiceField(
        label=gettext_lazy("Wie moet een aanvraag goedkeuren?"),
        choices=Approver.choices,
        widget=forms.RadioSelect,
        required=False,
    )


class ShareForm(forms.Form):
    """Places kept for a group until a day, or the most that a group can have."""

    quiet_optional = True

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat spreek je af?"), choices=ShareKind.choices, widget=forms.RadioSelect
    )
    group = forms.ChoiceField(label=gettext_lazy("Voor wie?"))
    number = forms.IntegerField(
        label=gettext_lazy("Hoeveel plaatsen?"), min_value=1, max_value=MOST
    )
    until = DayField(
        label=gettext_lazy("Vrijhouden tot en met"),
        help_text=gettext_lazy(
            "Alleen bij vrijhouden. Daarna zijn de plaatsen voor iedereen, en gaan ze naar wie wacht."
        ),
        required=False,
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._whom: dict[str, Whom] = {STUDENTS: Whom(students=True)}
        self.fields["group"].choices = [  # type: ignore[attr-defined]  # a field of Django's
            ("", _("Kies een groep")),
            (STUDENTS, _("Studenten")),
            (_("Sectoren"), self._offer(Whom(sector=one) for one in sectors())),
            (_("Regio's"), self._offer(Whom(area=one) for one in regions())),
            (_("Gemeenten"), self._offer(Whom(area=one) for one in municipalities())),
            (_("Organisaties"), self._offer(Whom(organisation=one) for one in organisations())),
        ]

    def _offer(self, groups: Iterable[Whom]) -> list[tuple[str, str]]:
        found = {_key(whom): whom for whom in groups}
        self._whom |= found
        return [(key, str(_group(whom))) for key, whom in found.items()]

    def clean(self) -> dict[str, Any]:
        """A place is kept until a day; a cap has none."""
        given = super().clean() or {}
        if given.get("kind") == ShareKind.KEPT and not given.get("until") and "until" in given:
            self.add_error("until", _("Kies tot en met welke dag."))
        return given

    @property
    def whom(self) -> Whom:
        """The group that was chosen."""
        return self._whom[self.cleaned_data["group"]]

    @property
    def until_moment(self) -> datetime:
        """Midnight after the last day, on a Dutch clock."""
        after = self.cleaned_data["until"] + timedelta(days=1)
        return wall_time(datetime.combine(after, time(0)))


def _group(whom: Whom) -> Sector | Organisation | Area:
    group = whom.sector or whom.organisation or whom.area
    assert group is not None  # noqa: S101 - only students have none, and they are not offered in lists
    return group


def _key(whom: Whom) -> str:
    """How a list of choices names a group: ``sector-3``."""
    group = _group(whom)
    return f"{type(group).__name__.lower()}-{group.pk}"


class AnswerForm(forms.Form):
    """Yes or no to a request, and why not."""

    agreed = forms.ChoiceField(choices=[("ja", "ja"), ("nee", "nee")], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Wil je zeggen waarom?"),
        help_text=gettext_lazy(
            "Wie het vroeg, leest dit in een mail. Schrijf niets over iemands gezondheid."
        ),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
