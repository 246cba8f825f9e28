"""Verbs on many organisations at once, for who moves in with lists. Reached through ``actions``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record, record_many
from veerkracht.kernel.errors import NotAllowed, RuleBroken
from veerkracht.kernel.references import referred_to
from veerkracht.people import policies, rules
from veerkracht.people.brought_in import AT_ONCE, Filled, remove, thousands
from veerkracht.people.models import Organisation, Person

if TYPE_CHECKING:
    from veerkracht.places.models import Area


@dataclass(frozen=True)
class NewOrganisation:
    """What a list says of one organisation."""

    name: str
    website: str = ""
    is_school: bool = False
    municipality_id: int | None = None
    sector_ids: tuple[int, ...] = ()


@transaction.atomic
def bring_in_organisations(
    *, organisations: Sequence[NewOrganisation], region: Area, by: Person
) -> dict[str, int]:
    """Make organisations that are active in this region: name → number."""
    policies.check_may_coordinate(by, region.pk)
    taken = set(Organisation.objects.values_list("slug", flat=True))
    made = Organisation.objects.bulk_create(
        [_organisation(one, taken) for one in organisations], batch_size=AT_ONCE
    )
    Organisation.regions.through.objects.bulk_create(
        [_link(Organisation.regions, one.pk, area_id=region.pk) for one in made],
        batch_size=AT_ONCE,
    )
    Organisation.sectors.through.objects.bulk_create(
        [
            _link(Organisation.sectors, one.pk, sector_id=pk)
            for one, given in zip(made, organisations, strict=True)
            for pk in given.sector_ids
        ],
        batch_size=AT_ONCE,
    )
    facts = [("organisation brought in", one, {"name": one.name}) for one in made]
    for some in thousands(facts):
        record_many(some, by=by, region_id=region.pk)
    return {given.name: one.pk for one, given in zip(made, organisations, strict=True)}


@transaction.atomic
def complete_organisation(
    *, organisation: Organisation, given: NewOrganisation, region: Area, by: Person
) -> Filled:
    """Fill in what is empty of an organisation of this region; never change a word."""
    policies.check_may_coordinate(by, region.pk)
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not row.regions.filter(pk=region.pk).exists():
        raise NotAllowed(_("Deze organisatie hoort bij een andere regio."))
    done = Filled(row.pk, {}, {})
    for field in ("website", "municipality_id"):
        if not getattr(row, field) and (value := getattr(given, field)):
            done.before[field], done.after[field] = getattr(row, field), value
            setattr(row, field, value)
    if done.after:
        row.save(update_fields=list(done.after))
        record("organisation completed", row, by=by, region_id=region.pk, values=done.after)
    if given.sector_ids and not row.sectors.exists():
        row.sectors.set(given.sector_ids)
        done.before["sectors"], done.after["sectors"] = [], sorted(given.sector_ids)
    return done


@transaction.atomic
def restore_organisation(*, filled: Filled, region: Area, by: Person) -> bool:
    """Empty again what was filled in, where nobody changed it since; whether all of it could be."""
    policies.check_may_coordinate(by, region.pk)
    row = Organisation.objects.select_for_update().filter(pk=filled.number).first()
    if row is None:
        return False
    whole = True
    for field, after in filled.after.items():
        if field == "sectors":
            if sorted(row.sectors.values_list("pk", flat=True)) == after:
                row.sectors.clear()
                continue
        elif getattr(row, field) == after:
            setattr(row, field, filled.before[field])
            continue
        whole = False
    row.save()
    record("organisation restored", row, by=by, region_id=region.pk)
    return whole


@transaction.atomic
def take_back_organisations(
    *, numbers: Collection[int], region: Area, by: Person
) -> dict[int, str]:
    """Remove organisations that were brought in and that nothing refers to; number → why one stays."""
    policies.check_may_coordinate(by, region.pk)
    stay = referred_to(Organisation, numbers)
    going = Organisation.objects.filter(pk__in=set(numbers) - set(stay))
    remove(list(going), "organisation taken back", by)
    return stay


def _organisation(given: NewOrganisation, taken: set[str]) -> Organisation:
    name = rules.tidy(given.name)
    if not name or len(name) > rules.MOST_NAME:
        raise RuleBroken(_("De naam van een organisatie is leeg of te lang."), field="name")
    slug = next(one for one in _slugs(name) if one not in taken)
    taken.add(slug)
    return Organisation(
        slug=slug,
        name=name,
        website=given.website,
        is_school=given.is_school,
        municipality_id=given.municipality_id,
    )


def _slugs(name: str) -> Iterator[str]:
    start = slugify(name)[:70] or "organisatie"
    yield start
    number = 2
    while True:
        yield f"{start}-{number}"
        number += 1


def _link(relation: Any, organisation_id: int, **other: int) -> Any:
    return relation.through(organisation_id=organisation_id, **other)
