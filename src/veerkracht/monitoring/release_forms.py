"""Forms of releases: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import DayField
from veerkracht.monitoring import release_rules as rules
from veerkracht.monitoring.release_actions import LEAVABLE, DraftFacts
from veerkracht.monitoring.release_words import BREAKDOWN_NAMES
from veerkracht.places.models import Area

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

YEARS_BACK = 3


class DraftForm(forms.Form):
    """What the release is about."""

    area = forms.ChoiceField(label=gettext_lazy("Over welk gebied?"))
    as_of = DayField(
        label=gettext_lazy("Stand van welke dag?"),
    )
    since_year = forms.IntegerField(
        label=gettext_lazy("Vanaf welk jaar?"), min_value=rules.FIRST_YEAR
    )
    indicators = forms.MultipleChoiceField(
        label=gettext_lazy("Welke cijfers?"), widget=forms.CheckboxSelectMultiple
    )
    left_out = forms.MultipleChoiceField(
        label=gettext_lazy("Welke uitsplitsing laat je weg?"),
        help_text=gettext_lazy("Hoe minder uitsplitsingen, hoe minder er afgeschermd hoeft."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, areas: Sequence[Area], indicators: Mapping[str, str], data: Any = None
    ) -> None:
        self._areas = {one.code: one for one in areas}
        day = today()
        given = {
            "as_of": day,
            "since_year": max(rules.FIRST_YEAR, day.year - YEARS_BACK),
            "indicators": list(indicators),
        }
        super().__init__(data, initial=given)
        fields: dict[str, Any] = self.fields
        fields["area"].choices = [(one.code, one.name) for one in areas]
        fields["indicators"].choices = list(indicators.items())
        fields["left_out"].choices = [
            (one, str(BREAKDOWN_NAMES[one]).capitalize()) for one in LEAVABLE
        ]

    def chosen_area(self) -> Area:
        """The area that was chosen."""
        return self._areas[self.cleaned_data["area"]]

    def facts(self) -> DraftFacts:
        """What was asked for."""
        said = self.cleaned_data
        return DraftFacts(said["as_of"], said["since_year"], said["indicators"], said["left_out"])


class WithdrawForm(forms.Form):
    """Why a release is not right."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom klopt deze vrijgave niet?"),
        help_text=gettext_lazy("Iedereen kan dit lezen. Noem geen mensen."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
    )

    def clean_reason(self) -> str:
        """Words, not only spaces."""
        said = str(self.cleaned_data["reason"]).strip()
        if not said:
            raise forms.ValidationError(_("Schrijf op waarom. Iedereen kan dat lezen."))
        return said
