"""The form of a message. It parses what was typed and never writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from veerkracht.enrolment.messages_to_participants_models import Audience
from veerkracht.enrolment.messages_to_participants_rules import (
    MOST_SUBJECT,
    MOST_TEXT,
    flaw_of_moment,
)
from veerkracht.enrolment.messages_to_participants_words import PROBLEMS
from veerkracht.kernel.clock import now
from veerkracht.kernel.forms import MomentField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


class MessageForm(forms.Form):
    """Whom it is for, what it says, and when it goes.

    ``sizes`` says how many people each audience that may be chosen has; ``urgent`` is offered when a
    session is near.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    audience = forms.ChoiceField(
        label=gettext_lazy("Voor wie is het bericht?"), widget=forms.RadioSelect
    )
    subject = forms.CharField(label=gettext_lazy("Onderwerp"), max_length=MOST_SUBJECT)
    text = forms.CharField(
        label=gettext_lazy("Bericht"),
        help_text=gettext_lazy(
            "We zetten er een groet met de naam boven. Een lege regel begint een nieuwe alinea. "
            "Een webadres kan de lezer aanklikken. Schrijf niets over iemands gezondheid."
        ),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    moment = MomentField(
        label=gettext_lazy("Versturen op"),
        help_text=gettext_lazy(
            "Laat leeg om het nu te sturen. Tussen 21.00 en 7.30 uur en op zondag sturen we niets: "
            "dan gaat het de volgende ochtend om 7.30 uur weg."
        ),
        required=False,
    )
    urgent = forms.BooleanField(
        label=gettext_lazy("Toch nu versturen, ook ’s avonds, ’s nachts of op zondag"),
        help_text=gettext_lazy(
            "Alleen als het echt niet kan wachten: er is bijna een bijeenkomst."
        ),
        required=False,
    )
    also_late = forms.BooleanField(
        label=gettext_lazy("Stuur het ook aan wie later een plaats krijgt"), required=False
    )

    def __init__(
        self, *arguments: Any, sizes: Mapping[str, int], urgent: bool, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self.fields["audience"].choices = audience_choices(sizes)  # type: ignore[attr-defined]
        self.initial.setdefault("key", uuid4())
        self.initial.setdefault("audience", next(iter(sizes)))
        if not urgent:
            del self.fields["urgent"]

    def clean_moment(self) -> datetime | None:
        """A moment at which it can go: what the action would refuse, is said before the mail is shown."""
        moment: datetime | None = self.cleaned_data["moment"]
        problem = flaw_of_moment(now(), moment)
        if problem:
            raise forms.ValidationError(str(PROBLEMS[problem]))
        return moment

    def words(self) -> dict[str, Any]:
        """What a test copy takes."""
        return {name: self.cleaned_data[name] for name in ("audience", "subject", "text")}

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = {name: self.cleaned_data.get(name) for name in ("key", "moment")}
        flags = {name: bool(self.cleaned_data.get(name)) for name in ("urgent", "also_late")}
        return self.words() | given | flags


def audience_choices(sizes: Mapping[str, int]) -> Sequence[tuple[str, str]]:
    """Each audience with how many people it has now."""
    return [(name, f"{Audience(name).label} ({people(number)})") for name, number in sizes.items()]


def people(number: int) -> str:
    """``niemand``, ``1 persoon``, ``12 mensen``."""
    if not number:
        return _("nu niemand")
    return ngettext("%(n)s persoon", "%(n)s mensen", number) % {"n": number}
