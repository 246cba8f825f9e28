"""What an address or the filter form asks of the finder; what it cannot read, it leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.forms.utils import flatatt
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from veerkracht.kernel.clock import today
from veerkracht.kernel.numbers import whole
from veerkracht.people import queries as people
from veerkracht.people.models import Register
from veerkracht.places import queries as places
from veerkracht.training.finding import BY_DISTANCE, DEFAULT_KM, FinderChoice
from veerkracht.training.models import CourseKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.people.models import Sector
    from veerkracht.places.models import Area

MONTHS = 15
ANY_REGISTER = "elk"
MOST_DIGITS = 5
SELECTED = mark_safe(" selected")
DISTANCES = (5, 10, 20, 30, 50)


@dataclass(frozen=True)
class Options:
    """What can be chosen, by code: read once a page."""

    regions: Mapping[str, Area]
    municipalities: Mapping[str, Area]
    sectors: Mapping[str, Sector]

    @classmethod
    def of_today(cls) -> Options:
        """Today's regions, municipalities and sectors: three queries."""
        return cls(
            {area.code: area for area in places.regions()},
            {area.code: area for area in places.municipalities()},
            {sector.code: sector for sector in people.sectors()},
        )


class PlainSelect(forms.Select):
    """A select written in one go: Django's template per option took a fifth of the page's time."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The select with its options; ``value`` is marked."""
        del renderer
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (code, SELECTED if str(code) == chosen else "", label)
                for code, label in self.choices
            ),
        )
        given = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, given, options)


class FinderForm(forms.Form):
    """The filters; the names of the fields are the names in the address."""

    quiet_optional = True
    use_required_attribute = False

    q = forms.CharField(label=gettext_lazy("Zoekwoorden"), required=False, max_length=200)
    regio = forms.ChoiceField(label=gettext_lazy("Regio"), required=False, widget=PlainSelect)
    bij = forms.ChoiceField(
        label=gettext_lazy("In de buurt van"), required=False, widget=PlainSelect
    )
    km = forms.TypedChoiceField(
        label=gettext_lazy("Hoe ver"),
        required=False,
        coerce=int,
        widget=PlainSelect,
        choices=[(km, f"{km} km") for km in DISTANCES],
    )
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False, widget=PlainSelect)
    soort = forms.ChoiceField(
        label=gettext_lazy("Soort training"), required=False, widget=PlainSelect
    )
    punten = forms.ChoiceField(
        label=gettext_lazy("Punten voor een register"), required=False, widget=PlainSelect
    )
    maand = forms.ChoiceField(label=gettext_lazy("Maand"), required=False, widget=PlainSelect)
    taal = forms.ChoiceField(label=gettext_lazy("Taal"), required=False, widget=PlainSelect)
    volgorde = forms.ChoiceField(
        label=gettext_lazy("Wat eerst"), required=False, widget=PlainSelect
    )
    student = forms.BooleanField(label=gettext_lazy("Ook voor studenten"), required=False)
    avond = forms.BooleanField(label=gettext_lazy("In de avond"), required=False)
    online = forms.BooleanField(label=gettext_lazy("Online"), required=False)
    plek = forms.BooleanField(label=gettext_lazy("Alleen met plaats"), required=False)

    def __init__(self, data: Mapping[str, Any], options: Options) -> None:
        super().__init__({"km": str(DEFAULT_KM), **_given(data)}, auto_id="filter_%s")
        self.options = options
        everything = [("", _("Alles"))]
        self._offer(
            "regio", everything + [(code, str(area)) for code, area in options.regions.items()]
        )
        municipalities = [(code, str(area)) for code, area in options.municipalities.items()]
        self._offer("bij", [("", _("Overal")), *municipalities])
        self._offer(
            "sector", everything + [(code, str(item)) for code, item in options.sectors.items()]
        )
        self._offer("soort", [*everything, *CourseKind.choices])
        registers = [(register.value, str(register.label)) for register in Register]
        self._offer(
            "punten", [*everything, (ANY_REGISTER, _("Een register, welk dan ook")), *registers]
        )
        self._offer(
            "maand", everything + [(f"{day:%Y-%m}", date_format(day, "F Y")) for day in months()]
        )
        self._offer("taal", [*everything, ("nl", _("Nederlands")), ("en", _("Engels"))])
        self._offer(
            "volgorde",
            [("", _("Wat het eerst begint")), (BY_DISTANCE, _("Wat het dichtst bij is"))],
        )

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @cached_property
    def choice(self) -> FinderChoice:
        """What is asked for; a value that cannot be is passed over."""
        self.is_valid()
        given = self.cleaned_data
        register = given.get("punten") or ""
        return FinderChoice(
            words=given.get("q") or "",
            region=self.options.regions.get(given.get("regio") or ""),
            near=self.options.municipalities.get(given.get("bij") or ""),
            km=given.get("km") or DEFAULT_KM,
            sector=self.options.sectors.get(given.get("sector") or ""),
            students=bool(given.get("student")),
            evening=bool(given.get("avond")),
            accredited=register == ANY_REGISTER,
            register="" if register == ANY_REGISTER else register,
            kind=given.get("soort") or "",
            free=bool(given.get("plek")),
            online=bool(given.get("online")),
            month=_month(given.get("maand") or ""),
            language=given.get("taal") or "",
            order=given.get("volgorde") or "",
            page=_page(self.data.get("page", "")),
        )


def address(choice: FinderChoice) -> str:
    """The query string of this choice, without the page: ``?regio=zuid-limburg&avond=on``."""
    named = {
        "q": choice.words,
        "regio": choice.region.code if choice.region else "",
        "bij": choice.near.code if choice.near else "",
        "km": choice.km if choice.near and choice.km != DEFAULT_KM else "",
        "sector": choice.sector.code if choice.sector else "",
        "soort": choice.kind,
        "punten": ANY_REGISTER if choice.accredited else choice.register,
        "maand": "{}-{:02}".format(*choice.month) if choice.month else "",
        "taal": choice.language,
        "volgorde": choice.order,
        "student": "on" if choice.students else "",
        "avond": "on" if choice.evening else "",
        "online": "on" if choice.online else "",
        "plek": "on" if choice.free else "",
    }
    return "?" + urlencode({name: value for name, value in named.items() if value})


def months() -> list[date]:
    """The first days of this month and those after it."""
    first = today().replace(day=1)
    count = first.year * 12 + first.month - 1
    return [date((count + n) // 12, (count + n) % 12 + 1, 1) for n in range(MONTHS)]


def _given(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in data if data[name]}


def _month(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    year, month = text.split("-")
    return int(year), int(month)


def _page(text: str) -> int:
    found = whole(text, digits=MOST_DIGITS)
    return 1 if found is None else found
