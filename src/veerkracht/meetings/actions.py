"""The verbs of meetings: starting a series, coming in and going out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from veerkracht.audit.actions import record
from veerkracht.kernel.clock import now
from veerkracht.meetings.models import Member, Series

if TYPE_CHECKING:
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area


@transaction.atomic
def start_series(
    *, region: Area, purpose: str, name: str, people: Sequence[Person], by: Person
) -> Series:
    """People begin to meet. Who may start one is for the app above to check."""
    series = Series.objects.create(region=region, purpose=purpose, name=name, started_at=now())
    Member.objects.bulk_create(
        Member(series=series, person=person, since=series.started_at) for person in people
    )
    record("meetings.started", series, by=by, region_id=region.pk)
    return series


@transaction.atomic
def add_member(*, series: Series, person: Person, by: Person) -> Member:
    """Somebody comes in; again changes nothing. Who may is for the app above to check."""
    Series.objects.select_for_update().get(pk=series.pk)
    member, new = Member.objects.get_or_create(
        series=series, person=person, until=None, defaults={"since": now()}
    )
    if new:
        record("meetings.joined", series, by=by)
    return member


@transaction.atomic
def end_membership(*, series: Series, person: Person, by: Person) -> None:
    """Somebody goes out; again changes nothing. Who may is for the app above to check."""
    if Member.objects.filter(series=series, person=person, until=None).update(until=now()):
        record("meetings.left", series, by=by)
