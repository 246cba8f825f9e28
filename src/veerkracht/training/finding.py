"""What somebody looks for among the editions, and how that becomes a query.

Reached through ``queries``.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, FloatField, OuterRef, Q, Value, When

from veerkracht.kernel.clock import now, wall_time
from veerkracht.places.queries import distances_from, within_km
from veerkracht.training.models import Accreditation, Course, Edition
from veerkracht.training.registries import free_places
from veerkracht.training.words import question

if TYPE_CHECKING:
    from collections.abc import Callable

    from veerkracht.people.models import Sector
    from veerkracht.places.models import Area
    from veerkracht.training.models import EditionQuerySet

PAGE_SIZE = 20
DEFAULT_KM = 20
BY_DISTANCE = "afstand"
MOST_UNDATED = 6
ABOUT_DATES = frozenset({"month", "evening", "free", "accredited", "register"})


@dataclass(frozen=True)
class FinderChoice:
    """What is asked for; an empty field asks nothing.

    ``near`` with ``km`` is a circle around a municipality; ``register`` a register whose points
    count on the last day of the edition; ``accredited`` any register; ``month`` a year and month.
    """

    words: str = ""
    region: Area | None = None
    near: Area | None = None
    km: int = DEFAULT_KM
    sector: Sector | None = None
    students: bool = False
    evening: bool = False
    accredited: bool = False
    register: str = ""
    kind: str = ""
    free: bool = False
    online: bool = False
    month: tuple[int, int] | None = None
    language: str = ""
    order: str = ""
    page: int = 1

    @property
    def filters(self) -> tuple[str, ...]:
        """The names of the filters that are on."""
        apart = {"km", "order", "page"}
        return tuple(
            field.name
            for field in fields(self)
            if field.name not in apart and getattr(self, field.name)
        )

    def without(self, name: str) -> FinderChoice:
        """The same, with one filter off and at the first page."""
        empty = next(field.default for field in fields(self) if field.name == name)
        changed: dict[str, Any] = {name: empty, "page": 1}
        return replace(self, **changed)


def find(choice: FinderChoice) -> Page[Edition]:
    """The page that is asked for, 20 editions each; past the last page, the last.

    Sorted by first day, or by distance when ``near`` is known. Two queries: count and rows.
    """
    found = ahead().filter(*conditions(choice).values())
    return Paginator(in_order(found, choice), PAGE_SIZE).get_page(choice.page)


def undated(choice: FinderChoice) -> EditionQuerySet:
    """Open editions without dates that fit, the newest first; none when the choice is about dates or places."""
    if set(choice.filters) & ABOUT_DATES:
        return Edition.objects.none()
    return without_dates(now()).filter(*conditions(choice).values())[:MOST_UNDATED]


def without_dates(moment: datetime) -> EditionQuerySet:
    """Open editions whose dates follow, the newest first, ready for cards."""
    shown = Edition.objects.without_dates(moment)
    return shown.select_related("course", "municipality", "region").defer("words")


def ahead(moment: datetime | None = None) -> EditionQuerySet:
    """Published editions that have not begun, soonest first."""
    return Edition.objects.ahead(moment or now())


def in_order(editions: EditionQuerySet, choice: FinderChoice) -> EditionQuerySet:
    """Soonest first, or nearest first; with all that a card shows."""
    shown = editions.select_related("course", "municipality", "region").defer(
        "words", "course__goals"
    )
    if choice.near is None or choice.order != BY_DISTANCE:
        return shown
    far = Case(
        *(When(municipality=pk, then=Value(km)) for pk, km in distances_from(choice.near)),
        default=Value(99_999.0),
        output_field=FloatField(),
    )
    return shown.order_by(far, "starts_at", "id")


def conditions(choice: FinderChoice) -> dict[str, Q]:
    """Name of each filter that is on → its condition. Words of only signs ask nothing."""
    made = {name: _CONDITIONS[name](choice) for name in choice.filters}
    return {name: condition for name, condition in made.items() if condition}


def counts_without(choice: FinderChoice) -> dict[str, int]:
    """How many editions there would be with each filter off: one query."""
    wanted = conditions(choice)
    counts = {
        f"without_{name}": Count(
            "pk", filter=_all(wanted[other] for other in wanted if other != name)
        )
        for name in wanted
    }
    found = ahead().order_by().aggregate(**counts) if counts else {}
    return {name.removeprefix("without_"): count for name, count in found.items()}


def _all(given: Any) -> Q:
    together = Q(pk__isnull=False)
    for condition in given:
        together &= condition
    return together


def _words(choice: FinderChoice) -> Q:
    asked = question(choice.words)
    return Q(words=SearchQuery(asked, config="simple", search_type="raw")) if asked else Q()


def _near(choice: FinderChoice) -> Q:
    return Q(municipality__in=within_km(choice.near, choice.km)) if choice.near else Q()


def _sector(choice: FinderChoice) -> Q:
    """A course that names no sectors is for all."""
    fitting = Course.objects.filter(Q(sectors=choice.sector) | Q(sectors=None))
    return Q(course__in=fitting.values("pk"))


def _accredited(choice: FinderChoice) -> Q:
    valid = Accreditation.objects.filter(
        course=OuterRef("course"), valid_from__lte=_last_day(), valid_until__gte=_last_day()
    )
    return Q(Exists(valid.filter(register=choice.register) if choice.register else valid))


def _last_day() -> OuterRef:
    return OuterRef("ends_at__date")


def _free(_choice: FinderChoice) -> Q:
    return _all(condition() for condition in free_places)


def _month(choice: FinderChoice) -> Q:
    year, month = choice.month or (1, 1)
    first = wall_time(datetime(year, month, 1))  # noqa: DTZ001 - wall_time gives it its zone
    after = wall_time(datetime(year + month // 12, month % 12 + 1, 1))  # noqa: DTZ001
    return Q(starts_at__gte=first, starts_at__lt=after)


_CONDITIONS: dict[str, Callable[[FinderChoice], Q]] = {
    "words": _words,
    "region": lambda choice: Q(region_id=choice.region.pk if choice.region else None),
    "near": _near,
    "sector": _sector,
    "students": lambda _choice: Q(course__for_students=True),
    "evening": lambda _choice: Q(in_evening=True),
    "accredited": _accredited,
    "register": _accredited,
    "kind": lambda choice: Q(course__kind=choice.kind),
    "free": _free,
    "online": lambda _choice: Q(municipality=None) & ~Q(online_link=""),
    "month": _month,
    "language": lambda choice: Q(language=choice.language),
}
