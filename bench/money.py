"""A subsidy scheme over editions, for the benches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from veerkracht.funding.models import Scheme
    from veerkracht.training.models import Edition

SEAT = 18_500  # cents


def scheme_over(editions: Sequence[Edition], *, places: int) -> Scheme:
    """A scheme with money for so many places, that pays for all of these editions."""
    from tests import factories
    from veerkracht.funding import actions
    from veerkracht.kernel.clock import today

    by = factories.coordinator()
    scheme = actions.make_scheme(
        region=editions[0].region,
        name="Meting",
        funder=factories.organisation(),
        client=factories.organisation("zuyd-hogeschool"),
        period=(date(today().year - 1, 1, 1), date(today().year + 2, 12, 31)),
        seat_amount=SEAT,
        by=by,
    )
    amount = places * SEAT + SEAT - 1
    actions.set_ceiling(scheme=scheme, amount=amount, reason="Meting", evidence="M-1", by=by)
    line = actions.add_line(scheme=scheme, name="Plaatsen", amount=amount, by=by)
    seats = actions.add_performance(line=line, name="Plaatsen", kind="seats", planned=places, by=by)
    for edition in editions:
        actions.cover(edition=edition, performance=seats, by=by)
    return scheme
