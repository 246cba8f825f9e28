"""Reading who works with whom, from actions, coalitions and bookings. Never a person, never a count of people."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from django.db.models import Count, F

from veerkracht.bookings.models import Booking
from veerkracht.coalitions.map_rules import Tie, TieKind
from veerkracht.coalitions.models import Seat
from veerkracht.people.models import Organisation
from veerkracht.programme.models import ActionPartner, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from veerkracht.places.models import Area

STRONG = 3  # sitting at one table is worth as much as three actions


def ties(region: Area, theme: Theme | None = None) -> list[Tie]:
    """Every tie in a region; with a theme only its actions. Three queries, counted in the database."""
    found = list(_from_actions(region, theme))
    if theme is None:
        found += [*_from_coalitions(region), *_from_trainings(region)]
    return found


def _from_actions(region: Area, theme: Theme | None) -> Iterable[Tie]:
    rows = ActionPartner.objects.filter(action__region=region).exclude(
        organisation=F("action__owner")
    )
    if theme is not None:
        rows = rows.filter(action__theme=theme)
    names = {one.pk: str(one) for one in Theme.objects.all()}
    grouped = rows.values_list("action__owner", "organisation", "action__theme").order_by()
    for owner, partner, on, number in grouped.annotate(number=Count("pk")):
        yield Tie(owner, partner, TieKind.ACTION, number, (names.get(on, ""),))


def _from_coalitions(region: Area) -> Iterable[Tie]:
    """Organisations with a seat now in one coalition."""
    seats = Seat.objects.filter(
        coalition__region=region, coalition__until=None, organisation__isnull=False, until=None
    )
    tables: dict[str, set[int]] = defaultdict(set)
    for name, organisation in seats.values_list("coalition__name", "organisation"):
        tables[name].add(organisation or 0)
    for name, around in sorted(tables.items()):
        for one, other in combinations(sorted(around), 2):
            yield Tie(one, other, TieKind.COALITION, STRONG, (name,))


def _from_trainings(region: Area) -> Iterable[Tie]:
    """Employers and schools that booked, and who gave the training."""
    provider = F("edition__course__provider")
    rows = Booking.objects.filter(
        edition__course__region=region, edition__course__provider__isnull=False
    ).exclude(organisation=provider)
    pairs = rows.values_list("organisation", provider, "edition__course__title").order_by()
    for employer, giver, title in pairs.distinct():
        yield Tie(employer, giver, TieKind.TRAINING, 1, (title,))


def themes_of(region: Area) -> Sequence[Theme]:
    """Themes that an action with a partner in this region has."""
    return list(
        Theme.objects.filter(actions__region=region, actions__partners__isnull=False).distinct()
    )


def organisations(keys: Iterable[int]) -> dict[int, Organisation]:
    """Organisations by their number."""
    return Organisation.objects.in_bulk(list(keys))
