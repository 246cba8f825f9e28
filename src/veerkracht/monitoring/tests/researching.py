"""Requests for records and people in trainings, for tests: made as people make them."""

from __future__ import annotations

import io
from datetime import timedelta
from importlib import import_module
from itertools import count
from typing import TYPE_CHECKING, Any

from tests import factories
from veerkracht.enrolment.actions import request_places
from veerkracht.kernel.clock import held_at, now, today
from veerkracht.monitoring import research_actions as actions
from veerkracht.monitoring.models import RecordKind, ResearchGround, ResearchRequest
from veerkracht.people.models import Sector
from veerkracht.places.queries import region

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.training.models import Edition

_numbers = count(1)
AGREEMENT = "DVO-2026-17"


def wish(**values: Any) -> actions.Wish:
    """Trainings in Zuid-Limburg of the last year: sector and whether somebody was there."""
    given: dict[str, Any] = {
        "title": f"Onderzoek {next(_numbers)}",
        "researcher": "Dr. R. Verzonnen",
        "institution": "Hogeschool Voorbeeld",
        "purpose": "Weten welke training mensen afmaken.",
        "ground": ResearchGround.SCIENCE,
        "records": RecordKind.TRAININGS,
        "columns": ["sector", "attended"],
        "region": region(factories.ZUID),
        "since": today() - timedelta(days=365),
        "until": today() - timedelta(days=1),
        "keep_until": today() + timedelta(days=300),
        **values,
    }
    return actions.Wish(**given)


def asked(by: Person | None = None, **values: Any) -> ResearchRequest:
    """A request that waits for a decision."""
    return actions.ask_for_records(wish=wish(**values), by=by or factories.person())


def verdict(request: ResearchRequest, **values: Any) -> actions.Verdict:
    """Yes to all of it, on an agreement."""
    given: dict[str, Any] = {
        "agreed": True,
        "columns": request.columns,
        "keep_until": request.keep_until,
        "agreement": AGREEMENT,
        "words": "",
        **values,
    }
    return actions.Verdict(**given)


def decided(request: ResearchRequest, by: Person | None = None, **values: Any) -> ResearchRequest:
    """A decision by a coordinator of the region."""
    return actions.decide_request(
        request=request,
        verdict=verdict(request, **values),
        seen=request.version,
        by=by or factories.coordinator(),
    )


def approved(by: Person | None = None, **values: Any) -> ResearchRequest:
    """A request that was approved."""
    return decided(asked(by, **values))


def trained(*people: Person, days: int = 30) -> Edition:
    """An edition of so many days ago in which these people had a place."""
    with held_at(now() - timedelta(days=days + 20)):
        edition = factories.edition(starts=now() + timedelta(days=20), capacity=max(len(people), 1))
        for person in people:
            request_places(people=[person], editions=[edition], by=person)
    return edition


def of_sector(code: str, number: int) -> list[Person]:
    """So many people who work in a sector."""
    sector = Sector.objects.get(code=code)
    return [factories.person(sector=sector) for _nth in range(number)]


def rows_in(content: bytes) -> list[dict[str, Any]]:
    """What stands in a Parquet file."""
    parquet = import_module("pyarrow.parquet")  # it takes long to load
    rows: list[dict[str, Any]] = parquet.read_table(io.BytesIO(content)).to_pylist()
    return rows
