"""Publishing and withdrawing a release. Only monitoring does so, and says who may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from veerkracht.audit.actions import record
from veerkracht.figures.contents import (
    BREAKDOWNS,
    CellContent,
    Content,
    TableContent,
    content_of,
    digest_of,
    text_of,
)
from veerkracht.figures.events import ReleasePublished, ReleaseWithdrawn
from veerkracht.figures.models import Cell, Release, Table
from veerkracht.figures.signing import public_key, sign
from veerkracht.kernel import page_cache
from veerkracht.kernel.clock import now
from veerkracht.kernel.errors import OutOfDate, RuleBroken
from veerkracht.kernel.events import after_commit, announce
from veerkracht.places.models import Area, AreaKind

if TYPE_CHECKING:
    from datetime import datetime

    from veerkracht.people.models import Person

__all__ = [
    "BREAKDOWNS",
    "CellContent",
    "Content",
    "TableContent",
    "content_of",
    "digest_of",
    "forget_names_before",
    "forget_publisher",
    "next_number",
    "publish",
    "text_of",
    "withdraw",
]

TOPIC = "figures"  # of public pages that show figures
BATCH = 2_000
LONGEST_REASON = 300


def next_number(area: Area) -> int:
    """The number of the next release about this area; the first is 1."""
    last = Release.objects.filter(area=area).order_by("-number").first()
    return last.number + 1 if last else 1


@transaction.atomic
def publish(*, content: Content, area: Area, by: Person) -> Release:
    """Freeze, sign and show a release, with a row for each table and cell.

    OutOfDate when its number is not the next one of the area: another release came between.
    ValueError for the content of another area.
    """
    if content.area != area.code:
        raise ValueError(content.area)
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    if content.number != next_number(area):
        raise OutOfDate(_("Er is intussen een andere vrijgave van dit gebied."))
    text = text_of(content)
    digest = digest_of(text)
    release = Release.objects.create(
        area=area,
        number=content.number,
        as_of=content.as_of,
        published_at=now(),
        published_by_id=by.pk,
        content=text,
        digest=digest,
        signature=sign(digest),
        key=public_key(),
    )
    for table in content.tables:
        _write(release, table)
    record("figures.published", release, by=by, region_id=_region(area), values={"digest": digest})
    announce(ReleasePublished(release.pk))
    after_commit(page_cache.clear, TOPIC)
    return release


def _write(release: Release, table: TableContent) -> None:
    row = Table.objects.create(
        release=release,
        indicator=table.indicator,
        version=table.version,
        order=table.order,
        name=table.name,
        name_en=table.name_en,
        unit=table.unit,
        unit_en=table.unit_en,
        has_rates=table.has_rates,
        source=table.source,
    )
    Cell.objects.bulk_create([cell_row(row, one) for one in table.cells], batch_size=BATCH)


def cell_row(table: Table, cell: CellContent) -> Cell:
    """The row that a cell of the content is, not yet kept."""
    return Cell(
        table=table,
        **dict(zip(BREAKDOWNS, cell.key, strict=True)),
        status=cell.figure.status.value,
        number=cell.figure.number,
        denominator_status=cell.out_of.status.value,
        denominator=cell.out_of.number,
        percentage_status=cell.rate.status.value,
        percentage=cell.rate.number,
    )


def _region(area: Area) -> int | None:
    return area.pk if area.kind == AreaKind.REGION else None


@transaction.atomic
def withdraw(*, release: Release, reason: str, by: Person) -> Release:
    """Say that a release is not right. It is no longer shown anywhere but on its own page, with the reason.

    RuleBroken without a reason or with one that is too long, OutOfDate when it was withdrawn already.
    """
    row = Release.objects.select_for_update(of=("self",)).select_related("area").get(pk=release.pk)
    if row.withdrawn_at:
        raise OutOfDate(_("Deze vrijgave is al ingetrokken."))
    if not reason.strip():
        raise RuleBroken(_("Schrijf op waarom. Iedereen kan dat lezen."), field="reason")
    if len(reason.strip()) > LONGEST_REASON:
        raise RuleBroken(_("Schrijf het korter: hoogstens 300 tekens."), field="reason")
    row.withdrawn_at, row.withdrawn_because = now(), reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_because"])
    values = {"reason": row.withdrawn_because}
    record("figures.withdrawn", row, by=by, region_id=_region(row.area), values=values)
    announce(ReleaseWithdrawn(row.pk))
    after_commit(page_cache.clear, TOPIC)
    return row


def forget_names_before(moment: datetime) -> int:
    """Take the name of who published away from releases older than a moment; how many."""
    old = Release.objects.filter(published_at__lt=moment, published_by__isnull=False)
    return old.update(published_by=None)


def forget_publisher(person: Person) -> int:
    """Take one person's name away from what they published; how many."""
    return Release.objects.filter(published_by=person).update(published_by=None)
