"""The coordinator's forms. They parse and check how a value is written; the actions decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import local, wall_time
from veerkracht.kernel.forms import DayField, EurosField, MomentField
from veerkracht.people.models import Person, RoleKind
from veerkracht.people.policies import regions_of_coordinator
from veerkracht.people.queries import with_role
from veerkracht.places.models import Area
from veerkracht.places.queries import municipalities
from veerkracht.training.models import (
    Accreditation,
    Course,
    Edition,
    EditionState,
    TrainerAssignment,
)
from veerkracht.training.rules import MOST_MEETINGS, Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import Model, QuerySet

    CourseModelForm = forms.ModelForm[Course]
    AccreditationModelForm = forms.ModelForm[Accreditation]
    EditionModelForm = forms.ModelForm[Edition]
    SessionBaseFormSet = forms.BaseFormSet["SessionForm"]
else:  # Django's forms take no type at run time
    CourseModelForm = AccreditationModelForm = EditionModelForm = forms.ModelForm
    SessionBaseFormSet = forms.BaseFormSet

EXTRA_ROWS = 3
COURSE_FIELDS = (
    "title",
    "kind",
    "summary",
    "goals",
    "sectors",
    "for_students",
    "hours",
    "group_min",
    "group_max",
    "prerequisite",
    "grants",
    "provider",
    "title_en",
    "summary_en",
    "goals_en",
)
EDITION_FIELDS = (
    "municipality",
    "venue",
    "online_link",
    "language",
    "capacity",
    "queue_policy",
    "opens_at",
    "closes_at",
    "cancel_until",
    "price",
    "subsidy",
    "note",
)


class PatientForm(forms.BaseForm):
    """A form that can be shown again as it was typed, without a word on what is still wrong."""

    still_typing = False

    @property
    def errors(self) -> ErrorDict:
        """Nothing while somebody only asked for another row."""
        return ErrorDict() if self.still_typing else super().errors


class CourseForm(CourseModelForm):
    """A course; ``region`` only when it is made and there is a choice."""

    region = forms.ModelChoiceField(
        label=gettext_lazy("Regio"), queryset=Area.objects.none(), empty_label=None
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Course
        fields = COURSE_FIELDS
        widgets: ClassVar = {
            "sectors": forms.CheckboxSelectMultiple,
            "summary": forms.Textarea(attrs={"rows": 2}),
            "goals": forms.Textarea(attrs={"rows": 5}),
            "summary_en": forms.Textarea(attrs={"rows": 2}),
            "goals_en": forms.Textarea(attrs={"rows": 5}),
        }

    field_order = ("region", *COURSE_FIELDS)

    def __init__(self, *arguments: Any, person: Person, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.person = person
        _offer_regions(self, person, new=self.instance.pk is None)
        for name in ("prerequisite", "grants", "provider"):
            self.fields[name].empty_label = _("Geen")  # type: ignore[attr-defined]
        qualifications = list(iter(self.fields["prerequisite"].choices))  # type: ignore[attr-defined]
        for name in ("prerequisite", "grants"):  # two questions with one list, read once
            self.fields[name].widget.choices = qualifications
        _same_words(self)

    def _post_clean(self) -> None:
        """The row stays as it is stored: the action reads it again, under a lock."""

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in COURSE_FIELDS}


class AccreditationForm(AccreditationModelForm):
    """One register's points for a course in a period."""

    class Meta:
        model = Accreditation
        fields = ("register", "points", "identifier", "valid_from", "valid_until")
        field_classes: ClassVar = {"valid_from": DayField, "valid_until": DayField}

    def _post_clean(self) -> None:
        """The action checks and writes."""


