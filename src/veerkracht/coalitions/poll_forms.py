"""Forms of the yearly poll: they parse and never write."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.coalitions.expense_fields import day_field
from veerkracht.coalitions.poll_words import POLL_QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from veerkracht.people.models import Organisation
    from veerkracht.places.models import Area


class PollForm(forms.Form):
    """Three questions."""

    mark = forms.CharField(widget=forms.HiddenInput(), max_length=200)

    def __init__(self, mark: str, data: Any = None) -> None:
        super().__init__(data, initial={"mark": mark})
        for key, question in POLL_QUESTIONS.items():
            self.fields[key] = forms.ChoiceField(
                label=str(question.words),
                choices=[(answer, words) for answer, (words, _icon) in question.answers.items()],
                widget=forms.RadioSelect,
            )

    def answers(self) -> Mapping[str, str]:
        """Question → answer."""
        return {key: self.cleaned_data[key] for key in POLL_QUESTIONS}


class OpenPollForm(forms.Form):
    """Whose poll, where, and when."""

    organisation = forms.ChoiceField(label=gettext_lazy("Van welke organisatie?"))
    region = forms.ChoiceField(label=gettext_lazy("In welke regio?"))
    opens_on = day_field(label=gettext_lazy("Open vanaf"))
    closes_on = day_field(label=gettext_lazy("Open tot en met"))

    def __init__(
        self,
        organisations: Sequence[Organisation],
        regions: Sequence[Area],
        today: date,
        data: Any = None,
    ) -> None:
        super().__init__(data, initial={"opens_on": today})
        self._organisations = {str(one.pk): one for one in organisations}
        self._regions = {one.code: one for one in regions}
        fields: Any = self.fields
        fields["organisation"].choices = [
            (key, str(one)) for key, one in self._organisations.items()
        ]
        fields["region"].choices = [(key, str(one)) for key, one in self._regions.items()]

    def values(self) -> dict[str, Any]:
        """What was chosen."""
        given = self.cleaned_data
        return {
            "organisation": self._organisations[given["organisation"]],
            "region": self._regions[given["region"]],
            "opens_on": given["opens_on"],
            "closes_on": given["closes_on"],
        }


class BatchForm(forms.Form):
    """Where a poster hangs."""

    place = forms.CharField(
        label=gettext_lazy("Waar hangt of ligt het?"),
        help_text=gettext_lazy("Bijvoorbeeld: consultatiebureau Heerlen-Noord."),
        max_length=80,
    )
    most = forms.IntegerField(
        label=gettext_lazy("Hoeveel antwoorden verwacht je daar hoogstens?"),
        help_text=gettext_lazy("Daarna stopt de code. Zo kan niemand de peiling volzetten."),
        min_value=10,
        max_value=2000,
        initial=200,
    )
