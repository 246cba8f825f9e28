"""A scheme that pays for editions, made through the actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests import factories
from veerkracht.enrolment import actions as enrolment
from veerkracht.enrolment.models import Enrolment
from veerkracht.funding import actions
from veerkracht.funding.models import Account, AwardLine, Performance, Scheme
from veerkracht.kernel.clock import today
from veerkracht.people.models import Person
from veerkracht.training.models import Course, Edition

SEAT = 18_550  # cents


@dataclass
class Funded:
    """A scheme with a ceiling, one line and one performance of places, and the edition it pays for."""

    scheme: Scheme
    line: AwardLine
    seats: Performance
    edition: Edition
    by: Person

    def balances(self) -> dict[str, int]:
        """Cents by account."""
        found = Account.objects.filter(scheme=self.scheme)
        return dict(found.values_list("kind", "balance"))

    def ask(self, person: Person | None = None) -> Enrolment:
        """Somebody asks for a place."""
        someone = person or factories.person()
        return enrolment.request_places(people=[someone], editions=[self.edition], by=someone)[0]

    def another(self, **values: Any) -> Edition:
        """Another edition that the scheme pays for."""
        made = factories.edition(**{"capacity": 50, "subsidy": SEAT, "price": 1_500} | values)
        actions.cover(edition=made, performance=self.seats, by=self.by)
        return made


def scheme(by: Person, **rules: Any) -> Scheme:
    """A scheme of Zuid-Limburg over this year and two around it, without money yet."""
    year = today().year
    given: dict[str, Any] = {
        "name": "Scholing Positieve Gezondheid",
        "period": (date(year - 1, 1, 1), date(year + 1, 12, 31)),
        **rules,
    }
    region = by.roles.get().region
    assert region is not None
    funder, client = factories.organisation(), factories.organisation("zuyd-hogeschool")
    return actions.make_scheme(region=region, funder=funder, client=client, by=by, **given)


def raise_to(scheme: Scheme, amount: int, by: Person) -> None:
    """Set the ceiling."""
    actions.set_ceiling(
        scheme=scheme, amount=amount, by=by, reason="Beschikking", evidence="2026-001"
    )


def funded(
    *, places: int = 2, capacity: int = 50, of: Course | None = None, **rules: Any
) -> Funded:
    """A scheme with money for so many places, and an open edition that it pays for."""
    by = factories.coordinator()
    made = scheme(by, **rules)
    if places:
        raise_to(made, places * SEAT, by)
    line = actions.add_line(scheme=made, name="Scholing", amount=places * SEAT, by=by)
    seats = actions.add_performance(
        line=line, name="Basistraining", kind="seats", planned=places, by=by
    )
    edition = factories.edition(of=of, capacity=capacity, subsidy=SEAT, price=1_500)
    actions.cover(edition=edition, performance=seats, by=by)
    return Funded(made, line, seats, edition, by)


def over(edition: Edition) -> None:
    """The edition has been held: its days are past."""
    shift = timedelta(days=60)
    assert edition.starts_at
    assert edition.ends_at
    Edition.objects.filter(pk=edition.pk).update(
        starts_at=edition.starts_at - shift, ends_at=edition.ends_at - shift
    )
