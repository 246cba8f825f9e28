"""The verbs of activities with parents: an organisation counts how many came, without names."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.coalitions import parent_policies as policies
from veerkracht.coalitions.events import ParentActivityChanged
from veerkracht.coalitions.models import ParentActivity
from veerkracht.coalitions.parent_rules import MOST, is_settled
from veerkracht.kernel.clock import now, today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.events import announce
from veerkracht.places.models import Area
from veerkracht.places.queries import region_of

if TYPE_CHECKING:
    from veerkracht.people.models import Organisation, Person


@dataclass(frozen=True)
class Counted:
    """What was done where and when, how many came, and how many others heard of Positive Health there."""

    municipality: Area
    day: date
    kind: str
    title: str
    parents: int
    experts: int = 0
    heard: int = 0


@transaction.atomic
def count_activity(
    *,
    organisation: Organisation,
    counted: Counted,
    by: Person,
    activity: ParentActivity | None = None,
) -> ParentActivity:
    """Write down how many came, or mend it.

    Raises NotAllowed for another organisation's, and RuleBroken for a day to come, for a year whose counts are
    fixed, for nobody at all, or for the same twice.
    """
    if activity is not None:
        policies.check_may_change_activity(by, activity)
        _check_year(activity.day)
    policies.check_may_count(by, organisation)
    _check_counted(counted)
    row = activity or ParentActivity(organisation=organisation, made_at=now(), made_by=by)
    row.region = _region(counted.municipality)
    for field in fields(counted):
        setattr(row, field.name, getattr(counted, field.name))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise RuleBroken(_("Deze activiteit staat er al."), field="title") from error
    record("parents.activity_counted", row, by=by, region_id=row.region_id)
    announce(ParentActivityChanged(row.pk))
    return row


def _check_year(day: date) -> None:
    if is_settled(day.year, today()):
        raise RuleBroken(_("De cijfers van dat jaar liggen al vast."), field="day")


def _check_counted(counted: Counted) -> None:
    if counted.day > today():
        raise RuleBroken(_("Dit kan na de activiteit."), field="day")
    _check_year(counted.day)
    if not counted.parents + counted.experts + counted.heard:
        raise RuleBroken(_("Vul in hoeveel mensen er waren."), field="parents")
    for name in ("parents", "experts", "heard"):
        if not 0 <= getattr(counted, name) <= MOST:
            raise RuleBroken(_("Vul hoogstens %(most)s in.") % {"most": MOST}, field=name)


def _region(municipality: Area) -> Area:
    region = region_of(municipality)
    if region is None:
        raise RuleBroken(_("Kies een gemeente in een van onze regio’s."), field="municipality")
    return region


@transaction.atomic
def drop_activity(*, activity: ParentActivity, by: Person) -> None:
    """Take away what was written by mistake, while its year is open."""
    policies.check_may_change_activity(by, activity)
    _check_year(activity.day)
    record("parents.activity_dropped", activity, by=by, region_id=activity.region_id)
    announce(ParentActivityChanged(activity.pk))
    activity.delete()
