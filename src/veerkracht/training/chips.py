"""The finder's filters as chips: links that turn one on or off and keep the rest of the address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from veerkracht.people.models import Register
from veerkracht.training.finder_form import address, months
from veerkracht.training.finding import BY_DISTANCE, FinderChoice, counts_without
from veerkracht.training.models import CourseKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from veerkracht.people.models import Person
    from veerkracht.training.finder_form import Options


@dataclass(frozen=True)
class Chip:
    """A filter that is on or off, and the address that turns it."""

    label: str
    url: str
    on: bool


@dataclass(frozen=True)
class WayOut:
    """For an empty list: a filter to drop and what would then be found."""

    label: str
    url: str
    words: str


def chips(choice: FinderChoice, options: Options, person: Person | None) -> list[Chip]:
    """Filters that are on, and those that are a click away."""
    return [
        *_regions(choice, options),
        *_near(choice, options, person),
        *_sector(choice, options, person),
        *_switches(choice),
        *_chosen(choice),
    ]


def ways_out(choice: FinderChoice) -> list[WayOut]:
    """Which single filter to drop to find something, the one that gives most first."""
    counts = sorted(counts_without(choice).items(), key=lambda pair: -pair[1])
    return [
        WayOut(label_of(name, choice), address(choice.without(name)), count_words(count))
        for name, count in counts
        if count
    ]


def count_words(count: int) -> str:
    """“1 training”, “12 trainingen”."""
    return ngettext("%(n)s training", "%(n)s trainingen", count) % {"n": count}


def order_words(choice: FinderChoice) -> str:
    """What stands first."""
    near = choice.near and choice.order == BY_DISTANCE
    return _("eerst wat het dichtst bij is") if near else _("eerst wat het eerst begint")


def label_of(name: str, choice: FinderChoice) -> str:
    """A filter that is on, in words."""
    return _LABELS[name](choice)


def _turned(choice: FinderChoice, name: str, **values: Any) -> Chip:
    """A chip that is on when the choice has these values, and turns the filter off or to them."""
    wanted = replace(choice, page=1, **values)
    on = bool(getattr(choice, name)) and getattr(choice, name) == getattr(wanted, name)
    return Chip(label_of(name, wanted), address(choice.without(name) if on else wanted), on)


def _regions(choice: FinderChoice, options: Options) -> Iterator[Chip]:
    for region in options.regions.values():
        yield _turned(choice, "region", region=region)


def _near(choice: FinderChoice, options: Options, person: Person | None) -> Iterator[Chip]:
    known = {area.pk: area for area in options.municipalities.values()}
    municipality = choice.near or known.get(person.municipality_id or 0 if person else 0)
    if municipality:
        yield _turned(choice, "near", near=municipality)


def _sector(choice: FinderChoice, options: Options, person: Person | None) -> Iterator[Chip]:
    known = {sector.pk: sector for sector in options.sectors.values()}
    sector = choice.sector or known.get(person.sector_id or 0 if person else 0)
    if sector:
        yield _turned(choice, "sector", sector=sector)


def _switches(choice: FinderChoice) -> Iterator[Chip]:
    for name in ("students", "evening", "online", "free"):
        yield _turned(choice, name, **{name: True})
    if not choice.register:
        yield _turned(choice, "accredited", accredited=True)


def _chosen(choice: FinderChoice) -> Iterator[Chip]:
    for name in ("register", "kind", "month", "language", "words"):
        if getattr(choice, name):
            yield _turned(choice, name)


def _near_words(choice: FinderChoice) -> str:
    return _("tot %(km)s km van %(place)s") % {"km": choice.km, "place": choice.near}


def _month_words(choice: FinderChoice) -> str:
    first = next((day for day in months() if (day.year, day.month) == choice.month), None)
    return date_format(first, "F Y") if first else ""


_LABELS: dict[str, Callable[[FinderChoice], str]] = {
    "words": lambda choice: f"“{choice.words}”",
    "region": lambda choice: str(choice.region),
    "near": _near_words,
    "sector": lambda choice: str(choice.sector).lower(),
    "students": lambda _choice: _("voor studenten"),
    "evening": lambda _choice: _("avond"),
    "accredited": lambda _choice: _("met accreditatie"),
    "register": lambda choice: (
        _("punten voor %(register)s") % {"register": Register(choice.register).label}
    ),
    "kind": lambda choice: str(CourseKind(choice.kind).label).lower(),
    "free": lambda _choice: _("nog plaats"),
    "online": lambda _choice: _("online"),
    "month": _month_words,
    "language": lambda choice: (
        _("in het Engels") if choice.language == "en" else _("in het Nederlands")
    ),
}
