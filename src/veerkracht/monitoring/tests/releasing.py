"""Drafts and releases for tests: counts of our own, judged by the same action as the job's."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from tests import factories
from veerkracht.disclosure.tables import Dimension, Key, RawCell, Rules, Table
from veerkracht.disclosure.totals import with_totals
from veerkracht.figures.tests.publishing import limburg
from veerkracht.monitoring import release_actions as actions
from veerkracht.monitoring import release_check_actions as checking
from veerkracht.monitoring import release_rules as rules
from veerkracht.monitoring.models import ReleaseDraft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from veerkracht.figures.models import Release
    from veerkracht.people.models import Person
    from veerkracht.places.models import Area

CODE = "professionals-trained"
AREAS = ("GM0917", "GM0928", "GM0935", "GM0882")
SECTORS = ("kraamzorg", "welzijn")
# Heerlen has two people in one sector; Kerkrade, Maastricht and Landgraaf have many.
COUNTS: Mapping[Key, int] = {
    ("GM0917", "kraamzorg", "2026"): 2,
    ("GM0917", "welzijn", "2026"): 61,
    ("GM0928", "kraamzorg", "2026"): 34,
    ("GM0928", "welzijn", "2026"): 47,
    ("GM0935", "kraamzorg", "2026"): 58,
    ("GM0935", "welzijn", "2026"): 90,
    ("GM0882", "kraamzorg", "2026"): 41,
    ("GM0882", "welzijn", "2026"): 39,
}


def table(counts: Mapping[Key, int] = COUNTS, *, name: str = CODE) -> Table:
    """People by municipality, sector and year."""
    return Table(
        name,
        name,
        (
            Dimension("area", dict.fromkeys(AREAS, "zuid-limburg") | {"zuid-limburg": ""}),
            Dimension("sector", dict.fromkeys(SECTORS, "")),
            Dimension("period", {"2026": ""}),
        ),
        {key: RawCell(number, key_sum=number * 7919) for key, number in counts.items()},
    )


def words(**values: object) -> dict[str, object]:
    """What is told of an indicator."""
    return {
        "version": 1,
        "order": 1,
        "has_rates": True,
        "name": "Geschoolde professionals",
        "name_en": "Professionals trained",
        "meaning": "Wie een training volgde",
        "meaning_en": "Who was trained",
        "numerator": "mensen die een training volgden",
        "denominator": "van iedereen die er werkt",
        "unit": "mensen",
        "unit_en": "people",
        **values,
    }


def frozen_table(
    counts: Mapping[Key, int] = COUNTS, *, about: Rules | None = None, name: str = CODE
) -> rules.FrozenTable:
    """That table as it is frozen, out of 200 people in each place."""
    known = {key: 200 * _places(key) for key in with_totals(table(counts))}
    return rules.FrozenTable(words(), table(counts, name=name), about or Rules(), known, "AZW 2025")


def _places(key: Key) -> int:
    """How many of the finest places a key stands for."""
    area, sector, _period = key
    return (1 if area in AREAS else len(AREAS)) * (1 if sector else len(SECTORS))


def frozen(
    counts: Mapping[Key, int] = COUNTS, *, day: date = date(2026, 11, 1), area: Area | None = None
) -> rules.Frozen:
    """What a release of that table is built from."""
    about = area or limburg()
    return rules.Frozen(about.code, about.name, day, (frozen_table(counts),))


def drafted(by: Person, *, area: Area | None = None, day: date | None = None) -> ReleaseDraft:
    """A draft that waits for the job."""
    on = day or date(2026, 11, 1)
    facts = actions.DraftFacts(on, on.year, [CODE])
    return actions.make_draft(area=area or limburg(), facts=facts, by=by)


def judged(
    by: Person,
    counts: Mapping[Key, int] = COUNTS,
    *,
    area: Area | None = None,
    day: date | None = None,
) -> ReleaseDraft:
    """A draft that was looked at, of these counts."""
    draft = drafted(by, area=area, day=day)
    with transaction.atomic():
        row = actions.held(draft)
        checking.judge(row, frozen(counts, day=row.as_of, area=row.area))
    return ReleaseDraft.objects.select_related("area", "release").get(pk=draft.pk)


def published(
    by: Person,
    counts: Mapping[Key, int] = COUNTS,
    *,
    second: Person | None = None,
    area: Area | None = None,
    day: date | None = None,
) -> Release:
    """A release that two people saw."""
    draft = judged(by, counts, area=area, day=day)
    return actions.publish_draft(draft=draft, by=second or factories.administrator())
