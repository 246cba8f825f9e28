"""Forms of pilots: they parse and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.coalitions.minutes_forms import CaseFreeForm
from veerkracht.cocreation.models import (
    MeasureAbout,
    MeasureKind,
    PilotOutcome,
    PilotState,
)
from veerkracht.cocreation.pilot_actions import STAND_STILL, PilotFacts, Verdict
from veerkracht.cocreation.pilot_measure_actions import Measured, Read
from veerkracht.cocreation.pilot_note_actions import Noted
from veerkracht.cocreation.pilot_spread_actions import (
    ACTION,
    AGREEMENT,
    SpreadWish,
    active_in,
    courses_for,
)
from veerkracht.kernel.clock import today
from veerkracht.kernel.forms import DayField, EurosField
from veerkracht.kernel.money import as_typed
from veerkracht.people.models import Organisation, Person, Sector
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities
from veerkracht.programme.models import BudgetLine
from veerkracht.programme.queries import lines_visible_to
from veerkracht.training.models import Course

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from veerkracht.cocreation.models import Pilot, PilotMeasure, PilotNote, PilotReading

MOST_PROPOSED = 20
IN_ENGLISH = gettext_lazy("In het Engels, voor wie de pagina in het Engels leest")


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, with the browser's own picker."""
    return DayField(label=label, required=required, help_text=help_text)


def _text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class SeenForm(forms.Form):
    """A form that knows which version was on the screen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def version(self) -> int:
        """The version that was seen; 0 for none."""
        return int(self.cleaned_data.get("seen") or 0)

    def look_again(self, version: int) -> None:
        """Whoever sends this again has seen this version: what was typed stays."""
        again: Any = self.data.copy()  # type: ignore[attr-defined]  # what was posted
        again["seen"] = str(version)
        self.data = again


class DecimalField(forms.DecimalField):
    """A number with at most two decimals, with a comma or a point before them."""

    def __init__(self, **named: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, localize=True, **named)
        self.widget.input_type = "text"
        self.widget.attrs["inputmode"] = "decimal"

    def to_python(self, value: Any) -> Any:
        """A comma or a point."""
        text = str(value).replace(",", ".").strip() if value is not None else value
        return forms.DecimalField(max_digits=12, decimal_places=2).to_python(text)

    def prepare_value(self, value: Any) -> Any:
        """A number from a row without noughts at its end."""
        if value is None or isinstance(value, str):
            return value
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",")


class PilotForm(SeenForm):
    """What is said of a pilot."""

    title = forms.CharField(label=gettext_lazy("Hoe heet de pilot?"), max_length=120)
    question = forms.CharField(
        label=gettext_lazy("Welke vraag wil je beantwoorden?"),
        help_text=gettext_lazy(
            "Bijvoorbeeld: krijgen gezinnen eerder hulp als de kraamzorg meekijkt?"
        ),
        max_length=400,
        widget=_text(2),
    )
    hypothesis = forms.CharField(
        label=gettext_lazy("Wat verwacht je?"),
        help_text=gettext_lazy("Zo dat je straks kunt zien of het klopt."),
        max_length=600,
        widget=_text(3),
    )
    different = forms.CharField(
        label=gettext_lazy("Wat doen jullie anders dan eerst?"), max_length=2000, widget=_text(4)
    )
    sector = forms.ModelChoiceField(
        label=gettext_lazy("Sector"),
        queryset=Sector.objects.all(),
        empty_label=gettext_lazy("Kies een sector"),
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("In welke gemeente?"),
        queryset=Area.objects.none(),
        empty_label=gettext_lazy("In de hele regio"),
        required=False,
    )
    led_by = forms.ModelChoiceField(
        label=gettext_lazy("Welke organisatie trekt de pilot?"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Kies een organisatie"),
    )
    since = _day(gettext_lazy("Van"))
    until = _day(gettext_lazy("Tot en met"))
    planned = EurosField(
        required=False,
        label=gettext_lazy("Hoeveel denk je dat het kost?"),
        help_text=gettext_lazy("In euro’s, zoals 12.500 of 1.250,50."),
    )
    spent = EurosField(label=gettext_lazy("Hoeveel is er besteed?"), required=False)
    organisations = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Wie doen nog meer mee?"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    budget_lines = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Uit welk geld komt het?"),
        queryset=BudgetLine.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    title_en = forms.CharField(
        label=gettext_lazy("De naam in het Engels"),
        help_text=IN_ENGLISH,
        max_length=120,
        required=False,
    )
    question_en = forms.CharField(
        label=gettext_lazy("De vraag in het Engels"),
        max_length=400,
        widget=_text(2),
        required=False,
    )
    hypothesis_en = forms.CharField(
        label=gettext_lazy("Wat je verwacht in het Engels"),
        max_length=600,
        widget=_text(2),
        required=False,
    )
    different_en = forms.CharField(
        label=gettext_lazy("Wat jullie anders doen in het Engels"),
        max_length=2000,
        widget=_text(3),
        required=False,
    )

    def __init__(self, region: Area, by: Person, pilot: Pilot | None, data: Any = None) -> None:
        super().__init__(data, initial=_known(pilot) if pilot else None)
        area: Any = self.fields["area"]
        area.queryset = municipalities(region)
        self._offer(["led_by", "organisations"], _organisations(region, pilot))
        self._offer(["budget_lines"], lines_visible_to(by).filter(region=region))
        if pilot is not None and pilot.state != PilotState.DRAFT:
            for name in STAND_STILL:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Dit staat vast sinds de pilot loopt.")

    def _offer(self, names: list[str], found: QuerySet[Any]) -> None:
        """What may be chosen in these fields, read once; a field with nothing to choose goes."""
        choices = [(one.pk, str(one)) for one in found]
        for name in names:
            field: Any = self.fields[name]
            field.queryset = found
            empty = [("", field.empty_label)] if field.empty_label else []
            field.choices = [*empty, *choices]
            if not choices and not field.required:
                del self.fields[name]

    def facts(self) -> PilotFacts:
        """What was typed."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        given["planned_cents"] = given.pop("planned") or 0
        given["spent_cents"] = given.pop("spent") or 0
        for name in ("organisations", "budget_lines"):
            given[name] = list(given.get(name) or ())
        return PilotFacts(**given)


