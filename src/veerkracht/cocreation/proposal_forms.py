"""Forms of proposals, rounds and quiet ideas: they parse and never write."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from veerkracht.cocreation.council_forms import day_field, several_lines
from veerkracht.cocreation.council_words import evening_of
from veerkracht.cocreation.idea_actions import Question
from veerkracht.cocreation.models import ViewKind
from veerkracht.cocreation.proposal_actions import ProposalWords
from veerkracht.kernel.clock import today

if TYPE_CHECKING:
    from collections.abc import Sequence

    from veerkracht.cocreation.models import ConsentView, Idea, ProposalVersion
    from veerkracht.programme.models import Plan

USUAL_DAYS, USUAL_REVIEW = 10, 182


class ProposalForm(forms.Form):
    """What somebody proposes, and why."""

    title = forms.CharField(label=gettext_lazy("Titel"), max_length=120)
    what = several_lines(
        gettext_lazy("Wat stel je voor?"),
        gettext_lazy("Zo dat iemand van buiten het begrijpt. Zonder namen."),
        4000,
        rows=8,
    )
    why = several_lines(
        gettext_lazy("Waarom?"), gettext_lazy("Wat wordt er beter, en voor wie?"), 4000
    )
    part = forms.CharField(
        label=gettext_lazy("Voor welk deel van het plan?"),
        help_text=gettext_lazy("Bijvoorbeeld: fase 2, of het doel over ouders."),
        max_length=200,
        required=False,
    )

    def words(self) -> ProposalWords:
        """What was typed."""
        return ProposalWords(**{name: self.cleaned_data[name] for name in self.base_fields})


class VersionForm(ProposalForm):
    """The next version: the words as they are now, to be changed."""

    changed = forms.CharField(
        label=gettext_lazy("Wat is er anders?"),
        help_text=gettext_lazy("In één zin. Zo ziet iedereen wat je met een bezwaar deed."),
        max_length=300,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, version: ProposalVersion, data: Any = None) -> None:
        known = {name: getattr(version, name) for name in ("title", "what", "why", "part")}
        super().__init__(data, initial={**known, "seen": version.number})

    def words(self) -> ProposalWords:
        """What was typed."""
        names = (*ProposalForm.base_fields, "changed")
        return ProposalWords(**{name: self.cleaned_data[name] for name in names})


class OpenRoundForm(forms.Form):
    """Until when members may speak, and when to look again."""

    closes_on = day_field(
        gettext_lazy("Tot en met welke dag kunnen leden iets zeggen?"),
        gettext_lazy("De ronde sluit die dag om 20.00 uur."),
    )
    review_on = day_field(
        gettext_lazy("Wanneer bekijken jullie het besluit opnieuw?"),
        gettext_lazy("Zo is een besluit goed genoeg voor nu, en veilig om te proberen."),
    )

    def __init__(self, data: Any = None) -> None:
        usual = {
            "closes_on": today() + timedelta(days=USUAL_DAYS),
            "review_on": today() + timedelta(days=USUAL_REVIEW),
        }
        super().__init__(data, initial=usual)

    def times(self) -> dict[str, Any]:
        """The moment at which it closes, and the day to look again."""
        given = self.cleaned_data
        return {"closes_at": evening_of(given["closes_on"]), "review_on": given["review_on"]}


class ViewForm(forms.Form):
    """What one thinks of a proposal."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat vind je?"), choices=ViewKind.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Je opmerking, of waarom je bezwaar hebt"),
        help_text=gettext_lazy("Bij een bezwaar altijd invullen. Wat gaat er mis als we dit doen?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, mine: ConsentView | None, data: Any = None) -> None:
        known = {"kind": mine.kind, "words": mine.words} if mine else {}
        super().__init__(data, initial=known)


class HangForm(forms.Form):
    """On which plan an agreed proposal comes."""

    plan = forms.ChoiceField(label=gettext_lazy("Op welk plan?"))

    def __init__(
        self, plans: Sequence[tuple[Plan, str]], first: int | None, data: Any = None
    ) -> None:
        super().__init__(data, initial={"plan": first})
        self.plans = {str(plan.pk): plan for plan, _title in plans}
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(str(plan.pk), title) for plan, title in plans]

    def chosen(self) -> Plan:
        """The plan that was chosen."""
        return self.plans[self.cleaned_data["plan"]]


class QuestionForm(forms.Form):
    """What is asked of the members, until when, and how many dots."""

    question = forms.CharField(
        label=gettext_lazy("Wat wil je vragen?"),
        help_text=gettext_lazy("Eén open vraag, bijvoorbeeld: hoe bereiken we meer vaders?"),
        max_length=200,
    )
    writes_on = day_field(
        gettext_lazy("Tot en met welke dag schrijven leden alleen?"),
        gettext_lazy(
            "Die dag om 20.00 uur gaan de ideeën open. Tijdens een bijeenkomst kun je eerder verder gaan."
        ),
    )
    votes_on = day_field(
        gettext_lazy("Tot en met welke dag geven leden stippen?"),
        gettext_lazy("Die dag om 20.00 uur tellen we."),
    )
    dots = forms.IntegerField(
        label=gettext_lazy("Hoeveel stippen krijgt iedereen?"), min_value=1, max_value=20, initial=5
    )
    most = forms.IntegerField(
        label=gettext_lazy("Hoeveel daarvan hoogstens op één idee?"),
        min_value=1,
        max_value=20,
        initial=3,
    )

    def __init__(self, data: Any = None) -> None:
        usual = {
            "writes_on": today() + timedelta(days=7),
            "votes_on": today() + timedelta(days=14),
        }
        super().__init__(data, initial=usual)

    def asked(self) -> Question:
        """What was typed."""
        given = self.cleaned_data
        return Question(
            question=given["question"],
            writes_until=evening_of(given["writes_on"]),
            votes_until=evening_of(given["votes_on"]),
            dots=given["dots"],
            most=given["most"],
        )


class IdeaForm(forms.Form):
    """One idea."""

    words = forms.CharField(
        label=gettext_lazy("Je idee"),
        help_text=gettext_lazy("Eén idee per keer. Niemand ziet dat het van jou is."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DotsForm(forms.Form):
    """How many dots each idea gets; fields are named by the key of the idea."""

    def __init__(
        self, ideas: Sequence[Idea], given: dict[str, int], most: int, data: Any = None
    ) -> None:
        super().__init__(data)
        choices = [(number, str(number)) for number in range(most + 1)]
        for idea in ideas:
            self.fields[str(idea.pk)] = forms.TypedChoiceField(
                label=idea.words,
                coerce=int,
                choices=choices,
                initial=given.get(str(idea.pk), 0),
                required=False,
                empty_value="0",
            )

    quiet_optional = True

    def given(self) -> dict[str, int]:
        """Dots by the key of the idea."""
        return {key: int(number) for key, number in self.cleaned_data.items()}
