"""Forms of enrolment: they parse what was typed and never write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from veerkracht.enrolment.rules import MOST_EDITIONS, MOST_TOGETHER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from veerkracht.training.models import Edition


class RequestForm(forms.Form):
    """Asking for a place: other dates one would also wait for, and whether an overlap is meant."""

    also = forms.MultipleChoiceField(
        label=_("Een andere datum is ook goed"),
        help_text=_(
            "Is er op een datum die je aankruist nu nog plaats? Dan heb je daar meteen een plaats. "
            "Is alles vol, dan wacht je voor al deze datums. De eerste plaats die vrijkomt, bieden we je aan."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Een datum die je koos, is niet meer open. Kies opnieuw.")
        },
        required=False,
    )
    despite_overlap = forms.BooleanField(
        label=_("Ik weet dat ik dan al iets heb, en wil me toch inschrijven"), required=False
    )

    def __init__(
        self, *arguments: Any, others: Iterable[tuple[int, str]], overlaps: bool, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        choices = list(others)[: MOST_EDITIONS - 1]
        self.fields["also"].choices = choices  # type: ignore[attr-defined]
        if not choices and "also" not in self.data:
            del self.fields["also"]
        if not overlaps:
            del self.fields["despite_overlap"]

    def also_ids(self) -> list[int]:
        """Ids of the other editions chosen."""
        return [int(value) for value in self.cleaned_data.get("also", [])]


class LeaveForm(forms.Form):
    """Leaving, with a word about why if one likes."""

    reason = forms.CharField(
        label=_("Wil je zeggen waarom?"),
        help_text=_(
            "Dat helpt ons. Alleen de coördinator leest het. Schrijf niets over je gezondheid."
        ),
        required=False,
        max_length=200,
    )


class ColleagueForm(forms.Form):
    """The address of a colleague who may come instead."""

    address = forms.EmailField(
        label=_("E-mailadres van je collega"),
        help_text=_(
            "We sturen een mail met een link. Je plaats blijft van jou tot je collega ja zegt."
        ),
        max_length=254,
    )


@dataclass(frozen=True)
class Guest:
    """Somebody a coordinator enrols: address and perhaps a name."""

    address: str
    name: str
    line: int = 0  # where it stood in what was typed, for a word on what is wrong with it


_ADDRESS = re.compile(r"[^\s<>,;\"]+@[^\s<>,;\"]+")


class AddPeopleForm(forms.Form):
    """People that a coordinator enrols: one a line, name and address in any order."""

    people = forms.CharField(
        label=_("Wie wil je inschrijven?"),
        help_text=_(
            "Eén persoon per regel: naam en e-mailadres. Bijvoorbeeld: Noor Jansen, noor@voorbeeld.nl"
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
    )
    together = forms.BooleanField(
        label=_("Ze willen alleen samen komen"),
        help_text=_("Dan krijgen ze samen een plaats, of wachten ze samen."),
        required=False,
    )

    def clean_people(self) -> list[Guest]:
        """One guest a line; an unreadable line is named with its number."""
        typed = enumerate(self.cleaned_data["people"].splitlines(), start=1)
        lines = [(number, line.strip()) for number, line in typed if line.strip()]
        if len(lines) > MOST_TOGETHER:
            raise ValidationError(gettext("Je kunt hoogstens 10 mensen tegelijk inschrijven."))
        return [self._guest(number, line) for number, line in lines]

    def _guest(self, number: int, line: str) -> Guest:
        found = _ADDRESS.search(line)
        address = found.group().strip("().").lower() if found else ""
        try:
            validate_email(address)
        except ValidationError as error:
            message = gettext("Regel %(number)s: hier missen we een e-mailadres.") % {
                "number": number
            }
            raise ValidationError(message) from error
        name = " ".join(_ADDRESS.sub(" ", line).strip(' ,;<>\t"').split())
        return Guest(address, name[:120], number)


def choice_labels(editions: Iterable[Edition], label: Any) -> list[tuple[int, str]]:
    """Pairs for a list of choices: id and words."""
    return [(edition.pk, label(edition)) for edition in editions]