def _organisations(region: Area, pilot: Pilot | None) -> QuerySet[Organisation]:
    """Who is active in the region, and who takes part already."""
    active = Q(pk__in=active_in(region).order_by().values("pk"))
    own = Q(pk=pilot.led_by_id) | Q(pk__in=pilot.organisations.values("pk")) if pilot else Q()
    return Organisation.objects.filter(active | own).order_by("name")


def _known(pilot: Pilot) -> dict[str, Any]:
    names = [one for one in PilotFacts.__dataclass_fields__ if hasattr(pilot, one)]
    known = {name: getattr(pilot, name) for name in names}
    for name in ("organisations", "budget_lines"):
        known[name] = list(getattr(pilot, name).all())
    known["planned"] = as_typed(pilot.planned_cents) if pilot.planned_cents else ""
    known["spent"] = as_typed(pilot.spent_cents) if pilot.spent_cents else ""
    return known | {"seen": pilot.version}


class JoinForm(forms.Form):
    """Who comes into the team."""

    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        help_text=gettext_lazy("Van iemand die al een account heeft."),
    )
    leads = forms.BooleanField(
        label=gettext_lazy("Leidt de pilot, en mag alles wijzigen"), required=False
    )

    def clean_email(self) -> Person:
        """Who has this address."""
        address = self.cleaned_data["email"]
        person = Person.objects.filter(email__iexact=address, is_active=True).first()
        if person is None:
            raise forms.ValidationError(
                _("Met dit adres is nog geen account. Vraag of diegene er eerst een maakt.")
            )
        return person


