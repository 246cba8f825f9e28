"""Forms of money: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.forms import EurosField
from veerkracht.kernel.money import as_typed
from veerkracht.programme.action_forms import pairs, set_choices
from veerkracht.programme.models import FIRST_YEAR, LAST_YEAR
from veerkracht.programme.money_actions import KINDS, Amounts
from veerkracht.programme.money_words import measures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from veerkracht.people.models import Organisation
    from veerkracht.programme.models import BudgetLine, Theme


class PurposeForm(forms.Form):
    """Whose money it is, and for what."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    theme = forms.ChoiceField(label=gettext_lazy("Thema"))
    funder = forms.ChoiceField(label=gettext_lazy("Wie geeft het geld?"))
    what = forms.CharField(
        label=gettext_lazy("Waarvoor?"),
        help_text=gettext_lazy("Bijvoorbeeld: scholing van professionals."),
        max_length=200,
    )
    what_en = forms.CharField(label=gettext_lazy("In het Engels"), max_length=200, required=False)

    def __init__(
        self,
        themes: Mapping[int, Theme],
        funders: Mapping[int, Organisation],
        data: Any = None,
        line: BudgetLine | None = None,
    ) -> None:
        super().__init__(
            data, initial={"what": line.what, "what_en": line.what_en} if line else None
        )
        self.themes, self.funders = themes, funders
        if line:
            del self.fields["theme"], self.fields["funder"]
            return
        named = {pk: f"{one.programme}: {one}" for pk, one in themes.items()}
        set_choices(self, "theme", pairs(named, _("Kies een thema")))
        set_choices(self, "funder", pairs(funders, _("Kies een organisatie")))

    def chosen(self) -> tuple[Theme, Organisation]:
        """The theme and the funder of a new purpose."""
        given = self.cleaned_data
        return self.themes[int(given["theme"])], self.funders[int(given["funder"])]


class YearForm(forms.Form):
    """The money of one year."""

    asked = EurosField(label=gettext_lazy("Gevraagd"), required=False)
    promised = EurosField(label=gettext_lazy("Toegezegd"), required=False)
    reserved = EurosField(label=gettext_lazy("Gereserveerd"), required=False)
    realised = EurosField(label=gettext_lazy("Besteed"), required=False)
    structural = forms.BooleanField(
        label=gettext_lazy("Structureel: gaat elk jaar door"), required=False
    )
    quiet_optional = True

    def amounts(self) -> Amounts | None:
        """What was typed; None when every amount is empty."""
        given = {name: self.cleaned_data[name] for name in KINDS}
        if all(cents is None for cents in given.values()):
            return None
        structural = bool(self.cleaned_data["structural"])
        return Amounts(**{name: cents or 0 for name, cents in given.items()}, structural=structural)


def _initial(line: BudgetLine) -> dict[str, Any]:
    amounts = {name: as_typed(getattr(line, name)) for name in KINDS if getattr(line, name)}
    return amounts | {"structural": line.structural} if amounts else {"asked": "0"}


class YearsForm:
    """Several years of one purpose at once."""

    def __init__(
        self,
        purpose: PurposeForm,
        years: Sequence[int],
        lines: Sequence[BudgetLine],
        data: Any = None,
    ) -> None:
        there = {one.year: one for one in lines}
        self.is_bound = data is not None
        self.purpose = purpose
        self.years = {
            year: YearForm(
                data,
                prefix=f"jaar-{year}",
                initial=_initial(there[year]) if year in there else None,
            )
            for year in sorted({*years, *there})
        }

    def is_valid(self) -> bool:
        """Whether everything can be read."""
        checked = [one.is_valid() for one in (self.purpose, *self.years.values())]
        return self.is_bound and all(checked)

    def amounts(self) -> dict[int, Amounts | None]:
        """By year what was typed; None takes the year away."""
        return {year: form.amounts() for year, form in self.years.items()}

    def differences(self) -> list[tuple[str, str, str]]:
        """What stands there now and what was typed, for each amount in which they differ."""
        named = measures()
        return [
            (
                f"{year}, {named[name]}",
                str(form.initial.get(name, "")),
                str(form.data.get(form.add_prefix(name), "")),
            )
            for year, form in self.years.items()
            for name in form.changed_data
            if name in named
        ]


class ViewForm(forms.Form):
    """Which years to show."""

    van = forms.IntegerField(label=gettext_lazy("Van"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    tot = forms.IntegerField(
        label=gettext_lazy("Tot en met"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    quiet_optional = True


class ClientForm(forms.Form):
    """Which organisation the region works for."""

    organisation = forms.ChoiceField(label=gettext_lazy("Opdrachtgever"))

    def __init__(self, found: Mapping[int, Organisation], data: Any = None) -> None:
        super().__init__(data)
        self.known = found
        set_choices(self, "organisation", pairs(found, _("Kies een organisatie")))