class EditionForm(PatientForm, EditionModelForm):
    """An edition beside its sessions; ``region`` only when it is made and there is a choice."""

    region = forms.ModelChoiceField(
        label=gettext_lazy("Regio"), queryset=Area.objects.none(), empty_label=None
    )
    trainers = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Trainers"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_trainers = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Trainers uit andere regio's"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    online_link = forms.URLField(
        label=gettext_lazy("Link voor online"),
        help_text=gettext_lazy("Alleen wie meedoet ziet deze link."),
        required=False,
        assume_scheme="https",
    )
    dates_follow = forms.BooleanField(
        label=gettext_lazy("De datum volgt nog"),
        help_text=gettext_lazy(
            "Laat de bijeenkomsten dan leeg. Mensen laten weten dat ze mee willen doen. "
            "Vul je later de datums in, dan krijgen ze op volgorde een plaats aangeboden."
        ),
        required=False,
    )
    price = EurosField(
        most=2_500_000, nothing=0, label=gettext_lazy("Prijs in euro's"), required=False
    )
    subsidy = EurosField(
        most=2_500_000,
        nothing=0,
        label=gettext_lazy("Wat de subsidie betaalt, in euro's"),
        required=False,
    )
    opens_at = MomentField(label=gettext_lazy("Inschrijven vanaf"), required=False)
    closes_at = MomentField(label=gettext_lazy("Inschrijven tot"), required=False)
    cancel_until = MomentField(label=gettext_lazy("Kosteloos afmelden tot"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Edition
        fields = EDITION_FIELDS
        help_texts: ClassVar = {
            "municipality": gettext_lazy("Laat leeg als iedereen online meedoet."),
            "queue_policy": gettext_lazy("Wie krijgt een plaats die vrijkomt?"),
        }

    field_order = ("dates_follow", "region", *EDITION_FIELDS, "trainers", "other_trainers")

    def __init__(self, *arguments: Any, person: Person, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.person = person
        new = self.instance.pk is None
        _offer_regions(self, person, new=new)
        _offer(self, "municipality", municipalities(), empty=_("Geen: online"))
        _offer_trainers(self, self.instance.region_id or self.initial.get("region"))
        self._offer_times(new=new)
        _same_words(self)

    def _offer_times(self, *, new: bool) -> None:
        """What may be left open: the usual times; and the dates, as long as nobody counts on them."""
        edition = self.instance
        undated = not new and edition.starts_at is None
        self.initial["dates_follow"] = undated
        if edition.state == EditionState.PUBLISHED and not undated:
            del self.fields["dates_follow"]
        hint = _("Laat leeg voor de gewone tijd: {}.")
        if new:
            self.fields["opens_at"].help_text = hint.format(_("nu meteen"))
        if new or undated:  # what an edition without dates has is not meant for its dates
            self.initial.update(closes_at=None, cancel_until=None)
            self.fields["closes_at"].help_text = hint.format(
                _("een dag voor de eerste bijeenkomst")
            )
            self.fields["cancel_until"].help_text = hint.format(
                _("een week voor de eerste bijeenkomst")
            )

    def _post_clean(self) -> None:
        """The row stays as it is stored: the action reads it again, under a lock."""

    def all_trainers(self) -> list[Person]:
        """Who was ticked, of the own region and of others."""
        given = self.cleaned_data
        return [*given["trainers"], *given.get("other_trainers", ())]

    def values(self) -> dict[str, Any]:
        """What the action takes; moments left empty are left to the action, or as they were."""
        given = {name: self.cleaned_data[name] for name in EDITION_FIELDS}
        return {
            name: value
            for name, value in given.items()
            if value is not None or name == "municipality"
        }


class SessionForm(PatientForm, forms.Form):
    """One session as a row: a day, from and to; another place or link only when it differs."""

    quiet_optional = True
    use_required_attribute = False

    session = forms.IntegerField(widget=forms.HiddenInput, required=False)
    day = DayField(
        label=gettext_lazy("Datum"),
    )
    begins = forms.TimeField(
        label=gettext_lazy("Van"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=gettext_lazy("Tot"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    venue = forms.CharField(label=gettext_lazy("Andere locatie"), required=False, max_length=160)
    online_link = forms.URLField(
        label=gettext_lazy("Link voor online"), required=False, assume_scheme="https"
    )

    def clean(self) -> dict[str, Any]:
        """A session ends on the day on which it starts."""
        given = super().clean() or {}
        begins, ends = given.get("begins"), given.get("ends")
        if isinstance(begins, time) and isinstance(ends, time) and ends <= begins:
            self.add_error("ends", _("De eindtijd ligt vóór de begintijd."))
        return given

    def meeting(self) -> Meeting:
        """The row as a value, on a Dutch clock."""
        given = self.cleaned_data
        day: date = given["day"]
        return Meeting(
            wall_time(datetime.combine(day, given["begins"])),
            wall_time(datetime.combine(day, given["ends"])),
            given["venue"],
            given["online_link"],
            given["session"] or 0,
        )


class SessionRows(SessionBaseFormSet):
    """The sessions of one edition; rows left empty are passed over."""

    still_typing = False

    def meetings(self) -> list[Meeting]:
        """What was filled in, in the order of the rows."""
        filled = [form for form in self.forms if form.has_changed() or form.initial]
        return [form.meeting() for form in filled if form not in self.deleted_forms]

    def row_named(self, name: str | None) -> SessionForm | None:
        """The row of a stored session, which an action names ``session-`` and its number."""
        named = (row for row in self.forms if f"session-{row.cleaned_data.get('session')}" == name)
        return next(named, None)

    def in_summary(self) -> list[tuple[str, SessionForm]]:
        """Each row with how the page calls it, for the summary of what is wrong."""
        name = _("Bijeenkomst %(number)s")
        return [(name % {"number": number}, row) for number, row in enumerate(self.forms, 1)]


SessionFormSet = forms.formset_factory(
    SessionForm,
    formset=SessionRows,
    extra=EXTRA_ROWS,
    can_delete=True,
    max_num=MOST_MEETINGS,
    absolute_max=MOST_MEETINGS + EXTRA_ROWS,
    validate_max=True,
)


class CopyForm(forms.Form):
    """When a copy begins."""

    first_day = DayField(
        label=gettext_lazy("Eerste dag van de nieuwe editie"),
        help_text=gettext_lazy(
            "De bijeenkomsten blijven op dezelfde dagen van de week en dezelfde tijden."
        ),
    )


class CallOffForm(forms.Form):
    """Why an edition does not take place."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom gaat het niet door?"),
        help_text=gettext_lazy("Iedereen die zich inschreef, leest dit in een mail."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@dataclass(frozen=True)
class Difference:
    """A field that somebody else changed: its label, what stands there, and what was typed."""

    label: str
    stored: str
    typed: str


def differences(form: CourseForm | EditionForm, stored: Model) -> list[Difference]:
    """Where what was typed differs from what is stored now, both as the screen shows them."""
    there = type(form)(instance=stored, person=form.person)
    found = []
    for name in form.Meta.fields:
        field = form.fields[name]
        theirs = shown(field, there.get_initial_for_field(field, name))
        ours = shown(field, form.cleaned_data.get(name))
        if theirs != ours:
            found.append(Difference(str(field.label), theirs, ours))
    return found


def shown(field: forms.Field, value: Any) -> str:
    """A value as a reader sees it."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(sorted(str(item) for item in value or ()))
    if isinstance(field, forms.ModelChoiceField) and value is not None and not hasattr(value, "pk"):
        value = field.queryset.filter(pk=value).first() if field.queryset is not None else value
    if isinstance(value, datetime):
        return f"{local(value):%d-%m-%Y %H:%M}"
    return (
        ""
        if value is None
        else str(field.prepare_value(value) if isinstance(field, EurosField) else value)
    )


def meetings_in_words(meetings: Iterable[Meeting]) -> str:
    """Sessions in one line, to compare two versions."""
    return "; ".join(
        f"{local(row.starts_at):%d-%m-%Y %H:%M}–{local(row.ends_at):%H:%M}"
        for row in sorted(meetings)
    )


def session_rows(meetings: Iterable[Meeting]) -> list[dict[str, Any]]:
    """Stored sessions as first values of the rows."""
    return [
        {
            "day": local(meeting.starts_at).date(),
            "begins": local(meeting.starts_at).time(),
            "ends": local(meeting.ends_at).time(),
            "venue": meeting.venue,
            "online_link": meeting.online_link,
            "session": meeting.session,
        }
        for meeting in meetings
    ]


def _offer_regions(form: forms.ModelForm[Any], person: Person, *, new: bool) -> None:
    """A new thing lies in one of the person's regions; what exists stays where it is."""
    if not new:
        del form.fields["region"]
        return
    mine: Sequence[Area] = regions_of_coordinator(person)
    _offer(
        form, "region", Area.objects.filter(pk__in=[region.pk for region in mine]).order_by("name")
    )


def _offer(form: forms.BaseForm, name: str, queryset: Any, empty: str | None = None) -> None:
    field = form.fields[name]
    field.queryset = queryset  # type: ignore[attr-defined]
    if empty:
        field.empty_label = empty  # type: ignore[attr-defined]


def _offer_trainers(form: EditionForm, region_id: int | None) -> None:
    """Trainers of the own region first; those of others, where there are any, in a group of their own."""
    near = Q(pk__in=with_role(RoleKind.TRAINER, Area(pk=region_id)).values("pk"))
    here = _possible_trainers(form.instance)
    _offer(form, "trainers", here.filter(near) if region_id else here)
    _offer(form, "other_trainers", here.exclude(near) if region_id else here.none())
    form.initial["other_trainers"] = form.initial.get("trainers", [])
    if not form.fields["other_trainers"].queryset:  # type: ignore[attr-defined]  # a field of Django's
        del form.fields["other_trainers"]


def _possible_trainers(edition: Edition) -> QuerySet[Person]:
    """Who has the role, and who trains here already."""
    able = Q(pk__in=with_role(RoleKind.TRAINER).values("pk"))
    here = Q(pk__in=TrainerAssignment.objects.filter(edition=edition.pk).values("person"))
    return Person.objects.filter(able | here).order_by("name")


def _same_words(form: forms.BaseForm) -> None:
    """Labels begin with a capital, also those that come from the model."""
    for field in form.fields.values():
        label = str(field.label or "")
        field.label = label[:1].upper() + label[1:]