class MeasureForm(SeenForm):
    """What is measured."""

    what = forms.CharField(
        label=gettext_lazy("Wat meet je?"),
        help_text=gettext_lazy("Bijvoorbeeld: gezinnen met een gesprek voor week 20."),
        max_length=160,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Wat voor getal is het?"),
        choices=MeasureKind.choices,
        widget=forms.RadioSelect,
    )
    about = forms.ChoiceField(
        label=gettext_lazy("Waar gaat het over?"),
        choices=MeasureAbout.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Van minder dan 10 mensen bewaren we geen getallen."),
    )
    unit = forms.CharField(
        label=gettext_lazy("Eenheid"),
        help_text=gettext_lazy(
            "Bijvoorbeeld: gesprekken per maand. Bij een percentage hoeft het niet."
        ),
        max_length=40,
        required=False,
    )
    up = forms.ChoiceField(
        label=gettext_lazy("Welke kant wil je op?"),
        choices=[("yes", gettext_lazy("Meer is beter")), ("no", gettext_lazy("Minder is beter"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    target = DecimalField(label=gettext_lazy("Waar wil je uitkomen?"), required=False)
    public = forms.BooleanField(label=gettext_lazy("Iedereen mag dit zien"), required=False)
    what_en = forms.CharField(
        label=gettext_lazy("Wat je meet in het Engels"), max_length=160, required=False
    )
    unit_en = forms.CharField(
        label=gettext_lazy("Eenheid in het Engels"), max_length=40, required=False
    )

    def __init__(self, measure: PilotMeasure | None, data: Any = None) -> None:
        names = [*Measured.__dataclass_fields__]
        known = {name: getattr(measure, name) for name in names} if measure else {}
        if measure:
            known |= {"up": "yes" if measure.up else "no", "seen": measure.version}
        super().__init__(data, initial=known or {"kind": "number", "about": "people", "up": "yes"})

    def measured(self) -> Measured:
        """What was typed."""
        given = {name: self.cleaned_data[name] for name in Measured.__dataclass_fields__}
        return Measured(**given | {"up": given["up"] == "yes"})


class ReadingForm(SeenForm):
    """What was measured."""

    value = DecimalField(label=gettext_lazy("Wat was het?"))
    over = forms.IntegerField(
        label=gettext_lazy("Over hoeveel gaat het?"),
        help_text=gettext_lazy(
            "Het aantal mensen of dingen. Over mensen: minstens 10. Bij een percentage: minstens 30."
        ),
        min_value=1,
        max_value=10_000_000,
        required=False,
    )
    day = _day(gettext_lazy("Wanneer is het gemeten?"))
    source = forms.CharField(
        label=gettext_lazy("Waar komt het vandaan?"),
        help_text=gettext_lazy("Bijvoorbeeld: vragenlijst onder ouders, of het planbord."),
        max_length=200,
    )

    def __init__(
        self, measure: PilotMeasure, reading: PilotReading | None, data: Any = None
    ) -> None:
        known: dict[str, Any] = {"day": today(), "seen": 0}
        if reading:
            names = ("value", "over", "day", "source")
            known = {name: getattr(reading, name) for name in names} | {"seen": reading.version}
        super().__init__(data, initial=known)
        if measure.about == MeasureAbout.COUNT:
            del self.fields["over"]

    def read(self) -> Read:
        """What was typed."""
        given = {name: self.cleaned_data.get(name) for name in Read.__dataclass_fields__}
        return Read(**given)  # type: ignore[arg-type]  # the form checked what is needed


class NoteForm(CaseFreeForm, SeenForm):
    """A page of the learning log."""

    texts: ClassVar[tuple[str, ...]] = ("happened", "learned", "change")
    day = _day(gettext_lazy("Wanneer?"))
    happened = forms.CharField(
        label=gettext_lazy("Wat gebeurde er?"), max_length=2000, widget=_text(3)
    )
    learned = forms.CharField(
        label=gettext_lazy("Wat leerden jullie?"), max_length=2000, widget=_text(3)
    )
    change = forms.CharField(
        label=gettext_lazy("Wat veranderen jullie?"),
        help_text=gettext_lazy("Nooit over één mens of gezin, ook niet zonder naam."),
        max_length=2000,
        widget=_text(3),
        required=False,
    )

    def __init__(self, note: PilotNote | None, data: Any = None) -> None:
        names = ("day", "happened", "learned", "change")
        known: dict[str, Any] = {"day": today(), "seen": 0}
        if note:
            known = {name: getattr(note, name) for name in names} | {"seen": note.version}
        super().__init__(data, initial=known)

    def noted(self) -> Noted:
        """What was typed."""
        names = Noted.__dataclass_fields__
        return Noted(**{name: self.cleaned_data[name] for name in names})


class DecideForm(SeenForm):
    """What is decided, and why."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat besluiten jullie?"),
        choices=PilotOutcome.choices,
        widget=forms.RadioSelect,
    )
    reasons = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Noem ook wat niet lukte. Dit staat op de pagina van de pilot."),
        max_length=2000,
        widget=_text(4),
    )
    reasons_en = forms.CharField(
        label=gettext_lazy("Waarom, in het Engels"),
        max_length=2000,
        widget=_text(3),
        required=False,
    )

    def verdict(self) -> Verdict:
        """What was chosen."""
        given = self.cleaned_data
        return Verdict(given["outcome"], given["reasons"], given["reasons_en"])


class StopForm(SeenForm):
    """Why a pilot stops early."""

    reasons = forms.CharField(
        label=gettext_lazy("Waarom stopt de pilot nu al?"),
        help_text=gettext_lazy("Ook dat leert anderen iets. Dit staat op de pagina van de pilot."),
        max_length=2000,
        widget=_text(4),
    )


class SpreadForm(forms.Form):
    """To where a pilot is spread, and with what."""

    course = forms.ModelChoiceField(
        label=gettext_lazy("Welke training helpt daarbij?"),
        queryset=Course.objects.none(),
        empty_label=gettext_lazy("Een nieuwe training, of geen"),
        required=False,
    )
    title = forms.CharField(
        label=gettext_lazy("Naam van de nieuwe training"),
        help_text=gettext_lazy("Laat leeg als je een training koos, of als er geen nodig is."),
        max_length=120,
        required=False,
    )
    hours = forms.DecimalField(
        label=gettext_lazy("Hoeveel uur duurt de nieuwe training?"),
        min_value=1,
        max_value=80,
        max_digits=3,
        decimal_places=1,
        initial=4,
    )
    towns = forms.ModelMultipleChoiceField(
        label=gettext_lazy("In welke gemeenten komt een editie?"),
        queryset=Area.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    action = forms.CharField(
        label=gettext_lazy("Wat gaat een organisatie doen?"),
        help_text=gettext_lazy("Dit wordt een actie van elke organisatie die je hieronder kiest."),
        max_length=ACTION,
        widget=_text(2),
        required=False,
    )
    due_on = _day(gettext_lazy("Wanneer is die actie klaar?"), required=False)
    agreement = forms.CharField(
        label=gettext_lazy("Wat belooft een organisatie?"),
        help_text=gettext_lazy("Dit wordt een afspraak, eerst als voornemen."),
        max_length=AGREEMENT,
        widget=_text(2),
        required=False,
    )
    organisations = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Welke organisaties?"),
        help_text=gettext_lazy(
            "Wie in dezelfde sector werkt, is al gekozen. Haal weg wie niet meedoet."
        ),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, pilot: Pilot, region: Area, data: Any = None) -> None:
        words = _("Werken zoals in de pilot “%(title)s”") % {"title": pilot.title}
        same = active_in(region).filter(sectors=pilot.sector_id)
        known = {"title": pilot.title, "action": words, "organisations": same[:MOST_PROPOSED]}
        super().__init__(data, initial=known)
        self.region = region
        named: dict[str, Any] = {
            "course": courses_for(pilot, region),
            "towns": municipalities(region),
            "organisations": active_in(region),
        }
        for name, found in named.items():
            field: Any = self.fields[name]
            field.queryset = found
        self.fields["organisations"].error_messages["invalid_choice"] = _(
            "Een organisatie die je koos, is gestopt of niet meer actief in deze regio."
        )

    def wish(self) -> SpreadWish:
        """What was chosen."""
        given = dict(self.cleaned_data)
        for name in ("towns", "organisations"):
            given[name] = list(given[name])
        return SpreadWish(region=self.region, **given)
