"""The verbs of coalitions: starting one, who coordinates it, seats, and stopping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.coalitions import policies
from veerkracht.coalitions.coalition_rules import PURPOSE, slug_of
from veerkracht.coalitions.coalition_search import SOURCE
from veerkracht.coalitions.minutes_asking import check_no_case
from veerkracht.coalitions.models import Coalition, CoalitionKind, Seat, SeatKind
from veerkracht.kernel.clock import today
from veerkracht.kernel.errors import RuleBroken
from veerkracht.kernel.searching import changed
from veerkracht.meetings.actions import (
    add_member,
    end_membership,
    end_series,
    rename_series,
    start_series,
)

if TYPE_CHECKING:
    from datetime import date

    from veerkracht.people.models import Organisation, Person
    from veerkracht.places.models import Area


@transaction.atomic
def start_coalition(
    *,
    name: str,
    kind: str,
    area: Area,
    region: Area,
    by: Person,
    coordinator: Person | None = None,
    purpose: str = "",
    since: date | None = None,
) -> Coalition:
    """A coalition begins in a region, for an area in it. Its coordinator is a member of its meetings.

    Raises NotAllowed for who does not coordinate the region, RuleBroken for an unknown kind or no name.
    """
    policies.check_may_start(by, region)
    if not name.strip() or kind not in CoalitionKind.values:
        raise RuleBroken(_("Geef de coalitie een naam en een soort."), field="name")
    check_no_case([name, purpose], false_alarm=False)
    people = [coordinator] if coordinator else []
    series = start_series(region=region, purpose=PURPOSE, name=name[:80], people=people, by=by)
    taken = frozenset(Coalition.objects.values_list("slug", flat=True))
    made = Coalition.objects.create(
        slug=slug_of(name, taken),
        name=name.strip(),
        kind=kind,
        area=area,
        region=region,
        coordinator=coordinator,
        series=series,
        purpose=purpose,
        since=since or today(),
    )
    record("coalitions.started", made, by=by, region_id=region.pk, values={"name": name})
    changed(SOURCE, made.pk)
    return made


@transaction.atomic
def set_coordinator(*, coalition: Coalition, person: Person | None, by: Person) -> None:
    """Somebody else coordinates it, and hears what is planned; who did, stays only with a seat."""
    policies.check_may_look_after(by, coalition)
    coalition = _locked(coalition)
    before = coalition.coordinator
    Coalition.objects.filter(pk=coalition.pk).update(coordinator=person)
    if person is not None:
        add_member(series=coalition.series, person=person, by=by)
    if before is not None and before != person:
        _leaves(coalition, before, by)
    record("coalitions.coordinator", coalition, by=by, region_id=coalition.region_id)


@transaction.atomic
def change_coalition(*, coalition: Coalition, name: str, purpose: str, by: Person) -> None:
    """Another name, or other words for what it works at; its address stays. Raises RuleBroken without a name."""
    policies.check_may_look_after(by, coalition)
    if not name.strip():
        raise RuleBroken(_("Geef de coalitie een naam en een soort."), field="name")
    check_no_case([name, purpose], false_alarm=False)
    values = {"name": name.strip(), "purpose": purpose.strip()}
    Coalition.objects.filter(pk=coalition.pk).update(**values)
    rename_series(series=coalition.series, name=name.strip(), by=by)
    record("coalitions.changed", coalition, by=by, region_id=coalition.region_id, values=values)
    changed(SOURCE, coalition.pk)


@transaction.atomic
def end_coalition(*, coalition: Coalition, by: Person) -> None:
    """It stops today: seats end, and what was planned is called off. Again changes nothing.

    What it decided stays to be read. Raises NotAllowed for who does not coordinate the region.
    """
    policies.check_may_start(by, coalition.region)
    coalition = _locked(coalition)
    if coalition.until is not None:
        return
    if coalition.since >= today():
        raise RuleBroken(_("Deze coalitie begint vandaag pas."))
    Coalition.objects.filter(pk=coalition.pk).update(until=today())
    Seat.objects.filter(coalition=coalition, until=None, since__gt=today()).delete()
    Seat.objects.filter(coalition=coalition, until=None).update(until=today())
    end_series(series=coalition.series, by=by)
    record("coalitions.ended", coalition, by=by, region_id=coalition.region_id)
    changed(SOURCE, coalition.pk)


@transaction.atomic
def give_seat(
    *,
    coalition: Coalition,
    kind: str,
    by: Person,
    organisation: Organisation | None = None,
    person: Person | None = None,
    role: str = "",
    since: date | None = None,
) -> Seat:
    """A seat: of an organisation, with or without a person, or of a parent or expert by experience.

    A person becomes a member of the meetings. Raises NotAllowed, and RuleBroken for a seat of nobody,
    one that is there already, or one before the coalition began.
    """
    policies.check_may_look_after(by, coalition)
    coalition = _locked(coalition)
    since = since or max(today(), coalition.since)
    _check_seat(coalition, kind, organisation, person, since)
    try:
        with transaction.atomic():
            seat = Seat.objects.create(
                coalition=coalition,
                kind=kind,
                organisation=organisation,
                person=person,
                role=role,
                since=since,
            )
    except IntegrityError as error:
        raise RuleBroken(_("Deze plek is er al.")) from error
    if person is not None:
        add_member(series=coalition.series, person=person, by=by)
    record("coalitions.seat_given", seat, by=by, region_id=coalition.region_id)
    return seat


def _check_seat(
    coalition: Coalition,
    kind: str,
    organisation: Organisation | None,
    person: Person | None,
    since: date,
) -> None:
    if kind not in SeatKind.values:
        raise RuleBroken(_("Kies uit de lijst."), field="kind")
    if kind == SeatKind.ORGANISATION and organisation is None:
        raise RuleBroken(_("Kies een organisatie."), field="organisation")
    if kind != SeatKind.ORGANISATION and person is None:
        raise RuleBroken(_("Zeg wie het is."), field="address")
    if since < coalition.since:
        raise RuleBroken(_("Toen was de coalitie er nog niet."), field="since")
    if coalition.until is not None:
        raise RuleBroken(_("Deze coalitie is gestopt."))


@transaction.atomic
def end_seat(*, seat: Seat, by: Person, on: date | None = None) -> None:
    """A seat is given up, today or since an earlier day; again changes nothing.

    Whoever has no other seat leaves the meetings. Raises NotAllowed, and RuleBroken for a day before it began
    or that has yet to come.
    """
    policies.check_may_look_after(by, seat.coalition)
    coalition = _locked(seat.coalition)
    seat = Seat.objects.select_for_update(of=("self",)).select_related("person").get(pk=seat.pk)
    day = on or max(today(), seat.since)
    if seat.until is not None:
        return
    if day < seat.since or (on is not None and on > today()):
        raise RuleBroken(_("Kies een dag tussen het begin en vandaag."), field="until")
    Seat.objects.filter(pk=seat.pk).update(until=day)
    if seat.person is not None:
        _leaves(coalition, seat.person, by)
    record("coalitions.seat_ended", seat, by=by, region_id=coalition.region_id)


def _leaves(coalition: Coalition, person: Person, by: Person) -> None:
    """Out of the meetings, unless another seat or the coordination keeps somebody in."""
    seated = Seat.objects.filter(coalition=coalition, person=person, until=None).exists()
    still = Coalition.objects.filter(pk=coalition.pk, coordinator=person).exists()
    if not seated and not still:
        end_membership(series=coalition.series, person=person, by=by)


def _locked(coalition: Coalition) -> Coalition:
    found = Coalition.objects.select_for_update(of=("self",))
    return found.select_related("series", "coordinator").get(pk=coalition.pk)
